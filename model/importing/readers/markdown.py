"""Markdown marks in plain text: they are no part of the words. Rows of pipes are left to the reader of text."""

import re
from collections.abc import Sequence

from model.importing.notes import apart

_HEADING = re.compile(r" {0,3}(#{1,6})(?![#!])[ \t\u3000]*+(?=\S)(.*)")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,}|\*{3,}|_{3,}|`{3,}\w*|~{3,})[ \t]*")
"""The line below a heading, between parts of the text, or around a block."""
_LEAD = re.compile(r"[ \t]*(?:>[ \t]*)+|[ \t]*[-*+][ \t]+(?=\S)")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|___|__)(?=\S)([^*_|]{1,2000}?)(?<=\S)\1")
_STRUCK = re.compile(r"~~(?=\S)([^~|]{1,2000}?)(?<=\S)~~")
_CODE = re.compile(r"`([^`|]{1,500})`")
_LINK = re.compile(r"(?<!!)\[([^\]|]{1,300})\]\([^)\s|]{1,500}\)")
_PICTURE = re.compile(r"!\[([^\]|]{0,300})\]\([^)|]{1,500}\)")
_ESCAPED = re.compile(r"\\([!-.:-@\[\]^-`{}~])")
"""A backslash alone in a cell is a mark for nothing."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"&nbsp;|&emsp;|&ensp;")


def without_marks(lines: Sequence[str]) -> list[str]:
    """The lines as Markdown shows them; unchanged where the text is not Markdown."""
    if not any(_is_mark(line) for line in lines):
        return list(lines)
    return [_shown(line) for line in lines]


def _is_mark(line: str) -> bool:
    """A heading, or words set in bold: no plain text has these. One star alone marks a note."""
    heading = _HEADING.fullmatch(line)
    strong = _STRONG.search(line)
    return bool(heading) or bool(strong and len(strong[1]) > 1)


def _shown(line: str) -> str:
    if _UNDERLINE.fullmatch(line):
        return ""
    if heading := _HEADING.fullmatch(line):
        line = heading[2].rstrip(" \t").rstrip("#").rstrip(" \t")
    elif lead := _LEAD.match(line):
        line = line[lead.end() :]
    line = _LINK.sub(r"\1", _PICTURE.sub("", line))
    line = _STRUCK.sub(lambda match: apart("划去", match[1]), line)
    for _ in range(2):  # bold within italics
        line = _STRONG.sub(r"\2", line)
    return _SPACE.sub(" ", _BREAK.sub("\n", _ESCAPED.sub(r"\1", _CODE.sub(r"\1", line))))
