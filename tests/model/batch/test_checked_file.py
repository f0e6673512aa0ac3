"""What a worker answers about a file survives its JSON, and nothing else is accepted."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from model.batch.checked_file import CheckedFile, checked_file_from, checked_file_json, findings_from, findings_json
from model.batch.checking import check_imported
from model.form.edition import Edition
from model.importing import Imported, import_report
from tests.conftest import SAMPLES
from tests.model.batch.county import correct_report, unbalanced


@pytest.fixture(scope="module")
def checked(editions: Mapping[str, Edition]) -> CheckedFile:
    """With errors, repairs, notes and findings in the text."""
    imported = import_report(SAMPLES / "filled-libreoffice.docx", editions)
    return check_imported(imported, "年报.docx", editions)


def sent(value: Any) -> Any:
    return json.loads(json.dumps(value))


def test_nothing_is_lost_on_the_way(checked: CheckedFile, editions: Mapping[str, Edition]) -> None:
    wrong = unbalanced(correct_report("恩平市教育局", editions["2021"]))
    with_repair = check_imported(Imported(wrong, (), container="json"), "年报.json", editions)
    assert with_repair.proposals and any(each.repair for each in with_repair.findings)
    for each in (checked, with_repair):
        got = checked_file_from(sent(checked_file_json(each, editions, with_last_year=False)), editions)
        assert got.findings == each.findings
        assert (got.proposals, got.table_advice, got.not_evaluated) == (
            each.proposals,
            each.table_advice,
            each.not_evaluated,
        )
        assert got.notes == each.notes
        assert got.report.figures == each.report.figures and got.report.unread == each.report.unread
        assert (got.report.texts, got.report.facts) == (each.report.texts, each.report.facts)
        assert got.has_errors and each.has_errors


def _set(*keys: str | int, to: Any) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        for key in keys[:-1]:
            value = value[key]
        value[keys[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("report", to=None),
        _set("report", "edition", to="2099"),
        _set("report", "cells", to=[]),
        _set("container", to="exe"),
        _set("findings", 0, "severity", to="fatal"),
        _set("findings", 0, "cells", to=["requests.none.person"]),
        _set("findings", 0, "message", to=7),
        _set("findings", 0, "explainable", to="yes"),
        _set("findings", 0, "repair", to=[["requests.received.person", 1.5]]),
        _set("findings", 0, "passage", to=[5, 2, "", "", "", ""]),
        _set("notes", to={}),
        _set("proposals", to={"a": 1}),
        _set("table_advice", to=[["requests"]]),
        _set("not_evaluated", to=[["a", "b"]]),
        _set("findings", to=[{}] * 20_001),
    ],
)
def test_a_forged_answer_is_refused(
    change: Callable[[Any], None], checked: CheckedFile, editions: Mapping[str, Edition]
) -> None:
    written = sent(checked_file_json(checked, editions, with_last_year=False))
    change(written)
    with pytest.raises(ValueError):
        checked_file_from(written, editions)


def test_findings_alone_can_be_kept(checked: CheckedFile, editions: Mapping[str, Edition]) -> None:
    edition = editions[checked.report.edition]
    assert findings_from(sent(findings_json(checked.findings)), edition) == checked.findings
