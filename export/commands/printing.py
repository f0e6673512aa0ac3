"""Output shared by several commands: severity marks, notes of an import, JSON lines."""

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.importing import Note

MARKS = {"error": "✕", "warning": "△", "hint": "·"}
"""Severity -> mark printed before a finding; in the order in which findings are printed."""


def print_json(entry: Mapping[str, Any]) -> None:
    """Print one JSON object on its own line and flush, for consumers that read the output while it is written."""
    from model.report.json_format import dumped

    print(dumped(entry, indent=None), flush=True)


def print_notes(notes: "Iterable[Note]") -> None:
    """Print to standard error, so that standard output contains only the result."""
    for note in notes:
        print(f"？ {note_text(note)}", file=sys.stderr)


def note_text(note: "Note") -> str:
    """Position, message, and the raw text of the file unless the message quotes it already."""
    text = f"{note.where}：{note.what}" if note.where else note.what
    raw = " ".join(note.raw.split())
    return f"{text}（原文：{raw}）" if raw and raw not in text else text
