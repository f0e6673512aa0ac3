"""Where parts of the window report what they have just done: one line of text, shown by whoever owns the part."""

from typing import Protocol


class StatusSink(Protocol):
    """Shows one line at a time. Parts get it from their owner and do not know how it is shown."""

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """Replaces the line shown before; blank clears it. A ``problem`` stays until another line comes."""


class NoStatus:
    """Discards every line; for parts that only display and report nothing."""

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """Discards ``text``."""
