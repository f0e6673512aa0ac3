"""Print preview with the program's own tool bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QFrame, QGraphicsView, QSpinBox, QWidget

from gui.kit.flow_layout import flow
from gui.kit.help_topics import offer_help
from gui.kit.plain_text import set_tool_tip
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP, colours
from gui.kit.widgets import button, column, frame, label, row, tab_row
from gui.output.printing import Pages, draw

ZOOM_STEP = 1.25
VIEWS = ("适合宽度", "整页", "两页对开")


class PrintPreview(QDialog):
    """Paging, zoom and printing by keyboard and mouse; ``print_pages`` opens the print dialog."""

    def __init__(
        self,
        pages: Pages,
        print_pages: Callable[[Pages], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._print_pages = print_pages
        # QPrintPreviewWidget does not own its printer
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.view = QPrintPreviewWidget(self._printer)
        self.view.setAccessibleName("打印预览")
        self.view.paintRequested.connect(self._draw)
        sheets = self.view.findChild(QGraphicsView)
        assert sheets is not None
        self._sheets: QGraphicsView = sheets
        self._sheets.setBackgroundBrush(QColor(colours().page))
        self._sheets.setFrameShape(QFrame.Shape.NoFrame)
        self.setWindowTitle("打印预览")
        offer_help(self, "export")
        resize_within_screen(self, 1000, 740)
        inside = column(self._bar(), self.view, gap=0)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self._add_keys()
        self.view.previewChanged.connect(self.show_place)
        self._views.idClicked.connect(self.choose_view)
        self.page.valueChanged.connect(self.go_to)
        self.choose_view(0)
        self._sheets.setFocus()

    def _bar(self) -> QWidget:
        self._back = button("‹ 上一页", self.go_back, tip="上一页（PageUp）")
        self._next = button("下一页 ›", self.go_on, tip="下一页（PageDown）")
        self.page = QSpinBox()
        self.page.setRange(1, max(1, len(self._pages)))
        self.page.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setFixedWidth(48)
        self.page.setAccessibleName("第几页")
        set_tool_tip(self.page, "转到第几页")
        self.page.setKeyboardTracking(False)
        self._of = label(f"/ {len(self._pages)} 页", "muted")
        self._views, views = tab_row(VIEWS, self)
        smaller = button("－", self.zoom_out, "quiet", "缩小（Ctrl+-）")
        larger = button("＋", self.zoom_in, "quiet", "放大（Ctrl++）")
        smaller.setAccessibleName("缩小")
        larger.setAccessibleName("放大")
        self.zoom = label("", "small")
        self.zoom.setMinimumWidth(44)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._print = button("打印…", self.print_pages, "main", "选择打印机和页码（Ctrl+P）")
        close = button("关闭", self.accept, tip="关闭（Esc）")
        bar = frame("bar")
        turning, zooming, leaving = QWidget(), QWidget(), QWidget()
        turning.setLayout(row(self._back, self.page, self._of, self._next))
        zooming.setLayout(row(smaller, self.zoom, larger))
        leaving.setLayout(row(self._print, close))
        bar.setLayout(flow(turning, 1, views, zooming, 1, leaving, margin=2 * STEP))
        return bar

    def _add_keys(self) -> None:
        shortcuts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("PgUp", self.go_back),
            ("PgDown", self.go_on),
            ("Ctrl+Home", self.go_to_first),
            ("Ctrl+End", self.go_to_last),
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.fit_width),
            ("Ctrl+P", self.print_pages),
        )
        for keys, does in shortcuts:
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _draw(self, printer: QPrinter) -> None:
        draw(self._pages, printer)

    # -- where

    def go_to(self, page: int) -> None:
        """Shows ``page``, counted from 1."""
        self.view.setCurrentPage(page)
        self.show_place()

    def go_back(self) -> None:
        self.go_to(max(1, self.view.currentPage() - 1))

    def go_on(self) -> None:
        self.go_to(min(len(self._pages), self.view.currentPage() + 1))

    def go_to_first(self) -> None:
        self.go_to(1)

    def go_to_last(self) -> None:
        self.go_to(len(self._pages))

    def show_place(self) -> None:
        """Shows the current page number and zoom."""
        now = max(1, self.view.currentPage())
        self.page.blockSignals(True)
        self.page.setValue(now)
        self.page.blockSignals(False)
        self._back.setEnabled(now > 1)
        self._next.setEnabled(now < len(self._pages))
        self.zoom.setText(f"{self.view.zoomFactor():.0%}")

    # -- how large

    def choose_view(self, number: int) -> None:
        """Selects a view; ``number`` is its index in :data:`VIEWS`."""
        if number == 2:
            self.view.setFacingPagesViewMode()
        else:
            self.view.setSinglePageViewMode()
        # the width includes the page's shadow: a horizontal scroll bar would scroll by that only
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._sheets.setHorizontalScrollBarPolicy(off if number == 0 else needed)
        if number == 0:
            self.view.fitToWidth()
        else:
            self.view.fitInView()
        self.show_place()

    def fit_width(self) -> None:
        """Fits the page to the width of the window."""
        tab = self._views.button(0)
        assert tab is not None
        tab.setChecked(True)
        self.choose_view(0)

    def _uncheck_views(self) -> None:
        """Unchecks all views after the zoom was changed."""
        self._sheets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._views.setExclusive(False)
        for tab in self._views.buttons():
            tab.setChecked(False)
        self._views.setExclusive(True)
        self.show_place()

    def zoom_in(self) -> None:
        self.view.zoomIn(ZOOM_STEP)
        self._uncheck_views()

    def zoom_out(self) -> None:
        self.view.zoomOut(ZOOM_STEP)
        self._uncheck_views()

    def print_pages(self) -> None:
        """Opens the print dialog for all pages."""
        self._print_pages(self._pages)
