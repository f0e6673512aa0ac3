"""The statistic page: sentences and charts, copied; late answers listed."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QClipboard
from pytestqt.qtbot import QtBot

from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from model.report.edits import Edit
from tests.gui.register.opening import RECEIVED, choose, opened
from tests.model.register.test_applications import GOOD, register


def test_sentences_late_answers_and_charts(
    commands: RegisterCommands, tmp_path: Path, clipboard: QClipboard, qtbot: QtBot
) -> None:
    late = {**GOOD, "登记编号": "2号", "答复日期": date(2024, 9, 2), "申请方式": "网络"}
    page = opened(commands, register(tmp_path, GOOD, late), qtbot).statistics
    assert "按期答复率50%" in page.sentences.text()
    assert "第3行：答复期限是2024年4月2日" in page.late.item(0).text()
    assert page.pictures[0].chart.title == "各月收到申请"
    page.copy_sentences()
    assert "本年新收政府信息公开申请2件" in clipboard.text()
    page.copy_picture(page.pictures[0])
    assert not clipboard.image().isNull()
    assert not page.pictures[0].grab().isNull()


def test_the_numbers_of_a_sentence_follow_the_tables_once_both_are_in_the_draft(
    commands: RegisterCommands, report: OpenReport, tmp_path: Path, clipboard: QClipboard, qtbot: QtBot
) -> None:
    other = {**GOOD, "登记编号": "2号"}
    dialog = opened(commands, register(tmp_path, GOOD, other), qtbot)
    dialog.take_over()
    dialog.statistics.copy_sentences()
    report.edit(Edit("粘贴", texts={"1": clipboard.text()}))
    assert "本年新收政府信息公开申请2件" in report.report.texts["1"]
    report.edit(Edit("改", {RECEIVED: 7}))
    assert "本年新收政府信息公开申请7件" in report.report.texts["1"]


def test_nothing_is_told_of_nothing(commands: RegisterCommands, tmp_path: Path, qtbot: QtBot) -> None:
    page = opened(commands, register(tmp_path, {**GOOD, "申请人类型": "外星人"}), qtbot).statistics
    assert page.pictures == []
    assert page.late.isHidden()


def test_no_sentences_are_offered_of_a_part_of_the_applications(
    commands: RegisterCommands, file: Path, qtbot: QtBot
) -> None:
    dialog = opened(commands, file, qtbot)
    page = dialog.statistics
    assert page.sentences.text() == "1 件没有计入。全部计入以后，这里给出句子；下面的图只是计入的。"
    assert page._copy.isHidden()
    choose(dialog, "results", "转办", "results.otherwise.other", qtbot)
    assert "本年新收政府信息公开申请2件" in page.sentences.text()
    assert not page._copy.isHidden()
