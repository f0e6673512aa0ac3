"""Ctrl+K: one field that finds cells, sections and commands, by characters or by the initials of their pinyin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from gui.kit.focus_return import announce_focus_later
from gui.kit.pinyin_initials import matches
from gui.kit.theme import STEP
from gui.kit.widgets import column, label

Index = QModelIndex | QPersistentModelIndex
MOST = 60
TYPED = "可以输入行名和列名（如“本年新收 自然人”）、报告的一个部分、一个命令，或它们的拼音首字母（如 bnxs zrr）"
WIDE, HIGH = 520, 380


@dataclass(frozen=True)
class PaletteChoice:
    """A command, or a place to go to. ``more`` is also searched and shown in grey: a shortcut or a table."""

    name: str
    does: Callable[[], object]
    more: str = ""


class _PaletteModel(QAbstractListModel):
    def __init__(self, choices: Sequence[PaletteChoice]) -> None:
        super().__init__()
        self._all = choices
        self.found = list(choices[:MOST])

    def filter_choices(self, wanted: str) -> None:
        self.beginResetModel()
        found = [each for each in self._all if matches(wanted, f"{each.name} {each.more}")]
        found.sort(key=lambda each: not each.name.startswith(wanted.strip()))
        self.found = found[:MOST]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            choice = self.found[index.row()]
            return f"{choice.name}　　{choice.more}" if choice.more else choice.name
        return None


class CommandPalette(QFrame):
    """Closes on Esc, on a click elsewhere, and after a choice."""

    def __init__(self, choices: Sequence[PaletteChoice], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.destroyed.connect(announce_focus_later)
        self.setAccessibleName("查找命令和单元格")
        self.field = QLineEdit()
        self.field.setPlaceholderText("输入单元格、部分或命令的名称，或拼音首字母，如 bnxs zrr")
        self.field.setAccessibleName("名称或拼音首字母")
        self.list = QListView()
        self.list.setAccessibleName("找到的")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices = tuple(choices)
        self._choices = _PaletteModel(choices)
        self.list.setModel(self._choices)
        self.list.setProperty("role", "choices")
        self.nothing = label("", "muted", wrap=True)
        self.nothing.hide()
        self.setLayout(column(self.field, self.nothing, self.list, margin=2 * STEP))
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._filter)
        self.list.clicked.connect(self._choose)
        self._filter("")

    def open_over(self, window: QWidget) -> None:
        """Shows the palette centred near the top of ``window``, with the focus in the search field."""
        self.resize(min(WIDE, window.width() - 40), HIGH)
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 64)))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, wanted: str) -> None:
        self._choices.filter_choices(wanted)
        self.list.setCurrentIndex(self._choices.index(0))
        found = bool(self._choices.found)
        self.nothing.setHidden(found)
        self.nothing.setText("" if found else f"没有找到“{wanted.strip()}”。{TYPED}")
        self.field.setAccessibleDescription(self.nothing.text())

    def _choose(self, _index: object = None) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._choices.found):
            does = self._choices.found[row].does
            self.close()
            does()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.list.currentIndex().row()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            count = len(self._choices.found)
            if count:
                self.list.setCurrentIndex(self._choices.index((row + step) % count))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)
