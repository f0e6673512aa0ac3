"""Exports one draft with its history to a file, and imports such a file on another computer."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.kit.background_task import run_in_background
from gui.kit.plain_text import MessageBox
from gui.kit.status_sink import StatusSink
from gui.session.file_dialogs import FileDialogs
from model.errors import UserFacingError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftSummary
from model.store.draft_transfer import (
    SUFFIX,
    Conflict,
    ConflictChoice,
    TransferDraft,
    drafts_in,
    export_draft,
    import_draft,
)

KIND = "草稿文件"


class DraftTransfer(QObject):
    """Asks for the path and for conflicts; reads and writes in the background."""

    taken = Signal(str)
    """The id of an imported draft."""

    def __init__(self, store: DraftStore, window: QWidget, status: StatusSink) -> None:
        super().__init__(window)
        self._store = store
        self._window = window
        self._status = status
        self._dialogs = FileDialogs(store.path.parent)

    def export(self, draft: DraftSummary) -> None:
        """Asks for a file and writes the draft with its history into it."""
        name = "".join(filter(None, (draft.name or "草稿", f"{draft.year}年度" if draft.year else "", "草稿")))
        if target := self._dialogs.save_file(self._window, "导出草稿到文件", name, KIND, SUFFIX):
            self.export_to(draft.id, target)

    def export_to(self, draft_id: str, target: Path) -> None:
        """As :meth:`export`, to a given file."""
        store = self._store.path

        def write() -> Path:
            export_draft(store, draft_id, target)
            return target

        self._status.show_status(f"正在导出 {target.name}…")
        run_in_background(self, write, self._exported, self._show_failure)

    def _exported(self, target: Path) -> None:
        self._status.show_status(f"已导出并读回核对：{target}（含全部修改历史，在另一台电脑上用“导入草稿文件”打开）")

    def choose(self) -> None:
        """Asks for a draft file and imports it."""
        kinds = f"{KIND} (*{SUFFIX});;所有文件 (*)"
        if chosen := self._dialogs.open_file(self._window, "导入草稿文件", kinds):
            self.import_file(chosen)

    def import_file(self, path: Path) -> None:
        """Reads the file, asks about drafts that already exist, and imports the drafts."""
        store = self._store.path
        self._status.show_status(f"正在读取 {path.name}…")
        run_in_background(self, lambda: drafts_in(path, store), self._take_all, self._show_failure)

    def _take_all(self, found: tuple[TransferDraft, ...]) -> None:
        self._status.show_status("")
        if not found:
            self._show_failure("文件里没有草稿")
        for offered in found:
            self.take(offered)

    def take(self, offered: TransferDraft) -> None:
        """Imports one draft; asks how to resolve the conflict if it already exists."""
        if offered.conflict is Conflict.SAME:
            self._status.show_status(f"没有导入：本机已有完全相同的“{offered.name}”")
            return
        answer = ConflictChoice.KEEP_BOTH if offered.conflict is Conflict.NONE else self.ask(offered)
        if answer is None:
            return
        try:
            draft_id = import_draft(offered, self._store.path, answer)
        except UserFacingError as error:
            self._show_failure(str(error))
            return
        replaced = "；本机原来的一份已移到回收站" if answer is ConflictChoice.REPLACE else ""
        self.taken.emit(draft_id)
        self._status.show_status(f"已导入：{offered.name}{replaced}")

    def _show_failure(self, reason: str) -> None:
        self._status.show_status(reason, problem=True)

    def ask(self, offered: TransferDraft) -> ConflictChoice | None:
        """Asks how to resolve the conflict with an existing draft; ``None``: do not import."""
        comes = f"{offered.saved_at.astimezone():%Y-%m-%d %H:%M}"
        here = f"{offered.here_saved_at.astimezone():%Y-%m-%d %H:%M}" if offered.here_saved_at else "时间不详"
        how = {
            Conflict.NEWER: "文件里的一份是接着本机这份改的，比本机的新。",
            Conflict.OLDER: "本机的一份是接着文件里这份改的，比文件里的新。",
        }.get(offered.conflict, "两份各有各的修改，哪一份都不包含另一份。")
        box = MessageBox(MessageBox.Icon.Question, "导入草稿", f"本机已有“{offered.here}”。{how}", parent=self._window)
        box.setInformativeText(
            f"文件里的：最近保存于 {comes}\n本机的：最近保存于 {here}\n"
            "两份都保留时，导入的一份名称后加“（导入）”；替换时，本机的一份移到回收站，还可以恢复。"
        )
        both = box.addButton("两份都保留", MessageBox.ButtonRole.AcceptRole)
        replace = box.addButton("替换本机的", MessageBox.ButtonRole.DestructiveRole)
        neither = box.addButton("不导入", MessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(replace if offered.conflict is Conflict.NEWER else both)
        box.setEscapeButton(neither)
        box.exec()
        return {both: ConflictChoice.KEEP_BOTH, replace: ConflictChoice.REPLACE}.get(box.clickedButton())  # type: ignore[call-overload,no-any-return]
