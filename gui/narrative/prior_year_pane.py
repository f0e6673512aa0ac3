"""The prior-year text of a section, read-only, with marks on what changed in this year's text."""

from collections.abc import Set

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollBar, QWidget

from gui.kit.widgets import column, label
from gui.narrative.text_editor import TextEditor
from gui.narrative.text_mark import Mark
from model.checks.stale_text_rules import old_names
from model.linking.prior_year_text import CHANGED, GONE, KEPT, SAME, prior_text_stretches
from model.report.report import Report

LOOKS = {
    SAME: ("plain", "本年与上年相同（年份除外）"),
    CHANGED: ("good", "本年已改写"),
    GONE: ("good", "本年没有这一段"),
    KEPT: ("kept", "本年仍是这个数"),
}
"""Comparison result of a stretch of the prior-year text -> (look of its mark, tooltip)."""


class PriorYearPane(QWidget):
    """Read-only pane beside the editor; hidden if there is no prior-year report."""

    def __init__(self, prior: Report | None, section: str, title: str) -> None:
        super().__init__()
        self._prior = prior
        self._text = prior.texts.get(section, "") if prior is not None else ""
        self.editor = TextEditor()
        self.editor.setReadOnly(True)
        self.editor.setAccessibleName(f"{title}，上年，只读")
        self.editor.setPlaceholderText("上年年报没有这一部分")
        self.setLayout(column(label(year_label(prior, "上年，只读"), "muted"), self.editor))
        if prior is not None:
            self.editor.show_words(self._text)
            self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self.setVisible(prior is not None)

    def compare_with(self, text: str, organ: str, matching: Set[int]) -> None:
        """Marks stretches that are unchanged or rewritten in this year's ``text``, and former names of the ``organ``.
        ``matching``: start positions in ``text`` of numbers that agree with the tables; these are not stale."""
        if self._prior is None:
            return
        marks = [
            Mark(str(number), each.start, each.end - each.start, LOOKS[each.kind][1], LOOKS[each.kind][0])
            for number, each in enumerate(prior_text_stretches(text, self._text))
            if each.now not in matching
        ]
        tip = f"上年的机关名称，本年是“{organ}”"
        marks += [
            Mark(f"organ{start}", start, end - start, tip, "warning")
            for start, end in old_names(self._text, organ, self._prior.organ)
        ]
        self.editor.set_marks(marks)

    def scroll_along(self, bar: QScrollBar) -> None:
        """Follows ``bar``, the scroll bar of this year's text, in proportion."""
        self._followed = bar
        bar.valueChanged.connect(self._follow_scrolling)

    def _follow_scrolling(self, value: int) -> None:
        if most := self._followed.maximum():
            bar = self.editor.verticalScrollBar()
            bar.setValue(round(value / most * bar.maximum()))


def year_label(report: Report | None, state: str) -> str:
    """E.g. ``2025 年度（编辑）``; ``年度未知`` without report or year."""
    return f"{report.year} 年度（{state}）" if report and report.year else f"年度未知（{state}）"
