"""The page of one draft: sections at the left, a table or text in the middle, findings at the right."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gui.editor.documents_menu import DocumentsMenu
from gui.editor.dropped_files import DroppedFiles
from gui.editor.editor_foot import EditorFoot
from gui.editor.editor_head import EditorHead
from gui.editor.editor_palette import EditorPalette
from gui.editor.find_bar import FindBar
from gui.editor.findings_panel import FindingsPanel
from gui.editor.folding_panel import FoldingSplitter
from gui.editor.history_dialogs import HistoryDialogs
from gui.editor.page_stack import PageStack
from gui.editor.progress_label import ProgressLabel
from gui.editor.report_commands import ReportCommands
from gui.editor.report_navigation import ReportNavigation
from gui.editor.save_error_banner import SaveErrorBanner
from gui.editor.section_list import SectionList
from gui.editor.sign_off_bar import SignOffBar
from gui.editor.table_page import TablePage
from gui.editor.tools_menu import ToolsMenu
from gui.editor.view_commands import ViewCommands
from gui.editor.visited_finding import VisitedFinding
from gui.grid.guidance_dialog import CellGuidance
from gui.kit.commands import SEPARATOR, Command
from gui.kit.focus_return import FocusPage
from gui.kit.help_topics import HELP_REQUESTS, set_help_topic
from gui.kit.status_line import StatusLine
from gui.kit.theme import STEP
from gui.kit.widgets import column, frame, row
from gui.output.export_controller import ExportController
from gui.output.export_result_bar import ExportResultBar
from gui.register.register_commands import RegisterCommands
from gui.session.open_report import OpenReport
from model.checks.context import FACTS_SECTION
from model.form.edition import Edition
from model.form.tables import Cell
from model.store.settings import with_first

NAVIGATION_WIDTH = 196
PANEL_WIDTH = 296


class EditorCommands(Protocol):
    """The commands of the editor that concern the window; see :class:`gui.app.main_window.MainWindow`."""

    def show_home(self) -> None:
        """Returns to the list of drafts."""

    def open_palette(self) -> None:
        """Opens the palette of targets and commands."""

    def general_commands(self) -> list[Command]:
        """The commands of every page: settings and help."""

    def show_all_guidance(self) -> None:
        """Opens the help at 填报口径."""

    def import_file(self, path: Path, /) -> None:
        """Imports a dropped file as another draft."""

    def continue_in_copy(self) -> None:
        """Saves the current content as a new draft, as the draft can no longer be saved."""


class EditorPage(FocusPage):
    """Builds the parts of the editor and connects their signals."""

    def __init__(
        self, open_report: OpenReport, editions: dict[str, Edition], resources: Path, commands: EditorCommands
    ) -> None:
        super().__init__()
        set_help_topic(self, "start")
        self.open_report = open_report
        self._commands = commands
        self.status = StatusLine()
        """The status sink of all parts of the page."""
        self.pages = PageStack(open_report, self.status)
        self.find_bar = FindBar(open_report, self.status)
        self.navigation = SectionList(open_report)
        self.panel = FindingsPanel(open_report, self.status)
        self.places = ReportNavigation(open_report, self.navigation, self.pages, self.panel, self.status)
        self.visited = VisitedFinding(self)
        self.edits = ReportCommands(open_report, self.pages, self.status, self, self.restore_focus)
        self.history = HistoryDialogs(open_report, self, self.status)
        self.banner = SaveErrorBanner()
        self.sign_off = SignOffBar(open_report, self.status, self)
        self.exported = ExportResultBar(open_report, self.status, self)
        self.exporter = ExportController(self, open_report, editions, resources, self.status, self.commit)
        self.views = ViewCommands(open_report, self.pages, self.exporter, self.status)
        self.documents = DocumentsMenu(
            self, open_report, editions, self.sign_off, self.exporter, self.status, self.restore_focus
        )
        self.register = RegisterCommands(
            self, open_report, editions, resources, self.status, self.commit, self.restore_focus
        )
        self.documents.register = self.register
        self.tools = ToolsMenu(self, self._tool_commands)
        self.palette_choices = EditorPalette(
            open_report.edition, self.navigation, self.places, self.tools, self.documents, self.exporter, self.leave
        )
        self.guidance = CellGuidance(self, open_report.edition, editions, resources, self.pages.cell_on_screen)
        self.head = EditorHead(open_report, self, self.edits, self.tools.button, self.documents.button)
        show_prior_year, zoom_by = self.views.show_prior_year, self.pages.zoom_by
        self.foot = EditorFoot(open_report, self.status, self.toggle_panel, show_prior_year, zoom_by)
        self.splitter = FoldingSplitter(self.pages, self.panel, PANEL_WIDTH)
        self.dropped_files = DroppedFiles(self, self.documents.compare_with, commands.import_file)
        self._build()
        self._connect()
        self._connect_pages()
        named = bool(open_report.report.organ)
        self.navigation.choose(open_report.edition.tables[1].section if named else FACTS_SECTION)

    def _build(self) -> None:
        side = frame("side")
        side.setFixedWidth(NAVIGATION_WIDTH)
        self.progress = ProgressLabel(self.open_report)
        side.setLayout(column(self.navigation, self.progress))
        self.navigation.setContentsMargins(0, 2 * STEP, 0, 0)
        middle = QWidget()
        inside = row(side, self.splitter, gap=0)
        inside.setStretch(1, 1)
        middle.setLayout(inside)
        parts = (self.head, self.banner, self.sign_off, self.exported, self.find_bar, middle, self.foot)
        self.setLayout(column(*parts, gap=0))

    def _connect(self) -> None:
        self.edits.stepped.connect(self.places.go_to_change)
        self.navigation.selectionModel().currentChanged.connect(self._show_section)
        self.navigation.clicked.connect(self.restore_focus)
        self.panel.finding_chosen.connect(self.places.go_to_finding)
        self.panel.finding_chosen.connect(self.visited.visit)
        self.panel.mark_chosen.connect(self.places.go_to_mark)
        self.panel.cell_chosen.connect(self.places.go_to_cell)
        self.panel.repairs.advice_changed.connect(self._mark_suspects)
        self.panel.cells_hovered.connect(self.pages.highlight)
        self.panel.years_wanted.connect(self.edits.check_years)
        self.panel.list.link_clicked.connect(self.restore_focus)
        self.panel.fold_wanted.connect(self.toggle_panel)
        self.find_bar.hit_chosen.connect(self.places.go_to_hit)
        self.find_bar.closed.connect(self.restore_focus)
        self.open_report.linked_text_updated.connect(self._show_linked_text_updated)
        self.open_report.saving.changed.connect(self.banner.show_saving)
        self.banner.retry_requested.connect(self.open_report.saving.try_now)
        self.banner.export_requested.connect(partial(self.exporter.export_report, ".docx"))
        self.banner.copy_requested.connect(self._commands.continue_in_copy)
        self.sign_off.dismissed.connect(self._keep_dismissed)
        self.exporter.writing.connect(self._show_writing)
        self.exporter.written.connect(self.exported.show_files)
        self.exported.send_wanted.connect(self.sign_off.send)
        self.exported.closed.connect(self.restore_focus)
        self.guidance.closed.connect(self.restore_focus)
        self.guidance.all_wanted.connect(self._commands.show_all_guidance)

    def _connect_pages(self) -> None:
        for table in self.pages.tables.values():
            table.view.selection_summary_changed.connect(self.foot.selection.setText)
            table.view.refused_text_kept.connect(self.foot.show_refused_text)
            table.view.zoomed.connect(self.pages.set_zoom)
            table.view.zoomed.connect(self.foot.show_zoom)
            table.view.cell_entered.connect(self._enter_cell)
            table.view.history_requested.connect(self.history.show_cell_history)
            table.view.guidance_wanted.connect(self.guidance.show_for)
            table.bar.applications_wanted.connect(self.register.show_applications)
            table.view.applications_wanted.connect(self.register.show_applications)
            table.count_wanted.connect(self.register.ask_and_count)
        for text in self.pages.texts.values():
            text.marks.cell_requested.connect(self.places.go_to_cell)
            text.steps.stepped.connect(self.places.go_to_change)
            text.marks.confirmed.connect(self.places.go_to_next_section_to_check)
            text.years_wanted.connect(self.edits.check_years)

    # -- following

    @property
    def page(self) -> QWidget:
        """The page on the screen."""
        return self.pages.page

    def _show_section(self, _current: QModelIndex | None = None, _previous: QModelIndex | None = None) -> None:
        key = self.navigation.current_key
        if key:
            self.commit()
            had_focus = self.pages.isAncestorOf(QApplication.focusWidget() or self)
            self.pages.show_section(key)
            if had_focus:  # otherwise Qt moves it to the first button of the page
                self.restore_focus()
            self.panel.show_section(key)
            if not isinstance(self.page, TablePage):
                self.guidance.close()
            self.foot.selection.setText("")

    def _enter_cell(self, cell: Cell) -> None:
        self.pages.highlight(frozenset())
        self.guidance.follow(cell)

    def _mark_suspects(self) -> None:
        self.pages.mark_suspects(self.panel.repairs.suspects)

    def _show_linked_text_updated(self) -> None:
        self.status.show_status(f"{self.open_report.undo_label}（可以撤销）")

    def _show_writing(self, is_writing: bool) -> None:
        self.head.show_writing(is_writing)
        if is_writing:
            self.exported.hide()

    def _keep_dismissed(self, notice: str) -> None:
        kept = self.exporter.settings
        self.exporter.change(replace(kept, dismissed_notices=with_first(kept.dismissed_notices, notice)))

    # -- focus

    def focus_main_widget(self) -> None:
        """Focuses the first cell of the table shown, else the main widget of the page."""
        self.pages.take_focus()

    def restore_focus(self, _index: QModelIndex | None = None) -> None:
        """Returns the focus to the current cell or text cursor of the page."""
        self.pages.restore_focus()

    # -- views

    def open_find(self, *, replacing: bool = False) -> None:
        """Ctrl+F, Ctrl+H (``replacing``): opens the find bar with the selected text."""
        self.commit()
        here = self.pages.place(self.navigation.current_key)
        self.find_bar.open_with(self.pages.selected_text(), replacing=replacing, here=here)

    def toggle_panel(self) -> None:
        """F9: folds or unfolds the findings panel; the focus stays in the page."""
        self.splitter.toggle()
        self.restore_focus()

    def show_guidance(self) -> None:
        """F1: shows the guidance for the current cell; requests all guidance if no table is shown. After a click on a
        finding, its rule."""
        cell = self.pages.current_cell
        if self.visited.topic:
            HELP_REQUESTS.asked.emit(self.visited.topic, self)
        elif cell is None:
            self._commands.show_all_guidance()
        else:
            self.guidance.show_for(cell)

    # -- changing

    def commit(self) -> None:
        """Commits pending input of the page."""
        self.pages.commit()

    def undo(self) -> None:
        """Commits pending input, undoes the last step and shows what it changed."""
        self.edits.undo()

    def redo(self) -> None:
        """Commits pending input, redoes the step undone last and shows what it changed."""
        self.edits.redo()

    def show_history(self) -> None:
        """Commits pending input and opens the edit history."""
        self.commit()
        self.history.show_history()

    # -- files

    def export(self, suffix: str) -> None:
        """Exports the report; ``suffix`` is ``.docx`` or ``.xlsx``."""
        self.exporter.export_report(suffix)
        self.restore_focus()

    # -- menus

    def menus(self) -> list[QMenu]:
        """All menus that can be opened now, for the palette; the caller must delete them."""
        found = [self.tools.menu(), self.documents.menu()]
        if (of_page := self.pages.menu()) is not None:
            found.append(of_page)
        if (of_finding := self.panel.list.menu()) is not None and not self.splitter.is_folded:
            found.append(of_finding)
        return found

    def _tool_commands(self) -> list[Command]:
        """The commands of 工具 in the current state; without a callable if not available."""
        report, prior_year = self.open_report, self.foot.prior_year
        has_table = isinstance(self.page, TablePage)
        return [
            Command("撤销", self.undo if report.undo_label else None, "Ctrl+Z"),
            Command("重做", self.redo if report.redo_label else None, "Ctrl+Y"),
            Command("历次改动", self.show_history, "Ctrl+Shift+H"),
            SEPARATOR,
            Command("查找", self.open_find, "Ctrl+F"),
            Command("替换", partial(self.open_find, replacing=True) if not report.is_final else None, "Ctrl+H"),
            Command("按名称转到、执行命令…", self._commands.open_palette, "Ctrl+K"),
            Command("下一处不一致", self.places.go_to_next_finding, "F7"),
            Command("全部年份已顺延…", self.edits.check_years if not report.is_final else None),
            Command("空白补 0", self.edits.fill_with_zero if not report.is_final else None),
            SEPARATOR,
            Command("核对结果", self.toggle_panel, "F9", is_on=not self.splitter.is_folded),
            Command("对照上年", prior_year.click if report.last_year is not None else None,
                    is_on=prior_year.isChecked()),
            Command("图例", self.foot.show_legend),
            Command("回车到右边一格", self.views.toggle_enter_direction, is_on=self.views.enter_goes_right),
            SEPARATOR,
            Command("这一格的填报口径", self.show_guidance if has_table else None, "F1"),
            Command("当前问题的规则…", self.panel.explain_rule if self.panel.rule_topic else None),
            *self._commands.general_commands(),
        ]  # fmt: skip

    # -- leaving

    def leave(self) -> None:
        """Commits pending input and returns to the list of drafts."""
        self.commit()
        self._commands.show_home()

    def saved_within(self, seconds: float) -> bool:
        """Commits pending input and waits up to ``seconds`` until it is on disk; ``False`` if it is not."""
        self.commit()
        return self.open_report.saving.flush(seconds)

    def close_report(self) -> None:
        """Stops background work and closes the report; edits that cannot be written are lost."""
        self.panel.repairs.stop()
        self.open_report.close(0.5)
