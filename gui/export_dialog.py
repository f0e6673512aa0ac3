"""Before a document leaves: what is still open."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from gui.open_report import OpenReport
from model.edition import Edition, edition_for
from model.errors import UserFacingError
from model.findings import WEIGHTS, blank_cells, still_open
from model.years import reporting_year

MOST_NAMED = 8
MARKS = {"必改": "✕", "须核实": "△", "未填": "△"}


def open_matters(open_report: OpenReport) -> tuple[str, tuple[str, ...]]:
    """(one sentence that counts what is open at sign-off, its lines); both empty when nothing is."""
    findings = still_open(open_report.checked.findings, open_report.report.reasons)
    by_weight = {weight: [each for each in findings if each.weight == weight] for weight in WEIGHTS}
    counts = [f"{len(by_weight[weight])} 处{weight}" for weight in ("必改", "须核实") if by_weight[weight]]
    if blanks := blank_cells(findings):
        counts.append(f"{blanks} 格未填")
    if waiting := len(open_report.to_check()):
        counts.append(f"文中 {waiting} 处年份和数字待核实")
    lines = [f"{MARKS[weight]} {each.said}" for weight in MARKS for each in by_weight[weight]]
    return "、".join(counts), tuple(lines)


def may_export(parent: QWidget, open_report: OpenReport, deed: str = "导出") -> bool:
    """Asks when something is still open; neither exporting nor 定稿 is ever forbidden."""
    counts, lines = open_matters(open_report)
    if not counts:
        return True
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(f"{deed}前请看一下")
    blank = "送签前未填的格都要填好，没有发生的填 0。" if "格未填" in counts else ""
    box.setText(f"还有 {counts}。{blank}")
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
