"""查找和替换 in tables and text: a bar below the head of the editor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from gui.kit.flow_layout import flow
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP
from gui.kit.widgets import button, label, row
from gui.session.open_report import OpenReport
from model.report.search import Hit, find, first_from, replacing


class FindBar(QFrame):
    """Searches again whenever the report changes; shows the number of hits and steps through them."""

    hit_chosen = Signal(object)
    """:class:`Hit`: the hit to show."""
    closed = Signal()

    def __init__(self, open_report: OpenReport, status: StatusSink) -> None:
        super().__init__()
        self._status = status
        self.setProperty("role", "bar")
        self._open_report = open_report
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self._here = Hit("")
        self.wanted = _field("查找数字或文字", 190)
        self.instead = _field("替换为", 150)
        self._count = label("", "muted")
        self._count.setMinimumWidth(84)
        self._replacing = (
            button("替换", self.replace_one, tip="替换当前一处，再到下一处"),
            button("全部替换", self.replace_all),
        )
        finding, changing = QWidget(), QWidget()
        finding.setLayout(
            row(
                label("查找"),
                self.wanted,
                self._count,
                button("上一处", lambda: self.step(-1), tip="Shift+Enter"),
                button("下一处", self.step, tip="Enter"),
            )
        )
        changing.setLayout(row(label("替换为"), self.instead, *self._replacing))
        parts = flow(finding, changing, 1, button("关闭 Esc", self.close_bar, "quiet"))
        parts.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        self.setLayout(parts)
        self.setTabOrder(self.wanted, self.instead)
        self.wanted.textChanged.connect(self._look_anew)
        open_report.cells_changed.connect(self._look)
        open_report.texts_changed.connect(self._look)
        open_report.sign_off_changed.connect(self._look)
        self.hide()

    def open_with(self, text: str = "", *, replacing: bool = False, here: Hit | None = None) -> None:
        """Shows and focuses the bar; stepping starts from ``here``. Empty ``text`` keeps the last search text."""
        self._here = here or Hit("")
        self.show()
        if text:
            self.wanted.setText(text)
        self._look()
        field = self.instead if replacing and self.wanted.text() and self.instead.isEnabled() else self.wanted
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def close_bar(self) -> None:
        """Hides the bar and emits :attr:`closed`."""
        self.hide()
        self.closed.emit()

    # -- finding

    def _look_anew(self) -> None:
        self._at = -1
        self._look()

    def _look(self, _changed: object = None) -> None:
        if not self.isHidden():
            report = self._open_report
            for part in (self.instead, *self._replacing):
                part.setEnabled(not report.is_final)
            self._hits = find(self.wanted.text(), report.report, report.edition)
            self._at = min(self._at, len(self._hits) - 1)
            self._show_count()

    def _show_count(self) -> None:
        if not self.wanted.text().strip():
            self._count.setText("")
        elif not self._hits:
            self._count.setText("没有找到")
        else:
            self._count.setText(f"{self._at + 1} / {len(self._hits)} 处" if self._at >= 0 else f"{len(self._hits)} 处")

    @property
    def count_text(self) -> str:
        """The displayed number of hits."""
        return self._count.text()

    def step(self, by: int = 1) -> None:
        """Shows the next hit (``by`` -1: the previous one), wrapping around; the focus stays in the bar."""
        if not self._hits:
            self._show_count()
            return
        if self._at < 0:
            self._at = first_from(self._hits, self._here, self._open_report.edition) - (by > 0)
        self._at = (self._at + by) % len(self._hits)
        self._show_count()
        field = self.instead if self.instead.hasFocus() else self.wanted
        self.hit_chosen.emit(self._hits[self._at])
        field.setFocus()

    # -- replacing

    def replace_one(self) -> None:
        """Replaces the current hit, if any, and goes to the next."""
        if self._at < 0:
            self.step()
            return
        hit, before = self._hits[self._at], len(self._hits)
        self._replace((hit,))
        if self._hits:
            self._at -= len(self._hits) < before  # the hit was removed from the list: the next one has its index
            self.step()

    def replace_all(self) -> None:
        """Replaces all hits as one edit; those that cannot be replaced are counted in the status line."""
        self._replace(self._hits)

    def _replace(self, hits: tuple[Hit, ...]) -> None:
        report = self._open_report
        edit, left_alone = replacing(hits, self.instead.text(), report.report, report.edition)
        done = report.edit(edit)
        kept = f"，{left_alone} 处没有替换（自动合计，或替换后不是可填的数）" if left_alone else ""
        self._status.show_status(f"{edit.label if done else '没有可替换的'}{kept}{'（Ctrl+Z 撤销）' if done else ''}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.instead.hasFocus():
                self.replace_one()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


def _field(name: str, wide: int) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setFixedWidth(wide)
    return made
