"""A statutory table in a window, spoken of by cells."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui.grid.table_model import STATE, CellState, TableModel
from gui.grid.table_view import TableView
from gui.session.open_report import OpenReport
from model.form.tables import Cell
from tests.gui.recorded_status import RecordedStatus

Key = Qt.Key
Modifier = Qt.KeyboardModifier


class Grid:
    """A table in a window, spoken of by cells."""

    def __init__(self, qtbot: QtBot, report: OpenReport, table: str) -> None:
        self.qtbot = qtbot
        self.report = report
        self.model = TableModel(report, report.edition.table(table))
        self.model.make_editable(report)
        self.status = RecordedStatus()
        self.view = TableView(self.model, report, status=self.status)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.refused: list[str] = []
        self.view.refused.connect(self._note)
        self.view.show()
        qtbot.waitExposed(self.view)

    def _note(self, _cell: object, sentence: str) -> None:
        self.refused.append(sentence)

    def cell(self, address: str) -> Cell:
        return self.report.edition.cell(address)

    def at(self, address: str) -> None:
        self.view.go_to(self.cell(address))

    @property
    def here(self) -> str:
        return str(self.view.current_cell)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(self.view.focusWidget() or self.view, key, modifier)

    def type(self, text: str) -> None:
        for character in text:
            editors = self._editors()
            key = Key.Key_unknown if not character.isascii() else Key(ord(character.upper()))
            event = QKeyEvent(QEvent.Type.KeyPress, key, Modifier.NoModifier, character)
            QApplication.sendEvent(editors[0] if editors else self.view, event)

    def _editors(self) -> list[QLineEdit]:
        found: list[QLineEdit] = list(self.view.findChildren(QLineEdit))
        return [each for each in found if each.isVisible()]

    def editor(self) -> QLineEdit:
        (editor,) = self._editors()
        return editor

    def shown(self, address: str) -> str:
        return str(self.model.data(self.model.index_of(self.cell(address))))

    def state(self, address: str) -> CellState:
        state = self.model.data(self.model.index_of(self.cell(address)), STATE)
        assert isinstance(state, CellState)
        return state

    def clipboard(self, text: str = "", html: str = "") -> None:
        data = QMimeData()
        if text:
            data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def click(self, address: str) -> None:
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.middle(address))

    def middle(self, address: str) -> QPoint:
        return self.view.rect_of(self.cell(address)).center()
