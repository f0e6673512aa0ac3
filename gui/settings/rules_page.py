"""核对规则: every rule of an edition with level, wording and source, from its file; an office may change level and
limit."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.kit.help_topics import set_help_topic
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.pinyin_initials import matches
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row
from gui.settings.small_fields import OptionField, number_field
from model.form.edition import Edition
from model.form.rule_choices import LEVEL_NAMES, LEVELS
from model.form.rule_kinds import Rule
from model.store.settings import Settings

LEVEL_WIDTH, ID_WIDTH = 118, 218
SIGNS = {"error": "✕", "warning": "△", "hint": "·", "off": "－"}


class RulesPage(QWidget):
    """The rules as a list, the current one below it with what can be changed."""

    changed = Signal()
    """The user changed a level or a limit."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        """``editions``: as they come from their files, the newest first."""
        super().__init__()
        self._editions = {each.id: each for each in editions}
        self._severities: dict[str, str] = {}
        self._limits: dict[str, int] = {}
        self._shown: tuple[Rule, ...] = ()
        self.edition = OptionField("格式版本", {each.id: each.name for each in editions})
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找规则：名称、编号、依据，或拼音首字母")
        self.search.setAccessibleName("查找规则")
        self.search.setClearButtonEnabled(True)
        self._model = LineTableModel(("级别", "规则", "编号"))
        self.table = LineTableView(self._model, "核对规则", 1, (LEVEL_WIDTH, 0, ID_WIDTH))
        self.level = OptionField("级别", {})
        self.limit = number_field(range(1), "", "限度")
        self.limit.setFixedWidth(150)
        self._build()
        self.edition.currentIndexChanged.connect(self._list_rules)
        self.search.textChanged.connect(self._list_rules)
        self.table.selectionModel().currentChanged.connect(self._show_rule)
        self.level.activated.connect(self._take_level)
        self.limit.valueChanged.connect(self._take_limit)

    def _build(self) -> None:
        self._says = label("", "strong", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._fixed = label("", "muted", wrap=True)
        self._limit_name = label("", "muted")
        self.usual = button("按格式规定", self.restore, "link", "级别和限度恢复格式规定的")
        self._total = label("", "small")
        detail = frame("card")
        line = row(label("级别", "muted"), self.level, self._limit_name, self.limit, self.usual, 1, gap=3 * STEP)
        detail.setLayout(column(self._says, self._about, self._fixed, line, margin=3 * STEP))
        detail.setMinimumHeight(132)
        note = label(
            "必改的不改不能报送；须核实的可以写说明；提示只供参考。改动用于窗口、核对单和命令，并在核对单上写明。",
            "muted",
            wrap=True,
        )
        head = row(self.search, self.edition, self._total)
        head.setStretch(0, 1)
        whole = column(note, head, self.table, detail, gap=2 * STEP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.search)

    # -- settings

    def show_settings(self, settings: Settings) -> None:
        """Shows the rules with the levels and limits of ``settings``."""
        self._severities, self._limits = dict(settings.severities), dict(settings.limits)
        self._list_rules()

    def chosen(self, settings: Settings) -> Settings:
        """``settings`` with levels and limits as shown; those of rules that no edition here has are kept."""
        return replace(settings, severities=dict(self._severities), limits=dict(self._limits))

    # -- showing

    @property
    def rule(self) -> Rule | None:
        """The current rule, as it comes from the edition's file."""
        at = self.table.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def show_rule(self, rule_id: str) -> None:
        """Makes the rule current if the edition has it."""
        self.search.clear()
        self.table.choose(next((at for at, each in enumerate(self._shown) if each.id == rule_id), -1))

    def _list_rules(self, _changed: object = None) -> None:
        current = self.rule.id if self.rule else ""
        edition, wanted = self._editions[self.edition.chosen], self.search.text().strip()
        self._shown = tuple(each for each in edition.rules if _fits(each, wanted))
        self._model.show_lines([self._line(each) for each in self._shown])
        self.table.choose(next((at for at, each in enumerate(self._shown) if each.id == current), 0))
        adjusted = sum(self._is_adjusted(each) for each in edition.rules)
        self._total.setText(f"共 {len(edition.rules)} 条，已调整 {adjusted} 条")
        self._show_rule()

    def _line(self, rule: Rule) -> TableLine:
        level = self._level_of(rule)
        mark = " 已调整" if self._is_adjusted(rule) else ""
        says = self._with_limit(rule).says
        return TableLine((f"{SIGNS[level]} {LEVEL_NAMES[level]}{mark}", says, rule.id), tip=f"{says}\n{rule.source}")

    def _level_of(self, rule: Rule) -> str:
        return rule.severity if rule.fixed else self._severities.get(rule.id, rule.severity)

    def _with_limit(self, rule: Rule) -> Rule:
        limit = self._limits.get(rule.id)
        good = rule.threshold is not None and limit is not None and limit in rule.threshold.range
        return rule.with_limit(limit) if good and limit is not None else rule

    def _is_adjusted(self, rule: Rule) -> bool:
        return self._level_of(rule) != rule.severity or self._with_limit(rule) is not rule

    def _show_rule(self, _current: QModelIndex | None = None, _previous: QModelIndex | None = None) -> None:
        rule = self.rule
        set_help_topic(self, f"rule:{rule.id}" if rule is not None else "rules")
        for part in (self.level, self.limit, self.usual):
            part.setEnabled(rule is not None)
        if rule is None:
            self._says.setText("没有找到这样的规则")
            for text in (self._about, self._fixed):
                text.setText("")
            return
        now = self._with_limit(rule)
        self._says.setText(now.says)
        self._about.setText(f"编号 {rule.id}　格式规定：{LEVEL_NAMES[rule.severity]}　依据：{rule.source}")
        self._fixed.setText(f"级别不能调整，也不能关闭：{rule.fixed}" if rule.fixed else "")
        self._fixed.setVisible(bool(rule.fixed))
        with_usual = {each: LEVEL_NAMES[each] + ("（格式规定）" if each == rule.severity else "") for each in LEVELS}
        self.level.show_options(with_usual)
        self.level.choose(self._level_of(rule))
        self.level.setEnabled(not rule.fixed)
        self._show_limit(now)
        self.usual.setEnabled(self._is_adjusted(rule))

    def _show_limit(self, rule: Rule) -> None:
        threshold = rule.threshold
        self.limit.setVisible(threshold is not None)
        self._limit_name.setVisible(threshold is not None)
        if threshold is not None:
            self._limit_name.setText(threshold.name)
            self.limit.blockSignals(True)
            self.limit.setRange(threshold.least, threshold.most)
            self.limit.setSuffix(f" {threshold.unit}")
            self.limit.setValue(rule.limit or 0)
            self.limit.blockSignals(False)

    # -- changing

    def _take_level(self, _index: int) -> None:
        if (rule := self.rule) is not None and not rule.fixed:
            self._severities.pop(rule.id, None)
            if self.level.chosen != rule.severity:
                self._severities[rule.id] = self.level.chosen
            self._show_change()

    def _take_limit(self, limit: int) -> None:
        if (rule := self.rule) is not None and rule.threshold is not None:
            self._limits.pop(rule.id, None)
            if limit != rule.limit:
                self._limits[rule.id] = limit
            self._show_change()

    def restore(self) -> None:
        """The current rule as its edition has it."""
        if (rule := self.rule) is not None:
            self._severities.pop(rule.id, None)
            self._limits.pop(rule.id, None)
            self._show_change()
            self._show_rule()

    def _show_change(self) -> None:
        """The line of the current rule, without losing the field that is being changed."""
        rule, focus = self.rule, self.limit.hasFocus()
        if rule is None:
            return
        self._model.show_lines([self._line(each) for each in self._shown])
        self.table.selectionModel().blockSignals(True)
        self.table.choose(self._shown.index(rule))
        self.table.selectionModel().blockSignals(False)
        self._says.setText(self._with_limit(rule).says)
        self.usual.setEnabled(self._is_adjusted(rule))
        edition = self._editions[self.edition.chosen]
        adjusted = sum(self._is_adjusted(each) for each in edition.rules)
        self._total.setText(f"共 {len(edition.rules)} 条，已调整 {adjusted} 条")
        if focus:
            self.limit.setFocus()
        self.changed.emit()


def _fits(rule: Rule, wanted: str) -> bool:
    words = f"{rule.id} {rule.says} {rule.source} {LEVEL_NAMES[rule.severity]}".lower()
    return all(word in words for word in wanted.lower().split()) or matches(wanted, rule.says)
