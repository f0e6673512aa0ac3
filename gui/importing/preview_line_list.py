"""A list of notes and findings about a file; a click or Enter shows the cell or text that a line concerns."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from gui.importing.preview_lines import PreviewLine
from gui.kit.theme import STEP

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class PreviewLineModel(QAbstractListModel):
    """The lines of a list, replaced as a whole."""

    def __init__(self, lines: Sequence[PreviewLine]) -> None:
        super().__init__()
        self.lines = tuple(lines)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> str | None:
        return self.lines[index.row()].text if role in (Role.DisplayRole, Role.AccessibleTextRole) else None

    def replace(self, lines: Sequence[PreviewLine]) -> None:
        """Replaces the lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()


class PreviewLineList(QListView):
    """Wrapped lines of text."""

    cell_chosen = Signal(object)
    """``Cell``."""
    text_chosen = Signal(object)
    """``Finding`` about a section of text."""

    def __init__(self, name: str, lines: Sequence[PreviewLine] = ()) -> None:
        super().__init__()
        self._model = PreviewLineModel(lines)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(STEP)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    @property
    def lines(self) -> tuple[PreviewLine, ...]:
        """The lines shown now."""
        return self._model.lines

    @property
    def current(self) -> PreviewLine | None:
        """The current line, if there is one."""
        index = self.currentIndex()
        return self.lines[index.row()] if index.isValid() else None

    def show_lines(self, lines: Sequence[PreviewLine]) -> None:
        """Replaces the lines; keeps the current row, or selects the last one."""
        row = self.currentIndex().row()
        self._model.replace(lines)
        self.setCurrentIndex(self._model.index(min(row, len(lines) - 1)))

    def _choose(self, index: QModelIndex) -> None:
        line = self.lines[index.row()]
        if line.cell is not None and (line.finding is None or line.finding.passage is None):
            self.cell_chosen.emit(line.cell)
        elif line.finding is not None and line.finding.section:
            self.text_chosen.emit(line.finding)
