"""One draft: sections at the left, the grid or the words in the middle, findings at the right."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QStackedWidget, QWidget

from gui.editor.documents_menu import DocumentsMenu
from gui.editor.facts_page import FactsPage
from gui.editor.find_bar import FindBar
from gui.editor.findings_model import in_order
from gui.editor.findings_panel import FindingsPanel
from gui.editor.folding_panel import FoldingSplitter
from gui.editor.save_error_banner import SaveErrorBanner
from gui.editor.section_list import SectionList
from gui.editor.sign_off_bar import SignOffBar
from gui.editor.tools_menu import ToolsMenu
from gui.grid.cell_bar import CellBar
from gui.grid.guidance_dialog import CellGuidance
from gui.grid.legend import Legend
from gui.grid.table_model import TableModel
from gui.grid.table_view import TableView
from gui.kit.command_palette import PaletteChoice
from gui.kit.commands import SEPARATOR, Command, choices_of
from gui.kit.focus_return import FocusPage
from gui.kit.icons import icon
from gui.kit.overflow_bar import OverflowBar
from gui.kit.status_line import StatusLine
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP, THEME
from gui.kit.widgets import Elided, add_menu_action, button, column, frame, label, row, set_style_property
from gui.narrative.text_page import TextPage
from gui.narrative.years_dialog import YearsDialog
from gui.output.export_controller import ExportController
from gui.output.export_result_bar import ExportResultBar
from gui.session.draft_saving import Saving
from gui.session.open_report import OpenReport
from model.checks.context import FACTS_SECTION
from model.checks.findings import Finding, Severity
from model.errors import UserFacingError
from model.form.edition import Edition
from model.form.tables import Cell, Table
from model.report.cell_entry import was_typed
from model.report.edits import Edit, blanks, filling_with_zero
from model.report.report import Report
from model.report.search import Hit
from model.store.settings import with_first

NAVIGATION_WIDTH = 196
PANEL_WIDTH = 296
TITLE_LEAST = 150
"""There is room for the year, which stands at the end, in px."""


class TablePage(QWidget):
    """The bar that explains the current cell, and the grid under it."""

    def __init__(self, open_report: OpenReport, table: Table, status: StatusSink) -> None:
        super().__init__()
        self.model = TableModel(open_report, table)
        self.model.make_editable(open_report)
        self.bar = CellBar(open_report)
        self.view = TableView(self.model, open_report, status=status)
        around = QWidget()
        around.setLayout(column(self.view, margin=4 * STEP))
        self.setLayout(column(self.bar, around, gap=0))
        self.view.cell_entered.connect(self.bar.show_cell)
        self.view.refused.connect(self.bar.show_refusal)


class EditorPage(FocusPage):
    """Wiring only: what a part announces, another one shows."""

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
        self._editions = editions
        self._resources = resources
        self._pages: dict[str, QWidget] = {}
        self._shown, self._at = "", 0
        """The finding that F7 went to last, and its number among them."""
        self._kept_said = ""
        """What the foot said of refused texts last."""
        self._stack = QStackedWidget()
        self.status = StatusLine()
        """Where every part of the page reports what it did."""
        self.find_bar = FindBar(open_report, self.status)
        self.navigation = SectionList(open_report)
        self.panel = FindingsPanel(open_report, self.status)
        self.banner = SaveErrorBanner()
        self.sign_off = SignOffBar(open_report, self.status, self)
        self.exported = ExportResultBar(open_report, self.status, self)
        self.exits = ExportController(self, open_report, editions, resources, self.status, self.commit)
        self.documents = DocumentsMenu(
            self, open_report, editions, self.sign_off, self.exits, self.status, self.restore_focus
        )
        self.tools = ToolsMenu(self, self._tool_commands)
        self.guidance = CellGuidance(self, open_report.edition, editions, resources, self._cell_on_screen)
        self._make_pages()
        self.setAcceptDrops(True)
        self.setLayout(
            column(
                self._head(),
                self.banner,
                self.sign_off,
                self.exported,
                self.find_bar,
                self._middle(),
                self._foot(),
                gap=0,
            )
        )
        self._connect()
        self._tell_title()
        self._tell_history()
        self._tell_counts()
        named = bool(open_report.report.organ)
        self.navigation.choose(open_report.edition.tables[1].section if named else FACTS_SECTION)

    # -- parts

    def _make_pages(self) -> None:
        report = self.open_report
        self._pages[FACTS_SECTION] = FactsPage(report)
        for key in report.edition.text_keys:
            self._pages[key] = TextPage(report, key, self.status)
        for table in report.edition.tables:
            self._pages[table.section] = TablePage(report, table, self.status)
        for page in self._pages.values():
            self._stack.addWidget(page)

    def _head(self) -> QWidget:
        self._title = Elided("", "title", least=TITLE_LEAST)
        self._edition = label(self.open_report.edition.name, "badge-plain")
        self._saving = label("已保存", "muted")
        self._undo = self._icon_button("undo", self.undo)
        self._redo = self._icon_button("redo", self.redo)
        self._history = self._icon_button("history", self.show_history)
        self._history.setToolTip("历次改动：谁在什么时候改了什么，可以恢复到任何一刻（Ctrl+Shift+H）")
        self._history.setAccessibleName("历次改动")
        self._zero = button("空白补 0", self.fill_with_zero, tip="把没有填的格都填成 0（可以撤销）")
        self._excel = button("导出 Excel", partial(self._export, ".xlsx"))
        self._word = button("导出 Word 送签", partial(self._export, ".docx"), "main")
        back = button("‹ 草稿", self._leave, "quiet", "回到草稿列表")
        parts = row(back, self._title, self._edition, self._saving, 1, self._undo, self._redo, self._history,
            self._zero, self._excel, self._word, self.tools.button, self.documents.button, margin=2 * STEP)  # fmt: skip
        return OverflowBar("bar", parts, (self._edition, self._history, self._zero, self._redo, self._undo))

    def _icon_button(self, name: str, does: object) -> QPushButton:
        made = button("", does, "quiet")  # type: ignore[arg-type]
        made.setIcon(icon(name))
        made.setIconSize(QSize(20, 20))
        made.setProperty("icon_name", name)
        return made

    def _middle(self) -> QWidget:
        side = frame("side")
        side.setFixedWidth(NAVIGATION_WIDTH)
        self._progress = label(role="small", wrap=True)
        self._progress.setContentsMargins(4 * STEP, 0, 4 * STEP, 4 * STEP)
        side.setLayout(column(self.navigation, self._progress))
        self.navigation.setContentsMargins(0, 2 * STEP, 0, 0)
        self.splitter = FoldingSplitter(self._stack, self.panel, PANEL_WIDTH)
        middle = QWidget()
        inside = row(side, self.splitter, gap=0)
        inside.setStretch(1, 1)
        middle.setLayout(inside)
        return middle

    def _foot(self) -> QWidget:
        self._counts = button("", self.toggle_panel, "quiet", "显示或收起右边的核对结果（F9）")
        self._selection = label(role="small")
        self._zoom = label("100%", "small")
        smaller = button("－", partial(self.zoom_by, -0.1), "quiet", "缩小")
        larger = button("＋", partial(self.zoom_by, 0.1), "quiet", "放大")
        smaller.setAccessibleName("缩小")
        larger.setAccessibleName("放大")
        self._legend = button("图例", self.show_legend, "quiet", "表格里各种标记的含义")
        self.last_year_button = button("对照上年", self.toggle_last_year, "tab", "在每格下面显示上年数和增减")
        self.last_year_button.setCheckable(True)
        self.last_year_button.setVisible(self.open_report.last_year is not None)
        bar = row(self._counts, self._selection, self.status, self.last_year_button, self._legend,
            smaller, self._zoom, larger, gap=2 * STEP)  # fmt: skip
        bar.setContentsMargins(2 * STEP, 0, 2 * STEP, 0)
        bar.setStretch(2, 1)
        last_year = (self.last_year_button,) if self.open_report.last_year is not None else ()
        foot = OverflowBar("foot", bar, (self._legend, *last_year))
        foot.setFixedHeight(32)
        return foot

    def _connect(self) -> None:
        report = self.open_report
        self.navigation.selectionModel().currentChanged.connect(self._show_page)
        self.panel.finding_chosen.connect(self.go_to_finding)
        self.panel.mark_chosen.connect(self.go_to_mark)
        self.panel.cell_chosen.connect(self.go_to_cell)
        self.panel.repairs.advice_changed.connect(self._mark_suspects)
        self.panel.cells_hovered.connect(self._point_at)
        self.panel.years_wanted.connect(self.check_years)
        self.panel.list.link_clicked.connect(self.restore_focus)
        self.panel.fold_wanted.connect(self.toggle_panel)
        self.navigation.clicked.connect(self.restore_focus)
        self.find_bar.hit_chosen.connect(self.go_to_hit)
        self.find_bar.closed.connect(self.restore_focus)
        report.texts_changed.connect(self._tell_title)
        report.sign_off_changed.connect(self._tell_title)
        report.linked_text_updated.connect(self._tell_followed)
        report.findings_changed.connect(self._tell_counts)
        report.history_changed.connect(self._tell_history)
        report.saving_changed.connect(self._tell_saving)
        report.saving_changed.connect(self.banner.show_saving)
        self.sign_off.dismissed.connect(self._keep_put_away)
        self.banner.retry_requested.connect(report.try_now)
        self.banner.export_requested.connect(partial(self.exits.report, ".docx"))
        self.exits.writing.connect(self._tell_writing)
        self.exits.written.connect(self.exported.show_files)
        self.exported.send_wanted.connect(self.sign_off.send)
        self.exported.closed.connect(self.restore_focus)
        self.banner.copy_requested.connect(self.copy_requested)
        self.guidance.closed.connect(self.restore_focus)
        self.guidance.all_wanted.connect(self.all_guidance_wanted)
        THEME.changed.connect(self._renew_icons)
        for page in self._pages.values():
            if isinstance(page, TablePage):
                page.view.selection_summary_changed.connect(self._selection.setText)
                page.view.refused_text_kept.connect(self._tell_kept)
                page.view.zoomed.connect(self._tell_zoom)
                page.view.cell_entered.connect(partial(self._point_at, frozenset()))
                page.view.history_requested.connect(self.show_cell_history)
                page.view.guidance_wanted.connect(self.guidance.show_for)
                page.view.cell_entered.connect(self.guidance.follow)
            elif isinstance(page, TextPage):
                page.cell_requested.connect(self.go_to_cell)
                page.stepped.connect(self._go_to_change)
                page.confirmed.connect(self._go_on_checking)
                page.years_wanted.connect(self.check_years)

    def _tell_followed(self) -> None:
        self.status.show_status(f"{self.open_report.undo_label}（可以撤销）")

    def _renew_icons(self) -> None:
        for each in (self._undo, self._redo, self._history):
            each.setIcon(icon(each.property("icon_name")))

    # -- telling

    def _tell_title(self, _keys: object = None) -> None:
        report = self.open_report.report
        self._zero.setEnabled(not self.open_report.is_final)
        organ = report.organ or "（机关名称未填）"
        name = self.open_report.name
        called = name if organ in name else f"{organ} · {name}" if name else organ
        self._title.setText(f"{called} · {report.year} 年度" if report.year else called)
        self._title.setToolTip(self.open_report.title)

    def _tell_history(self) -> None:
        report = self.open_report
        for made, said, keys in ((self._undo, report.undo_label, "Ctrl+Z"), (self._redo, report.redo_label, "Ctrl+Y")):
            name = "撤销" if made is self._undo else "重做"
            made.setEnabled(bool(said))
            made.setToolTip(f"{name}：{said}（{keys}）" if said else f"没有可以{name}的")
            made.setAccessibleName(name)
            made.setAccessibleDescription(said)

    def _tell_saving(self, saving: Saving) -> None:
        if saving.problem:
            text, role = "✕ 没有保存", "error"
        elif saving.at is not None:
            text, role = f"已保存 {saving.at.astimezone():%H:%M:%S}", "muted"
        else:
            text, role = "正在保存…", "muted"
        self._saving.setText(text)
        set_style_property(self._saving, "role", role)

    def _tell_counts(self) -> None:
        report = self.open_report.report
        if self._kept_said and not any(was_typed(report, cell) for cell in report.unread):
            self.status.clear_status(self._kept_said)
        progress = self.open_report.progress()
        said = [f"✕ {progress.errors} 处必改"] if progress.errors else []
        said += [f"△ {progress.warnings} 处须核实"] if progress.warnings else []
        self._counts.setText("　".join(said) or "✓ 没有不一致")
        self._counts.setAccessibleName(f"核对结果：{self._counts.text()}")
        left = len(blanks(report, self.open_report.edition, self.open_report.edition.cells))
        wrong = sum(raw.strip() not in self.open_report.edition.blank_marks for raw in report.unread.values())
        to_do = [f"还有 {left} 格要填，合计自动"] if left else []
        to_do += [f"{wrong} 格不是数字，要改正"] if wrong else []
        waiting = "\n".join(to_do) or "该填的都填了"
        self._progress.setText(f"填报进度 {progress.filled} / {progress.cells}\n{waiting}")

    def _tell_kept(self, sentence: str) -> None:
        """Stands until another line comes, or none of these texts is left."""
        self._kept_said = f"✕ {sentence}"
        self.status.show_status(self._kept_said, problem=True)

    def _tell_zoom(self, zoom: float) -> None:
        self.set_zoom(zoom)
        self._zoom.setText(f"{zoom:.0%}")

    @property
    def page(self) -> QWidget:
        return self._stack.currentWidget()

    def page_of(self, key: str) -> QWidget:
        return self._pages[key]

    def _show_page(self, _current: QModelIndex | None = None, _previous: QModelIndex | None = None) -> None:
        key = self.navigation.current_key
        if key:
            self.commit()
            had_focus = self._stack.isAncestorOf(QApplication.focusWidget() or self)
            self._stack.setCurrentWidget(self._pages[key])
            if had_focus:  # else Qt gives it to the first button of the page
                self.restore_focus()
            self.panel.show_section(key)
            if not isinstance(self.page, TablePage):
                self.guidance.close()
            self._selection.setText("")

    def focus_main_widget(self) -> None:
        """The first cell of the table shown is ready to be typed into, or the organ's name where it is missing."""
        page = self.page
        if isinstance(page, TablePage):
            page.view.go_to(page.model.table.cells[0])
        else:
            page.setFocus()

    def go_to_finding(self, finding: Finding) -> None:
        """Shows the page of the finding and the first cell that it names; the list says which one it is."""
        self.navigation.choose(finding.section or FACTS_SECTION)
        self.panel.show_finding(finding)
        page = self.page
        if isinstance(page, TablePage) and finding.cells:
            page.view.go_to(self._of_table(finding, page.model.table) or finding.cells[0])
        elif isinstance(page, TextPage | FactsPage):
            page.show_finding(finding)

    def go_to_cell(self, cell: Cell) -> None:
        self.navigation.choose(self.open_report.edition.table(cell.table).section)
        page = self.page
        if isinstance(page, TablePage):
            page.view.go_to(cell)

    def go_to_hit(self, hit: Hit) -> None:
        """Shows what was found."""
        if hit.cell is not None:
            self.go_to_cell(hit.cell)
            return
        self.navigation.choose(hit.section)
        page = self.page
        if isinstance(page, TextPage):
            page.show_place(hit.start, hit.length)

    def restore_focus(self, _index: QModelIndex | None = None) -> None:
        """The grid or the words shown take the keys, where they were."""
        page = self.page
        if isinstance(page, TablePage) and page.view.current_cell is None:
            page.view.go_to(page.model.table.cells[0])
        elif isinstance(page, TablePage):
            page.view.setFocus()  # what is selected stays selected
        elif isinstance(page, TextPage):
            page.editor.setFocus()
        else:
            page.setFocus()

    # -- finding

    def open_find(self, *, replacing: bool = False) -> None:
        """Ctrl+F, Ctrl+H: with the words that are selected."""
        self.commit()
        page = self.page
        text = page.editor.textCursor().selectedText() if isinstance(page, TextPage) else ""
        self.find_bar.open_with(text if "\u2029" not in text else "", replacing=replacing, here=self._here())

    def replace(self) -> None:
        self.open_find(replacing=True)

    def _here(self) -> Hit:
        """Where the cursor stands; the beginning of the selection."""
        page, section = self.page, self.navigation.current_key
        if isinstance(page, TextPage):
            return Hit(section, start=page.editor.textCursor().selectionStart())
        return Hit(section, cell=page.view.current_cell if isinstance(page, TablePage) else None)

    def choices(self) -> list[PaletteChoice]:
        """For the palette: where to go, and the commands of the menus."""
        titles = self.navigation.titles
        found = [PaletteChoice(f"转到 {title}", partial(self.navigation.choose, key)) for key, title in titles]
        found += choices_of(self.tools.commands())
        found += [
            PaletteChoice("导出 Word 送签", partial(self.exits.report, ".docx")),
            PaletteChoice("导出 Excel", partial(self.exits.report, ".xlsx")),
            PaletteChoice("回到草稿列表", self._leave),
        ]
        found += [PaletteChoice(name, does) for name, does in self.documents.actions() if does is not None]
        return found

    def cell_choices(self) -> list[PaletteChoice]:
        """For the palette: every cell by its name."""
        edition = self.open_report.edition
        return [
            PaletteChoice(edition.name_of(cell), partial(self.go_to_cell, cell), table.name)
            for table in edition.tables
            for cell in table.cells
        ]

    def menus(self) -> list[QMenu]:
        """Every menu that can be opened now, for the palette; they belong to whoever asks."""
        page, found = self.page, [self.tools.menu(), self.documents.menu()]
        if isinstance(page, TablePage):
            found.append(page.view.menu())
        elif isinstance(page, TextPage):
            found.append(page.editor.menu(page.editor.mark_here()))
        if (of_finding := self.panel.list.menu()) is not None and not self.splitter.is_folded:
            found.append(of_finding)
        return found

    def toggle_panel(self) -> None:
        """F9: folds the findings, or shows them again; the keys stay with the work."""
        self.splitter.toggle()
        self.restore_focus()

    def show_guidance(self) -> None:
        """F1 in a table: what counts in the current cell; all there is where no table is shown."""
        page = self.page
        cell = page.view.current_cell if isinstance(page, TablePage) else None
        if cell is None:
            self.all_guidance_wanted.emit()
        else:
            self.guidance.show_for(cell)

    def _cell_on_screen(self) -> QRect:
        page = self.page
        if not isinstance(page, TablePage):
            return QRect()
        at = page.view.visualRect(page.view.currentIndex())
        return QRect(page.view.viewport().mapToGlobal(at.topLeft()), at.size())

    @property
    def shows_table(self) -> bool:
        return isinstance(self.page, TablePage)

    @property
    def is_at_a_cell(self) -> bool:
        """Whether the keys go to a cell of a table."""
        page, focused = self.page, self.focusWidget()
        if not isinstance(page, TablePage) or focused is None or page.view.current_cell is None:
            return False
        return focused is page.view or page.view.isAncestorOf(focused)

    def show_legend(self) -> None:
        Legend(self).open_above(self._legend)

    def toggle_last_year(self) -> None:
        """Last year's figures and the change, in every cell of every table."""
        decision = self.open_report.checked.context.prior_year.decision
        if self.last_year_button.isChecked() and decision.sentence:
            self.status.show_status(decision.sentence, problem=not decision.accepted)
        figures = self.open_report.checked.context.last_figures if self.last_year_button.isChecked() else None
        for page in self._pages.values():
            if isinstance(page, TablePage):
                page.view.show_last_year(figures)

    def _point_at(self, cells: frozenset[Cell], _entered: Cell | None = None) -> None:
        page = self.page
        if isinstance(page, TablePage):
            page.model.point_at(cells)

    def _mark_suspects(self) -> None:
        """The cells of the best repair are marked in their grid."""
        suspects = self.panel.repairs.suspects
        for page in self._pages.values():
            if isinstance(page, TablePage):
                page.model.suspect(suspects)

    @staticmethod
    def _of_table(finding: Finding, table: Table) -> Cell | None:
        return next((cell for cell in finding.cells if cell in table.cell_set), None)

    def go_to_mark(self, key: str) -> None:
        """Shows a number that is still to be checked."""
        mark = self.open_report.to_check().get(key)
        if mark is not None:
            self.navigation.choose(mark.section)
            page = self.page
            if isinstance(page, TextPage):
                page.show_mark(key)

    def _go_on_checking(self) -> None:
        """Every place of the section shown is 已核实: on to the next section that has one."""
        sections = [key for key, _ in self.navigation.titles]
        here = sections.index(self.navigation.current_key)
        order = [*sections[here:], *sections[:here]]
        marks = self.open_report.to_check()
        if key := min(marks, key=lambda each: order.index(marks[each].section), default=""):
            self.go_to_mark(key)
            self.status.show_status("本节已全部核实，转到下一节")
        else:
            self.status.show_status("文中的年份和数字已全部核实")

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

    def go_to_next_finding(self, step: int = 1) -> None:
        """F7, Shift+F7: one after the other, errors first."""
        findings = [each for each in self.open_report.open_findings() if each.severity is not Severity.HINT]
        if not findings:
            self.status.show_status("没有必改，也没有须核实")
            return
        findings = in_order(self.open_report, findings)
        rules = [each.rule for each in findings]
        if self._shown in rules:
            self._at = rules.index(self._shown) + step
        elif step < 0:  # else the next one has come to the place of the one that was mended
            self._at -= 1
        self._at %= len(findings)
        finding = findings[self._at]
        self._shown = finding.rule
        self.go_to_finding(finding)
        self.status.show_status(f"第 {self._at + 1} / {len(findings)} 处：{finding.place}")

    @property
    def zoom(self) -> float:
        """1.0 is 100 %; the same for every table."""
        return next(page.view.zoom for page in self._pages.values() if isinstance(page, TablePage))

    def set_zoom(self, zoom: float) -> None:
        for page in self._pages.values():
            if isinstance(page, TablePage) and page.view.zoom != zoom:
                page.view.set_zoom(zoom)

    def set_enter_goes_right(self, right: bool) -> None:
        """Where Enter leads in every table."""
        for page in self._pages.values():
            if isinstance(page, TablePage):
                page.view.navigation.enter_goes_right = right

    def turn_enter(self) -> None:
        settings = replace(self.exits.settings, enter_goes_right=not self.exits.settings.enter_goes_right)
        self.exits.change(settings)
        self.set_enter_goes_right(settings.enter_goes_right)
        self.status.show_status(f"填表时按回车，到{'右边' if settings.enter_goes_right else '下面'}一格")

    def zoom_by(self, step: float) -> None:
        page = self.page
        if isinstance(page, TablePage):
            page.view.set_zoom(page.view.zoom + step)

    # -- changing

    def commit(self) -> None:
        """Takes over what is being typed in a cell, in a page of words or in a field."""
        page = self.page
        if isinstance(page, TextPage | FactsPage):
            page.commit()
        elif isinstance(page, TablePage):
            page.view.commit()

    def undo(self) -> None:
        self.commit()
        said, before = self.open_report.undo_label, self.open_report.report
        edit = self.open_report.undo()
        self.status.show_status(f"已撤销：{said}" if edit else "没有可以撤销的")
        self._go_to_change(before, edit)

    def redo(self) -> None:
        self.commit()
        said, before = self.open_report.redo_label, self.open_report.report
        edit = self.open_report.redo()
        self.status.show_status(f"已重做：{said}" if edit else "没有可以重做的")
        self._go_to_change(before, edit)

    def _go_to_change(self, before: Report, edit: Edit | None) -> None:
        """What was taken back, or done again, is in sight: where the words differ, or its first cell."""
        if edit is None:
            return
        page, form = self.page, self.open_report.edition
        if isinstance(page, TextPage) and page.key in edit.texts:
            page.show_change(before)
            return
        changed = {*edit.figures, *edit.unread, *edit.remarks}
        cells = [cell for cell in form.cells if cell in changed]
        if isinstance(page, TablePage):
            cells.sort(key=lambda cell: cell not in page.model.table.cell_set)  # of the table shown before others
            if page.view.current_cell in changed:
                return
        if cells:
            self.go_to_cell(cells[0])
        elif edit.texts:
            self.navigation.choose(next((key for key, _ in self.navigation.titles if key in edit.texts), FACTS_SECTION))
            if isinstance(self.page, TextPage):
                self.page.show_change(before)

    def fill_with_zero(self) -> None:
        """空白补 0 in the table shown, or in all tables while a page of words is shown."""
        report, page = self.open_report, self.page
        cells = page.model.table.cells if isinstance(page, TablePage) else report.edition.cells
        edit = filling_with_zero(report.report, report.edition, cells)
        if not edit.figures:
            self.status.show_status("没有空白的格")
        elif report.edit(edit):
            self.status.show_status(f"空白补 0：{len(edit.figures)} 格（Ctrl+Z 撤销）")
        self.restore_focus()

    # -- history

    def show_history(self) -> None:
        from gui.history.history_dialog import HistoryDialog

        self.commit()
        dialog = HistoryDialog(self.open_report, self)
        dialog.exec()
        dialog.deleteLater()

    def show_cell_history(self, cell: Cell) -> None:
        from gui.history.cell_history_dialog import CellHistoryDialog

        try:
            dialog = CellHistoryDialog(self.open_report, cell, self, self._show_moment)
            dialog.exec()
            dialog.deleteLater()
        except UserFacingError as error:
            self.status.show_status(str(error), problem=True)

    def _show_moment(self, place: int) -> None:
        from gui.history.history_dialog import AS_IT_WAS, HistoryDialog

        dialog = HistoryDialog(self.open_report, self)
        dialog.choose(place)
        dialog.show_view(AS_IT_WAS)
        dialog.exec()
        dialog.deleteLater()

    # -- export

    def _export(self, suffix: str) -> None:
        self.exits.report(suffix)
        self.restore_focus()

    def _tell_writing(self, is_writing: bool) -> None:
        self._excel.setEnabled(not is_writing)
        self._word.setEnabled(not is_writing)
        if is_writing:
            self.exported.hide()

    def _keep_put_away(self, notice: str) -> None:
        kept = self.exits.settings
        self.exits.change(replace(kept, put_away=with_first(kept.put_away, notice)))

    # -- files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.offer_file(_files_in(event.mimeData())[0])

    def offer_file(self, path: Path) -> QMenu:
        """What may be meant by a file that is dropped on an open draft."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_menu_action(menu, f"“{path.name}”", None)
        add_menu_action(menu, "与这份草稿比较（领导改过的送签文件）", partial(self.documents.compare_with, path))
        add_menu_action(menu, "导入，另生成一份草稿", partial(self.file_dropped.emit, path))
        menu.popup(QCursor.pos())
        return menu

    # -- leaving

    def _leave(self) -> None:
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

    def _tool_commands(self) -> list[Command]:
        """What 工具 offers now."""
        report = self.open_report
        has_last_year = report.last_year is not None
        return [
            Command("撤销", self.undo if report.undo_label else None, "Ctrl+Z"),
            Command("重做", self.redo if report.redo_label else None, "Ctrl+Y"),
            Command("历次改动", self.show_history, "Ctrl+Shift+H"),
            SEPARATOR,
            Command("查找", self.open_find, "Ctrl+F"),
            Command("替换", self.replace if not report.is_final else None, "Ctrl+H"),
            Command("按名称转到、执行命令…", self.palette_wanted.emit, "Ctrl+K"),
            Command("下一处不一致", self.go_to_next_finding, "F7"),
            Command("全部年份已顺延…", self.check_years if not report.is_final else None),
            Command("空白补 0", self.fill_with_zero if not report.is_final else None),
            SEPARATOR,
            Command("核对结果", self.toggle_panel, "F9", is_on=not self.splitter.is_folded),
            Command("对照上年", self.last_year_button.click if has_last_year else None,
                    is_on=self.last_year_button.isChecked()),
            Command("图例", self.show_legend),
            Command("回车到右边一格", self.turn_enter, is_on=self.exits.settings.enter_goes_right),
            SEPARATOR,
            Command("这一格的填报口径", self.show_guidance if self.shows_table else None, "F1"),
            Command("全部填报口径…", self.all_guidance_wanted.emit),
            Command("帮助", self.help_requested.emit, "F1"),
        ]  # fmt: skip


def _files_in(dropped: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
