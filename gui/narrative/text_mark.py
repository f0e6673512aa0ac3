"""A marked stretch of a text, and the look of each kind of mark."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from gui.kit.theme import colours
from model.linking.finding_actions import Action


@dataclass(frozen=True)
class Mark:
    """A stretch of the text that is marked."""

    key: str
    start: int
    """In characters from the beginning of the text."""
    length: int
    tip: str
    look: str = "warning"
    """A key of :data:`UNDERLINES`."""
    actions: tuple[Action, ...] = ()
    """Actions offered in its context menu."""


UNDERLINES = {
    "error": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "warning": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "waiting": QTextCharFormat.UnderlineStyle.DashUnderline,
    "hint": QTextCharFormat.UnderlineStyle.DotLine,
    "kept": QTextCharFormat.UnderlineStyle.DotLine,
    "good": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "linked": QTextCharFormat.UnderlineStyle.DashDotLine,
    "plain": QTextCharFormat.UnderlineStyle.DotLine,
}
"""Underline of each look; looks also differ without colour."""
CALM = ("good", "linked", "plain")
"""Looks of marks that do not need attention."""


def selection_of(cursor: QTextCursor, look: str) -> QTextEdit.ExtraSelection:
    """An extra selection over ``cursor`` in the given look and the colours of the current theme."""
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor  # type: ignore[attr-defined]
    made.format = _format(look)  # type: ignore[attr-defined]
    return made


def _format(look: str) -> QTextCharFormat:
    theme = colours()
    inks = {"error": theme.error, "good": theme.good, "linked": theme.good, "plain": theme.muted, "hint": theme.muted}
    tints = {"error": theme.error_tint, "good": theme.good_tint, "linked": theme.good_tint}
    inks |= dict.fromkeys(("warning", "waiting", "kept"), theme.warning)
    tints |= {"warning": theme.warning_tint, "waiting": theme.label}
    made = QTextCharFormat()
    if look in tints:
        made.setBackground(QColor(tints[look]))
    if look != "plain":
        made.setForeground(QColor(inks[look]))
    made.setUnderlineStyle(UNDERLINES[look])
    made.setUnderlineColor(QColor(inks[look]))
    return made
