"""Completes and applies edits, in the window and on the command line: positions are updated, linked numbers follow."""

import re
from dataclasses import dataclass, replace

from model.checks.claim_cells import total
from model.checks.engine import CheckResult, check
from model.checks.findings import place_of
from model.checks.placed_claims import NEAR
from model.linking.links import MarkCells, with_linked_numbers
from model.narrative.written_numbers import value_of
from model.report.dismissed_places import dismissal_key_of, stands_once
from model.report.edits import Edit, apply, changed_only, with_totals_following
from model.report.positions import free_key, valid_marks, with_positions
from model.report.report import NumberLink, Reason, Report, TextPosition


@dataclass(frozen=True)
class Edited:
    """The result of an applied edit."""

    report: Report
    edit: Edit
    """The edit including all consequences; falsy if it changes nothing."""
    inverse: Edit
    checked: CheckResult
    followed: bool
    """Numbers in the text have changed with the figures; the label gives their number."""


def completed(report: Report, checked: CheckResult, edit: Edit) -> Edit:
    """``edit`` without values that the report already has, with totals that equal their sum made derived, and with the
    changes of everything stored by position."""
    edit = with_totals_following(report, checked.context.edition, edit)
    reasons = _placing_reasons(checked, edit) if report.reasons and edit.texts else {}
    dismissed = _placing_dismissed(report, edit) if report.dismissed and edit.texts else {}
    placed = report.with_(reasons={**report.reasons, **reasons}, dismissed={**report.dismissed, **dismissed})
    moved = with_positions(placed, edit)
    if reasons or dismissed:
        moved = replace(moved, reasons={**reasons, **moved.reasons}, dismissed={**dismissed, **moved.dismissed})
    return changed_only(report, _with_kept_links(checked, moved))


def _placing_dismissed(report: Report, edit: Edit) -> dict[str, Reason]:
    """Dismissals without a position (older versions) in the edited texts, with their position, or with an invalid one,
    which disables them, if it is ambiguous."""
    found = {}
    for key, reason in report.dismissed.items():
        if reason.place is not None or key in edit.dismissed:
            continue
        section = next((each for each in edit.texts if key.startswith(dismissal_key_of(each, ""))), "")
        if section:
            start = _answered_place(report.texts.get(section, ""), key, section)
            found[key] = replace(reason, place=TextPosition(section, start))
    return found


def _placing_reasons(checked: CheckResult, edit: Edit) -> dict[str, Reason]:
    """Reasons without a position for findings in the edited texts, treated as in :func:`_placing_dismissed`."""
    found = {}
    for key, reason in checked.context.report.reasons.items():
        if reason.place is not None or key in edit.reasons:
            continue
        finding = next((each for each in checked.findings if each.rule == key and place_of(each)), None)
        if finding is not None and finding.section in edit.texts:
            alone = sum(each.message == reason.about for each in checked.findings) == 1
            found[key] = replace(reason, place=place_of(finding) if alone else NOWHERE)
    return found


NOWHERE = TextPosition("", -1)


def _answered_place(text: str, key: str, section: str) -> int:
    """The position of the dismissed number within the text quoted by the key; -1 if it is ambiguous."""
    if not stands_once(text, key, section):
        return NOWHERE.start
    around = key.removeprefix(dismissal_key_of(section, ""))
    begins = text.index(around)
    cut_off = begins == 0 or text[begins - 1] == "\n"
    starts = [
        match.start()
        for match in _NUMBER.finditer(around)
        if match.start() == NEAR or (cut_off and match.start() < NEAR)
    ]
    return begins + starts[0] if len(starts) == 1 else NOWHERE.start


_NUMBER = re.compile(r"[0-9０-９][0-9０-９,.，]*|[一二三四五六七八九十百千零〇两]+")


def applied_edit(report: Report, checked: CheckResult, edit: Edit, mark_cells: MarkCells | None) -> Edited:
    """Applies ``edit``, as returned by :func:`completed`, as one undo step; ``checked`` is the check of ``report``."""
    context = checked.context
    edition, last_year = context.edition, context.prior_year.given
    after, inverse = apply(report, edit)
    now = check(after, edition, last_year, before=checked)
    full = with_linked_numbers(edit, checked, now, mark_cells)
    if full is edit:
        return Edited(after, edit, inverse, now, followed=False)
    full = changed_only(report, full)
    figures, unread = after.figures, after.unread
    after, inverse = apply(report, full)
    after = after.with_(figures=figures, unread=unread)  # equal; the identical objects let the check skip the tables
    return Edited(after, full, inverse, check(after, edition, last_year, before=now), followed=True)


def _with_kept_links(checked: CheckResult, edit: Edit) -> Edit:
    """``edit`` with automatic links for confirmed numbers that equal the sum of the cells in their mark."""
    context = checked.context
    report = context.report
    if edit.texts or not edit.to_check:
        return edit
    marks = valid_marks({key: mark for key, mark in report.to_check.items() if key in edit.to_check}, report.texts)
    held = {(link.section, link.start) for link in report.links.values()}
    links: dict[str, NumberLink | None] = {}
    for key, mark in marks.items():
        if edit.to_check[key] is not None or not mark.cells or (mark.section, mark.start) in held:
            continue
        sum_ = total(mark.cells, {cell: context.figure(cell) for cell in mark.cells})
        if sum_ is not None and sum_ == value_of(mark.text):
            free = free_key(report.links, edit.links, links)
            links[free] = NumberLink(mark.section, mark.start, mark.text, mark.cells, automatic=True)
    return replace(edit, links={**links, **edit.links}) if links else edit
