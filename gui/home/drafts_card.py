"""The drafts on the home page: the list with its search field, the bin, and the commands for a draft."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QSizePolicy, QStackedWidget, QWidget

from gui.home.draft_actions import DraftActions
from gui.home.draft_list import DraftsModel, DraftTable, matching
from gui.home.recovery_notice import RecoveryNotice
from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.form.reporting_year import USUAL, Deadlines, due
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftSummary
from model.store.settings import read_settings


class DraftsCard(QFrame):
    """Lists the drafts, or those in the bin. Also a :class:`StatusSink`: a line for problems and one for results."""

    def __init__(self, store: DraftStore, open_draft: Callable[[str], None], today: Callable[[], date]) -> None:
        """``open_draft`` opens the draft with an id in the editor."""
        super().__init__()
        self.setProperty("role", "card")
        self._store = store
        self._today = today
        self.listed: tuple[DraftSummary, ...] = ()
        """All drafts outside the bin, regardless of the search."""
        self._binned: tuple[DraftSummary, ...] = ()
        self._cancel: Callable[[], object] = lambda: None
        self.draft_actions = DraftActions(store, self, self, lambda: (*self.listed, *self._binned), open_draft)
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索机关或年度，可用拼音首字母…")
        self.search.setAccessibleName("搜索草稿")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # dropped files are handled by the page
        self._model = DraftsModel()
        self.table = DraftTable(self._model, self.draft_actions)
        self._title = label("草稿", "title")
        self._deadline = label("", "muted", wrap=True)
        self._deadline.setAccessibleName("报送期限")
        self._deadline.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bin_link = button("", self.toggle_bin, "link")
        self.empty_link = button("清空回收站…", self.draft_actions.empty_bin, "link")
        take = button(
            "导入草稿文件…", self.draft_actions.transfer.choose, "link", "从另一台电脑导出的草稿文件，带全部修改历史"
        )
        backups = button("每日副本…", self.show_backups, "link", "看每日副本，从副本取回草稿")
        head = row(self._title, self._deadline)
        head.setStretch(1, 1)
        links = row(self.bin_link, self.empty_link, 1, take, backups, gap=4 * STEP)
        above = (self.search, *self._build_status())
        self.setLayout(column(head, *above, self._build_stack(), links, margin=5 * STEP, gap=3 * STEP))

    def _build_status(self) -> tuple[QWidget, ...]:
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.message = label("", "muted", wrap=True)
        self._undo_delete = button("撤销", self.draft_actions.undo_bin, "link", "从回收站取回刚才删除的草稿")
        self.cancel = button("取消（Esc）", self._cancel_reading, "link", "停止读取；草稿和设置都没有改动")
        self.cancel.hide()
        self._message_line = QWidget()
        self._message_line.setLayout(flow(self.message, self._undo_delete, self.cancel, 1))
        self._message_line.hide()
        aside, salvaged = self._store.set_aside, self._store.salvaged
        notice = (RecoveryNotice(aside, salvaged),) if aside and salvaged else ()  # of a store that was damaged
        self._store.forget_recovery()
        return *notice, self.problem, self._message_line

    def _build_stack(self) -> QStackedWidget:
        self.empty = label("", "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(4 * STEP, 12 * STEP, 4 * STEP, 0)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return self._stack

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_drafts)
        # queued: the list must not change while it closes the editor of the name
        self._model.name_entered.connect(self.draft_actions.rename, Qt.ConnectionType.QueuedConnection)
        self.draft_actions.changed.connect(self.refresh)
        self.draft_actions.copied.connect(self.table.select_draft)
        self.draft_actions.binned.connect(self._offer_undo)
        self.draft_actions.brought_back.connect(self.show_draft)
        self.draft_actions.transfer.taken.connect(self._show_taken)

    # -- showing

    def refresh(self) -> bool:
        """Reads the drafts again; the current line stays. ``False``: the store could not be read."""
        try:
            self.listed, self._binned = self._store.drafts(), self._store.binned()
        except DraftStoreError as error:
            self.show_problem(str(error))
            return False
        settings = read_settings(self._store.path.parent)
        today = self._today()
        self._deadline.setText(deadline_line(settings.reporting_year(today), today, settings.deadlines))
        self._show_drafts()
        return True

    def show_draft(self, draft_id: str) -> None:
        """Selects the draft and focuses the list; does nothing if it is not listed."""
        if self.table.select_draft(draft_id):
            self.table.setFocus()

    def show_problem(self, text: str) -> None:
        """One line above the drafts; blank hides it."""
        self.problem.setText(f"✕ {text}")
        self.problem.setVisible(bool(text))

    def show_message(self, text: str) -> None:
        """One line about what was just done; blank hides it."""
        self.message.setText(text)
        self._undo_delete.setVisible(False)
        self.cancel.setVisible(False)
        self._message_line.setVisible(bool(text))

    def show_reading(self, name: str, cancel: Callable[[], object]) -> None:
        """A line about the file that is being read, with a button that calls ``cancel``."""
        self.show_message(f"正在读取 {name}…")
        self._cancel = cancel
        self.cancel.show()

    def cancel_reading(self) -> bool:
        """Presses that button; ``False`` where nothing is being read."""
        if self.cancel.isHidden():
            return False
        self._cancel_reading()
        return True

    def _cancel_reading(self) -> None:
        self.cancel.hide()
        self._cancel()

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """See :meth:`StatusSink.show_status`; a problem leaves the other line as it is."""
        self.show_problem(text if problem else "")
        if not problem:
            self.show_message(text)

    def menus(self) -> list[QMenu]:
        """The menu of the current draft; it belongs to the caller."""
        draft = self.table.current()
        return [self.table.menu(draft)] if draft else []

    @property
    def main_widget(self) -> QWidget | None:
        """The widget to focus when the page is shown; ``None`` while nothing is listed."""
        return self.table if self._stack.currentWidget() is self.table else None

    def _show_drafts(self) -> None:
        current, at = self.table.current(), max(self.table.currentIndex().row(), 0)
        found = matching(self._binned if self.table.binned else self.listed, self.search.text())
        self._model.show_drafts(found, binned=self.table.binned)
        same = self._model.row_of(current.id) if current else -1
        self.table.select(same if same >= 0 else at)
        self.empty.setText(self._empty_text())
        self._stack.setCurrentIndex(0 if found else 1)
        self._title.setText("回收站" if self.table.binned else "草稿")
        self.bin_link.setText("‹ 返回草稿" if self.table.binned else f"回收站（{len(self._binned)}）")
        self.bin_link.setVisible(self.table.binned or bool(self._binned))
        self.empty_link.setVisible(self.table.binned and bool(self._binned))

    def _empty_text(self) -> str:
        if self.search.text().strip():
            return f"没有找到“{self.search.text().strip()}”。可以换个机关名称或年度再试"
        if self.table.binned:
            return "回收站是空的。删除的草稿先放在这里，保留的天数在“设置”里定"
        return "还没有草稿\n把上年的年报文件拖到左边，几秒钟生成今年的草稿；没有上年文件的，点“新建空白年报”"

    def toggle_bin(self) -> None:
        """Turns from the drafts to the bin and back."""
        self.table.binned = not self.table.binned
        self.show_message("")
        self.refresh()
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.cancel_reading():
            pass
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    # -- what was done to drafts

    def _offer_undo(self) -> None:
        self._undo_delete.show()

    def _show_taken(self, draft_id: str) -> None:
        """Refreshes the list and selects the imported draft."""
        self.table.binned = False
        self.search.clear()
        self.refresh()
        self.table.select_draft(draft_id)

    def show_backups(self) -> None:
        """Opens 每日副本."""
        from gui.home.backup_dialog import BackupDialog

        dialog = BackupDialog(self._store, self)
        dialog.restored.connect(self._show_taken)
        dialog.exec()
        dialog.deleteLater()


def deadline_line(year: int, today: date, deadlines: Deadlines = USUAL) -> str:
    """``2025 年度报送截止 2026-01-31 · 还有 43 天``."""
    last = due(year, deadlines)
    left = (last - today).days
    remaining = f"还有 {left} 天" if left > 0 else ("今天截止" if left == 0 else f"已过 {-left} 天")
    return f"{year} 年度报送截止 {last:%Y-%m-%d} · {remaining}"
