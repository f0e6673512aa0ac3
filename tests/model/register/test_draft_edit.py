"""What was counted, taken over into a draft."""

from datetime import date
from pathlib import Path

from model.register.draft_edit import (
    carried_in_differences,
    comparisons,
    counted_report,
    is_counted,
    places_text,
    register_edit,
)
from model.register.register import Counted
from model.register.sheets import Place
from model.report.edits import apply
from model.report.report import Origin, Report
from tests.model.register.registers import EDITION, YEAR, Made, counted, simple_xlsx

GRANTED = EDITION.cell("requests.results.granted.person")
RECEIVED = EDITION.cell("requests.received.person")
CARRIED_IN = EDITION.cell("requests.carried_in.person")
CARRIED_OUT = EDITION.cell("requests.carried_out.person")


def two(folder: Path) -> Counted:
    answered = date(YEAR, 3, 9)
    made = [Made(f"{n}号", date(YEAR, 3, n), "person", "个人", answered, "results.granted", "公开") for n in (1, 2)]
    return counted(simple_xlsx(folder, made))


def test_one_edit_takes_all_over_and_is_undone(tmp_path: Path) -> None:
    draft = Report(EDITION.id, {RECEIVED: 7, CARRIED_IN: 1}, unread={GRANTED: "三件"})
    edit = register_edit(two(tmp_path), draft)
    after, back = apply(draft, edit)
    assert (after.figures[RECEIVED], after.figures[GRANTED], after.figures[CARRIED_IN]) == (2, 2, 0)
    assert not after.unread
    assert after.origins[RECEIVED] == Origin("台账：台账.xlsx", "工作表“Sheet1”第2–3行", "2")
    assert is_counted(after.origins[RECEIVED])
    assert apply(after, back)[0] == draft


def test_only_the_cells_that_were_chosen(tmp_path: Path) -> None:
    edit = register_edit(two(tmp_path), Report(EDITION.id), [RECEIVED])
    assert dict(edit.figures) == {RECEIVED: 2}


def test_cells_are_compared_one_by_one(tmp_path: Path) -> None:
    before = Report(EDITION.id, {CARRIED_OUT: 1, RECEIVED: 9})
    found = {each.cell: each for each in comparisons(two(tmp_path), Report(EDITION.id, {RECEIVED: 3}), before)}
    assert (found[RECEIVED].counted, found[RECEIVED].drafted, found[RECEIVED].last_year) == (2, 3, 9)
    assert found[RECEIVED].differs
    assert found[CARRIED_IN].drafted is None


def test_carried_in_is_compared_with_last_year(tmp_path: Path) -> None:
    assert carried_in_differences(two(tmp_path), Report(EDITION.id, {CARRIED_OUT: 1})) == ((CARRIED_IN, 0, 1),)
    assert not carried_in_differences(two(tmp_path), Report(EDITION.id, {CARRIED_OUT: 0}))


def test_a_report_of_what_was_counted_only(tmp_path: Path) -> None:
    report = counted_report(two(tmp_path))
    assert report.year == YEAR
    assert report.figures[RECEIVED] == 2
    assert {cell.table for cell in report.figures} == {"requests", "disputes"}


def test_no_names_or_contents_are_taken_over(tmp_path: Path) -> None:
    assert "张三" not in repr(counted_report(two(tmp_path)))
    assert "批文" not in repr(register_edit(two(tmp_path), Report(EDITION.id)))


def test_places() -> None:
    places = [Place("工作表“3月”", row) for row in (3, 4, 9)] + [Place("工作表“4月”", 2)]
    assert places_text(places) == "工作表“3月”第3–4、9行；工作表“4月”第2行"
    assert places_text([]) == ""
