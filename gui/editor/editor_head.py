"""The bar at the top of a draft: its name, the state of saving, and the most frequent commands."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from gui.editor.report_commands import ReportCommands
from gui.kit.icons import icon
from gui.kit.overflow_bar import OverflowBar
from gui.kit.plain_text import set_tool_tip
from gui.kit.theme import STEP, THEME
from gui.kit.widgets import Elided, button, label, row, set_style_property
from gui.session.draft_saving import Saving
from gui.session.open_report import OpenReport
from model.report.sample import LISTED, is_sample

TITLE_LEAST = 150
"""Minimum width of the title in px; leaves room for the year at its end."""


class HeadCommands(Protocol):
    """The commands of the buttons; see :class:`gui.editor.editor_page.EditorPage`."""

    def leave(self) -> None: ...
    def show_history(self) -> None: ...
    def export(self, suffix: str) -> None: ...


class EditorHead(OverflowBar):
    """Follows the open report; ``tools`` and ``documents`` are the menu buttons at the end of the bar."""

    def __init__(
        self,
        open_report: OpenReport,
        commands: HeadCommands,
        edits: ReportCommands,
        tools: QPushButton,
        documents: QPushButton,
    ) -> None:
        self._open_report = open_report
        self.title = Elided("", "title", least=TITLE_LEAST)
        edition = label(open_report.edition.name, "badge-plain")
        self.saving = label("已保存", "muted")
        self._undo = _icon_button("undo", edits.undo)
        self._redo = _icon_button("redo", edits.redo)
        self.history = _icon_button("history", commands.show_history)
        set_tool_tip(self.history, "历次改动：谁在什么时候改了什么，可以恢复到任何一刻（Ctrl+Shift+H）")
        self.history.setAccessibleName("历次改动")
        self.zero = button("空白补 0", edits.fill_with_zero, tip="把没有填的格都填成 0（可以撤销）")
        self._excel = button("导出 Excel", partial(commands.export, ".xlsx"))
        self.word = button("导出 Word 送签", partial(commands.export, ".docx"), "main")
        back = button("‹ 草稿", commands.leave, "quiet", "回到草稿列表")
        parts = row(back, self.title, edition, self.saving, 1, self._undo, self._redo, self.history,
            self.zero, self._excel, self.word, tools, documents, margin=2 * STEP)  # fmt: skip
        super().__init__("bar", parts, (edition, self.history, self.zero, self._redo, self._undo))
        open_report.facts_changed.connect(self._show_title)
        open_report.sign_off_changed.connect(self._show_title)
        open_report.history_changed.connect(self._show_history)
        open_report.saving.changed.connect(self._show_saving)
        THEME.changed.connect(self._renew_icons)
        self._show_title()
        self._show_history()

    def show_writing(self, is_writing: bool) -> None:
        """Disables the export buttons while an export is being written."""
        self._excel.setEnabled(not is_writing)
        self.word.setEnabled(not is_writing)

    def _show_title(self, _keys: object = None) -> None:
        report = self._open_report.report
        self.zero.setEnabled(not self._open_report.is_final)
        organ = report.organ or "（机关名称未填）"
        name = self._open_report.name
        called = name if organ in name else f"{organ} · {name}" if name else organ
        called = f"{LISTED}{called}" if is_sample(report) else called
        self.title.setText(f"{called} · {report.year} 年度" if report.year else called)
        set_style_property(self.title, "role", "sample" if is_sample(report) else "title")
        set_tool_tip(self.title, self._open_report.title)

    def _show_history(self) -> None:
        report = self._open_report
        steps = ((self._undo, "撤销", report.undo_label, "Ctrl+Z"), (self._redo, "重做", report.redo_label, "Ctrl+Y"))
        for made, name, label_, keys in steps:
            made.setEnabled(bool(label_))
            set_tool_tip(made, f"{name}：{label_}（{keys}）" if label_ else f"没有可以{name}的")
            made.setAccessibleName(name)
            made.setAccessibleDescription(label_)

    def _show_saving(self, saving: Saving) -> None:
        if saving.problem:
            text, role = "✕ 没有保存", "error"
        elif saving.at is not None:
            text, role = f"已保存 {saving.at.astimezone():%H:%M:%S}", "muted"
        else:
            text, role = "正在保存…", "muted"
        self.saving.setText(text)
        set_style_property(self.saving, "role", role)

    def _renew_icons(self) -> None:
        for each in (self._undo, self._redo, self.history):
            each.setIcon(icon(each.property("icon_name")))


def _icon_button(name: str, command: object) -> QPushButton:
    made = button("", command, "quiet")  # type: ignore[arg-type]
    made.setIcon(icon(name))
    made.setIconSize(QSize(20, 20))
    made.setProperty("icon_name", name)
    return made
