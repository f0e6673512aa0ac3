"""Plain tables as an Excel workbook: a frozen head with filters, columns as wide as they need to be."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from export.document.batch_tables import PlainSheet
from export.document.document import printable
from export.document.layout import Layout
from export.writers.xlsx.equations_sheet import height_px

_SIZE_PT = 10
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def write_plain_sheets(sheets: Sequence[PlainSheet], layout: Layout, path: Path) -> None:
    """Write each table on a sheet of its own, fit to the width of a page across."""
    import xlsxwriter  # type: ignore[import-untyped]

    packed = BytesIO()
    workbook = xlsxwriter.Workbook(packed, _OPTIONS)
    font = {"font_name": layout.tables.font, "font_size": _SIZE_PT, "text_wrap": True, "valign": "vcenter"}
    text, head = workbook.add_format({**font, "border": 1}), workbook.add_format({**font, "border": 1, "bold": True})
    title = workbook.add_format({**font, "font_size": 14, "bold": True, "text_wrap": False})
    for each in sheets:
        sheet = workbook.add_worksheet(each.name)
        for column, width_px in enumerate(each.widths_px):
            sheet.set_column_pixels(column, column, width_px)
        top = 0
        if each.title:
            sheet.write_string(0, 0, printable(each.title), title)
            sheet.set_row_pixels(0, 30)
            top = 1
        for column, name in enumerate(each.heads):
            sheet.write_string(top, column, name, head)
        for row, values in enumerate(each.rows, start=top + 1):
            for column, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(row, column, value, text)
                else:
                    sheet.write_string(row, column, printable(value), text)
            sheet.set_row_pixels(row, height_px([str(value) for value in values], each.widths_px, _SIZE_PT))
        sheet.freeze_panes(top + 1, 1)
        if each.rows:
            sheet.autofilter(top, 0, top + len(each.rows), len(each.heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
    workbook.close()
    path.write_bytes(packed.getvalue())
