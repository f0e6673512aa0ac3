"""The actions that a finding or a number in the text offers: decided here once, shown by the findings panel, by the
text page's bar and by its menu."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from model.checks.claim_evaluation import ClaimState
from model.checks.claim_matching import PlacedEvaluation
from model.checks.engine import CheckResult
from model.checks.findings import OF_BLANKS, Finding, Severity, earlier_reason
from model.checks.typography_rules import is_about_half_width
from model.form.figures import show_figure
from model.form.tables import Cell
from model.linking.finding_edits import (
    clearing_flag,
    confirming,
    dismissing_finding,
    keeping_reason,
    links_by_hand,
    restoring_totals,
    resuming_check,
    stated_totals,
    taking_linked_sum,
    taking_prior_year_figure,
    taking_table_value,
    widening_punctuation,
    withdrawing_reason,
)
from model.linking.link_targets import linkable_number_at
from model.linking.links import unlinking_edit
from model.repairs.unread_cells import Suggestion, suggestions, taking
from model.report.derived_totals import sum_of
from model.report.edits import Edit, filling_with_zero
from model.report.positions import valid_marks
from model.report.sign_off import Stage, sign_off_state

LONGEST_REPLACEMENT = 6
"""Characters of a replacement that a label shows; the whole name of an organ is longer."""
LINKABLE_KINDS = ("count", "amount")
"""The kinds of claims that are a number which can be rewritten."""
PRIOR_YEAR_RULE = "years.carried_in"


class ActionKind(StrEnum):
    """What an action does. ``GO``, ``SHOW_CELL``, ``EXPLAIN`` and ``LINK`` make no edit by themselves: the window goes
    to a place, or asks for a text or for cells first."""

    GO = "go"
    SHOW_CELL = "show_cell"
    TAKE_TABLE_VALUE = "take_table_value"
    TAKE_SUGGESTION = "take_suggestion"
    TAKE_PRIOR_YEAR = "take_prior_year"
    RESTORE_TOTALS = "restore_totals"
    FILL_ZERO = "fill_zero"
    EXPLAIN = "explain"
    KEEP_REASON = "keep_reason"
    WITHDRAW_REASON = "withdraw_reason"
    DISMISS = "dismiss"
    RESUME = "resume"
    CONFIRM = "confirm"
    """The finding about a number in the text is confirmed as not an error."""
    MARK_CHECKED = "mark_checked"
    """A number carried over from the prior year needs no more checking."""
    CLEAR_FLAG = "clear_flag"
    WIDEN = "widen"
    """The half-width punctuation of the whole report becomes full-width."""
    LINK = "link"
    UNLINK = "unlink"


READ_ONLY = frozenset({ActionKind.GO, ActionKind.SHOW_CELL})
"""The actions available in a final report."""
CONFIRMING = frozenset({ActionKind.CONFIRM, ActionKind.MARK_CHECKED})
"""Both are labelled 已核实 and share one shortcut."""
AT_NUMBER = frozenset({ActionKind.SHOW_CELL, ActionKind.CONFIRM, ActionKind.LINK, ActionKind.UNLINK, ActionKind.RESUME})
"""Offered only at the number in the text; a list of findings offers :attr:`ActionKind.EXPLAIN` instead."""
IN_TEXT = AT_NUMBER | {ActionKind.TAKE_TABLE_VALUE, ActionKind.DISMISS, ActionKind.MARK_CHECKED}
"""Offered at the number in the text."""


@dataclass(frozen=True)
class Action:
    """Equal actions have the same label and effect; ``make`` gives the edit for the report at the time of the call."""

    kind: StrEnum
    """An :class:`ActionKind`; a list adds commands of its own."""
    label: str
    cell: Cell | None = None
    """The cell that is shown, or shown afterwards."""
    make: Callable[[CheckResult], Edit] | None = field(default=None, compare=False, repr=False)

    def edit(self, checked: CheckResult) -> Edit:
        """The edit that the action makes in the report just checked; empty where it makes none."""
        return self.make(checked) if self.make is not None else Edit("")


def actions_for(finding: Finding, checked: CheckResult) -> tuple[Action, ...]:
    """Everything that can be done about the finding, in the order in which it is shown."""
    return AvailableActions(checked).of_finding(finding)


def in_text(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions shown at the number in the text."""
    return tuple(each for each in actions if each.kind in IN_TEXT)


def in_list(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Those shown in a list of findings."""
    return tuple(each for each in actions if each.kind not in AT_NUMBER)


def replacing_label(replacement: str) -> str:
    """The label of a replacement; a long one is not quoted."""
    return f"改为 {replacement}" if len(replacement) <= LONGEST_REPLACEMENT else "改为本年的"


_GO = Action(ActionKind.GO, "定位")
_LINK = Action(ActionKind.LINK, "关联到表格…")


class AvailableActions:
    """The actions for the findings and numbers of one checked report; shared look-ups are cached."""

    def __init__(self, checked: CheckResult) -> None:
        self._checked = checked
        self._report = checked.context.report
        self._verdicts: dict[str, Mapping[int, PlacedEvaluation]] = {}

    @cached_property
    def _links(self) -> Mapping[tuple[str, int], str]:
        return {(link.section, link.start): key for key, link in links_by_hand(self._report).items()}

    @cached_property
    def _waiting(self) -> Mapping[tuple[str, int], str]:
        marks = valid_marks(self._report.to_check, self._report.texts)
        return {(mark.section, mark.start): key for key, mark in marks.items()}

    @cached_property
    def _suggestions(self) -> Mapping[Cell, Suggestion]:
        return suggestions(self._checked) if self._report.unread else {}

    @cached_property
    def is_final(self) -> bool:
        """Whether the report is final, so that only :data:`READ_ONLY` actions are available."""
        return sign_off_state(self._report).stage is Stage.FINAL

    # -- what is offered

    def of_finding(self, finding: Finding) -> tuple[Action, ...]:
        """As :func:`actions_for`."""
        found = [*self._replacements(finding), _GO]
        if finding.passage is not None:
            verdict = self._verdict(finding.section, finding.passage.start)
            found += _showing(verdict.evaluation.cells if verdict and verdict.evaluation.cells else finding.cells)
        found += self._dismissals(finding)
        found += self._figures(finding)
        found += self._reasons(finding)
        if finding.passage is not None:
            found += self._at_number(finding, finding.passage.start)
        return self._allowed(found)

    def of_waiting(self, key: str, finding: Finding | None = None) -> tuple[Action, ...]:
        """For a number that waits to be checked under ``key``; ``finding``: what contradicts it already."""
        mark = self._report.to_check[key]
        verdict = self._verdict(mark.section, mark.start)
        found = self._replacements(finding) if finding is not None else []
        found.append(
            Action(ActionKind.MARK_CHECKED, "已核实", make=lambda now: confirming(now.context.report, finding, key))
        )
        found.append(_GO)
        found += _showing(verdict.evaluation.cells if verdict else ())
        words = self._report.texts.get(mark.section, "")
        found += self._linking(mark.section, mark.start, linkable=linkable_number_at(words, mark.start) is not None)
        return self._allowed(found)

    def of_link(self, key: str) -> tuple[Action, ...]:
        """For a number that the user linked and that has no finding."""
        link = self._report.links[key]
        replacement = self._checked.context.words.evaluate_link(link).replacement
        found = []
        if replacement:
            found.append(
                Action(
                    ActionKind.TAKE_TABLE_VALUE,
                    replacing_label(replacement),
                    make=lambda now: taking_linked_sum(now, key),
                )
            )
        return self._allowed([*found, *_showing(link.cells), *self._linking(link.section, link.start, linkable=False)])

    def of_verdict(self, verdict: PlacedEvaluation) -> tuple[Action, ...]:
        """For a number that agrees with the tables, or that a person dismissed; none for others."""
        if verdict.state is ClaimState.AGREES:
            linkable = verdict.claim.kind in LINKABLE_KINDS
            found = [
                *_showing(verdict.evaluation.cells),
                *self._linking(verdict.section, verdict.start, linkable=linkable),
            ]
        elif verdict.state is ClaimState.UNRELATED:
            dismissed = verdict.dismissal_key
            resume = Action(ActionKind.RESUME, "恢复核对", make=lambda _: resuming_check(dismissed))
            found = [resume, *self._linking(verdict.section, verdict.start, linkable=False)]
        else:
            found = []
        return self._allowed(found)

    def of_unmatched_number(self, section: str, start: int) -> tuple[Action, ...]:
        """For a number that is not compared with the tables."""
        return self._allowed(self._linking(section, start, linkable=True))

    def of_reason(self, finding: Finding) -> tuple[Action, ...]:
        """For a finding that a 核实说明 settles."""
        withdraw = Action(
            ActionKind.WITHDRAW_REASON,
            "撤回说明",
            make=lambda now: withdrawing_reason(now.context.report, finding),
        )
        return self._allowed([_GO, withdraw])

    def of_remark(self, cell: Cell) -> tuple[Action, ...]:
        """For a cell with a remark, which may be marked as 待核实."""
        found = [_GO]
        if (held := self._report.remarks.get(cell)) is not None and held.flagged:
            found.append(Action(ActionKind.CLEAR_FLAG, "已核实", make=lambda now: clearing_flag(now, cell)))
        return self._allowed(found)

    # -- parts

    def _allowed(self, actions: Iterable[Action]) -> tuple[Action, ...]:
        return tuple(each for each in actions if not self.is_final or each.kind in READ_ONLY)

    def _replacements(self, finding: Finding) -> list[Action]:
        found = []
        if finding.passage is not None and finding.passage.replacement:
            label = replacing_label(finding.passage.replacement)
            found.append(Action(ActionKind.TAKE_TABLE_VALUE, label, make=lambda now: taking_table_value(now, finding)))
        if is_about_half_width(finding):
            found.append(Action(ActionKind.WIDEN, "全部改为全角", make=widening_punctuation))
        if (suggestion := self.suggestion(finding)) is not None:
            label = f"填 {show_figure(suggestion.figure)}"
            found.append(Action(ActionKind.TAKE_SUGGESTION, label, make=lambda now: _taking_suggestion(now, finding)))
        return found

    def suggestion(self, finding: Finding) -> Suggestion | None:
        """The suggestion for the finding's only cell if that is unread; otherwise ``None``."""
        if len(finding.cells) != 1 or finding.cells[0] not in self._report.unread:
            return None
        return self._suggestions.get(finding.cells[0])

    def _dismissals(self, finding: Finding) -> list[Action]:
        if finding.passage is None or not finding.passage.dismissal_key:
            return []
        return [Action(ActionKind.DISMISS, "不相关", make=lambda now: dismissing_finding(now.context.report, finding))]

    def _figures(self, finding: Finding) -> list[Action]:
        found = []
        if finding.stated_by == PRIOR_YEAR_RULE:
            found.append(
                Action(ActionKind.TAKE_PRIOR_YEAR, "取上年数", make=lambda now: taking_prior_year_figure(now, finding))
            )
        if totals := stated_totals(self._checked, finding):
            label = f"恢复自动合计{self._sum_of(totals)}"
            found.append(
                Action(ActionKind.RESTORE_TOTALS, label, totals[0], lambda now: restoring_totals(now, finding))
            )
        elif finding.stated_by == OF_BLANKS:
            found.append(Action(ActionKind.FILL_ZERO, "空白补 0", make=lambda now: _filling_zero(now, finding)))
        return found

    def _sum_of(self, totals: tuple[Cell, ...]) -> str:
        """``（12）`` where there is one total and its sum is complete."""
        context = self._checked.context
        sum_ = sum_of(totals[0], context.figures, context.edition) if len(totals) == 1 else None
        return "" if sum_ is None else f"（{show_figure(sum_)}）"

    def _reasons(self, finding: Finding) -> list[Action]:
        found = []
        if finding.explainable and finding.severity is not Severity.HINT and finding.stated_by != OF_BLANKS:
            found.append(Action(ActionKind.EXPLAIN, "核实说明"))
        if earlier_reason(finding, self._report.reasons):
            found.append(
                Action(
                    ActionKind.KEEP_REASON, "沿用原说明", make=lambda now: keeping_reason(now.context.report, finding)
                )
            )
        return found

    def _at_number(self, finding: Finding, start: int) -> list[Action]:
        found = []
        if finding.explainable:
            key = self._waiting.get((finding.section, start), "")
            found.append(
                Action(ActionKind.CONFIRM, "已核实", make=lambda now: confirming(now.context.report, finding, key))
            )
        verdict = self._verdict(finding.section, start)
        linkable = verdict is not None and verdict.claim.kind in LINKABLE_KINDS
        return [*found, *self._linking(finding.section, start, linkable=linkable)]

    def _linking(self, section: str, start: int, *, linkable: bool) -> tuple[Action, ...]:
        if key := self._links.get((section, start)):
            return (Action(ActionKind.UNLINK, "解除关联", make=lambda _: unlinking_edit(key)),)
        return (_LINK,) if linkable else ()

    def _verdict(self, section: str, start: int) -> PlacedEvaluation | None:
        if section not in self._verdicts:
            found = self._checked.context.words.evaluations(section)
            self._verdicts[section] = {each.start: each for each in found}
        return self._verdicts[section].get(start)


def _showing(cells: tuple[Cell, ...]) -> tuple[Action, ...]:
    return (Action(ActionKind.SHOW_CELL, "看表格", cells[0]),) if cells else ()


def _taking_suggestion(checked: CheckResult, finding: Finding) -> Edit:
    context = checked.context
    found = {cell: each for cell, each in suggestions(checked).items() if cell in finding.cells}
    return taking(context.report, context.edition, found)


def _filling_zero(checked: CheckResult, finding: Finding) -> Edit:
    return filling_with_zero(checked.context.report, checked.context.edition, finding.cells)
