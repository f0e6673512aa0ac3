"""The bar that explains the number at the text cursor and offers its actions."""

import re
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.kit.plain_text import set_tool_tip
from gui.kit.theme import STEP
from gui.kit.widgets import button, clear_layout, column, label, row, set_style_property
from gui.narrative.number_marks import SIGNS, NumberMark

NOTHING = "把光标放到标出的数字上，这里说明它与表格的关系"
LINES = 2
"""Fixed number of message lines, so that the text below does not move."""
QUOTED = re.compile("“(?P<clause>[^”]{0,300})”")
SHORTEST = 6
"""Minimum number of characters kept of a shortened quotation; the text below shows the whole clause."""
ROLES = {"error": "error", "warning": "warning", "waiting": "warning"}
"""Look of a mark that needs attention -> role of the label; other looks are muted."""


class MarkBar(QFrame):
    """Shows the message and the actions of one mark, or a hint if there is none."""

    chosen = Signal(str, object)
    """(key of the mark, :class:`Action`)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = label(NOTHING, "muted", wrap=True)
        self.message.setAccessibleName("光标处的数字")
        self.message.ensurePolished()
        self.message.setFixedHeight(self._height_of("\n".join(NOTHING[:LINES]), 100))  # Latin may be lower
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._actions = row(gap=3 * STEP)
        holder = QWidget()
        holder.setLayout(row(self._actions, 1))
        holder.setFixedHeight(button("看表格", self.update, "link").sizeHint().height())
        self.setLayout(column(self.message, holder, gap=0))
        self._shown: NumberMark | None = None
        self._buttons: dict[str, QPushButton] = {}

    def show_mark(self, shown: NumberMark | None) -> None:
        """Shows ``shown``; ``None``: the hint. Rebuilds the buttons only if it differs."""
        if shown == self._shown:
            return
        self._shown = shown
        self._show_message()
        set_style_property(self.message, "role", ROLES.get(shown.mark.look, "muted") if shown else "muted")
        clear_layout(self._actions)
        self._buttons.clear()
        for action in shown.actions if shown else ():
            made = button(action.label, partial(self.chosen.emit, shown.mark.key if shown else "", action), "link")
            self._actions.addWidget(made)
            made.show()
            self._buttons[action.label] = made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_message()

    def _show_message(self) -> None:
        """If the message does not fit, its quoted clause is shortened, never the figures after it."""
        message = f"{SIGNS[self._shown.mark.look]} {self._shown.message}" if self._shown else NOTHING
        set_tool_tip(self.message, message if self._shown else "")
        self.message.setAccessibleDescription(message)
        self.message.setText(self._fitted(message))

    def _fitted(self, message: str) -> str:
        quoted = QUOTED.search(message)
        least = min(SHORTEST, len(quoted["clause"])) if quoted else 0
        for left in range(len(quoted["clause"]) - 1 if quoted else 0, least, -1):
            if self._fits(message):
                return message
            assert quoted is not None
            message = f"{quoted.string[: quoted.start()]}“…{quoted['clause'][-left:]}”{quoted.string[quoted.end() :]}"
        return message

    def _fits(self, text: str) -> bool:
        return self._height_of(text, self.message.width()) <= self.message.height()

    def _height_of(self, text: str, width: int) -> int:
        metrics = self.message.fontMetrics()
        return metrics.boundingRect(QRect(0, 0, width, 9999), Qt.TextFlag.TextWordWrap, text).height()

    def buttons(self) -> Mapping[str, QPushButton]:
        """The visible action buttons by label."""
        return self._buttons
