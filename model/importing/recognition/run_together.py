"""Reports of which a copy kept the characters alone: many lines, or the cells of a table, in one.

The words can be parted again at the headings of the sections. The cells of a table cannot: ``000`` may be three
figures or one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from model.form.edition import Edition
from model.form.labels import letters
from model.form.tables import Table
from model.importing.content import Content, Grid, SourceParagraph

_SHORTEST = 150
"""Characters of a paragraph with several sections."""
_SECTIONS_ENOUGH = 3
_LABELS_ENOUGH = 4
_SHORTEST_LABEL = 4
_SENTENCE = re.compile("[，。；：]")
_MOST_SENTENCE_MARKS = 3
"""The form's own labels have one."""
_TITLE = re.compile(r"\s*(?P<title>[^。，；]{4,80}?(?:年度报告|年报)(?:[（(]20\d\d年度?[）)])?)(?![》”’」])")
_TOPIC = re.compile(r"(?<=[。；])(?=[（(][一二三四五六七八九十]{1,2}[）)])")


def parted_at_headings(content: Content, edition: Edition) -> Iterator[SourceParagraph | Grid]:
    """The content, paragraphs that hold several sections parted before and after the headings."""
    for item in content:
        if isinstance(item, SourceParagraph) and len(item.text) >= _SHORTEST:
            yield from (SourceParagraph(text, item.where) for text in _parts(item.text, edition))
        else:
            yield item


def has_cells_run_together(content: Content, tables: Iterable[Table]) -> bool:
    """Whether a paragraph holds several labels of one of the tables, and figures, and is no sentence about them."""
    labels = [
        {name for place in table.places if not place.cell and len(name := letters(place.text)) >= _SHORTEST_LABEL}
        for table in tables
    ]
    return bool(labels) and any(
        sum(label in text for label in of_table) >= _LABELS_ENOUGH
        for item in content
        if isinstance(item, SourceParagraph) and any(map(str.isdigit, item.text))
        if len(_SENTENCE.findall(item.text)) <= _MOST_SENTENCE_MARKS
        for text in (letters(item.text),)
        for of_table in labels
    )


def _parts(text: str, edition: Edition) -> Sequence[str]:
    """``text`` alone where it is one paragraph as any."""
    found: list[tuple[int, int]] = []
    end = 0
    for section in edition.sections:
        begin = text.find(section.title, end)
        if begin >= 0:
            end = begin + len(section.title)
            found.append((begin, end))
    if len(found) < _SECTIONS_ENOUGH:
        return [text]
    first = text[: found[0][0]]
    title = _TITLE.match(first)
    parts = [title["title"], first[title.end() :]] if title else [first]
    for number, (begin, end) in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) else len(text)
        parts += [text[begin:end], *_TOPIC.split(text[end:following])]
    return [part for part in parts if part.strip()]
