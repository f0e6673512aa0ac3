"""设置: all settings in one dialog, with import and export for a whole county."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMenu, QStackedWidget, QWidget

from export.document.layout import Layout
from export.office_template import OfficeTemplate
from gui.kit.help_topics import offer_help
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import (
    add_menu_action,
    button,
    column,
    label,
    menu_button,
    row,
    scroll_area,
    set_style_property,
    tab_row,
)
from gui.session.file_dialogs import FileDialogs
from gui.settings.pages import BackupsPage, DeadlinesPage, LayoutPage, OrganPage, PlacesPage, SettingsPage
from gui.settings.rules_page import RulesPage
from gui.settings.template_transfer import TemplateTransfer
from model.errors import UserFacingError
from model.form.edition import Edition
from model.store.settings import Settings
from model.store.settings_file import SUFFIX, read_settings_file, write_settings_file

PAGES = ORGAN, DEADLINES, RULES, LAYOUT, PLACES, BACKUPS = (
    "本机关",
    "期限",
    "核对规则",
    "版式",
    "文件夹和窗口",
    "副本",
)
FILE_NAME = "政府信息公开年报设置"


class SettingsDialog(QDialog):
    """Edits ``settings``; :meth:`chosen` returns the result once it is accepted."""

    def __init__(
        self,
        settings: Settings,
        editions: Sequence[Edition],
        usual: Layout,
        office: OfficeTemplate,
        parent: QWidget | None = None,
    ) -> None:
        """``editions`` as they come from their files, the newest first; ``office``: its own Word template, in the
        folder of the drafts and settings."""
        super().__init__(parent)
        self._settings = settings
        self._folder = folder = office.folder
        self._template = TemplateTransfer(office)
        self._dialogs = FileDialogs(folder)
        self.setWindowTitle("设置")
        offer_help(self, "settings")
        resize_within_screen(self, 860, 640)
        self.organ, self.deadlines, self.rules = OrganPage(), DeadlinesPage(), RulesPage(editions)
        self.layout_page, self.places = LayoutPage(usual), PlacesPage(self._dialogs)
        self.backups = BackupsPage(str(folder), self._dialogs, self._show_folder)
        self._pages: Mapping[str, SettingsPage] = {
            ORGAN: self.organ,
            DEADLINES: self.deadlines,
            RULES: self.rules,
            LAYOUT: self.layout_page,
            PLACES: self.places,
            BACKUPS: self.backups,
        }
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        for page in self._pages.values():
            assert isinstance(page, QWidget)
            self._stack.addWidget(page if isinstance(page, RulesPage) else scroll_area(page))
            page.show_settings(settings)
        self._tabs, tabs = tab_row(PAGES, self)
        self._tabs.idClicked.connect(self._show_page)
        self.status = label("", "small", wrap=True)
        self.import_button = button("导入设置…", self.import_file, tip="县里下发的设置文件（.toml）")
        self.export_button = menu_button("导出设置", self._open_export_menu, tip="给全县，或给本机关的另一台电脑")
        keep = button("保存", self.accept, "main")
        keep.setDefault(True)
        ends = row(self.import_button, self.export_button, self.status, button("取消", self.reject), keep)
        ends.setStretch(2, 1)
        whole = column(tabs, self._stack, ends, margin=4 * STEP, gap=3 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.show_page(ORGAN)

    def show_page(self, name: str) -> None:
        """Shows one of :data:`PAGES` and focuses its first field."""
        at = PAGES.index(name)
        tab = self._tabs.button(at)
        assert tab is not None
        tab.setChecked(True)
        self._show_page(at)

    def _show_page(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        page = self._pages[PAGES[at]]
        assert isinstance(page, QWidget)
        page.setFocus()

    def chosen(self, stored: Settings) -> Settings:
        """``stored`` with the values of the dialog."""
        found = replace(stored, unknown_shared=self._settings.unknown_shared)
        for page in self._pages.values():
            found = page.chosen(found)
        return self._template.chosen(found)

    def accept(self) -> None:
        """Stays open where a template that was imported cannot be stored."""
        try:
            self._template.keep()
        except UserFacingError as error:
            self._show_status(str(error), problem=True)
            return
        super().accept()

    def reject(self) -> None:
        """Also forgets an imported template."""
        self._template.discard()
        super().reject()

    # -- files

    def import_file(self) -> None:
        """Asks for a settings file and fills the fields from it; nothing is stored before the dialog is accepted."""
        path = self._dialogs.open_file(self, "导入设置", f"设置文件 (*{SUFFIX})")
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Fills the fields from the file; a wrong one is reported and changes nothing."""
        try:
            imported = read_settings_file(path)
            about = f"。{self._template.take(imported.template)}" if imported.template else ""
        except UserFacingError as error:
            self._show_status(str(error), problem=True)
            return
        self._settings = imported.applied_to(self.chosen(self._settings))
        for page in self._pages.values():
            page.show_settings(self._settings)
        self._show_status(f"{imported.description}{about}。点“保存”后起用")

    def export_menu(self) -> QMenu:
        """What can be exported; the caller must delete it."""
        menu = QMenu(self)
        add_menu_action(menu, "给全县：期限、核对规则、版式、副本份数…", partial(self.export_file, with_own=False))
        own = "给本机关另一台电脑：连同机关名称、联系方式、文件夹、窗口和版式模板…"
        add_menu_action(menu, own, partial(self.export_file, with_own=True, with_template=True))
        if self._settings.template:
            name = f"给全县，连同版式模板“{self._settings.template}”…"
            add_menu_action(menu, name, partial(self.export_file, with_own=False, with_template=True))
        return menu

    def _open_export_menu(self) -> None:
        menu = self.export_menu()
        menu.exec(self.export_button.mapToGlobal(self.export_button.rect().topLeft()))
        menu.deleteLater()

    def export_file(self, *, with_own: bool, with_template: bool = False) -> None:
        """Asks for a path and writes the values of the dialog, saved or not. ``with_template``: also the office's own
        Word template, which may bear the organ's name."""
        path = self._dialogs.save_file(self, "导出设置", FILE_NAME, "设置文件", SUFFIX)
        if path is None:
            return
        try:
            template = self._template.to_give(self._settings) if with_template else None
            write_settings_file(self.chosen(self._settings), path, with_own=with_own, template=template)
        except UserFacingError as error:
            self._show_status(str(error), problem=True)
            return
        self._show_status(f"已导出：{path.name}{'，内有版式模板' if template else ''}")

    def _show_status(self, text: str, *, problem: bool = False) -> None:
        self.status.setText(f"✕ {text}" if problem else text)
        set_style_property(self.status, "role", "error" if problem else "small")

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
