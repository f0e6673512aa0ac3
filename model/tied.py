"""Numbers in the words that follow the tables.

A number that agrees with its cells is tied to them: when an edit of the tables changes their sum, the number changes in
the same edit. So is a number of last year's words, while it is still to be checked and stands as it stood: what it
agreed with last year it follows this year, once those cells are filled. Whoever writes another number unties it; it is
checked from then on. Percentages, last year's numbers and other scopes are never written by themselves.
"""

from collections.abc import Mapping
from dataclasses import replace

from model.checks import Checked, Look
from model.edits import Edit
from model.report import ToCheck
from model.rollover import followed_through, standing
from model.verdicts import KIND, NUMBER, Placed, Reading, State, as_written, total

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
    """``edit`` with the words that follow it; itself where none does. ``after`` is the report with ``edit``."""
    if not edit.figures or edit.texts:
        return edit
    changes: dict[str, list[tuple[Placed, str]]] = {}
    waiting = _waiting(after) if carried else frozenset()
    for speaks in (NUMBER, KIND):
        for section, placed, _ in after.look.words.open(speaks):
            if placed.held.claim.kind != "count" or _apart(placed):
                continue
            reading = _tied_to(placed, section, before, waiting, carried)
            figure = total(reading, {cell: after.look.figure(cell) for cell in reading}) if reading else None
            written = as_written(placed.held.claim, figure)
            if written and written != placed.held.claim.text:
                changes.setdefault(section, []).append((placed, written))
    return _with_words(edit, after, changes) if changes else edit


def _apart(placed: Placed) -> bool:
    claim = placed.held.claim
    return bool(claim.scope) or claim.last_year or claim.soft or claim.approximate or claim.filed


def _waiting(after: Checked) -> frozenset[tuple[str, int]]:
    """Where a number of last year's words is still to be checked."""
    report = after.look.report
    return frozenset((each.section, each.start) for each in standing(report.to_check, report.texts).values())


def _tied_to(
    placed: Placed, section: str, before: Checked, waiting: frozenset[tuple[str, int]], carried: Carried
) -> Reading:
    then = carried.get((section, placed.around), ())
    judgement = before.look.words.judge(placed)
    if judgement.state is State.AGREES:
        figures = {cell: before.look.figure(cell) for cell in then}
        return then if then and total(then, figures) == placed.held.claim.value else judgement.cells
    return then if (section, placed.start) in waiting else ()


def _with_words(edit: Edit, after: Checked, changes: Mapping[str, list[tuple[Placed, str]]]) -> Edit:
    report = after.look.report
    texts: dict[str, str | None] = {}
    marks: dict[str, ToCheck | None] = dict(edit.to_check)
    for section, found in changes.items():
        words = report.texts[section]
        for placed, written in sorted(found, key=lambda each: each[0].start, reverse=True):
            new = words[: placed.start] + written + words[placed.end :]
            left = {key: mark for key, mark in {**report.to_check, **marks}.items() if mark is not None}
            marks |= followed_through(left, section, words, new)
            words = new
        texts[section] = words
    count = sum(map(len, changes.values()))
    return replace(edit, label=f"{edit.label}，正文 {count} 处随之更新", texts=texts, to_check=marks)
