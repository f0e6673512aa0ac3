"""Tables that were copied as text, every cell on a line of its own: found among the paragraphs, as grids of one column.

Which cell of the form a line is, is decided where all grids are read; what fits nowhere is noted there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from model.headings import Headings
from model.importing.grid import Content, Grid, Paragraph, ragged
from model.importing.labels import Vocabulary

_LONGEST = 60
"""Characters of the form's longest label, and some."""
_STRANGER = 12
"""So long may a line be that is no label and stands among them."""
_SENTENCE = re.compile("[。，；：,;:]")
_FIGURE = re.compile(r"\s*(?:\d[\d,，.]*|[/／\\—－-]+)\s*")
_FIGURES_ENOUGH, _LABELS_ENOUGH = 4, 3
_MOST_PIECES, _LONGEST_PIECE = 4, 4
"""A narrow head is printed in lines of a few characters: 商业 above 企业."""
_MOST_STRANGERS = 12
"""Four heads of table four, each in three pieces."""


class Gatherer:
    """Knows the labels and the headings of every form."""

    def __init__(self, vocabularies: Sequence[Vocabulary], headings: Sequence[Headings]) -> None:
        self._vocabularies = vocabularies
        self._headings = headings

    def gathered(self, content: Content) -> Iterator[Paragraph | Grid]:
        run: list[Paragraph] = []
        strangers: list[Paragraph] = []
        """What follows the run and is no cell of it, unless the run goes on behind it."""
        for item in content:
            text = item.text.strip() if isinstance(item, Paragraph) else ""
            if isinstance(item, Paragraph) and self._is_cell(text):
                run += [*strangers, item]
                strangers = []
            elif isinstance(item, Paragraph) and run and self._may_go_on(text, strangers):
                strangers.append(item)
            else:
                yield from (*self._table(run), *strangers, item)
                run, strangers = [], []
        yield from (*self._table(run), *strangers)

    def _table(self, run: list[Paragraph]) -> Iterable[Paragraph | Grid]:
        texts = self._joined([each.text.strip() for each in run])
        labels = {text for text in texts if self._is_label(text)}
        if sum(map(_is_figure, texts)) < _FIGURES_ENOUGH or len(labels) < _LABELS_ENOUGH:
            return run
        return [ragged(f"{run[0].where}起的表格", [[text] for text in texts])]

    def _joined(self, texts: list[str]) -> list[str]:
        """With the heads whole that stand there in pieces."""
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
        return bool(text) and len(text) <= _LONGEST and not self._is_heading(text) and (
            _is_figure(text) or self._is_label(text)
        )  # fmt: skip

    def _may_go_on(self, text: str, strangers: Sequence[Paragraph]) -> bool:
        """One line that is no label, or several pieces of labels."""
        most = _LONGEST_PIECE if strangers else _STRANGER
        fits = 0 < len(text) <= most and len(strangers) < _MOST_STRANGERS
        return fits and not _SENTENCE.search(text) and not self._is_heading(text)

    def _is_heading(self, text: str) -> bool:
        found = (headings.read(text) for headings in self._headings)
        return any(heading is not None and heading.is_numbered for heading in found)

    def _is_label(self, text: str) -> bool:
        return any(vocabulary.meaning(text) for vocabulary in self._vocabularies)

    def _is_head(self, text: str) -> bool:
        return any(vocabulary.meaning(text).heads for vocabulary in self._vocabularies)


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None
