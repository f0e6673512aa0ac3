"""One kept report, read-only, with the rules that it broke then."""

from pytestqt.qtbot import QtBot

from gui.years.kept_file_dialog import KeptFileDialog
from model.form.edition import Edition
from model.store.kept_batch import KeptFile
from tests.model.batch.county import correct_report
from tests.model.years.kept_years import kept


def test_figures_text_and_findings_are_shown(qtbot: QtBot, editions: dict[str, Edition]) -> None:
    file = kept("恩平市教育局", 2023, 77, verdict="wrong")
    dialog = KeptFileDialog(file, "2023 年度", editions)
    qtbot.addWidget(dialog)
    dialog.show()
    [line] = dialog.lines.lines
    assert line.texts[0] == "必改" and "requests" not in line.texts[1]
    assert "恩平市教育局" in dialog.windowTitle()


def test_a_whole_report_without_findings(qtbot: QtBot, editions: dict[str, Edition]) -> None:
    report = correct_report("恩平市民政局", editions["2021"], 2023)
    dialog = KeptFileDialog(KeptFile("", "a.docx", "agrees", report=report), "2023 年度", editions)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.lines.lines == ()
    assert dialog.windowTitle().startswith("a.docx")
