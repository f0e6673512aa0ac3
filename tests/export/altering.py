"""Written files opened again and changed in one place, as a faulty writer or a damaged disk would leave them."""

import copy
import io
import json
import zipfile
from typing import Any, Protocol

from lxml import etree, html

from export.document.document import PrintedTable
from model.form.edition import Edition
from model.form.tables import Cell, Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Written(Protocol):
    """A file of one container, in memory; every method changes one thing."""

    def set_cell(self, cell: Cell, text: str) -> None: ...
    def drop_row(self, table: str, row: str) -> None: ...
    def drop_table(self, table: str) -> None: ...
    def replace(self, old: str, new: str) -> None:
        """The one paragraph, heading or fact that reads ``old`` reads ``new``."""

    def drop(self, text: str) -> None:
        """The one paragraph that reads ``text`` is gone."""

    def data(self) -> bytes: ...


def opened(suffix: str, data: bytes, edition: Edition) -> Written:
    kinds: dict[str, Any] = {".docx": WrittenWord, ".xlsx": WrittenExcel, ".html": WrittenWeb, ".json": WrittenJson}
    written: Written = kinds[suffix](data, edition)
    return written


class _Tables:
    """Where a cell stands in its table."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def place(self, cell: Cell) -> Place:
        return self._edition.table(cell.table).place_of[cell]

    def number(self, table: str) -> int:
        return [each.id for each in self._edition.tables].index(table)

    def top(self, table: str, row: str) -> int:
        return next(self.place(cell).top for cell in self._edition.table(table).cells if cell.row == row)


class _Tree:
    """A document as one tree of elements, in which texts and tables are found."""

    root: Any
    paragraph_tags: tuple[str, ...]
    table_tag: str
    row_tag: str

    def _paragraph(self, text: str) -> Any:
        (found,) = [each for each in self.root.iter(*self.paragraph_tags) if "".join(each.itertext()) == text]
        return found

    def _set(self, element: Any, text: str) -> None:
        raise NotImplementedError

    def _tables(self) -> list[Any]:
        return list(self.root.iter(self.table_tag))

    def replace(self, old: str, new: str) -> None:
        self._set(self._paragraph(old), new)

    def drop(self, text: str) -> None:
        element = self._paragraph(text)
        element.getparent().remove(element)

    def add_after(self, text: str, added: str) -> None:
        """A paragraph like the one that reads ``text``, after it."""
        element = self._paragraph(text)
        another = copy.deepcopy(element)
        element.addnext(another)
        self._set(another, added)

    def add_before(self, text: str, added: str) -> None:
        element = self._paragraph(text)
        another = copy.deepcopy(element)
        element.addprevious(another)
        self._set(another, added)

    def repeat_table(self, number: int) -> None:
        table = self._tables()[number]
        table.addnext(copy.deepcopy(table))


class WrittenWord(_Tree):
    paragraph_tags, table_tag, row_tag = (f"{_W}p",), f"{_W}tbl", f"{_W}tr"

    def __init__(self, data: bytes, edition: Edition) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self._parts["word/document.xml"])
        self._at = _Tables(edition)

    def _set(self, element: Any, text: str) -> None:
        runs = list(element.iter(f"{_W}r"))
        for run in runs[1:]:
            run.getparent().remove(run)
        run = runs[0] if runs else etree.SubElement(next(element.iter(f"{_W}p")), f"{_W}r")
        for each in list(run.iter(f"{_W}t")):
            run.remove(each)
        etree.SubElement(run, f"{_W}t").text = text

    def set_cell(self, cell: Cell, text: str) -> None:
        place = self._at.place(cell)
        left = 0
        for element in list(self._tables()[self._at.number(cell.table)].iter(self.row_tag))[place.top].iter(f"{_W}tc"):
            if left == place.left:
                self._set(element, text)
                return
            span = element.find(f"{_W}tcPr/{_W}gridSpan")
            left += int(span.get(f"{_W}val")) if span is not None else 1
        raise AssertionError(cell)

    def drop_row(self, table: str, row: str) -> None:
        element = list(self._tables()[self._at.number(table)].iter(self.row_tag))[self._at.top(table, row)]
        element.getparent().remove(element)

    def drop_table(self, table: str) -> None:
        element = self._tables()[self._at.number(table)]
        element.getparent().remove(element)

    def data(self) -> bytes:
        return _zipped(self._parts | {"word/document.xml": etree.tostring(self.root, xml_declaration=True)})


class WrittenWeb(_Tree):
    paragraph_tags, table_tag, row_tag = ("p", "h1", "h2", "h3", "h4", "h5"), "table", "tr"

    def __init__(self, data: bytes, edition: Edition) -> None:
        self.root = html.fromstring(data.decode())
        self._edition = edition
        self._at = _Tables(edition)

    def _set(self, element: Any, text: str) -> None:
        for child in list(element):
            element.remove(child)
        element.text = text

    def set_cell(self, cell: Cell, text: str) -> None:
        place = self._at.place(cell)
        rows = PrintedTable(self._edition.table(cell.table), {}).rows
        element = list(self._tables()[self._at.number(cell.table)].iter("tr"))[place.top]
        self._set(list(element.iter("td", "th"))[rows[place.top].index(place)], text)

    def drop_row(self, table: str, row: str) -> None:
        element = list(self._tables()[self._at.number(table)].iter("tr"))[self._at.top(table, row)]
        element.getparent().remove(element)

    def drop_table(self, table: str) -> None:
        element = self._tables()[self._at.number(table)]
        element.getparent().remove(element)

    def data(self) -> bytes:
        written: bytes = html.tostring(self.root, encoding="utf-8", doctype="<!DOCTYPE html>")
        return written


class WrittenExcel:
    """Cell by cell in the XML: a library that saves workbooks would drop the values beside the formulas."""

    def __init__(self, data: bytes, edition: Edition) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self._edition = edition
        self._at = _Tables(edition)
        self._texts = etree.fromstring(self._parts["xl/sharedStrings.xml"])

    def _sheet(self, number: int) -> str:
        return f"xl/worksheets/sheet{number}.xml"

    def _of_table(self, table: str) -> str:
        return self._sheet(2 + self._at.number(table))  # the cover comes first

    def _change(self, sheet: str, reference: str, text: str) -> None:
        root: Any = etree.fromstring(self._parts[sheet])
        (element,) = [each for each in root.iter(f"{_S}c") if each.get("r") == reference]
        for child in list(element):
            element.remove(child)
        element.attrib.pop("t", None)
        if text:
            if not text.replace(".", "", 1).isdigit():
                element.set("t", "str")
            etree.SubElement(element, f"{_S}v").text = text
        self._parts[sheet] = etree.tostring(root, xml_declaration=True)

    def set_cell(self, cell: Cell, text: str) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

        place = self._at.place(cell)
        self._change(self._of_table(cell.table), xl_rowcol_to_cell(place.top, place.left), text)

    def set_fact(self, label: str, text: str) -> None:
        labels = ("机关名称", "年度", "标题", "机关类别", "机关层级", "落款", "成文日期")
        self._change(self._sheet(1), f"B{1 + labels.index(label)}", text)

    def drop_row(self, table: str, row: str) -> None:
        sheet = self._of_table(table)
        root: Any = etree.fromstring(self._parts[sheet])
        number = str(self._at.top(table, row) + 1)
        (element,) = [each for each in root.iter(f"{_S}row") if each.get("r") == number]
        element.getparent().remove(element)
        self._parts[sheet] = etree.tostring(root, xml_declaration=True)

    def drop_table(self, table: str) -> None:
        sheet = self._of_table(table)
        root: Any = etree.fromstring(self._parts[sheet])
        for element in list(root.iter(f"{_S}row")):
            element.getparent().remove(element)
        self._parts[sheet] = etree.tostring(root, xml_declaration=True)

    def replace(self, old: str, new: str) -> None:
        # a text that stands in several cells is kept once; cells that quote it all change
        (element,) = [each for each in self._texts.iter(f"{_S}t") if each.text == old]
        element.text = new

    def drop(self, text: str) -> None:
        self.replace(text, "")

    def data(self) -> bytes:
        return _zipped(self._parts | {"xl/sharedStrings.xml": etree.tostring(self._texts, xml_declaration=True)})


class WrittenJson:
    def __init__(self, data: bytes, edition: Edition) -> None:
        self.held: dict[str, Any] = json.loads(data)
        self._edition = edition

    def set_cell(self, cell: Cell, text: str) -> None:
        self.held.get("unread_cells", {}).pop(str(cell), None)
        is_text = cell in self._edition.amounts or not text.isdigit()
        self.held["cells"][str(cell)] = (text if is_text else int(text)) if text else None

    def drop_row(self, table: str, row: str) -> None:
        cells = self._edition.table(table).cells
        for cell in cells:
            if cell.row == row:
                del self.held["cells"][str(cell)]

    def drop_table(self, table: str) -> None:
        for cell in self._edition.table(table).cells:
            del self.held["cells"][str(cell)]

    def replace(self, old: str, new: str) -> None:
        sections = self.held["sections"]
        (key,) = [key for key, text in sections.items() if old in text.splitlines()]
        sections[key] = "\n".join(new if line == old else line for line in sections[key].splitlines())

    def drop(self, text: str) -> None:
        sections = self.held["sections"]
        (key,) = [key for key, held in sections.items() if text in held.splitlines()]
        sections[key] = "\n".join(line for line in sections[key].splitlines() if line != text)

    def data(self) -> bytes:
        return json.dumps(self.held, ensure_ascii=False).encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return packed.getvalue()
