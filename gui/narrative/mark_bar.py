"""The line that explains the marked number at the text cursor, with what can be done about it by one click."""

import re
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.kit.theme import STEP
from gui.kit.widgets import button, clear_layout, column, label, row, set_style_property
from gui.narrative.number_marks import SIGNS, NumberMark

NOTHING = "把光标放到标出的数字上，这里说明它与表格的关系"
LINES = 2
"""Room is kept for so many, and for the buttons, so that the words below stay where they are whatever is said."""
QUOTED = re.compile("“(?P<clause>[^”]*)”")
SHORTEST = 6
"""Characters that are left of a clause which is quoted from the words; it stands below, at the cursor."""
ROLES = {"error": "error", "warning": "warning", "waiting": "warning"}
"""Of the marks that call for a deed; the others are muted."""


class MarkBar(QFrame):
    """Shows one mark, or says what it is for."""

    chosen = Signal(str, str)
    """(key of the mark, deed)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says = label(NOTHING, "muted", wrap=True)
        self.says.setAccessibleName("光标处的数字")
        self.says.ensurePolished()
        self.says.setFixedHeight(self._height_of("\n".join(NOTHING[:LINES]), 100))  # other scripts may be less high
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._deeds = row(gap=3 * STEP)
        holder = QWidget()
        holder.setLayout(row(self._deeds, 1))
        holder.setFixedHeight(button("看表格", self.update, "link").sizeHint().height())
        self.setLayout(column(self.says, holder, gap=0))
        self._shown: NumberMark | None = None
        self._buttons: dict[str, QPushButton] = {}

    def show_mark(self, shown: NumberMark | None) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self._show_said()
        set_style_property(self.says, "role", ROLES.get(shown.mark.context, "muted") if shown else "muted")
        clear_layout(self._deeds)
        self._buttons.clear()
        for said, action in shown.actions if shown else ():
            made = button(said, partial(self.chosen.emit, shown.mark.key if shown else "", action), "link")
            self._deeds.addWidget(made)
            made.show()
            self._buttons[said] = made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_said()

    def _show_said(self) -> None:
        """Whole where there is room; else the clause that it quotes is cut, never the figures behind."""
        said = f"{SIGNS[self._shown.mark.context]} {self._shown.says}" if self._shown else NOTHING
        self.says.setToolTip(said if self._shown else "")
        self.says.setAccessibleDescription(said)
        self.says.setText(self._fitted(said))

    def _fitted(self, said: str) -> str:
        quoted = QUOTED.search(said)
        least = min(SHORTEST, len(quoted["clause"])) if quoted else 0
        for left in range(len(quoted["clause"]) - 1 if quoted else 0, least, -1):
            if self._fits(said):
                return said
            assert quoted is not None
            said = f"{quoted.string[: quoted.start()]}“…{quoted['clause'][-left:]}”{quoted.string[quoted.end() :]}"
        return said

    def _fits(self, said: str) -> bool:
        return self._height_of(said, self.says.width()) <= self.says.height()

    def _height_of(self, said: str, width: int) -> int:
        return self.says.fontMetrics().boundingRect(QRect(0, 0, width, 9999), Qt.TextFlag.TextWordWrap, said).height()

    def buttons(self) -> Mapping[str, QPushButton]:
        """What can be clicked now, by what it says."""
        return self._buttons
