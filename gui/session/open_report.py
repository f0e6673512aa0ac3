"""The open report: the only mutable state, with its undo history and check result."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.session.draft_saving import DraftSaving
from gui.session.state_change import StateChange, state_change
from gui.session.undo_history import UndoHistory
from model.checks.engine import CheckResult, check
from model.checks.findings import OF_BLANKS, Finding, Severity, still_open
from model.drafting.editing import applied_edit, completed
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.linking.links import MarkCells, mark_cells_from
from model.report.cell_entry import discarding
from model.report.edits import Edit, apply, changed_only
from model.report.positions import valid_marks
from model.report.report import NumberLink, Report, ToCheck
from model.report.sample import title_of
from model.report.sign_off import Stage, allows, content_of, sign_off_state
from model.report.text_alignment import TextChange
from model.store.draft_steps import Step
from model.store.draft_store import DraftStore, OpenedDraft
from model.store.draft_summary import DraftProgress


class OpenReport(QObject):
    """The open draft. Every change goes through :meth:`edit`, :meth:`restore`, :meth:`undo` or :meth:`redo`, is
    checked at once and passed to the store; signals are emitted when all state is consistent again."""

    cells_changed = Signal(object)
    """``frozenset[Cell]``: the cells whose figure or state has changed."""
    texts_changed = Signal(object)
    """``frozenset[str]``: the keys of ``Report.texts`` whose text has changed."""
    facts_changed = Signal(object)
    """``frozenset[Fact]``: the fields of 基本信息 that have changed."""
    sign_off_changed = Signal()
    """Stage, date or reason of the sign-off has changed, and with it possibly whether the report is editable."""
    findings_changed = Signal()
    to_check_changed = Signal()
    """The marks in the text have changed: numbers to check or links."""
    open_matters_changed = Signal()
    """Emitted once per step when findings, marks to check, remarks or blanks may have changed."""
    history_changed = Signal()
    refused = Signal()
    """An attempt to edit a final report was rejected."""

    linked_text_updated = Signal()
    """An edit of the tables also updated linked numbers in the text; the label of the edit gives their number."""

    def __init__(
        self, opened: OpenedDraft, edition: Edition, store: DraftStore, last_edition: Edition | None = None
    ) -> None:
        super().__init__()
        self.draft_id = opened.id
        self.name = opened.name
        """The name given to the draft by the user; blank if none was given, then it is listed by its organ."""
        self.edition = edition
        self._last_edition = last_edition
        self.last_year = opened.last_year
        self.report = opened.report
        self.steps = UndoHistory(opened.undo, opened.redo)
        self.checked = check(self.report, edition, self.last_year, last_edition=last_edition)
        self._progress: DraftProgress | None = None
        self._waiting: Mapping[str, ToCheck] | None = None
        self._accepted: Report | None = None
        self._store = store
        self.saving = DraftSaving(opened.id, store, self)

    # -- reading

    @property
    def title(self) -> str:
        """The printed title: the one entered, or the one that the edition generates from organ and year."""
        return title_of(self.report, self.edition)

    def shown(self, cell: Cell) -> Figure | None:
        """An entered figure, or a total computed from its complete addends; ``None`` if blank."""
        return self.checked.context.figures.get(cell)

    def running(self, cell: Cell) -> Figure | None:
        """The provisional sum of a total with missing addends; display only, never a figure of the report."""
        return self.checked.context.shown.running.get(cell)

    def typed_over(self, cell: Cell) -> bool:
        """Whether the cell is a total with an entered figure, which is not computed from its addends."""
        return cell in self.edition.totals and cell in self.report.figures

    def open_findings(self) -> tuple[Finding, ...]:
        """All findings without those that a 核实说明 settles."""
        return still_open(self.checked.findings, self.report.reasons)

    def findings_at(self, cell: Cell) -> tuple[Finding, ...]:
        """Open findings about the cell, without those about blank cells and those about a passage of the text."""
        return tuple(
            each
            for each in still_open(self.checked.by_cell.get(cell, ()), self.report.reasons)
            if each.stated_by != OF_BLANKS and each.passage is None  # a passage is wrong in the text, not in the cell
        )

    def progress(self) -> DraftProgress:
        """Filled cells, errors and warnings; computed once per state."""
        if self._progress is None:
            self._progress = progress_of(self.checked)
        return self._progress

    def to_check(self) -> Mapping[str, ToCheck]:
        """The marks to check that are left in the texts, by key, in text order."""
        if self._waiting is None:
            self._waiting = valid_marks(self.report.to_check, self.report.texts)
        return self._waiting

    def links(self) -> Mapping[str, NumberLink]:
        """The links that the user made, by key, in text order; automatic links are left out."""
        links = valid_marks(self.report.links, self.report.texts)
        return {key: link for key, link in links.items() if not link.automatic}

    @property
    def is_final(self) -> bool:
        """Whether the report is 定稿; then the only edit accepted is the one that reopens it."""
        return sign_off_state(self.report).stage is Stage.FINAL

    def refuse(self) -> None:
        """Reports an attempt to edit a final report by emitting :attr:`refused`; changes nothing."""
        self.refused.emit()

    @property
    def undo_label(self) -> str:
        """Label of the step that :meth:`undo` reverts; blank if there is none or it may not be undone."""
        step = self.steps.to_undo
        return step.edit.label if step is not None and allows(self.report, step.inverse) else ""

    @property
    def redo_label(self) -> str:
        """Label of the step that :meth:`redo` repeats; blank if there is none."""
        return self.steps.to_redo.edit.label if self.steps.to_redo is not None else ""

    # -- exporting despite open matters

    @property
    def folder(self) -> Path:
        """The folder of the draft store and the settings."""
        return self._store.path.parent

    @property
    def open_matters_accepted(self) -> bool:
        """Whether the user has confirmed an export despite open matters, with exactly the current content."""
        return self._accepted == content_of(self.report)

    def accept_open_matters(self) -> None:
        """Confirms an export despite open matters; see :attr:`open_matters_accepted`."""
        self._accepted = content_of(self.report)

    # -- changing

    def edit(self, edit: Edit) -> bool:
        """Applies the edit as one undo step and updates numbers in the text that agreed with a changed figure;
        ``False`` if it changes nothing or is not allowed."""
        edit = completed(self.report, self.checked, edit)
        if not edit or self._is_refused(edit):
            return False
        done = applied_edit(self.report, self.checked, edit, self._mark_cells)
        self._done(done.edit, done.inverse, done.report, done.checked)
        if done.followed:
            self.linked_text_updated.emit()
        return True

    def restore(self, edit: Edit) -> bool:
        """Like :meth:`edit`, but restores content exactly as given: numbers and links in the text are not updated."""
        edit = changed_only(self.report, edit)
        if not edit or self._is_refused(edit):
            return False
        report, inverse = apply(self.report, edit)
        self._done(edit, inverse, report, check(report, self.edition, self.last_year, before=self.checked))
        return True

    def _done(self, edit: Edit, inverse: Edit, report: Report, checked: CheckResult) -> None:
        self.steps.add(Step(edit, inverse, datetime.now(UTC)))
        change = self._stepped(report, checked)
        self.saving.record(edit, inverse, report, self.progress())
        self._announce(change)

    def write(self, key: str, text: str, label: str, changes: Sequence[TextChange] = ()) -> bool:
        """Sets one text and moves links, marks and reasons along with it. ``changes``: the single changes that led to
        ``text``, if known."""
        return self.edit(Edit(label, texts={key: text or None}, changes={key: changes}))

    @cached_property
    def _mark_cells(self) -> MarkCells:
        """Which cells the numbers of the prior-year text agreed with."""
        if self.last_year is None:
            return MarkCells()
        return mark_cells_from(check(self.last_year, self._last_edition or self.edition).context)

    def _is_refused(self, edit: Edit) -> bool:
        """Whether the report is final and rejects ``edit``; then views are signalled to restore what they show."""
        if allows(self.report, edit):
            return False
        if edit.figures or edit.unread:
            self.cells_changed.emit(frozenset((*edit.figures, *edit.unread)))
        if edit.texts:
            self.texts_changed.emit(frozenset(edit.texts))
        if edit.facts:
            self.facts_changed.emit(frozenset(edit.facts))
        if edit.sign_off:
            self.sign_off_changed.emit()
        self.refused.emit()
        return True

    def discard_unread(self, cells: Iterable[Cell], label: str) -> bool:
        """Esc: restores what ``cells`` held before unread text was typed, as one step; ``False`` if there is none."""
        return self.edit(discarding(self.report, cells, label, self.steps.steps_back()))

    def undo(self) -> Edit | None:
        """Reverts the last step; the edit that was applied, ``None`` if nothing changed."""
        step = self.steps.to_undo
        if step is None or self._is_refused(step.inverse):
            return None
        self.steps.undo()
        change = self._stepped(apply(self.report, step.inverse)[0])
        self.saving.undone(self.report, self.progress())
        self._announce(change)
        return step.inverse

    def redo(self) -> Edit | None:
        """Repeats the step undone last; the edit that was applied, ``None`` if nothing changed."""
        step = self.steps.to_redo
        if step is None or self._is_refused(step.edit):
            return None
        self.steps.redo()
        change = self._stepped(apply(self.report, step.edit)[0])
        self.saving.redone(self.report, self.progress())
        self._announce(change)
        return step.edit

    def _stepped(self, report: Report, checked: CheckResult | None = None) -> StateChange:
        """Makes ``report`` the current one and checks it, without emitting signals; what has changed."""
        before = self.checked
        self.report = report
        self._progress = self._waiting = None
        self.checked = checked or check(report, self.edition, self.last_year, before=before)
        return state_change(before, self.checked)

    def _announce(self, change: StateChange) -> None:
        if change.cells:
            self.cells_changed.emit(change.cells)
        if change.texts:
            self.texts_changed.emit(change.texts)
        if change.facts:
            self.facts_changed.emit(change.facts)
        if change.sign_off:
            self.sign_off_changed.emit()
        if change.marks:
            self.to_check_changed.emit()
        if change.findings or change.cells:
            self.findings_changed.emit()
        if change.open_matters:
            self.open_matters_changed.emit()
        self.history_changed.emit()

    def close(self, timeout: float = 5.0) -> bool:
        """See :meth:`DraftSaving.close`."""
        return self.saving.close(timeout)


def progress_of(checked: CheckResult) -> DraftProgress:
    """Filled cells and open findings; settled findings are not counted, nor findings about blanks (see ``filled``)."""
    look = checked.context
    found = still_open(checked.findings, look.report.reasons)
    weights = [each.severity for each in found if each.stated_by != OF_BLANKS]
    return DraftProgress(
        filled=len(look.known & look.edition.cell_set),
        cells=len(look.edition.cells),
        errors=weights.count(Severity.ERROR),
        warnings=weights.count(Severity.WARNING),
    )


def findings_of(findings: tuple[Finding, ...], section: str) -> tuple[Finding, ...]:
    """The findings of one section of the navigation; those without a section belong to ``facts``."""
    return tuple(each for each in findings if (each.section or "facts") == section)
