"""更多: everything that leaves the open report as a document, and what comes back from sign-off."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from gui.background import in_background
from gui.export_dialog import MOST_NAMED, may_export, safe_name
from gui.open_report import OpenReport
from gui.sign_off_bar import SignOffBar
from gui.widgets import button, entry
from model.edition import Edition
from model.errors import UserFacingError
from model.sign_off import Stage

if TYPE_CHECKING:
    from export.picture import Chart
    from gui.comparison_dialog import ComparisonDialog
    from gui.picture_dialog import PictureDialog
    from gui.printing import Preview
    from model.importing import Imported
    from model.importing.tracked import TrackedChange

KINDS = {".docx": "Word 文档", ".xlsx": "Excel 工作簿", ".pdf": "PDF 文件", ".html": "网页"}


STEPS_OF_SIGN_OFF = 4


class DocumentsMenu:
    """Builds the menu when it is wanted; ``export``, ``say`` and ``commit`` are the editor's."""

    def __init__(
        self,
        page: QWidget,
        open_report: OpenReport,
        editions: Mapping[str, Edition],
        resources: Path,
        sign_off: SignOffBar,
        export: Callable[[str], None],
        say: Callable[[str], None],
        commit: Callable[[], None],
    ) -> None:
        self._page = page
        self._open_report = open_report
        self._editions = editions
        self._resources = resources
        self._sign_off = sign_off
        self._export = export
        self._say = say
        self._commit = commit
        self._folder = Path.home()
        self._note = ""
        self._fonts_told = False
        self.told: QMessageBox | None = None
        self.button = button("更多 ▾", self.show, tip="送签、比较和其他文件")
        self.comparison: ComparisonDialog | None = None
        self.previewed: Preview | None = None
        self.picture: PictureDialog | None = None
        sign_off.compare_wanted.connect(self.ask_and_compare)
        sign_off.said.connect(say)

    def show(self) -> None:
        menu = self.menu()
        menu.exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        menu.deleteLater()

    def menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAccessibleName("更多")
        for number, (name, does) in enumerate(self.deeds()):
            if number == STEPS_OF_SIGN_OFF:
                menu.addSeparator()
            entry(menu, name, does)
        return menu

    def deeds(self) -> list[tuple[str, Callable[[], object] | None]]:
        """Name and deed, the steps of sign-off first; ``None`` where it cannot be done now."""
        sign_off, stage = self._sign_off, self._sign_off.stage
        return [
            ("标为已送签", sign_off.send if stage is Stage.DRAFT else None),
            ("与送签文件比较…", self.ask_and_compare),
            ("定稿", sign_off.finish if stage is Stage.SENT else None),
            ("重新打开定稿…", sign_off.ask_and_reopen if stage is Stage.FINAL else None),
            ("打印预览…", self.preview),
            ("打印…", self.ask_and_print),
            ("导出 PDF…", self.ask_and_export_pdf),
            ("图解…", self.show_picture),
            ("导出 Word（前附审签单）…", self.ask_and_export_with_sheet),
            ("填入本单位原有的 Word…", self.ask_and_fill_own_file),
            ("导出网页…", partial(self._export, ".html")),
            ("核对单（Word）…", partial(self.ask_and_export_check_list, ".docx")),
            ("核对单（Excel）…", partial(self.ask_and_export_check_list, ".xlsx")),
        ]

    # -- documents

    def preview(self) -> None:
        from gui.printing import Preview, pages_of

        self._commit()
        report = self._open_report
        self.previewed = Preview(pages_of(report.report, report.edition, self._resources), self._page)
        self.previewed.finished.connect(self.previewed.deleteLater)
        self.previewed.open()

    def ask_and_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from gui.printing import print_on

        self._commit()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._page).exec():
            try:
                print_on(printer, self._open_report.report, self._open_report.edition, self._resources)
            except UserFacingError as error:
                self._tell_failure(str(error))

    def ask_and_export_pdf(self) -> None:
        self._commit()
        if may_export(self._page, self._open_report) and (target := self._asked(self._open_report.title, ".pdf")):
            self._write(target, self._pdf)

    def fonts_note(self) -> str:
        """Which fonts of the layout this machine does not have; said once, and empty from then on."""
        from export.layout import load_layout
        from gui.printing import missing_fonts

        missing = () if self._fonts_told else missing_fonts(load_layout(self._resources / "layout.toml"))
        self._fonts_told = True
        return (
            f"（本机没有 {'、'.join(missing)}，显示和打印用相近的字体代替，文件里仍是原来的字体名）" if missing else ""
        )

    def _pdf(self, target: Path) -> Callable[[], object]:
        from gui.printing import export_pdf

        self._note = self.fonts_note()
        return partial(export_pdf, self._open_report.report, self._editions, target, self._resources)

    def show_picture(self) -> None:
        from export.layout import load_layout
        from gui.picture_dialog import PictureDialog

        self._commit()
        layout = load_layout(self._resources / "layout.toml")
        self.picture = PictureDialog(self._charts(), layout, self._page)
        self.picture.export_wanted.connect(self.ask_and_export_with_picture)
        self.picture.finished.connect(self.picture.deleteLater)
        self.picture.open()

    def _charts(self) -> "tuple[Chart, ...]":
        from export.picture import compose_picture

        report, look = self._open_report, self._open_report.checked.look
        return compose_picture(report.report, report.edition, look.last_figures if report.last_year else None)

    def ask_and_export_with_picture(self, suffix: str) -> None:
        if target := self._asked(f"{self._open_report.title}（附图解）", suffix):
            self._write(target, self._with_picture)

    def _with_picture(self, target: Path) -> Callable[[], object]:
        report = self._open_report
        if target.suffix.lower() == ".pdf":
            from gui.printing import export_pdf

            return partial(export_pdf, report.report, self._editions, target, self._resources, self._charts())
        from export import export_report

        return partial(
            export_report,
            report.report,
            self._editions,
            target,
            self._resources,
            report.last_year,
            with_picture=True,
        )

    def ask_and_export_with_sheet(self) -> None:
        if target := self._asked(f"{self._open_report.title}（附审签单）", ".docx"):
            self._write(target, self._with_sheet)

    def ask_and_export_check_list(self, suffix: str) -> None:
        if target := self._asked(f"{self._open_report.title}核对单", suffix):
            self._write(target, self._check_list)

    def _with_sheet(self, target: Path) -> Callable[[], object]:
        from export import export_report

        report, last_year = self._open_report.report, self._open_report.last_year
        return partial(export_report, report, self._editions, target, self._resources, last_year, with_sheet=True)

    def _check_list(self, target: Path) -> Callable[[], object]:
        from export.files import export_check_list

        return partial(export_check_list, self._open_report.checked, target, self._resources)

    def ask_and_fill_own_file(self) -> None:
        """A copy of the office's own document, with this year's figures and words in their places."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._page, "选择本单位上年的年报（Word）", str(self._folder), "Word 文档 (*.docx)"
        )
        if chosen and (target := self._asked(f"{self._open_report.title}（原格式）", ".docx")):
            self.fill_own_file(Path(chosen), target)

    def fill_own_file(self, own: Path, target: Path) -> None:
        from export.own_file import write_into_own_file

        work = partial(write_into_own_file, self._open_report.report, self._editions, own, target)
        self._folder = target.parent
        self._say(f"正在写 {target.name}…")
        in_background(self._page, work, partial(self._tell_filled, target), self._tell_failure)

    def _tell_filled(self, target: Path, left_out: tuple[str, ...]) -> None:
        if not left_out:
            self._tell_written(target, None)
            return
        self._say(f"已写好，有 {len(left_out)} 处没有填进去：{target}")
        box = QMessageBox(
            QMessageBox.Icon.Warning, "有没有填进去的", f"{target.name} 已写好，请再看一下：", parent=self._page
        )
        box.setInformativeText("\n".join(f"· {each}" for each in left_out[:MOST_NAMED]))
        if len(left_out) > MOST_NAMED:
            box.setDetailedText("\n".join(left_out))
        self.told = box
        box.finished.connect(box.deleteLater)
        box.open()

    def _asked(self, name: str, suffix: str) -> Path | None:
        self._commit()
        path = self._folder / f"{safe_name(name)}{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self._page, "存到", str(path), f"{KINDS[suffix]} (*{suffix})")
        if not chosen:
            return None
        target = Path(chosen)
        return target if target.suffix.lower() == suffix else target.with_name(target.name + suffix)

    def _write(self, target: Path, writing: Callable[[Path], Callable[[], object]]) -> None:
        """Elsewhere: the window stays alive."""
        work = writing(target)
        self._folder = target.parent
        self._say(f"正在写 {target.name}…")
        in_background(self._page, work, partial(self._tell_written, target), self._tell_failure)

    def _tell_written(self, target: Path, _result: object) -> None:
        self._say(f"已写好：{target}{self._note}")
        self._note = ""

    # -- the copy that came back

    def ask_and_compare(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._page,
            "选择领导改过的文件",
            str(Path.home()),
            "年报文件 (*.docx *.doc *.xlsx *.html *.json);;所有文件 (*)",
        )
        if chosen:
            self.compare_with(Path(chosen))

    def compare_with(self, path: Path) -> None:
        """Reads the file elsewhere, then shows what differs."""
        editions = self._editions

        def read() -> "tuple[Imported, tuple[TrackedChange, ...]]":
            from model.importing import import_report
            from model.importing.tracked import tracked_changes

            return import_report(path, editions), tracked_changes(path)

        self._say(f"正在读取 {path.name}…")
        in_background(self._page, read, partial(self._show_comparison, path.name), self._tell_failure)

    def _show_comparison(self, source: str, read: "tuple[Imported, tuple[TrackedChange, ...]]") -> None:
        from gui.comparison_dialog import ComparisonDialog

        imported, tracked = read
        self._say("")
        theirs = imported.report
        self.comparison = ComparisonDialog(
            self._open_report, theirs, self._editions[theirs.edition], source, tracked, self._page
        )
        self.comparison.finished.connect(self.comparison.deleteLater)
        self.comparison.open()

    def _tell_failure(self, problem: str) -> None:
        self._say("")
        QMessageBox.warning(self._page, "没有办成", problem)
