"""The one thing that changes: the report that is open, its history, and what the check says of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from model.checks.engine import CheckResult, check
from model.checks.findings import OF_BLANKS, Finding, Severity, still_open
from model.drafting.editing import carried_out, completed
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.linking.links import Carried, carried_over
from model.report.cell_entry import discarding
from model.report.edits import ZERO_FILL, Edit, apply, changed_only
from model.report.history import HistoryEntry
from model.report.positions import valid_marks
from model.report.report import NumberLink, Report, ToCheck
from model.report.sign_off import Stage, allows, content_of, sign_off_state
from model.report.text_alignment import Change
from model.store.draft_steps import Step
from model.store.draft_store import DraftStore, OpenedDraft
from model.store.draft_summary import DraftProgress
from model.store.draft_writer import DraftWriter


@dataclass(frozen=True)
class Saving:
    """What the status line may say. ``at`` is set once everything is on the disk, ``problem`` while it refuses."""

    at: datetime | None = None
    problem: str = ""
    refused: bool = False
    """It never will be written: the draft has gone, or another window has taken it over."""


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

    _saved = Signal(str, int, object)
    _failed = Signal(str, str)

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
        self._undo = list(opened.undo)
        self._redo = list(reversed(opened.redo))
        self.checked = check(self.report, edition, self.last_year, last_edition=last_edition)
        self._progress: DraftProgress | None = None
        self._waiting: Mapping[str, ToCheck] | None = None
        self.saving = Saving(at=None)
        self._accepted: Report | None = None
        self._sequence = 0
        self._closed = False
        self._store = store
        # the writer calls from its own thread: a queued signal brings the news into this one
        self._saved.connect(self._note_saved, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._note_failed, Qt.ConnectionType.QueuedConnection)
        self._writer = DraftWriter(store, self._saved.emit, self._failed.emit)

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

    def filled_with_zero(self) -> frozenset[Cell]:
        """The cells that 空白补 0 filled, whatever they hold now."""
        filling = (step.edit for step in self._undo if step.edit.label.startswith(ZERO_FILL))
        return frozenset(cell for edit in filling for cell in edit.figures)

    @property
    def is_final(self) -> bool:
        """定稿: it takes no edit but the one that opens it again."""
        return sign_off_state(self.report).stage is Stage.FINAL

    def refuse(self) -> None:
        """Somebody typed where a final report stands; nothing has changed, and that is told."""
        self.refused.emit()

    @property
    def undo_label(self) -> str:
        if self._undo and not allows(self.report, self._undo[-1].inverse):
            return ""
        return self._undo[-1].edit.label if self._undo else ""

    @property
    def redo_label(self) -> str:
        return self._redo[-1].edit.label if self._redo else ""

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
        self._undo.append(Step(edit, inverse, datetime.now(UTC)))
        self._redo.clear()
        announced = self._take(report, checked)
        self._submitted(self._writer.submit_record(self.draft_id, edit, inverse, report, self.progress()))
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
        return self.edit(discarding(self.report, cells, label, self.steps_back()))

    def steps_back(self) -> list[tuple[Edit, Edit]]:
        """Each edit that can be undone with its inverse, the last one first."""
        return [(step.edit, step.inverse) for step in reversed(self._undo)]

    def dated_steps_back(self) -> Iterator[tuple[Edit, Edit, datetime]]:
        """As :meth:`steps_back`, each with the time when it was made."""
        for step in reversed(self._undo):
            yield step.edit, step.inverse, step.made_at

    def undo(self) -> Edit | None:
        """Takes the last step back; the edit that did so, ``None`` where nothing changed."""
        if not self._undo or self._is_refused(self._undo[-1].inverse):
            return None
        step = self._undo.pop()
        self._redo.append(step)
        before = self.report
        report, _ = apply(before, step.inverse)
        announced = self._take(report)
        self._submitted(self._writer.submit_undone(self.draft_id, report, self.progress()))
        self._announce(before, *announced)
        return step.inverse

    def redo(self) -> Edit | None:
        """Does what was taken back last once more; the edit, ``None`` where nothing changed."""
        if not self._redo or self._is_refused(self._redo[-1].edit):
            return None
        step = self._redo.pop()
        self._undo.append(step)
        before = self.report
        report, _ = apply(before, step.edit)
        announced = self._take(report)
        self._submitted(self._writer.submit_redone(self.draft_id, report, self.progress()))
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

    # -- saving

    def _submitted(self, sequence: int) -> None:
        self._sequence = sequence
        self._say(Saving(at=None, problem=self.saving.problem, refused=self.saving.refused))

    def _note_saved(self, _draft_id: str, sequence: int, at: datetime) -> None:
        if sequence == self._sequence:
            self._say(Saving(at=at))
        elif self.saving.problem and not self.saving.refused:
            self._say(Saving())

    def _note_failed(self, _draft_id: str, problem: str) -> None:
        self._say(Saving(problem=problem, refused=self._writer.refused(self.draft_id)))

    def _say(self, saving: Saving) -> None:
        self.saving = saving
        self.saving_changed.emit(saving)

    def history(self) -> tuple[Report, tuple[HistoryEntry, ...]]:
        """How the draft stands on the disk, and everything that led there.

        Raises:
            DraftStoreError: it cannot be read, or the disk does not take the last edits.
        """
        self._writer.flush(2.0)
        return self._store.history(self.draft_id)

    def add_moment(self, name: str) -> None:
        """Gives this moment of the time line a name, e.g. ``导出 Word 送签``; not any more once it is closed."""
        if self._closed:
            return
        self._submitted(self._writer.submit_moment(self.draft_id, name))

    def try_now(self) -> None:
        """Does not wait for the next try to write what the disk has refused."""
        self._writer.try_now()

    def flush(self, timeout: float) -> bool:
        """Waits for the last edit to reach the disk; ``False`` when it is not there, and goes on trying."""
        return self._writer.flush(timeout) and not self._writer.refused(self.draft_id)

    def close(self, timeout: float = 5.0) -> bool:
        """The same, and then no more edits can be made: what is not on the disk by then is given up."""
        self._closed = True
        return self._writer.close(timeout) and not self._writer.refused(self.draft_id)


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
