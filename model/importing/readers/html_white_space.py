"""White space and lines of a web page's texts, as a browser shows them."""

import re

from model.importing.readers.html_parsing import LINE_BREAK

_HAN = r"[\u2e80-\u9fff\uff00-\uffef]"
_BETWEEN_HAN = re.compile(rf"\n(?<={_HAN}\n)(?={_HAN})")
"""Begins with the line break, which is found many times faster than what stands before it."""


def white_space_as_shown(text: str) -> str:
    """The text with one space for any number of spaces, tabs and line breaks of the source; with none for a line break
    between two Chinese characters."""
    text = text.replace("\t", " ").replace("\r", "\n").replace("\f", " ")
    for some, one in (("  ", " "), (" \n", "\n"), ("\n ", "\n"), ("\n\n", "\n")):
        while some in text:  # many times faster than a pattern
            text = text.replace(some, one)
    return _BETWEEN_HAN.sub("", text).replace("\n", " ")


def shown_lines(text: str) -> str:
    """The lines of the text that ``LINE_BREAK`` parts, each stripped, without blank ones."""
    one = text.strip(LINE_BREAK).strip()
    return "\n".join(line for each in one.split(LINE_BREAK) if (line := each.strip())) if LINE_BREAK in one else one
