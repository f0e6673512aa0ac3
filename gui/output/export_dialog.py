"""Dialogs before an export: open findings, and the path of a blank workbook."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QWidget

from gui.kit.plain_text import MessageBox, inform, warn
from gui.session.file_dialogs import FileDialogs
from gui.session.open_report import OpenReport
from model.checks.findings import WEIGHTS, blank_cells, still_open
from model.errors import UserFacingError
from model.form.edition import Edition, edition_for

MOST_NAMED = 8
MARKS = {"必改": "✕", "须核实": "△", "未填": "△"}


def open_matters(open_report: OpenReport) -> tuple[str, tuple[str, ...]]:
    """(counts of open findings and marks, lines for findings and flagged cells); both empty when nothing is open."""
    findings = still_open(open_report.checked.findings, open_report.report.reasons)
    by_weight = {weight: [each for each in findings if each.weight == weight] for weight in WEIGHTS}
    counts = [f"{len(by_weight[weight])} 处{weight}" for weight in ("必改", "须核实") if by_weight[weight]]
    if blanks := blank_cells(findings):
        counts.append(f"{blanks} 格未填（没有发生的填 0）")
    if waiting := len(open_report.to_check()):
        counts.append(f"文中 {waiting} 处年份和数字待核实")
    edition, report = open_report.edition, open_report.report
    marked = set(report.flagged)
    flagged = [cell for cell in edition.cells if cell in marked]
    if flagged:
        counts.append(f"表格 {len(flagged)} 格待核实")
    lines = [f"{MARKS[weight]} {each.description}" for weight in MARKS for each in by_weight[weight]]
    for cell in flagged:
        note = report.remarks[cell].text
        lines.append(f"⚑ {edition.table(cell.table).name} {edition.name_of(cell)}：待核实{f'，{note}' if note else ''}")
    return "、".join(counts), tuple(lines)


def confirm_open_matters(parent: QWidget, open_report: OpenReport, action: str = "导出") -> bool:
    """Asks for confirmation if findings are open, once for each state of the report: after a confirmation, again only
    after an edit. Exporting and 定稿 are never prevented."""
    counts, lines = open_matters(open_report)
    if not counts or open_report.open_matters_accepted:
        return True
    box = MessageBox(parent=parent)
    box.setIcon(MessageBox.Icon.Warning)
    box.setWindowTitle(f"{action}前请看一下")
    box.setText(f"还有 {counts}。")
    more = f"\n…等共 {len(lines)} 处" if len(lines) > MOST_NAMED else ""
    box.setInformativeText("\n".join(lines[:MOST_NAMED]) + more)
    back = box.addButton("返回修改", MessageBox.ButtonRole.RejectRole)
    onward = box.addButton(f"仍然{action}", MessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    if box.clickedButton() is not onward:
        return False
    open_report.accept_open_matters()
    return True


def save_blank_workbook(
    parent: QWidget, editions: Mapping[str, Edition], resources: Path, dialogs: FileDialogs, year: int
) -> Path | None:
    """下发填报模板: asks for the year (``year`` is proposed) and path, writes the workbook and reads it back.

    Returns the path; ``None`` when nothing was written.
    """
    from export.report_writer import export_blank_workbook

    year, wanted = QInputDialog.getInt(parent, "下发填报模板", "填报年度", year, 2019, 2099)
    if not wanted:
        return None
    name = f"{year}年度政府信息公开工作年度报告填报模板"
    path = dialogs.save_file(parent, "填报模板存到", name, "Excel 工作簿", ".xlsx")
    if path is None:
        return None
    try:
        export_blank_workbook(edition_for(year, editions), year, path, resources)
    except UserFacingError as error:
        warn(parent, "没有写成", str(error))
        return None
    inform(parent, "填报模板", f"已导出并回读核对：{path.name}\n发给各单位填报，收回后可直接导入。")
    return path
