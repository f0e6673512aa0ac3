"""Drag and drop of a file on an open draft: compare it with the draft, or import it as another draft."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QCursor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.kit.widgets import add_menu_action


class DroppedFiles(QObject):
    """Accepts local files dropped on ``page`` and offers a menu; of several files the first is used."""

    def __init__(self, page: QWidget, compare: Callable[[Path], object], import_: Callable[[Path], object]) -> None:
        super().__init__(page)
        self._page = page
        self._compare = compare
        self._import = import_
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            files = _files_in(event.mimeData())
            if files:
                event.acceptProposedAction()
            if files and not isinstance(event, QDragEnterEvent):
                self.offer(files[0])
            return True
        return super().eventFilter(watched, event)

    def offer(self, path: Path) -> QMenu:
        """Opens the menu of actions for the dropped file."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_menu_action(menu, f"“{path.name}”", None)
        add_menu_action(menu, "与这份草稿比较（领导改过的送签文件）", partial(self._compare, path))
        add_menu_action(menu, "导入，另生成一份草稿", partial(self._import, path))
        menu.popup(QCursor.pos())
        return menu


def _files_in(dropped: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
