"""Exports the open report in several formats at once: one folder, one base name, one result for all files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QLineEdit, QWidget

from gui.kit.background_task import run_in_background
from gui.kit.desktop import open_with_desktop
from gui.kit.help_topics import offer_help
from gui.kit.plain_text import set_tool_tip
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, label, row, scroll_area, set_style_property
from gui.output.export_controller import ExportController
from gui.output.export_formats import ExportFormat
from gui.session.file_dialogs import may_replace
from model.file_names import safe_name

USUAL = ("word", "excel")
"""Formats ticked at first; later those of the last export."""
ROW = 27
"""Row height in px, so that rows do not move when their link appears."""
EXISTS, WAITS, WRITING, SKIPPED = "已有同名文件", "等待", "正在写…", "没有写：已停止"


@dataclass(frozen=True)
class _Job:
    format: ExportFormat
    target: Path
    work: Callable[[], object]


class _FormatLine:
    """One format: its checkbox, its target file and the state of that file."""

    def __init__(self, format_: ExportFormat, ticked: bool, open_: Callable[[Path], None]) -> None:
        self.format = format_
        self.target: Path | None = None
        self.box = QCheckBox(format_.label)
        self.box.setChecked(ticked)
        self.name = label("", "muted", wrap=True)
        self.state = label("", "small", wrap=True)
        self.open = button("打开文件", partial(self._open, open_), "link")
        self.open.setAccessibleName(f"打开文件 {format_.label}")
        self.open.hide()

    def _open(self, open_: Callable[[Path], None]) -> None:
        if self.target is not None:
            open_(self.target)

    def show_target(self, target: Path) -> None:
        """Shows the target file of this format; the result of an earlier export is cleared."""
        self.target = target
        self.name.setText(target.name)
        set_tool_tip(self.name, str(target))
        self.show_state(EXISTS if self.box.isChecked() and target.exists() else "")

    def show_state(self, text: str, role: str = "small", *, done: bool = False) -> None:
        self.state.setText(text)
        set_style_property(self.state, "role", role)
        self.open.setVisible(done)


class MultiExportDialog(QDialog):
    """Asks about open matters once and about existing files once, then writes one file after the other."""

    def __init__(
        self, exporter: ExportController, formats: tuple[ExportFormat, ...], title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._exporter = exporter
        self._waiting: list[_Job] = []
        self._running: _Job | None = None
        self._written: list[_Job] = []
        self._failed: list[ExportFormat] = []
        self._stopped = False
        self.setWindowTitle("一次导出多种文件")
        offer_help(self, "export")
        ticked = exporter.settings.export_formats or USUAL
        self._lines = {each.id: _FormatLine(each, each.id in ticked, self._open) for each in formats}
        self._folder = exporter.dialogs.folder
        self.base = QLineEdit(safe_name(exporter.file_name(title)))
        self.base.setAccessibleName("文件名")
        self._build()
        self.base.textChanged.connect(self._show_targets)
        for line in self._lines.values():
            line.box.toggled.connect(self._show_targets)
        self._show_targets()
        resize_within_screen(self, 760, 520)

    def _build(self) -> None:
        where = QGridLayout()
        where.setHorizontalSpacing(3 * STEP)
        where.setColumnStretch(1, 1)
        self._where = Elided("")
        self._browse = button("选择文件夹…", self._choose_folder)
        where.addWidget(label("文件夹", "muted"), 0, 0)
        where.addWidget(self._where, 0, 1)
        where.addWidget(self._browse, 0, 2)
        where.addWidget(label("文件名", "muted"), 1, 0)
        where.addWidget(self.base, 1, 1, 1, 2)
        lines = QGridLayout()
        lines.setHorizontalSpacing(3 * STEP)
        lines.setVerticalSpacing(STEP)
        lines.setColumnStretch(1, 3)
        lines.setColumnStretch(2, 2)
        for at, line in enumerate(self._lines.values()):
            for column_, part in enumerate((line.box, line.name, line.state, line.open)):
                lines.addWidget(part, at, column_)
            lines.setRowMinimumHeight(at, ROW)
        lines.setRowStretch(len(self._lines), 1)
        inside = QWidget()
        inside.setLayout(lines)
        self.summary = label("", wrap=True)
        self.folder_button = button("打开文件夹", self._open_folder)
        self.folder_button.hide()
        self._close = button("关闭", self.reject)
        self.start_button = button("导出", self.start, "main")
        self.start_button.setDefault(True)
        whole = column(
            where,
            scroll_area(inside),
            self.summary,
            row(self.folder_button, 1, self._close, self.start_button),
            margin=4 * STEP,
            gap=3 * STEP,
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # -- choosing

    @property
    def ticked(self) -> tuple[str, ...]:
        """Keys of the ticked formats, in the order of the dialog."""
        return tuple(key for key, line in self._lines.items() if line.box.isChecked())

    def tick(self, *formats: str) -> None:
        """Ticks these formats and no other."""
        for key, line in self._lines.items():
            line.box.setChecked(key in formats)

    def set_folder(self, folder: Path) -> None:
        """Chooses the target folder and shows which files exist there."""
        self._folder = folder
        self._show_targets()

    def state_of(self, format_: str) -> str:
        """The state text of the format: whether its file exists, or the result of writing it."""
        return self._lines[format_].state.text()

    def _choose_folder(self) -> None:
        if folder := self._exporter.dialogs.choose_folder(self, "导出到哪个文件夹"):
            self.set_folder(folder)

    def _show_targets(self, _changed: object = None) -> None:
        base = safe_name(typed) if (typed := self.base.text().strip()) else ""
        self._where.setText(str(self._folder))
        set_tool_tip(self._where, str(self._folder))
        for line in self._lines.values():
            line.show_target(self._folder / f"{base}{line.format.addition}{line.format.suffix}")
        self.summary.setText("" if base else "请填写文件名")
        self.folder_button.hide()
        self.start_button.setEnabled(bool(base and self.ticked))

    # -- writing

    def start(self) -> None:
        """Asks the open questions, then writes the ticked formats; does nothing while running or with none ticked."""
        chosen = [self._lines[key] for key in self.ticked]
        if self._running is not None or not chosen:
            return
        if not all(line.format.needs_no_question for line in chosen) and not self._exporter.confirm("导出"):
            return
        targets = [(line.format, line.target) for line in chosen if line.target is not None]
        existing = tuple(target for _, target in targets if target.exists())
        if existing and not may_replace(self, existing):
            return
        self._exporter.dialogs.remember(self._folder)
        self._exporter.change(replace(self._exporter.settings, export_formats=self.ticked))
        self._written, self._failed, self._stopped = [], [], False
        self._waiting = [_Job(format_, target, format_.writing(target)) for format_, target in targets]
        for line in self._lines.values():
            line.show_state(WAITS if line in chosen else "")
        self._set_busy(True)
        self._write_next()

    def _write_next(self) -> None:
        if self._stopped or not self._waiting:
            self._finish()
            return
        job = self._running = self._waiting.pop(0)
        done = len(self._written) + len(self._failed)
        self.summary.setText(f"正在写第 {done + 1} 个，共 {done + 1 + len(self._waiting)} 个：{job.target.name}")
        self._lines[job.format.id].show_state(WRITING)
        run_in_background(self, job.work, partial(self._note_written, job), partial(self._note_failed, job))

    def _note_written(self, job: _Job, _result: object) -> None:
        self._written.append(job)
        self._lines[job.format.id].show_state(f"✓ {job.format.done}", "good", done=True)
        self._write_next()

    def _note_failed(self, job: _Job, problem: str) -> None:
        self._failed.append(job.format)
        self._lines[job.format.id].show_state(f"✕ {problem}", "error")
        self._write_next()

    def _finish(self) -> None:
        self._running = None
        for job in self._waiting:
            self._lines[job.format.id].show_state(SKIPPED)
        parts = [f"✓ 已导出 {len(self._written)} 个文件到 {self._folder}"] if self._written else []
        parts += [f"✕ {len(self._failed)} 个没有导出，原因见上"] if self._failed else []
        parts += [f"{len(self._waiting)} 个没有写，因为已停止"] if self._waiting else []
        self.summary.setText("；".join(parts))
        self._set_busy(False)
        self.folder_button.setVisible(bool(self._written))
        (self.folder_button if self._written else self.start_button).setFocus()
        if self._written:
            for_sign_off = any(job.format.for_sign_off for job in self._written)
            self._exporter.report_files([job.target for job in self._written], for_sign_off)

    def _set_busy(self, busy: bool) -> None:
        for part in (self.base, self._browse, self.start_button, *(line.box for line in self._lines.values())):
            part.setEnabled(not busy)
        self._close.setText("停止" if busy else "关闭")

    def reject(self) -> None:
        """Closes the dialog; while files are written, stops after the current one instead."""
        if self._running is None:
            super().reject()
        else:
            self._stopped = True
            self.summary.setText(f"写完 {self._running.target.name} 就停止…")

    # -- afterwards

    def _open(self, path: Path) -> None:
        if not open_with_desktop(path):
            self.summary.setText(f"✕ 打不开 {path.name}：它已不在原处，或本机没有能打开它的程序")

    def _open_folder(self) -> None:
        self._open(self._folder)
