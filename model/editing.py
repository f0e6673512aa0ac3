"""What an edit does to a report, in the window and without it: positions move along, and words follow the figures."""

from dataclasses import dataclass, replace

from model.checks import Checked, check
from model.edits import Edit, apply, changed_only
from model.positions import free_key, standing, with_positions
from model.report import Report, Tie
from model.tied import Carried, following
from model.verdicts import total, value_of


@dataclass(frozen=True)
class Edited:
    """An edit that was carried out."""

    report: Report
    edit: Edit
    """With everything that follows from it; falsy where it changes nothing."""
    inverse: Edit
    checked: Checked
    followed: bool
    """Numbers in the words have changed with the figures; the label says how many."""


def completed(report: Report, checked: Checked, edit: Edit) -> Edit:
    """``edit`` without what is in the report already, and with what becomes of everything held by position."""
    return changed_only(report, _holding_on(checked, with_positions(report, edit)))


def carried_out(report: Report, checked: Checked, edit: Edit, carried: Carried | None) -> Edited:
    """``edit``, which is :func:`completed`, in ``report``, which ``checked`` has checked, as one undo step."""
    look = checked.look
    edition, last_year = look.edition, look.last_year
    after, inverse = apply(report, edit)
    now = check(after, edition, last_year, before=checked)
    full = following(edit, checked, now, carried)
    if full is edit:
        return Edited(after, edit, inverse, now, followed=False)
    full = changed_only(report, full)
    figures, unread = after.figures, after.unread
    after, inverse = apply(report, full)
    after = after.with_(figures=figures, unread=unread)  # equal, and the very same: they are not checked again
    return Edited(after, full, inverse, check(after, edition, last_year, before=now), followed=True)


def _holding_on(checked: Checked, edit: Edit) -> Edit:
    """A number that was checked, and that says what its cells come to, goes on following them."""
    look = checked.look
    report = look.report
    if edit.texts or not edit.to_check:
        return edit
    marks = standing({key: mark for key, mark in report.to_check.items() if key in edit.to_check}, report.texts)
    held = {(tie.section, tie.start) for tie in report.ties.values()}
    ties: dict[str, Tie | None] = {}
    for key, mark in marks.items():
        if edit.to_check[key] is not None or not mark.cells or (mark.section, mark.start) in held:
            continue
        sum_ = total(mark.cells, {cell: look.figure(cell) for cell in mark.cells})
        if sum_ is not None and sum_ == value_of(mark.text):
            free = free_key(report.ties, edit.ties, ties)
            ties[free] = Tie(mark.section, mark.start, mark.text, mark.cells, automatic=True)
    return replace(edit, ties={**ties, **edit.ties}) if ties else edit
