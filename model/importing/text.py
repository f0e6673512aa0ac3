"""Plain text: paragraphs, and tables whose cells are parted by pipes or tabs."""

import codecs
import re
from collections.abc import Iterator, Sequence

from model.importing.grid import Grid, Paragraph, ragged

_PARTED = re.compile(r"[|｜│┃\t]")
_RULE = re.compile(r"[-+=:|─━┼├┤┌┐└┘┬┴\s]*")
"""A line drawn between rows, as in Markdown or in a table of box characters."""


def decoded(data: bytes, declared: str = "") -> str:
    """The text of ``data``: by its byte order mark, else UTF-8 when it is that, else as declared or GB18030.

    Bytes that are valid UTF-8 beyond ASCII are nothing else, whatever a page declares.

    Raises:
        UnicodeDecodeError: none of these.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if declared.lower() in ("big5", "big5-hkscs"):
            return data.decode("big5hkscs")
        return data.decode("gb18030")


def read_text(text: str) -> list[Paragraph | Grid]:
    content: list[Paragraph | Grid] = []
    tables = 0
    for first, lines in _runs(text.splitlines()):
        if len(lines) > 1:
            tables += 1
            content.append(ragged(f"第{tables}张表", _cells(lines)))
        elif lines[0].strip():
            content.append(Paragraph(lines[0], f"第{first + 1}行"))
    return content


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, lines): each paragraph by itself, the rows of a table together."""
    rows: list[str] = []
    for number, line in enumerate(lines):
        if _PARTED.search(line.strip()):
            rows.append(line)
        elif line.strip() or not rows:
            if rows:
                yield number - len(rows), rows
                rows = []
            yield number, [line]
    if rows:
        yield len(lines) - len(rows), rows


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """Cells of each row; an outer pipe that every row has is a border, not a cell."""
    rows = [
        _PARTED.split(line.strip(" \u3000\xa0")) for line in lines if not _RULE.fullmatch(line) or "|" not in line[:2]
    ]
    rows = [row for row in rows if row]
    if rows and all(not row[0].strip() for row in rows):
        rows = [row[1:] for row in rows]
    if rows and all(len(row) > 1 and not row[-1].strip() for row in rows):
        rows = [row[:-1] for row in rows]
    return [[cell.strip() for cell in row] for row in rows]
