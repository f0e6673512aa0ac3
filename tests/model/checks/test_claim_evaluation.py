"""What one claim comes to under given figures: one case for each kind and each hedge."""

import pytest

from model.checks.claim_cells import on_cells
from model.checks.claim_evaluation import ClaimState, Evaluation, evaluate
from model.checks.engine import check
from model.checks.organ_scope import ReportingOrgan
from model.form.edition import Edition
from model.form.tables import Cell
from model.narrative.claim_extraction import claims_in
from model.narrative.claims import ClaimKind
from model.report.organ import kind_of
from tests.model.checks.text_reports import saying

NOW = {"received": 12, "carried_in": 0, "results.total": 12, "carried_out": 0}
THEN = {**NOW, "received": 10}


def evaluated(edition: Edition, text: str, *, year: int = 2024, organ: str = "") -> Evaluation:
    """The last claim of the text, where 12 were received this year and 10 last year."""
    claim = on_cells(edition, claims_in(text, "requests")[-1])

    def figures(rows: dict[str, int]) -> tuple[int, ...]:
        return tuple(rows.get(cell.row, 0) if cell.column == "total" else 0 for cell in claim.cells)

    return evaluate(claim, figures(NOW), figures(THEN), year, ReportingOrgan(organ, kind_of(organ)))


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("共收到申请12件。", ClaimKind.COUNT, ClaimState.AGREES),
        ("共收到申请13件。", ClaimKind.COUNT, ClaimState.CONTRADICTS),
        ("未收到政府信息公开申请。", ClaimKind.NONE, ClaimState.CONTRADICTS),
        ("共收到申请12件，比上年增加2件。", ClaimKind.CHANGE, ClaimState.AGREES),
        ("共收到申请12件，比上年增加3件。", ClaimKind.CHANGE, ClaimState.CONTRADICTS),
        ("共收到申请12件，同比增长20%。", ClaimKind.GROWTH, ClaimState.AGREES),
        ("共收到申请12件，同比下降20%。", ClaimKind.GROWTH, ClaimState.CONTRADICTS),
        ("收到的申请全部办结。", ClaimKind.DONE, ClaimState.AGREES),
        ("收到申请12件，其余结转下年度继续办理。", ClaimKind.LEFT, ClaimState.CONTRADICTS),
        ("共收到申请约13件。", ClaimKind.COUNT, ClaimState.AGREES),
        ("共收到申请约30件。", ClaimKind.COUNT, ClaimState.UNSURE),
        ("收到转办申请13件。", ClaimKind.COUNT, ClaimState.UNSURE),
        ("2019年共收到申请13件。", ClaimKind.COUNT, ClaimState.UNSURE),
        ("共收到申请12件，高于2023年（10件）。", ClaimKind.COUNT, ClaimState.AGREES),
        ("共收到申请12件，比2023年的10件有所增加。", ClaimKind.COUNT, ClaimState.AGREES),
        ("共收到申请12件，比2023年的9件有所增加。", ClaimKind.COUNT, ClaimState.CONTRADICTS),
        ("共收到申请12件，比2022年的9件有所增加。", ClaimKind.COUNT, ClaimState.UNSURE),
    ],
)
def test_every_kind_of_claim_is_compared_in_its_own_way(
    edition: Edition, text: str, kind: ClaimKind, state: ClaimState
) -> None:
    assert claims_in(text, "requests")[-1].kind is kind
    assert evaluated(edition, text).state is state


def test_a_number_of_a_whole_place_contradicts_only_where_the_report_is_of_it(edition: Edition) -> None:
    assert evaluated(edition, "全市共收到申请13件。").state is ClaimState.UNSURE
    found = evaluated(edition, "全市共收到申请13件。", organ="清远市人民政府")
    assert (found.state, found.weak) == (ClaimState.CONTRADICTS, False)
    assert evaluated(edition, "全县共收到申请13件。", organ="清远市人民政府").state is ClaimState.UNSURE


def test_a_long_number_of_another_scope_that_differs_by_a_slip_contradicts(edition: Edition) -> None:
    for text, state in (("94012", "CONTRADICTS"), ("94021", "AGREES"), ("1204", "UNSURE")):
        report = saying(edition, f"全系统作出行政许可{text}件。", disclosure__licences__decisions=94021)
        (found,) = check(report, edition).context.words.evaluations("1")
        assert found.state is ClaimState[state]


def test_what_should_stand_there_is_written_as_the_text_writes_it(edition: Edition) -> None:
    assert evaluated(edition, "共收到申请13件。").replacement == "12"
    assert evaluated(edition, "共收到申请十三件。").replacement == "十二"
    assert evaluated(edition, "未收到政府信息公开申请。").replacement == ""


def test_blank_cells_contradict_nothing(edition: Edition) -> None:
    claim = on_cells(edition, claims_in("共收到申请12件。", "requests")[0])
    blank: tuple[None, ...] = (None,) * len(claim.cells)
    assert evaluate(claim, blank, None, 2024, False).state is ClaimState.UNSURE
    assert all(isinstance(each, Cell) for each in claim.cells)


def test_the_reading_that_agrees_is_shown_where_the_year_before_is_named(edition: Edition) -> None:
    carried = on_cells(edition, claims_in("新收申请12件，结转办理2023年申请1件。", "requests")[-1])
    now = {"received": 12, "carried_in": 1, "carried_out": 0}
    figures = tuple(now.get(cell.row, 0) if cell.column == "total" else 0 for cell in carried.cells)
    found = evaluate(carried, figures, (None,) * len(figures), 2024, ReportingOrgan("", kind_of("")))
    assert found.state is ClaimState.AGREES
    assert found.says.endswith("上年结转 · 总计 = 1")
