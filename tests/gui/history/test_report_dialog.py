"""One report, read-only, beside what was found in it."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.history.report_dialog import ReportDialog
from gui.kit.line_table import LineTableModel, TableLine
from model.form.edition import Edition
from tests.model.batch.county import correct_report


def test_findings_stand_beside_the_report_and_the_first_is_current(qtbot: QtBot, editions: dict[str, Edition]) -> None:
    edition = editions["2021"]
    dialog = ReportDialog(
        correct_report("恩平市教育局", edition), edition, LineTableModel(("性质", "问题")), (70, 0), "batch"
    )
    qtbot.addWidget(dialog)
    above = QLabel("上面")
    dialog.lay_out("来源：a.docx", (), (above,), ())
    dialog.show_findings([TableLine(("必改", "一 3 ≠ 三 4")), TableLine(("提示", "标题"))])
    dialog.show()
    assert above.isVisible() and dialog.findings.isVisible() and dialog.view.isVisible()
    assert dialog.findings.currentIndex().row() == 0
    assert dialog.findings.isColumnHidden(1) is False
