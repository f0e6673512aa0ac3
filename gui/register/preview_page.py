"""The preview: cell by cell what was counted, what the draft holds and what last year's report had."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.register.register_state import RegisterState
from gui.session.open_report import OpenReport
from model.form.figures import show_figure
from model.form.tables import Cell
from model.register.draft_edit import CellComparison, comparisons, places_text

HEADS = ("格", "台账", "草稿", "上年", "申请所在的行")
_MOST_PLACES = 6
_MOST_CARRIED = 3
"""Sentences about what was carried over above the table."""


class PreviewPage(QWidget):
    """Cells that differ are ticked; those that were not counted are listed with the rows that keep them."""

    chosen_changed = Signal()
    last_register_wanted = Signal()

    def __init__(self, state: RegisterState, open_report: OpenReport) -> None:
        super().__init__()
        self._state = state
        self._open_report = open_report
        self.only_different = True
        self.shown: tuple[CellComparison, ...] = ()
        self.model = LineTableModel(HEADS, has_checkboxes=True)
        self.view = LineTableView(self.model, "逐格预览", 4, (360, 70, 70, 70, 0))
        self._carried = label("", "error", wrap=True)
        self._filter = button("", self.toggle_filter, "link")
        compare = button(
            "对照上年台账…", self.last_register_wanted.emit, "link", "结转的申请与上年台账逐件对照，指明哪几件不同"
        )
        self._agreed = label("✓ 统计出来的格，草稿与台账的数都相同。", "good", wrap=True)
        self.setLayout(column(self._carried, row(self._filter, 1, compare), self._agreed, self.view, gap=STEP))
        self.model.ticked_changed.connect(self.chosen_changed)
        self.show_state()

    def toggle_filter(self) -> None:
        """Shows all cells, or only those that differ."""
        self.only_different = not self.only_different
        self.show_state()

    def show_state(self) -> None:
        """Compares again; all cells that differ are ticked."""
        counted, report = self._state.counted, self._open_report
        found = comparisons(counted, report.report, report.last_year)
        wanted = [each for each in found if each.differs or each.counted is None]
        # a blank draft differs in every 0: the figures first, then the zeros, then what was not counted
        wanted.sort(key=lambda each: (each.counted is None, not each.counted))
        self.shown = tuple(wanted) if self.only_different else found
        self.model.show_lines([self._line(each) for each in self.shown], has_checkboxes=True)
        for number, each in enumerate(self.shown):
            if each.differs:
                self.model.ticked |= {number}
        self.model.ticked_changed.emit()
        different = sum(each.differs for each in found)
        self._agreed.setVisible(bool(found) and not different)
        self._filter.setText(f"显示全部 {len(found)} 格" if self.only_different else f"只看不同的 {different} 格")
        self._carried.setText(self._about_last_year())
        self._carried.setVisible(bool(self._carried.text()))

    def chosen(self) -> tuple[Cell, ...]:
        """The ticked cells that have a counted figure."""
        return tuple(
            each.cell
            for number, each in enumerate(self.shown)
            if number in self.model.ticked and each.counted is not None
        )

    def agreeing(self) -> tuple[Cell, ...]:
        """Cells whose figure in the draft is the counted one: taking over gives them their origin."""
        found = comparisons(self._state.counted, self._open_report.report)
        return tuple(each.cell for each in found if each.counted is not None and not each.differs)

    def _line(self, each: CellComparison) -> TableLine:
        report = self._open_report
        rows = places_text(each.places, _MOST_PLACES)
        texts = (
            report.edition.name_of(each.cell),
            "未统计" if each.counted is None else str(each.counted),
            report.report.unread.get(each.cell, "") if each.drafted is None else show_figure(each.drafted),
            "" if each.last_year is None else show_figure(each.last_year),
            f"没有确定：{rows}" if each.counted is None and rows else rows,
        )
        return TableLine(texts, strong=bool(each.counted), tip=places_text(each.places))

    def _about_last_year(self) -> str:
        """Where what was carried in is not what last year carried out; all of it is listed on the page of rows."""
        found = self._state.about_carry_over(self._open_report.last_year)
        if not found:
            return "" if self._state.last is None else f"✓ 结转的申请与上年台账“{self._state.last.file}”逐件相同。"
        shown = "；".join(found[:_MOST_CARRIED])
        more = f"；等 {len(found)} 处，列在“要看的行”" if len(found) > _MOST_CARRIED else ""
        return f"△ 上年结转对不上：{shown}{more}"
