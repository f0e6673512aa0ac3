"""The bar at the foot of a draft: open findings, the selection, the status line, views and zoom."""

from collections.abc import Callable, Mapping
from functools import partial

from gui.grid.legend import Legend
from gui.kit.overflow_bar import OverflowBar
from gui.kit.status_line import StatusLine
from gui.kit.theme import STEP
from gui.kit.widgets import button, label, row
from gui.session.open_report import OpenReport
from model.form.tables import Cell
from model.report.cell_entry import kept_words, was_typed

HEIGHT = 32


class EditorFoot(OverflowBar):
    """Shows the counts of open findings and follows their changes."""

    def __init__(
        self,
        open_report: OpenReport,
        status: StatusLine,
        toggle_panel: Callable[[], None],
        show_prior_year: Callable[[bool], None],
        zoom_by: Callable[[float], None],
    ) -> None:
        self._open_report = open_report
        self._status = status
        self._change_prior_year = show_prior_year
        self._refusal = ""
        """The last status text about rejected input."""
        self._counts = button("", toggle_panel, "quiet", "显示或收起右边的核对结果（F9）")
        self.selection = label(role="small")
        self._zoom = label("100%", "small")
        smaller = button("－", partial(zoom_by, -0.1), "quiet", "缩小")
        larger = button("＋", partial(zoom_by, 0.1), "quiet", "放大")
        smaller.setAccessibleName("缩小")
        larger.setAccessibleName("放大")
        self._legend = button("图例", self.show_legend, "quiet", "表格里各种标记的含义")
        self.prior_year = button("对照上年", self._show_prior_year, "tab", "在每格下面显示上年数和增减")
        self.prior_year.setCheckable(True)
        has_prior_year = open_report.last_year is not None
        self.prior_year.setVisible(has_prior_year)
        bar = row(self._counts, self.selection, status, self.prior_year, self._legend,
            smaller, self._zoom, larger, gap=2 * STEP)  # fmt: skip
        bar.setContentsMargins(2 * STEP, 0, 2 * STEP, 0)
        bar.setStretch(2, 1)
        super().__init__("foot", bar, (self._legend, *((self.prior_year,) if has_prior_year else ())))
        self.setFixedHeight(HEIGHT)
        open_report.findings_changed.connect(self._show_counts)
        self._show_counts()

    def show_zoom(self, zoom: float) -> None:
        """``zoom``: factor, 1.0 is 100 %."""
        self._zoom.setText(f"{zoom:.0%}")

    def show_legend(self) -> None:
        """Opens the legend above its button."""
        Legend(self.parentWidget() or self).open_above(self._legend)

    def show_refused_text(self, refused: Mapping[Cell, str]) -> None:
        """Reports the texts, until another status text comes or no rejected text is left in the report."""
        self._refusal = f"✕ {kept_words(self._open_report.edition, refused)}"
        self._status.show_status(self._refusal, problem=True)

    def _show_prior_year(self) -> None:
        self._change_prior_year(self.prior_year.isChecked())

    def _show_counts(self) -> None:
        report = self._open_report.report
        if self._refusal and not any(was_typed(report, cell) for cell in report.unread):
            self._status.clear_status(self._refusal)
        progress = self._open_report.progress()
        parts = [f"✕ {progress.errors} 处必改"] if progress.errors else []
        parts += [f"△ {progress.warnings} 处须核实"] if progress.warnings else []
        self._counts.setText("　".join(parts) or "✓ 没有不一致")
        self._counts.setAccessibleName(f"核对结果：{self._counts.text()}")
