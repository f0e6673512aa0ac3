"""关联到表格: choosing the cells that a number in the text is linked to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.pinyin_initials import matches
from gui.kit.plain_text import set_item_tool_tip
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row, set_style_property
from model.checks.claim_cells import Reading, total
from model.checks.placed_claims import clause_at
from model.form.figures import show_figure
from model.linking.link_targets import LinkTarget, link_targets
from model.linking.links import names_of
from model.narrative.written_numbers import written_like

if TYPE_CHECKING:
    from model.checks.context import CheckContext

LINKABLE = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class LinkDialog(QDialog):
    """Lists link targets (cells and sums) with checkboxes; the number is linked to the sum of the checked ones."""

    def __init__(
        self, look: "CheckContext", section: str, start: int, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("关联到表格")
        offer_help(self, "texts")
        resize_within_screen(self, 600, 520)
        self._look, self._text = look, text
        words = look.report.texts.get(section, "")
        asks = label(
            f"“{clause_at(words, start, start + len(text))}”的 {text} 随哪一格更新？可以勾选几格相加",
            "strong",
            wrap=True,
        )
        self.field = QLineEdit()
        self.field.setPlaceholderText("输入栏目名称或拼音首字母，如 bnxs zj")
        self.field.setAccessibleName("查找栏目")
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("栏目与合计，可以勾选几格")
        self.list.setProperty("role", "choices")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in link_targets(look, section, start, text):
            self._add(each)
        self.sum = label(wrap=True)
        self.sum.setAccessibleName("所选之和")
        self.sum.setMinimumHeight(2 * self.sum.fontMetrics().lineSpacing())  # so that the list keeps its height
        self._link_button = button("关联", self.accept, "main")
        self._link_button.setDefault(True)
        buttons = row(1, button("取消", self.reject), self._link_button)
        self.setLayout(column(asks, self.field, self.list, self.sum, buttons, margin=4 * STEP))
        self.field.textChanged.connect(self._filter)
        self.list.itemChanged.connect(self._show_sum)
        self.list.itemDoubleClicked.connect(self._take)
        self.list.setCurrentRow(0)
        self._show_sum()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> Reading:
        """The cells of all checked targets, without duplicates."""
        ticked = [each for each in self._items() if each.checkState() == CHECKED]
        return tuple(dict.fromkeys(cell for each in ticked for cell in each.data(LINKABLE).cells))

    def tick(self, line: int) -> None:
        """Checks the link target in row ``line``."""
        self.list.item(line).setCheckState(CHECKED)

    def _add(self, each: LinkTarget) -> None:
        text = "未填" if each.figure is None else show_figure(each.figure)
        item = QListWidgetItem(f"{'＝ ' if each.equal else ''}{each.name}　{text}")
        item.setData(LINKABLE, each)
        set_item_tool_tip(item, "＋".join(self._look.edition.name_of(cell) for cell in each.cells))
        item.setCheckState(UNCHECKED)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _filter(self, wanted: str) -> None:
        first = None
        for item in self._items():
            hidden = not matches(wanted, item.data(LINKABLE).name)
            item.setHidden(hidden)
            first = first or (None if hidden else item)
        if first is not None:
            self.list.setCurrentItem(first)

    def _show_sum(self) -> None:
        cells = self.chosen()
        self._link_button.setEnabled(bool(cells))
        if not cells:
            self.sum.setText("请勾选一格或几格；与这个数相等的排在前面，标“＝”")
            set_style_property(self.sum, "role", "muted")
            return
        sum_ = total(cells, {cell: self._look.figure(cell) for cell in cells})
        written = written_like(self._text, sum_)
        then = "还有未填的格，填好后随之更新" if sum_ is None else f"合计 {show_figure(sum_)}"
        then += f"，正文的 {self._text} 改为 {written}" if written and written != self._text else ""
        self.sum.setText(f"{names_of(self._look, cells)}：{then}")
        set_style_property(self.sum, "role", "")

    def _take(self, item: QListWidgetItem) -> None:
        """Double click: checks only this target and accepts."""
        for each in self._items():
            each.setCheckState(CHECKED if each is item else UNCHECKED)
        self.accept()

    def accept(self) -> None:
        """Checks the current target if none is checked; stays open if there is none either."""
        if not self.chosen() and (current := self.list.currentItem()) is not None and not current.isHidden():
            current.setCheckState(CHECKED)
        if self.chosen():
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field, arrow keys move through the list and Enter accepts; see :meth:`accept`."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        shown = [number for number, item in enumerate(self._items()) if not item.isHidden()]
        if shown:
            here = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else -1
            self.list.setCurrentRow(shown[(here + by) % len(shown)])
