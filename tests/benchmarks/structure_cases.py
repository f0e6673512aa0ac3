"""Documents with changed tables as files: all kinds in turn, each in every container, made again from their numbers."""

import dataclasses
import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.derived_totals import as_read
from model.report.report import Fact, Report
from tests.benchmarks.structure_writers import BY_HAND, BY_LIBREOFFICE, IN_PLACE, convert, writers
from tests.benchmarks.structures import BLANK, KINDS, Document, document
from tests.model.importing.documents import WORDS, lines_of

BLOCK = 480
"""Cases that are made at once, because LibreOffice takes long to start."""


@dataclasses.dataclass(frozen=True)
class Case:
    """One changed document, to be made again from its number alone."""

    number: int
    kind: str
    writer: str
    edition: Edition
    path: Path
    truth: Mapping[Cell, Figure]
    description: frozenset[str]
    """What the unchanged document is found to break."""


def changed_documents(known: Mapping[str, Edition], seed: int, numbers: Iterable[int], folder: Path) -> Iterator[Case]:
    """All kinds in turn, each by every writer; both editions, filled and with blanks."""
    for block in _blocks(numbers):
        drafts = [_draft(known, seed, number) for number in block]
        _convert([draft for draft in drafts if draft.writer in BY_LIBREOFFICE], folder)
        for draft in drafts:
            yield draft.written(folder)


def _blocks(numbers: Iterable[int]) -> Iterator[list[int]]:
    numbers = iter(numbers)
    while block := list(itertools.islice(numbers, BLOCK)):
        yield block


@dataclasses.dataclass(frozen=True)
class _Draft:
    """A changed document that is not a file yet."""

    number: int
    kind: str
    writer: str
    doc: Document
    description: frozenset[str]

    @property
    def suffix(self) -> str:
        by_office = self.writer in BY_LIBREOFFICE
        return BY_LIBREOFFICE[self.writer][1] if by_office else BY_HAND[self.writer][0]

    def converted(self, folder: Path) -> Path:
        return folder / self.suffix / f"{self.number}.{self.suffix}"

    def written(self, folder: Path) -> Case:
        path = folder / f"年报.{self.suffix}"
        if self.writer in BY_LIBREOFFICE:
            self.converted(folder).replace(path)
        else:
            BY_HAND[self.writer][1](path, self.doc)
        edition, truth = self.doc.edition, _figures_of(self.doc)
        return Case(self.number, self.kind, self.writer, edition, path, truth, self.description)


def _draft(known: Mapping[str, Edition], seed: int, number: int) -> _Draft:
    kinds, names, editions = list(KINDS), writers(), list(known.values())
    chance = random.Random(f"{seed} {number}")
    kind, writer = kinds[number % len(kinds)], names[(number // len(kinds)) % len(names)]
    edition = editions[(number + number // len(kinds)) % len(editions)]
    doc = document(edition, chance, BLANK if chance.random() < 0.5 else 0)
    description = _findings_of(doc)
    KINDS[kind](doc, chance)
    if writer in IN_PLACE:
        doc.truth |= doc.in_place
    return _Draft(number, kind, writer, doc, description)


def _convert(drafts: Iterable[_Draft], folder: Path) -> None:
    paths: dict[str, list[Path]] = {}
    for draft in drafts:
        source = BY_LIBREOFFICE[draft.writer][0]
        path = folder / draft.suffix / f"{draft.number}.{source}"
        path.parent.mkdir(exist_ok=True)
        BY_HAND[source][1](path, draft.doc)
        paths.setdefault(draft.suffix, []).append(path)
    for suffix, sources in paths.items():
        convert(sources, suffix, folder / suffix, folder / "office")


def _figures_of(doc: Document) -> dict[Cell, Figure]:
    read = {cell: doc.edition.read(cell, text) for cell, text in doc.truth.items() if text}
    return {cell: figure for cell, figure in read.items() if figure is not None}


def _findings_of(doc: Document) -> frozenset[str]:
    words = {key: lines_of(key) for key in WORDS}
    facts = {Fact.ORGAN: "某市水务局", Fact.YEAR: "2024"}
    report = as_read(Report(doc.edition.id, figures=_figures_of(doc), facts=facts, texts=words), doc.edition)
    return frozenset(each.message for each in check(report, doc.edition).findings)
