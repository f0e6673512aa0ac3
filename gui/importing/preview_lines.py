"""Notes of an import and findings of the check, as lines of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.session.imported_report import ImportedReport
from model.checks.findings import Finding, Severity
from model.form.figures import show_figure
from model.form.tables import Cell

if TYPE_CHECKING:
    from model.importing import Note

LONGEST_SOURCE_TEXT = 60
"""Characters of the file's own text that a line quotes."""
SEVERITY_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "△"}


@dataclass(frozen=True)
class PreviewLine:
    """One note or finding about the file."""

    message: str
    place: str
    cell: Cell | None = None
    finding: Finding | None = None
    """``None`` for a note of the import."""

    @property
    def text(self) -> str:
        """The displayed text: the message, and below it the position in the file."""
        return f"{self.message}\n{self.place}" if self.place else self.message


def lines_of_notes(notes: "Sequence[Note]", read: ImportedReport) -> tuple[PreviewLine, ...]:
    """Doubtful cells first, each with its text in the file and the figure that is suggested for it."""
    return tuple(_line_of_note(note, read) for note in sorted(notes, key=lambda note: note.cell is None))


def lines_of_findings(read: ImportedReport) -> tuple[PreviewLine, ...]:
    """Errors and warnings, in the order of the check."""
    return tuple(
        PreviewLine(
            f"{SEVERITY_SIGNS[each.severity]} {each.place}：{each.message}", "", next(iter(each.cells), None), each
        )
        for each in read.findings()
    )


def _line_of_note(note: "Note", read: ImportedReport) -> PreviewLine:
    suggestion = read.suggestions.get(note.cell) if note.cell else None
    if suggestion is None or note.cell is None:
        return PreviewLine(f"△ {note.what}", _place_of_note(note), note.cell)
    if note.cell not in read.report.unread:
        name = read.edition.name_of(note.cell)
        return PreviewLine(f"✓ {name}：已采用 {show_figure(suggestion.figure)}", _place_of_note(note), note.cell)
    return PreviewLine(f"△ {note.what}", f"{_place_of_note(note)}\n建议：{suggestion.why}", note.cell)


def _place_of_note(note: "Note") -> str:
    text = " ".join(note.raw.split())
    cut = f"{text[:LONGEST_SOURCE_TEXT]}{'…' if len(text) > LONGEST_SOURCE_TEXT else ''}"
    quoted = f"原文：{cut}" if text and text not in note.what else ""
    return "　".join(filter(None, (note.where, quoted)))
