"""Writes a changed document into each container: by hand where that is cheap, by LibreOffice in batches otherwise."""

import csv
import dataclasses
import io
import quopri
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from tests.benchmarks.structures import Document, Part, TableDrawing
from tests.model.importing.documents import word_paragraph, write_word
from tests.model.importing.readers.pdf import ofd_files, pdfs


def html(doc: Document, *, spans: bool = True) -> str:
    written = []
    for item in doc.items:
        if isinstance(item, str):
            written.append(f"<p>{escape(item)}</p>")
            continue
        rows = []
        for row in item.matrix():
            cells = []
            for part in row:
                span = f' rowspan="{part.high}" colspan="{part.wide}"' if spans else ""
                cells.append(f"<td{span}>{escape(part.text) or '&nbsp;'}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        written.append(f"<table>{''.join(rows)}</table>")
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(written)}</body></html>'


def _mht(path: Path, doc: Document) -> None:
    page = quopri.encodestring(html(doc).encode())
    path.write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--b--"\r\n\r\n'
        b"----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + page
        + b"\r\n----b----\r\n"
    )


def _lines(doc: Document, row_lines: Callable[[TableDrawing], list[str]]) -> str:
    found: list[str] = []
    for item in doc.items:
        found += [item] if isinstance(item, str) else row_lines(item)
    return "\n".join(found)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _piped(table: TableDrawing) -> list[str]:
    width = table.width
    return [
        " | ".join([_one_line(part.text) for part in row] + [""] * (width - len(row))) + " |" for row in table.matrix()
    ]


def _piped_in_place(table: TableDrawing) -> list[str]:
    """A merged cell's text stands at its first place."""
    return ["| " + " | ".join(row) + " |" for row in _texts_in_place(table)]


def _texts_in_place(table: TableDrawing) -> list[list[str]]:
    width, height = table.width, table.height
    rows = [[""] * width for _ in range(height)]
    for part in table.parts:
        if part.top < height and part.left < width:
            rows[part.top][part.left] = _one_line(part.text)
    return rows


def _tabbed(table: TableDrawing) -> list[str]:
    return ["\t".join(row) for row in _texts_in_place(table)]


def _cell_a_line(table: TableDrawing) -> list[str]:
    return [_one_line(part.text) for row in table.matrix() for part in row]


def _csv(doc: Document) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    for item in doc.items:
        writer.writerows([[item]] if isinstance(item, str) else _texts_in_place(item))
    return written.getvalue()


def _csv_of_equal_rows(doc: Document) -> str:
    """As spreadsheet programs write it: every row has as many commas as the widest."""
    width = max(table.width for table in doc.tables)
    rows = [row for item in doc.items for row in ([[item]] if isinstance(item, str) else _texts_in_place(item))]
    written = io.StringIO()
    csv.writer(written).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return written.getvalue()


def _rows_of_cells(table: TableDrawing) -> Iterator[list[Part]]:
    """Row by row from left to right the cells that cover it, also those that begin above."""
    for top in range(table.height):
        yield sorted((p for p in table.parts if p.top <= top < p.bottom), key=lambda part: part.left)


def _docx(path: Path, doc: Document) -> None:
    body = []
    for item in doc.items:
        if isinstance(item, str):
            body.append(word_paragraph(item))
            continue
        rows = []
        for top, row in enumerate(_rows_of_cells(item)):
            cells = []
            for part in row:
                merge = ("<w:vMerge w:val='restart'/>" if part.top == top else "<w:vMerge/>") if part.high > 1 else ""
                text = part.text if part.top == top else ""
                pr = f'<w:tcPr><w:gridSpan w:val="{part.wide}"/>{merge}</w:tcPr>'
                cells.append(f"<w:tc>{pr}{''.join(map(word_paragraph, text.splitlines() or ['']))}</w:tc>")
            rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        grid = '<w:gridCol w:w="800"/>' * item.width
        borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
        properties = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        body.append(f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")
    relations = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE_RELATION}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    )
    write_word(path, "".join(body), {"_rels/.rels": relations})
    _with_types(path, {"/word/document.xml": f"{_TYPE}.wordprocessingml.document.main+xml"})


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument"


def _with_types(path: Path, types: Mapping[str, str]) -> None:
    """The package with the list of content types that LibreOffice needs to know it."""
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{listed}</Types>'
    ).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, held in parts.items():
            package.writestr(name, held)


def _xlsx(path: Path, doc: Document) -> None:
    cells: dict[tuple[int, int], str] = {}
    merged = []
    row = 0
    for item in doc.items:
        if isinstance(item, str):
            cells[row, 0] = item
            row += 1
            continue
        for part in item.parts:
            cells[row + part.top, part.left] = part.text
            if part.high * part.wide > 1:
                last = _place(row + part.bottom - 1, part.right - 1)
                merged.append(f'<mergeCell ref="{_place(row + part.top, part.left)}:{last}"/>')
        row += item.height
    rows = "".join(
        f'<row r="{top + 1}">{"".join(_sheet_cell(top, left, cells.get((top, left), "")) for left in range(60))}</row>'
        for top in range(row)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_OFFICE_RELATION}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    sheet = f"{_TYPE}.spreadsheetml"
    _with_types(
        path,
        {"/xl/workbook.xml": f"{sheet}.sheet.main+xml", "/xl/worksheets/sheet1.xml": f"{sheet}.worksheet+xml"},
    )


def _place(row: int, column: int) -> str:
    letters = chr(ord("A") + column) if column < 26 else f"{chr(ord('A') + column // 26 - 1)}{chr(65 + column % 26)}"
    return f"{letters}{row + 1}"


def _sheet_cell(row: int, column: int, text: str) -> str:
    if not text:
        return ""
    if _is_number(text):
        return f'<c r="{_place(row, column)}"><v>{text}</v></c>'
    return f'<c r="{_place(row, column)}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and text.isascii()


_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_OPEN_NAMES = " ".join(f'xmlns:{name}="{_OPEN}{name}:1.0"' for name in ("office", "text", "table"))


def _open_document(path: Path, doc: Document, *, is_sheet: bool) -> None:
    """``.odt``, or ``.ods`` with everything in one sheet."""
    body = []
    for item in doc.items:
        if isinstance(item, TableDrawing):
            rows = _open_rows(item, is_sheet=is_sheet)
            columns = f'<table:table-column table:number-columns-repeated="{item.width}"/>'
            body.append(rows if is_sheet else f"<table:table>{columns}{rows}</table:table>")
        elif is_sheet:
            body.append(f"<table:table-row>{_open_cell(item, '', is_sheet=True)}</table:table-row>")
        else:
            body.append(f"<text:p>{escape(item)}</text:p>")
    kind = "spreadsheet" if is_sheet else "text"
    whole = "".join(body)
    inside = f'<table:table table:name="Sheet1">{whole}</table:table>' if is_sheet else whole
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_OPEN_NAMES} office:version="1.3">'
        f"<office:body><office:{kind}>{inside}</office:{kind}></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)


def _open_rows(table: TableDrawing, *, is_sheet: bool) -> str:
    rows = []
    for top, row in enumerate(_rows_of_cells(table)):
        cells = []
        at = 0
        for part in row:
            cells += ["<table:table-cell/>"] * (part.left - at)
            span = f'table:number-columns-spanned="{part.wide}" table:number-rows-spanned="{part.high}"'
            own = _open_cell(part.text, span if part.high * part.wide > 1 else "", is_sheet=is_sheet)
            cells += [own if part.top == top else "<table:covered-table-cell/>"]
            cells += ["<table:covered-table-cell/>"] * (part.wide - 1)
            at = part.right
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def _open_cell(text: str, span: str, *, is_sheet: bool) -> str:
    value = f'office:value-type="float" office:value="{text}"' if is_sheet and _is_number(text) else ""
    lines = "".join(f"<text:p>{escape(each)}</text:p>" for each in text.splitlines())
    return f"<table:table-cell {span} {value}>{lines}</table:table-cell>"


def _rtf(doc: Document) -> str:
    body = []
    for item in doc.items:
        if isinstance(item, str):
            body.append(rf"\pard {_rtf_text(item)}\par")
            continue
        for top, row in enumerate(_rows_of_cells(item)):
            body.append(r"\trowd")
            for part in row:
                merge = "" if part.high == 1 else r"\clvmgf" if part.top == top else r"\clvmrg"
                body.append(rf"{merge}\cellx{800 * part.right}")
            for part in row:
                body.append(rf"\pard\intbl {_rtf_text(part.text) if part.top == top else ''}\cell")
            body.append(r"\row")
    return r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}" + "\n".join(body) + "}"


def _rtf_text(text: str) -> str:
    """In the spelling of Word: every character beyond ASCII by its number."""
    spelled = {"\n": r"\line ", "\\": r"\\", "{": r"\{", "}": r"\}"}
    return "".join(
        spelled[char] if char in spelled else char if char.isascii() else rf"\u{(ord(char) + 32768) % 65536 - 32768}?"
        for char in text
    )


# ---- pages of fixed layout

_PAGE = 700.0, 1500.0
_MARGIN, _SIZE, _LEADING = 40.0, 9.0, 12.0
_NARROWEST, _WIDEST = 3, 9
"""Characters of a column."""


@dataclasses.dataclass
class _Drawn:
    """What stands on one page: (text, left, base line) and the ends of lines, in points from the upper left corner."""

    texts: list[tuple[str, float, float]] = dataclasses.field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = dataclasses.field(default_factory=list)


def _drawn(doc: Document) -> list[_Drawn]:
    pages = [_Drawn()]
    y = _MARGIN
    for item in doc.items:
        if isinstance(item, str):
            for line in _wrapped(item, int((_PAGE[0] - 2 * _MARGIN) / _SIZE)):
                y += 2 * _LEADING
                pages[-1].texts.append((line, _MARGIN, y))
            continue
        columns, rows = _sizes(item)
        if y + sum(rows) > _PAGE[1] - _MARGIN:
            pages.append(_Drawn())
            y = _MARGIN
        y = _draw(item, columns, rows, y + _LEADING, pages[-1])
    return pages


def _sizes(table: TableDrawing) -> tuple[list[float], list[float]]:
    """The widths of the columns and the heights of the rows."""
    longest = [_NARROWEST] * table.width
    for part in table.parts:
        if part.wide == 1:
            longest[part.left] = min(max(longest[part.left], len(part.text)), _WIDEST)
    columns = [_SIZE * count + 6 for count in longest]
    scale = min(1.0, (_PAGE[0] - 2 * _MARGIN) / sum(columns))
    columns = [width * scale for width in columns]
    rows = [_LEADING + 4] * table.height
    for part in sorted(table.parts, key=lambda part: part.high):
        needed = len(_in_cell(part, columns)) * _LEADING + 4
        missing = needed - sum(rows[part.top : part.bottom])
        if missing > 0:
            rows[part.bottom - 1] += missing
    return columns, rows


def _in_cell(part: Part, columns: Sequence[float]) -> list[str]:
    room = max(int((sum(columns[part.left : part.right]) - 4) / _SIZE), 1)
    is_short = part.text.isascii() and len(part.text) <= 2 * room
    return [part.text] if is_short else [line for each in part.text.splitlines() for line in _wrapped(each, room)]


def _wrapped(text: str, room: int) -> list[str]:
    return [text[at : at + room] for at in range(0, len(text), room)]


def _draw(table: TableDrawing, columns: Sequence[float], rows: Sequence[float], top: float, page: _Drawn) -> float:
    """Puts the table onto the page; gives where it ends."""
    across = [_MARGIN + sum(columns[:number]) for number in range(len(columns) + 1)]
    down = [top + sum(rows[:number]) for number in range(len(rows) + 1)]
    for part in table.parts:
        left, right, upper, lower = across[part.left], across[part.right], down[part.top], down[part.bottom]
        page.lines += [
            (left, upper, right, upper),
            (left, lower, right, lower),
            (left, upper, left, lower),
            (right, upper, right, lower),
        ]
        for number, line in enumerate(_in_cell(part, columns)):
            if line.strip():
                page.texts.append((line, left + 2, upper + _LEADING * number + _SIZE + 2))
    return down[-1]


def _pdf(path: Path, doc: Document) -> None:
    wide, high = _PAGE
    contents = []
    for page in _drawn(doc):
        texts = [pdfs.text(text, x, high - y, _SIZE) for text, x, y in page.texts]
        contents.append(b"".join([*texts, *(pdfs.line(a, high - b, c, high - d) for a, b, c, d in page.lines)]))
    path.write_bytes(pdfs.pages(contents, b" /MediaBox [0 0 %d %d]" % (wide, high)))


def _ofd(path: Path, doc: Document) -> None:
    mm = 297 / _PAGE[1]
    pages = []
    for page in _drawn(doc):
        objects = [
            ofd_files.path(f"M {a * mm:.3f} {b * mm:.3f} L {c * mm:.3f} {d * mm:.3f}") for a, b, c, d in page.lines
        ]
        for text, x, y in page.texts:
            steps = " ".join(f"{_SIZE * mm * (0.5 if char.isascii() else 1):.3f}" for char in text[:-1])
            code = f'DeltaX="{steps}"' if steps else ""
            objects.append(ofd_files.text(escape(text), x * mm, y * mm, _SIZE * mm, code=code))
        pages.append("".join(objects))
    path.write_bytes(ofd_files.ofd(pages))


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


Write = Callable[[Path, Document], None]

BY_HAND: Mapping[str, tuple[str, Write]] = {
    "docx": ("docx", _docx),
    "xlsx": ("xlsx", _xlsx),
    "html": ("html", lambda path, doc: _text(path, html(doc))),
    "html without spans": ("html", lambda path, doc: _text(path, html(doc, spans=False))),
    "text with pipes": ("txt", lambda path, doc: _text(path, _lines(doc, _piped))),
    "text with pipes in place": ("txt", lambda path, doc: _text(path, _lines(doc, _piped_in_place))),
    "text with tabs": ("txt", lambda path, doc: _text(path, _lines(doc, _tabbed))),
    "text with a cell a line": ("txt", lambda path, doc: _text(path, _lines(doc, _cell_a_line))),
    "csv": ("csv", lambda path, doc: _text(path, _csv(doc))),
    "csv of equal rows": ("csv", lambda path, doc: _text(path, _csv_of_equal_rows(doc))),
    "odt": ("odt", lambda path, doc: _open_document(path, doc, is_sheet=False)),
    "ods": ("ods", lambda path, doc: _open_document(path, doc, is_sheet=True)),
    "rtf": ("rtf", lambda path, doc: _text(path, _rtf(doc))),
    "mht": ("mht", _mht),
    "pdf": ("pdf", _pdf),
    "ofd": ("ofd", _ofd),
}
BY_LIBREOFFICE: Mapping[str, tuple[str, str]] = {
    "doc of LibreOffice": ("docx", "doc"),
    "rtf of LibreOffice": ("docx", "rtf"),
    "odt of LibreOffice": ("docx", "odt"),
    "pdf of LibreOffice": ("docx", "pdf"),
    "xls of LibreOffice": ("xlsx", "xls"),
    "ods of LibreOffice": ("xlsx", "ods"),
}
"""Writer -> the writer of what is converted, and into what."""

IN_PLACE = frozenset(
    {
        *("xlsx", "text with pipes in place", "text with tabs", "csv", "csv of equal rows"),
        *("ods", "pdf", "ofd", "xls of LibreOffice", "ods of LibreOffice"),
    }
)
"""Writers that put the cells at places of a grid; with the others a row with a cell less is a short row."""


def writers() -> tuple[str, ...]:
    """Those of this computer in turn; each of LibreOffice, where that is installed, a third as often, because they take
    long."""
    return (*BY_HAND, *BY_HAND, *BY_HAND, *BY_LIBREOFFICE) if shutil.which("soffice") else tuple(BY_HAND)


def convert(paths: Sequence[Path], suffix: str, folder: Path, profile: Path) -> None:
    """Writes the documents into ``folder`` in another container, with one start of LibreOffice."""
    soffice = shutil.which("soffice")
    assert soffice is not None
    home = f"-env:UserInstallation=file://{profile}"
    command = [soffice, home, "--headless", "--convert-to", suffix, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300 + 20 * len(paths))
