"""One report, read-only, beside what was found in it."""

from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from gui.history.findings_beside_report import FindingsBesideReport
from gui.kit.line_table import TableLine
from model.form.edition import Edition
from tests.model.batch.county import correct_report


def test_findings_stand_beside_the_report_and_the_first_is_current(qtbot: QtBot, editions: dict[str, Edition]) -> None:
    edition = editions["2021"]
    dialog = QDialog()
    qtbot.addWidget(dialog)
    above = QLabel("上面")
    both = FindingsBesideReport(
        correct_report("恩平市教育局", edition), edition, ("性质", "问题"), (70, 0), (above,), ()
    )
    both.fill(dialog, "来源：a.docx", (), "batch")
    both.show_findings([TableLine(("必改", "一 3 ≠ 三 4")), TableLine(("提示", "标题"))])
    dialog.show()
    assert above.isVisible() and both.findings.isVisible() and both.view.isVisible()
    assert both.findings.currentIndex().row() == 0
