"""Layout of an entry in the list of findings, for painting and hit testing."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication

from gui.editor.finding_entries import FindingEntry
from gui.kit.fonts import SMALL, font
from gui.kit.theme import STEP
from model.linking.finding_actions import Action

MOST_KEPT = 1000
CLICK_MARGIN = 4
"""Tolerance in px around the text of an action for clicks."""
SIGN_WIDTH = 18


class EntryLayout:
    """Rectangles of the parts of one entry for a given width, relative to its top left corner."""

    MARGIN = 4 * STEP

    def __init__(self, entry: FindingEntry, width: int) -> None:
        self.entry = entry
        self.room = max(60, width - 2 * self.MARGIN)
        bold = QFontMetrics(font(bold=entry.kind != "to_check" or entry.level is not None))
        plain = QFontMetrics(font())
        small = QFontMetrics(font(SMALL))
        flags = Qt.TextFlag.TextWordWrap
        top = 2 * STEP + (STEP if entry.kind == "head" else 0)
        used = small if entry.kind in ("head", "note") else bold
        indent = SIGN_WIDTH if entry.level else 0
        high = used.boundingRect(QRect(0, 0, self.room - indent, 9999), flags, entry.title).height()
        self.title = QRect(self.MARGIN + indent, top, self.room - indent, high)
        self.sign = QRect(self.MARGIN, top, indent, used.height())
        top += high + 2
        self.text = QRect(self.MARGIN, top, self.room, 0)
        if entry.text:
            metrics = small if entry.kind == "note" else plain
            high = metrics.boundingRect(QRect(0, 0, self.room, 9999), flags, entry.text).height()
            self.text.setHeight(high)
            top += high + 2
        self.actions: list[tuple[QRect, Action]] = []
        left = self.MARGIN
        for action in entry.actions:
            wide = plain.horizontalAdvance(action.label) + 2
            if entry.kind == "head":  # beside the heading
                place = QRect(width - self.MARGIN - wide, self.title.top(), wide, plain.height())
            else:
                place = QRect(left, top + 2, wide, plain.height())
            self.actions.append((place, action))
            left += wide + 4 * STEP
        if entry.actions and entry.kind != "head":
            top += plain.height() + 4
        self.height = top + 2 * STEP

    def action_at(self, place: QPoint) -> Action | None:
        """The action at ``place``, relative to the entry's top left corner; ``None`` if there is none."""
        around = (-CLICK_MARGIN, -CLICK_MARGIN, CLICK_MARGIN, CLICK_MARGIN)
        return next((action for rect, action in self.actions if rect.adjusted(*around).contains(place)), None)


class LayoutCache:
    """Caches layouts by entry, width and font: the list requests all of them whenever one entry changes."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[FindingEntry, tuple[int, str], EntryLayout]] = {}
        """Keyed by ``id(entry)``, which is faster than comparing; holding the entry prevents reuse of its id."""

    def layout_of(self, entry: FindingEntry, width: int) -> EntryLayout:
        """``width`` in px, of the whole entry."""
        look = (width, QGuiApplication.font().key())
        kept = self._kept.get(id(entry))
        if kept is not None and kept[1] == look:
            return kept[2]
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        made = EntryLayout(entry, width)
        self._kept[id(entry)] = entry, look, made
        return made
