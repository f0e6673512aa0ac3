"""Documents whose tables were changed as people change them; ``structure_writers`` writes them into every container.

Each kind has a name, so that the figures are told per kind. The truth is what the changed document says by its labels:
figures go with their labels, and where two labels are the same, the figures beneath them belong to nobody.
"""

import dataclasses
import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell, Table
from model.report.derived_totals import shown
from model.report.report import Report
from tests.model.importing.documents import TITLE, WORDS

BLANK = 0.4
"""Share of the figures that are blank in every second document."""


@dataclasses.dataclass
class Part:
    """One cell of a printed table; ``cell`` where it holds a figure of the form, ``role`` as in the form."""

    text: str
    top: int
    left: int
    high: int
    wide: int
    role: str
    cell: Cell | None = None

    @property
    def right(self) -> int:
        return self.left + self.wide

    @property
    def bottom(self) -> int:
        return self.top + self.high


class TableDrawing:
    """A table that can be changed by rows and columns; merged cells grow and shrink with them."""

    def __init__(self, table: Table, texts: Mapping[Cell, str]) -> None:
        self.table = table
        self.parts = [
            Part(
                texts.get(place.cell, "") if place.cell else place.text,
                place.top,
                place.left,
                place.high,
                place.wide,
                "figure" if place.cell else place.role,
                place.cell,
            )
            for place in table.places
        ]

    @property
    def height(self) -> int:
        return max(part.bottom for part in self.parts)

    @property
    def width(self) -> int:
        return max(part.right for part in self.parts)

    @property
    def figure_rows(self) -> list[int]:
        return sorted({part.top for part in self.parts if part.cell})

    @property
    def figure_columns(self) -> list[int]:
        return sorted({part.left for part in self.parts if part.cell})

    @property
    def figures(self) -> list[Part]:
        return [part for part in self.parts if part.cell]

    def row(self, top: int) -> list[Part]:
        """The cells of this row alone, from left to right."""
        return sorted((part for part in self.parts if part.top == top and part.high == 1), key=lambda part: part.left)

    def values(self, top: int) -> list[Part]:
        return [part for part in self.row(top) if part.cell]

    def label(self, top: int) -> Part | None:
        """The innermost label of a row of figures."""
        labels = [part for part in self.row(top) if part.role == "label"]
        return labels[-1] if labels else None

    def head(self, left: int) -> Part | None:
        """The lowest head of a column, if it is of this column alone."""
        heads = [
            p for p in self.parts if p.role == "head" and p.left <= left < p.right and p.bottom <= self.figure_rows[0]
        ]
        lowest = max(heads, key=lambda part: part.bottom, default=None)
        return lowest if lowest and lowest.wide == 1 else None

    def insert_row(self, at: int) -> None:
        for part in self.parts:
            if part.top >= at:
                part.top += 1
            elif part.bottom > at:
                part.high += 1

    def insert_column(self, at: int) -> None:
        for part in self.parts:
            if part.left >= at:
                part.left += 1
            elif part.right > at:
                part.wide += 1

    def remove_row(self, at: int) -> None:
        self.parts = [part for part in self.parts if not (part.top == at and part.high == 1)]
        for part in self.parts:
            if part.top > at:
                part.top -= 1
            elif part.bottom > at:
                part.high -= 1

    def remove_column(self, at: int) -> None:
        self.parts = [part for part in self.parts if not (part.left == at and part.wide == 1)]
        for part in self.parts:
            if part.left > at:
                part.left -= 1
            elif part.right > at:
                part.wide -= 1

    def free(self, *, row: int | None = None, column: int | None = None) -> list[tuple[int, int]]:
        """The places of a row or column that no cell covers."""
        covered = {(r, c) for p in self.parts for r in range(p.top, p.bottom) for c in range(p.left, p.right)}
        rows = range(self.height) if row is None else (row,)
        columns = range(self.width) if column is None else (column,)
        return [(r, c) for r in rows for c in columns if (r, c) not in covered]

    def matrix(self) -> list[list[Part]]:
        """Row by row the cells that begin there."""
        rows: list[list[Part]] = [[] for _ in range(self.height)]
        for part in sorted(self.parts, key=lambda part: part.left):
            rows[part.top].append(part)
        return rows


@dataclasses.dataclass
class Document:
    """What is written into a file: paragraphs and tables in their order, and the figures that it states."""

    edition: Edition
    items: list[str | TableDrawing]
    truth: dict[Cell, str]
    in_place: dict[Cell, str] = dataclasses.field(default_factory=dict)
    """What differs from ``truth`` in a container that puts each figure at a place under its head, shifted or not."""

    @property
    def tables(self) -> list[TableDrawing]:
        return [item for item in self.items if isinstance(item, TableDrawing)]


def document(edition: Edition, chance: random.Random, blank: float) -> Document:
    """A report whose sums hold, each figure blank with this probability."""
    inputs: dict[Cell, Figure] = {}
    report = Report(edition.id)
    for cell in edition.cells:
        inputs[cell] = chance.choice((0, 0, chance.randrange(10), chance.randrange(1000), chance.randrange(30000)))
    for _ in range(3):  # totals of totals
        report = Report(edition.id, figures={cell: f for cell, f in inputs.items() if cell not in edition.totals})
        inputs |= shown(report, edition).figures
    texts = {cell: show_figure(figure) for cell, figure in inputs.items() if chance.random() >= blank}
    items: list[str | TableDrawing] = [TITLE, *WORDS["preface"]]
    for section in edition.sections:
        items.append(section.title)
        items += WORDS.get(section.key, [])
        table = edition.table_of_section(section.key)
        if table:
            items.append(TableDrawing(table, texts))
    return Document(edition, items, texts)


Change = Callable[[Document, random.Random], None]


def _any_table(doc: Document, chance: random.Random) -> TableDrawing:
    return chance.choice([table for table in doc.tables for _ in range(len(table.figures) // 15 + 1)])


def _labelled(doc: Document, chance: random.Random) -> TableDrawing:
    return chance.choice([table for table in doc.tables if any(part.role == "label" for part in table.parts)])


def _wide(doc: Document, chance: random.Random) -> TableDrawing:
    """A table whose heads lie above every row."""
    return chance.choice([table for table in doc.tables if table.width > 5])


def _foreign(chance: random.Random) -> str:
    return str(chance.randrange(70000, 90000))


def _exchange_columns(table: TableDrawing, one: int, other: int) -> None:
    for part in table.parts:
        if part.wide == 1 and part.left in (one, other):
            part.left = one + other - part.left


def _neighbours(table: TableDrawing, chance: random.Random) -> tuple[int, int]:
    """Two columns with heads of their own under the same heads."""
    heads = [head for left in table.figure_columns if (head := table.head(left))]
    pairs = [(a, b) for a in heads for b in heads if a.left < b.left and (a.top, a.high) == (b.top, b.high)]
    pairs = [(a, b) for a, b in pairs if _over(table, a) == _over(table, b)]
    one, other = chance.choice(pairs)
    return one.left, other.left


def _over(table: TableDrawing, head: Part) -> list[int]:
    return sorted(
        id(p) for p in table.parts if p.role == "head" and p.bottom <= head.top and p.left <= head.left < p.right
    )


def _siblings(table: TableDrawing, chance: random.Random) -> tuple[int, int]:
    """Two rows of the same cells under the same labels."""

    def shape(top: int) -> object:
        around = sorted(id(p) for p in table.parts if p.high > 1 and p.top <= top < p.bottom)
        return [(p.left, p.wide, p.role) for p in table.row(top)], around

    rows = table.figure_rows
    pairs = [(a, b) for a in rows for b in rows if a < b and shape(a) == shape(b)]
    return chance.choice(pairs)


def _forget(doc: Document, cells: Iterator[Cell | None] | Sequence[Cell | None]) -> None:
    for cell in cells:
        if cell:
            doc.truth.pop(cell, None)


def rows_exchanged(doc: Document, chance: random.Random) -> None:
    table = _labelled(doc, chance)
    one, other = _siblings(table, chance)
    for part in [*table.row(one), *table.row(other)]:
        part.top = one + other - part.top


def columns_exchanged(doc: Document, chance: random.Random) -> None:
    table = _wide(doc, chance)
    _exchange_columns(table, *_neighbours(table, chance))


def row_relabelled(doc: Document, chance: random.Random) -> None:
    table = _labelled(doc, chance)
    one, other = _siblings(table, chance)
    label, same = table.label(one), table.label(other)
    assert label and same
    label.text = same.text
    rows = zip(table.values(one), table.values(other), strict=True)
    for mine, its in rows:
        if mine.text != its.text:
            _forget(doc, [its.cell])
        _forget(doc, [mine.cell])


def column_relabelled(doc: Document, chance: random.Random) -> None:
    table = _wide(doc, chance)
    one, other = _neighbours(table, chance)
    head, same = table.head(one), table.head(other)
    assert head and same
    head.text = same.text
    _forget(doc, [part.cell for part in table.figures if part.left in (one, other)])


def row_doubled(doc: Document, chance: random.Random) -> None:
    table = _labelled(doc, chance)
    row = chance.choice(table.figure_rows)
    table.insert_row(row + 1)
    for part in table.row(row):
        table.parts.append(dataclasses.replace(part, top=row + 1))


def row_doubled_with_other_figures(doc: Document, chance: random.Random) -> None:
    table = _labelled(doc, chance)
    row = chance.choice(table.figure_rows)
    table.insert_row(row + 1)
    for part in table.row(row):
        table.parts.append(dataclasses.replace(part, top=row + 1, text=_foreign(chance) if part.cell else part.text))
        _forget(doc, [part.cell])


def row_removed(doc: Document, chance: random.Random) -> None:
    table = _labelled(doc, chance)
    row = chance.choice(table.figure_rows)
    _forget(doc, [part.cell for part in table.values(row)])
    table.remove_row(row)


def column_doubled(doc: Document, chance: random.Random) -> None:
    table = _wide(doc, chance)
    column = chance.choice(table.figure_columns)
    table.insert_column(column + 1)
    for part in [part for part in table.parts if part.left == column and part.wide == 1]:
        table.parts.append(dataclasses.replace(part, left=column + 1))
    for row, at in table.free(column=column + 1):
        table.parts.append(Part("", row, at, 1, 1, "other"))


def column_removed(doc: Document, chance: random.Random) -> None:
    table = _wide(doc, chance)
    column = chance.choice(table.figure_columns)
    _forget(doc, [part.cell for part in table.figures if part.left == column])
    table.remove_column(column)


def tables_exchanged(doc: Document, chance: random.Random) -> None:
    places = [number for number, item in enumerate(doc.items) if isinstance(item, TableDrawing)]
    one, other = chance.sample(places, 2)
    doc.items[one], doc.items[other] = doc.items[other], doc.items[one]


def _with_column(table: TableDrawing, at: int, head: str | None, fill: Callable[[int], str]) -> None:
    """``head`` is ``None`` where not even a blank cell stands above the column."""
    first = table.figure_rows[0]
    table.insert_column(at)
    free = [row for row, _ in table.free(column=at)]
    heads = [row for row in free if row < first]
    if heads and head is not None:
        table.parts.append(Part(head, heads[0], at, len(heads), 1, "other"))
    for number, row in enumerate(row for row in free if row >= first):
        table.parts.append(Part(fill(number), row, at, 1, 1, "other"))


def _places(table: TableDrawing) -> list[int]:
    return [*table.figure_columns, table.width]


def _foreign_column(head: str | None, kind: str) -> Change:
    def change(doc: Document, chance: random.Random) -> None:
        table = _wide(doc, chance)
        fills: dict[str, Callable[[int], str]] = {
            "figures": lambda _: _foreign(chance),
            "some": lambda _: _foreign(chance) if chance.random() < 0.6 else "",
            "words": lambda number: "已核" if number % 2 else "无误",
            "percent": lambda _: f"{chance.randrange(1, 99)}%",
            "nothing": lambda _: "",
            "numbers": lambda number: str(number + 1),
        }
        _with_column(table, chance.choice(_places(table)), head, fills[kind])

    return change


def _number_column(head: str, *, before: bool) -> Change:
    def change(doc: Document, chance: random.Random) -> None:
        table = _wide(doc, chance)
        _with_column(table, 0 if before else table.figure_columns[0], head, lambda number: str(number + 1))

    return change


def _last_column_blank_beside_foreign_figures(head: str | None) -> Change:
    """The total stands blank in every row, and a column of foreign figures stands before it: as many figures as the
    form has."""

    def change(doc: Document, chance: random.Random) -> None:
        table = _wide(doc, chance)
        last = table.figure_columns[-1]
        for part in table.figures:
            if part.left == last:
                part.text = ""
                _forget(doc, [part.cell])
        _with_column(table, chance.choice(table.figure_columns), head, lambda _: _foreign(chance))

    return change


def last_column_blank_beside_row_numbers(doc: Document, chance: random.Random) -> None:
    table = _wide(doc, chance)
    last = table.figure_columns[-1]
    for part in table.figures:
        if part.left == last:
            part.text = ""
            _forget(doc, [part.cell])
    head = chance.choice(("", "序号", "行次"))
    _with_column(table, chance.choice((0, table.figure_columns[0])), head, lambda number: str(number + 1))


def _foreign_row(label: str) -> Change:
    def change(doc: Document, chance: random.Random) -> None:
        table = _labelled(doc, chance)
        row = chance.choice(table.figure_rows)
        table.insert_row(row)
        like = row + 1
        for part in table.row(like):
            name = label if part.role == "label" else _foreign(chance) if part.cell else part.text
            table.parts.append(dataclasses.replace(part, top=row, text=name, cell=None, role="other"))

    return change


def row_cut_in_two(doc: Document, chance: random.Random) -> None:
    """The second half of its figures stands in a row of its own without a label."""
    table = chance.choice([table for table in doc.tables if table.width > 5])
    row = chance.choice(table.figure_rows)
    table.insert_row(row + 1)
    values = table.values(row)
    at = chance.randrange(1, len(values))
    for number, part in enumerate(values):
        table.parts.append(
            Part(part.text if number >= at else "", row + 1, part.left, 1, part.wide, "figure", part.cell)
        )
        if number >= at:
            part.text, part.cell = "", None
    for part in [part for part in table.row(row) if part.role == "label"]:
        table.parts.append(dataclasses.replace(part, text="", top=row + 1))


def figures_shifted_right(doc: Document, chance: random.Random) -> None:
    """One row has a cell more before its figures."""
    table = chance.choice([table for table in doc.tables if table.width > 5])
    row = chance.choice(table.figure_rows)
    values = table.values(row)
    if not values[-1].text:  # nothing stands beyond the table: in a sheet, the figures are those of the next columns
        for left, part in zip([None, *values], values, strict=False):
            if part.cell:
                doc.in_place[part.cell] = left.text if left else ""
    for part in values:
        part.left += 1
    table.parts.append(Part("", row, values[0].left - 1, 1, 1, "other"))


def figures_shifted_left(doc: Document, chance: random.Random) -> None:
    """One row has a cell less."""
    table = chance.choice([table for table in doc.tables if table.width > 5])
    row = chance.choice(table.figure_rows)
    values = table.values(row)
    lost = chance.choice(values)
    table.parts.remove(lost)
    _forget(doc, [lost.cell])
    for part, right in itertools.pairwise(values):
        if part.left >= lost.left and part.cell:
            doc.in_place[part.cell] = right.text
    if (last := values[-1].cell) is not None:
        doc.in_place[last] = ""
    for part in values:
        part.left -= part.left > lost.left


def _in_cells(change: Callable[[str, random.Random], str], *, lost: bool) -> Change:
    """Some figures of one table are written in another way; ``lost``: what then stands there is no figure."""

    def changed(doc: Document, chance: random.Random) -> None:
        table = _any_table(doc, chance)
        filled = [part for part in table.figures if part.text]
        for part in filled:
            if chance.random() < 0.3:
                part.text = change(part.text, chance)
                if lost:
                    _forget(doc, [part.cell])

    return changed


def _full_width(text: str, _: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _thousands(text: str, chance: random.Random) -> str:
    return f"{int(text):,}".replace(",", chance.choice((",", "，"))) if text.isdigit() else text


def _with_unit(text: str, chance: random.Random) -> str:
    return text + chance.choice(("件", "次", "项", " 件", "条"))


def _with_footnote(text: str, chance: random.Random) -> str:
    return text + chance.choice(("①", "[1]", "【注1】", "*", "¹", "注1", "（注）", "(1)", "^1"))


def _words(text: str, chance: random.Random) -> str:
    return chance.choice(
        ("见附件", "不适用", "约" + text, text + "余", text + "～" + text, "无此项", text + "、" + text)
    )


def _nothing(_: str, chance: random.Random) -> str:
    return chance.choice(("/", "—", "－", "-", "\\", "——", " ", "　"))


def groups_without_labels(doc: Document, chance: random.Random) -> None:
    table = max(doc.tables, key=lambda table: table.height)
    for part in table.parts:
        if part.role == "label" and part.high > 1 and chance.random() < 0.7:
            part.text = ""


def some_labels_missing(doc: Document, chance: random.Random) -> None:
    table = _labelled(doc, chance)
    for row in chance.sample(table.figure_rows, min(3, len(table.figure_rows))):
        label = table.label(row)
        assert label
        label.text = ""
        _forget(doc, [part.cell for part in table.values(row)])


def some_heads_missing(doc: Document, chance: random.Random) -> None:
    table = _wide(doc, chance)
    column = chance.choice(table.figure_columns)
    head = table.head(column)
    assert head
    head.text = ""


def headings_missing(doc: Document, chance: random.Random) -> None:
    titles = [number for number, item in enumerate(doc.items) if isinstance(item, str)]
    for number in sorted(chance.sample(titles, min(4, len(titles))), reverse=True):
        del doc.items[number]


def block_titles_missing(doc: Document, chance: random.Random) -> None:
    table = doc.tables[0]
    for row in sorted({part.top for part in table.parts if part.role == "block"}, reverse=True):
        if chance.random() < 0.6:
            table.remove_row(row)


def heads_split(doc: Document, chance: random.Random) -> None:
    """A head above several columns is the first of several cells, the others blank."""
    table = _wide(doc, chance)
    for part in [part for part in table.parts if part.role == "head" and part.wide > 1]:
        for left in range(part.left + 1, part.right):
            table.parts.append(Part("", part.top, left, part.high, 1, "other"))
        part.wide = 1


def heads_merged(doc: Document, chance: random.Random) -> None:
    """Two heads side by side are one cell with both texts."""
    table = _wide(doc, chance)
    column = chance.choice(table.figure_columns[:-1])
    one, other = table.head(column), table.head(column + 1)
    if one and other and (one.top, one.high) == (other.top, other.high):
        table.parts.remove(other)
        one.wide, one.text = 2, one.text + chance.choice(("", "、", "\n")) + other.text


def labels_merged(doc: Document, chance: random.Random) -> None:
    """The labels of two rows are one cell."""
    table = max(doc.tables, key=lambda table: table.height)
    one, _ = _siblings(table, chance)
    first, second = table.label(one), table.label(one + 1)
    if first and second and (first.left, first.wide) == (second.left, second.wide):
        table.parts.remove(second)
        first.high, first.text = 2, first.text + "\n" + second.text


def transposed(doc: Document, chance: random.Random) -> None:
    table = _any_table(doc, chance)
    for part in table.parts:
        part.top, part.left, part.high, part.wide = part.left, part.top, part.wide, part.high


def two_reports(doc: Document, chance: random.Random) -> None:
    other = document(doc.edition, chance, BLANK if chance.random() < 0.5 else 0)
    doc.truth = {cell: text for cell, text in doc.truth.items() if text == other.truth.get(cell, "")}
    doc.items += other.items


def table_twice(doc: Document, chance: random.Random) -> None:
    table = _any_table(doc, chance)
    doc.items.insert(doc.items.index(table) + 1, table)


def blank_rows(doc: Document, chance: random.Random) -> None:
    table = _any_table(doc, chance)
    for _ in range(3):
        row = chance.choice(table.figure_rows)
        table.insert_row(row)
        table.parts += [Part("", row, left, 1, 1, "other") for _, left in table.free(row=row)]


KINDS: Mapping[str, Change] = {
    "unchanged": lambda _doc, _chance: None,
    "rows exchanged with their labels": rows_exchanged,
    "columns exchanged with their heads": columns_exchanged,
    "a row's label replaced by another of the form": row_relabelled,
    "a column's head replaced by another of the form": column_relabelled,
    "row doubled": row_doubled,
    "row doubled with other figures": row_doubled_with_other_figures,
    "row removed": row_removed,
    "column doubled": column_doubled,
    "column removed": column_removed,
    "tables under each other's heading": tables_exchanged,
    "numbers of rows before the labels, blank head": _number_column("", before=True),
    "numbers of rows behind the labels, blank head": _number_column("", before=False),
    "numbers of rows before the labels, 序号": _number_column("序号", before=True),
    "numbers of rows behind the labels, 行次": _number_column("行次", before=False),
    "column 上年": _foreign_column("上年", "figures"),
    "column 上年, some blank": _foreign_column("上年", "some"),
    "column 同比": _foreign_column("同比", "percent"),
    "column 备注": _foreign_column("备注", "words"),
    "column 备注, blank": _foreign_column("备注", "nothing"),
    "column 合计": _foreign_column("合计", "figures"),
    "column of figures, blank head": _foreign_column("", "figures"),
    "column of some figures, blank head": _foreign_column("", "some"),
    "column of words, blank head": _foreign_column("", "words"),
    "column of nothing, blank head": _foreign_column("", "nothing"),
    "column of figures, no head cell": _foreign_column(None, "figures"),
    "column of some figures, no head cell": _foreign_column(None, "some"),
    "blank totals beside foreign figures": _last_column_blank_beside_foreign_figures(""),
    "blank totals beside foreign figures, no head cell": _last_column_blank_beside_foreign_figures(None),
    "blank totals beside numbers of rows": last_column_blank_beside_row_numbers,
    "row 总计（上年）": _foreign_row("总计（上年）"),
    "row 合计（上年）": _foreign_row("合计（上年）"),
    "row 其中：网络申请": _foreign_row("其中：网络申请"),
    "row 比上年增减": _foreign_row("比上年增减"),
    "row without a label": _foreign_row(""),
    "row cut in two": row_cut_in_two,
    "figures of a row shifted to the right": figures_shifted_right,
    "figures of a row shifted to the left": figures_shifted_left,
    "units": _in_cells(_with_unit, lost=False),
    "footnote marks": _in_cells(_with_footnote, lost=False),
    "words in cells": _in_cells(_words, lost=True),
    "full-width digits": _in_cells(_full_width, lost=False),
    "thousands separators": _in_cells(_thousands, lost=False),
    "dashes and blanks": _in_cells(_nothing, lost=True),
    "groups without labels": groups_without_labels,
    "rows without labels": some_labels_missing,
    "columns without heads": some_heads_missing,
    "headings missing": headings_missing,
    "block titles missing": block_titles_missing,
    "heads split": heads_split,
    "heads merged": heads_merged,
    "labels merged": labels_merged,
    "transposed": transposed,
    "two reports": two_reports,
    "table twice": table_twice,
    "blank rows": blank_rows,
}
