"""Numbers in the words that follow the tables.

A number that agrees with its cells is tied to them: when an edit of the tables changes their sum, the number changes in
the same edit. So is a number of last year's words, while it is still to be checked and stands as it stood: what it
agreed with last year it follows this year, once those cells are filled. Whoever writes another number unties it; it is
checked from then on. Percentages, last year's numbers and other scopes are never written by themselves.

Any plain number can be tied by hand, to one cell or to a sum of cells; then it follows these, whatever the words mean.
"""

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from model.checks import Checked, Look
from model.edits import Edit
from model.insertable import Insertable
from model.report import Report, Tie, ToCheck
from model.rollover import Mark, followed_through, standing
from model.tieable import tieable_at
from model.verdicts import KIND, NUMBER, Placed, Reading, State, as_written, total, written_like

FEW = 2
"""So many cells are named."""

Carried = Mapping[tuple[str, str], Reading]
"""(section, the words around the number) -> the cells that it agreed with last year."""


def carried_over(last_year: Look) -> Carried:
    """What the words of last year's report agreed with."""
    found: dict[tuple[str, str], Reading] = {}
    for section in last_year.words.said:
        for placed, judgement in last_year.words.section(section):
            if judgement.state is State.AGREES and placed.held.claim.kind == "count" and not _apart(placed):
                found.setdefault((section, placed.around), judgement.cells)
    return found


def following(edit: Edit, before: Checked, after: Checked, carried: Carried) -> Edit:
    """``edit`` with the words that follow it; itself where none does. ``after`` is the report with ``edit``; the
    sections that it rewrites itself stand as it says."""
    if not edit.figures:
        return edit
    look = after.look
    changes: dict[str, list[_Change]] = {}
    waiting = after.look.waiting if carried else frozenset()
    by_hand = standing(look.report.ties, look.report.texts)
    for key, tie in by_hand.items():
        if tie.section in edit.texts:
            continue
        written = written_like(tie.text, total(tie.cells, {cell: look.figure(cell) for cell in tie.cells}))
        if written and written != tie.text:
            changes.setdefault(tie.section, []).append(_Change(tie.start, tie.text, written, key))
    held = {(tie.section, tie.start) for tie in by_hand.values()}
    for speaks in (NUMBER, KIND):
        for section, placed, _ in look.words.open(speaks):
            if section in edit.texts or (section, placed.start) in held:
                continue
            if placed.held.claim.kind != "count" or _apart(placed):
                continue
            reading = _tied_to(placed, section, before, waiting, carried)
            figure = total(reading, {cell: look.figure(cell) for cell in reading}) if reading else None
            written = as_written(placed.held.claim, figure)
            if written and written != placed.held.claim.text:
                text = look.report.texts[section][placed.start : placed.end]
                changes.setdefault(section, []).append(_Change(placed.start, text, written))
    return _with_words(edit, after, changes) if changes else edit


def _apart(placed: Placed) -> bool:
    claim = placed.held.claim
    return bool(claim.scope) or claim.last_year or claim.soft or claim.approximate or claim.filed


def _tied_to(placed: Placed, section: str, before: Checked, waiting: Set[tuple[str, int]], carried: Carried) -> Reading:
    then = carried.get((section, placed.around), ())
    judgement = before.look.words.judge(placed)
    if judgement.state is State.AGREES:
        figures = {cell: before.look.figure(cell) for cell in then}
        return then if then and total(then, figures) == placed.held.claim.value else judgement.cells
    return then if (section, placed.start) in waiting else ()


class _Change(NamedTuple):
    """A number that is written anew."""

    start: int
    text: str
    written: str
    tie: str = ""
    """The key of the tie that it follows."""


def _with_words(edit: Edit, after: Checked, changes: Mapping[str, list[_Change]]) -> Edit:
    report = after.look.report
    texts: dict[str, str | None] = dict(edit.texts)
    marks: dict[str, ToCheck | None] = dict(edit.to_check)
    ties: dict[str, Tie | None] = dict(edit.ties)
    for section, found in changes.items():
        words = report.texts[section]
        for each in sorted(found, reverse=True):
            new = words[: each.start] + each.written + words[each.start + len(each.text) :]
            marks |= followed_through(_left(report.to_check, marks), section, words, new)
            left = _left(report.ties, ties)
            ties |= followed_through(left, section, words, new)
            if each.tie:
                ties[each.tie] = replace(left[each.tie], text=each.written)
            words = new
        texts[section] = words
    count = sum(map(len, changes.values()))
    return replace(edit, label=f"{edit.label}，正文 {count} 处随之更新", texts=texts, to_check=marks, ties=ties)


def _left(held: Mapping[str, Mark], changed: Mapping[str, Mark | None]) -> dict[str, Mark]:
    return {key: mark for key, mark in {**held, **changed}.items() if mark is not None}


# ---------------------------------------------------------------- by hand


def tying(look: Look, section: str, start: int, text: str, cells: Reading) -> Edit:
    """关联: the number ``text`` at ``start`` says the sum of ``cells`` from now on; an empty edit where it no longer
    stands there."""
    report = look.report
    words = report.texts.get(section, "")
    if not cells or words[start : start + len(text)] != text:
        return Edit("")
    written = written_like(text, total(cells, {cell: look.figure(cell) for cell in cells})) or text
    new = words[:start] + written + words[start + len(text) :]
    there = {key for key, mark in report.to_check.items() if (mark.section, mark.start) == (section, start)}
    marks = {**followed_through(report.to_check, section, words, new), **dict.fromkeys(there)}
    old = next((key for key, tie in report.ties.items() if (tie.section, tie.start) == (section, start)), None)
    ties = dict(followed_through(report.ties, section, words, new))
    ties[old or _free_key(report.ties)] = Tie(section, start, written, cells)
    texts = {section: new} if new != words else {}
    return Edit(f"正文 {text} 关联到{names_of(look, cells)}", texts=texts, to_check=marks, ties=ties)


def inserting(look: Look, section: str, start: int, end: int, found: Insertable) -> Edit:
    """插入数字: the words from ``start`` to ``end`` give way to a number of the tables, which is tied to its cells; not
    where it would be part of another number."""
    report = look.report
    words = report.texts.get(section, "")
    new = words[:start] + found.text + words[end:]
    ties = dict(followed_through(report.ties, section, words, new))
    if found.cells and tieable_at(new, start) == (start, found.text):
        ties[_free_key(report.ties)] = Tie(section, start, found.text, found.cells)
    marks = followed_through(report.to_check, section, words, new)
    return Edit(f"插入 {found.name} {found.text}", texts={section: new}, to_check=marks, ties=ties)


def untying(key: str) -> Edit:
    return Edit("解除关联", ties={key: None})


def names_of(look: Look, cells: Reading) -> str:
    named = "＋".join(look.edition.name_of(cell) for cell in cells[:FEW])
    return f"{named}等 {len(cells)} 格" if len(cells) > FEW else named


def _free_key(ties: Mapping[str, Tie]) -> str:
    return next(key for number in range(1, len(ties) + 2) if (key := f"{number:04}") not in ties)


def with_ties(report: Report, edit: Edit) -> Edit:
    """``edit`` with what becomes of the ties in the words that it changes: they move along, and a number that is
    itself edited is tied no longer."""
    moved: dict[str, Tie | None] = {}
    if report.ties:
        for section, words in edit.texts.items():
            old, new = report.texts.get(section, ""), words or ""
            mine = {key: tie for key, tie in report.ties.items() if tie.section == section and key not in edit.ties}
            if mine and old != new:
                moved |= followed_through(mine, section, old, new)
    return replace(edit, ties={**moved, **edit.ties}) if moved else edit
