"""What nobody sees is not refreshed until it is shown."""

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from gui.kit.lazy_page import LazyPage


class Source(QObject):
    changed = Signal()
    changed_more = Signal(object)


class Page(LazyPage):
    def __init__(self) -> None:
        super().__init__()
        self.refreshed: list[bool] = []

    def refresh(self) -> None:
        self.refreshed.append(self.isVisible())


def test_a_hidden_page_is_refreshed_once_as_it_is_shown(qtbot: QtBot) -> None:
    page, source = Page(), Source()
    qtbot.addWidget(page)
    source.changed.connect(page.schedule_refresh)
    source.changed_more.connect(page.schedule_refresh)
    source.changed.emit()
    source.changed_more.emit({"1"})
    assert page.refreshed == []
    page.show()
    assert page.refreshed == [True]
    source.changed.emit()
    assert page.refreshed == [True, True]
    page.hide()
    page.show()
    assert page.refreshed == [True, True]
