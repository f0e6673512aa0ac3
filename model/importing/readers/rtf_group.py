"""The state of a group of a Rich Text Format file, and the control words that change nothing else."""

import re
from collections.abc import Callable, Mapping

_MOST_FALLBACK = 8
_LEAST_MOVE = 4
"""Half-points that text is moved up or down by; less only evens out fonts."""

_UNSEEN = "看不见"
_COLOURS = re.compile(rb"\\colortbl([^{}]{0,20000})")
_WHITE = re.compile(rb"\\red255\s*\\green255\s*\\blue255\b")
_OF_CHARACTERS, _OF_PARAGRAPH, OF_ROW = "characters", "paragraph", "row"
GROUNDS = {
    **dict.fromkeys(("chcbpat", "cb", "highlight", "chshdng"), _OF_CHARACTERS),
    **dict.fromkeys(("cbpat", "shading"), _OF_PARAGRAPH),
    **dict.fromkeys(("clcbpat", "clshdng", "trcbpat"), OF_ROW),
}
"""Control words that colour a ground -> what they colour."""
_TINY = 4
"""Half-points. Nobody can read lower text."""
_NARROWEST, _TIGHTEST = 10, -100
"""Per cent of the width of a letter; and twentieths of a point that letters are moved together by."""


class RtfGroup:
    """The state of one group; the state before it is restored when it ends."""

    __slots__ = (
        "_grounds",
        "_is_squeezed",
        "_is_struck",
        "_is_tiny",
        "_is_white",
        "_level",
        "depth",
        "fallback",
        "font",
        "is_deleted",
        "is_hidden",
        "is_in_table",
        "is_nested_row",
        "is_text_box",
        "to",
    )

    def __init__(self) -> None:
        self.to = "text"
        """The destination of text: ``text``, ``number`` (of a list), ``code`` (of a field) or ``fonts``."""
        self.font = -1
        self._grounds: frozenset[str] = frozenset()
        """What around the text has a ground of a colour."""
        self.fallback = 1
        """Number of fallback characters after a Unicode character (``\\uc``), which are skipped."""
        self._reset_looks()
        self.is_deleted = self.is_hidden = self.is_in_table = self.is_nested_row = self.is_text_box = False
        self.depth = 0
        """Of tables around a paragraph, where the file states it."""

    def _reset_looks(self) -> None:
        self._level = ""
        """上标, 下标, 升高 or 降低."""
        self._is_struck = self._is_tiny = self._is_white = self._is_squeezed = False
        self._grounds = self._grounds - {_OF_CHARACTERS}

    @property
    def apart(self) -> str:
        """Special formatting, as shown to a person: 划去, 上标, 下标, 升高, 降低 or 看不见; blank for normal text."""
        if self._is_struck:
            return "划去"
        is_unseen = self._is_tiny or self._is_squeezed or (self._is_white and not self._grounds)
        return self._level or (_UNSEEN if is_unseen else "")

    @property
    def is_shown(self) -> bool:
        """Whether text in the group is text of the page."""
        return not (self.is_deleted or self.is_hidden) and self.to != "fonts"

    def reset_characters(self, font: int) -> None:
        """Character formatting as it is at the beginning of the document; ``font`` is the default one."""
        self.is_deleted = self.is_hidden = False
        self._reset_looks()
        self.font = font

    def _reset_paragraph(self, _: int | None) -> None:
        self.is_in_table, self.depth = False, 0
        self._grounds = self._grounds - {_OF_PARAGRAPH}

    def _begin_number(self, _: int | None) -> None:
        self.to = "number"

    def _begin_code(self, _: int | None) -> None:
        self.to = "code"

    def _begin_fonts(self, _: int | None) -> None:
        self.to = "fonts"

    def _begin_nested_row(self, _: int | None) -> None:
        self.is_nested_row = True

    def _set_font(self, number: int | None) -> None:
        self.font = -1 if number is None else number

    def _set_fallback(self, number: int | None) -> None:
        self.fallback = min(max(number if number is not None else 1, 0), _MOST_FALLBACK)

    def _set_deleted(self, number: int | None) -> None:
        self.is_deleted = number != 0

    def _set_hidden(self, number: int | None) -> None:
        self.is_hidden = number != 0

    def _set_superscript(self, _: int | None) -> None:
        self._level = "上标"

    def _set_subscript(self, _: int | None) -> None:
        self._level = "下标"

    def _set_baseline(self, _: int | None) -> None:
        self._level = ""

    def _set_raised(self, number: int | None) -> None:
        self._move("升高", number)

    def _set_lowered(self, number: int | None) -> None:
        self._move("降低", number)

    def _move(self, why: str, number: int | None) -> None:
        if number is None or abs(number) >= _LEAST_MOVE:
            self._level = why
        elif self._level in ("升高", "降低"):
            self._level = ""

    def _set_struck(self, number: int | None) -> None:
        self._is_struck = number != 0

    def set_white(self, is_white: bool, *, on_row: bool) -> None:
        """Whether the text that follows is white; ``on_row``: its row has a ground of another colour."""
        self._is_white = is_white
        self.set_ground(OF_ROW, on_row)

    def set_ground(self, of: str, is_coloured: bool) -> None:
        """Whether what a value of :data:`GROUNDS` names has a ground that white letters are seen on."""
        self._grounds = self._grounds | {of} if is_coloured else self._grounds - {of}

    def _set_size(self, number: int | None) -> None:
        self._is_tiny = number is not None and number <= _TINY

    def _set_width(self, number: int | None) -> None:
        self._is_squeezed = number is not None and 0 < number < _NARROWEST

    def _set_spacing(self, number: int | None) -> None:
        self._is_squeezed = number is not None and number <= _TIGHTEST

    def _set_in_table(self, number: int | None) -> None:
        self.is_in_table = number != 0

    def _set_depth(self, number: int | None) -> None:
        self.depth = number or 0
        self.is_in_table = self.is_in_table or self.depth > 0


def white_colours(data: bytes) -> frozenset[int]:
    """The numbers of white in the file's table of colours."""
    table = _COLOURS.search(data)
    return (
        frozenset(n for n, colour in enumerate(table[1].split(b";")) if _WHITE.search(colour)) if table else frozenset()
    )


GROUP_WORDS: Mapping[str, Callable[[RtfGroup, int | None], None]] = {
    "listtext": RtfGroup._begin_number,
    "pntext": RtfGroup._begin_number,
    "fonttbl": RtfGroup._begin_fonts,
    "fldinst": RtfGroup._begin_code,
    "nesttableprops": RtfGroup._begin_nested_row,
    "f": RtfGroup._set_font,
    "uc": RtfGroup._set_fallback,
    "pard": RtfGroup._reset_paragraph,
    "deleted": RtfGroup._set_deleted,
    "v": RtfGroup._set_hidden,
    "super": RtfGroup._set_superscript,
    "sub": RtfGroup._set_subscript,
    "nosupersub": RtfGroup._set_baseline,
    "up": RtfGroup._set_raised,
    "dn": RtfGroup._set_lowered,
    "strike": RtfGroup._set_struck,
    "fs": RtfGroup._set_size,
    "charscalex": RtfGroup._set_width,
    "expndtw": RtfGroup._set_spacing,
    "striked": RtfGroup._set_struck,
    "intbl": RtfGroup._set_in_table,
    "itap": RtfGroup._set_depth,
}
"""Control word -> what it changes in its group; called with the word's number."""
