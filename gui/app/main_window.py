"""The window: the start page with the drafts, the preview of an import, the editor."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from gui.app.editor_host import EditorHost
from gui.app.help_commands import HelpCommands
from gui.app.settings_commands import SettingsCommands
from gui.app.start_page import NAME, StartPage
from gui.app.window_shortcuts import install_shortcuts
from gui.kit.commands import Command, choices_of
from gui.kit.help_topics import help_topic_of

if TYPE_CHECKING:  # pages are imported when they are first shown: the window opens first
    from gui.editor.editor_page import EditorPage
    from gui.home.home_page import HomePage
    from gui.importing.import_preview import ImportPreview
    from model.form.edition import Edition
    from model.report.report import Report
    from model.store.draft_store import DraftStore

USUAL_SIZE, LEAST_SIZE = (1366, 768), (900, 440)
"""Of the window without its frame, in px; every page can be used at the least size."""
MODAL_POLL_MS = 500
"""How often it is checked whether a modal dialog has been closed."""


class MainWindow(QMainWindow):
    """Shows one page at a time and connects them. It can be shown at once; :meth:`begin` gives it its drafts."""

    home: "HomePage"

    closed = Signal()
    """The window is closing, and its last draft is saved."""

    def __init__(self, resources: Path, version: str) -> None:
        super().__init__()
        self._resources = resources
        self._begun = False
        self._file_to_import: Path | None = None
        """A file passed by a second start before this window was ready."""
        self.help = HelpCommands(self, resources, version)
        self.settings = SettingsCommands(self, resources, self._apply_settings)
        self.setWindowTitle(NAME)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*USUAL_SIZE)
        self.drafts = EditorHost(self, resources, show=self._show_editor, remove=self._remove)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.start_page = StartPage(
            version,
            save_workbook=self.help.save_blank_workbook,
            open_palette=self.open_palette,
            show_settings=self.settings.show_settings,
            show_help=self.help.show_help,
        )
        self._stack.addWidget(self.start_page)
        self.preview: ImportPreview | None = None

    def begin(self, store: "DraftStore", editions: "dict[str, Edition]") -> None:
        """Shows the drafts of ``store``; from now on files can be imported."""
        from gui.app.batch_workflow import BatchWorkflow
        from gui.app.draft_opener import DraftOpener
        from gui.app.import_workflow import ImportWorkflow
        from gui.home.home_page import HomePage

        self._store = store
        self._editions = editions
        self.help.begin(editions, self._folder)
        self.settings.begin(editions, self._folder)
        self.home = HomePage(store, editions, self)
        self.start_page.set_content(self.home)
        self._drafts: DraftOpener = DraftOpener(
            self, store, editions, close_current=self.drafts.leave, show=self.drafts.show_draft, tell=self.drafts.tell
        )
        self.drafts.begin(self._drafts, editions, self._folder)
        self._imports: ImportWorkflow = ImportWorkflow(
            self,
            self.home,
            editions,
            self._resources,
            self._folder,
            close_current=self.drafts.leave,
            show=self._show_preview,
        )
        self.batch: BatchWorkflow = BatchWorkflow(
            editions,
            self._resources,
            self._folder,
            close_current=self.drafts.leave,
            show=self._show,
            show_home=self.show_home,
            create=self._drafts.create,
        )
        install_shortcuts(
            self, self._open_editor, {"F1": self._explain, "Ctrl+K": self.open_palette, "Ctrl+G": self.open_palette}
        )
        self._begun = True
        if self._file_to_import is not None:
            self.import_file(self._file_to_import)

    def start_maintenance(self) -> None:
        """From now on daily backups are made and old drafts removed from the bin in the background."""
        from gui.app.maintenance import Maintenance

        maintenance = Maintenance(self._store, self.home.drafts, self)
        maintenance.bin_purged.connect(self.home.refresh)
        maintenance.start()

    def raise_window(self, file: Path | None) -> None:
        """Brings this window to the front after a second start, and imports its file if one was given."""
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
            self._file_to_import = file

    @property
    def _folder(self) -> Path:
        """Where the settings are kept: beside the drafts."""
        return self._store.path.parent

    def _open_editor(self) -> "EditorPage | None":
        return self.editor

    # -- help and commands

    def open_palette(self) -> None:
        """Ctrl+K: opens the palette with the commands and targets of the current page."""
        from gui.app.window_palette import open_palette

        if not self._begun:
            return
        page = self._stack.currentWidget()
        if self.editor is not None:
            self.editor.commit()
        if self.editor is not None and page is self.editor:
            open_palette(
                self,
                page,
                self.editor.menus(),
                self.editor.palette_choices.choices(),
                self.editor.palette_choices.cell_choices(),
            )
            return
        is_home = page is self.start_page
        menus, drafts = (self.home.menus(), self.home.choices()) if is_home else ((), ())
        open_palette(self, page, menus, choices_of(self.general_commands()), drafts)

    def general_commands(self) -> list[Command]:
        """Commands that every page offers."""
        return [*self.settings.commands(), *self.help.commands()]

    def _apply_settings(self) -> None:
        """After the settings have changed: the open draft is opened again by them, at the same place."""
        if self.editor is None:
            self.home.refresh()
            return
        draft, place = self.editor.open_report.draft_id, self.editor.navigation.current_key
        self.open_draft(draft)
        if self.editor is not None:
            self.editor.navigation.choose(place)

    def _explain(self) -> None:
        """F1: counting guidance for the current cell, else the help at the topic of what has the focus."""
        if self.editor is not None and self.editor.pages.is_at_cell:
            self.editor.show_guidance()
        else:
            self.help.show_topic(help_topic_of(self.focusWidget() or self._stack.currentWidget()))

    def show_all_guidance(self) -> None:
        """Opens the help at 填报口径."""
        self.help.show_all_guidance()

    # -- importing

    def import_file(self, path: Path) -> None:
        """Shows the preview of a report; a draft file from another computer is added to the list, a folder or archive
        goes to the batch page."""
        from model.batch.sources import is_of_many
        from model.store.draft_transfer import SUFFIX

        if is_of_many(path):
            self.check_many([path])
        elif path.suffix.lower() != SUFFIX:
            self._imports.import_file(path)
        else:
            self.show_home()
            if self.editor is None:
                self.home.drafts.draft_actions.transfer.import_file(path)

    def check_file(self, path: Path) -> None:
        """Shows the findings in a file, without creating a draft."""
        self._imports.check_file(path)

    def check_many(self, paths: Sequence[Path] = ()) -> None:
        """Shows the batch page, and adds files and folders to it."""
        self.batch.open(paths)

    def import_clipboard(self) -> None:
        """Shows the preview of the web page or document that was copied."""
        self._imports.import_clipboard()

    def _import_when_free(self, file: Path) -> None:
        """Postpones the import while a modal dialog is open: replacing the page would delete the dialog with it."""
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(MODAL_POLL_MS, self, partial(self._import_when_free, file))
        else:
            self.import_file(file)

    def _show_preview(self, preview: "ImportPreview", title: str) -> None:
        self._remove(self.preview)
        self.preview = preview
        preview.draft_made.connect(self._create_imported)
        preview.cancelled.connect(self.show_home)
        self._show(preview, title)

    def _create_imported(self, report: "Report", last_year: "Report | None") -> None:
        source = self._imports.source_name
        self._drafts.create(report, last_year, f"由“{source}”生成" if last_year else f"导入“{source}”")

    # -- drafts

    def start_blank(self) -> None:
        """A draft of the newest edition for the year that is reported on today."""
        from model.form.edition import edition_for
        from model.store.settings import read_settings

        settings = read_settings(self._folder)
        year = settings.reporting_year(date.today())
        edition = edition_for(year, self._editions)
        self._drafts.create(settings.blank_report(edition.id, year), None, "新建空白年报")

    def open_sample(self) -> None:
        """A draft to practise on, which is told apart wherever it is shown or written."""
        from gui.app.sample_draft import sample_draft

        self._drafts.create(*sample_draft(self._resources, self._editions), "打开示例")

    def open_draft(self, draft_id: str) -> None:
        """Closes the draft that is open, and opens this one."""
        self._drafts.open(draft_id)

    def continue_in_copy(self) -> None:
        """Creates a new draft from the open report, because its own draft cannot be written any more."""
        self.drafts.continue_in_copy()

    @property
    def editor(self) -> "EditorPage | None":
        """The page of the draft that is open."""
        return self.drafts.editor

    def _show_editor(self, editor: QWidget, title: str) -> None:
        self._show(editor, title)
        self._remove(self.preview)
        self.preview = None

    # -- pages

    def show_home(self) -> None:
        """Back to the list of drafts, unless the open one cannot be saved; the line of that draft is current then."""
        left = self.editor.open_report.draft_id if self.editor is not None else ""
        if not self.drafts.leave():
            return
        self._remove(self.preview)
        self.preview = None
        self.home.refresh()
        self._stack.setCurrentWidget(self.start_page)
        self.home.drafts.show_draft(left)
        self.setWindowTitle(NAME)

    def _show(self, page: QWidget, title: str) -> None:
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.setWindowTitle(f"{title} — {NAME}")

    def _remove(self, page: QWidget | None) -> None:
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.drafts.leave():
            if self._begun:
                self.batch.close()
            self.closed.emit()
            event.accept()
        else:
            event.ignore()
