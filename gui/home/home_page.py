"""Where the day begins: last year's file to start from, and the drafts that are there."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from gui.home.draft_list import DraftsModel, DraftTable, matching
from gui.home.draft_transfer import DraftTransfer
from gui.home.recent_files import RecentFiles
from gui.home.recovery_notice import RecoveryNotice
from gui.kit.command_palette import PaletteChoice
from gui.kit.flow_layout import flow
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row, set_style_property
from gui.session.file_dialogs import FileDialogs
from model.form.edition import Edition
from model.form.reporting_year import due, reporting_year
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftSummary
from model.store.settings import read_settings


class HomePage(QWidget):
    """Starts work: from a file, from nothing, or from a draft. What to do with a choice is for others to know."""

    file_chosen = Signal(object)
    """``Path``: last year's report, to make this year's draft of."""
    check_requested = Signal(object)
    """``Path``: a file to be checked only."""
    blank_requested = Signal()
    paste_requested = Signal()
    """A web page or a document was copied and is to be imported."""
    draft_requested = Signal(str)
    """The id of the draft to open."""

    def __init__(
        self,
        store: DraftStore,
        editions: Mapping[str, Edition],
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._today = today
        self._newest = next(iter(sorted(editions.values(), key=_first_year, reverse=True)))
        self._drafts: tuple[DraftSummary, ...] = ()
        self._binned: tuple[DraftSummary, ...] = ()
        self._last_binned = ""
        self.moving = DraftTransfer(store, self, self)
        self._dialogs = FileDialogs(store.path.parent)
        self.recent = RecentFiles()
        self.setAcceptDrops(True)
        self._build()
        self._wire()
        self.refresh()

    # -- outside

    @property
    def year(self) -> int:
        """The year that people report on today."""
        return reporting_year(self._today())

    def refresh(self) -> None:
        """Reads the drafts anew; the current line stays."""
        try:
            self._drafts, self._binned = self._store.drafts(), self._store.binned()
        except DraftStoreError as error:
            self.show_problem(str(error))
            return
        self._show_dates()
        self._show_drafts()
        self.recent.show_files(map(Path, read_settings(self._store.path.parent).recent_files))

    def show_draft(self, draft_id: str) -> None:
        """Makes its line the current one and gives the keys to the list; where it is not listed, all stays."""
        if (row := self._drafts_model.row_of(draft_id)) >= 0:
            self.table.select(row)
            self.table.setFocus()

    def show_problem(self, sentence: str) -> None:
        """One line above the drafts; blank takes it away."""
        self._problem.setText(f"✕ {sentence}")
        self._problem.setVisible(bool(sentence))

    def show_news(self, sentence: str) -> None:
        """One line about what just happened; blank takes it away."""
        self._news.setText(sentence)
        self._take_back.setVisible(False)
        self._news_line.setVisible(bool(sentence))

    def show_status(self, text: str, *, problem: bool = False) -> None:
        """See :meth:`StatusSink.show_status`; a problem leaves the other line as it is."""
        self.show_problem(text if problem else "")
        if not problem:
            self.show_news(text)

    def menus(self) -> list[QMenu]:
        """That of the current draft, for the palette; it belongs to whoever asks."""
        draft = self.table.current()
        return [self.table.menu(draft)] if draft else []

    def choices(self) -> list[PaletteChoice]:
        """For the palette: each draft that is listed."""
        drafts = () if self.table.binned else self._drafts
        return [
            PaletteChoice(f"打开 {self._name(each.id)}", partial(self.draft_requested.emit, each.id)) for each in drafts
        ]

    # -- building

    def _build(self) -> None:
        starts = QWidget()
        inside = column(self._built_drop(), *self._built_cards(), self.recent, 1, gap=4 * STEP)
        inside.setContentsMargins(0, 0, STEP, 0)
        starts.setLayout(inside)
        left = QScrollArea()
        left.setWidget(starts)
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setMinimumWidth(260)
        left.setMaximumWidth(400)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = row(left, self._built_drafts(), margin=5 * STEP, gap=5 * STEP)
        whole.setStretch(0, 2)
        whole.setStretch(1, 5)
        self.setLayout(whole)

    def _built_drop(self) -> QFrame:
        self.drop = DropCard()
        self._drop_title = label("", "title", wrap=True)
        choose = self._choose = button("选择文件…", self.choose_file, "main", "选择上年的年报文件")
        choose.setAccessibleName("选择上年年报文件")
        ways = label("Word · WPS · Excel · PDF · 网页 · 文本，也可以直接 Ctrl+V 粘贴网页或文档", "muted", wrap=True)
        how = label("把文件拖到这里，或点此选择", "muted", wrap=True)
        for each in (self._drop_title, how, ways):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = column(self._drop_title, how, ways, row(1, choose, 1), margin=5 * STEP, gap=2 * STEP)
        inside.setContentsMargins(5 * STEP, 8 * STEP, 5 * STEP, 8 * STEP)
        self.drop.setLayout(inside)
        return self.drop

    def _built_cards(self) -> tuple[QWidget, ...]:
        newest = self._newest
        document = newest.document.partition("（")[0]
        self.blank = CardButton("新建空白年报", f"按 {newest.name}（{document}）")
        self.check = CardButton("核对一个文件", "只核对勾稽关系和文字，不建草稿")
        return self.blank, self.check

    def _built_drafts(self) -> QFrame:
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索机关或年度，可用拼音首字母…")
        self.search.setAccessibleName("搜索草稿")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # a file dropped here is meant for the page
        self._drafts_model = DraftsModel()
        self.table = DraftTable(self._drafts_model)
        self._list_title = label("草稿", "title")
        self._deadline = label("", "muted")
        self._deadline.setAccessibleName("报送期限")
        self._deadline.setWordWrap(True)
        self._deadline.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bin_link = button("", self._turn_to_other_list, "link")
        self._empty_link = button("清空回收站…", self._empty_bin, "link")
        take = button("导入草稿文件…", self.moving.choose, "link", "从另一台电脑导出的草稿文件，带全部修改历史")
        backups = button("备份与设置…", self.show_backups, "link", "每日副本、从副本取回草稿、保留多少份")
        card = frame("card")
        head = row(self._list_title, self._deadline)
        head.setStretch(1, 1)
        inside = column(
            head,
            self.search,
            *self._built_lines(),
            self._built_stack(),
            row(self._bin_link, self._empty_link, 1, take, backups, gap=4 * STEP),
            margin=5 * STEP,
            gap=3 * STEP,
        )
        card.setLayout(inside)
        return card

    def _built_lines(self) -> tuple[QWidget, ...]:
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self._news = label("", "muted", wrap=True)
        self._take_back = button("撤销", self._restore_last, "link", "从回收站取回刚才删除的草稿")
        self._news_line = QWidget()
        self._news_line.setLayout(flow(self._news, self._take_back, 1))
        self._news_line.hide()
        return *self._built_notice(), self._problem, self._news_line

    def _built_notice(self) -> tuple[QWidget, ...]:
        """What became of a damaged store; nothing where it was sound."""
        aside, salvaged = self._store.set_aside, self._store.salvaged
        return (RecoveryNotice(aside, salvaged),) if aside and salvaged else ()

    def _built_stack(self) -> QStackedWidget:
        self._empty = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(4 * STEP, 12 * STEP, 4 * STEP, 0)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return self._stack

    def _wire(self) -> None:
        self.drop.clicked.connect(self.choose_file)
        self.blank.clicked.connect(self._note_blank)
        self.check.clicked.connect(self.choose_file_to_check)
        self.recent.chosen.connect(self._take_recent)
        self.search.textChanged.connect(self._show_drafts)
        self._drafts_model.rename_requested.connect(self._rename, Qt.ConnectionType.QueuedConnection)
        self.table.open_requested.connect(self.draft_requested)
        self.table.copy_requested.connect(self._copy)
        self.table.bin_requested.connect(self._bin)
        self.table.restore_requested.connect(self._restore)
        self.table.purge_requested.connect(self._purge)
        self.table.export_requested.connect(self._export)
        self.moving.taken.connect(self._show_taken)

    # -- showing

    def _show_dates(self) -> None:
        self._drop_title.setText(f"导入上年年报，生成 {self.year} 年度草稿")
        self.drop.setAccessibleName(self._drop_title.text())
        self._deadline.setText(deadline_line(self.year, self._today()))

    def _show_drafts(self) -> None:
        kept, at = self.table.current(), max(self.table.currentIndex().row(), 0)
        drafts = self._binned if self.table.binned else self._drafts
        found = matching(drafts, self.search.text())
        self._drafts_model.show_drafts(found, binned=self.table.binned)
        same = self._drafts_model.row_of(kept.id) if kept else -1
        self.table.select(same if same >= 0 else at)
        self._empty.setText(self._said_of_nothing())
        self._stack.setCurrentIndex(0 if found else 1)
        self._list_title.setText("回收站" if self.table.binned else "草稿")
        self._bin_link.setText("‹ 返回草稿" if self.table.binned else f"回收站（{len(self._binned)}）")
        self._bin_link.setVisible(self.table.binned or bool(self._binned))
        self._empty_link.setVisible(self.table.binned and bool(self._binned))

    def _said_of_nothing(self) -> str:
        if self.search.text().strip():
            return f"没有找到“{self.search.text().strip()}”。可以换个机关名称或年度再试"
        if self.table.binned:
            return "回收站是空的。删除的草稿先放在这里，保留的天数在“备份与设置”里定"
        return "还没有草稿\n把上年的年报文件拖到左边，几秒钟生成今年的草稿；没有上年文件的，点“新建空白年报”"

    def _turn_to_other_list(self) -> None:
        self.table.binned = not self.table.binned
        self.show_news("")
        self.refresh()
        self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.table if self._stack.currentWidget() is self.table else self._choose).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._take_pasted(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    # -- drafts

    def _tried(self, does: Callable[[], object]) -> bool:
        """Asks the store, shows what it says if it refuses, and the list as it is then."""
        self.show_problem("")
        try:
            does()
        except DraftStoreError as error:
            self.show_problem(str(error))
            return False
        finally:
            self._read_again()
        return True

    def _read_again(self) -> None:
        problem = self._problem.text()
        self.refresh()
        if problem != self._problem.text() and not self._problem.isHidden():
            self._problem.setText(problem)

    def _rename(self, draft_id: str, name: str) -> None:
        self._tried(lambda: self._store.rename(draft_id, name))

    def _copy(self, draft_id: str) -> None:
        if self._tried(lambda: self._store.duplicate(draft_id)):
            self.table.select(0)  # newest first: the copy

    def _bin(self, draft_id: str) -> None:
        name = self._name(draft_id)
        if self._tried(lambda: self._store.delete(draft_id)):
            self._last_binned = draft_id
            self.show_news(f"已移到回收站：{name}")
            self._take_back.show()

    def _restore_last(self) -> None:
        self._restore(self._last_binned)
        self.table.select(self._drafts_model.row_of(self._last_binned))
        self.table.setFocus()

    def _restore(self, draft_id: str) -> None:
        name = self._name(draft_id)
        if self._tried(lambda: self._store.restore(draft_id)):
            self.show_news(f"已恢复：{name}")

    def _purge(self, draft_id: str) -> None:
        name = self._name(draft_id)
        if self.sure(name) and self._tried(lambda: self._store.purge(draft_id)):
            self.show_news(f"已彻底删除：{name}")

    def _empty_bin(self) -> None:
        count = len(self._binned)
        if self.sure(f"回收站里的 {count} 份草稿") and self._tried(self._store.empty_bin):
            self.show_news(f"已清空回收站：彻底删除 {count} 份草稿")

    def sure(self, name: str) -> bool:
        """Asks whether it may go for good."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "彻底删除", f"彻底删除“{name}”？", parent=self)
        box.setInformativeText("连同它的全部修改历史一起删除，不能再恢复。")
        yes = box.addButton("彻底删除", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is yes

    def _name(self, draft_id: str) -> str:
        found = next((each for each in (*self._drafts, *self._binned) if each.id == draft_id), None)
        if found is None:
            return "草稿"
        return "，".join(filter(None, (found.name or "未填机关名称", f"{found.year} 年度" if found.year else "")))

    # -- moving and copies

    def _export(self, draft_id: str) -> None:
        draft = next((each for each in self._drafts if each.id == draft_id), None)
        if draft is not None:
            self.show_problem("")
            self.moving.export(draft)

    def _show_taken(self, draft_id: str) -> None:
        """The list with the draft that has come, which is the current line then."""
        self.table.binned = False
        self.search.clear()
        self.refresh()
        self.table.select(self._drafts_model.row_of(draft_id))

    def show_backups(self) -> None:
        from gui.home.backup_dialog import BackupDialog

        dialog = BackupDialog(self._store, self)
        dialog.restored.connect(self._show_taken)
        dialog.exec()
        dialog.deleteLater()

    # -- files

    def choose_file(self) -> None:
        if path := self._asked_for("选择上年年报"):
            self.file_chosen.emit(path)

    def choose_file_to_check(self) -> None:
        if path := self._asked_for("选择要核对的年报"):
            self.check_requested.emit(path)

    def _take_recent(self, path: Path) -> None:
        self.show_problem("")
        if path.is_file():
            self.file_chosen.emit(path)
        else:
            self.show_problem(f"“{path.name}”已不在 {path.parent}：可能移走、改名，或 U 盘没有插上。请重新选择文件")

    def _asked_for(self, title: str) -> Path | None:
        from gui.session.imported_report import FILES

        return self._dialogs.open_file(self, title, FILES)

    def _note_blank(self) -> None:
        self.blank_requested.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            set_style_property(self.drop, "over", True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        set_style_property(self.drop, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        set_style_property(self.drop, "over", False)
        event.acceptProposedAction()
        self.take_dropped(event.mimeData())

    def _take_pasted(self, pasted: QMimeData | None) -> None:
        """Copied files are taken as if they were dropped; words and tables are a report themselves."""
        if pasted is not None and any(url.isLocalFile() for url in pasted.urls()):
            self.take_dropped(pasted)
        else:
            self.paste_requested.emit()

    def take_dropped(self, dropped: QMimeData) -> None:
        """The first file of what was dropped; anything else is answered with a sentence."""
        paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        self.show_problem("")
        self.show_news("")
        if not paths:
            self.show_problem("拖入的不是本机上的文件。请先把网页或附件保存到本机，再拖进来")
        elif paths[0].is_dir():
            self.show_problem(f"“{paths[0].name}”是文件夹。请拖入其中一个年报文件")
        else:
            if len(paths) > 1:
                self.show_news(f"一次只导入一个文件：拖入了 {len(paths)} 个，已取“{paths[0].name}”")
            self.file_chosen.emit(paths[0])


class DropCard(QFrame):
    """A dashed place for a file; a click anywhere on it chooses one."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class CardButton(QPushButton):
    """A button as wide as a card: what it does, and a line about it."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        inside = column(label(title, "title"), label(about, "muted", wrap=True), gap=STEP)
        inside.setContentsMargins(5 * STEP, 4 * STEP, 5 * STEP, 4 * STEP)
        for each in (inside.itemAt(at).widget() for at in range(inside.count())):
            if each is not None:
                each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside: QLayout = inside
        self.setLayout(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()

    def heightForWidth(self, width: int) -> int:
        return self._inside.heightForWidth(width)


def deadline_line(year: int, today: date) -> str:
    """``2025 年度报送截止 2026-01-31 · 还有 43 天``."""
    left = (due(year) - today).days
    standing = f"还有 {left} 天" if left > 0 else ("今天截止" if left == 0 else f"已过 {-left} 天")
    return f"{year} 年度报送截止 {due(year):%Y-%m-%d} · {standing}"


def _first_year(edition: Edition) -> int:
    return edition.first_year
