"""The mapping page: columns and entries of the register, each with a choice of what it stands for."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from gui.kit.theme import STEP
from gui.kit.widgets import clear_layout, column, label, scroll_area
from gui.register.register_state import RegisterState
from model.register.columns import ColumnFinder
from model.register.mapping import OPEN, SETTINGS, is_checksum, key_of
from model.register.meanings import Meaning
from model.register.open_questions import open_questions, target_name

UNDECIDED = "（还没有决定）"
MOST_ASKED = 60
"""Entries that are asked at once: more are a column that was taken for another one, and no list for a person."""
_PARTS = {"results": "答复结果", "applicants": "申请人类型", "outcomes": "复议、诉讼结果"}


class DecisionsPage(QWidget):
    """First what is still open, then what was decided, the columns and the rules."""

    def __init__(self, state: RegisterState) -> None:
        super().__init__()
        self._state = state
        self._lines = QGridLayout()
        self._lines.setColumnStretch(0, 1)
        self._lines.setHorizontalSpacing(3 * STEP)
        self._lines.setVerticalSpacing(STEP)
        inside = QWidget()
        inside.setLayout(column(self._lines, 1, margin=2 * STEP))
        self._area = scroll_area(inside)
        self.setLayout(column(self._area))
        self._asked: list[tuple[str, str]] = []
        """(part, key) of what is still open, in the order shown."""
        self._decided_last: tuple[str, str] | None = None
        """While a decision is carried out: Qt has not given the focus back from the list of choices yet."""
        self.choices: dict[tuple[str, str], QComboBox] = {}
        """(part, key) -> its choice."""
        self.show_state()

    def show_state(self) -> None:
        """Shows all entries in the present state."""
        focused = self._decided_last or next((each for each, box in self.choices.items() if box.hasFocus()), None)
        was_asked, self._decided_last = focused in self._asked, None
        clear_layout(self._lines)
        self.choices = {}
        state = self._state
        asked = {(each.part, each.key): each for each in open_questions(state.counted, state.words)}
        if asked or state.counted.left_out:
            self._head("要决定的（每种写法只问一次，记住后下次不再问）")
        for name, rows in (state.counted.left_out or {}).items():
            self._sheet(name, f"{name}有 {rows} 行日期，没有认出表头，里面有申请吗？", is_left_out=False)
        entries = [each for each in asked.values() if each.part != "columns"]
        for question in entries[:MOST_ASKED]:
            self._choice(question.part, question.key, question.sentence, self._targets(question.part), None)
        if (more := len(entries) - MOST_ASKED) > 0:
            text = f"还有 {more} 种写法，决定了上面的再列出来。写法这样多，请先看下面“台账的列”是不是认错了列。"
            self._lines.addWidget(label(text, "muted", wrap=True), self._lines.rowCount(), 0, 1, 2)
        self._asked = [*self.choices, *(each for each in asked if each[0] == "columns")]
        self._decided()
        self._columns({key: question.sentence for (part, key), question in asked.items() if part == "columns"})
        self._head("口径")
        for setting in SETTINGS:
            chosen = state.decisions.setting(setting)
            self._choice("settings", setting.id, setting.name, setting.choices, chosen, may_be_open=False)
        self._order_by_tab()
        if was_asked and focused not in self._asked and self._asked:
            focused = self._asked[0]  # decided: on to the next one
        if focused in self.choices:
            box = self.choices[focused]
            box.show()  # the layout shows it later only, and what is hidden takes no focus
            box.setFocus()
            QTimer.singleShot(0, box, partial(self._area.ensureWidgetVisible, box))

    def _order_by_tab(self) -> None:
        """New widgets stand at the end of the dialog's order otherwise, behind its buttons."""
        before: QWidget = self._area
        for box in self.choices.values():
            QWidget.setTabOrder(before, box)
            before = box

    def _decided(self) -> None:
        decisions = self._state.decisions
        entries = [(part, key, target) for part in _PARTS for key, target in getattr(decisions, part).items()]
        if entries or decisions.left_out:
            self._head("已经决定的")
        for name in decisions.left_out:
            self._sheet(name, f"{name}不是台账", is_left_out=True)
        for part, key, target in entries:
            shown = "较长或写有姓名的一段文字" if is_checksum(key) else f"“{key}”"
            self._choice(part, key, f"{_PARTS[part]}{shown}", self._targets(part), target)

    def _columns(self, asked: Mapping[str, str]) -> None:
        state = self._state
        self._head("台账的列")
        finder = ColumnFinder(state.words, state.decisions)
        found: dict[str, str] = {}
        for sheet in state.file.sheets.found:
            meanings = finder.find(sheet).meanings
            for number, name in enumerate(sheet.labels):
                if name:
                    meaning = meanings.get(number, Meaning.IGNORED)
                    if found.get(name, Meaning.IGNORED) == Meaning.IGNORED:
                        found[name] = meaning.value
        names = {meaning.value: name for meaning, name in state.words.names.items()}
        for name, meaning_id in sorted(found.items(), key=lambda each: each[0] not in asked):
            self._choice(
                "columns", key_of(name), asked.get(name, f"“{name}”一列"), names, meaning_id, may_be_open=False
            )

    def _targets(self, part: str) -> Mapping[str, str]:
        state, edition = self._state, self._state.counted.edition
        words = state.words
        ids = {
            "results": (*words.result_rows(edition), OPEN),
            "applicants": words.applicant_columns(edition),
            "outcomes": words.outcome_columns(edition),
        }[part]
        return {each: target_name(each, part, edition, words) for each in (*ids, "")}

    def _head(self, text: str) -> None:
        self._lines.addWidget(label(text, "strong"), self._lines.rowCount(), 0, 1, 2)

    def _sheet(self, name: str, sentence: str, *, is_left_out: bool) -> None:
        box = self._box(sentence)
        box.addItems(["有，先补上表头再统计", "没有，不统计这张表"])
        box.setCurrentIndex(int(is_left_out))
        box.activated.connect(lambda chosen: self._leave_out(name, left_out=chosen == 1))
        self.choices["left_out", name] = box

    def _leave_out(self, name: str, *, left_out: bool) -> None:
        self._decided_last = "left_out", name
        self._state.leave_out(name, left_out=left_out)

    def _decide(self, part: str, key: str, target: str | None) -> None:
        self._decided_last = part, key
        self._state.decide(part, key, target)

    def _choice(
        self,
        part: str,
        key: str,
        sentence: str,
        targets: Mapping[str, str],
        chosen: str | None,
        *,
        may_be_open: bool = True,
    ) -> None:
        box = self._box(sentence)
        if may_be_open:
            box.addItem(UNDECIDED, None)
        for target, name in targets.items():
            box.addItem(name, target)
        at = box.findData(chosen)
        box.setCurrentIndex(max(at, 0))
        box.activated.connect(lambda _: self._decide(part, key, box.currentData()))
        view = box.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 2 * STEP)
        self.choices[part, key] = box

    def _box(self, sentence: str) -> QComboBox:
        at = self._lines.rowCount()
        self._lines.addWidget(label(sentence, wrap=True), at, 0)
        box = QComboBox()
        box.setAccessibleName(sentence)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(26)
        box.setMaxVisibleItems(14)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lines.addWidget(box, at, 1)
        return box
