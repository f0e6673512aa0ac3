"""历年: units × years, charts, and the batches that are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QStackedWidget, QWidget

from gui.kit.background_task import run_in_background
from gui.kit.help_topics import offer_help
from gui.kit.screen_fit import resize_within_screen
from gui.kit.status_line import StatusLine
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row, tab_row
from gui.session.file_dialogs import FileDialogs
from gui.years.batches_tab import BatchesTab
from gui.years.chart_tab import ChartTab
from gui.years.grid_tab import GridTab
from gui.years.kept_batch_dialog import KeptBatchDialog, open_kept_file
from model.batch.unit_list import UnitList
from model.form.edition import Edition
from model.store.batch_store import BatchStore
from model.store.kept_batch import batch_name
from model.years.loading import KeptYears, load_years

GRID, CHART, BATCHES = range(3)
TABS = ("各单位历年", "图表", "留存的批次")
NOTHING_KEPT = (
    "还没有留存的年度。选好名单、写好汇总机关，读完一个年度的文件后会自动留存；"
    "没有名单的，在“留存的批次”里点“留存这一批”。往年的文件夹也可以现在就拖进来读一遍，按年度分别留存。"
)


@dataclass(frozen=True)
class YearsContext:
    """What the dialog shows and acts on."""

    store: BatchStore
    editions: Mapping[str, Edition]
    resources: Path
    dialogs: FileDialogs
    organ: str
    units: UnitList
    keep_now: Callable[[], object]
    """Keeps the batch that is on the page."""
    can_keep: Callable[[], bool]
    changed: Callable[[], object]
    """Called after batches were deleted or brought back."""


class YearsDialog(QDialog):
    """Everything is read in the background; :meth:`reload` after something was kept."""

    def __init__(self, context: YearsContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_first = True
        self.years: KeptYears | None = None
        self.setWindowTitle("历年")
        offer_help(self, "years")
        resize_within_screen(self, 1300, 700)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.status = StatusLine()
        self.grid = GridTab(context.resources, context.dialogs, self.status, self.open_cell)
        self.chart = ChartTab(context.resources, context.dialogs, self.status)
        self.batches = BatchesTab(context.store, self.status, self.open_batch, context.keep_now)
        self.batches.changed.connect(self._announce)
        self._tabs, tabs = tab_row(TABS, self)
        self._pages = QStackedWidget()
        self._pages.setProperty("role", "plain")
        for each in (self.grid, self.chart, self.batches):
            self._pages.addWidget(each)
        self._tabs.idClicked.connect(self._pages.setCurrentIndex)
        self._organ = QComboBox()
        self._organ.setAccessibleName("汇总机关")
        self._organ.hide()
        self._organ.currentTextChanged.connect(self.reload)
        self.told = label("正在读取…", "muted", wrap=True)
        whole = column(
            row(tabs, 1, self._organ),
            self.told,
            self._pages,
            row(self.status, button("关闭", self.accept)),
            margin=4 * STEP,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.grid.table.setFocus()
        self.reload()

    def reload(self) -> None:
        """Reads what is kept; damage is looked for once."""
        context, repair = self._context, self._is_first
        organ = self._organ.currentText() or context.organ
        self._is_first = False
        run_in_background(
            self,
            lambda: load_years(context.store, organ, context.editions, context.units, repair=repair),
            self._show,
            self._fail,
        )

    def _show(self, years: KeptYears) -> None:
        self.years = years
        told = list(years.told) or ([] if years.grid.years else [NOTHING_KEPT])
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))
        self.grid.show_grid(years.grid)
        self.chart.show_grid(years.grid)
        self.batches.show_years(years, can_keep=self._context.can_keep())
        self._organ.blockSignals(True)
        self._organ.clear()
        self._organ.addItems(list(years.organs))
        self._organ.setCurrentText(years.grid.organ)
        self._organ.blockSignals(False)
        self._organ.setVisible(len(years.organs) > 1)

    def _fail(self, reason: str) -> None:
        self.told.setText(reason)
        self.told.show()

    def _announce(self) -> None:
        self._context.changed()
        self.reload()

    def show_page(self, page: int) -> None:
        """One of :data:`GRID`, :data:`CHART`, :data:`BATCHES`."""
        self._tabs.button(page).setChecked(True)
        self._pages.setCurrentIndex(page)

    # -- opening

    def open_cell(self, at: int, column_: int) -> None:
        """Opens what a cell of the grid is about: the report of that year, else the chart of the unit."""
        model = self.grid.model
        unit, year = model.unit_at(at), model.year_of(column_)
        if year is None:
            self.chart.show_unit(
                unit.unit if unit is not None else "", model.measure_of(column_) or model.grid.trends[0]
            )
            self.show_page(CHART)
        elif unit is None:
            if key := model.grid.kept.get(year):
                self.open_batch(key)
        elif files := unit.at(year).files:
            show_problem = partial(self.status.show_status, problem=True)
            name = batch_name(model.grid.organ, year)
            open_kept_file(files[-1], name, self._context.editions, self, show_problem)

    def open_batch(self, batch_id: str) -> None:
        """Opens a batch read-only; one that is not of this office is read in the background."""
        context = self._context
        run_in_background(
            self,
            lambda: context.store.open(batch_id),
            lambda batch: self._open(KeptBatchDialog(batch, context.editions, self)),
            partial(self.status.show_status, problem=True),
        )

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
