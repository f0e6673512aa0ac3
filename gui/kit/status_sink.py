"""Interface for status messages: parts of the window report one line of text, which their owner shows."""

from typing import Protocol


class StatusSink(Protocol):
    """Shows one line at a time. Parts get it from their owner and do not know how it is shown."""

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """Replaces the line shown before; blank clears it. A ``problem`` stays until another line comes."""


class NoStatus:
    """Discards every line; for parts that only display and report nothing."""

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """Discards ``text``."""
