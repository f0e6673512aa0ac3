"""One draft: sections at the left, a table or a text in the middle, findings at the right."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
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
from gui.editor.report_navigation import ReportNavigation
from gui.editor.save_error_banner import SaveErrorBanner
from gui.editor.section_list import SectionList
from gui.editor.sign_off_bar import SignOffBar
from gui.editor.table_page import TablePage
from gui.editor.tools_menu import ToolsMenu
from gui.grid.guidance_dialog import CellGuidance
from gui.kit.commands import SEPARATOR, Command
from gui.kit.focus_return import FocusPage
from gui.kit.status_line import StatusLine
from gui.kit.theme import STEP
from gui.kit.widgets import column, frame, row
from gui.narrative.years_dialog import YearsDialog
from gui.output.export_controller import ExportController
from gui.output.export_result_bar import ExportResultBar
from gui.session.open_report import OpenReport
from model.checks.context import FACTS_SECTION
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import filling_with_zero
from model.store.settings import with_first

NAVIGATION_WIDTH = 196
PANEL_WIDTH = 296


class EditorPage(FocusPage):
    """Connects its parts: what one announces, another one shows."""

    left = Signal()
    """The person wants back to the drafts."""
    help_requested = Signal()
    palette_wanted = Signal()
    all_guidance_wanted = Signal()
    """The help is wanted, at 填报口径."""
    file_dropped = Signal(object)
    """``Path``: to be imported for another draft."""
    copy_requested = Signal()
    """The report on the screen cannot be written any more, and is to become a draft of its own."""

    def __init__(self, open_report: OpenReport, editions: dict[str, Edition], resources: Path) -> None:
        super().__init__()
        self.open_report = open_report
        self.status = StatusLine()
        """Where every part of the page reports what it did."""
        self.pages = PageStack(open_report, self.status)
        self.find_bar = FindBar(open_report, self.status)
        self.navigation = SectionList(open_report)
        self.panel = FindingsPanel(open_report, self.status)
        self.places = ReportNavigation(open_report, self.navigation, self.pages, self.panel, self.status)
        self.history = HistoryDialogs(open_report, self, self.status)
        self.banner = SaveErrorBanner()
        self.sign_off = SignOffBar(open_report, self.status, self)
        self.exported = ExportResultBar(open_report, self.status, self)
        self.exits = ExportController(self, open_report, editions, resources, self.status, self.commit)
        self.documents = DocumentsMenu(
            self, open_report, editions, self.sign_off, self.exits, self.status, self.restore_focus
        )
        self.tools = ToolsMenu(self, self._tool_commands)
        self.palette_choices = EditorPalette(
            open_report.edition, self.navigation, self.places, self.tools, self.documents, self.exits, self.leave
        )
        self.guidance = CellGuidance(self, open_report.edition, editions, resources, self.pages.cell_on_screen)
        self.head = EditorHead(open_report, self, self.tools.button, self.documents.button)
        self.foot = EditorFoot(open_report, self.status, self.toggle_panel, self.toggle_prior_year, self.pages.zoom_by)
        self.splitter = FoldingSplitter(self.pages, self.panel, PANEL_WIDTH)
        self.dropped_files = DroppedFiles(self, self.documents.compare_with, self.file_dropped.emit)
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
        self.navigation.selectionModel().currentChanged.connect(self._show_section)
        self.navigation.clicked.connect(self.restore_focus)
        self.panel.finding_chosen.connect(self.places.go_to_finding)
        self.panel.mark_chosen.connect(self.places.go_to_mark)
        self.panel.cell_chosen.connect(self.places.go_to_cell)
        self.panel.repairs.advice_changed.connect(self._mark_suspects)
        self.panel.cells_hovered.connect(self.pages.highlight)
        self.panel.years_wanted.connect(self.check_years)
        self.panel.list.link_clicked.connect(self.restore_focus)
        self.panel.fold_wanted.connect(self.toggle_panel)
        self.find_bar.hit_chosen.connect(self.places.go_to_hit)
        self.find_bar.closed.connect(self.restore_focus)
        self.open_report.linked_text_updated.connect(self._show_linked_text_updated)
        self.open_report.saving_changed.connect(self.banner.show_saving)
        self.banner.retry_requested.connect(self.open_report.try_now)
        self.banner.export_requested.connect(partial(self.exits.report, ".docx"))
        self.banner.copy_requested.connect(self.copy_requested)
        self.sign_off.dismissed.connect(self._keep_put_away)
        self.exits.writing.connect(self._show_writing)
        self.exits.written.connect(self.exported.show_files)
        self.exported.send_wanted.connect(self.sign_off.send)
        self.exported.closed.connect(self.restore_focus)
        self.guidance.closed.connect(self.restore_focus)
        self.guidance.all_wanted.connect(self.all_guidance_wanted)

    def _connect_pages(self) -> None:
        for table in self.pages.tables.values():
            table.view.selection_summary_changed.connect(self.foot.selection.setText)
            table.view.refused_text_kept.connect(self.foot.show_refusal)
            table.view.zoomed.connect(self.pages.set_zoom)
            table.view.zoomed.connect(self.foot.show_zoom)
            table.view.cell_entered.connect(self._enter_cell)
            table.view.history_requested.connect(self.history.show_cell_history)
            table.view.guidance_wanted.connect(self.guidance.show_for)
        for text in self.pages.texts.values():
            text.cell_requested.connect(self.places.go_to_cell)
            text.stepped.connect(self.places.go_to_change)
            text.confirmed.connect(self.places.go_to_next_section_to_check)
            text.years_wanted.connect(self.check_years)

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
            if had_focus:  # else Qt gives it to the first button of the page
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

    def _keep_put_away(self, notice: str) -> None:
        kept = self.exits.settings
        self.exits.change(replace(kept, put_away=with_first(kept.put_away, notice)))

    # -- focus

    def focus_main_widget(self) -> None:
        """The first cell of the table shown takes the focus, or the organ's name where it is missing."""
        self.pages.take_focus()

    def restore_focus(self, _index: QModelIndex | None = None) -> None:
        """The grid or the text shown takes the focus, where it was."""
        self.pages.restore_focus()

    # -- views

    def open_find(self, *, replacing: bool = False) -> None:
        """Ctrl+F, Ctrl+H: with the text that is selected."""
        self.commit()
        here = self.pages.place(self.navigation.current_key)
        self.find_bar.open_with(self.pages.selected_text(), replacing=replacing, here=here)

    def toggle_panel(self) -> None:
        """F9: folds the findings, or shows them again; the focus stays with the work."""
        self.splitter.toggle()
        self.restore_focus()

    def show_guidance(self) -> None:
        """F1 in a table: what counts in the current cell; all there is where no table is shown."""
        cell = self.pages.current_cell
        if cell is None:
            self.all_guidance_wanted.emit()
        else:
            self.guidance.show_for(cell)

    def toggle_prior_year(self) -> None:
        """Prior-year figures and the change, in every cell of every table."""
        shown = self.foot.prior_year.isChecked()
        decision = self.open_report.checked.context.prior_year.decision
        if shown and decision.sentence:
            self.status.show_status(decision.sentence, problem=not decision.accepted)
        self.pages.show_prior_year(shown=shown)

    # -- changing

    def commit(self) -> None:
        """Takes over what is being typed."""
        self.pages.commit()

    def undo(self) -> None:
        self.commit()
        undone, before = self.open_report.undo_label, self.open_report.report
        edit = self.open_report.undo()
        self.status.show_status(f"已撤销：{undone}" if edit else "没有可以撤销的")
        self.places.go_to_change(before, edit)

    def redo(self) -> None:
        self.commit()
        redone, before = self.open_report.redo_label, self.open_report.report
        edit = self.open_report.redo()
        self.status.show_status(f"已重做：{redone}" if edit else "没有可以重做的")
        self.places.go_to_change(before, edit)

    def fill_with_zero(self) -> None:
        """空白补 0 in the table shown, or in all tables while no table is shown."""
        report = self.open_report
        edit = filling_with_zero(report.report, report.edition, self.pages.cells)
        if not edit.figures:
            self.status.show_status("没有空白的格")
        elif report.edit(edit):
            self.status.show_status(f"空白补 0：{len(edit.figures)} 格（Ctrl+Z 撤销）")
        self.restore_focus()

    def check_years(self) -> None:
        """全部年份已顺延: they are listed first, and called 已核实 in one step."""
        self.commit()
        if self.open_report.is_final:
            self.open_report.refuse()
            return
        dialog = YearsDialog(self.open_report, self)
        if dialog.exec():
            self.status.show_status(f"{len(dialog.chosen())} 处年份已核实（Ctrl+Z 撤销）")
        dialog.deleteLater()
        self.restore_focus()

    def show_history(self) -> None:
        self.commit()
        self.history.show_history()

    # -- files

    def export(self, suffix: str) -> None:
        """``.docx`` or ``.xlsx``."""
        self.exits.report(suffix)
        self.restore_focus()

    # -- menus

    def menus(self) -> list[QMenu]:
        """Every menu that can be opened now, for the palette; they belong to whoever asks."""
        found = [self.tools.menu(), self.documents.menu()]
        if (of_page := self.pages.menu()) is not None:
            found.append(of_page)
        if (of_finding := self.panel.list.menu()) is not None and not self.splitter.is_folded:
            found.append(of_finding)
        return found

    def _tool_commands(self) -> list[Command]:
        """What 工具 offers now."""
        report, prior_year = self.open_report, self.foot.prior_year
        has_table = isinstance(self.page, TablePage)
        return [
            Command("撤销", self.undo if report.undo_label else None, "Ctrl+Z"),
            Command("重做", self.redo if report.redo_label else None, "Ctrl+Y"),
            Command("历次改动", self.show_history, "Ctrl+Shift+H"),
            SEPARATOR,
            Command("查找", self.open_find, "Ctrl+F"),
            Command("替换", partial(self.open_find, replacing=True) if not report.is_final else None, "Ctrl+H"),
            Command("按名称转到、执行命令…", self.palette_wanted.emit, "Ctrl+K"),
            Command("下一处不一致", self.places.go_to_next_finding, "F7"),
            Command("全部年份已顺延…", self.check_years if not report.is_final else None),
            Command("空白补 0", self.fill_with_zero if not report.is_final else None),
            SEPARATOR,
            Command("核对结果", self.toggle_panel, "F9", is_on=not self.splitter.is_folded),
            Command("对照上年", prior_year.click if report.last_year is not None else None,
                    is_on=prior_year.isChecked()),
            Command("图例", self.foot.show_legend),
            Command("回车到右边一格", self._turn_enter, is_on=self.exits.settings.enter_goes_right),
            SEPARATOR,
            Command("这一格的填报口径", self.show_guidance if has_table else None, "F1"),
            Command("全部填报口径…", self.all_guidance_wanted.emit),
            Command("帮助", self.help_requested.emit, "F1"),
        ]  # fmt: skip

    def _turn_enter(self) -> None:
        settings = replace(self.exits.settings, enter_goes_right=not self.exits.settings.enter_goes_right)
        self.exits.change(settings)
        self.pages.set_enter_goes_right(settings.enter_goes_right)
        self.status.show_status(f"填表时按回车，到{'右边' if settings.enter_goes_right else '下面'}一格")

    # -- leaving

    def leave(self) -> None:
        self.commit()
        self.left.emit()

    def saved_within(self, seconds: float) -> bool:
        """Takes over what is being typed and waits until it is on the disk; ``False`` when it is not."""
        self.commit()
        return self.open_report.flush(seconds)

    def close_report(self) -> None:
        """Ends the work; what the disk still refuses is given up."""
        self.panel.repairs.stop()
        self.open_report.close(0.5)
