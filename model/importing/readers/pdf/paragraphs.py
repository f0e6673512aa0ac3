"""Paragraphs from the lines of printed pages: wrapped lines are joined, page numbers removed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from model.importing.readers.pdf.ruled_tables import Run, lines_of, text_of

_PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*+(?:第\s*)?[\d〓]{1,3}(?:\s*[/／]\s*\d{1,3})?(?:\s*页)?(?:\s*+(?:[,，]\s*+)?共\s*\d+\s*页)?[-—–－·.\s]*"
)
_INDENT = 1.3
"""Characters. Two are usual, but a bracket at the beginning is drawn further left."""
_SHORT = 4.0
"""A line that ends this many characters before the others ends its paragraph."""
_SHORT_WITHOUT_INDENTS = 1.6
_REPEATED = 0.6
"""A line on this share of the pages is a header or footer."""


@dataclass(frozen=True)
class PageLine:
    """One line of text on a page; coordinates in points, ``top`` measured downwards."""

    text: str
    left: float
    right: float
    top: float

    @property
    def character(self) -> float:
        """The width of a Chinese character, in points; a Latin one counts as half."""
        count = (len(self.text) + self._not_ascii) / 2
        return max(self.right - self.left, 0.1) / max(count, 0.5)

    @property
    def is_chinese(self) -> bool:
        """Whether the line has more than three non-ASCII characters."""
        return self._not_ascii > 3

    @property
    def _not_ascii(self) -> int:
        return len(self.text) - len(self.text.encode("ascii", "ignore"))


def lines_of_page(runs: Sequence[Run]) -> list[PageLine]:
    """The runs of one page joined to lines, from top to bottom."""
    return [
        PageLine(
            text_of(line),
            line[0].left,
            max(run.right for run in line),
            min(run.top for run in line),
        )
        for line in lines_of(runs)
    ]


def without_page_numbers(pages: Sequence[list[PageLine]]) -> list[PageLine]:
    """Removes headers and footers from the pages; returns those that are not plain page numbers, each once."""
    ends = [line for lines in pages for line in {id(each): each for each in (*lines[:1], *lines[-1:])}.values()]
    counts = Counter(re.sub(r"\d+", "0", line.text) for line in ends)
    repeated = {text for text, count in counts.items() if count > 2 and count >= _REPEATED * len(pages)}
    left_out: dict[str, PageLine] = {}
    for lines in pages:
        for place in (-1, 0):
            if lines and _PAGE_NUMBER.fullmatch(lines[place].text):
                del lines[place]
            elif lines and (key := re.sub(r"\d+", "0", lines[place].text)) in repeated:
                left_out.setdefault(key, lines.pop(place))
    return list(left_out.values())


@dataclass(frozen=True)
class Measure:
    """The measures of a document's text area."""

    left: float
    right: float
    character: float
    has_indents: bool

    @classmethod
    def of(cls, lines: Sequence[PageLine], tables: tuple[float, float]) -> "Measure":
        """``tables`` are the left and right edges of tables, which are about those of the text."""
        if not lines:
            return cls(0, 0, 12, False)
        character = median(line.character for line in lines)
        lefts = Counter(round(line.left / 4) for line in lines)
        usual = [4 * place for place, count in lefts.items() if count > 1 and count >= 0.1 * len(lines)]
        left = min(*usual, tables[0] + character / 2) if usual else min(line.left for line in lines)
        rights = sorted(line.right for line in lines)
        right = max(rights[int(0.9 * (len(rights) - 1))], tables[1] - _INDENT * character)
        indented = sum(_INDENT < (line.left - left) / character < 3 for line in lines)
        return cls(left, right, character, indented > 2)

    def begins(self, line: PageLine, before: PageLine | None) -> bool:
        """Whether a paragraph begins with the line rather than continuing the one before."""
        if before is None or line.left > self.left + _INDENT * self.character:
            return True
        if line.is_chinese and before.is_chinese and abs(line.character / before.character - 1) > 0.25:
            return True  # a title, or small print
        short = _SHORT if self.has_indents else _SHORT_WITHOUT_INDENTS
        return before.right < self.right - short * self.character


def united(text: str, more: str) -> str:
    """Joins the two parts of a wrapped line, with a space only between Latin words."""
    between = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha()
    return f"{text} {more}" if between else text + more
