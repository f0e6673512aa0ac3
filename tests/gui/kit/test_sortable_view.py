"""A list that heads sort, Enter opens and Ctrl+C copies."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyledItemDelegate
from pytestqt.qtbot import QtBot

from gui.kit.sortable_view import SortableView


def test_keys_and_mouse_open_and_copy_and_heads_sort(qtbot: QtBot) -> None:
    model = QStandardItemModel(0, 1)
    for text in ("乙", "甲"):
        model.appendRow(QStandardItem(text))
    view = SortableView(model, QStyledItemDelegate, "名单", 30)
    model.setParent(view)
    qtbot.addWidget(view)
    view.show()
    opened: list[str] = []
    copied: list[bool] = []
    view.opened.connect(lambda index: opened.append(index.data()))
    view.copy_wanted.connect(lambda: copied.append(True))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == []  # no line is current yet
    view.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    place = view.visualRect(model.index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["甲", "乙"]
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied == [True]
    view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "甲"
    assert view.accessibleName() == "名单"
