"""Before a document leaves: what is still open."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from gui.open_report import OpenReport
from model.edition import Edition, edition_for
from model.errors import UserFacingError
from model.findings import Severity, for_sign_off, still_open
from model.years import reporting_year

MOST_NAMED = 8


def open_matters(open_report: OpenReport) -> tuple[str, tuple[str, ...]]:
    """(one sentence that counts what is open at sign-off, its lines); both empty when nothing is."""
    heavy = for_sign_off(open_report.checked.findings, open_report.edition.rules)
    findings = still_open(heavy, open_report.report.reasons)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    warnings = [each for each in findings if each.severity is Severity.WARNING]
    waiting = len(open_report.to_check())
    counts = [
        f"{len(found)} 处{found_label}" for found, found_label in ((errors, "必改"), (warnings, "须核实")) if found
    ]
    if waiting:
        counts.append(f"文中 {waiting} 处年份和数字待核实")
    lines = [f"✕ {each.said}" for each in errors] + [f"△ {each.said}" for each in warnings]
    return "、".join(counts), tuple(lines)


def may_export(parent: QWidget, open_report: OpenReport, deed: str = "导出") -> bool:
    """Asks when something is still open; neither exporting nor 定稿 is ever forbidden."""
    counts, lines = open_matters(open_report)
    if not counts:
        return True
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(f"{deed}前请看一下")
    box.setText(f"还有 {counts}。空白和空表在送签时按必改计。")
    more = f"\n…等共 {len(lines)} 处" if len(lines) > MOST_NAMED else ""
    box.setInformativeText("\n".join(lines[:MOST_NAMED]) + more)
    back = box.addButton("返回修改", QMessageBox.ButtonRole.RejectRole)
    onward = box.addButton(f"仍然{deed}", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is onward


def hand_out_blank_workbook(parent: QWidget, editions: Mapping[str, Edition], resources: Path) -> None:
    """下发填报模板: asks for the year and where to, writes the workbook and reads it back."""
    from export.files import export_blank_workbook

    year, wanted = QInputDialog.getInt(parent, "下发填报模板", "填报年度", reporting_year(date.today()), 2019, 2099)
    if not wanted:
        return
    name = str(Path.home() / f"{year}年度政府信息公开工作年度报告填报模板.xlsx")
    chosen, _ = QFileDialog.getSaveFileName(parent, "填报模板存到", name, "Excel 工作簿 (*.xlsx)")
    if not chosen:
        return
    path = Path(chosen)
    path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    try:
        export_blank_workbook(edition_for(year, editions), year, path, resources)
    except UserFacingError as error:
        QMessageBox.warning(parent, "没有写成", str(error))
    else:
        QMessageBox.information(
            parent, "填报模板", f"已写好并回读核对：{path.name}\n发给各单位填报，收回后可直接导入。"
        )


def safe_name(name: str) -> str:
    """Without characters that no file system takes."""
    return "".join("_" if ch in '\\/:*?"<>|\n\r\t' else ch for ch in name)
