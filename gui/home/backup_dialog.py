"""每日副本: the daily backups and their drafts, which can be restored from them."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from gui.home.draft_list import shown_time
from gui.home.draft_transfer import DraftTransfer
from gui.kit.background_task import run_in_background
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, label, row
from model.store.backups import Backup, back_up, backups_of, copy_to_second_folder
from model.store.draft_store import DraftStore
from model.store.draft_transfer import ListedDraft, TransferDraft, draft_in, listed_in
from model.store.settings import read_settings


class BackupDialog(QDialog):
    """Backups on the left, the drafts of the selected one on the right."""

    restored = Signal(str)
    """The id of a draft that was restored from a backup."""

    def __init__(self, store: DraftStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._folder = store.path.parent
        self._copies: tuple[Backup, ...] = ()
        self._listed: tuple[ListedDraft, ...] = ()
        self._reading: Path | None = None
        self.moving = DraftTransfer(store, self, self)
        self.setWindowTitle("每日副本")
        offer_help(self, "backups")
        resize_within_screen(self, 980, 600)
        self._build()
        self._wire()
        self.read()
        self.copies.setFocus()

    # -- building

    def _build(self) -> None:
        self._copies_model = LineTableModel(("日期", "大小"))
        self.copies = LineTableView(self._copies_model, "每日副本", 0, (0, 90))
        self._drafts_model = LineTableModel(("机关", "年度", "最近保存", "与本机的草稿比"))
        self.drafts = LineTableView(self._drafts_model, "副本里的草稿", 0, (0, 60, 110, 130))
        self._about = label(role="muted", wrap=True)
        self._restore = button("取回选中的草稿", self.restore, "main", "放回草稿列表；本机已有的，会问保留哪一份")
        self._now = button("立即做一份副本", self.back_up_now)
        left, right = frame("card"), frame("card")
        left.setLayout(column(label("每日副本", "title"), self.copies, row(self._now, 1), margin=3 * STEP))
        right.setLayout(
            column(label("副本里的草稿", "title"), self._about, self.drafts, row(1, self._restore), margin=3 * STEP)
        )
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.setProperty("role", "papers")
        both.setHandleWidth(3 * STEP)
        both.addWidget(left)
        both.addWidget(right)
        both.setSizes([300, 640])
        self._status_label = label(role="small", wrap=True)
        whole = column(
            both,
            row(
                label("副本只有您本人能打开：", "muted"),
                Elided(str(self._folder), "muted"),
                button("打开文件夹", self._show_folder, "link"),
                1,
            ),
            row(self._status_label, 1, button("关闭", self.accept)),
            margin=4 * STEP,
            gap=3 * STEP,
        )
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.copies.selectionModel().currentChanged.connect(self._show_copy)
        self.drafts.selectionModel().currentChanged.connect(self._update_buttons)
        self.moving.taken.connect(self.restored)

    # -- showing

    def read(self) -> None:
        """Lists the existing backups, newest first."""
        self._copies = backups_of(self._folder)[::-1]
        self._copies_model.show_lines(
            [TableLine((f"{each.day:%Y-%m-%d}", _size(each.size)), tip=each.path.name) for each in self._copies]
        )
        if self._copies:
            self.copies.choose(0)
        else:
            self._show_listed(())
            self._about.setText("还没有副本。程序每天自动做一份，也可以点“立即做一份副本”")

    def _show_copy(self, _current: QModelIndex | None = None, _previous: QModelIndex | None = None) -> None:
        at = self.copies.currentIndex().row()
        if not 0 <= at < len(self._copies):
            return
        path, store = self._copies[at].path, self._store.path
        self._reading = path
        self._show_listed(())
        self._about.setText("正在读取…")

        def show(found: tuple[ListedDraft, ...]) -> None:
            if self._reading == path:  # otherwise another backup has been selected meanwhile
                self._about.setText(f"共 {len(found)} 份草稿" if found else "这份副本里没有草稿")
                self._show_listed(found)

        def show_problem(sentence: str) -> None:
            if self._reading == path:
                self._about.setText(f"✕ {sentence}")

        run_in_background(self, lambda: listed_in(path, store), show, show_problem)

    def _show_listed(self, found: tuple[ListedDraft, ...]) -> None:
        now = datetime.now().astimezone()
        self._listed = found
        self._drafts_model.show_lines(
            [
                TableLine((each.name, str(each.year or ""), shown_time(each.saved_at, now), _stands(each)))
                for each in found
            ]
        )
        self.drafts.choose(0)
        self._update_buttons()

    def _update_buttons(self, _current: QModelIndex | None = None, _previous: QModelIndex | None = None) -> None:
        self._restore.setEnabled(0 <= self.drafts.currentIndex().row() < len(self._listed))

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """See :meth:`StatusSink.show_status`."""
        self._status_label.setText(f"✕ {text}" if problem else text)

    # -- doing

    def restore(self) -> None:
        """Restores the selected draft with its history; asks if it already exists."""
        at, copy = self.drafts.currentIndex().row(), self.copies.currentIndex().row()
        if not (0 <= at < len(self._listed) and 0 <= copy < len(self._copies)):
            return
        path, store, draft_id = self._copies[copy].path, self._store.path, self._listed[at].id
        self._restore.setEnabled(False)
        self.show_status(f"正在取回 {self._listed[at].name}…")
        run_in_background(self, lambda: draft_in(path, store, draft_id), self._take, self._not_taken)

    def _take(self, offered: TransferDraft) -> None:
        self.show_status("")
        self.moving.take(offered)
        kept = self._status_label.text()
        self._show_copy()
        self._status_label.setText(kept)

    def _not_taken(self, sentence: str) -> None:
        self._update_buttons()
        self.show_status(sentence, problem=True)

    def back_up_now(self) -> None:
        """Makes a backup in the background, even if one was made today."""
        folder, settings = self._folder, read_settings(self._folder)
        self._now.setEnabled(False)
        self.show_status("正在做副本…")

        def work() -> Backup | None:
            made = back_up(folder, settings.backups_kept, date.today(), even_if_done=True)
            copy_to_second_folder(folder, settings.second_folder, settings.backups_kept)
            return made

        run_in_background(self, work, self._backed_up, self._not_backed_up)

    def _backed_up(self, made: Backup | None) -> None:
        self._now.setEnabled(True)
        self.show_status(f"已做好副本：{made.path.name}" if made else "没有新的修改，不用做副本")
        self.read()

    def _not_backed_up(self, sentence: str) -> None:
        self._now.setEnabled(True)
        self.read()
        self.show_status(sentence, problem=True)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _stands(listed: ListedDraft) -> str:
    if not listed.is_here:
        return "本机没有"
    return "与本机的相同" if listed.is_same else "与本机的不同"


def _size(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(size >> 10, 1)} KB"
