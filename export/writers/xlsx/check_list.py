"""The check list (核对单) as an Excel workbook."""

from io import BytesIO
from pathlib import Path

from export.document.check_list import HEADS, WIDTHS_PX, CheckList, _rows
from export.document.layout import Layout
from export.writers.xlsx.equations_sheet import height_px


def write_check_list_excel(listed: CheckList, layout: Layout, path: Path) -> None:
    """Write the check list to one sheet that prints on one page."""
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
    for name, value in listed.facts:
        sheet.merge_range(row, 0, row, 1, name, head)
        sheet.merge_range(row, 2, row, 4, value, text)
        sheet.set_row_pixels(row, height_px([value], [sum(WIDTHS_PX[2:])], 10))
        row += 1
    for column, name in enumerate(HEADS):
        sheet.write_string(row, column, name, head)
    for number, line in enumerate(_rows(listed), start=1):
        row += 1
        sheet.write_number(row, 0, number, text)
        for column, value in enumerate(line, start=1):
            sheet.write_string(row, column, value, text)
        sheet.set_row_pixels(row, height_px(line, WIDTHS_PX[1:], 10))
    for name, value in (*(("批注", f"{cell}：{remark}") for cell, remark in listed.remarks), *listed.closing):
        row += 1
        sheet.merge_range(row, 0, row, 1, name, head)
        sheet.merge_range(row, 2, row, 4, value, text)
        sheet.set_row_pixels(row, height_px([value], [sum(WIDTHS_PX[2:])], 10))
    sheet.set_row_pixels(0, 34)
    sheet.set_row_pixels(1, 26)
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row, 4)
    workbook.close()
    path.write_bytes(packed.getvalue())
