"""Output shared by several commands: severity marks, notes of an import, JSON lines."""

import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.importing import Note

MARKS = {"error": "✕", "warning": "△", "hint": "·"}
"""Severity -> mark printed before a finding; in the order in which findings are printed."""


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def print_text(text: object = "", *, as_error: bool = False) -> None:
    """Print text that may come from a file, its control characters as their codes: a terminal would obey them.

    All output of commands goes through here. Flushed, so that consumers can read it while it is written.
    """
    shown = _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", str(text))
    print(shown, file=sys.stderr if as_error else sys.stdout, flush=True)


def print_progress(text: str) -> None:
    """Show ``text`` in the last line of a terminal, in place of what was shown before; nothing elsewhere."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{_CONTROLS.sub('', text)}", end="", file=sys.stderr, flush=True)


def print_json(entry: Mapping[str, Any]) -> None:
    """Print one JSON object on its own line and flush, for consumers that read the output while it is written."""
    from model.report.json_format import dumped

    print_text(dumped(entry, indent=None))


def print_notes(notes: "Iterable[Note]") -> None:
    """Print to standard error, so that standard output contains only the result."""
    for note in notes:
        print_text(f"？ {note_text(note)}", as_error=True)


def note_text(note: "Note") -> str:
    """Position, message, and the raw text of the file unless the message quotes it already."""
    text = f"{note.where}：{note.what}" if note.where else note.what
    raw = " ".join(note.raw.split())
    return f"{text}（原文：{raw}）" if raw and raw not in text else text
