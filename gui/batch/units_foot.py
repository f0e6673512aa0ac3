"""The foot of the batch page: how many units are missing, their list, the last status."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton

from gui.kit.status_line import StatusLine
from gui.kit.theme import STEP
from gui.kit.widgets import button, label, row


class UnitsFoot(QFrame):
    """Units and status in one line."""

    def __init__(
        self, show_units: Callable[[], object], choose_list: Callable[[], object], status: StatusLine, undo: QPushButton
    ) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.missing = label("", "muted")
        units = button("查看名单", show_units, "link")
        self._choose = button("选择名单…", choose_list, "link", "应交单位的名单，.xlsx 或 .txt，每行一个单位")
        line = row(self.missing, units, self._choose, status, undo)
        line.setStretch(3, 1)
        line.setContentsMargins(4 * STEP, 0, 4 * STEP, 0)
        self.setLayout(line)
        self.setMinimumHeight(36)

    def show_counts(self, listed: int, missing: int | None, unsure: int = 0, *, is_stopped: bool = False) -> None:
        """``listed``: units of the list, 0 without one; ``missing``: ``None`` while it is not known; ``unsure``: files
        whose unit has to be decided; ``is_stopped``: the user stopped before all files were read."""
        told = f"名单 {listed} 个单位" if missing is None else f"未交 {missing} 个单位"
        told += "，没有读完，未交的不知道" if is_stopped else ""
        told += f"，拿不准 {unsure} 个" if unsure else ""
        self.missing.setText(told if listed else "没有选名单，未交的单位不知道")
        self._choose.setText("换一份名单…" if listed else "选择名单…")
