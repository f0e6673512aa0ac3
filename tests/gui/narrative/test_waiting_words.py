"""Years and numbers of last year's words in this year's draft: what is said of them, how quickly they are checked."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.finding_entries import FindingEntry, ListCommand
from gui.editor.findings_model import ENTRY_ROLE
from gui.grid.cell_bar import CellBar
from gui.narrative.number_marks import LOOKS
from gui.narrative.text_mark import Mark
from gui.narrative.text_page import TextPage
from gui.narrative.years_dialog import YearsDialog
from gui.session.open_report import OpenReport
from gui.session.severities import SIGNS, foreground_of
from model.checks.findings import Severity
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.linking.finding_actions import ActionKind
from model.linking.finding_edits import confirming_marks
from model.report.edits import Edit
from model.report.report import Fact, Reason, Report
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.entries import choose, entries, offered
from tests.gui.editor.recorded_commands import RecordedEditorCommands

Opens = Callable[..., OpenReport]
WORDS = "2024年，各级政府共受理政府信息公开申请3119件（含上年度结转申请34件）。\n本局发布信息128条，依据2019年的办法。"
LAST_WORDS = "2024年，推进公开。"


@pytest.fixture
def page(opens: Opens, editions: dict[str, Edition], qtbot: QtBot) -> EditorPage:
    """The draft for 2025; its table says 103 where last year's words say 34."""
    edition = editions["2021"]
    last_year = Report(
        "2021",
        facts={Fact.ORGAN: "淮安市人民政府", Fact.YEAR: "2024"},
        texts={"preface": LAST_WORDS, "1": WORDS, "5": LAST_WORDS},
    )
    open_report = opens(roll_over(last_year, edition, 2025), last_year)
    open_report.restore(Edit("填写", {edition.cell("requests.carried_in.total"): 103}))
    made = EditorPage(open_report, editions, EDITIONS_FOLDER.parent, RecordedEditorCommands())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitActive(made)
    made.navigation.choose("1")
    return made


def text(page: EditorPage, key: str = "1") -> TextPage:
    shown = page.pages.page_of(key)
    assert isinstance(shown, TextPage)
    return shown


def marks(page: EditorPage) -> dict[str, Mark]:
    return {cursor.selectedText(): mark for mark, cursor in text(page).editor.marks}


def listed(page: EditorPage) -> dict[str, FindingEntry]:
    model = page.panel.model
    items = [model.index(row).data(ENTRY_ROLE) for row in range(model.rowCount())]
    return {each.mark.text: each for each in items if each.kind == "to_check"}


def put_cursor(page: EditorPage, words: str) -> None:
    editor = text(page).editor
    editor.setFocus()
    editor.select_place(editor.words().index(words), 0)


def test_a_contradiction_is_reported_before_the_number_was_checked(page: EditorPage) -> None:
    assert marks(page)["34"].look == "warning"
    assert marks(page)["3119"].look == marks(page)["2025"].look == "waiting"
    put_cursor(page, "34件")
    bar = text(page).head.mark_bar
    assert bar.message.text().startswith("△") and "= 103" in bar.message.text() and "上年也是 34" in bar.message.text()
    assert "改为 103" in bar.buttons() and "已核实" in bar.buttons()


def test_the_list_says_the_same_of_it_with_the_same_sign(page: EditorPage) -> None:
    items = listed(page)
    assert items["34"].level is Severity.WARNING and "= 103" in items["34"].text
    assert ("改为 103", ActionKind.TAKE_TABLE_VALUE) in offered(items["34"])
    assert items["2025"].level is None and items["2025"].text == "上年为 2024，已顺延，请核实"


def test_a_number_of_possibly_another_scope_is_only_a_hint_once_it_was_checked(page: EditorPage) -> None:
    def severity() -> Severity:
        found = page.open_report.open_findings()
        return next(each.severity for each in found if each.passage and each.passage.text == "34")

    assert severity() is Severity.WARNING
    page.open_report.edit(confirming_marks((listed(page)["34"].mark_key,)))
    assert severity() is Severity.HINT and marks(page)["34"].look == "hint"
    page.undo()
    assert severity() is Severity.WARNING and marks(page)["34"].look == "warning"


def test_no_number_is_cut_at_the_end_of_a_quotation(page: EditorPage) -> None:
    page.open_report.write("1", "收到3050件，前后一二三四五上年度结转申请34件", "改写")
    title = next(each.title for each in listed(page).values() if each.mark and each.mark.text == "34")
    assert "…" in title and not any(cut in title for cut in ("…050", "…50件", "…0件"))


def test_the_table_s_number_is_taken_from_the_list_and_nothing_waits_there_any_more(page: EditorPage) -> None:
    choose(page.panel, listed(page)["34"], ActionKind.TAKE_TABLE_VALUE)
    assert "结转申请103件" in page.open_report.report.texts["1"]
    assert "34" not in listed(page) and "103" not in listed(page)
    page.undo()
    assert "结转申请34件" in page.open_report.report.texts["1"] and "34" in listed(page)


@pytest.mark.parametrize("by", ["list", "bar"])
def test_what_is_called_checked_is_neither_found_nor_to_be_checked(page: EditorPage, by: str) -> None:
    if by == "list":
        choose(page.panel, listed(page)["34"], ActionKind.MARK_CHECKED)
    else:
        put_cursor(page, "34件")
        text(page).head.mark_bar.buttons()["已核实"].click()
    assert "34" not in marks(page) and "34" not in listed(page)
    page.undo()
    assert marks(page)["34"].look == "warning"


# ---------------------------------------------------------------- quickly


def test_checked_goes_on_to_the_next_place_and_the_next_section(page: EditorPage, qtbot: QtBot) -> None:
    put_cursor(page, "2025年")
    editor = text(page).editor
    for number in ("3119", "34", "128", "2019"):
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert editor.textCursor().selectedText() == number
        assert QApplication.focusWidget() is editor
    qtbot.mouseClick(text(page).head.confirm, Qt.MouseButton.LeftButton)
    assert page.page is page.pages.page_of("5")
    assert text(page, "5").editor.textCursor().selectedText() == "2025"
    assert QApplication.focusWidget() is text(page, "5").editor
    QTest.keyClick(text(page, "5").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.page is page.pages.page_of("preface")
    QTest.keyClick(text(page, "preface").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.open_report.to_check() and page.status.text() == "文中的年份和数字已全部核实"
    assert page.open_report.report.texts["1"] == WORDS.replace("2024", "2025")  # no line was broken


def test_checked_in_the_list_goes_on_to_the_next_of_the_section(page: EditorPage) -> None:
    choose(page.panel, listed(page)["3119"], ActionKind.MARK_CHECKED)
    assert text(page).editor.textCursor().selectedText() == "34"


def test_all_years_are_checked_in_one_step_after_they_were_listed(page: EditorPage, qtbot: QtBot) -> None:
    dialog = YearsDialog(page.open_report, page)
    assert [each.texts[:2] for each in dialog.lines.lines] == [
        ("前言", "2024 → 2025"),
        ("一、总体情况", "2024 → 2025"),
        ("一、总体情况", "2019，没有顺延"),
        ("五、存在的主要问题及改进情况", "2024 → 2025"),
    ]
    assert "【2025】年，各级政府共受理" in dialog.lines.lines[1].texts[2]
    assert len(dialog.chosen()) == 3  # a year that stands is for a person to decide
    dialog.show()
    qtbot.mouseClick(dialog._confirm, Qt.MouseButton.LeftButton)
    assert {mark.text for mark in page.open_report.to_check().values()} == {"3119", "34", "128", "2019"}
    page.undo()
    assert len(page.open_report.to_check()) == 7


def test_no_years_no_button(page: EditorPage) -> None:
    assert text(page).head.years.isVisible()
    dialog = YearsDialog(page.open_report, page)
    dialog._all.click()
    dialog.accept()
    assert not text(page).head.years.isVisible()
    assert not any(action.kind == ListCommand.LIST_YEARS for entry in entries(page.panel) for action in entry.actions)


def test_each_action_has_one_name(page: EditorPage) -> None:
    put_cursor(page, "128条")
    names = [
        text(page).head.confirm.text(),
        *text(page).head.mark_bar.buttons(),
        *(label for label, _ in offered(listed(page)["34"])),
    ]
    assert [each for each in names if "核实" in each] == ["已核实"] * 3


# ---------------------------------------------------------------- one level, one look


@pytest.mark.parametrize(
    ("address", "figure", "severity"),
    [("requests.received.person", 5, Severity.ERROR), ("requests.carried_in.person", 7, Severity.WARNING)],
)
def test_the_bar_above_the_table_shows_the_severity_of_the_list(
    opens: Opens, edition: Edition, qtbot: QtBot, address: str, figure: int, severity: Severity
) -> None:
    cells = {cell: 0 for cell in edition.cells if cell not in edition.totals}
    open_report = opens(
        Report("2021", cells, facts={Fact.YEAR: "2025"}), Report("2021", cells, facts={Fact.YEAR: "2024"})
    )
    cell = edition.cell(address)
    open_report.edit(Edit("填写", {cell: figure}))
    bar = CellBar(open_report)
    qtbot.addWidget(bar)
    bar.show()
    bar.show_cell(cell)
    found = {each.rule: each for each in open_report.findings_at(cell)}
    wrong = [each for each in bar._chips._chips if each.holds is False]
    assert severity in {each.severity for each in wrong}
    assert all(each.severity is found[each.equation.id].severity for each in wrong)
    spoken = bar._chips.accessibleDescription()
    assert all(f"{SIGNS[found[each.equation.id].severity]} {each.says}" in spoken for each in wrong)
    warned = [each for each in found.values() if each.severity is Severity.WARNING and each.rule.startswith("years.")]
    if severity is Severity.WARNING:
        reasons = {each.rule: Reason(each.message, "已书面说明") for each in warned}
        open_report.edit(Edit("说明", reasons=reasons))
        bar.show_cell(cell)
        assert "（已说明）" in bar._chips.accessibleDescription()


def test_a_severity_has_one_sign_and_one_colour() -> None:
    assert len(set(SIGNS.values())) == len(set(map(foreground_of, Severity))) == len(set(LOOKS.values())) == 3


# ---------------------------------------------------------------- in place


def test_the_text_does_not_move_whatever_the_cursor_is_at(page: EditorPage) -> None:
    shown = text(page)
    shown.editor.moveCursor(QTextCursor.MoveOperation.Start)
    tops: set[int] = set()
    for place in range(len(shown.editor.words())):
        shown.editor.select_place(place, 0)
        QApplication.sendPostedEvents()
        layout = shown.layout()
        assert layout is not None
        layout.activate()
        tops.add(shown.editor.mapTo(shown, QPoint(0, 0)).y())
    assert len(tops) == 1


def test_a_long_explanation_loses_its_quotation_and_never_its_figures(page: EditorPage) -> None:
    page.resize(1000, 700)
    put_cursor(page, "34件")
    says = text(page).head.mark_bar.message
    assert "= 103" in says.text() and "= 103" in says.toolTip()
    room = QRect(0, 0, says.width(), 1000)
    assert says.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, says.text()).height() <= says.height()
