"""What a row says of a file and its figures are checked when they arrive; the rest when it is opened."""

import base64
import json
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from model.batch.checked_file import CheckedFile
from model.batch.checking import PriorFile, check_imported
from model.batch.packed_file import MOST_UNPACKED, packed, packed_from, packed_json, unpacked
from model.form.edition import Edition
from model.importing import Imported
from model.report.derived_totals import shown
from tests.model.batch.county import YEAR, correct_report, unbalanced, with_blanks

UNIT = "恩平市教育局"


@pytest.fixture(scope="module")
def checked(editions: Mapping[str, Edition]) -> CheckedFile:
    """With an error, a blank and last year's report."""
    edition = editions["2021"]
    report = with_blanks(unbalanced(correct_report(UNIT, edition)), "disclosure.licences.decisions")
    prior = PriorFile("去年.docx", correct_report(UNIT, edition, YEAR - 1))
    return check_imported(Imported(report, (), container="json"), "年报.json", editions, prior)


def sent(checked: CheckedFile, editions: Mapping[str, Edition]) -> Any:
    return json.loads(json.dumps(packed_json(packed(checked, editions))))


def test_the_row_the_figures_and_everything_else_arrive(checked: CheckedFile, editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]
    got = packed_from(sent(checked, editions), editions)
    assert (got.outline.organ, got.outline.year, got.outline.edition) == (UNIT, YEAR, "2021")
    assert (got.outline.errors > 0, got.outline.blanks, got.outline.has_last_year) == (True, 1, True)
    assert set(got.outline.rules) == {each.stated_by for each in checked.open_findings}
    assert got.outline.first[0].startswith("表三 商业企业列：一 ")
    figures = shown(checked.report, edition).figures
    assert dict(zip(edition.cells, got.figures, strict=True)) == {each: figures.get(each) for each in edition.cells}
    assert isinstance(got.figures[edition.cells.index(edition.cell("disclosure.fees.amount"))], Decimal)
    prior = shown(correct_report(UNIT, edition, YEAR - 1), edition).figures
    assert got.last_year == tuple(prior.get(cell) for cell in edition.cells)
    opened = got.unpacked(editions)
    assert opened.findings == checked.findings and opened.last_year is not None


def test_figures_of_another_year_than_the_one_before_are_not_last_years(editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]
    prior = PriorFile("前年.docx", correct_report(UNIT, edition, YEAR - 2))
    imported = Imported(correct_report(UNIT, edition), (), container="json")
    file = packed(check_imported(imported, "年报.json", editions, prior), editions)
    assert file.outline.has_last_year and file.last_year is None


def _set(*keys: str | int, to: Any) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        for key in keys[:-1]:
            value = value[key]
        value[keys[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("outline", to=None),
        _set("outline", to=[]),
        _set("outline", 0, to="局" * 2001),
        _set("outline", 1, to="2024"),
        _set("outline", 1, to=-1),
        _set("outline", 2, to="2099"),
        _set("outline", 3, to="exe"),
        _set("outline", 4, to=True),
        _set("outline", 5, to=-1),
        _set("outline", 6, to=100_001),
        _set("outline", 7, to=["a"] * 4),
        _set("outline", 8, to=[7]),
        _set("outline", 9, to=1),
        _set("figures", to=[]),
        _set("figures", 0, to=1.5),
        _set("figures", 0, to="1"),
        _set("figures", 0, to=True),
        _set("last_year", to=[]),
        _set("packed", to=7),
        _set("packed", to="!!"),
    ],
)
def test_a_forged_answer_is_refused(
    change: Callable[[Any], None], checked: CheckedFile, editions: Mapping[str, Edition]
) -> None:
    written = sent(checked, editions)
    change(written)
    with pytest.raises(ValueError):
        packed_from(written, editions)


@pytest.mark.parametrize(
    "data",
    [b"", b"nothing", zlib.compress(b"{}"), zlib.compress(b"[" * 100_000), zlib.compress(bytes(MOST_UNPACKED + 1))],
    ids=["empty", "not packed", "not a file", "nested", "too long"],
)
def test_what_is_packed_is_refused_when_it_is_opened(data: bytes, editions: Mapping[str, Edition]) -> None:
    with pytest.raises(ValueError):
        unpacked(data, editions)


def test_an_answer_is_accepted_without_looking_into_what_is_packed(
    checked: CheckedFile, editions: Mapping[str, Edition]
) -> None:
    written = sent(checked, editions)
    written["packed"] = base64.b64encode(b"nothing").decode()
    assert packed_from(written, editions).outline.organ == UNIT
