"""Preview of an import: what was read and what was not, before a draft is made of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QSplitter, QWidget

from gui.importing.file_facts import FileFacts
from gui.importing.read_contents import ReadContents
from gui.importing.read_lists import ReadLists, Suggestions
from gui.kit.flow_layout import flow
from gui.kit.help_topics import set_help_topic
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, label
from gui.session.imported_report import ImportedReport
from model.drafting.rollover import roll_over
from model.form.edition import Edition, edition_for
from model.form.reporting_year import YearError
from model.repairs.unread_cells import taking
from model.report.edits import apply
from model.report.prior_year import roll_over_doubt, roll_over_problem

if TYPE_CHECKING:
    from model.importing import Imported

CONTAINER_NAMES = {
    "docx": "Word 文档",
    "doc": "Word 97 文档",
    "rtf": "RTF 文档",
    "odt": "ODF 文档",
    "xml": "Word XML 文档",
    "xlsx": "Excel 工作簿",
    "xls": "Excel 97 工作簿",
    "ods": "ODF 表格",
    "html": "网页",
    "mht": "网页存档",
    "pdf": "PDF",
    "ofd": "OFD 版式文件",
    "txt": "文本",
    "json": "本程序的文件",
}
SIDE_WIDTH, LEAST_SIDE_WIDTH = 360, 280


class ImportPreview(QWidget):
    """Shows what was read, allows to correct organ and years, and makes the draft."""

    PURPOSE = "导入"

    draft_made = Signal(object, object)
    """``Report`` and last year's ``Report`` or ``None``."""
    cancelled = Signal()

    def __init__(
        self,
        imported: "Imported",
        path_name: str,
        editions: Mapping[str, Edition],
        year: int,
        current_year: int,
        parent: QWidget | None = None,
    ) -> None:
        """``year``: the proposed year of the draft; ``current_year``: the one that is reported on now."""
        super().__init__(parent)
        set_help_topic(self, "import")
        self._imported = imported
        self._editions = editions
        self._read = ImportedReport(imported.report, editions[imported.report.edition])
        self._path_name = path_name
        own = imported.report.year
        self._is_current = imported.last_year is not None or (own or 0) >= current_year
        """The file is the report of this year itself, not last year's."""
        self.contents = ReadContents(self._read)
        self.facts = FileFacts(self._read, own + 1 if own and year <= own else year, *self._more_facts())
        self.lists = ReadLists(
            imported.notes, self._read, shown_table=lambda: self.contents.shown_table, accept=self._accept
        )
        self._build()
        self._connect()
        self._check_years()
        if doubtful := next((line.cell for line in self.lists.notes.lines if line.cell), None):
            self.contents.show_table(doubtful.table)

    # -- building

    def _build(self) -> None:
        papers = QSplitter()
        papers.setProperty("role", "papers")
        papers.setHandleWidth(4 * STEP)
        papers.setChildrenCollapsible(False)
        papers.addWidget(self._build_side())
        papers.addWidget(self.contents)
        papers.setSizes([SIDE_WIDTH, 1000])
        papers.setStretchFactor(1, 1)
        holder = QWidget()
        holder.setLayout(column(papers, margin=4 * STEP))
        whole = column(self._build_head(), holder, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_head(self) -> QFrame:
        head = frame("bar")
        self._title = Elided(f"{self.PURPOSE}：{self._path_name}", "title")
        self.cancel = button("取消", self.cancelled.emit, tip="不导入，回到草稿列表")
        self.as_it_is = button("按原样编辑", self._make_as_it_is, tip="文件本身成为草稿，数字和文字都照搬")
        self.roll = button(
            "", self._make_rolled_over, tip="上年结转取自文件的“结转下年度”，其余数字空着；文字照搬，年份顺延"
        )
        badges = _badge(CONTAINER_NAMES.get(self._imported.container, "")), _badge(self._read.edition.name)
        head.setLayout(flow(self._title, *badges, 1, *self._buttons(), margin=3 * STEP))
        return head

    def _buttons(self) -> tuple[QPushButton, ...]:
        """The buttons at the right of the head, the main one last."""
        rest, main = (self.roll, self.as_it_is) if self._is_current else (self.as_it_is, self.roll)
        main.setProperty("role", "main")
        return self.cancel, rest, main

    def _build_side(self) -> QWidget:
        both = QWidget()
        inside = column(self.facts, self.lists, gap=4 * STEP)
        inside.setStretch(1, 1)
        both.setLayout(inside)
        side = self._side = QScrollArea()  # on a low screen facts and lists do not fit one above the other
        side.setWidget(both)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setMinimumWidth(LEAST_SIDE_WIDTH)
        return side

    def _more_facts(self) -> tuple[QWidget, ...]:
        """Additional widgets below the facts."""
        return ()

    def _connect(self) -> None:
        for each in (self.lists.notes, self.lists.findings):
            each.cell_chosen.connect(self.contents.show_cell)
        self.lists.findings.text_chosen.connect(self.contents.show_text)
        self.facts.years_changed.connect(self._check_years)

    # -- showing

    def show_lists(self) -> None:
        """Scrolls to the lists of notes and findings, where the screen is low."""
        self._side.ensureWidgetVisible(self.lists.stack)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.as_it_is if self._is_current else self.roll).setFocus()

    def _check_years(self) -> None:
        """Shows objections to the years in the fields, and enables the drafts that are possible."""
        year = self.facts.new_year.value()
        self.roll.setText(f"生成 {year} 年度草稿")
        try:
            last = self.facts.year
        except YearError as error:
            problem, doubt, is_year = str(error), "", False
        else:
            problem, doubt, is_year = roll_over_problem(last, year), roll_over_doubt(last, year), True
        self.as_it_is.setEnabled(is_year)
        self.roll.setEnabled(not problem)
        self.facts.show_doubt(problem or doubt, possible=not problem)

    def _accept(self, suggestions: Suggestions) -> None:
        """Accepts the suggested figures as if they had been read."""
        if not suggestions:
            return
        report, _ = apply(self._read.report, taking(self._read.report, self._read.edition, suggestions))
        self._read.take(report)
        self.contents.refresh_tables()
        self.lists.refresh()
        self.facts.show_filled()

    # -- making a draft

    def _make_rolled_over(self) -> None:
        last_year, year = self.facts.corrected_report(), self.facts.new_year.value()
        own = self._editions[last_year.edition]
        self.draft_made.emit(roll_over(last_year, edition_for(year, self._editions), year, own), last_year)

    def _make_as_it_is(self) -> None:
        self.draft_made.emit(self.facts.corrected_report(), self._imported.last_year)


def _badge(text: str) -> QLabel:
    """A badge as high as its text, independent of the height of its line."""
    made = label(text, "badge-plain")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setVisible(bool(text))
    return made
