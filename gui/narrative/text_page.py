"""The page of one text section: its editor beside the prior-year text."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from gui.kit.help_topics import set_help_topic
from gui.kit.lazy_page import LazyPage
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP, THEME
from gui.kit.widgets import column, label, set_style_property
from gui.narrative.mark_commands import MarkCommands
from gui.narrative.number_linking import NumberLinking
from gui.narrative.prior_year_pane import PriorYearPane, year_label
from gui.narrative.text_editor import TextEditor
from gui.narrative.text_page_head import HIDE, SHOW, TextPageHead, title_of
from gui.narrative.text_sync import TextSync
from gui.session.open_report import OpenReport
from gui.session.undo_commands import UndoCommands
from model.checks.findings import Finding
from model.checks.typography_rules import full_width, renumbered
from model.linking.prior_year_marks import years_to_check
from model.narrative.text_diff import shared
from model.report.report import Report
from model.report.text_alignment import changes_by_line


class TextPage(LazyPage):
    """Editor (本年度) and read-only prior-year text (上年). Typing is submitted to the open report in small edits, and
    changes of the open report are shown in the editor; see :class:`TextSync`."""

    years_wanted = Signal()
    """The list of all years to check was requested."""

    def __init__(self, open_report: OpenReport, key: str, status: StatusSink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_help_topic(self, "texts")
        self.key = key
        self._open_report = open_report
        self._status = status
        self.editor = TextEditor()
        title = title_of(open_report.edition, key)
        self.prior_year = PriorYearPane(open_report.last_year, key, title)
        self._sync = TextSync(open_report, key, self.editor, f"改写 {title}")
        self.steps = UndoCommands(open_report, status, self.commit, self)
        self.linking = NumberLinking(open_report, key, self.editor, status, self.commit, self)
        self.marks = MarkCommands(open_report, key, self.editor, self.linking, status, self.commit)
        self.head = TextPageHead(open_report.edition, key, self, self.marks)
        self._build()
        self._connect()
        self._sync.show_text()
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self._show_state()

    # -- for the editor page

    def commit(self) -> bool:
        """Submits pending typing as an edit; ``False`` if there is none. Called before leaving, undo and closing."""
        return self._sync.commit()

    def undo(self) -> None:
        """Submits pending typing and undoes the last step of the report."""
        self.steps.undo()

    def redo(self) -> None:
        """Like :meth:`undo`, for the step undone last."""
        self.steps.redo()

    def show_change(self, before: Report) -> None:
        """Moves the cursor to the end of the difference from ``before`` and scrolls to it."""
        old, new = before.texts.get(self.key, ""), self.editor.words()
        if old != new:
            _, end = shared(old, new)
            self.editor.select_place(len(new) - end, 0)

    def show_place(self, start: int, length: int) -> None:
        """Selects a stretch of the text, in characters, and scrolls to it."""
        self.commit()
        self.editor.select_place(start, length)
        self.editor.setFocus()

    def show_finding(self, finding: Finding) -> None:
        """Selects the passage of the finding, if it has one, and takes the focus."""
        self.commit()
        if finding.passage is not None:
            self.editor.select_place(finding.passage.start, finding.passage.end - finding.passage.start)
        self.editor.setFocus()

    # -- building

    def _build(self) -> None:
        self.editor.setAccessibleName(f"{self.head.title}，本年度")
        self.editor.setPlaceholderText(f"在此填写“{self.head.title}”，也可以从别处粘贴文字")
        self._year_label = label("", "muted")
        this_year = QWidget()
        this_year.setLayout(column(self._year_label, self.editor))
        papers = QSplitter()
        papers.setProperty("role", "papers")
        papers.setChildrenCollapsible(False)
        papers.setHandleWidth(4 * STEP)
        papers.addWidget(this_year)
        papers.addWidget(self.prior_year)
        papers.setSizes([1000, 1000])
        self.head.prior_year_button.setVisible(self._open_report.last_year is not None)
        around = QWidget()
        around.setLayout(column(papers, margin=4 * STEP))
        whole = column(self.head, around, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for editor in (self.editor, self.prior_year.editor):
            editor.undo_requested.connect(self.undo)
            editor.redo_requested.connect(self.redo)
        self.editor.input_rejected.connect(self._open_report.refuse)
        self.editor.action_chosen.connect(self.marks.run)
        self.head.mark_bar.chosen.connect(self.marks.run)
        confirm = self.marks.confirm_here
        commands = {"Ctrl+L": self.linking.link_here, "Ctrl+Return": confirm, "Ctrl+Enter": confirm}
        for keys, command in commands.items():
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(command)
        self.editor.cursorPositionChanged.connect(self._show_mark_here)
        self.prior_year.scroll_along(self.editor.verticalScrollBar())
        self._open_report.texts_changed.connect(self._follow)
        self._open_report.facts_changed.connect(self._show_year)
        self._open_report.sign_off_changed.connect(self._show_year)
        self._open_report.sign_off_changed.connect(self.schedule_refresh)
        self._open_report.to_check_changed.connect(self.schedule_refresh)
        self._open_report.findings_changed.connect(self.schedule_refresh)
        THEME.changed.connect(self.schedule_refresh)

    def hideEvent(self, event: QHideEvent) -> None:
        """Submits pending typing."""
        self.commit()
        super().hideEvent(event)

    # -- following the report

    @property
    def _may_change(self) -> bool:
        return not self.editor.isReadOnly()

    def refresh(self) -> None:
        """Shows text, marks and state of the open report."""
        self._sync.show_text()
        self._show_state()

    def _follow(self, keys: frozenset[str]) -> None:
        if self.key in keys and self.isVisible():  # otherwise done when the page is shown
            self._sync.show_text()

    def _show_year(self, _facts: object = None) -> None:
        state = "定稿，只读" if self._open_report.is_final else "编辑"
        self._year_label.setText(year_label(self._open_report.report, state))

    def _show_state(self) -> None:
        report = self._open_report.report
        set_style_property(self.editor, "readOnly", self._open_report.is_final)
        self._show_year()
        self.head.show_text(self._sync.text, may_change=self._may_change)
        if not self._sync.has_unsaved:  # during typing the editor moves the old marks
            self.marks.refresh()
        marks = self.marks.marks.values()
        matching = {each.mark.start for each in marks if each.mark.look in ("good", "linked")}
        self.prior_year.compare_with(self._sync.text, report.organ, matching)
        waiting = sum(each.section == self.key for each in self._open_report.to_check().values())
        self.head.show_marks(marks, waiting, can_list_years=self._may_change and bool(years_to_check(report)))
        self._sync.show_history()
        self._show_mark_here()

    def _show_mark_here(self) -> None:
        here = self.marks.mark_here()
        self.head.show_mark_here(
            here or self.marks.unmatched_number_here(), can_confirm=here is not None and here.can_confirm
        )

    # -- commands of the head and of shortcuts

    def toggle_prior_year(self) -> None:
        """Hides or shows the prior-year text."""
        hidden = not self.prior_year.isHidden()
        self.prior_year.setHidden(hidden)
        self.head.prior_year_button.setText(SHOW if hidden else HIDE)

    def list_years(self) -> None:
        """Emits :attr:`years_wanted`."""
        self.years_wanted.emit()

    def show_numbers(self) -> QMenu:
        """Opens the menu of insertable numbers under its button."""
        return self.linking.show_numbers(self.head.insert.mapToGlobal(self.head.insert.rect().bottomLeft()))

    def renumber_headings(self) -> None:
        """Renumbers （一）（二）（三） in order, as one edit."""
        self._rewrite(renumbered, "重排序号")

    def widen_punctuation(self) -> None:
        """Replaces half-width punctuation in Chinese text by full-width, as one edit."""
        self._rewrite(full_width, "规范标点")

    def _rewrite(self, rewritten: Callable[[str], str], what: str) -> None:
        self.commit()
        old = self._sync.text
        new = rewritten(old)
        self._open_report.write(self.key, new, f"{what} {self.head.title}", changes_by_line(old, new))
