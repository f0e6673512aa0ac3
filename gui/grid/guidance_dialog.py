"""填报口径 of the current cell in a small non-modal window beside the grid."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from gui.kit.theme import STEP
from gui.kit.widgets import button, clear_layout, column, frame, label, row, scroll_area
from model.form.edition import Edition
from model.form.guidance import Guidance, guidance_at, load_guidance
from model.form.tables import Cell

FILE = "guidance.toml"
WIDTH, HEIGHT = 368, 600
MARGIN = 96
"""Space left above and below in px, so that the bars of the main window stay visible."""


def guidance_card(entry: Guidance, scope: str = "") -> QFrame:
    """A card with title, text and source; ``scope`` names the rows or columns if the context does not show them."""
    lines: list[QWidget] = [label(entry.title, "title", wrap=True)]
    if scope:
        lines.append(label(scope, "muted", wrap=True))
    lines.append(label(entry.text, wrap=True))
    source = f"△ {entry.source}" if entry.is_practice else f"依据：{entry.source}"
    lines.append(label(source, "warning" if entry.is_practice else "small", wrap=True))
    card = frame("card")
    card.setLayout(column(*lines, margin=3 * STEP, gap=STEP))
    card.setAccessibleName(entry.title)
    card.setAccessibleDescription(f"{entry.text} {source}")
    return card


class GuidanceDialog(QDialog):
    """Shows the guidance entries for one cell. Not modal; Esc closes it."""

    all_wanted = Signal()
    """The user asked for all entries, which the help shows."""

    def __init__(self, edition: Edition, entries: tuple[Guidance, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self._edition = edition
        self._entries = entries
        self.shown: tuple[Guidance, ...] = ()
        self.setWindowTitle("填报口径")
        self.name = label("", "page_title", wrap=True)
        self._cards = column(gap=2 * STEP)
        inside = QWidget()
        inside.setLayout(column(self._cards, 1))
        self.scrolled = scroll_area(inside)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scrolled.setAccessibleName("本格的填报口径")
        everything = button("全部口径…", self.all_wanted.emit, "link", "在帮助里查找")
        close = button("关闭 Esc", self.reject)
        whole = column(self.name, self.scrolled, row(everything, 1, close), margin=3 * STEP, gap=2 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_cell(self, cell: Cell) -> None:
        """Shows the guidance for ``cell``; the cards are rebuilt only if the entries differ."""
        table = self._edition.table(cell.table)
        self.name.setText(f"{table.name} {self._edition.name_of(cell)}")
        found = guidance_at(cell, self._edition, self._entries)
        if found == self.shown:
            return
        self.shown = found
        clear_layout(self._cards)
        for entry in found:
            self._cards.addWidget(guidance_card(entry))
        self.scrolled.setAccessibleDescription("；".join(each.title for each in found))
        self.scrolled.verticalScrollBar().setValue(0)

    def open_beside(self, window: QWidget, cell: QRect) -> None:
        """Opens at the right of ``window``, over the list of findings, so that the grid stays visible. ``cell`` is the
        current cell in screen coordinates."""
        room = window.screen().availableGeometry()
        wide, high = min(WIDTH, window.width() - 2 * STEP), max(240, min(HEIGHT, window.height() - 2 * MARGIN))
        at = window.mapToGlobal(QPoint(window.width() - wide - 2 * STEP, MARGIN))
        at.setX(max(room.left(), min(at.x(), room.right() - wide)))
        at.setY(max(room.top(), min(at.y(), room.bottom() - high)))
        if not self.isVisible():
            self.resize(wide, high)
            self.move(at)
        self.uncover(cell)
        self.show()
        self.raise_()
        self.activateWindow()
        self.scrolled.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self, cell: QRect) -> None:
        """Moves the dialog to the left of ``cell`` (screen coordinates) if it covers it."""
        if cell.intersects(self.frameGeometry()):
            self.move(max(0, cell.left() - self.frameGeometry().width() - 2 * STEP), self.y())


class CellGuidance(QObject):
    """Opens and updates the guidance dialog of a page; the guidance file is read when it is first opened."""

    closed = Signal()
    """The dialog was closed; the focus can return to the cell."""
    all_wanted = Signal()

    def __init__(
        self,
        page: QWidget,
        edition: Edition,
        editions: Mapping[str, Edition],
        resources: Path,
        cell_on_screen: Callable[[], QRect],
    ) -> None:
        """``cell_on_screen`` gives the current cell in screen coordinates."""
        super().__init__(page)
        self._cell_on_screen = cell_on_screen
        self._page = page
        self._edition = edition
        self._editions = editions
        self._path = resources / FILE
        self.dialog: GuidanceDialog | None = None

    def show_for(self, cell: Cell) -> None:
        """Opens the dialog beside the window, or shows another cell in it."""
        if self.dialog is None:
            entries = load_guidance(self._path, self._editions)
            self.dialog = GuidanceDialog(self._edition, entries, self._page)
            self.dialog.finished.connect(self.closed)
            self.dialog.all_wanted.connect(self.all_wanted)
        self.dialog.show_cell(cell)
        self.dialog.open_beside(self._page.window(), self._cell_on_screen())

    def follow(self, cell: Cell) -> None:
        """Shows the new current cell if the dialog is open."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_cell(cell)
            self.dialog.uncover(self._cell_on_screen())

    def close(self) -> None:
        """Closes the dialog if it is open."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.close()
