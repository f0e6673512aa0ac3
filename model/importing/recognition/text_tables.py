"""Tables that were copied as text: those with a cell a line are found among the paragraphs, as grids of one column;
heads that were printed in pieces are made whole.

Which cell of the form a line is, is decided where all grids are read; what fits nowhere is noted there.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from model.form.section_headings import Headings
from model.importing.content import Content, Grid, SourceParagraph, ragged
from model.importing.recognition.vocabulary import Vocabulary

_LONGEST = 60
"""Characters of the form's longest label, and some."""
_STRANGER = 12
"""Maximum length of a line between labels that is not a label itself."""
_SENTENCE = re.compile("[。，；：,;:]")
_FIGURE = re.compile(r"\s*(?:\d[\d,，.]*|[/／\\—－-]+)\s*")
_FIGURES_ENOUGH, _LABELS_ENOUGH = 4, 3
_MOST_PIECES, _LONGEST_PIECE = 4, 4
"""A narrow head is printed in lines of a few characters: 商业 above 企业."""
_MOST_STRANGERS = 12
"""Four heads of table four, each in three pieces."""


class TextTableCollector:
    """Finds tables copied as text, by the labels and headings of every edition."""

    def __init__(self, vocabularies: Sequence[Vocabulary], headings: Sequence[Headings]) -> None:
        self._vocabularies = vocabularies
        self._headings = headings

    def collected(self, content: Content) -> Iterator[SourceParagraph | Grid]:
        """``content`` with each run of paragraphs that is a table replaced by a grid of one column."""
        run: list[SourceParagraph] = []
        in_words = False
        """Inside a text section: there, lines with a count or label each are a list, not a table."""
        strangers: list[SourceParagraph] = []
        """Paragraphs after the run that are not cells; they become part of it if it continues after them."""
        for item in content:
            text = item.text.strip() if isinstance(item, SourceParagraph) else ""
            if (kind := self._kind_of_section(text)) is not None:
                in_words = kind == "text"
            line = item if kind is None and isinstance(item, SourceParagraph) else None
            if line and not in_words and self._is_cell(text):
                run += [*strangers, line]
                strangers = []
            elif line and run and self._may_go_on(text, strangers):
                strangers.append(line)
            else:
                if run:
                    yield from (*self._table(run), *strangers)
                    run, strangers = [], []
                yield self._with_whole_heads(item) if isinstance(item, Grid) and not item.aligned else item
        if run:
            yield from (*self._table(run), *strangers)

    def _table(self, run: list[SourceParagraph]) -> Iterable[SourceParagraph | Grid]:
        texts = self._joined([each.text.strip() for each in run])
        labels = {text for text in texts if self._is_label(text)}
        if sum(map(_is_figure, texts)) < _FIGURES_ENOUGH or len(labels) < _LABELS_ENOUGH:
            return run
        return [ragged(f"{run[0].where}起的表格", [[text] for text in texts])]

    def _with_whole_heads(self, grid: Grid) -> Grid:
        """Of text with pipes: a row of nothing but the second halves of heads is put behind the first ones."""
        rows = [[box.text for box in row] for row in grid.rows]
        changed = False
        for above, row in itertools.pairwise(rows):
            joined = self._joined_rows(above, [text for text in row if text.strip()])
            if joined:
                above[:], row[:], changed = joined, [""], True
        return ragged(grid.name, rows) if changed else grid

    def _joined_rows(self, above: list[str], below: list[str]) -> list[str]:
        """The joined heads; empty unless every text below continues a head above, in order."""
        found = list(above)
        at = 0
        for half in below:
            if len(half) > _LONGEST_PIECE or _is_figure(half):
                return []
            at = next((n for n in range(at, len(above)) if self._is_broken(above[n], half)), -1)
            if at < 0:
                return []
            found[at] += half
            at += 1
        return found if below else []

    def _is_broken(self, first: str, second: str) -> bool:
        return 0 < len(first) <= _LONGEST_PIECE and self._is_head(first + second) and not _is_figure(first)

    def _joined(self, texts: list[str]) -> list[str]:
        """The texts with split heads joined."""
        found: list[str] = []
        at = 0
        while at < len(texts):
            pieces = 1
            for count in range(_MOST_PIECES, 1, -1):
                some = texts[at : at + count]
                is_narrow = all(len(text) <= _LONGEST_PIECE and not _is_figure(text) for text in some)
                if is_narrow and self._is_head("".join(some)) and not all(map(self._is_label, some)):
                    pieces = len(some)
                    break
            found.append("".join(texts[at : at + pieces]))
            at += pieces
        return found

    def _is_cell(self, text: str) -> bool:
        return bool(text) and len(text) <= _LONGEST and (_is_figure(text) or self._is_label(text))

    def _may_go_on(self, text: str, strangers: Sequence[SourceParagraph]) -> bool:
        """One line that is no label, or several pieces of labels."""
        most = _LONGEST_PIECE if strangers else _STRANGER
        fits = 0 < len(text) <= most and len(strangers) < _MOST_STRANGERS
        return fits and not _SENTENCE.search(text)

    def _kind_of_section(self, text: str) -> str | None:
        """Of the section whose numbered heading the line is: ``text`` or that of a table; ``None``: it is none."""
        for headings in self._headings:
            heading = headings.read(text) if text else None
            if heading is not None and heading.is_numbered:
                return headings.kind_of(heading.key)
        return None

    def _is_label(self, text: str) -> bool:
        return any(vocabulary.meaning(text) for vocabulary in self._vocabularies)

    def _is_head(self, text: str) -> bool:
        return any(vocabulary.meaning(text).heads for vocabulary in self._vocabularies)


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None
