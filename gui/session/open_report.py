"""The one thing that changes: the report that is open, its history, and what the check says of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.session.draft_saving import DraftSaving, Saving
from gui.session.undo_history import UndoHistory
from model.checks.engine import CheckResult, check
from model.checks.findings import OF_BLANKS, Finding, Severity, still_open
from model.drafting.editing import carried_out, completed
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.linking.links import Carried, carried_over
from model.report.cell_entry import discarding
from model.report.edits import Edit, apply, changed_only
from model.report.history import HistoryEntry
from model.report.positions import valid_marks
from model.report.report import NumberLink, Report, ToCheck
from model.report.sign_off import Stage, allows, content_of, sign_off_state
from model.report.text_alignment import Change
from model.store.draft_steps import Step
from model.store.draft_store import DraftStore, OpenedDraft
from model.store.draft_summary import DraftProgress


class OpenReport(QObject):
    """The open draft. Every change goes through :meth:`edit`, :meth:`undo` or :meth:`redo`, is checked at once, and
    is handed to the store; the signals come after all of that is consistent again."""

    cells_changed = Signal(object)
    """``frozenset[Cell]``: the cells that now show another figure or another state."""
    texts_changed = Signal(object)
    """``frozenset[str]``: the keys of ``Report.texts`` that now say something else."""
    sign_off_changed = Signal()
    """Another stage, day or reason: what may be edited, and what is said of it."""
    findings_changed = Signal()
    to_check_changed = Signal()
    """What is marked in the words: numbers to be checked, numbers that are tied."""
    open_matters_changed = Signal()
    """Once a step: what is found, waits to be checked, is remarked or still unwritten."""
    history_changed = Signal()
    refused = Signal()
    """Somebody tried to change a final report."""
    saving_changed = Signal(object)
    """:class:`Saving`."""

    linked_text_updated = Signal()
    """An edit of the tables has changed numbers in the words with it; the label of the edit says how many."""

    def __init__(
        self, opened: OpenedDraft, edition: Edition, store: DraftStore, last_edition: Edition | None = None
    ) -> None:
        super().__init__()
        self.draft_id = opened.id
        self.name = opened.name
        """As a person called the draft; blank while it goes by its organ."""
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
        self._saving = DraftSaving(opened.id, store, self)
        self._saving.changed.connect(self.saving_changed)

    # -- reading

    @property
    def title(self) -> str:
        """As it will be printed."""
        return self.report.title or self.edition.printed_title(self.report.organ, self.report.year)

    def shown(self, cell: Cell) -> Figure | None:
        """A typed figure, or a total that follows its complete sum."""
        return self.checked.context.figures.get(cell)

    def running(self, cell: Cell) -> Figure | None:
        """The sum so far of a total that lacks some of its addends; never a figure of the report."""
        return self.checked.context.shown.running.get(cell)

    def typed_over(self, cell: Cell) -> bool:
        """A total that a person typed, and that no longer follows its sum."""
        return cell in self.edition.totals and cell in self.report.figures

    def open_findings(self) -> tuple[Finding, ...]:
        """Without those that a 核实说明 settles."""
        return still_open(self.checked.findings, self.report.reasons)

    def findings_at(self, cell: Cell) -> tuple[Finding, ...]:
        """Open findings that single the cell out; a blank is no more than a blank."""
        return tuple(
            each
            for each in still_open(self.checked.by_cell.get(cell, ()), self.report.reasons)
            if each.stated_by != OF_BLANKS and each.passage is None  # the words are at fault, not the cell
        )

    def progress(self) -> DraftProgress:
        if self._progress is None:
            self._progress = progress_of(self.checked)
        return self._progress

    def to_check(self) -> Mapping[str, ToCheck]:
        """What is left to be checked in the words, in their order."""
        if self._waiting is None:
            self._waiting = valid_marks(self.report.to_check, self.report.texts)
        return self._waiting

    def ties(self) -> Mapping[str, NumberLink]:
        """The numbers that a person tied to cells, in their order."""
        ties = valid_marks(self.report.ties, self.report.texts)
        return {key: tie for key, tie in ties.items() if not tie.automatic}

    @property
    def is_final(self) -> bool:
        """定稿: it takes no edit but the one that opens it again."""
        return sign_off_state(self.report).stage is Stage.FINAL

    def refuse(self) -> None:
        """Somebody typed where a final report stands; nothing has changed, and that is told."""
        self.refused.emit()

    @property
    def undo_label(self) -> str:
        """Of the step that :meth:`undo` takes back; blank where there is none or it may not be undone."""
        step = self.steps.to_undo
        return step.edit.label if step is not None and allows(self.report, step.inverse) else ""

    @property
    def redo_label(self) -> str:
        """Of the step that :meth:`redo` repeats; blank where there is none."""
        return self.steps.to_redo.edit.label if self.steps.to_redo is not None else ""

    # -- exporting despite open matters

    @property
    def folder(self) -> Path:
        """Where the drafts and the settings are kept."""
        return self._store.path.parent

    @property
    def open_matters_accepted(self) -> bool:
        """Whether the person has gone on despite open matters with the very content that is there now."""
        return self._accepted == content_of(self.report)

    def accept_open_matters(self) -> None:
        self._accepted = content_of(self.report)

    # -- changing

    def edit(self, edit: Edit) -> bool:
        """Applies the edit as one undo step, and lets the words that agree follow the figures; ``False`` when it
        changes nothing or may not be made."""
        edit = completed(self.report, self.checked, edit)
        if not edit or self._is_refused(edit):
            return False
        done = carried_out(self.report, self.checked, edit, self._carried_over)
        self._done(done.edit, done.inverse, done.report, done.checked)
        if done.followed:
            self.linked_text_updated.emit()
        return True

    def bring_back(self, edit: Edit) -> bool:
        """As :meth:`edit`, and nothing follows, nor do ties move: what is brought back stands as it stood."""
        edit = changed_only(self.report, edit)
        if not edit or self._is_refused(edit):
            return False
        report, inverse = apply(self.report, edit)
        self._done(edit, inverse, report, check(report, self.edition, self.last_year, before=self.checked))
        return True

    def _done(self, edit: Edit, inverse: Edit, report: Report, checked: CheckResult) -> None:
        before = self.report
        self.steps.add(Step(edit, inverse, datetime.now(UTC)))
        announced = self._take(report, checked)
        self._saving.record(edit, inverse, report, self.progress())
        self._announce(before, *announced)

    def write(self, key: str, text: str, label: str, changes: Sequence[Change] = ()) -> bool:
        """Sets one text; what is held by position in it moves along. ``changes``: how it was changed, where that is
        known."""
        return self.edit(Edit(label, texts={key: text or None}, changes={key: changes}))

    def settle(self, keys: tuple[str, ...]) -> bool:
        """已核实: the marks need no more looking at."""
        return self.edit(Edit("已核实文中数字", to_check=dict.fromkeys(keys)))

    @cached_property
    def _carried_over(self) -> Carried:
        """What last year's words agreed with."""
        if self.last_year is None:
            return Carried()
        return carried_over(check(self.last_year, self._last_edition or self.edition).context)

    def _is_refused(self, edit: Edit) -> bool:
        """A final report stays as it is; whoever typed into it is shown what stands there, and told."""
        if allows(self.report, edit):
            return False
        if edit.figures or edit.unread:
            self.cells_changed.emit(frozenset((*edit.figures, *edit.unread)))
        if edit.texts:
            self.texts_changed.emit(frozenset(edit.texts))
        if edit.sign_off:
            self.sign_off_changed.emit()
        self.refused.emit()
        return True

    def discard_refused(self, cells: Iterable[Cell], label: str) -> bool:
        """Esc: the refused texts of ``cells`` go, and what stood there before comes back, as a step of its own;
        ``False`` where none holds one."""
        return self.edit(discarding(self.report, cells, label, self.steps.steps_back()))

    def undo(self) -> Edit | None:
        """Takes the last step back; the edit that did so, ``None`` where nothing changed."""
        if self.steps.to_undo is None or self._is_refused(self.steps.to_undo.inverse):
            return None
        step = self.steps.undo()
        before = self.report
        report, _ = apply(before, step.inverse)
        announced = self._take(report)
        self._saving.undone(report, self.progress())
        self._announce(before, *announced)
        return step.inverse

    def redo(self) -> Edit | None:
        """Does what was taken back last once more; the edit, ``None`` where nothing changed."""
        if self.steps.to_redo is None or self._is_refused(self.steps.to_redo.edit):
            return None
        step = self.steps.redo()
        before = self.report
        report, _ = apply(before, step.edit)
        announced = self._take(report)
        self._saving.redone(report, self.progress())
        self._announce(before, *announced)
        return step.edit

    def _take(self, report: Report, checked: CheckResult | None = None) -> tuple[frozenset[Cell], bool]:
        """The report in force, checked; (cells that look different now, whether the findings differ)."""
        was, answers = self.checked, (self.report.reasons, self.report.dismissed)
        self.report = report
        self._progress = self._waiting = None
        self.checked = checked or check(report, self.edition, self.last_year, before=was)
        reasons_stand = answers[0] is report.reasons and answers[1] is report.dismissed
        same_findings = was.findings == self.checked.findings and reasons_stand
        changed = {cell for cell, _ in was.context.figures.items() ^ self.checked.context.figures.items()}
        changed |= {cell for cell, _ in was.context.shown.running.items() ^ self.checked.context.shown.running.items()}
        changed |= {cell for cell, _ in was.context.report.unread.items() ^ report.unread.items()}
        changed |= was.context.report.figures.keys() ^ report.figures.keys()
        if was.context.report.remarks is not report.remarks:
            changed |= {cell for cell, _ in was.context.report.remarks.items() ^ report.remarks.items()}
        if not same_findings:
            changed |= {cell for each in {*was.findings} ^ {*self.checked.findings} for cell in each.cells}
            if not reasons_stand:
                changed |= self.checked.by_cell.keys()
        return frozenset(changed), not same_findings

    def _announce(self, before: Report, cells: frozenset[Cell], findings: bool) -> None:
        if cells:
            self.cells_changed.emit(cells)
        if before.texts is not self.report.texts:
            old, new = before.texts, self.report.texts
            self.texts_changed.emit(frozenset(key for key, _ in old.items() ^ new.items()))
        is_signed_off_anew = before.sign_off is not self.report.sign_off
        if is_signed_off_anew:
            self.sign_off_changed.emit()
        words = before.to_check is not self.report.to_check or before.texts is not self.report.texts
        words = words or before.ties is not self.report.ties
        if words:
            self.to_check_changed.emit()
        if findings or cells:
            self.findings_changed.emit()
        if words or findings or cells or is_signed_off_anew:  # a remark changes how its cell looks
            self.open_matters_changed.emit()
        self.history_changed.emit()

    # -- saving; see DraftSaving

    @property
    def saving(self) -> Saving:
        """What the status line may say."""
        return self._saving.state

    def history(self) -> tuple[Report, tuple[HistoryEntry, ...]]:
        """See :meth:`DraftSaving.history`."""
        return self._saving.history()

    def add_moment(self, name: str) -> None:
        """See :meth:`DraftSaving.add_moment`."""
        self._saving.add_moment(name)

    def try_now(self) -> None:
        """See :meth:`DraftSaving.try_now`."""
        self._saving.try_now()

    def flush(self, timeout: float) -> bool:
        """See :meth:`DraftSaving.flush`."""
        return self._saving.flush(timeout)

    def close(self, timeout: float = 5.0) -> bool:
        """See :meth:`DraftSaving.close`."""
        return self._saving.close(timeout)


def progress_of(checked: CheckResult) -> DraftProgress:
    """How far the report is; findings that a 核实说明 settles do not count, and what is blank is told by ``filled``."""
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
    """Those that belong to one entry of the navigation."""
    return tuple(each for each in findings if (each.section or "facts") == section)
