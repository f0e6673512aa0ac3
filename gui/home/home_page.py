"""The home page: start from last year's file, from a blank form or a file to check, or open a draft."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from gui.home.draft_actions import name_of
from gui.home.drafts_card import DraftsCard
from gui.home.recent_files import RecentFiles
from gui.home.start_cards import CardButton, DropCard
from gui.kit.command_palette import PaletteChoice
from gui.kit.help_topics import set_help_topic
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row, set_style_property
from gui.session.file_dialogs import FileDialogs
from model.form.edition import Edition
from model.store.draft_store import DraftStore
from model.store.settings import read_settings


class HomeCommands(Protocol):
    """The commands of the home page that show another page; see :class:`gui.app.main_window.MainWindow`."""

    def import_file(self, path: Path, /) -> None:
        """Makes this year's draft of last year's report."""

    def check_file(self, path: Path, /) -> None:
        """Checks a file without creating a draft."""

    def check_many(self, paths: Sequence[Path] = (), /) -> None:
        """Shows the batch page, and adds files and folders to it."""

    def import_clipboard(self) -> None:
        """Imports the web page or document that was copied."""

    def start_blank(self) -> None:
        """Creates a blank draft."""

    def open_draft(self, draft_id: str, /) -> None:
        """Opens the draft with this id."""

    def open_sample(self) -> None:
        """Creates the sample to practise on and opens it."""


class HomePage(QWidget):
    """Start commands on the left, drafts on the right; ``commands`` carries out what leads to another page."""

    def __init__(
        self,
        store: DraftStore,
        editions: Mapping[str, Edition],
        commands: HomeCommands,
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        set_help_topic(self, "home")
        self._commands = commands
        self._folder = store.path.parent
        self._today = today
        self._dialogs = FileDialogs(self._folder)
        self.recent = RecentFiles()
        self.drafts = DraftsCard(store, commands.open_draft, today)
        self.setAcceptDrops(True)
        self._build(max(editions.values(), key=lambda each: each.first_year))
        self._connect()
        self.refresh()

    # -- building

    def _build(self, newest: Edition) -> None:
        document = newest.document.partition("（")[0]
        self.blank = CardButton("新建空白年报", f"按 {newest.name}（{document}）")
        self.sample = button("打开示例", self._commands.open_sample, "link", "一份虚构的年报，填了一半，可以随意练习")
        self.check = CardButton("核对一个文件", "只核对勾稽关系和文字，不建草稿")
        self.batch = CardButton("批量核对与汇总", "一个文件夹里各单位的年报：逐份核对、退改、相加")
        starts = QWidget()
        inside = column(
            self._build_drop_card(),
            self.blank,
            self.check,
            self.batch,
            self.recent,
            row(self.sample, 1),
            1,
            gap=4 * STEP,
        )
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
        whole = row(left, self.drafts, margin=5 * STEP, gap=5 * STEP)
        whole.setStretch(0, 2)
        whole.setStretch(1, 5)
        self.setLayout(whole)

    def _build_drop_card(self) -> QFrame:
        self.drop = DropCard()
        self._drop_title = label("", "title", wrap=True)
        self._choose = button("选择文件…", self.choose_file, "main", "选择上年的年报文件")
        self._choose.setAccessibleName("选择上年年报文件")
        how = label("把文件拖到这里，或点此选择", "muted", wrap=True)
        ways = label(
            "Word · WPS · Excel · PDF · OFD · 网页 · 文本，也可以直接 Ctrl+V 粘贴网页或文档", "muted", wrap=True
        )
        for each in (self._drop_title, how, ways):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = column(self._drop_title, how, ways, row(1, self._choose, 1), margin=5 * STEP, gap=2 * STEP)
        inside.setContentsMargins(5 * STEP, 8 * STEP, 5 * STEP, 8 * STEP)
        self.drop.setLayout(inside)
        return self.drop

    def _connect(self) -> None:
        self.drop.clicked.connect(self.choose_file)
        self.blank.clicked.connect(lambda _checked=False: self._commands.start_blank())
        self.check.clicked.connect(self.choose_file_to_check)
        self.batch.clicked.connect(lambda _checked=False: self._commands.check_many())
        self.recent.chosen.connect(self._import_recent)

    # -- showing

    @property
    def year(self) -> int:
        """The year that people report on today."""
        return read_settings(self._folder).reporting_year(self._today())

    def refresh(self) -> None:
        """Reads drafts and recent files again; the current line stays."""
        self._drop_title.setText(f"导入上年年报，生成 {self.year} 年度草稿")
        self.drop.setAccessibleName(self._drop_title.text())
        if self.drafts.refresh():
            self.recent.show_files(map(Path, read_settings(self._folder).recent_files))

    def choices(self) -> list[PaletteChoice]:
        """For the palette: each draft that is listed."""
        drafts = () if self.drafts.table.binned else self.drafts.listed
        return [
            PaletteChoice(f"打开 {name_of(each.id, drafts)}", partial(self._commands.open_draft, each.id))
            for each in drafts
        ]

    def menus(self) -> list[QMenu]:
        """For the palette: the menu of the current draft; it belongs to the caller."""
        return self.drafts.menus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.drafts.main_widget or self._choose).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._import_pasted(QGuiApplication.clipboard().mimeData())
        elif event.key() == Qt.Key.Key_Escape and self.drafts.cancel_reading():
            pass
        else:
            super().keyPressEvent(event)

    # -- files

    def choose_file(self) -> None:
        """Asks for last year's report."""
        if path := self._ask_for_file("选择上年年报"):
            self._commands.import_file(path)

    def choose_file_to_check(self) -> None:
        """Asks for a file that is only checked."""
        if path := self._ask_for_file("选择要核对的年报"):
            self._commands.check_file(path)

    def import_dropped(self, dropped: QMimeData) -> None:
        """Imports a dropped file; several, a folder or an archive go to the batch page. Shows a message where there is
        none."""
        from model.batch.sources import is_of_many

        paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        self.drafts.show_problem("")
        self.drafts.show_message("")
        if not paths:
            self.drafts.show_problem("拖入的不是本机上的文件。请先把网页或附件保存到本机，再拖进来")
        elif len(paths) > 1 or is_of_many(paths[0]):
            self._commands.check_many(paths)
        else:
            self._commands.import_file(paths[0])

    def _import_recent(self, path: Path) -> None:
        self.drafts.show_problem("")
        if path.is_file():
            self._commands.import_file(path)
        else:
            reason = f"“{path.name}”已不在 {path.parent}：可能移走、改名，或 U 盘没有插上。请重新选择文件"
            self.drafts.show_problem(reason)

    def _import_pasted(self, pasted: QMimeData | None) -> None:
        """Copied files are handled like dropped ones; copied text and tables are imported as a report."""
        if pasted is not None and any(url.isLocalFile() for url in pasted.urls()):
            self.import_dropped(pasted)
        else:
            self._commands.import_clipboard()

    def _ask_for_file(self, title: str) -> Path | None:
        from gui.session.imported_report import FILES

        return self._dialogs.open_file(self, title, FILES)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            set_style_property(self.drop, "over", True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        set_style_property(self.drop, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        set_style_property(self.drop, "over", False)
        event.acceptProposedAction()
        self.import_dropped(event.mimeData())
