from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.narrative.text_page import TextPage
from gui.session.open_report import OpenReport
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Fact, Report
from tests.gui.recorded_status import RecordedStatus

WORDS = "2024年，发布政府信息128条。\n共受理申请11宗。"
LAST_YEAR = Report("2021", facts={Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2024"}, texts={"1": WORDS})


@pytest.fixture
def page(opens: Callable[..., OpenReport], edition: Edition, qtbot: QtBot) -> TextPage:
    """Section 一 of the draft for 2025, out of last year's words."""
    return _page(opens(roll_over(LAST_YEAR, edition, 2025), LAST_YEAR), qtbot)


def _page(open_report: OpenReport, qtbot: QtBot, key: str = "1") -> TextPage:
    made = TextPage(open_report, key, RecordedStatus())
    qtbot.addWidget(made)
    made.show()
    return made


def _text(page: TextPage) -> str:
    return page._open_report.report.texts.get(page.key, "")


def _at_end(page: TextPage) -> None:
    page.editor.moveCursor(QTextCursor.MoveOperation.End)


def test_this_years_words_stand_beside_last_years(page: TextPage) -> None:
    assert page.editor.words() == WORDS.replace("2024", "2025")
    assert page.prior_year.editor.words() == WORDS
    assert page.prior_year.editor.isReadOnly()
    assert not page.prior_year.editor.isHidden()


def test_without_last_year_the_editor_stands_alone(open_report: OpenReport, qtbot: QtBot) -> None:
    page = _page(open_report, qtbot)
    assert page.editor.isVisible()
    assert not page.prior_year.editor.isVisible()


def test_typed_text_is_committed_after_a_pause(page: TextPage, qtbot: QtBot) -> None:
    _at_end(page)
    QTest.keyClicks(page.editor, "abc")
    assert _text(page) == WORDS.replace("2024", "2025")
    qtbot.waitUntil(lambda: _text(page).endswith("11宗。abc"), timeout=2000)
    assert page._open_report.undo_label == "改写 一、总体情况"


def test_typing_without_a_pause_is_committed_too(page: TextPage, qtbot: QtBot) -> None:
    _at_end(page)
    for _ in range(12):
        QTest.keyClicks(page.editor, "x")
        qtbot.wait(100)
    assert "x" in _text(page)


def test_leaving_commits_at_once(page: TextPage, qtbot: QtBot) -> None:
    _at_end(page)
    QTest.keyClicks(page.editor, "x")
    page.editor.left.emit()
    assert _text(page).endswith("x")


def test_a_page_that_is_hidden_keeps_what_was_typed(page: TextPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.editor, "x")
    page.hide()
    assert _text(page).startswith("x")


def test_undo_first_commits_pending_text_and_then_reverts_it(page: TextPage, qtbot: QtBot) -> None:
    before = _text(page)
    _at_end(page)
    QTest.keyClicks(page.editor, "xy")
    QTest.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _text(page) == page.editor.words() == before
    QTest.keyClick(page.editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert _text(page) == page.editor.words() == before + "xy"


def test_undo_works_from_last_years_pane_too(page: TextPage, qtbot: QtBot) -> None:
    before = _text(page)
    _at_end(page)
    QTest.keyClicks(page.editor, "xy")
    QTest.keyClick(page.prior_year.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _text(page) == before
    QTest.keyClick(page.prior_year.editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert _text(page) == before + "xy"


def test_nothing_typed_is_no_step(page: TextPage) -> None:
    assert not page.commit()
    assert page._open_report.undo_label == ""


def test_typing_that_is_taken_back_by_hand_is_no_step(page: TextPage, qtbot: QtBot) -> None:
    _at_end(page)
    QTest.keyClicks(page.editor, "x")
    QTest.keyClick(page.editor, Qt.Key.Key_Backspace)
    assert not page.commit()


def test_a_section_emptied_is_blank_in_the_report(page: TextPage, qtbot: QtBot) -> None:
    page.editor.selectAll()
    QTest.keyClick(page.editor, Qt.Key.Key_Delete)
    page.commit()
    assert "1" not in page._open_report.report.texts


def test_a_syllable_being_composed_is_not_taken_over(page: TextPage, qtbot: QtBot) -> None:
    before = _text(page)
    page.editor.selectAll()
    page.editor.inputMethodEvent(QInputMethodEvent("shen", []))  # replaces the selection, so the words did change
    qtbot.wait(1200)
    assert _text(page) == before
    done = QInputMethodEvent()
    done.setCommitString("申请")
    page.editor.inputMethodEvent(done)
    qtbot.waitUntil(lambda: _text(page) == "申请", timeout=2000)
    page.undo()
    assert _text(page) == page.editor.words() == before


def test_words_from_elsewhere_do_not_disturb_what_is_being_composed(page: TextPage, qtbot: QtBot) -> None:
    page.editor.inputMethodEvent(QInputMethodEvent("shen", []))
    page._open_report.edit(Edit("改写", texts={"1": "别处改的"}))
    assert page.editor.words() != "别处改的"
    page.editor.inputMethodEvent(QInputMethodEvent())
    assert page.editor.words() == "别处改的"


def test_the_page_follows_the_report(page: TextPage) -> None:
    page._open_report.write("1", "另一段话", "改写")
    assert page.editor.words() == "另一段话"
    assert page.head.count.text() == "本节 4 字，上限 1,000 字"


def test_numbers_carried_over_are_marked_with_what_last_year_said(page: TextPage) -> None:
    shown = ["上年为 2024，已顺延，请核实", "上年也是 128，请核实", "上年也是 11，请核实"]
    assert [mark.tip for mark, _ in page.editor.marks] == shown
    assert page.head.marks_line.text() == "待核实：3 处"


def _settle(page: TextPage, key: str) -> None:
    (mark,) = [mark for mark, _ in page.editor.marks if mark.key == key]
    page.editor.action_chosen.emit(key, next(each for each in mark.actions if each.label == "已核实"))


def test_a_mark_called_checked_is_gone_until_that_is_undone(page: TextPage) -> None:
    _settle(page, "0002")
    assert [mark.key for mark, _ in page.editor.marks] == ["0001", "0003"]
    page.undo()
    assert [mark.key for mark, _ in page.editor.marks] == ["0001", "0002", "0003"]


def test_typing_over_a_number_settles_it(page: TextPage, qtbot: QtBot) -> None:
    page.marks.show_mark("0002")
    assert page.editor.textCursor().selectedText() == "128"
    QTest.keyClicks(page.editor, "130")
    page.commit()
    assert _text(page).startswith("2025年，发布政府信息130条")
    assert [mark.key for mark, _ in page.editor.marks] == ["0001", "0003"]
    page.marks.show_mark("0003")
    assert page.editor.textCursor().selectedText() == "11"


def test_the_line_of_marks_leads_from_one_to_the_next(page: TextPage) -> None:
    page.head.next.click()
    assert page.editor.textCursor().selectedText() == "2025"
    page.head.next.click()
    assert page.editor.textCursor().selectedText() == "128"
    assert page.head.confirm.isEnabled()
    page.head.confirm.click()
    assert len(page._open_report.to_check()) == 2


def test_section_one_says_which_topics_are_there(page: TextPage) -> None:
    assert "缺 监督保障" in page.head.topics.accessibleDescription()
    page._open_report.write("1", "监督保障情况", "改写")
    assert "✓ 监督保障" in page.head.topics.accessibleDescription()


@pytest.mark.parametrize("key", ["preface", "5", "6"])
def test_other_sections_have_no_topics(open_report: OpenReport, qtbot: QtBot, key: str) -> None:
    assert not _page(open_report, qtbot, key).head.topics.isVisible()


def test_last_years_text_can_be_hidden(page: TextPage) -> None:
    page.head.prior_year_button.click()
    assert not page.prior_year.editor.isVisible()
    assert page.head.prior_year_button.text() == "显示上年"
    page.head.prior_year_button.click()
    assert page.prior_year.editor.isVisible()


def test_last_year_s_text_shows_what_is_unchanged_and_what_was_rewritten(page: TextPage) -> None:
    looks = {cursor.selectedText(): mark.look for mark, cursor in page.prior_year.editor.marks}
    assert looks == {"2024年，发布政府信息128条。": "plain", "共受理申请11宗。": "plain", "128": "kept", "11": "kept"}
    page._open_report.write("1", WORDS.replace("128", "140").replace("2024", "2025"), "改写")
    looks = {cursor.selectedText(): mark.look for mark, cursor in page.prior_year.editor.marks}
    assert looks == {"128": "good", "共受理申请11宗。": "plain", "11": "kept"}
    assert _tip_at(page, "11宗") == "本年仍是这个数"


def _tip_at(page: TextPage, text: str) -> str:
    page.prior_year.editor.select_place(page.prior_year.editor.words().index(text), 0)
    mark = page.prior_year.editor.mark_here()
    return mark.tip if mark else ""


def test_an_organ_that_was_renamed_is_marked_in_both_years_words(
    opens: Callable[..., OpenReport], edition: Edition, qtbot: QtBot
) -> None:
    words = "现公布清远县教育局年报。原清远县教育局职责已划入本局。"
    last = Report(edition.id, facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}, texts={"1": words})
    this_year = last.with_(facts={**last.facts, Fact.ORGAN: "清远县教育体育局", Fact.YEAR: "2025"})
    page = _page(opens(this_year, last), qtbot, "1")
    first = words.index("清远县教育局")
    for paper in (page.editor, page.prior_year.editor):
        assert [mark.start for mark, _ in paper.marks if mark.look == "warning"] == [first]
    assert _tip_at(page, "清远县教育局年报") == "上年的机关名称，本年是“清远县教育体育局”"
    page.editor.select_place(first, 0)
    assert "还是上年的机关名称" in page.head.mark_bar.message.text()
    page.head.mark_bar.buttons()["改为本年的"].click()
    assert page.editor.words().startswith("现公布清远县教育体育局年报。原清远县教育局")


def test_numbers_nobody_touched_stay_to_be_checked_however_much_changes_at_once(page: TextPage) -> None:
    """The list empties by deed only."""
    words = page.editor.words()
    page._open_report.write("1", words.replace("，", ",").replace("。", "."), "规范标点")
    left = page._open_report.to_check().values()
    assert [each.text for each in left] == ["2025", "128", "11"]
    assert all(page.editor.words()[each.start :].startswith(each.text) for each in left)
    page._open_report.write("1", words.replace("，", ",").replace("128", "140"), "改写")
    assert [each.text for each in page._open_report.to_check().values()] == ["2025", "11"]
    for cell in ("requests.received.person", "requests.received.business"):
        page._open_report.edit(Edit("填写", {page._open_report.edition.cell(cell): 3}))
    assert [each.text for each in page._open_report.to_check().values()] == ["2025", "11"]


def test_last_year_s_text_scrolls_along(page: TextPage, qtbot: QtBot) -> None:
    page._open_report.write("1", WORDS * 200, "改写")
    page.prior_year.editor.show_words(WORDS * 200)
    page.resize(800, 400)
    qtbot.wait(50)
    page.editor.verticalScrollBar().setValue(page.editor.verticalScrollBar().maximum())
    assert (
        page.prior_year.editor.verticalScrollBar().value() == page.prior_year.editor.verticalScrollBar().maximum() > 0
    )
