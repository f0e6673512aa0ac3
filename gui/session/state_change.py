"""What differs between two states of the open report: the contents of its signals."""

from dataclasses import dataclass

from model.checks.engine import CheckResult
from model.form.tables import Cell
from model.report.report import Fact


@dataclass(frozen=True)
class StateChange:
    """The difference that one edit, undo or redo made."""

    cells: frozenset[Cell]
    """Cells whose figure, state, remark or findings differ."""
    texts: frozenset[str]
    """Keys of the texts that differ."""
    facts: frozenset[Fact]
    """Fields of 基本信息 that differ."""
    sign_off: bool
    marks: bool
    """Numbers to check or links in the text, the text that they are in, or facts differ."""
    findings: bool
    """Findings, reasons or dismissed claims differ."""

    @property
    def open_matters(self) -> bool:
        """Whether findings, marks to check, remarks or blanks may differ; a remark is drawn in its cell."""
        return bool(self.cells) or self.marks or self.findings or self.sign_off


def state_change(before: CheckResult, after: CheckResult) -> StateChange:
    """The difference between two checked states of one report."""
    old, new = before.context.report, after.context.report
    answers_differ = old.reasons is not new.reasons or old.dismissed is not new.dismissed
    facts_differ = old.facts is not new.facts
    texts_differ = old.texts is not new.texts
    return StateChange(
        cells=_changed_cells(before, after, answers_differ=answers_differ),
        texts=frozenset(key for key, _ in old.texts.items() ^ new.texts.items()) if texts_differ else frozenset(),
        facts=frozenset(fact for fact, _ in old.facts.items() ^ new.facts.items()) if facts_differ else frozenset(),
        sign_off=old.sign_off is not new.sign_off,
        marks=texts_differ or facts_differ or old.to_check is not new.to_check or old.links is not new.links,
        findings=answers_differ or before.findings != after.findings,
    )


def _changed_cells(before: CheckResult, after: CheckResult, *, answers_differ: bool) -> frozenset[Cell]:
    old, new = before.context, after.context
    changed = {cell for cell, _ in old.figures.items() ^ new.figures.items()}
    changed |= {cell for cell, _ in old.shown.running.items() ^ new.shown.running.items()}
    changed |= {cell for cell, _ in old.report.unread.items() ^ new.report.unread.items()}
    changed |= old.report.figures.keys() ^ new.report.figures.keys()
    if old.report.remarks is not new.report.remarks:
        changed |= {cell for cell, _ in old.report.remarks.items() ^ new.report.remarks.items()}
    if answers_differ or before.findings != after.findings:
        changed |= {cell for each in {*before.findings} ^ {*after.findings} for cell in each.cells}
    if answers_differ:
        changed |= after.by_cell.keys()
    return frozenset(changed)
