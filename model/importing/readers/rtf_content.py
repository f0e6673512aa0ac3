"""The content of a Rich Text Format file while it is read: paragraphs, list numbers, cells, rows and text boxes."""

import re
from typing import NamedTuple

from model.importing.content import Grid, SourceParagraph
from model.importing.notes import apart
from model.importing.readers.cell_marks import Flow, RowLayout
from model.importing.readers.rtf_group import RtfGroup

_HALVES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = {code: "\ufffd" for code in (*range(32), 127) if chr(code) not in "\t\n"}


class _Anchor(NamedTuple):
    """The paragraph that a text box is anchored in, as far as it has been read."""

    text: list[str]
    number: list[str]
    depth: int


class RtfContent:
    """Collects text and marks in the order of the file; ``group`` is the group that contains them."""

    def __init__(self) -> None:
        self._flow = Flow()
        self._text: list[str] = []
        self._number: list[str] = []
        self._anchors: list[_Anchor] = []

    def content(self) -> list[SourceParagraph | Grid]:
        """Closes everything that is open and returns paragraphs and tables in reading order."""
        return self._flow.content()

    def add(self, text: str, group: RtfGroup) -> None:
        """Adds text unless it is hidden. In tables raised, lowered or struck-out text is marked, as it is no digit."""
        if group.is_shown:
            if group.apart and self._depth(group):
                text = apart(group.apart, text)
            (self._number if group.to == "number" else self._text).append(text)

    def begin_properties(self, group: RtfGroup) -> None:
        """Properties of a paragraph are stated where it begins. Between two figures in a cell of a damaged file, the
        mark that parted them is lost."""
        if self._text and self._text[-1][-1:].isdigit() and self._depth(group) and group.to == "text":
            self._text.append("\n")

    def end_paragraph(self, group: RtfGroup, *, only_if_text: bool = False) -> None:
        """``only_if_text``: at an end that is no mark of a paragraph, an empty one is none."""
        self._end_paragraph(self._depth(group), only_if_text=only_if_text)

    def end_cell(self, group: RtfGroup) -> None:
        """In a text box, whose tables are not read as such, it ends a paragraph; the marks of rows do nothing."""
        self._end_cell(1, group)

    def end_nested_cell(self, group: RtfGroup) -> None:
        """Of a table within a cell."""
        self._end_cell(max(self._depth(group), 2), group)

    def end_row(self, layout: RowLayout | None) -> None:
        """``None`` when the row states no layout."""
        if not self._anchors:
            self._flow.end_row(1, layout)

    def end_nested_row(self, group: RtfGroup, layout: RowLayout | None) -> None:
        """Of a table within a cell."""
        if not self._anchors:
            self._flow.end_row(max(self._depth(group), 2), layout)

    def begin_text_box(self, group: RtfGroup) -> None:
        """Its paragraphs come before the one that it is anchored in."""
        self._anchors.append(_Anchor(self._text, self._number, self._depth(group)))
        self._text, self._number = [], []

    def end_text_box(self) -> None:
        """Goes on with the paragraph that the innermost text box is anchored in."""
        anchor = self._anchors[-1]
        self._end_paragraph(anchor.depth, only_if_text=True)
        self._anchors.pop()
        self._text, self._number = anchor.text, anchor.number

    def _depth(self, group: RtfGroup) -> int:
        """Of tables around the paragraph being read."""
        if self._anchors:
            return self._anchors[-1].depth
        return max(group.depth, 1) if group.is_in_table else 0

    def _end_cell(self, depth: int, group: RtfGroup) -> None:
        if self._anchors:
            self.end_paragraph(group)
            return
        self._end_paragraph(depth)
        self._flow.end_cell(depth)

    def _end_paragraph(self, depth: int, *, only_if_text: bool = False) -> None:
        text = "".join(self._text).translate(_CONTROLS)
        if _HALVES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        number = "".join(self._number).strip()
        # no bullets, and no list number before a plain number: "5" must not become "1.5"
        if any(map(str.isalnum, number)) and not (depth and text.strip().isdigit()) and text.strip():
            text = number + text
        self._text, self._number = [], []
        if text or not only_if_text:
            self._flow.paragraph(text, depth)
