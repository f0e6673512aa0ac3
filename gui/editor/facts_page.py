"""基本信息: organ, year, title, signature and date of the report."""

import contextlib
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QHideEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from gui.kit.fields import ChoiceField, Field
from gui.kit.help_topics import set_help_topic
from gui.kit.lazy_page import LazyPage
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, frame, label, row, set_style_property
from gui.session.open_report import OpenReport, findings_of
from model.checks.context import FACTS_SECTION
from model.checks.findings import Finding, Severity
from model.form import rule_kinds
from model.form.reporting_year import YearError, is_year, read_year
from model.report.edits import Edit
from model.report.organ import KINDS, LEVELS, kind_of, level_of
from model.report.report import FACT_NAMES, Fact

ABOUT = {
    Fact.ORGAN: "填写规范全称，标题和核对都用它",
    Fact.KIND: "少数核对规则只对某一类机关适用",
    Fact.LEVEL: "少数核对规则只对某一层级适用",
    Fact.SIGNATURE: "空着则不印落款",
    Fact.DATE: "空着则不印日期，写法如 2026年1月20日",
}
CHOICES = {Fact.KIND: KINDS, Fact.LEVEL: LEVELS}
WIDEST_CARD = 780


class FactsPage(LazyPage):
    """One row per field. Leaving a changed field makes one edit; the fields follow the report."""

    def __init__(
        self, open_report: OpenReport, parent: QWidget | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(parent)
        set_help_topic(self, "facts")
        self._open_report = open_report
        self._today = today
        self.fields = {fact: Field(FACT_NAMES[fact]) for fact in Fact if fact not in CHOICES}
        self.choices = {fact: ChoiceField(FACT_NAMES[fact], names) for fact, names in CHOICES.items()}
        self._notes: dict[Fact, QLabel] = {}
        self._fills = (
            button("填机关名称", self._fill_signature, tip="落款与机关名称相同"),
            button("填今天", self._fill_today, tip="成文日期填今天"),
        )
        self._build()
        self._wire()
        self._follow(frozenset(Fact))
        self.refresh()

    # -- outside

    def commit(self) -> bool:
        """Submits changed fields as edits, also an invalid year, which is kept and reported as a finding; ``False``
        if nothing was changed."""
        taken = [self._submit(key) for key in self.fields]
        return any(taken)

    def _finish_editing(self) -> None:
        """Enter with an invalid year shows an error and submits nothing; leaving the field submits it."""
        if self.fields[Fact.YEAR].isModified() and self.fields[Fact.YEAR].hasFocus() and self._refuses_year():
            return
        self.commit()

    def show_finding(self, finding: Finding) -> None:
        """Focuses the field that the finding is about."""
        self._widget(self._key_of(finding)).setFocus()

    # -- building

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(STEP)
        grid.setColumnStretch(1, 1)
        for key in Fact:
            self._add(grid, key)
        card = frame("card")
        card.setMaximumWidth(WIDEST_CARD)
        inside = column(label("基本信息", "title"), grid, margin=6 * STEP, gap=4 * STEP)
        card.setLayout(inside)
        holder = QWidget()
        lying = row(card, 1, gap=0)
        lying.setStretch(0, 1000)  # as wide as its maximum; the rest is empty
        holder.setLayout(column(lying, 1, margin=4 * STEP))
        scroll = QScrollArea()
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(scroll))
        self.setFocusProxy(self.fields[Fact.ORGAN])

    def _add(self, grid: QGridLayout, key: Fact) -> None:
        at, widget = grid.rowCount(), self._widget(key)
        name = label(FACT_NAMES[key])
        name.setBuddy(widget)
        note = self._notes[key] = label("", "small", wrap=True)
        line = row(widget)
        if key is Fact.YEAR:
            widget.setMaximumWidth(120)
            line.addStretch(1)
        if key is Fact.SIGNATURE:
            line.addWidget(self._fills[0])
        if key is Fact.DATE:
            line.addWidget(self._fills[1])
        grid.addWidget(name, at, 0)
        grid.addLayout(line, at, 1)
        grid.addWidget(note, at + 1, 1)
        grid.setRowMinimumHeight(at + 1, 6 * STEP)

    def _wire(self) -> None:
        for field in self.fields.values():
            field.editingFinished.connect(self._finish_editing)
            field.left.connect(self.commit)
            field.editing_cancelled.connect(self._discard_input)
            field.input_rejected.connect(self._open_report.refuse)
        for choice in self.choices.values():
            choice.activated.connect(self._take_choices)
        self._open_report.facts_changed.connect(self._follow)
        self._open_report.sign_off_changed.connect(self._show_values)
        self._open_report.findings_changed.connect(self.schedule_refresh)

    def _widget(self, key: Fact) -> QWidget:
        return self.fields[key] if key in self.fields else self.choices[key]

    # -- changing

    def _submit(self, key: Fact) -> bool:
        """Submits one field if the user changed it; whether the report changed."""
        field = self.fields[key]
        if not field.isModified():
            return False
        text = field.text().strip()
        if key is Fact.YEAR:
            with contextlib.suppress(YearError):
                text = str(read_year(text))
        field.setModified(False)
        changed = self._write(key, text)
        self._follow(frozenset((key,)))  # shows the normalised text even if the report is unchanged
        return changed

    def _refuses_year(self) -> bool:
        """Whether the text in the year field is not a year; then shows why."""
        try:
            read_year(self.fields[Fact.YEAR].text())
        except YearError as error:
            self._show_note(Fact.YEAR, f"✕ {error}，或按 Esc 放弃", "error")
            return True
        return False

    def _discard_input(self) -> None:
        """Esc: discards pending input; without any, replaces an invalid year kept in the report by the last valid
        year."""
        if not any(field.isModified() for field in self.fields.values()):
            for edit, inverse in self._open_report.steps.steps_back():
                if Fact.YEAR in edit.facts and is_year(before := inverse.facts.get(Fact.YEAR) or ""):
                    self._write(Fact.YEAR, before)
                    break
        self._follow_all()

    def _write(self, fact: Fact, text: str) -> bool:
        return self._open_report.edit(Edit(f"填写 {FACT_NAMES[fact]}", facts={fact: text or None}))

    def _take_choices(self) -> None:
        for key, choice in self.choices.items():
            self._write(key, choice.chosen)

    def _fill_signature(self) -> None:
        self.commit()
        self._write(Fact.SIGNATURE, self._open_report.report.organ)

    def _fill_today(self) -> None:
        today = self._today()
        self._write(Fact.DATE, f"{today.year}年{today.month}月{today.day}日")

    def hideEvent(self, event: QHideEvent) -> None:
        """Submits pending input."""
        self.commit()
        super().hideEvent(event)

    # -- following

    def _follow_all(self) -> None:
        for field in self.fields.values():
            field.setModified(False)
        self._follow(frozenset(self.fields))
        self.refresh()

    def _show_values(self) -> None:
        self._follow(frozenset())

    def _follow(self, keys: frozenset[Fact]) -> None:
        facts, final = self._open_report.report.facts, self._open_report.is_final
        for part in (*self.choices.values(), *self._fills):
            part.setEnabled(not final)
        for key, field in self.fields.items():
            set_style_property(field, "readOnly", final)
            if key in keys and not field.isModified():
                field.show_text(facts.get(key, ""))
                field.is_refused = key is Fact.YEAR and bool(facts.get(key)) and not is_year(facts[key])
        for key, choice in self.choices.items():
            choice.choose(facts.get(key, ""))
        if keys & {Fact.ORGAN, Fact.YEAR, Fact.TITLE, Fact.KIND, Fact.LEVEL}:
            self._show_what_follows()
            self.refresh()

    def _show_what_follows(self) -> None:
        """Shows kind and level derived from the organ's name, and the generated title."""
        report = self._open_report.report
        self.choices[Fact.KIND].show_guess(KINDS.get(kind_of(report.organ), ""))
        self.choices[Fact.LEVEL].show_guess(LEVELS.get(level_of(report.organ), ""))
        printed = self._open_report.edition.printed_title(report.organ, report.year)
        self.fields[Fact.TITLE].setPlaceholderText(printed or "填好机关名称和年度后自动生成")

    def refresh(self) -> None:
        """Shows each finding below its field, else the explanation of the field."""
        found: dict[Fact, list[Finding]] = {}
        for finding in findings_of(self._open_report.open_findings(), FACTS_SECTION):
            found.setdefault(self._key_of(finding), []).append(finding)
        for key in Fact:
            if key is Fact.YEAR and self.fields[key].isModified() and self._refuses_year():
                continue
            self._show_findings(key, found.get(key, []))

    def _show_findings(self, key: Fact, findings: list[Finding]) -> None:
        if findings:
            role = {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(findings[0].severity, "small")
            self._show_note(key, "\n".join(f"{_sign(each)}{each.message}" for each in findings), role)
        elif key is Fact.TITLE and self._open_report.title:
            self._show_note(key, f"印为：{self._open_report.title}", "small")
        else:
            self._show_note(key, ABOUT.get(key, ""), "small")

    def _show_note(self, key: Fact, sentence: str, role: str) -> None:
        self._notes[key].setText(sentence)
        set_style_property(self._notes[key], "role", role)
        self._widget(key).setAccessibleDescription(sentence)

    def _key_of(self, finding: Finding) -> Fact:
        """The field that a finding belongs to."""
        rule = self._open_report.edition.rule(finding.stated_by)
        if isinstance(rule, rule_kinds.Title):
            return Fact.TITLE
        return Fact.YEAR if isinstance(rule, rule_kinds.EditionYears) else Fact.ORGAN


def _sign(finding: Finding) -> str:
    return {Severity.ERROR: "✕ ", Severity.WARNING: "△ "}.get(finding.severity, "")
