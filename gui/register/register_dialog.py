"""由台账统计: decisions, preview and rows of a register, taken over into the draft as one step."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QStackedWidget, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.plain_text import warn
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row, tab_row
from gui.register.decisions_page import DecisionsPage
from gui.register.preview_page import PreviewPage
from gui.register.register_state import RegisterState
from gui.register.statistics_page import StatisticsPage
from gui.session.file_dialogs import FileDialogs
from gui.session.open_report import OpenReport
from model.errors import UserFacingError
from model.register.draft_edit import register_edit
from model.register.open_questions import open_questions

TABS = ("对应", "逐格预览", "要看的行", "统计图文")
COUNTING = "正在按刚才的决定统计…"
MAPPING_FILES = "对应表 (*.toml)"


class RegisterDialog(QDialog):
    """Stays open after a take-over; ``read_again`` reads the register's file once more, ``ask_for_last`` that of last
    year."""

    undone = Signal(str)
    """What was undone, for the status line behind the dialog."""

    def __init__(
        self,
        state: RegisterState,
        open_report: OpenReport,
        dialogs: FileDialogs,
        read_again: Callable[[], None],
        ask_for_last: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._open_report = open_report
        self._dialogs = dialogs
        self._taken = 0
        self.setWindowTitle("由台账统计")
        offer_help(self, "register")
        resize_within_screen(self, 1040, 680)
        self._summary = label("", "title", wrap=True)
        self._advice = label("", "muted", wrap=True)
        self.decisions = DecisionsPage(state)
        self.preview = PreviewPage(state, open_report)
        self.rows = QListWidget()
        self.rows.setAccessibleName("要看的行和说明")
        self.rows.setWordWrap(True)
        self.tabs, tabs = tab_row(TABS, self)
        self.pages = QStackedWidget()
        self.statistics = StatisticsPage(state)
        for page in (self.decisions, self.preview, self.rows, self.statistics):
            self.pages.addWidget(page)
        self.tabs.idClicked.connect(self.show_tab)
        self._take = button("写入草稿", self.take_over, "main", "勾选的格写进草稿，一次撤销可以退回")
        self._undo = button("撤销", self.undo, tip="退回刚才写入的（Ctrl+Z）")
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        self._status = label("", "muted", wrap=True)
        load = button("取用对应表…", self.ask_and_load, "link", "别的单位或上次存下的决定")
        save = button("另存对应表…", self.ask_and_save, "link", "里面没有申请人姓名和申请内容，可以发给别人用")
        again = button("重新读取", read_again, "link", "台账改过、保存以后，再统计一次")
        close = button("关闭", self.accept)
        inside = column(
            *(self._summary, self._advice, row(tabs, 1, load, save, again), self.pages),
            *(self._status, row(self._undo, 1, self._take, close)),
            margin=4 * STEP,
        )
        inside.setStretch(3, 1)
        self.setLayout(inside)
        state.changed.connect(self.show_state)
        state.counting_changed.connect(self._show_counting)
        state.failed.connect(self._show_failure)
        self.preview.chosen_changed.connect(self._show_chosen)
        self.preview.last_register_wanted.connect(ask_for_last)
        open_report.cells_changed.connect(self._follow)
        self.show_state()
        self.show_tab(0 if open_questions(state.counted, state.words) or state.counted.left_out else 1)
        self._status.setText(state.problem)

    def show_tab(self, number: int) -> None:
        """Shows a page."""
        self.tabs.button(number).setChecked(True)
        self.pages.setCurrentIndex(number)

    def show_state(self) -> None:
        """Shows the register as it is counted now."""
        counted = self._state.counted
        count = counted.count
        self.decisions.show_state()
        self.preview.show_state()
        self.statistics.show_state()
        uncounted = f"，{count.uncounted} 件没有计入" if count.uncounted else ""
        self._summary.setText(f"“{counted.file}”{count.year} 年：计入 {count.counted} 件{uncounted}")
        self._advice.setText(self._what_to_do())
        self.rows.clear()
        self.rows.addItems(self._lines())
        self._undo.setEnabled(self._taken > 0)

    def _what_to_do(self) -> str:
        counted = self._state.counted
        asked = len(open_questions(counted, self._state.words)) + len(counted.left_out or {})
        parts = [*counted.missing]
        if asked:
            parts.append(f"有 {asked} 项要在“{TABS[0]}”里决定")
        if counted.count.withheld:
            parts.append(f"{len(counted.count.withheld)} 格可能受没有计入的申请影响，不写入草稿")
        if counted.nothing:
            return f"△ {counted.nothing}。"
        if not parts:
            return "台账全部计入。没有这样申请的格是 0。"
        return "；".join(parts) + "。"

    def _lines(self) -> list[str]:
        counted = self._state.counted
        odd = [
            f"{'△ 已计入' if each.counted else '✕ 没有计入'}　{each.place}：{each.reason}" for each in counted.count.odd
        ]
        disputes = [f"△ 没有计入表四　{place}：申请不属于本年" for place in counted.count.dispute_rows]
        carried = [f"△ 上年结转　{each}" for each in self._state.about_carry_over(self._open_report.last_year)]
        return [
            *carried,
            *odd,
            *disputes,
            *(f"口径：{rule}" for rule in counted.rules),
            *(f"说明：{note}" for note in counted.notes),
        ]

    def _show_counting(self) -> None:
        """Figures of before the last decision are not taken over."""
        if self._state.is_counting:
            self._advice.setText(COUNTING)
            self._take.setEnabled(False)
        else:
            self._advice.setText(self._what_to_do())
            self._show_chosen()

    def _show_failure(self, problem: str) -> None:
        warn(self, "没有办成", problem)

    def take_over(self) -> None:
        """Writes the ticked cells into the draft as one step."""
        if self._state.is_counting:
            return
        cells = self.preview.chosen()
        taken = (*cells, *self.preview.agreeing())
        if self._open_report.edit(register_edit(self._state.counted, self._open_report.report, taken)):
            self._taken += 1
            self._status.setText(f"已写入 {len(cells)} 格（Ctrl+Z 撤销）")
        else:
            self._status.setText("没有改动：草稿已经定稿，或者没有勾选不同的格")
        self._undo.setEnabled(self._taken > 0)

    def undo(self) -> None:
        """Undoes the last take-over of this dialog; steps made before it was opened are not undone."""
        if self._taken and self._open_report.undo():
            self._taken -= 1
            self._status.setText(f"已撤销：{self._open_report.redo_label}")
            self.undone.emit(self._status.text())
            self._undo.setEnabled(self._taken > 0)

    def _follow(self, _cells: object) -> None:
        self.preview.show_state()

    def _show_chosen(self) -> None:
        count = len(self.preview.chosen())
        self._take.setText(f"写入草稿（{count} 格）" if count else "写入草稿")
        self._take.setEnabled(bool(count) and not self._state.is_counting)

    def ask_and_load(self) -> None:
        """Asks for a file of decisions and takes them over."""
        if path := self._dialogs.open_file(self, "选择对应表", MAPPING_FILES):
            self._try(lambda: self._state.use(path), f"已取用 {path.name}")

    def ask_and_save(self) -> None:
        """Asks where to write the decisions to."""
        if path := self._dialogs.save_file(self, "另存对应表", "台账对应表", "对应表", ".toml"):
            self._try(lambda: self._state.save_as(path), f"已写出 {path.name}")

    def _try(self, does: Callable[[], None], done: str) -> None:
        try:
            does()
        except UserFacingError as error:
            warn(self, "没有办成", str(error))
        else:
            self._status.setText(done)


def register_files() -> str:
    """Kinds of files for the file dialog."""
    return "台账 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.docx *.html *.htm);;所有文件 (*)"
