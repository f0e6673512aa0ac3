"""Plain text: paragraphs, and tables whose cells are separated by pipes, tabs or commas."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence

from model.importing.content import MOST_COLUMNS, MOST_ROWS, REPORT, Box, Grid, Limits, SourceParagraph, ragged
from model.importing.notes import apart
from model.importing.readers import utf16
from model.importing.readers.markdown import without_marks
from model.importing.readers.wrapped_lines import joined_lines

_PARTED = re.compile(r"[|｜│┃║\t]")
_PIECE = re.compile("[一-龥]{1,4}")
_MOST_PIECES = 4
_SOUND = 30
"""Characters beyond ASCII for each damaged byte."""
_QUOTED = re.compile(r"(?:>[ \xa0]?){1,5}")
_MOSTLY_QUOTED, _FEWEST_QUOTED = 0.7, 10
_SEPARATOR = re.compile(r"\ufeff?sep=([,;\t])\s*")
"""The first line of a file that tells Excel what parts its cells."""
_AS_FORMULA = re.compile(r'="([^"]{0,200})"')
_MOSTLY = 5
_APOSTROPHE = re.compile(r"'(\d{1,15}(?:\.\d{1,6})?)")
_DRAWN_LINE = re.compile(r"\s*[+┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╟╫╢╞╪╡][-=─━═+┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╟╫╢╞╪╡\s]{2,}")
"""A line of a table drawn with characters."""
_FEWEST_UNDER = 4
"""Rows that begin with a blank: fewer may be a blank corner, or labels that were lost."""
_FEWEST_FIGURES = 4
_NO_CHARACTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
"""Control characters that part no lines and no pages: bytes were damaged."""
_END_OF_FILE = "\x1a"
"""As old programs write it."""
_RULE = re.compile(r"[-+=:|─━┼├┤┌┐└┘┬┴\s]*")
"""A line drawn between rows, as in Markdown or in a table of box characters."""


def decoded(data: bytes, declared: str = "") -> str:
    """The text of ``data``: by its byte order mark, else UTF-16 or UTF-8 when it is that, else as declared or GB18030.

    A few damaged bytes become U+FFFD. Valid UTF-8 with characters beyond ASCII is read as such, whatever the page
    declares.

    Raises:
        UnicodeDecodeError: none of these.
    """
    return _decoded(data, declared)[0]


def decoded_with_utf8(data: bytes, declared: str = "") -> tuple[str, bytes]:
    """As :func:`decoded`, with the bytes of that text in UTF-8 where those are ``data`` itself; else none.

    Raises:
        UnicodeDecodeError: as there.
    """
    text, is_utf8 = _decoded(data, declared)
    return text, data if is_utf8 else b""


def _decoded(data: bytes, declared: str) -> tuple[str, bool]:
    """The text, and whether ``data`` is nothing but that in UTF-8."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding), False
    if encoding := utf16.encoding_of(data):
        return data.decode(encoding), False
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        if (text := _mostly(data, "utf-8")) is not None:
            return text, False
    encoding = "big5hkscs" if declared.lower() in ("big5", "big5-hkscs") else "gb18030"
    try:
        return data.decode(encoding), False
    except UnicodeDecodeError:
        if (text := _mostly(data, encoding)) is not None:
            return text, False
        raise


def _mostly(data: bytes, encoding: str) -> str | None:
    """The text with U+FFFD for damaged bytes; ``None`` when there are many, which means another encoding."""
    text = data.decode(encoding, "replace")
    sound = sum(not char.isascii() for char in text)
    return text if _SOUND * text.count("\ufffd") <= sound else None


def read_text(text: str, limits: Limits = REPORT) -> list[SourceParagraph | Grid]:
    """Paragraphs and tables of the text in order, as in a sheet where the whole text is one of commas or tabs.

    What is no character of a text becomes U+FFFD, or the figure it stands beside would be read without it.
    """
    text = _NO_CHARACTERS.sub("\ufffd", text.rstrip(_END_OF_FILE))
    if limits.lists_rows and (listed := _list(text, limits.rows)):
        return [listed]
    lines = _unquoted(text.splitlines())
    stated = ""
    if lines and (match := _SEPARATOR.fullmatch(lines[0])):
        stated, lines = match[1], lines[1:]
    if sheet := _sheet(lines, stated, ends_in_line=not text.endswith(("\n", "\r"))):
        return sheet
    content: list[SourceParagraph | Grid] = []
    tables = 0
    loose: list[tuple[int, str]] = []
    for first, run in _runs(without_marks(lines)):
        if len(run) > 1:
            content += _paragraphs(loose)
            loose = []
            tables += 1
            cells = _cells(_rejoined(run))
            name = f"第{tables}张表"
            content.append(_in_place(cells, name) if _are_in_place(cells) else ragged(name, cells))
        else:
            loose.append((first, run[0]))
    return content + _paragraphs(loose)


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the mark that a mail puts before each line that it answers to or passes on."""
    quoted = [_QUOTED.match(line) for line in lines]
    written = sum(line.strip() != "" for line in lines)
    if sum(mark is not None for mark in quoted) < max(_MOSTLY_QUOTED * written, _FEWEST_QUOTED):
        return lines
    return [line[mark.end() :] if mark else line for line, mark in zip(lines, quoted, strict=True)]


def _list(text: str, most: int) -> Grid | None:
    """The text as one sheet whose rows keep their numbers, blank ones too; ``None`` when nothing parts its cells.
    Its columns are meaningful even where rows are unequal: spreadsheet programs write each cell's separator."""
    for separator in ",\t;":
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
        except csv.Error:
            continue  # a single cell of more than 131 072 characters
        filled = [row for row in rows if any(map(str.strip, row))]
        from_head = list(itertools.dropwhile(lambda row: len(row) <= 2, filled))  # titles stand in lines of one cell
        if 2 * sum(len(row) > 2 for row in from_head) > len(from_head):
            texts = (
                Box(text.strip(), top, left)
                for top, row in enumerate(rows[:most])
                for left, text in enumerate(row[:MOST_COLUMNS])
            )
            return Grid("第1张表", tuple(texts), is_cut=len(rows) > most)
    return None


def _paragraphs(lines: Sequence[tuple[int, str]]) -> list[SourceParagraph | Grid]:
    return [SourceParagraph(text, f"第{first + 1}行") for first, text in joined_lines(lines) if text.strip()]


def _sheet(lines: Sequence[str], stated: str, *, ends_in_line: bool) -> list[SourceParagraph | Grid]:
    """The whole text as a sheet whose cells commas, tabs or semicolons part, as spreadsheet programs write it; empty
    when it is none: a sentence has few half-width commas, and a page that was copied has few tabs. ``stated``: what
    parts them, where the file says so. ``ends_in_line``: nothing ends the last line, which may be cut off."""
    for separator in stated or ",\t;":
        if 2 * sum(line.count(separator) > 1 for line in lines) <= sum(map(bool, map(str.strip, lines))):
            continue
        try:
            rows = [row for row in csv.reader(lines[:MOST_ROWS], delimiter=separator, strict=False) if row]
        except csv.Error:
            continue  # a single cell of more than 131 072 characters
        if ends_in_line and len(rows) > 1 and len(rows[-1]) < len(rows[-2]) and _ends_in_digit(rows[-1][-1]):
            rows[-1] = _with_last_asked_for(rows[-1])
        rows = _as_shown(rows)
        rows = _with_trailing_blanks(rows, separator)
        is_cut = len(lines) > MOST_ROWS
        if _keeps_places(rows):
            return [_in_place(rows, "第1张表", is_cut=is_cut)]
        if tables := _tables_in_place(rows):
            return tables
        if separator in ",;" and not any(_PARTED.search(line) for line in lines):
            return [ragged("第1张表", rows)]
    return []


def _as_shown(rows: list[list[str]]) -> list[list[str]]:
    """The cells as a spreadsheet shows them: ``="12"`` and, where nearly all numbers are so, ``'12``, which keep
    programs from changing a text that is a number."""
    cells = [cell.strip() for row in rows for cell in row]
    quoted = sum(_APOSTROPHE.fullmatch(cell) is not None for cell in cells)
    has_apostrophes = quoted > _MOSTLY * sum(map(str.isdigit, cells))
    if not has_apostrophes and not any(cell.startswith('="') for cell in cells):
        return rows

    def shown(cell: str) -> str:
        match = _AS_FORMULA.fullmatch(cell.strip()) or (has_apostrophes and _APOSTROPHE.fullmatch(cell.strip()))
        return match[1] if match else cell

    return [[shown(cell) for cell in row] for row in rows]


def _in_place(rows: Sequence[Sequence[str]], name: str, *, is_cut: bool = False) -> Grid:
    texts = ((top, left, text) for top, row in enumerate(rows) for left, text in enumerate(row[:MOST_COLUMNS]))
    return Grid(name, tuple(Box(text.strip(), top, left) for top, left, text in texts), is_cut=is_cut)


def _tables_in_place(rows: Sequence[Sequence[str]]) -> list[SourceParagraph | Grid]:
    """Lines of one cell are paragraphs, and what is between two of them is a table; empty unless the rows of each table
    are equally long and most tables keep their places: programs write them so that put no commas behind a line."""
    content: list[SourceParagraph | Grid] = []
    tables = 0
    in_place = 0
    for is_line, group in itertools.groupby(enumerate(rows), key=lambda each: len(each[1]) == 1):
        held = list(group)
        if is_line:
            content += [SourceParagraph(row[0].strip(), f"第{number + 1}行") for number, row in held if row[0].strip()]
            continue
        table = [row for _, row in held]
        if len({len(row) for row in table}) > 1:
            return []
        tables += 1
        in_place += _keeps_places(table)
        content.append(_in_place(table, f"第{tables}张表"))
    return content if 2 * in_place > tables else []


def _with_trailing_blanks(rows: list[list[str]], separator: str) -> list[list[str]]:
    """The rows of a sheet all of one length again, where a program wrote no separators behind the last filled cell: as
    Excel does for the rows after the first ones, or another one for all rows."""
    width = max(map(len, rows), default=0)
    if any(len(row) < width and not row[-1].strip() for row in rows):
        return rows  # shorter for another reason
    is_excel = separator in ",;" and bool(rows) and len(rows[0]) == width and not rows[0][-1].strip()
    if not is_excel and not _begin_in_their_columns(rows):
        return rows
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _begin_in_their_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether cells under merged ones are blank cells before a row, and within each table all rows of figures are
    equally long: none of them is short because merged labels take a single place."""
    if sum(len(row) > 1 and not row[0].strip() for row in rows) < _FEWEST_UNDER:
        return False
    for is_line, group in itertools.groupby(rows, key=lambda row: len(row) == 1):
        lengths = {len(row) for row in group if sum(cell.strip().isdigit() for cell in row) >= _FEWEST_FIGURES}
        if not is_line and len(lengths) > 1:
            return False
    return True


def _keeps_places(rows: Sequence[Sequence[str]]) -> bool:
    """Whether columns are meaningful: all rows are equally long and some begin with a blank, as under merged cells."""
    return len({len(row) for row in rows}) == 1 and any(not row[0].strip() and any(row) for row in rows)


def _are_in_place(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a table with pipes stand in their columns: under merged cells rows begin with blanks, and
    the figures reach the last column. Where blanks are put behind the rows instead, none of both is so."""
    if len({len(row) for row in rows}) > 1 or sum(not row[0].strip() and any(row) for row in rows) < _FEWEST_UNDER:
        return False
    figures = [row for row in rows if sum(cell.strip().isdigit() for cell in row) >= _FEWEST_FIGURES]
    return bool(figures) and all(row[-1].strip() for row in figures)


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, lines): one entry for each paragraph and for each table."""
    rows: list[str] = []
    first = 0
    begun = ""  # of a cell that continues on the next line
    for number, line in enumerate(lines):
        if _DRAWN_LINE.fullmatch(line):
            continue  # between rows: their cells stand in the other lines
        if _PARTED.search(line.strip()):
            first = first if rows else number
            rows.append(begun + line)
            begun = ""
        elif rows and (begun or rows[-1].rstrip().endswith("|")) and _goes_on(lines, number):
            begun += line.strip()
        elif line.strip() or not rows:
            if rows:
                yield first, rows
                rows = []
            yield number, [line]
    if rows:
        yield first, rows


def _rejoined(rows: Sequence[str]) -> list[str]:
    """The rows whole again that a program broke off at a fixed width: nearly as long as any, and without the pipe that
    ends the others."""
    ended = sum(row.rstrip().endswith("|") for row in rows)
    if 2 * ended < len(rows) or ended == len(rows):
        return list(rows)
    longest = max(map(len, rows))
    found: list[str] = []
    is_open = False
    for row in rows:
        if is_open:
            found[-1] += row
        else:
            found.append(row)
        is_open = not row.rstrip().endswith("|") and len(row) >= longest - 1
    return found


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """商业 above 企业 |: pieces of a narrow head, the last of which ends with its border."""
    for line in lines[number : number + _MOST_PIECES]:
        if _PARTED.search(line.strip()):
            return True
        if not _PIECE.fullmatch(line.strip()):
            return False
    return False


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """Cells of each row; an outer pipe that every row has is a border, not a cell."""
    rows = [
        _PARTED.split(line.strip(" \u3000\xa0")) for line in lines if not _RULE.fullmatch(line) or "|" not in line[:2]
    ]
    rows = [row for row in rows if row]
    if rows and all(not row[0].strip() for row in rows):
        rows = [row[1:] for row in rows]
    whole = rows[:-1] if len(rows) > 2 else rows  # the last line of a copied text may be cut off
    if rows[:-1] and all(len(row) > 1 and not row[-1].strip() for row in rows[:-1]) and _ends_in_digit(rows[-1][-1]):
        rows[-1] = _with_last_asked_for(rows[-1])
    if whole and all(len(row) > 1 and not row[-1].strip() for row in whole):
        rows = [row if row[-1].strip() else row[:-1] for row in rows]
    return [[cell.strip() for cell in row] for row in rows]


def _with_last_asked_for(row: list[str]) -> list[str]:
    """The row of which the last figure may be cut off."""
    return [*row[:-1], apart("可能没有写完：", row[-1].strip())]


def _ends_in_digit(cell: str) -> bool:
    """Whether the cell may be the beginning of a longer figure: ``2`` and ``2315.``."""
    return cell.strip().removesuffix(".")[-1:].isdigit()
