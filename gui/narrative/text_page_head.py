"""The bar above a section's text: length, topics, state of the numbers, and commands."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from PySide6.QtWidgets import QFrame, QWidget

from gui.kit.flow_layout import flow
from gui.kit.plain_text import set_tool_tip
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, set_style_property
from gui.narrative.mark_bar import MarkBar
from gui.narrative.mark_commands import MarkCommands
from gui.narrative.number_marks import NumberMark
from gui.narrative.topics_line import TopicsLine
from model.checks.typography_rules import full_width, renumbered
from model.form import rule_kinds
from model.form.edition import PREFACE, Edition
from model.form.figures import plain
from model.form.tables_in_text import masked

HIDE, SHOW = "隐藏上年", "显示上年"


class TextCommands(Protocol):
    """The commands of the buttons; see :class:`gui.narrative.text_page.TextPage`."""

    def toggle_prior_year(self) -> None: ...
    def list_years(self) -> None: ...
    def show_numbers(self) -> object: ...
    def renumber_headings(self) -> None: ...
    def widen_punctuation(self) -> None: ...


class TextPageHead(QFrame):
    """Displays the values passed to it; all commands are implemented by the page."""

    def __init__(self, edition: Edition, section: str, commands: TextCommands, marks: MarkCommands) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.title = title_of(edition, section)
        self._most_characters = _most_characters(edition, section)
        self.count = label("", "muted")
        self.prior_year_button = button(HIDE, commands.toggle_prior_year, "link", "在右边对照上年年报的同一部分")
        self.topics = TopicsLine(edition, section)
        self.marks_line = label("", "badge-warning")
        set_tool_tip(self.marks_line, "须核实：与表格不符等；待核实：上年的年份或数字，还没有核实过")
        self.next = button("下一处", marks.show_next_mark, "link", "转到下一处待核实的年份或数字")
        self.years = button("全部年份已顺延…", commands.list_years, "link", "列出全文顺延过的年份，一次核实")
        self.confirm = button("已核实", marks.confirm_here, "link", "")
        self.insert = button("插入数字", commands.show_numbers, "link", "把表格里的数写到光标处")
        self.insert.setAccessibleName("把表格里的数插入到光标处")
        self.renumber = button("重排序号", commands.renumber_headings, "link", "把（一）（二）（三）按先后重新编号")
        self.full_width = button(
            "规范标点", commands.widen_punctuation, "link", "把中文里的半角标点和括号改为全角（1,204、3.5 不动）"
        )
        self.mark_bar = MarkBar()
        self._marks_row = QWidget()
        self._marks_row.setLayout(flow(self.next, self.confirm, self.years, self.marks_line, 1))
        buttons = (self.renumber, self.full_width, self.insert, self.prior_year_button)
        first = flow(label(self.title, "title"), self.count, 1, *buttons, gap=3 * STEP)
        self.setLayout(column(first, self.topics, self._marks_row, self.mark_bar, margin=3 * STEP, gap=STEP))

    def show_text(self, text: str, *, may_change: bool) -> None:
        """``text``: the section's text; ``may_change``: whether the report takes edits."""
        self.insert.setEnabled(may_change)
        self.renumber.setVisible(may_change and renumbered(text) != text)
        self.full_width.setVisible(may_change and full_width(text) != text)
        words = masked(text)
        length = len(plain(words))
        self.count.setText(_counted(length, self._most_characters))
        set_style_property(self.count, "role", "warning" if 0 < self._most_characters < length else "muted")
        self.topics.show_text(words)

    def show_marks(self, marks: Iterable[NumberMark], to_check: int, *, can_list_years: bool) -> None:
        """Shows how many numbers need attention; ``to_check``: the number of marks to check."""
        marks = list(marks)
        looks = Counter(each.mark.look for each in marks)
        errors, agreeing = looks["error"], sum(each.agrees for each in marks)
        parts = [f"✕ 必改：{errors} 处"] if errors else []
        parts += [f"△ 须核实：{looks['warning']} 处"] if looks["warning"] else []
        parts += [f"待核实：{to_check} 处"] if to_check else []
        parts += [f"✓ 与表格一致：{agreeing} 处"] if agreeing else []
        self._marks_row.setVisible(bool(parts))
        self.years.setVisible(can_list_years)
        self.marks_line.setText("　".join(parts))
        needs_attention = to_check or looks["warning"]
        role = "badge-error" if errors else "badge-warning" if needs_attention else "badge-good"
        set_style_property(self.marks_line, "role", role)

    def show_mark_here(self, mark: NumberMark | None, *, can_confirm: bool) -> None:
        """Shows the number at the text cursor; ``can_confirm`` enables 已核实."""
        self.mark_bar.show_mark(mark)
        self.confirm.setEnabled(can_confirm)
        tip = "光标处的年份或数字已核实，转到下一处" if can_confirm else "先把光标放到标出的年份或数字上"
        set_tool_tip(self.confirm, f"{tip}（Ctrl+Enter）")


def title_of(edition: Edition, section: str) -> str:
    """The title of a text section; 前言 for the preface."""
    return "前言" if section == PREFACE else edition.section(section).title


def _most_characters(edition: Edition, section: str) -> int:
    """Maximum length of the section in characters; 0 if no rule limits it."""
    lengths = (rule for rule in edition.rules if isinstance(rule, rule_kinds.Length) and rule.section == section)
    return next((rule.most for rule in lengths), 0)


def _counted(count: int, most: int) -> str:
    if not most:
        return f"本节 {count:,} 字"
    more = f"，超过 {count - most:,} 字" if count > most else ""
    return f"本节 {count:,} 字，上限 {most:,} 字{more}"
