from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.narrative.link_dialog import LinkDialog
from gui.narrative.text_page import TextPage
from gui.session.open_report import OpenReport
from model.checks.findings import Severity
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit
from model.report.report import Fact, NumberLink, Report
from tests.gui.recorded_status import RecordedStatus

WORDS = "（二）依申请公开。共收到申请12件，予以公开5件，结转下年度2件。\n2023年，我局完善制度。"
FIGURES = {"requests.received.total": 11, "requests.results.granted.total": 5, "requests.carried_out.total": 2}


@pytest.fixture
def status() -> RecordedStatus:
    return RecordedStatus()


@pytest.fixture
def page(opens: Callable[..., OpenReport], edition: Edition, qtbot: QtBot, status: RecordedStatus) -> TextPage:
    """12 contradicts the table, 5 and 2 agree, 2023 is left over."""
    given = {edition.cell(address): figure for address, figure in FIGURES.items()}
    report = Report(
        edition.id,
        {**dict.fromkeys(edition.cells, 0), **given},
        facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"},
        texts={"1": WORDS},
    )
    made = TextPage(opens(report), "1", status)
    qtbot.addWidget(made)
    made.show()
    return made


def looks(page: TextPage) -> dict[str, str]:
    return {cursor.selectedText(): mark.look for mark, cursor in page.editor.marks}


def put_cursor(page: TextPage, text: str) -> None:
    page.editor.select_place(page.editor.words().index(text), 0)


def words(page: TextPage) -> str:
    return page._open_report.report.texts["1"]


def test_claims_are_underlined_by_what_the_table_says(page: TextPage) -> None:
    assert looks(page) == {"12": "warning", "5": "good", "2": "good", "2023": "warning"}
    styles = {each.format.underlineStyle() for each in page.editor.extraSelections()}  # type: ignore[attr-defined]
    assert len(styles) == 2
    assert QTextCharFormat.UnderlineStyle.WaveUnderline in styles


def test_a_mark_has_the_severity_of_its_finding(page: TextPage) -> None:
    page._open_report.write("1", "共收到申请11件，XX件。4宗不予公开。", "改写")
    page._open_report.edit(Edit("", {Cell("requests", "results.otherwise.other", "total"): 4}))
    found = {each.passage.text: each.severity for each in page._open_report.open_findings() if each.passage}
    assert found == {"XX": Severity.ERROR, "4": Severity.WARNING}
    assert looks(page) == {"11": "good", "XX": "error", "4": "warning"}
    put_cursor(page, "4宗")
    assert page.head.mark_bar.message.text().startswith("△")


def test_a_step_back_or_forth_puts_the_cursor_where_it_changed_something(page: TextPage) -> None:
    page._open_report.write("1", WORDS.replace("完善制度", "完善各项制度"), "改写")
    page.steps.stepped.connect(page.show_change)
    page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    page.undo()
    assert page.editor.textCursor().position() == WORDS.index("制度")
    page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    page.redo()
    assert page.editor.textCursor().position() == WORDS.index("制度") + 2


def test_the_bar_explains_what_the_cursor_is_at(page: TextPage) -> None:
    put_cursor(page, "12件")
    assert "一、本年新收 · 总计 = 11" in page.head.mark_bar.message.text()
    assert list(page.head.mark_bar.buttons()) == ["改为 11", "看表格", "不相关", "已核实", "关联到表格…"]
    put_cursor(page, "5件")
    assert page.head.mark_bar.message.text().startswith("✓ 与表格一致")


def test_one_click_takes_the_table_s_number_and_one_undo_takes_it_back(page: TextPage) -> None:
    put_cursor(page, "12件")
    page.head.mark_bar.buttons()["改为 11"].click()
    assert words(page) == page.editor.words() == WORDS.replace("12", "11")
    assert looks(page)["11"] == "good"
    assert page._open_report.undo_label == "正文 12 改为 11"
    page.undo()
    assert words(page) == page.editor.words() == WORDS


def test_the_cell_is_one_click_away(page: TextPage, qtbot: QtBot) -> None:
    put_cursor(page, "12件")
    with qtbot.waitSignal(page.marks.cell_requested) as reported:
        page.head.mark_bar.buttons()["看表格"].click()
    assert reported.args == [Cell("requests", "received", "total")]


def test_unrelated_is_remembered_and_can_be_taken_back(page: TextPage) -> None:
    put_cursor(page, "12件")
    page.head.mark_bar.buttons()["不相关"].click()
    assert looks(page)["12"] == "plain"
    page._open_report.edit(Edit("", {Cell("requests", "received", "total"): 10}))
    assert looks(page)["12"] == "plain"
    put_cursor(page, "12件")
    page.head.mark_bar.buttons()["恢复核对"].click()
    assert looks(page)["12"] == "warning"


def test_what_was_checked_is_no_longer_marked_until_the_table_changes(page: TextPage) -> None:
    put_cursor(page, "12件")
    page.head.mark_bar.buttons()["已核实"].click()
    assert "12" not in looks(page)
    page._open_report.edit(Edit("", {Cell("requests", "received", "total"): 10}))
    assert looks(page)["12"] == "warning"


def test_the_marks_follow_the_table(page: TextPage) -> None:
    page._open_report.edit(Edit("", {Cell("requests", "received", "total"): 12}))
    assert looks(page)["12"] == "good"
    page.hide()
    page._open_report.edit(Edit("", {Cell("requests", "results.granted", "person"): 3}))
    page._open_report.restore(Edit("", {Cell("requests", "carried_out", "total"): 3}))  # no number follows
    page.show()
    assert looks(page) == {"12": "good", "5": "good", "2": "warning", "2023": "warning"}


def test_a_number_that_agrees_follows_the_table_and_undo_takes_both_back(page: TextPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page._open_report.linked_text_updated):
        page._open_report.edit(Edit("填写", {Cell("requests", "carried_out", "total"): 4}))
    assert words(page) == page.editor.words() == WORDS.replace("下年度2件", "下年度4件")
    assert looks(page)["4"] == "good"
    assert page._open_report.undo_label == "填写，正文 1 处随之更新"
    page.undo()
    assert words(page) == page.editor.words() == WORDS
    page.redo()
    assert "下年度4件" in page.editor.words()


def test_the_menu_of_a_mark_offers_the_same(page: TextPage, qtbot: QtBot) -> None:
    mark = next(mark for mark, _ in page.editor.marks if mark.look == "warning")
    menu = page.editor.open_menu(mark, QPoint())
    text_shown = [action.text() for action in menu.actions()]
    assert text_shown[1:5] == ["改为 11", "看表格", "不相关", "已核实"]
    assert "插入数字" in text_shown
    next(action for action in menu.actions() if action.text() == "改为 11").trigger()
    assert "11件" in words(page)
    menu.close()


def test_a_number_of_the_table_is_written_at_the_cursor(page: TextPage) -> None:
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    menu: QMenu = page.show_numbers()
    offered = {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
    assert {"新收总计", "办结总计", "予以公开", "行政复议", "规范性文件制发"} <= offered.keys()
    offered["新收总计"].trigger()
    assert words(page) == WORDS + "11"
    page.undo()
    assert words(page) == WORDS
    menu.close()


def test_a_finding_selects_its_words(page: TextPage) -> None:
    finding = next(each for each in page._open_report.open_findings() if each.stated_by == "words.number")
    page.show_finding(finding)
    assert page.editor.textCursor().selectedText() == "12"


def test_the_cells_of_the_table_are_not_called_wrong_for_the_text(page: TextPage) -> None:
    at = page._open_report.findings_at(Cell("requests", "received", "total"))
    assert not [each for each in at if each.stated_by.startswith("words.")]


def test_numbering_and_punctuation_are_mended_by_one_click(page: TextPage) -> None:
    assert not page.head.renumber.isVisible()
    page._open_report.write("1", "（一）主动公开,发布信息。\n（三）依申请公开。", "改写")
    assert page.head.renumber.isVisible()
    page.head.renumber.click()
    assert words(page) == page.editor.words() == "（一）主动公开,发布信息。\n（二）依申请公开。"
    assert not page.head.renumber.isVisible()
    page.head.full_width.click()
    assert words(page) == "（一）主动公开，发布信息。\n（二）依申请公开。"
    page.undo()
    page.undo()
    assert words(page) == page.editor.words() == "（一）主动公开,发布信息。\n（三）依申请公开。"


def test_topics_in_another_order_are_reported(page: TextPage) -> None:
    page._open_report.write("1", "（一）依申请公开\n甲\n（二）主动公开\n乙", "改写")
    assert "次序" in page.head.topics.text().replace("\u2060", "")
    page._open_report.write("1", "（一）主动公开\n甲\n（二）依申请公开\n乙", "改写")
    assert "次序" not in page.head.topics.text().replace("\u2060", "")


LINKED = WORDS + "发布信息7条。"
GRANTED = (Cell("requests", "results.granted", "total"), Cell("requests", "carried_out", "total"))


@pytest.fixture
def published(page: TextPage) -> TextPage:
    """A number that speaks of no cell, with the cursor at it."""
    page._open_report.write("1", LINKED, "改写")
    put_cursor(page, "7条")
    return page


def dialog_of(page: TextPage) -> LinkDialog:
    made = LinkDialog(page._open_report.checked.context, "1", LINKED.index("7条"), "7", page)
    made.show()
    return made


def shown(dialog: LinkDialog) -> list[str]:
    return [each.text() for each in dialog._items() if not each.isHidden()]


def test_a_number_that_is_not_compared_with_the_tables_can_be_linked(published: TextPage) -> None:
    assert published.head.mark_bar.message.text() == "－ “7”没有与表格核对：没有认出它说的是哪一格"
    assert list(published.head.mark_bar.buttons()) == ["关联到表格…"]
    put_cursor(published, "2023")
    published.editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert not published.head.mark_bar.buttons()


def test_an_inserted_number_replaces_the_selection_and_is_linked_in_the_same_step(
    published: TextPage,
) -> None:
    published.editor.select_place(LINKED.index("7条"), 1)
    menu = published.show_numbers()
    next(each for each in menu.actions() if each.text().startswith("新收总计")).trigger()
    menu.close()
    assert words(published) == published.editor.words() == LINKED.replace("7条", "11条")
    assert published.head.mark_bar.message.text().startswith("✓ 已关联，随表格更新：")
    assert published.editor.place_here() == LINKED.index("7条") + 2
    published.undo()
    assert words(published) == LINKED
    assert not published._open_report.report.links


def test_a_linked_number_counts_as_agreeing_only_if_it_agrees(published: TextPage) -> None:
    assert "✓ 与表格一致：2 处" in published.head.marks_line.text()
    published.linking.link(LINKED.index("7条"), "7", GRANTED)
    assert "✓ 与表格一致：3 处" in published.head.marks_line.text()
    published._open_report.restore(Edit("恢复", {GRANTED[1]: 6}))  # nothing follows: 2 and 7 are wrong now
    assert "✓ 与表格一致：1 处" in published.head.marks_line.text()


def test_a_linked_number_follows_its_cells_in_the_same_step(published: TextPage) -> None:
    report = published._open_report
    published.linking.link(LINKED.index("7条"), "7", GRANTED)
    assert (looks(published)["7"], report.undo_label[:8]) == ("linked", "正文 7 关联到")
    assert published.head.mark_bar.message.text().startswith("✓ 已关联，随表格更新：")
    assert list(published.head.mark_bar.buttons()) == ["看表格", "解除关联"]
    report.edit(Edit("填写", {GRANTED[1]: 6}))
    assert "发布信息11条" in words(published) == published.editor.words()
    (tied,) = [mark for mark, _ in published.editor.marks if mark.key.startswith("link.")]
    assert (tied.look, tied.start, tied.length) == ("linked", LINKED.replace("下年度2件", "下年度6件").index("7条"), 2)
    published.undo()
    assert words(published) == LINKED
    published.undo()
    assert not report.report.links


def test_writing_another_number_removes_the_link(published: TextPage) -> None:
    published.linking.link(LINKED.index("7条"), "7", GRANTED)
    put_cursor(published, "条。")
    published.editor.textCursor().insertText("1")
    published.commit()
    assert "发布信息71条" in words(published)
    assert not published._open_report.links()
    published.undo()
    assert list(published._open_report.links().values()) == [NumberLink("1", LINKED.index("7条"), "7", GRANTED)]


def test_a_link_is_removed_by_one_click(published: TextPage) -> None:
    published.linking.link(LINKED.index("7条"), "7", GRANTED)
    put_cursor(published, "7条")
    published.head.mark_bar.buttons()["解除关联"].click()
    assert "7" not in looks(published)
    assert published._open_report.undo_label == "解除关联"
    published.undo()
    assert looks(published)["7"] == "linked"


def test_the_dialog_offers_what_equals_the_number_first_and_finds_by_initials(published: TextPage) -> None:
    dialog = dialog_of(published)
    assert not dialog._link_button.isEnabled()
    dialog.field.setText("bnxs zj")
    assert shown(dialog) == ["一、本年新收 · 总计　11"]
    dialog.field.setText("jzxnd zj")
    (line,) = [each for each in dialog._items() if not each.isHidden()]
    line.setCheckState(Qt.CheckState.Checked)
    dialog.field.setText("予以公开")
    line = next(each for each in dialog._items() if each.text().endswith("予以公开 · 总计　5"))
    line.setCheckState(Qt.CheckState.Checked)
    assert (set(dialog.chosen()), "合计 7" in dialog.sum.text()) == (set(GRANTED), True)
    assert dialog._link_button.isEnabled()
    dialog.close()


def test_a_number_can_be_linked_by_keyboard_alone(
    published: TextPage, status: RecordedStatus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def use(dialog: LinkDialog) -> int:
        dialog.show()
        qtbot.keyClicks(dialog.field, "jzxnd zj")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
        seen.append(dialog.list.currentItem().text())
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(LinkDialog, "exec", use)
    published.activateWindow()
    published.editor.setFocus()
    qtbot.keyClick(published.editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["四、结转下年度 · 总计　2"]
    assert "发布信息2条" in words(published)
    put_cursor(published, "我局")
    published.linking.link_here()
    assert "没有可以关联的数字" in status.lines[-1]


def test_the_menu_offers_to_link_the_number_it_was_opened_at(published: TextPage) -> None:
    for at, possible in (("7条", True), ("我局", False)):
        put_cursor(published, at)
        menu = published.editor.open_menu(None, QPoint())
        (action,) = [each for each in menu.actions() if each.text().startswith("关联到表格")]
        assert action.isEnabled() is possible
        menu.close()
