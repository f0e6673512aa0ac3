"""The first column stays in sight while the others are scrolled."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from gui.kit.frozen_column import FrozenColumn


class Following(QTableView):
    """Keeps the current cell out from under its first column."""

    frozen: FrozenColumn

    def scrollTo(self, index, hint=QTableView.ScrollHint.EnsureVisible):  # type: ignore[no-untyped-def]
        super().scrollTo(index, hint)
        self.frozen.uncover(index)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[Following]:
    model = QStandardItemModel(60, 12)
    for row in range(60):
        for column in range(12):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    made = Following()
    qtbot.addWidget(made)
    model.setParent(made)
    made.setModel(model)
    made.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    made.resize(500, 300)
    made.frozen = FrozenColumn(made)
    made.show()
    qtbot.waitExposed(made)
    yield made


def test_it_is_there_only_while_the_first_column_is_scrolled_away(view: Following) -> None:
    assert not view.frozen.isVisible()
    view.horizontalScrollBar().setValue(150)
    assert view.frozen.isVisible()
    assert view.frozen.width() == view.columnWidth(0)
    assert [view.frozen.isColumnHidden(column) for column in range(3)] == [False, True, True]
    view.horizontalScrollBar().setValue(0)
    assert not view.frozen.isVisible()


def test_lines_stand_beside_their_own(view: Following) -> None:
    view.horizontalScrollBar().setValue(150)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    model = view.model()
    for row in (40, 59):
        assert view.frozen.visualRect(model.index(row, 0)).top() == view.visualRect(model.index(row, 5)).top()
    view.setColumnWidth(0, 180)
    assert view.frozen.width() == 180


def test_keys_never_lead_under_it(view: Following) -> None:
    model = view.model()
    view.setCurrentIndex(model.index(3, 11))
    assert view.frozen.isVisible()
    for column in range(10, 0, -1):
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert view.currentIndex().column() == column
        covered = view.frozen.width() if view.frozen.isVisible() else 0
        assert view.visualRect(view.currentIndex()).left() >= covered
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert not view.frozen.isVisible()


def test_a_click_on_it_is_a_click_on_the_line(view: Following, qtbot: QtBot) -> None:
    view.horizontalScrollBar().setValue(150)
    place = view.frozen.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.frozen.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.selectionModel().currentIndex().row() == 2
    with qtbot.waitSignal(view.doubleClicked):
        QTest.mouseDClick(view.frozen.viewport(), Qt.MouseButton.LeftButton, pos=place)
