"""Commands at the text cursor: linking a number to cells, and inserting a number of the tables."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from gui.kit.status_sink import StatusSink
from gui.kit.widgets import add_menu_action
from gui.narrative.link_dialog import LinkDialog
from gui.narrative.text_editor import TextEditor
from gui.session.open_report import OpenReport
from model.checks.claim_cells import Reading
from model.linking.insertable_numbers import InsertableNumber, insertable_numbers
from model.linking.link_targets import linkable_number_at
from model.linking.links import inserting_edit, linking_edit
from model.store.settings import read_settings


class NumberLinking(QObject):
    """The commands for one section; ``commit`` submits pending typing and is called before each of them."""

    def __init__(
        self,
        open_report: OpenReport,
        section: str,
        editor: TextEditor,
        status: StatusSink,
        commit: Callable[[], object],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._open_report = open_report
        self._section = section
        self._editor = editor
        self._status = status
        self._commit = commit
        self._page = page
        editor.menu_opened.connect(self._extend_menu)

    def link_here(self) -> None:
        """关联到表格: opens the dialog for the number at the text cursor, or reports that there is none to link."""
        self._commit()
        if self._editor.isReadOnly():
            self._open_report.refuse()
            return
        text = self._open_report.report.texts.get(self._section, "")
        found = linkable_number_at(text, self._editor.place_here())
        if found is None:
            self._status.show_status(
                "光标处没有可以关联的数字：请把光标放到件数或金额上（百分数、年份和“2万”这样的写法不能关联）"
            )
            return
        start, number = found
        dialog = LinkDialog(self._open_report.checked.context, self._section, start, number, self._page)
        if dialog.exec():
            self.link(start, number, dialog.chosen())
        dialog.deleteLater()
        self._editor.setFocus()

    def link(self, start: int, number: str, cells: Reading) -> None:
        """Links ``number`` at character ``start`` of the text to the sum of ``cells``."""
        edit = linking_edit(self._open_report.checked.context, self._section, start, number, cells)
        if self._open_report.edit(edit):
            self._editor.select_place(start, 0)
            self._status.show_status(f"{edit.label}（Ctrl+Z 撤销）")

    def show_numbers(self, at: QPoint) -> QMenu:
        """Opens the menu of insertable numbers at a screen position."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(at)
        return menu

    def _extend_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        there = linkable_number_at(self._editor.words(), self._editor.place_here())
        add_menu_action(menu, "关联到表格…\tCtrl+L", self.link_here if there else None)
        self._fill(menu.addMenu("插入数字"))

    def _fill(self, menu: QMenu) -> None:
        found = insertable_numbers(self._open_report.checked.context)
        if not found:
            add_menu_action(menu, "表格还没有填", None)
        if sentence := read_settings(self._open_report.folder).contact.sentence(self._open_report.report.organ):
            found = (*found, InsertableNumber("联系方式", "联系方式", sentence))
        group = ""
        for each in found:
            if group and each.group != group:
                menu.addSeparator()
            group = each.group
            add_menu_action(menu, f"{each.name}\t{each.text}", partial(self._insert, each))

    def _insert(self, found: InsertableNumber) -> None:
        self._commit()
        start, end = self._editor.selected()
        if self._open_report.edit(inserting_edit(self._open_report.checked.context, self._section, start, end, found)):
            self._editor.select_place(start + len(found.text), 0)
        self._editor.setFocus()
