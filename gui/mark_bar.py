"""The line that explains the marked number at the text cursor, with what can be done about it by one click."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.widgets import button, emptied, label, restyled, row
from gui.word_marks import SIGNS, WordMark

NOTHING = "把光标放到标出的数字上，这里说明它与表格的关系"
LINES = 2
"""There is room for so many, so that the words below seldom move while the cursor goes through them."""
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
        self.says.setMinimumHeight(LINES * self.says.fontMetrics().lineSpacing())
        self.says.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._deeds = row()
        holder = QWidget()
        holder.setLayout(self._deeds)
        line = row(self.says, holder)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._shown: WordMark | None = None
        self._buttons: dict[str, QPushButton] = {}

    def show_mark(self, shown: WordMark | None) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self.says.setText(f"{SIGNS[shown.mark.look]} {shown.says}" if shown else NOTHING)
        restyled(self.says, "role", ROLES.get(shown.mark.look, "muted") if shown else "muted")
        emptied(self._deeds)
        self._buttons.clear()
        for said, deed in shown.deeds if shown else ():
            made = button(said, partial(self.chosen.emit, shown.mark.key if shown else "", deed), "link")
            self._deeds.addWidget(made)
            made.show()
            self._buttons[said] = made

    def buttons(self) -> Mapping[str, QPushButton]:
        """What can be clicked now, by what it says."""
        return self._buttons
