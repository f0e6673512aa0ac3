"""What an import read and what it did not, before a draft is made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QShowEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.kit.fields import Field
from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, label, row, set_style_property
from gui.narrative.text_editor import TextEditor
from gui.session.imported_report import ImportedReport
from model.checks.findings import Finding, Severity
from model.drafting.rollover import roll_over
from model.form.edition import PREFACE, Edition, edition_for
from model.form.figures import plain, show_figure
from model.form.reporting_year import YearError, read_year, reporting_year
from model.form.tables import Cell
from model.repairs.unread_cells import Suggestion, taking
from model.report.edits import apply
from model.report.prior_year import roll_over_doubt, roll_over_problem
from model.report.report import Report

if TYPE_CHECKING:
    from model.importing import Imported, Note

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
KINDS = {
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
    "txt": "文本",
    "json": "本程序的文件",
}
SIDE = 360
LIST_LEAST = 140
"""Height of the list of notes or findings at any rate, in px: four lines and a half."""
FIRST_YEAR, LAST_YEAR = 2008, 2099
"""The regulation has been in force since 2008."""


@dataclass(frozen=True)
class Line:
    """One thing to know about the file."""

    says: str
    where: str
    cell: Cell | None = None
    finding: Finding | None = None
    """What was found; ``None`` where the line speaks of the reading."""

    @property
    def text(self) -> str:
        return f"{self.says}\n{self.where}" if self.where else self.says


def lines_of_notes(notes: "tuple[Note, ...]", read: ImportedReport) -> tuple[Line, ...]:
    """Doubtful cells first, each with the text that stood there and what it may mean."""
    return tuple(_line_of_note(note, read) for note in sorted(notes, key=_is_no_cell))


def _line_of_note(note: "Note", read: ImportedReport) -> Line:
    offer = read.suggestions.get(note.cell) if note.cell else None
    if offer is None or note.cell is None:
        return Line(f"△ {note.what}", _place(note), note.cell)
    if note.cell not in read.report.unread:
        name = read.edition.name_of(note.cell)
        return Line(f"✓ {name}：已采用 {show_figure(offer.figure)}", _place(note), note.cell)
    return Line(f"△ {note.what}", f"{_place(note)}\n建议：{offer.why}", note.cell)


def _is_no_cell(note: "Note") -> bool:
    return note.cell is None


def _place(note: "Note") -> str:
    raw = " ".join(note.raw.split())
    raw = f"原文：{raw[:60]}{'…' if len(raw) > 60 else ''}" if raw and raw not in note.what else ""
    return "　".join(filter(None, (note.where, raw)))


def lines_of_findings(read: ImportedReport) -> tuple[Line, ...]:
    signs = {Severity.ERROR: "✕", Severity.WARNING: "△"}
    return tuple(
        Line(f"{signs[each.severity]} {each.place}：{each.message}", "", next(iter(each.cells), None), each)
        for each in read.findings()
    )


def mended(report: Report, organ: str, year: int | None) -> Report:
    """The report with organ and year as a person corrected them."""
    texts = {**report.texts, "organ": organ.strip(), "year": str(year or "")}
    return report.with_(texts={key: text for key, text in texts.items() if text})


class ImportPreview(QWidget):
    """Shows what was read, lets the person mend organ and years, and makes the draft."""

    DEED = "导入"

    draft_made = Signal(object, object)
    """``Report`` and last year's ``Report`` or ``None``."""
    cancelled = Signal()

    def __init__(
        self,
        imported: "Imported",
        path_name: str,
        editions: Mapping[str, Edition],
        year: int,
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``year``: the year that a draft is most probably wanted for."""
        super().__init__(parent)
        self._imported = imported
        self._editions = editions
        self._read = ImportedReport(imported.report, editions[imported.report.edition])
        self._path_name = path_name
        own = imported.report.year
        self._offered = own + 1 if own and year <= own else year
        self._as_it_is_is_main = imported.last_year is not None or (own or 0) >= reporting_year(today())
        self._build()
        self._wire()
        self._judge()
        if doubtful := next((line.cell for line in self.notes.lines if line.cell), None):
            self._show_table(doubtful.table)

    # -- building

    def _build(self) -> None:
        papers = QSplitter()
        papers.setProperty("role", "papers")
        papers.setHandleWidth(4 * STEP)
        papers.setChildrenCollapsible(False)
        papers.addWidget(self._built_side())
        papers.addWidget(self._built_contents())
        papers.setSizes([SIDE, 1000])
        papers.setStretchFactor(1, 1)
        holder = QWidget()
        holder.setLayout(column(papers, margin=4 * STEP))
        whole = column(self._built_head(), holder, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _built_head(self) -> QFrame:
        head = frame("bar")
        self._title = Elided(f"{self.DEED}：{self._path_name}", "title")
        kind = KINDS.get(self._imported.container, "")
        self.cancel = button("取消", self._note_cancel, tip="不导入，回到草稿列表")
        self.as_it_is = button("按原样编辑", self._make_as_it_is, tip="文件本身成为草稿，数字和文字都照搬")
        self.roll = button(
            "", self._make_rolled, tip="上年结转取自文件的“结转下年度”，其余数字空着；文字照搬，年份顺延"
        )
        badges = _badge(kind), _badge(self._read.edition.name)
        head.setLayout(flow(self._title, *badges, 1, *self._deeds(), margin=3 * STEP))
        return head

    def _deeds(self) -> tuple[QPushButton, ...]:
        """The buttons at the right of the head, the main one last."""
        rest, main = (self.roll, self.as_it_is) if self._as_it_is_is_main else (self.as_it_is, self.roll)
        main.setProperty("role", "main")
        return self.cancel, rest, main

    def _built_side(self) -> QWidget:
        both = QWidget()
        inside = column(self._built_facts(), self._built_lines(), gap=4 * STEP)
        inside.setStretch(1, 1)
        both.setLayout(inside)
        side = self._side = QScrollArea()  # on a low screen facts and lists do not fit one above the other
        side.setWidget(both)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setMinimumWidth(280)
        return side

    def show_lists(self) -> None:
        """Brings the lists of notes and findings into sight, where the screen is low."""
        self._side.ensureWidgetVisible(self._list_stack)

    def _built_facts(self) -> QFrame:
        report = self._imported.report
        self.organ, self.file_year, self.new_year = Field("机关名称"), Field("文件的年度"), YearBox()
        self.organ.show_text(report.organ)
        self.organ.setPlaceholderText("没有读出，请填写全称")
        self.organ.setToolTip(report.organ)
        self.file_year.show_text(str(report.year or ""))
        self.file_year.setPlaceholderText("没有读出")
        self.new_year.setValue(self._offered)
        less = button("－", self.new_year.stepDown, tip="早一年")
        more = button("＋", self.new_year.stepUp, tip="晚一年")
        less.setAccessibleName("新年度早一年")
        more.setAccessibleName("新年度晚一年")
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(3 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        years = row(self.new_year, less, more, gap=STEP)
        years.setStretch(0, 1)
        for name, widget, line in (
            ("机关名称", self.organ, row(self.organ)),
            ("文件的年度", self.file_year, row(self.file_year)),
            ("新年度", self.new_year, years),
        ):
            said = label(name)
            said.setBuddy(widget)
            at = grid.rowCount()
            grid.addWidget(said, at, 0)
            grid.addLayout(line, at, 1)
        self._doubt = label("", "warning", wrap=True)
        card = frame("card")
        card.setLayout(column(grid, self._doubt, *self._built_standing(), *self._built_more(), margin=4 * STEP))
        return card

    def _built_more(self) -> tuple[QWidget, ...]:
        """What stands under the facts besides."""
        return ()

    def _built_standing(self) -> tuple[QWidget, ...]:
        self._filled = label()
        self._tell_filled()
        texts = self._imported.report.texts
        counts = [
            f"{_short(self._read.edition, key)} {len(plain(texts[key])):,} 字"
            if texts.get(key)
            else f"{_short(self._read.edition, key)} 没有读到"
            for key in self._read.edition.text_keys
        ]
        self._words_read = label("文字：" + "，".join(counts), "small", wrap=True)
        holder = QWidget()
        holder.setLayout(row(self._filled, 1))
        return holder, self._words_read

    def _tell_filled(self) -> None:
        filled, cells = self._read.filled, len(self._read.edition.cells)
        self._filled.setText(f"{'✓' if filled == cells else '△'} 读出 {filled} / {cells} 格")
        set_style_property(self._filled, "role", "badge-good" if filled == cells else "badge-warning")

    def _built_lines(self) -> QFrame:
        notes = lines_of_notes(self._imported.notes, self._read)
        doubtful = sum(line.cell is not None for line in notes)
        card = frame("card")
        self._list_stack, self._list_tabs = QStackedWidget(), QButtonGroup(self)
        self._list_stack.setProperty("role", "plain")
        self._list_stack.setMinimumHeight(LIST_LEAST)
        counts = f"{doubtful} 格有疑问，{len(notes) - doubtful} 处其他" if notes else ""
        tabs = row(
            self._tab(self._list_tabs, f"没有读懂 {len(notes)}", 0),
            self._tab(self._list_tabs, "", 1),
            1,
            gap=STEP,
        )
        self.notes = LineList("没有读懂的地方", notes)
        self.findings = LineList("核对发现", ())
        self._all_agrees = _said("✓ 勾稽关系全部一致")
        self._found = QStackedWidget()
        self._found.setProperty("role", "plain")
        self._found.addWidget(self.findings)
        self._found.addWidget(self._all_agrees)
        self._list_stack.addWidget(self.notes if notes else _said("✓ 全部读懂"))
        self._list_stack.addWidget(self._found)
        self._show_findings()
        self._counts = label(counts, "small")
        self._counts.setVisible(bool(counts))
        inside = column(tabs, self._counts, self._list_stack, self._built_offers(), margin=3 * STEP)
        inside.setStretch(2, 1)
        card.setLayout(inside)
        return card

    def _show_findings(self) -> None:
        found = lines_of_findings(self._read)
        self.findings.show_lines(found)
        self._found.setCurrentWidget(self.findings if found else self._all_agrees)
        self._list_tabs.button(1).setText(f"核对发现 {len(found)}")

    def _built_offers(self) -> QWidget:
        """Offers for cells that could not be read are taken one by one, for a table, or all."""
        self._offers_bar = QWidget()
        self.take_one = button("采用本格", self._take_one, tip="采用选中那一条的建议")
        self.take_table = button("采用本表", self._take_table, tip="采用当前这张表的全部建议")
        self.take_all = button("全部采用", self._take_all)
        self._offers_bar.setLayout(row(self.take_one, self.take_table, self.take_all, 1, gap=STEP))
        self._tell_offers()
        return self._offers_bar

    def _built_contents(self) -> QFrame:
        card = frame("card")
        self._contents, self._content_tabs = QStackedWidget(), QButtonGroup(self)
        self._contents.setProperty("role", "plain")
        self.tables: dict[str, TableView] = {}
        tabs = row(gap=STEP)
        for at, table in enumerate(self._read.edition.tables):
            unread = sum(cell in table.cell_set for cell in self._imported.report.unread)
            tabs.addWidget(self._tab(self._content_tabs, f"{table.name} △ {unread}" if unread else table.name, at))
            self.tables[table.id] = TableView(TableModel(self._read, table, self))
            self._contents.addWidget(self.tables[table.id])
        tabs.addWidget(self._tab(self._content_tabs, "文字", len(self.tables)))
        tabs.addStretch(1)
        self.words = TextEditor()
        self.words.setReadOnly(True)
        self.words.setAccessibleName("读出的文字")
        self._begins = _show_sections(self.words, self._imported.report, self._read.edition)
        self._contents.addWidget(self.words)
        inside = column(tabs, self._contents, margin=3 * STEP)
        inside.setStretch(1, 1)
        card.setLayout(inside)
        return card

    def _tab(self, group: QButtonGroup, text: str, at: int) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("role", "tab")
        made.setCheckable(True)
        made.setChecked(at == 0)
        made.setAutoDefault(False)
        group.addButton(made, at)
        return made

    def _wire(self) -> None:
        self._list_tabs.idClicked.connect(self._list_stack.setCurrentIndex)
        self._list_tabs.idClicked.connect(self._show_counts)
        self._content_tabs.idClicked.connect(self._contents.setCurrentIndex)
        self.notes.cell_chosen.connect(self.show_cell)
        self.findings.cell_chosen.connect(self.show_cell)
        self.findings.words_chosen.connect(self.show_words)
        self.file_year.textChanged.connect(self._judge)
        self.new_year.valueChanged.connect(self._judge)

    # -- outside

    def show_cell(self, cell: Cell) -> None:
        """The table with the cell, and the cell current in it."""
        self._show_table(cell.table)
        self.tables[cell.table].go_to(cell)

    def show_words(self, finding: Finding) -> None:
        """The section of words that the finding is about; what it speaks of is selected."""
        start, length = self._begins.get(finding.section, 0), 0
        if (passage := finding.passage) is not None:
            start, length = start + passage.start, passage.end - passage.start
        self._show_tab(len(self.tables))
        self.words.select_place(start, length)
        self.words.setFocus()

    def _show_table(self, table_id: str) -> None:
        self._show_tab(list(self.tables).index(table_id))

    def _show_tab(self, at: int) -> None:
        self._content_tabs.button(at).setChecked(True)
        self._contents.setCurrentIndex(at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.as_it_is if self._as_it_is_is_main else self.roll).setFocus()

    # -- offers

    def _open_offers(self) -> "dict[Cell, Suggestion]":
        return {cell: offer for cell, offer in self._read.suggestions.items() if cell in self._read.report.unread}

    def _tell_offers(self) -> None:
        left = len(self._open_offers())
        self._offers_bar.setVisible(bool(left))
        self.take_all.setText(f"全部采用 {left}")

    def _take_one(self) -> None:
        index = self.notes.currentIndex()
        cell = self.notes.lines[index.row()].cell if index.isValid() else None
        self._take({each: offer for each, offer in self._open_offers().items() if each == cell})

    def _take_table(self) -> None:
        at = self._content_tabs.checkedId()
        shown = list(self.tables)[at] if 0 <= at < len(self.tables) else ""
        self._take({each: offer for each, offer in self._open_offers().items() if each.table == shown})

    def _take_all(self) -> None:
        self._take(self._open_offers())

    def _take(self, taken: "dict[Cell, Suggestion]") -> None:
        if not taken:
            return
        report, _ = apply(self._read.report, taking(self._read.report, self._read.edition, taken))
        self._read.take(report)
        for view in self.tables.values():
            view.model().layoutChanged.emit()
        self.notes.show_lines(lines_of_notes(self._imported.notes, self._read))
        self._show_findings()
        self._tell_filled()
        self._tell_offers()

    # -- judging

    def _show_counts(self, at: int) -> None:
        self._counts.setVisible(at == 0 and bool(self._counts.text()))

    def _judge(self) -> None:
        """Says what speaks against the years that are there, and which button still makes sense."""
        year = self.new_year.value()
        self.roll.setText(f"生成 {year} 年度草稿")
        try:
            last = self._last()
        except YearError as error:
            self._say(str(error), possible=False)
            self.as_it_is.setEnabled(False)
            return
        self.as_it_is.setEnabled(True)
        problem = roll_over_problem(last, year)
        self._say(problem or roll_over_doubt(last, year), possible=not problem)

    def _say(self, sentence: str, *, possible: bool) -> None:
        self.roll.setEnabled(possible)
        self._doubt.setText(f"{'△' if possible else '✕'} {sentence}" if sentence else "")
        self._doubt.setVisible(bool(sentence))
        set_style_property(self._doubt, "role", "warning" if possible else "error")

    def _last(self) -> int | None:
        """The file's year as it stands in the field; ``None`` while that is empty."""
        text = self.file_year.text()
        return read_year(text) if text.strip() else None

    # -- making

    def _mended(self) -> Report:
        return mended(self._read.report, self.organ.text(), self._last())

    def _make_rolled(self) -> None:
        last_year, year = self._mended(), self.new_year.value()
        own = self._editions[last_year.edition]
        self.draft_made.emit(roll_over(last_year, edition_for(year, self._editions), year, own), last_year)

    def _make_as_it_is(self) -> None:
        self.draft_made.emit(self._mended(), self._imported.last_year)

    def _note_cancel(self) -> None:
        self.cancelled.emit()


class YearBox(QSpinBox):
    """A year. The wheel goes past it unless it has the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(FIRST_YEAR, LAST_YEAR)
        self.setAccessibleName("新年度")
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Lines(QAbstractListModel):
    def __init__(self, lines: tuple[Line, ...]) -> None:
        super().__init__()
        self.lines = lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Role.DisplayRole) -> str | None:
        return self.lines[index.row()].text if role in (Role.DisplayRole, Role.AccessibleTextRole) else None


class LineList(QListView):
    """Lines of words; one that speaks of a cell, or of words, leads there by click or Enter."""

    cell_chosen = Signal(object)
    """``Cell``."""
    words_chosen = Signal(object)
    """``Finding``: it is about a section of words."""

    def __init__(self, name: str, lines: tuple[Line, ...]) -> None:
        super().__init__()
        self.lines = lines
        self._model = _Lines(lines)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(STEP)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._lead)
        self.activated.connect(self._lead)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Other words for the same list, or a shorter one; the current line stays current."""
        at = self.currentIndex().row()
        self.lines = lines
        self._model.beginResetModel()
        self._model.lines = lines
        self._model.endResetModel()
        self.setCurrentIndex(self._model.index(min(at, len(lines) - 1)))

    def _lead(self, index: QModelIndex) -> None:
        line = self.lines[index.row()]
        if line.cell is not None and (line.finding is None or line.finding.passage is None):
            self.cell_chosen.emit(line.cell)
        elif line.finding is not None and line.finding.section:
            self.words_chosen.emit(line.finding)


def _badge(text: str) -> QLabel:
    """As high as its text, however high its line is."""
    made = label(text, "badge-plain")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setVisible(bool(text))
    return made


def _said(sentence: str) -> QLabel:
    """In the place of a list that would be empty."""
    made = label(sentence, "muted")
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def _short(edition: Edition, key: str) -> str:
    return "前言" if key == PREFACE else edition.section(key).numeral


def _title(edition: Edition, key: str) -> str:
    return "前言" if key == PREFACE else edition.section(key).title


def _show_sections(paper: TextEditor, report: Report, edition: Edition) -> dict[str, int]:
    """Every section of words under its title; where each section's words begin, in characters."""
    begins: dict[str, int] = {}
    heads: list[int] = []
    lines: list[str] = []
    for key in edition.text_keys:
        heads.append(len(lines))
        begins[key] = sum(len(line) + 1 for line in lines) + len(_title(edition, key)) + 1
        lines += [_title(edition, key), *(report.texts.get(key) or "（没有读到）").split("\n")]
    paper.show_words("\n".join(lines))
    strong, flush = QTextCharFormat(), QTextBlockFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    flush.setTextIndent(0)
    for at in heads:
        cursor = QTextCursor(paper.document().findBlockByNumber(at))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(strong)
        cursor.mergeBlockFormat(flush)
    paper.moveCursor(QTextCursor.MoveOperation.Start)
    return begins
