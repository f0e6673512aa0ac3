"""What several commands print: marks of severity, notes of an import, JSON lines."""

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.importing import Note

MARKS = {"error": "✕", "warning": "△", "hint": "·"}
"""Severity -> what stands before a finding; in the order in which findings are printed."""


def print_json(entry: Mapping[str, Any]) -> None:
    """One JSON object on a line of its own, flushed: whoever reads along gets it at once."""
    from model.report.json_format import dumped

    print(dumped(entry, indent=None), flush=True)


def print_notes(notes: "Iterable[Note]") -> None:
    """To standard error, so that standard output stays the result."""
    for note in notes:
        print(f"？ {note_text(note)}", file=sys.stderr)


def note_text(note: "Note") -> str:
    """Where, what, and the text as it stood in the file unless the note quotes it already."""
    text = f"{note.where}：{note.what}" if note.where else note.what
    raw = " ".join(note.raw.split())
    return f"{text}（原文：{raw}）" if raw and raw not in text else text
