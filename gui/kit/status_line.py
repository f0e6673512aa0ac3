"""The line at the foot of a page that shows what was just done; the usual :class:`StatusSink`."""

from functools import partial

from PySide6.QtCore import QTimer

from gui.kit.plain_text import set_tool_tip
from gui.kit.widgets import TwoLines, set_style_property

SHOWN_MS = 12_000
"""A line is cleared after this time; a problem stays."""


class StatusLine(TwoLines):
    """Shows the last line; if it is elided, the tool tip has the full text."""

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """See :meth:`StatusSink.show_status`."""
        self.setText(text)
        set_tool_tip(self, text)
        if not problem:  # an old result must not be mistaken for a new one
            QTimer.singleShot(SHOWN_MS, self, partial(self.clear_status, text))
        set_style_property(self, "role", "error" if problem else "small")

    def clear_status(self, text: str) -> None:
        """Clears the line if it still shows ``text``."""
        if self.text() == text:
            self.setText("")
