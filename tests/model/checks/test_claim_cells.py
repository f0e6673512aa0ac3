"""The cells that a claim may mean, in each edition of the form."""

import pytest

from model.checks.claim_cells import Reading, cells_of, on_cells, readings, total
from model.form.edition import Edition
from model.form.tables import Cell
from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim, ClaimKind


def claim(text: str, topic: str = "requests") -> Claim:
    return claims_in(text, topic)[-1]


def addresses(found: tuple[Reading, ...]) -> list[str]:
    return ["+".join(str(cell) for cell in reading) for reading in found]


def test_a_phrase_without_columns_means_the_total(edition: Edition) -> None:
    assert addresses(on_cells(edition, claim("新收政府信息公开申请12件。")).readings) == [
        "requests.received.total",
        "requests.received.total+requests.carried_in.total",
    ]


def test_a_pattern_of_rows_means_all_rows_that_begin_so(edition: Edition) -> None:
    (reading, *_) = on_cells(edition, claim("不予公开3件。")).readings
    denied = [row.id for row in edition.table("requests").rows if row.id.startswith("results.denied.")]
    assert reading == tuple(Cell("requests", row, "total") for row in denied)


def test_a_reading_with_a_cell_that_the_edition_lacks_is_dropped(editions: dict[str, Edition]) -> None:
    in_force = claim("规范性文件现行有效7件。", "disclosure")
    assert addresses(on_cells(editions["2021"], in_force).readings) == ["disclosure.normative_documents.in_force"]
    assert on_cells(editions["2019"], in_force).readings == ()
    assert on_cells(editions["2019"], in_force).cells == ()


def test_nothing_is_read_of_a_table_or_a_row_that_no_edition_has(edition: Edition) -> None:
    assert readings(edition, "nowhere", (("received",),), ()) == ()
    assert readings(edition, "requests", (("nowhere.*",),), ()) == ()


def test_a_share_of_applicants_is_one_of_the_total_of_the_same_rows(edition: Edition) -> None:
    share = claim("新收申请12件，其中自然人申请9件，占75%。")
    assert share.kind is ClaimKind.SHARE
    part, whole = on_cells(edition, share).shares[0]
    assert addresses((part, whole)) == ["requests.received.person", "requests.received.total"]


def test_a_share_of_results_may_be_one_of_all_that_was_handled_or_that_came(edition: Edition) -> None:
    shares = on_cells(edition, claim("予以公开9件，占75%。")).shares
    assert addresses(tuple(whole for part, whole in shares if len(part) == 1)) == [
        "requests.results.total.total",
        "requests.received.total",
        "requests.received.total+requests.carried_in.total",
    ]


@pytest.mark.parametrize(
    ("text", "of_last_year"),
    [("新收申请10件。", False), ("新收申请10件，去年同期为12件。", True), ("新收申请10件，同比增长20%。", True)],
)
def test_last_year_is_needed_for_its_own_numbers_and_for_changes(
    edition: Edition, text: str, of_last_year: bool
) -> None:
    assert on_cells(edition, claim(text)).of_last_year is of_last_year


def test_a_sum_is_known_only_with_all_its_cells() -> None:
    one, other = Cell("requests", "received", "person"), Cell("requests", "received", "business")
    assert total((one, other), {one: 3, other: 4}) == 7
    assert total((one, other), {one: 3, other: None}) is None
    assert total((one, other), {one: 3}) is None
    assert cells_of(((one, other), (other,), (one,))) == (one, other)
