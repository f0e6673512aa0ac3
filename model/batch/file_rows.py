"""One line for each file of a batch: what a table of ten thousand files needs to hold of each."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from model.batch.packed_file import LONGEST_REMARK, FileOutline
from model.form.edition import Edition, edition_for
from model.form.figures import Figure

if TYPE_CHECKING:
    from model.batch.checking_pool import Outcome


class Verdict(StrEnum):
    """The state of a file, best first."""

    AGREES = "agrees"
    TO_VERIFY = "to_verify"
    """Nothing must be corrected, but something is to be verified or blank."""
    WRONG = "wrong"
    OLD_FORM = "old_form"
    """It uses another edition of the form than its year requires."""
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        """As the user reads it."""
        return _LABELS[self]


_LABELS = {
    Verdict.AGREES: "一致",
    Verdict.TO_VERIFY: "待核",
    Verdict.WRONG: "不一致",
    Verdict.OLD_FORM: "旧格式",
    Verdict.UNREADABLE: "读不出",
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is said about one file at a glance; everything else is in :class:`model.batch.results.BatchResults`."""

    number: int
    """Its place among the sources of the batch."""
    name: str
    """Its path as the user reads it."""
    organ: str
    year: int | None
    edition: str
    """The id of its edition; empty for a file that was not read."""
    filled: int
    """Cells with a figure."""
    of_cells: int
    verdict: Verdict
    errors: int
    warnings: int
    blanks: int
    """Blank cells."""
    remark: str
    """The first findings, or why the file was not read."""
    rules: tuple[str, ...]
    """The ids of the rules that its open findings break, without repetition."""
    digest: str
    all_zero: bool
    """No figure of it is other than zero."""
    figures_digest: str
    """Equal for equal figures; empty where they are all zero or blank."""

    @property
    def mark(self) -> str:
        """The verdict in a word or a count, as its badge shows it."""
        if self.verdict is Verdict.WRONG:
            return f"✕ {self.errors}"
        if self.verdict is Verdict.TO_VERIFY:
            blanks = f"{self.blanks} 空格" if self.blanks else ""
            return f"△ {' · '.join(filter(None, (str(self.warnings) if self.warnings else '', blanks)))}"
        return f"{'✓' if self.verdict is Verdict.AGREES else '✕'} {self.verdict.label}"


def row_of(outcome: "Outcome", editions: Mapping[str, Edition], year: int | None = None) -> FileRow:
    """``year``: the one that the batch is about, for files that state none."""
    if outcome.file is None:
        return FileRow(
            outcome.number,
            outcome.source.shown,
            *("", None, "", 0, 0, Verdict.UNREADABLE, 0, 0, 0),
            _cut(outcome.error),
            *((), outcome.digest, False, ""),
        )
    outline, figures = outcome.file.outline, outcome.file.figures
    old_form = form_problem(outline, editions, year)
    return FileRow(
        number=outcome.number,
        name=outcome.source.shown,
        organ=outline.organ,
        year=outline.year,
        edition=outline.edition,
        filled=sum(each is not None for each in figures),
        of_cells=len(figures),
        verdict=_verdict(outline, old_form),
        errors=outline.errors,
        warnings=outline.warnings,
        blanks=outline.blanks,
        remark=_cut("；".join(filter(None, (old_form, *outline.first)))),
        rules=outline.rules,
        digest=outcome.digest,
        all_zero=not any(figures) and any(each is not None for each in figures),
        figures_digest=_figures_digest(figures, outline.edition),
    )


def form_problem(file: FileOutline, editions: Mapping[str, Edition], year: int | None = None) -> str:
    """Why the report's form is not the one of its year; empty if it is."""
    stated = file.year or year
    if stated is None:
        return ""
    wanted = edition_for(stated, editions)
    if wanted.id == file.edition:
        return ""
    return f"用了 {editions[file.edition].name}表格，{stated} 年度应为 {wanted.name}，不能直接汇总"


def _figures_digest(figures: Sequence[Figure | None], edition: str) -> str:
    if not any(figures):
        return ""
    stated = "|".join("" if each is None else str(each) for each in figures)
    return hashlib.blake2b(f"{edition}|{stated}".encode(), digest_size=12).hexdigest()


def _verdict(outline: FileOutline, old_form: str) -> Verdict:
    if old_form:
        return Verdict.OLD_FORM
    if outline.errors:
        return Verdict.WRONG
    return Verdict.TO_VERIFY if outline.warnings or outline.blanks else Verdict.AGREES


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_REMARK else f"{text[: LONGEST_REMARK - 1]}…"
