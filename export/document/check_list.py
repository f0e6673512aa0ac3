"""核对单: one page that says whether a report can be handed in, what was found, and what a person said to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from export.document.document import Document, compose, one_line
from export.document.layout import Layout
from export.writers.docx.parts import fixed_parts, write_package
from export.writers.docx.plain_tables import PlainTable, body_part, plain_paragraph
from export.writers.xlsx.equations_sheet import height_px
from model.checks.findings import (
    WEIGHTS,
    Finding,
    Severity,
    blank_cells,
    earlier_reason,
    for_sign_off,
    reason_of,
    settled,
)
from model.checks.table_rules import CheckResult
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.report.report import Reason
from model.report.sign_off import DRAFTER, REVIEWER, standing

MOST_CELLS = 6
"""Named one by one; a blank table would fill the page."""
HEADS = ("序号", "性质", "问题", "有关的格和数", "核实说明")
WIDTHS_MM = (8.0, 12.0, 62.0, 50.0, 24.0)
SIZE_PT = 8.0
ROW_MM = 4.5
WIDTHS_PX = (45, 65, 330, 280, 170)


@dataclass(frozen=True)
class Line:
    """One finding; ``severity`` as a person calls it. ``reason`` is the 核实说明, marked where what it was said to has
    changed; empty where there is none."""

    severity: str
    said: str
    cells: str
    reason: str


@dataclass(frozen=True)
class CheckList:
    """What the page says from top to bottom."""

    title: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    remarks: tuple[tuple[str, str], ...]
    """(cell, what a person noted at it)."""
    closing: tuple[tuple[str, str], ...]
    """Who and when."""


def compose_check_list(checked: CheckResult, at: datetime) -> CheckList:
    """The list as of ``at``, the heaviest findings first. What is 未填 is an error as the report is handed in."""
    report, edition = checked.look.report, checked.look.edition
    found = sorted(checked.findings, key=lambda each: WEIGHTS.index(each.weight))
    open_ = [each for each in found if not settled(each, report.reasons)]
    counts = {weight: sum(each.weight == weight for each in open_) for weight in WEIGHTS}
    counts["未填"] = blank_cells(open_)
    at_sign_off = for_sign_off(open_, edition.rules)
    waiting = len(report.to_check)
    flagged = len(edition.cell_set & set(report.flagged))
    settled_count = len(found) - len(open_)
    to_confirm = sum(bool(earlier_reason(each, report.reasons)) for each in open_)
    remarks = tuple(
        (
            f"{edition.table(cell.table).name} {edition.name_of(cell)}",
            one_line(remark.text) + ("（待核实）" if remark.flagged else ""),
        )
        for cell, remark in report.remarks.items()
        if cell in edition.cell_set
    )
    stage = standing(report)
    return CheckList(
        title=f"{compose(report, edition).title or '政府信息公开工作年度报告'}核对单",
        verdict=_verdict(
            counts, waiting, flagged, may_go=not any(each.severity is Severity.ERROR for each in at_sign_off)
        ),
        facts=(
            ("格式版本", edition.name),
            ("状态", stage.said),
            (
                "核对结果",
                "　".join(f"{weight} {count} {'格' if weight == '未填' else '处'}" for weight, count in counts.items())
                + f"　已写核实说明 {settled_count} 处"
                + (f"（另有 {to_confirm} 处待重新确认）" if to_confirm else "")
                + f"　文中待核实 {waiting} 处　表格待核实 {flagged} 格",
            ),
            ("没有核对的规则", f"{len(checked.not_evaluated)} 条" + _why_not(checked)),
        ),
        lines=tuple(
            Line(
                each.weight,
                one_line(each.said),
                _cells(each, checked.look.figures, checked),
                _reason(each, report.reasons),
            )
            for each in found
        ),
        remarks=remarks,
        closing=(
            ("核对人", one_line(report.texts.get(DRAFTER, ""))),
            ("复核人", one_line(report.texts.get(REVIEWER, ""))),
            ("核对时间", f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"),
        ),
    )


def write_check_list_word(listed: CheckList, layout: Layout, path: Path) -> None:
    """One page as ``.docx``, as long as there are not very many findings; heads repeat on a second."""
    parts = fixed_parts(Document(listed.title, "", None, (), (), "", ""), layout)
    tables = [PlainTable(listed.facts, (30.0, 126.0), SIZE_PT, row_mm=ROW_MM)]
    if listed.lines:
        rows = [HEADS, *((str(n), *row) for n, row in enumerate(_rows(listed), start=1))]
        tables.append(PlainTable(tuple(rows), WIDTHS_MM, SIZE_PT, heads=1, row_mm=ROW_MM))
    if listed.remarks:
        tables.append(
            PlainTable((("批注的格", "批注"), *listed.remarks), (66.0, 90.0), SIZE_PT, heads=1, row_mm=ROW_MM)
        )
    tables.append(PlainTable(listed.closing, (30.0, 126.0), SIZE_PT, row_mm=ROW_MM))
    blocks = [
        plain_paragraph(listed.title, 14, centred=True, font=layout.headings.fonts[0], after_pt=6),
        plain_paragraph(f"结论：{listed.verdict}", 12, font=layout.headings.fonts[0], after_pt=4),
    ]
    for table in tables:
        # two tables that touch would be one
        blocks += [table.xml(layout), plain_paragraph("", 3)]
    parts["word/document.xml"] = body_part("".join(blocks), layout)
    write_package(parts, path)


def write_check_list_excel(listed: CheckList, layout: Layout, path: Path) -> None:
    """The same on one sheet that prints on one page."""
    import xlsxwriter  # type: ignore[import-untyped]

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    packed = BytesIO()
    workbook = xlsxwriter.Workbook(packed, options)
    font = {"font_name": layout.tables.font, "font_size": 10, "text_wrap": True, "valign": "vcenter"}
    text, head = workbook.add_format({**font, "border": 1}), workbook.add_format({**font, "border": 1, "bold": True})
    title = workbook.add_format({**font, "font_size": 15, "bold": True, "align": "center"})
    verdict = workbook.add_format({**font, "font_size": 12, "bold": True})
    sheet = workbook.add_worksheet("核对单")
    for column, width_px in enumerate(WIDTHS_PX):
        sheet.set_column_pixels(column, column, width_px)
    sheet.merge_range(0, 0, 0, 4, listed.title, title)
    sheet.merge_range(1, 0, 1, 4, f"结论：{listed.verdict}", verdict)
    row = 2
    for name, said in listed.facts:
        sheet.merge_range(row, 0, row, 1, name, head)
        sheet.merge_range(row, 2, row, 4, said, text)
        sheet.set_row_pixels(row, height_px([said], [sum(WIDTHS_PX[2:])], 10))
        row += 1
    for column, name in enumerate(HEADS):
        sheet.write_string(row, column, name, head)
    for number, line in enumerate(_rows(listed), start=1):
        row += 1
        sheet.write_number(row, 0, number, text)
        for column, said in enumerate(line, start=1):
            sheet.write_string(row, column, said, text)
        sheet.set_row_pixels(row, height_px(line, WIDTHS_PX[1:], 10))
    for name, said in (*(("批注", f"{cell}：{remark}") for cell, remark in listed.remarks), *listed.closing):
        row += 1
        sheet.merge_range(row, 0, row, 1, name, head)
        sheet.merge_range(row, 2, row, 4, said, text)
        sheet.set_row_pixels(row, height_px([said], [sum(WIDTHS_PX[2:])], 10))
    sheet.set_row_pixels(0, 34)
    sheet.set_row_pixels(1, 26)
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row, 4)
    workbook.close()
    path.write_bytes(packed.getvalue())


def _rows(listed: CheckList) -> list[tuple[str, str, str, str]]:
    return [(each.severity, each.said, each.cells, each.reason) for each in listed.lines]


def _verdict(counts: Mapping[str, int], waiting: int, flagged: int, *, may_go: bool) -> str:
    errors = [f"{counts['必改']} 处必改"] if counts["必改"] else []
    errors += [f"{counts['未填']} 格未填"] if counts["未填"] else []
    if not may_go:
        return f"不能报送，还有 {'、'.join(errors)}"
    left = [f"{counts['须核实']} 处须核实没有写说明"] if counts["须核实"] else []
    left += [f"文中 {waiting} 处年份和数字没有核实"] if waiting else []
    left += [f"表格 {flagged} 格没有核实"] if flagged else []
    if left:
        told = "、".join(left)
        return f"没有必改，还有{' ' if told[0].isdigit() else ''}{told}"
    return "可以报送，没有必改，须核实的都已说明"


def _reason(finding: Finding, reasons: Mapping[str, Reason]) -> str:
    if settled(finding, reasons) and (reason := reason_of(finding, reasons)):
        return one_line(reason.text)
    earlier = earlier_reason(finding, reasons)
    return f"（情况已变，待重新确认）{one_line(earlier)}" if earlier else ""


def _why_not(checked: CheckResult) -> str:
    reasons = dict.fromkeys(each.why for each in checked.not_evaluated)
    return f"（{'；'.join(reasons)}）" if reasons else ""


def _cells(finding: Finding, figures: Mapping[Cell, Figure], checked: CheckResult) -> str:
    edition, report = checked.look.edition, checked.look.report
    said = [
        f"{edition.name_of(cell)}：{report.unread.get(cell) or show_figure(figures.get(cell)) or '空白'}"
        for cell in finding.cells[:MOST_CELLS]
        if cell in edition.cell_set
    ]
    more = len(finding.cells) - MOST_CELLS
    return one_line("；".join(said)) + (f" 等 {len(finding.cells)} 格" if more > 0 else "")
