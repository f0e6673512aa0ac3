"""What can be done to a draft of the list: copying, the bin, renaming, exporting; each is reported in one line."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.home.draft_transfer import DraftTransfer
from gui.kit.plain_text import MessageBox
from gui.kit.status_sink import StatusSink
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftSummary


class DraftActions(QObject):
    """Changes the store. ``listed`` gives the drafts on screen, the bin included; ``open_draft`` opens the one with an
    id in the editor."""

    changed = Signal()
    """The store was changed, or refused to be."""
    copied = Signal(str)
    """The id of the copy."""
    binned = Signal(str)
    """The id of a draft that was moved to the bin."""
    brought_back = Signal(str)
    """The id of the draft that :meth:`undo_bin` brought back."""

    def __init__(
        self,
        store: DraftStore,
        window: QWidget,
        status: StatusSink,
        listed: Callable[[], Iterable[DraftSummary]],
        open_draft: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._store = store
        self._window = window
        self._status = status
        self._listed = listed
        self._last_binned = ""
        self.open = open_draft
        self.transfer = DraftTransfer(store, window, status)

    def rename(self, draft_id: str, name: str) -> None:
        """A blank name: the draft is listed by its organ."""
        self._try(partial(self._store.rename, draft_id, name))

    def copy(self, draft_id: str) -> None:
        """Copies the draft with its history."""
        copies: list[str] = []
        if self._try(lambda: copies.append(self._store.duplicate(draft_id))):
            self.copied.emit(copies[0])

    def move_to_bin(self, draft_id: str) -> None:
        """The draft can be restored from there."""
        name = self._name_of(draft_id)
        if self._try(partial(self._store.delete, draft_id)):
            self._last_binned = draft_id
            self._status.show_status(f"已移到回收站：{name}")
            self.binned.emit(draft_id)

    def undo_bin(self) -> None:
        """Restores the draft that was moved to the bin last."""
        self.restore(self._last_binned)
        self.brought_back.emit(self._last_binned)

    def restore(self, draft_id: str) -> None:
        """Takes the draft out of the bin."""
        name = self._name_of(draft_id)
        if self._try(partial(self._store.restore, draft_id)):
            self._status.show_status(f"已恢复：{name}")

    def purge(self, draft_id: str) -> None:
        """Asks, and deletes the draft with its history for ever."""
        name = self._name_of(draft_id)
        if self.confirm_purge(name) and self._try(partial(self._store.purge, draft_id)):
            self._status.show_status(f"已彻底删除：{name}")

    def empty_bin(self) -> None:
        """Asks, and deletes every draft in the bin for ever."""
        count = sum(each.deleted_at is not None for each in self._listed())
        if self.confirm_purge(f"回收站里的 {count} 份草稿") and self._try(self._store.empty_bin):
            self._status.show_status(f"已清空回收站：彻底删除 {count} 份草稿")

    def export_to_file(self, draft_id: str) -> None:
        """Asks for a file and writes the draft with its history into it."""
        draft = next((each for each in self._listed() if each.id == draft_id), None)
        if draft is not None:
            self.transfer.export(draft)

    def confirm_purge(self, name: str) -> bool:
        """Asks whether ``name`` may be deleted for ever."""
        box = MessageBox(MessageBox.Icon.NoIcon, "彻底删除", f"彻底删除“{name}”？", parent=self._window)
        box.setInformativeText("连同它的全部修改历史一起删除，不能再恢复。")
        yes = box.addButton("彻底删除", MessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("取消", MessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is yes

    def _name_of(self, draft_id: str) -> str:
        return name_of(draft_id, self._listed())

    def _try(self, change: Callable[[], object]) -> bool:
        """Changes the store; ``False`` on an error of the store, which is shown."""
        self._status.show_status("", problem=True)
        try:
            change()
        except DraftStoreError as error:
            self.changed.emit()
            self._status.show_status(str(error), problem=True)
            return False
        self.changed.emit()
        return True


def name_of(draft_id: str, drafts: Iterable[DraftSummary]) -> str:
    """``恩平市财政局，2025 年度``; 草稿 where it is not among the ``drafts``."""
    found = next((each for each in drafts if each.id == draft_id), None)
    if found is None:
        return "草稿"
    return "，".join(filter(None, (found.name or "未填机关名称", f"{found.year} 年度" if found.year else "")))
