"""One section of words beside last year's."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from gui.kit.colours import Colours
from gui.kit.flow_layout import flow
from gui.kit.lazy_page import LazyPage
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP, THEME, colours
from gui.kit.widgets import add_menu_action, button, column, frame, label, set_style_property
from gui.narrative.link_dialog import LinkDialog
from gui.narrative.mark_bar import MarkBar
from gui.narrative.number_marks import (
    CONFIRMING,
    GO,
    RESTORE,
    SETTLE,
    TAKE,
    TIE,
    UNRELATED,
    UNTIE,
    URGENT,
    NumberMark,
    number_marks,
    unmarked,
)
from gui.narrative.text_editor import Mark, TextEditor
from gui.session.open_report import OpenReport
from model.checks.claim_cells import Reading
from model.checks.findings import Finding
from model.checks.stale_text_rules import old_names
from model.checks.text_rules import speaks_of
from model.checks.typography_rules import full_width, renumbered
from model.form import rule_kinds
from model.form.edition import PREFACE, Topic
from model.form.figures import plain
from model.linking.finding_actions import calling_place_unrelated, confirming
from model.linking.insertable_numbers import InsertableNumber, insertable_numbers
from model.linking.link_targets import linkable_number_at
from model.linking.links import inserting, linking_edit, unlinking_edit
from model.linking.prior_year_marks import years_to_check
from model.linking.prior_year_text import CHANGED, GONE, KEPT, SAME, beside
from model.narrative.claim_extraction import HEADING
from model.narrative.text_diff import shared
from model.report.edits import Edit
from model.report.report import Report, ToCheck
from model.report.text_alignment import Change, changes_by_line

REST_MS = 700
"""Typing is taken over when the hands have rested for so long,"""
MOST_MS = 1000
"""and not later than this, however fast they go on."""

NO_BREAK, WORD_JOINER = "\u00a0", "\u2060"
"""A blank and an invisible character that lines do not break at."""
BECAME = {
    SAME: ("plain", "本年与上年相同（年份除外）"),
    CHANGED: ("good", "本年已改写"),
    GONE: ("good", "本年没有这一段"),
    KEPT: ("kept", "本年仍是这个数"),
}
"""What became of last year's words: (how it is marked, what its tip says)."""
HIDE, SHOW = "隐藏上年", "显示上年"


class TextPage(LazyPage):
    """本年度 to be edited, 上年 to be read. What is typed goes to the open report in small steps; what the open report
    says goes back into the editor."""

    cell_requested = Signal(object)
    """:class:`Cell`: what a number in the words speaks of."""
    years_wanted = Signal()
    """All years of the report that wait to be checked are to be listed."""
    confirmed = Signal()
    """The last place of this section that wanted looking at is 已核实."""
    stepped = Signal(object, object)
    """(:class:`Report`, :class:`Edit`): how all stood before the step back or forth that was just taken, and what it
    did."""

    def __init__(self, open_report: OpenReport, key: str, status: StatusSink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self.key = key
        self._open_report = open_report
        self._title = "前言" if key == PREFACE else open_report.edition.section(key).title
        self._topics = _topics_of(open_report, key)
        self._most_characters = _most_characters(open_report, key)
        self._unsaved = False
        self._word_marks: dict[str, NumberMark] = {}
        self._rest = _timer(REST_MS, self)
        self._most = _timer(MOST_MS, self)
        self.editor = TextEditor()
        self.last_year = TextEditor()
        self._build()
        self._wire()
        self._follow_text()
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self._show_standing()

    # -- outside

    def commit(self) -> bool:
        """What was typed becomes an edit now; ``False`` when nothing was. For leaving, undo and closing."""
        if self.editor.composing:
            QGuiApplication.inputMethod().commit()
        return self._commit()

    def undo(self) -> None:
        self.commit()
        before, said = self._open_report.report, self._open_report.undo_label
        done = self._open_report.undo()
        self._status.show_status(f"已撤销：{said}" if done else "没有可以撤销的")
        if done:
            self.stepped.emit(before, done)

    def redo(self) -> None:
        self.commit()
        before, said = self._open_report.report, self._open_report.redo_label
        done = self._open_report.redo()
        self._status.show_status(f"已重做：{said}" if done else "没有可以重做的")
        if done:
            self.stepped.emit(before, done)

    def show_change(self, before: Report) -> None:
        """Puts the cursor where these words differ from ``before``, and brings that into view."""
        old, new = before.texts.get(self.key, ""), self.editor.words()
        if old != new:
            _, end = shared(old, new)
            self.editor.select_place(len(new) - end, 0)

    def show_mark(self, key: str) -> None:
        """Brings the number to be checked into view and selects it."""
        self.commit()
        named = next((k for k, each in self._word_marks.items() if each.to_check == key), key)
        self.editor.select_mark(named)
        self.editor.setFocus()

    def show_place(self, start: int, length: int) -> None:
        """Selects a stretch of the words and brings it into view."""
        self.commit()
        self.editor.select_place(start, length)
        self.editor.setFocus()

    def show_finding(self, finding: Finding) -> None:
        """Selects what the finding speaks of, where it names a place in the words."""
        self.commit()
        if finding.passage is not None:
            self.editor.select_place(finding.passage.start, finding.passage.end - finding.passage.start)
        self.editor.setFocus()

    # -- building

    def _build(self) -> None:
        self._heading = label(self._title, "title")
        self._count = label("", "muted")
        self._beside = button(HIDE, self._toggle_last_year, "link", "在右边对照上年年报的同一部分")
        self._topics_line = label(wrap=True)
        self._topics_line.setTextFormat(Qt.TextFormat.RichText)
        self._topics_line.setAccessibleName("应写明的方面")
        self._marks_line = label("", "badge-warning")
        self._marks_line.setToolTip("须核实：与表格不符等；待核实：上年的年份或数字，还没有核实过")
        self._next = button("下一处", self._show_next_mark, "link", "转到下一处待核实的年份或数字")
        self._years = button("全部年份已顺延…", self.years_wanted.emit, "link", "列出全文顺延过的年份，一次核实")
        self._settled = button("已核实", self.confirm_here, "link", "")
        self._insert = button("插入数字", self.show_numbers, "link", "把表格里的数写到光标处")
        self._insert.setAccessibleName("把表格里的数插入到光标处")
        self._renumber = button("重排序号", self._mend_numbering, "link", "把（一）（二）（三）按先后重新编号")
        self._full_width = button(
            "规范标点", self._mend_punctuation, "link", "把中文里的半角标点和括号改为全角（1,204、3.5 不动）"
        )
        self._mark_bar = MarkBar()
        bar = frame("bar")
        self._marks_row = QWidget()
        self._marks_row.setLayout(flow(self._next, self._settled, self._years, self._marks_line, 1))
        mending = (self._renumber, self._full_width, self._insert, self._beside)
        head = flow(self._heading, self._count, 1, *mending, gap=3 * STEP)
        lines = column(head, self._topics_line, self._marks_row, self._mark_bar, margin=3 * STEP, gap=STEP)
        bar.setLayout(lines)
        whole = column(bar, self._built_papers(), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _built_papers(self) -> QWidget:
        last = self._open_report.last_year
        self.editor.setAccessibleName(f"{self._title}，本年度")
        self.editor.setPlaceholderText(f"在此填写“{self._title}”，也可以从别处粘贴文字")
        self.last_year.setReadOnly(True)
        self.last_year.setAccessibleName(f"{self._title}，上年，只读")
        self.last_year.setPlaceholderText("上年年报没有这一部分")
        self._year_label = label("", "muted")
        self._left = QWidget()
        self._left.setLayout(column(self._year_label, self.editor))
        self._right = QWidget()
        self._right.setLayout(column(label(_said(last, "上年，只读"), "muted"), self.last_year))
        papers = QSplitter()
        papers.setProperty("role", "papers")
        papers.setChildrenCollapsible(False)
        papers.setHandleWidth(4 * STEP)
        papers.addWidget(self._left)
        papers.addWidget(self._right)
        papers.setSizes([1000, 1000])
        self.editor.verticalScrollBar().valueChanged.connect(self._scroll_along)
        if last is not None:
            self.last_year.show_words(last.texts.get(self.key, ""))
            self.last_year.moveCursor(QTextCursor.MoveOperation.Start)
        self._beside.setVisible(last is not None)
        self._right.setVisible(last is not None)
        holder = QWidget()
        holder.setLayout(column(papers, margin=4 * STEP))
        return holder

    def _wire(self) -> None:
        self.editor.edited.connect(self._note_typing)
        self.editor.composed.connect(self._note_composed)
        self.editor.left.connect(self.commit)
        self.editor.undo_requested.connect(self.undo)
        self.editor.redo_requested.connect(self.redo)
        self.editor.input_rejected.connect(self._open_report.refuse)
        self.editor.mark_settled.connect(self._settle)
        self.editor.action_chosen.connect(self._do)
        self.editor.menu_opened.connect(self._add_numbers)
        self._mark_bar.chosen.connect(self._do)
        for keys, does in (
            ("Ctrl+L", self.tie_here),
            *dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self.confirm_here).items(),
        ):
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(does)
        self.editor.cursorPositionChanged.connect(self._show_mark_here)
        self._rest.timeout.connect(self._commit_at_rest)
        self._most.timeout.connect(self._commit_at_rest)
        self._open_report.texts_changed.connect(self._follow)
        self._open_report.sign_off_changed.connect(self._show_year)
        self._open_report.sign_off_changed.connect(self.schedule_refresh)
        self._open_report.to_check_changed.connect(self.schedule_refresh)
        self._open_report.findings_changed.connect(self.schedule_refresh)
        self._open_report.history_changed.connect(self._show_history)
        THEME.changed.connect(self.schedule_refresh)

    def _toggle_last_year(self) -> None:
        hidden = not self._right.isHidden()
        self._right.setHidden(hidden)
        self._beside.setText(SHOW if hidden else HIDE)

    # -- typing

    def _note_typing(self) -> None:
        self._unsaved = True
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def _note_composed(self) -> None:
        if self._unsaved:
            self._rest.start()
        else:
            self._follow_text()  # whatever came from elsewhere meanwhile

    def _commit_at_rest(self) -> None:
        if not self.editor.composing:  # else a syllable would be undone apart from its word
            self._commit()

    def _commit(self) -> bool:
        self._rest.stop()
        self._most.stop()
        if not self._unsaved:
            return False
        self._unsaved = False
        words, changes = self.editor.words(), self.editor.take_changes()
        return self._open_report.write(self.key, words, f"改写 {self._title}", changes)

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit()
        super().hideEvent(event)

    # -- following

    def _follow(self, keys: frozenset[str]) -> None:
        if self.key in keys and self.isVisible():  # else as the page is shown
            self._follow_text()
        self._show_year()

    def _show_year(self) -> None:
        what = "定稿，只读" if self._open_report.is_final else "编辑"
        self._year_label.setText(_said(self._open_report.report, what))

    def _follow_text(self) -> None:
        """Words typed and not yet taken over, or still being composed, stay: they come into the report next."""
        if not self._unsaved and not self.editor.composing:
            self.editor.show_words(self._open_report.report.texts.get(self.key, ""))

    def _show_history(self) -> None:
        self.editor.can_undo = bool(self._open_report.undo_label)
        self.editor.can_redo = bool(self._open_report.redo_label)

    def _show_standing(self) -> None:
        set_style_property(self.editor, "readOnly", self._open_report.is_final)
        self._insert.setEnabled(self._may_change())
        self._show_year()
        words = self._open_report.report.texts.get(self.key, "")
        text = plain(words)
        self._renumber.setVisible(self._may_change() and renumbered(words) != words)
        self._full_width.setVisible(self._may_change() and full_width(words) != words)
        self._count.setText(_counted(len(text), self._most_characters))
        too_long = bool(self._most_characters) and len(text) > self._most_characters
        set_style_property(self._count, "role", "warning" if too_long else "muted")
        self._topics_line.setVisible(bool(self._topics))
        said = {topic: _topic_said(text, topic) for topic in self._topics}
        if _out_of_order(words, self._topics):
            said[self._topics[0]] = f"{said[self._topics[0]]}（五个方面的次序与格式不同）"
        self._topics_line.setText("应写明：" + " ".join(_topic_mark(each, colours()) for each in said.values()))
        self._topics_line.setAccessibleDescription("，".join(said.values()))
        if not self._unsaved:  # their places are those of the report; typing moves them along until then
            self._word_marks = {
                key: self._offered(each) for key, each in number_marks(self._open_report, self.key).items()
            }
            self.editor.set_marks([_with_menu(each) for each in self._word_marks.values()])
        self._show_beside(words)
        left = sum(each.section == self.key for each in self._open_report.to_check().values())
        seen = Counter(each.mark.context for each in self._word_marks.values())
        wrong, right = seen["error"], sum(each.agrees for each in self._word_marks.values())
        told = [f"✕ 必改：{wrong} 处"] if wrong else []
        told += [f"△ 须核实：{seen['warning']} 处"] if seen["warning"] else []
        told += [f"待核实：{left} 处"] if left else []
        told += [f"✓ 与表格一致：{right} 处"] if right else []
        self._marks_row.setVisible(bool(told))
        self._years.setVisible(self._may_change() and bool(years_to_check(self._open_report.report)))
        self._marks_line.setText("　".join(told))
        set_style_property(
            self._marks_line,
            "role",
            "badge-error" if wrong else "badge-warning" if left or seen["warning"] else "badge-good",
        )
        self._show_history()
        self._show_mark_here()

    # -- beside last year

    def _show_beside(self, words: str) -> None:
        """Marks in last year's words what stands unchanged this year, what was rewritten, and what the organ was
        called."""
        last = self._open_report.last_year
        if last is None:
            return
        old = last.texts.get(self.key, "")
        told = {each.mark.start for each in self._word_marks.values() if each.mark.context in ("good", "tied")}
        marks = [
            Mark(str(number), each.start, each.end - each.start, BECAME[each.kind][1], BECAME[each.kind][0], ())
            for number, each in enumerate(beside(words, old))
            if each.now not in told  # a number that the tables say, too, is no leftover
        ]
        organ = self._open_report.report.organ
        named = f"上年的机关名称，本年是“{organ}”"
        marks += [
            Mark(f"organ{start}", start, end - start, named, "warning", ())
            for start, end in old_names(old, organ, last.organ)
        ]
        self.last_year.set_marks(marks)

    def _scroll_along(self, value: int) -> None:
        """Last year's words stay beside this year's."""
        ours, theirs = self.editor.verticalScrollBar(), self.last_year.verticalScrollBar()
        if ours.maximum():
            theirs.setValue(round(value / ours.maximum() * theirs.maximum()))

    # -- marks

    def refresh(self) -> None:
        self._follow_text()
        self._show_standing()

    def _show_mark_here(self) -> None:
        mark = self.editor.mark_here()
        here = self._word_marks.get(mark.key) if mark else None
        self._mark_bar.show_mark(here or self._unmarked_here())
        can_confirm = here is not None and _confirmable(here)
        self._settled.setEnabled(can_confirm)
        said = "光标处的年份或数字已核实，转到下一处" if can_confirm else "先把光标放到标出的年份或数字上"
        self._settled.setToolTip(f"{said}（Ctrl+Enter）")

    def _unmarked_here(self) -> NumberMark | None:
        """The number at the cursor, of which nothing is to be said but that it can be tied."""
        found = linkable_number_at(self.editor.words(), self.editor.place_here()) if self._may_change() else None
        if found is None:
            return None
        verdicts = self._open_report.checked.context.words.evaluations(self.key)
        return unmarked(self.key, *found, next((each for each in verdicts if each.start == found[0]), None))

    def _may_change(self) -> bool:
        return not self.editor.isReadOnly()

    def _offered(self, mark: NumberMark) -> NumberMark:
        """What can be done about it now: a final report is only looked at."""
        return mark if self._may_change() else replace(mark, actions=tuple(e for e in mark.actions if e[1] == GO))

    def _show_next_mark(self) -> None:
        if mark := self.editor.next_mark():
            self.show_mark(mark.key)

    def confirm_here(self) -> None:
        """已核实, and on to the next place; where nothing is marked at the cursor, only that."""
        self.commit()
        mark = self.editor.mark_here()
        here = self._word_marks.get(mark.key) if mark else None
        if here is not None and _confirmable(here):
            self._confirm(here)
        else:
            self._show_next_mark()

    def _settle(self, key: str) -> None:
        self._do(key, SETTLE)

    def _confirm(self, found: NumberMark) -> None:
        place = found.mark.start
        if not self._open_report.edit(confirming(self._open_report.report, found.finding, found.to_check)):
            return
        open_ = [each.mark for each in self._word_marks.values() if each.to_check or each.mark.context in URGENT]
        behind = [each for each in open_ if each.start > place]
        if following := next(iter([*behind, *open_]), None):
            self.show_mark(following.key)
        else:
            self.editor.setFocus()
            self.confirmed.emit()

    def _do(self, key: str, action: str) -> None:
        """What was clicked at a mark: one undoable edit, or the way to the cell."""
        self.commit()
        if action == TIE:
            self.tie_here()
            return
        found = self._word_marks.get(key)
        if found is None:
            return  # it went while the words were taken over
        checked_too: dict[str, ToCheck | None] = {found.to_check: None} if found.to_check else {}
        if action == TAKE:
            self._take(found)
        elif action == GO:
            self.cell_requested.emit(found.cell)
        elif action in CONFIRMING:
            self._confirm(found)
        elif action == UNRELATED:
            report, about = self._open_report.report, found.finding.message if found.finding else found.says
            edit = calling_place_unrelated(report, self.key, found.mark.start, found.dismissal_key, about)
            self._open_report.edit(replace(edit, to_check=checked_too))
        elif action == UNTIE:
            self._open_report.edit(unlinking_edit(found.tie))
        elif action == RESTORE:
            self._open_report.edit(Edit("恢复核对", dismissed={found.dismissal_key: None}))

    # -- ties

    def tie_here(self) -> None:
        """关联到表格: the number at the cursor follows the cells that a person picks."""
        self.commit()
        if not self._may_change():
            self._open_report.refuse()
            return
        words = self._open_report.report.texts.get(self.key, "")
        found = linkable_number_at(words, self.editor.place_here())
        if found is None:
            self._status.show_status(
                "光标处没有可以关联的数字：请把光标放到件数或金额上（百分数、年份和“2万”这样的写法不能关联）"
            )
            return
        start, text = found
        dialog = LinkDialog(self._open_report.checked.context, self.key, start, text, self)
        if dialog.exec():
            self.tie(start, text, dialog.chosen())
        dialog.deleteLater()
        self.editor.setFocus()

    def tie(self, start: int, text: str, cells: Reading) -> None:
        edit = linking_edit(self._open_report.checked.context, self.key, start, text, cells)
        if self._open_report.edit(edit):
            self.editor.select_place(start, 0)
            self._status.show_status(f"{edit.label}（Ctrl+Z 撤销）")

    def _take(self, found: NumberMark) -> None:
        if tie := self._open_report.ties().get(found.tie):
            self.tie(tie.start, tie.text, tie.cells)
            return
        text = self._open_report.report.texts.get(self.key, "")
        start, end = found.mark.start, found.mark.start + found.mark.length
        if text[start:end] == found.text:
            change = Change(start, end, found.replacement)
            label = f"正文 {found.text} 改为 {found.replacement}"
            self._open_report.write(self.key, change.applied(text), label, (change,))
            self.editor.select_place(start, len(found.replacement))
            self.editor.setFocus()

    # -- mending

    def _mend_numbering(self) -> None:
        self._mend(renumbered, "重排序号")

    def _mend_punctuation(self) -> None:
        self._mend(full_width, "规范标点")

    def _mend(self, mended: Callable[[str], str], what: str) -> None:
        self.commit()
        words = self._open_report.report.texts.get(self.key, "")
        changes = changes_by_line(words, mended(words))
        self._open_report.write(self.key, mended(words), f"{what} {self._title}", changes)

    # -- numbers of the tables

    def show_numbers(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_numbers(menu)
        menu.popup(self._insert.mapToGlobal(self._insert.rect().bottomLeft()))
        return menu

    def _add_numbers(self, menu: QMenu) -> None:
        menu.addSeparator()
        there = linkable_number_at(self.editor.words(), self.editor.place_here())
        add_menu_action(menu, "关联到表格…\tCtrl+L", self.tie_here if there else None)
        self._fill_numbers(menu.addMenu("插入数字"))

    def _fill_numbers(self, menu: QMenu) -> None:
        found = insertable_numbers(self._open_report.checked.context)
        if not found:
            add_menu_action(menu, "表格还没有填", None)
        group = ""
        for each in found:
            if group and each.group != group:
                menu.addSeparator()
            group = each.group
            add_menu_action(menu, f"{each.name}\t{each.text}", partial(self._insert_number, each))

    def _insert_number(self, found: InsertableNumber) -> None:
        self.commit()
        start, end = self.editor.selected()
        if self._open_report.edit(inserting(self._open_report.checked.context, self.key, start, end, found)):
            self.editor.select_place(start + len(found.text), 0)
        self.editor.setFocus()


def _confirmable(found: NumberMark) -> bool:
    return any(action in CONFIRMING for _, action in found.actions)


def _with_menu(found: NumberMark) -> Mark:
    return replace(found.mark, menu=found.actions)


def _timer(ms: int, parent: QWidget) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(ms)
    return made


def _topics_of(open_report: OpenReport, key: str) -> tuple[Topic, ...]:
    """What the form wants this section to speak of."""
    edition = open_report.edition
    wanted = any(isinstance(rule, rule_kinds.Topics) and rule.section == key for rule in edition.rules)
    return edition.topics if wanted else ()


def _most_characters(open_report: OpenReport, key: str) -> int:
    """0: no rule limits this section."""
    lengths = (
        rule for rule in open_report.edition.rules if isinstance(rule, rule_kinds.Length) and rule.section == key
    )
    return next((rule.most for rule in lengths), 0)


def _counted(count: int, most: int) -> str:
    if not most:
        return f"本节 {count:,} 字"
    more = f"，超过 {count - most:,} 字" if count > most else ""
    return f"本节 {count:,} 字，上限 {most:,} 字{more}"


def _topic_said(text: str, topic: Topic) -> str:
    return f"{'✓' if speaks_of(text, topic) else '缺'} {topic.label}"


def _out_of_order(words: str, topics: Sequence[Topic]) -> bool:
    """The headings of the topics that are there stand in another order than the form's."""
    places = []
    for topic in topics:
        lines = [
            number
            for number, line in enumerate(words.split("\n"))
            if len(line) < HEADING and speaks_of(plain(line), topic)
        ]
        places += lines[:1]
    return places != sorted(places)


def _topic_mark(said: str, look: Colours) -> str:
    ink, ground = (look.good, look.good_tint) if said.startswith("✓") else (look.warning, look.warning_tint)
    unbroken = WORD_JOINER.join(said.replace(" ", NO_BREAK))
    return f'<span style="color:{ink};background:{ground}">{NO_BREAK}{escape(unbroken)}{NO_BREAK}</span>'


def _said(report: Report | None, what: str) -> str:
    """``2025 年度（编辑）``."""
    return f"{report.year} 年度（{what}）" if report and report.year else f"年度未知（{what}）"
