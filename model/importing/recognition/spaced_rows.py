"""Tables that were copied as lines of text with spaces between the cells: ``规章 0 0 12``.

A blank cell leaves no trace in such a line, so that a row is only read where all of its figures are there; that is
decided where all grids are read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from model.importing.content import Content, Grid, SourceParagraph, ragged
from model.importing.recognition.vocabulary import Vocabulary

_SPACE_CHARACTERS = " \t\u3000\xa0"
_SPACES = rf"[{_SPACE_CHARACTERS}]"
_FIGURE = r"\d{1,12}(?:[,，.]\d{1,6}){0,4}"
_ROW = re.compile(rf"[^\d\s]{_SPACES}{{0,9}}{_FIGURE}(?:{_SPACES}{{1,9}}{_FIGURE}){{2}}(?!\S)")
_BESIDE = re.compile(rf"\d{_SPACES}{{1,9}}\d")
"""Two figures side by side: every row has some."""
_ONE_FIGURE = re.compile(rf"{_FIGURE}|[/／\\—－-]{{1,3}}")
_GLUED = re.compile(rf"(\D*(?:\d[.．、]\D+)?)({_FIGURE})")
"""A label, and the first figure behind it, without a space between."""
_ROWS_ENOUGH = 3
_LONGEST = 200
_MOST_WORDS = 40
_MOST_PARTS = 4
"""Of a label with spaces in it."""
_LONGEST_BEGINNING = 45
"""Of a label that goes on in the next line."""
_LONGEST_LABEL, _LONGEST_GLUED, _MOST_GLUED = 45, 80, 200
"""Characters of one label, and of several without spaces between; and lines of such ones that are looked at."""
_SENTENCE = re.compile("[。；]")


@dataclass
class _Run:
    """Lines that follow one another and are rows of tables."""

    items: list[SourceParagraph] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    begun: str = ""
    """The first part of a label, in the last item."""


class SpacedTables:
    """Finds such tables, by the labels of every edition."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        self._vocabularies = vocabularies
        self._parted = 0

    def collected(self, content: Content) -> Content:
        """``content`` with each run of such lines replaced by a grid."""
        text = "\n".join([item.text for item in content if isinstance(item, SourceParagraph)])
        # few texts have spaces, fewer figures beside figures, and a row is sought at every letter
        if not any(space in text for space in _SPACE_CHARACTERS):
            return content
        if len(_BESIDE.findall(text)) < _ROWS_ENOUGH or len(_ROW.findall(text)) < _ROWS_ENOUGH:
            return content
        return tuple(self._collected(content))

    def _collected(self, content: Content) -> Iterator[SourceParagraph | Grid]:
        run = _Run()
        for item in content:
            if isinstance(item, SourceParagraph):
                if self._take(item, run):
                    continue
                if run.begun:  # no label began there
                    *items, last = run.items
                    yield from self._settled(_Run(items, run.rows))
                    yield last
                    run = _Run()
                    if self._take(item, run):
                        continue
            yield from self._settled(run)
            run = _Run()
            yield item
        yield from self._settled(run)

    def _take(self, item: SourceParagraph, run: _Run) -> bool:
        """Adds the lines of the paragraph to the run, unless one of them is no row."""
        rows: list[list[str]] = []
        begun = run.begun
        alone = run.rows[-1][0] if not begun and run.rows and len(run.rows[-1]) == 1 else ""
        """A label in a line of its own, which may go on in the next one."""
        for line in item.text.split("\n"):
            cells = self._cells(begun + line.strip())
            if cells is None and alone:
                cells = self._cells(alone + line.strip())
                if cells is not None:
                    (rows or run.rows).pop()
            if cells is None:
                if begun or not self._may_begin_a_label(line):
                    return False
                begun, alone = line.strip(), ""
                continue
            rows.append(cells)
            begun, alone = "", cells[0] if len(cells) == 1 else ""
        run.items.append(item)
        run.rows += rows
        run.begun = begun
        return True

    def _settled(self, run: _Run) -> Iterator[SourceParagraph | Grid]:
        rows = [row for row in run.rows if row]
        if run.begun or sum(self._is_row(row) for row in rows) < _ROWS_ENOUGH - 1:
            yield from run.items
        else:
            yield ragged(f"{run.items[0].where}起的表格", rows)

    def _is_row(self, row: Sequence[str]) -> bool:
        """Whether these cells have figures, or are some heads."""
        return len(row) > 2 and (self._is_figure(row[-1]) or all(map(self._is_label, row)))

    def _cells(self, line: str) -> list[str] | None:
        """The labels and figures in the line; ``None`` where anything else is in it."""
        words = line.split() if len(line) <= _LONGEST else []
        if not 0 < len(words) <= _MOST_WORDS:
            return None if words or line.strip() else []
        cells: list[str] = []
        at = 0
        while at < len(words):
            # no label ends with a digit, and a wording that nearly is one must not swallow a figure
            behind = (n for n in range(at, len(words)) if words[n][-1].isdigit())
            parts = range(min(_MOST_PARTS, next(behind, len(words)) - at), 0, -1)
            count = next((n for n in parts if self._is_label("".join(words[at : at + n]))), 0)
            glued = _GLUED.fullmatch(words[at]) if words[at][-1].isdigit() else None
            if count:
                cells.append("".join(words[at : at + count]))
            elif self._is_figure(words[at]):
                cells.append(words[at])
            elif glued and self._is_label(glued[1]):
                cells += glued.groups()
            elif glued and (labels := self._labels_in(glued[1])):
                cells += [*labels, glued[2]]
            elif labels := self._labels_in(words[at]):
                cells += labels
            else:
                return None
            at += count or 1
        return cells

    def _labels_in(self, word: str) -> list[str]:
        """The labels that a word is made of, as heads are between which the spaces are lost; empty where it is not."""
        self._parted += 1
        if len(word) > _LONGEST_GLUED or self._parted > _MOST_GLUED:
            return []
        behind: dict[int, list[str]] = {len(word): []}
        """What follows each place, where that is labels to the end."""
        for at in range(len(word) - 1, -1, -1):
            ends = range(min(at + _LONGEST_LABEL, len(word)), at, -1)
            end = next((end for end in ends if end in behind and self._is_label(word[at:end])), 0)
            if end:
                behind[at] = [word[at:end], *behind[end]]
        return behind.get(0, [])

    @staticmethod
    def _may_begin_a_label(line: str) -> bool:
        is_short = 0 < len(line.strip()) <= _LONGEST_BEGINNING
        return is_short and not _SENTENCE.search(line) and not line.strip()[-1].isdigit()

    def _is_label(self, text: str) -> bool:
        return any(vocabulary.meaning(text) for vocabulary in self._vocabularies)

    @staticmethod
    def _is_figure(text: str) -> bool:
        return _ONE_FIGURE.fullmatch(text) is not None
