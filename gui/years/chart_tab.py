"""The chart page: what is drawn, by year or by unit; saved as a picture or put into Word with its figures."""

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QMenu, QScrollArea, QWidget

from export.chart_writer import MOST_UNITS_DRAWN, write_chart
from export.document.year_charts import ALL, ChartForm, YearChart, by_unit, by_year
from gui.kit.background_task import run_in_background
from gui.kit.commands import Command, fill_menu
from gui.kit.flow_layout import flow
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP, THEME
from gui.kit.widgets import button, column, frame, label, menu_button
from gui.session.file_dialogs import FileDialogs
from gui.years.chart_look import ON_DARK, ON_PAPER
from gui.years.chart_painter import ChartPainter
from gui.years.chart_pictures import WIDTH, image_of, png_of, write_picture
from model.file_names import safe_name
from model.years.year_grid import YearGrid

BY_YEAR, BY_UNIT = "按年度", "按单位"
COLUMNS, LINES = "柱形", "折线"
RESULTS = "办理结果"
MOST = {"前 10 个": 10, "前 20 个": 20, "前 50 个": 50, "全部": None}
_LEAST = 480


class ChartView(QWidget):
    """Draws the chart as wide as there is room, in the colours of the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: YearChart | None = None
        self._room = 0
        self.setAccessibleName("图表")
        THEME.changed.connect(self.update)

    def show_chart(self, chart: YearChart) -> None:
        """Replaces the chart."""
        self.chart = chart
        self.setAccessibleDescription(chart.description)
        self.fit(self.width(), self._room)
        self.update()

    def fit(self, width: int, room: int) -> None:
        """Takes that width and the height that the chart needs then, ``room`` where that is enough."""
        self._room = room
        if self.chart is not None:
            self.setFixedSize(QSize(width, math.ceil(ChartPainter(self.chart, width, room).size.height())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.chart is not None:
            painter = QPainter(self)
            ChartPainter(self.chart, self.width(), self._room).draw(painter, ON_DARK if THEME.is_dark else ON_PAPER)
            painter.end()


class _ChartArea(QScrollArea):
    """Scrolls a long chart; one that is shown always has the width of the area."""

    def __init__(self, view: ChartView) -> None:
        super().__init__()
        self._view = view
        self.setWidget(view)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else its width depends on the chart

    def resizeEvent(self, _event: object) -> None:
        self._view.fit(max(_LEAST, self.viewport().width()), self.viewport().height() - 1)


class ChartTab(QWidget):
    """The choices above, the chart below."""

    def __init__(self, resources: Path, dialogs: FileDialogs, status: StatusSink) -> None:
        super().__init__()
        self._resources = resources
        self._dialogs = dialogs
        self._status = status
        self._grid = YearGrid("")
        self.measure, self.by, self.form = (_choice(name) for name in ("指标", "比较", "图形"))
        self.unit, self.year, self.most = (_choice(name) for name in ("单位", "年度", "几个单位"))
        self.by.addItems([BY_YEAR, BY_UNIT])
        self.form.addItems([COLUMNS, LINES])
        self.most.addItems(list(MOST))
        self.most.setCurrentIndex(1)
        self.unit.setEditable(True)
        self.unit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.unit.setMinimumSize(220, 37)  # as high as its line of text needs within the frame
        self._labels = {each: label(name, "muted") for each, name in ((self.unit, "单位"), (self.year, "年度"))}
        self.view = ChartView()
        self._copy = button("复制图", self.copy_picture, tip="粘贴到 Word、WPS")
        self._picture = menu_button("存为图片", self.open_menu, tip="浅色，黑白打印也分得清")
        self._word = button("存为 Word…", self.ask_for_word, "main", "图和下面的数据表")
        choices = flow(
            *(label("指标", "muted"), self.measure, self.by, self.form, self._labels[self.unit], self.unit),
            *(self._labels[self.year], self.year, self.most, 1, self._copy, self._picture, self._word),
        )
        card = frame("card")
        card.setLayout(column(_ChartArea(self.view), margin=STEP))
        whole = column(choices, card, gap=2 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for each in (self.measure, self.by, self.form, self.unit, self.year, self.most):
            each.currentIndexChanged.connect(self._draw)
        if (typed := self.unit.lineEdit()) is not None:
            typed.editingFinished.connect(self._take_typed)

    def show_grid(self, grid: YearGrid) -> None:
        """Offers the units and years of the grid; choices that it has too stay."""
        self._grid = grid
        parts = [each for each in grid.measures if each not in grid.trends]
        _refill(self.measure, [*grid.trends, *([RESULTS] if parts else [])])
        _refill(self.unit, [ALL, *(each.unit for each in grid.units)])
        completer = QCompleter(self.unit.model(), self.unit)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.unit.setCompleter(completer)
        _refill(self.year, [str(year) for year in reversed(grid.years) if year in grid.kept])
        for each in (self._copy, self._picture, self._word):
            each.setEnabled(bool(grid.years))
        self._draw()

    def show_unit(self, unit: str, measure: str) -> None:
        """Draws that unit over the years; an empty name: all units."""
        self.by.setCurrentText(BY_YEAR)
        self.form.setCurrentText(LINES if len(self._grid.years) > 1 else COLUMNS)
        self.unit.setCurrentIndex(max(0, self.unit.findText(unit or ALL)))
        self.measure.setCurrentIndex(max(0, self.measure.findText(measure)))

    def _take_typed(self) -> None:
        """A name that was typed is chosen if there is such a unit; any other gives way to the unit that is drawn."""
        at = self.unit.findText(self.unit.currentText().strip())
        self.unit.setCurrentIndex(at if at >= 0 else self.unit.currentIndex())
        self.unit.setEditText(self.unit.itemText(self.unit.currentIndex()))

    def chart(self) -> YearChart:
        """What is drawn now."""
        grid, name = self._grid, self.measure.currentText()
        measures = tuple(each for each in grid.measures if each not in grid.trends) if name == RESULTS else (name,)
        if self.by.currentText() == BY_UNIT and grid.kept:
            return by_unit(grid, measures, int(self.year.currentText()), MOST[self.most.currentText()])
        chosen = self.unit.itemText(self.unit.currentIndex())
        unit = next((each for each in grid.units if each.unit == chosen), None) if self.unit.currentIndex() else None
        form = ChartForm.LINES if self.form.currentText() == LINES else ChartForm.COLUMNS
        return by_year(grid, measures, unit, form)

    def _draw(self) -> None:
        is_by_unit = self.by.currentText() == BY_UNIT
        for each in (self.form, self.unit, self._labels[self.unit]):
            each.setVisible(not is_by_unit)
        for each in (self.year, self._labels[self.year], self.most):
            each.setVisible(is_by_unit)
        if self.measure.count():
            self.view.show_chart(self.chart())

    # -- files

    def copy_picture(self) -> None:
        """Puts the chart on the clipboard."""
        QGuiApplication.clipboard().setImage(image_of(self.chart()))
        self._status.show_status("已复制图，可以粘贴到 Word、WPS")

    def commands(self) -> tuple[Command, ...]:
        """The kinds of pictures."""
        return (
            Command("PNG 图片…", partial(self.ask_for_picture, "PNG 图片", ".png")),
            Command("SVG 矢量图…", partial(self.ask_for_picture, "SVG 矢量图", ".svg")),
        )

    def open_menu(self) -> None:
        """Opens the menu of the kinds of pictures."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self.commands())
        menu.popup(self._picture.mapToGlobal(self._picture.rect().bottomLeft()))

    def ask_for_picture(self, kind: str, suffix: str) -> None:
        """Asks for a path and writes the picture."""
        name = safe_name(self.chart().title, 80)
        if path := self._dialogs.save_file(self, "存为图片", name, kind, suffix):
            self.save_picture(path)

    def save_picture(self, path: Path) -> None:
        """Writes the picture in the background."""
        self._write(partial(write_picture, self.chart(), path), path)

    def ask_for_word(self) -> None:
        """Asks for a path and writes the Word file."""
        name = safe_name(self.chart().title, 80)
        if path := self._dialogs.save_file(self, "存为 Word", name, "Word 文档", ".docx"):
            self.save_word(path)

    def save_word(self, path: Path) -> None:
        """Writes the picture with its table of figures in the background."""
        chart, resources = self.chart(), self._resources

        def write() -> None:
            drawn = chart.for_page(MOST_UNITS_DRAWN)
            size = ChartPainter(drawn, WIDTH).size
            write_chart(chart, png_of(drawn), size.height() / size.width(), path, resources)

        self._write(write, path)

    def _write(self, write: Callable[[], None], path: Path) -> None:
        run_in_background(
            self,
            write,
            lambda _: self._status.show_status(f"已导出 {path}"),
            partial(self._status.show_status, problem=True),
        )


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    return made


def _refill(choice: QComboBox, names: list[str]) -> None:
    """Without drawing for each of the names."""
    before = choice.currentText()
    choice.blockSignals(True)
    choice.clear()
    choice.addItems(names)
    choice.setCurrentIndex(max(0, choice.findText(before)))
    choice.blockSignals(False)
