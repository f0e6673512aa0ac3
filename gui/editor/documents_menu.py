"""更多: sign-off, comparison with the returned file, and the less frequent exports of the open report."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gui.editor.sign_off_bar import SignOffBar
from gui.kit.background_task import run_in_background
from gui.kit.plain_text import MessageBox, warn
from gui.kit.status_sink import StatusSink
from gui.kit.widgets import add_menu_action, menu_button
from gui.output.export_controller import ExportController
from gui.output.export_dialog import MOST_NAMED
from gui.output.export_formats import ExportFormats
from gui.session.open_report import OpenReport
from model.errors import UserFacingError
from model.form.edition import Edition
from model.report.sign_off import Stage

if TYPE_CHECKING:
    from gui.editor.comparison_dialog import ComparisonDialog
    from gui.output.chart_dialog import ChartDialog
    from gui.output.layout_dialog import LayoutDialog
    from gui.output.multi_export_dialog import MultiExportDialog
    from gui.output.print_preview import PrintPreview
    from gui.output.printing import Pages
    from gui.output.template_dialog import TemplateDialog
    from gui.register.register_commands import RegisterCommands
    from model.importing import Imported
    from model.importing.readers.docx_revisions import TrackedChange

STEPS_OF_SIGN_OFF = 4
KEYS = {"打印预览…": "Ctrl+P"}


class DocumentsMenu:
    """Builds the menu on demand; ``done`` is called after a command and returns the focus to the page."""

    def __init__(
        self,
        page: QWidget,
        open_report: OpenReport,
        editions: Mapping[str, Edition],
        sign_off: SignOffBar,
        exporter: ExportController,
        status: StatusSink,
        done: Callable[[], None],
    ) -> None:
        self._page = page
        self._open_report = open_report
        self._editions = editions
        self._sign_off = sign_off
        self._exporter = exporter
        self._status = status
        self._done = done
        self.formats = ExportFormats(open_report, editions, exporter)
        self.left_out_box: MessageBox | None = None
        self.many: MultiExportDialog | None = None
        self.button = menu_button("更多", self.show, tip="送签、比较和其他文件")
        self.comparison: ComparisonDialog | None = None
        self.previewed: PrintPreview | None = None
        self.picture: ChartDialog | None = None
        self.layout: LayoutDialog | None = None
        self.template: TemplateDialog | None = None
        self.register: RegisterCommands | None = None
        """Its command is offered once it is set."""
        sign_off.compare_requested.connect(self.ask_and_compare)

    def show(self) -> None:
        """Opens :meth:`menu` below its button; returns when it is closed."""
        menu = self.menu()
        menu.exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The menu in its current state, not yet shown; the caller must delete it."""
        menu = QMenu(self._page)
        menu.setAccessibleName("更多")
        for number, (name, does) in enumerate(self.actions()):
            if number == STEPS_OF_SIGN_OFF:
                menu.addSeparator()
            text = f"{name}\t{KEYS[name]}" if name in KEYS else name
            add_menu_action(menu, text, partial(self._do, does) if does else None)
        return menu

    def _do(self, action: Callable[[], object]) -> None:
        action()
        self._done()

    def actions(self) -> list[tuple[str, Callable[[], object] | None]]:
        """(label, command) of every entry, sign-off first; the command is ``None`` if it is not available now."""
        sign_off, stage = self._sign_off, self._sign_off.stage
        return [
            ("标为已送签", sign_off.send if stage is Stage.DRAFT else None),
            ("与送签文件比较…", self.ask_and_compare),
            ("定稿", sign_off.finish if stage is Stage.SENT else None),
            ("重新打开定稿…", sign_off.ask_and_reopen if stage is Stage.FINAL else None),
            ("由台账统计…", self.register.ask_and_count if self.register and not self._open_report.is_final else None),
            ("空白台账（Excel）…", self.register.ask_and_write_blank if self.register else None),
            ("一次导出多种…", self.ask_and_export_many),
            ("打印预览…", self.preview),
            ("打印…", self.ask_and_print),
            ("导出 PDF…", self.ask_and_export_pdf),
            ("图解…", self.show_picture),
            ("导出 Word（前附审签单）…", self.ask_and_export_with_sheet),
            ("填入本单位原有的 Word…", self.ask_and_fill_own_file),
            ("导出网页…", partial(self._exporter.export_report, ".html")),
            ("核对单（Word）…", partial(self.ask_and_export_check_list, ".docx")),
            ("核对单（Excel）…", partial(self.ask_and_export_check_list, ".xlsx")),
            ("版式…", self.ask_for_layout),
            ("版式模板（Word）…", self.ask_for_template),
        ]

    # -- documents

    def preview(self) -> None:
        """Opens the print preview, without asking about open matters."""
        from gui.output.print_preview import PrintPreview

        self._exporter.commit()  # a preview needs no confirmation; open matters are confirmed before printing
        pages = self._pages()
        if pages is None:
            return
        self.previewed = PrintPreview(pages, self._print_previewed, self._page)
        self.previewed.finished.connect(self.previewed.deleteLater)
        self.previewed.open()

    def _pages(self) -> "Pages | None":
        """``None`` when a font or component is missing, which a message explains."""
        from gui.output.printing import pages_of

        report = self._open_report
        try:
            return pages_of(report.report, report.edition, self._exporter.resources, self._exporter.choices)
        except UserFacingError as error:
            self._show_failure(str(error))
            return None

    def ask_and_print(self) -> None:
        """Confirms open matters, then opens the print dialog."""
        if self._exporter.confirm("打印") and (pages := self._pages()):
            self._print(pages)

    def _print_previewed(self, pages: "Pages") -> None:
        if self._exporter.confirm("打印"):
            self._print(pages)

    def _print(self, pages: "Pages") -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from gui.output.printing import print_on

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # parent: the preview, if printing was started there
        if QPrintDialog(printer, QApplication.activeModalWidget() or self._page).exec():
            try:
                print_on(printer, pages)
            except UserFacingError as error:
                self._show_failure(str(error))
            else:
                self._status.show_status(f"已送打印：{printer.printerName() or Path(printer.outputFileName()).name}")

    def ask_and_export_many(self) -> None:
        """Opens the dialog that exports several formats at once."""
        from gui.output.multi_export_dialog import MultiExportDialog

        self._exporter.commit()
        self.many = MultiExportDialog(self._exporter, self.formats.all(), self._open_report.title, self._page)
        self.many.finished.connect(self.many.deleteLater)
        self.many.finished.connect(self._done)
        self.many.open()

    def ask_and_export_pdf(self) -> None:
        """Confirms open matters, asks for a path and exports a PDF."""
        self._exporter.export_report(".pdf")

    def show_picture(self) -> None:
        """Opens the chart dialog."""
        from export.document.layout import load_layout
        from gui.output.chart_dialog import ChartDialog

        self._exporter.commit()
        layout = load_layout(self._exporter.resources / "layout.toml")
        self.picture = ChartDialog(self.formats.charts(), layout, self._page)
        self.picture.export_requested.connect(self.ask_and_export_with_picture)
        self.picture.finished.connect(self.picture.deleteLater)
        self.picture.open()

    def ask_and_export_with_picture(self, suffix: str) -> None:
        """Exports the report with the charts; ``suffix`` determines the format."""
        self._exporter.export_as(f"{self._open_report.title}（附图解）", suffix, self.formats.with_picture)

    def ask_and_export_with_sheet(self) -> None:
        """Exports Word with the approval sheet in front."""
        writing = partial(self._exporter.writing_report, sheet=True)
        self._exporter.export_as(f"{self._open_report.title}（附审签单）", ".docx", writing, for_sign_off=True)

    def ask_and_export_check_list(self, suffix: str) -> None:
        """Exports the check list; without confirmation, as open matters are its content."""
        if target := self._exporter.choose_target(f"{self._open_report.title}核对单", suffix):
            self._exporter.write(target, self.formats.check_list(target))

    def ask_and_fill_own_file(self) -> None:
        """Asks for the organ's prior-year document and fills a copy of it with this year's figures and text."""
        if not self._exporter.confirm("导出"):
            return
        dialogs = self._exporter.dialogs
        chosen = dialogs.open_file(self._page, "选择本单位上年的年报（Word）", "Word 文档 (*.docx)")
        if chosen and (target := self._exporter.choose_target(f"{self._open_report.title}（原格式）", ".docx")):
            self.fill_own_file(chosen, target)

    def fill_own_file(self, own: Path, target: Path) -> None:
        """Writes a filled copy of ``own`` to ``target`` in the background; reports what could not be filled in."""
        from export.template_fill import write_into_own_file

        work = partial(write_into_own_file, self._open_report.report, self._editions, own, target)
        self._exporter.write(target, work, then=self._show_left_out)

    def _show_left_out(self, target: Path, result: object) -> None:
        """``result``: a message for each item that could not be filled in."""
        left_out = result if isinstance(result, tuple) else ()
        if not left_out:
            return
        self._status.show_status(f"已导出，有 {len(left_out)} 处没有填进去：{target.name}")
        box = MessageBox(
            MessageBox.Icon.Warning, "有没有填进去的", f"{target.name} 已导出，请再看一下：", parent=self._page
        )
        box.setInformativeText("\n".join(f"· {each}" for each in left_out[:MOST_NAMED]))
        if len(left_out) > MOST_NAMED:
            box.setDetailedText("\n".join(left_out))
        self.left_out_box = box
        box.finished.connect(box.deleteLater)
        box.open()

    def ask_for_layout(self) -> None:
        """Opens the layout dialog; the choice applies to later exports and printing."""
        from export.document.layout import load_layout
        from gui.output.layout_dialog import LayoutDialog

        usual = load_layout(self._exporter.resources / "layout.toml")
        self.layout = LayoutDialog(self._exporter.settings, usual, self._page)
        self.layout.accepted.connect(self._keep_layout)
        self.layout.finished.connect(self.layout.deleteLater)
        self.layout.open()

    def ask_for_template(self) -> None:
        """Opens the dialog for the office's own Word template; the choice applies to later exports."""
        from gui.output.template_dialog import TemplateDialog

        self._exporter.commit()
        self.template = TemplateDialog(self._exporter, self._page)
        self.template.accepted.connect(self._keep_template)
        self.template.finished.connect(self.template.deleteLater)
        self.template.open()

    def _keep_template(self) -> None:
        assert self.template is not None
        self._exporter.change(self.template.chosen())
        name = self._exporter.settings.template
        self._status.show_status(f"导出 Word 改用“{name}”的版式" if name else "导出 Word 用自带的版式模板")

    def _keep_layout(self) -> None:
        assert self.layout is not None
        self._exporter.change(self.layout.chosen())
        self._status.show_status("版式已保存，下次导出、打印时采用")

    # -- the copy that came back

    def ask_and_compare(self) -> None:
        """Asks for the file returned from sign-off and compares it with the draft."""
        from gui.session.imported_report import FILES

        if chosen := self._exporter.dialogs.open_file(self._page, "选择领导改过的文件", FILES):
            self.compare_with(chosen)

    def compare_with(self, path: Path) -> None:
        """Imports the file in the background, then opens the comparison."""
        editions = self._editions

        def read() -> "tuple[Imported, tuple[TrackedChange, ...]]":
            from model.importing import import_report, tracked_changes

            return import_report(path, editions), tracked_changes(path)

        self._status.show_status(f"正在读取 {path.name}…")
        run_in_background(self._page, read, partial(self._show_comparison, path.name), self._show_failure)

    def _show_comparison(self, source: str, read: "tuple[Imported, tuple[TrackedChange, ...]]") -> None:
        from gui.editor.comparison_dialog import ComparisonDialog

        imported, tracked = read
        self._status.show_status("")
        theirs = imported.report
        self.comparison = ComparisonDialog(
            self._open_report, theirs, self._editions[theirs.edition], source, tracked, self._page
        )
        self.comparison.finished.connect(self.comparison.deleteLater)
        self.comparison.open()

    def _show_failure(self, problem: str) -> None:
        self._status.show_status("")
        warn(self._page, "没有办成", problem)
