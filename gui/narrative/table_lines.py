"""The look of tables in a text: shaded lines whose columns stand below each other."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtGui import QColor, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from gui.kit.fonts import BASE, font
from gui.kit.theme import THEME, colours
from gui.narrative.cursor_positions import units
from gui.narrative.text_changes import words_of
from model.form.tables_in_text import BAR, TextTable, tables_in

LINE_HEIGHT = 24
"""In px."""
WIDEST_PX = 300
"""Of a column: longer names push the rest of their line to the right."""
GAP_PX = 10


class TableLines(QObject):
    """Formats the lines of tables in an editor; their text is as it is in the report."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._document = editor.document()
        self._any = False
        editor.cursorPositionChanged.connect(self._type_plainly)
        THEME.changed.connect(self.lay_out)

    def lay_out(self) -> None:
        """Formats the tables; other lines keep their format."""
        tables = tables_in(words_of(self._document))
        if tables or self._any:
            with QSignalBlocker(self._editor):
                self._format(tables)

    def _type_plainly(self) -> None:
        """What is typed beside a cell is not spaced as the end of the cell is."""
        look = self._editor.currentCharFormat()
        if look.fontLetterSpacing():
            look.setFontLetterSpacing(0)
            self._editor.setCurrentCharFormat(look)

    def _format(self, tables: Sequence[TextTable]) -> None:
        if self._any:  # typing may have split or ended a table
            everything = QTextCursor(self._document)
            everything.select(QTextCursor.SelectionType.Document)
            everything.setCharFormat(QTextCharFormat())
        self._any = bool(tables)
        for table in tables:
            self._lay_out(table)

    def _lay_out(self, table: TextTable) -> None:
        metrics = QFontMetricsF(font(BASE))
        widths = _widths(table.rows, metrics)
        for number in range(table.first, table.end):
            block = self._document.findBlockByNumber(number)
            cursor = QTextCursor(block)
            cursor.setBlockFormat(_block_format())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(_char_format(0, is_head=number == table.first))
            line, at = block.text(), block.position()
            start = 0
            for width in widths:  # the bar before each cell but the first stands where its column begins
                end = line.find(BAR, start + 1)
                if end < 0:
                    break
                cell = line[start + 1 : end]
                spare = width - metrics.horizontalAdvance(cell)
                place = at + units(line[:end]) - 1  # the last character of the cell, or the bar before a blank one
                cursor.setPosition(place)
                cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(_char_format(max(spare, GAP_PX / 2), is_head=number == table.first))
                start = end


def _widths(rows: Sequence[Sequence[str]], metrics: QFontMetricsF) -> list[float]:
    """The width of each column in px."""
    columns = zip(*rows, strict=True)
    return [min(max(metrics.horizontalAdvance(cell) for cell in column_), WIDEST_PX) + GAP_PX for column_ in columns]


def _block_format() -> QTextBlockFormat:
    look = QTextBlockFormat()
    look.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    look.setBackground(QColor(colours().label))
    look.setNonBreakableLines(True)
    return look


def _char_format(spare_px: float, *, is_head: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font(BASE, bold=is_head))
    if spare_px:
        look.setFontLetterSpacingType(font().SpacingType.AbsoluteSpacing)
        look.setFontLetterSpacing(spare_px)
    return look
