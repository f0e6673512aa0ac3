"""The window: the list of drafts, the preview of an import, the editor; and the keys that work everywhere."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMessageBox, QProgressDialog, QStackedWidget, QWidget

from gui.app.garbage_collection import freeze_loaded_objects
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row
from model.errors import UserFacingError
from model.store.settings import OF_DOCUMENTS, Settings, read_settings, with_first, write_settings

if TYPE_CHECKING:  # pages are imported when they are wanted: the window opens first
    from gui.editor.editor_page import EditorPage
    from gui.home.home_page import HomePage
    from gui.importing.import_preview import ImportPreview
    from gui.kit.command_palette import PaletteChoice
    from model.form.edition import Edition
    from model.importing import Imported
    from model.report.report import Report
    from model.store.draft_store import DraftStore
    from model.store.draft_summary import DraftSummary

NAME = "政府信息公开年报"
USUAL_SIZE, LEAST_SIZE = (1366, 768), (900, 440)
"""Of the window without its frame, in px; every page can be used at the least size."""
AT_ONCE_SECONDS = 0.3
"""Saving takes some milliseconds; only a slow or failing disk is waited for with a dialog."""
WAIT_MS = 500
"""So often it is looked whether the box that waits for an answer has gone."""
RETRY_FOR_MS = 8000
"""So long a slow disk is waited for before the person is asked."""


class MainWindow(QMainWindow):
    """Pages and wiring only. It can be shown at once; :meth:`begin` gives it its drafts."""

    home: "HomePage"

    closed = Signal()
    """The window goes now, and its last draft is saved."""

    def __init__(self, resources: Path, version: str) -> None:
        super().__init__()
        self._resources = resources
        self._version = version
        self._importing = False
        self._came = ""
        self._closing = False
        self._begun = False
        self._called_with: Path | None = None
        self.setWindowTitle(NAME)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*USUAL_SIZE)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.start_page = QWidget()
        self._room = column(1, gap=0)
        self.start_page.setLayout(column(self._head(), self._room, self._foot(), gap=0))
        self._stack.addWidget(self.start_page)
        self.editor: EditorPage | None = None
        self.preview: ImportPreview | None = None

    def start_maintenance(self) -> None:
        """From now on the daily copy is made and the bin emptied of what is old, by the program itself."""
        from gui.app.maintenance import Maintenance

        upkeep = Maintenance(self._store, self.home, self)
        upkeep.bin_purged.connect(self._bin_emptied)
        upkeep.start()

    def _bin_emptied(self, _count: int) -> None:
        self.home.refresh()

    def begin(self, store: "DraftStore", editions: "dict[str, Edition]") -> None:
        """Shows the drafts of ``store``; from now on files can be imported."""
        from gui.home.home_page import HomePage

        self._store = store
        self._editions = editions
        self.home = HomePage(store, editions)
        self._room.takeAt(0)  # what kept its place
        self._room.addWidget(self.home, 1)
        self.home.file_chosen.connect(self.import_file)
        self.home.check_requested.connect(self.check_file)
        self.home.paste_requested.connect(self.import_clipboard)
        self.home.blank_requested.connect(self.start_blank)
        self.home.draft_requested.connect(self.open_draft)
        self._make_shortcuts()
        self._begun = True
        if self._called_with is not None:
            self.import_file(self._called_with)

    def raise_window(self, file: Path | None) -> None:
        """A second start of the program called: this window is the one to work in, with the file if it brought one."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)
        if file is None:
            return
        if self._begun:
            self._import_when_free(file)
        else:
            self._called_with = file

    def _import_when_free(self, file: Path) -> None:
        """Not while a box waits for its answer: the page behind it would go, and the box with it."""
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(WAIT_MS, self, partial(self._import_when_free, file))
        else:
            self.import_file(file)

    def save_now(self) -> bool:
        """Everything typed is on the disk when it says ``True``; for the moment before something may go wrong."""
        return self.editor is None or self.editor.saved_within(2.0)

    def _head(self) -> QWidget:
        """The program's name, and the promise that all stays here."""
        head = frame("bar")
        hand_out = button("下发填报模板", self._hand_out_blank_workbook, tip="给所属单位填报用的空白 Excel 工作簿")
        palette = button("命令 Ctrl+K", self.open_palette, tip="输入名称或拼音首字母，打开草稿或执行命令")
        help_ = button("帮助 F1", self.show_help)
        bar = row(label(NAME, "title"), 1, label("全部数据只保存在本机", "muted"), hand_out, palette, help_)
        bar.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        head.setLayout(bar)
        return head

    def _foot(self) -> QWidget:
        foot = frame("foot")
        bar = row(label("离线运行　草稿每次修改即时保存", "small"), 1, label(self._version, "small"))
        bar.setContentsMargins(4 * STEP, 0, 4 * STEP, 0)
        foot.setLayout(bar)
        foot.setFixedHeight(32)
        return foot

    def _make_shortcuts(self) -> None:
        for keys, does in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence("Ctrl+Y"), self._redo),
            (QKeySequence("Ctrl+Shift+Z"), self._redo),
            (QKeySequence("Ctrl+S"), self._tell_saved),
            (QKeySequence("Ctrl+Shift+H"), self._show_history),
            (QKeySequence("F7"), self._next_finding),
            (QKeySequence("Shift+F7"), self._previous_finding),
            (QKeySequence("F1"), self._explain),
            (QKeySequence("Ctrl+F"), self._find),
            (QKeySequence("Ctrl+H"), self._replace),
            (QKeySequence("Ctrl+K"), self.open_palette),
            (QKeySequence("Ctrl+G"), self.open_palette),
            (QKeySequence("Ctrl+P"), self._preview),
            (QKeySequence("F9"), self._toggle_panel),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    # -- the keys

    def _undo(self) -> None:
        if self.editor is not None:
            self.editor.undo()

    def _redo(self) -> None:
        if self.editor is not None:
            self.editor.redo()

    def _tell_saved(self) -> None:
        if self.editor is not None:
            self.editor.commit()
            at = self.editor.open_report.saving.at
            self.editor.status.show_status(
                f"每次修改都已自动保存，最近一次 {at.astimezone():%H:%M:%S}" if at else "每次修改都自动保存"
            )

    def _show_history(self) -> None:
        if self.editor is not None:
            self.editor.show_history()

    def _next_finding(self) -> None:
        if self.editor is not None:
            self.editor.go_to_next_finding()

    def _previous_finding(self) -> None:
        if self.editor is not None:
            self.editor.go_to_next_finding(-1)

    def _find(self) -> None:
        if self.editor is not None:
            self.editor.open_find()

    def _replace(self) -> None:
        if self.editor is not None:
            self.editor.open_find(replacing=True)

    def _preview(self) -> None:
        if self.editor is not None:
            self.editor.documents.preview()

    def _toggle_panel(self) -> None:
        if self.editor is not None:
            self.editor.toggle_panel()

    def open_palette(self) -> None:
        """Ctrl+K: everything that the page shown can do, and where it can go."""
        from gui.kit.command_palette import CommandPalette

        if not self._begun:
            return
        if self.editor is not None:
            self.editor.commit()
        menus = self._menus()
        palette = CommandPalette(self._choices(menus), self)
        for menu in menus:
            palette.destroyed.connect(menu.deleteLater)
        palette.open_over(self)

    def _menus(self) -> "list[QMenu]":
        """Those that can be opened on the page shown."""
        page = self._stack.currentWidget()
        if page is self.editor and self.editor is not None:
            return self.editor.menus()
        return self.home.menus() if page is self.start_page else []

    def _choices(self, menus: "Sequence[QMenu]") -> "list[PaletteChoice]":
        """For the palette, commands first: those of ``menus``, of every button of the page, then its cells."""
        from gui.kit.command_palette import PaletteChoice
        from gui.kit.commands import choices_of_buttons, choices_of_menu, without_duplicates

        page = self._stack.currentWidget()
        is_editor = page is self.editor and self.editor is not None
        help_choice = PaletteChoice("帮助", self.show_help, "F1")
        found = self.editor.choices() if is_editor and self.editor is not None else [help_choice]
        for menu in menus:
            found += choices_of_menu(menu)
        found += choices_of_buttons(page)
        if page is self.start_page:
            found += self.home.choices()
        found = without_duplicates(found)
        return found + self.editor.cell_choices() if is_editor and self.editor is not None else found

    def _explain(self) -> None:
        """F1: what counts in the cell that has the keys, else the help."""
        if self.editor is not None and self.editor.is_at_a_cell:
            self.editor.show_guidance()
        else:
            self.show_help()

    def show_all_guidance(self) -> None:
        from gui.home.help_dialog import COUNTING

        self.show_help(COUNTING)

    def show_help(self, part: str = "") -> None:
        """``part``: one of the parts of the help; the first when it is empty."""
        from gui.grid.guidance_dialog import FILE
        from gui.home.help_dialog import HelpDialog
        from model.form.guidance import load_guidance

        editions = sorted(self._editions.values(), key=lambda each: -each.first_year) if self._begun else ()
        guidance = load_guidance(self._resources / FILE, self._editions) if self._begun else ()
        folder = self._store.path.parent if self._begun else None
        dialog = HelpDialog(NAME, self._version, editions, folder, self, guidance)
        if part:
            dialog.show_part(part)
        dialog.exec()
        dialog.deleteLater()

    def _hand_out_blank_workbook(self) -> None:
        from gui.output.export_dialog import hand_out_blank_workbook
        from gui.session.file_dialogs import FileDialogs

        if self._begun:
            hand_out_blank_workbook(self, self._editions, self._resources, FileDialogs(self._store.path.parent))

    # -- importing

    def import_file(self, path: Path) -> None:
        """Reads the file elsewhere, then shows what was read; the person decides what becomes of it."""
        from model.store.draft_transfer import SUFFIX

        if path.suffix.lower() == SUFFIX:  # a draft from another computer
            self.show_home()
            if self.editor is None:
                self.home.moving.import_file(path)
            return
        from gui.session.imported_report import reading

        self._import(reading(path, self._editions), path.name, self._show_preview, path)

    def check_file(self, path: Path) -> None:
        """Reads the file elsewhere, then shows what is found in it; no draft comes of it by itself."""
        from gui.session.imported_report import reading

        self._import(reading(path, self._editions), path.name, self._show_check)

    def import_clipboard(self) -> None:
        """The same with a web page or a document that was copied."""
        copied, editions = QGuiApplication.clipboard().mimeData(), self._editions
        html, text = (copied.html(), copied.text()) if copied is not None else ("", "")

        def read() -> "Imported":
            from model.importing import import_clipboard

            return import_clipboard(html, text, editions)

        self._import(read, "剪贴板", self._show_preview)

    def _import(
        self,
        read: "Callable[[], Imported]",
        name: str,
        shows: "Callable[[Imported, str], None]",
        path: Path | None = None,
    ) -> None:
        """``shows`` what was read; ``path`` is kept among the files imported lately."""
        from gui.kit.background_task import run_in_background

        if self._importing:
            return

        def show(imported: "Imported") -> None:
            self._importing = False
            self.home.show_news("")
            shows(imported, name)
            self._came = name
            if path is not None:
                self._keep(recent_files=with_first(read_settings(self._store.path.parent).recent_files, path))

        self._importing = True
        self.home.show_news(f"正在读取 {name}…")
        run_in_background(self, read, show, self._import_failed)

    def _import_failed(self, problem: str) -> None:
        self._importing = False
        self.home.show_news("")
        QMessageBox.warning(self, "没有导入", problem)

    def _show_preview(self, imported: "Imported", name: str) -> None:
        from gui.importing.import_preview import ImportPreview

        if self._leave_editor():
            self._put_up(ImportPreview(imported, name, self._editions, _next_year(imported)), f"导入：{name}")

    def _show_check(self, imported: "Imported", name: str) -> None:
        from gui.importing.check_preview import CheckPreview
        from gui.session.file_dialogs import FileDialogs

        if not self._leave_editor():
            return
        dialogs = FileDialogs(self._store.path.parent)
        made = CheckPreview(imported, name, self._editions, _next_year(imported), self._resources, dialogs)
        made.another_requested.connect(self.home.choose_file_to_check)
        self._put_up(made, f"核对：{name}")

    def _put_up(self, preview: "ImportPreview", title: str) -> None:
        self._drop(self.preview)
        self.preview = preview
        self.preview.draft_made.connect(self._make_draft)
        self.preview.cancelled.connect(self.show_home)
        self._stack.addWidget(self.preview)
        self._stack.setCurrentWidget(self.preview)
        self.setWindowTitle(f"{title} — {NAME}")

    def start_blank(self) -> None:
        from model.form.edition import edition_for
        from model.form.reporting_year import reporting_year
        from model.report.report import Report

        year = reporting_year(date.today())
        edition = edition_for(year, self._editions)
        self._make_draft(Report(edition.id, texts={"year": str(year)}), None)

    def _make_draft(self, report: "Report", last_year: "Report | None") -> None:
        from gui.session.open_report import standing_of
        from model.checks.engine import check

        same = self._draft_like(report)
        if same is not None and (answer := self._asked_about_second(same)) != "another":
            if answer == "open":
                self.open_draft(same.id)
            return
        name = f"{report.organ}（另建）" if same else ""
        edition = self._editions[report.edition]
        standing = standing_of(check(report, edition, last_year, last_edition=self._edition_of(last_year)))
        came = f"由“{self._came}”生成" if last_year else f"导入“{self._came}”"
        came = came if self.preview is not None else "新建空白年报"
        self._told(lambda: self.open_draft(self._store.create(report, last_year, name, standing, came)))

    def _draft_like(self, report: "Report") -> "DraftSummary | None":
        """The draft of the same organ and year that was written last."""
        if not (report.organ and report.year):
            return None
        try:
            drafts = self._store.drafts()
        except UserFacingError:
            return None  # what the disk refuses is told as the draft is made
        return next((each for each in drafts if (each.organ, each.year) == (report.organ, report.year)), None)

    def _asked_about_second(self, there: "DraftSummary") -> str:
        """``open`` the one that is there, make ``another``, or blank for neither."""
        from gui.home.draft_list import said_of

        said = f"已有“{there.name}”{there.year} 年度的草稿。"
        box = QMessageBox(QMessageBox.Icon.Question, "已有这份草稿", said, parent=self)
        box.setInformativeText(f"{said_of(there)}。另建的一份与它互不影响。")
        open_ = box.addButton("打开已有的", QMessageBox.ButtonRole.AcceptRole)
        another = box.addButton("另建一份", QMessageBox.ButtonRole.ActionRole)
        neither = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(open_)
        box.setEscapeButton(neither)
        box.exec()
        clicked = box.clickedButton()
        return "open" if clicked is open_ else "another" if clicked is another else ""

    def _edition_of(self, report: "Report | None") -> "Edition | None":
        return self._editions.get(report.edition) if report else None

    # -- pages

    def open_draft(self, draft_id: str) -> None:
        from model.store.draft_locks import DraftLockedError

        if not self._leave_editor():
            return

        def opened() -> None:
            try:
                self._open(draft_id)
            except DraftLockedError as error:
                if self._wants_a_copy(str(error)):
                    self._open(self._store.duplicate(draft_id))

        self._told(opened)

    def _open(self, draft_id: str) -> None:
        from model.store.database import DraftStoreError
        from model.store.draft_locks import DraftLockedError

        try:
            self._store.lock(draft_id)
        except DraftLockedError:
            raise
        except DraftStoreError:
            pass  # a full or read-only disk: the draft can be read and exported, and the editor tells of the rest
        try:
            self._show_editor(draft_id)
        except BaseException:
            self._unlock(draft_id)
            raise

    def _show_editor(self, draft_id: str) -> None:
        from gui.editor.editor_page import EditorPage
        from gui.session.open_report import OpenReport

        opened = self._store.open(draft_id)
        edition = self._editions.get(opened.report.edition)
        if edition is None:
            raise UserFacingError(f"这份草稿用的是“{opened.report.edition}”版格式，本程序没有这个版本的表格")
        settings = read_settings(self._store.path.parent)
        edition = edition.with_most_characters(settings.most_characters)
        open_report = OpenReport(opened, edition, self._store, self._edition_of(opened.last_year))
        editions = {**self._editions, edition.id: edition}  # what leaves the window is held to the same limit
        self.editor = EditorPage(open_report, editions, self._resources)
        self.editor.exits.settings = settings
        self.editor.sign_off.know(settings.put_away)
        self.editor.exits.settings_changed.connect(self._keep_settings)
        self.editor.set_zoom(settings.zoom / 100)
        self.editor.set_enter_goes_right(settings.enter_goes_right)
        self.editor.splitter.set_state(settings.panel_width, wanted=not settings.panel_folded)
        self.editor.palette_wanted.connect(self.open_palette)
        self.editor.left.connect(self.show_home)
        self.editor.copy_requested.connect(self._go_on_in_a_copy)
        self.editor.help_requested.connect(self.show_help)
        self.editor.all_guidance_wanted.connect(self.show_all_guidance)
        self.editor.file_dropped.connect(self.import_file)
        self._stack.addWidget(self.editor)
        self._stack.setCurrentWidget(self.editor)
        self.editor.focus_main_widget()
        self._drop(self.preview)
        self.preview = None
        self.setWindowTitle(f"{open_report.title or '年报草稿'} — {NAME}")
        freeze_loaded_objects()

    def _wants_a_copy(self, why: str) -> bool:
        """The draft is open elsewhere: a copy of it may be opened instead."""
        box = QMessageBox(QMessageBox.Icon.Warning, "草稿正在别处打开", why, parent=self)
        box.setInformativeText(
            "请到那个窗口里修改，或先把它关闭。那台电脑已经关机或断电的，过一分钟再打开即可；"
            "只想看一看或另改一份的，可以打开一份副本，两份互不影响。"
        )
        copy = box.addButton("打开副本", QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton("返回", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is copy

    def _go_on_in_a_copy(self) -> None:
        """What is on the screen becomes a draft of its own: the one that was open takes nothing more."""
        if self.editor is None:
            return
        self.editor.commit()
        report = self.editor.open_report

        def made() -> None:
            name = f"{report.report.organ or '未填机关名称'}（另存）"
            copy = self._store.create(
                report.report, report.last_year, name, report.standing(), "另存窗口里没能保存的内容"
            )
            self._close_editor()
            self._open(copy)

        self._told(made)

    def _unlock(self, draft_id: str) -> None:
        with contextlib.suppress(UserFacingError):  # a lock of our own is no hindrance, and is seen through later
            self._store.unlock(draft_id)

    def show_home(self) -> None:
        left = self.editor.open_report.draft_id if self.editor is not None else ""
        if not self._leave_editor():
            return
        self._drop(self.preview)
        self.preview = None
        self.home.refresh()
        self._stack.setCurrentWidget(self.start_page)
        self.home.show_draft(left)
        self.setWindowTitle(NAME)

    def _leave_editor(self) -> bool:
        """Closes the draft that is open; ``False`` when the person stays because it could not be saved."""
        if self.editor is None:
            return True
        if self._closing:
            return False  # the person closes the window once more while it waits for the disk
        while not self.editor.saved_within(AT_ONCE_SECONDS) and not self._saved_with_patience():
            if not (answer := self._asked_about_unsaved()):
                return False
            if answer == "leave":
                break
        self._close_editor()
        return True

    def _close_editor(self) -> None:
        if self.editor is not None:
            self._keep_view(self.editor)
            self.editor.close_report()
            self._unlock(self.editor.open_report.draft_id)
            self._drop(self.editor)
            self.editor = None

    def _keep_view(self, editor: "EditorPage") -> None:
        splitter = editor.splitter
        self._keep(zoom=round(editor.zoom * 100), panel_width=splitter.panel_width, panel_folded=not splitter.is_wanted)

    def _keep_settings(self, wanted: Settings) -> None:
        """What an editor may change of them."""
        self._keep(**{name: getattr(wanted, name) for name in OF_DOCUMENTS})

    def _keep(self, **changes: Any) -> None:
        """For the next draft; not worth a word where the disk refuses."""
        folder = self._store.path.parent
        kept = read_settings(folder)
        if (wanted := replace(kept, **changes)) != kept:
            with contextlib.suppress(UserFacingError):
                write_settings(folder, wanted)

    def _saved_with_patience(self) -> bool:
        """Waits for a slow disk, without freezing the window; not for one that has refused."""
        assert self.editor is not None
        report = self.editor.open_report
        report.try_now()
        waiting = QProgressDialog("正在把最近的修改写到磁盘…", "返回", 0, 0, self)
        waiting.setWindowTitle("正在保存")
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setMinimumDuration(400)
        patience = QDeadlineTimer(RETRY_FOR_MS)
        tries = QDeadlineTimer(1500)
        self._closing = True
        try:
            while not patience.hasExpired() and not waiting.wasCanceled():
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
                if report.flush(0.05):
                    return True
                if report.saving.refused or (report.saving.problem and tries.hasExpired()):
                    break
                waiting.setValue(0)
        finally:
            self._closing = False
            waiting.close()
            waiting.deleteLater()
        return False

    def _asked_about_unsaved(self) -> str:
        """``again``, ``leave``, or blank to stay."""
        assert self.editor is not None
        saving = self.editor.open_report.saving
        said = "最近的修改还没有写到磁盘上。现在离开，这些修改会丢失。"
        box = QMessageBox(QMessageBox.Icon.Warning, "还没有保存", said, parent=self)
        box.setInformativeText(saving.problem or "磁盘很慢，还没有写完")
        stay = box.addButton("留下", QMessageBox.ButtonRole.RejectRole)
        again = None if saving.refused else box.addButton("再试一次", QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton("仍然离开", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        clicked = box.clickedButton()
        return "leave" if clicked is leave else "again" if again is not None and clicked is again else ""

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _told(self, work: Callable[[], object]) -> None:
        """Does the work; what the store refuses is told, not thrown."""
        try:
            work()
        except UserFacingError as error:
            QMessageBox.warning(self, "草稿", str(error))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._leave_editor():
            self.closed.emit()
            event.accept()
        else:
            event.ignore()


def _next_year(imported: "Imported") -> int:
    """The year that a draft is most probably wanted for."""
    from model.form.reporting_year import reporting_year

    year = imported.report.year
    return year + 1 if year else reporting_year(date.today())
