"""Lines of text in a table."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.kit.line_table import LineTableModel, LineTableView, TableLine

LINES = [TableLine(("甲", "1"), strong=True), TableLine(("乙", "2"), tip="全文")]


def test_lines_are_shown_under_their_headings(qtbot: QtBot) -> None:
    model = LineTableModel(("名称", "数"))
    view = LineTableView(model, "清单", 0, (0, 60))
    qtbot.addWidget(view)
    model.show_lines(LINES)
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "数"
    assert model.index(1, 1).data() == "2"
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "全文"
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole).bold()
    view.choose(1)
    assert view.currentIndex().row() == 1
    view.choose(7)
    assert view.currentIndex().row() == 1, "a line that does not exist changes nothing"


def test_figures_stand_below_one_another_by_their_last_digits() -> None:
    model = LineTableModel(("名称", "数"), numbers=(1,))
    model.show_lines(LINES)
    at, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    assert [model.headerData(column, across, at) for column in (0, 1)] == [
        None,
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    ]
    assert [model.index(0, column).data(at) for column in (0, 1)] == [
        None,
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    ]


def test_only_lines_with_checkboxes_can_be_ticked_and_other_lines_begin_unticked(qtbot: QtBot) -> None:
    model = LineTableModel(("名称", "数"))
    model.show_lines(LINES)
    model.tick(0)
    assert model.ticked == frozenset()
    model.show_lines(LINES, has_checkboxes=True)
    with qtbot.waitSignal(model.ticked_changed):
        model.tick(1)
    assert model.ticked == {1}
    model.tick(1, ticked=False)
    assert model.ticked == frozenset()
    model.tick(0)
    model.show_lines(LINES, has_checkboxes=True)
    assert model.ticked == frozenset()


def test_home_and_end_go_to_the_first_and_last_line(qtbot: QtBot) -> None:
    model = LineTableModel(("名称", "数"))
    view = LineTableView(model, "清单", 0, (0, 60))
    qtbot.addWidget(view)
    QTest.keyClick(view, Qt.Key.Key_End)
    model.show_lines(LINES)
    view.choose(0)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
