"""Numbers in the text that follow the tables.

A number that agrees with its cells follows them: when an edit of the tables changes their sum, the number changes in
the same edit, and is linked to these cells from then on (an automatic link), as long as the text around it means them.
So does a number of the prior-year text, while it is still to be checked and unchanged: its mark says which cells it
agreed with last year, and it follows them this year, once they are filled. Writing another number removes the link; the
number is checked from then on. Percentages, last year's numbers and other scopes are never written by themselves.

Any plain number can be linked by hand, to one cell or to a sum of cells; then it follows these, whatever the text
around it means.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from model.checks.claim_cells import Reading, total
from model.checks.claim_evaluation import KIND, NUMBER
from model.checks.context import CheckContext
from model.checks.engine import CheckResult
from model.checks.placed_claims import PlacedClaim
from model.form.figures import Figure
from model.linking.insertable_numbers import InsertableNumber
from model.linking.link_targets import linkable_number_at
from model.linking.prior_year_marks import with_years_advanced
from model.narrative.written_numbers import as_written, written_like
from model.report.edits import Edit
from model.report.positions import NOT_LAST_YEARS, free_key, valid_marks, with_positions
from model.report.report import NumberLink, Report, ToCheck
from model.report.text_alignment import TextChange

FEW = 2
"""Most cells named in a label."""


class MarkCells:
    """Reconstructs the cells of marks in drafts of older versions, which did not store them.

    Marks never change their order: those left in a section are a subsequence of those that the roll-over made. If only
    one number of the prior-year text can correspond to a mark, it is that one; otherwise its cells remain unknown.
    """

    def __init__(self, last_year: CheckContext | None = None) -> None:
        self._numbers: dict[str, list[tuple[str, Reading]]] = {}
        """Section -> (prior-year number, the cells that it agreed with), in text order."""
        if last_year is None:
            return
        agreed = last_year.words.agreed()
        for key in last_year.edition.text_keys:
            if text := last_year.report.texts.get(key):
                _, marks = with_years_advanced(text, key, None, 0, agreed)
                self._numbers[key] = [(each.was, each.cells or ()) for each in marks]

    def cells(self, report: Report) -> Mapping[str, Reading]:
        """Key of the mark -> its cells; ambiguous marks and marks that store their cells are absent."""
        marks = valid_marks(report.to_check, report.texts) if self._numbers else {}
        if all(each.cells is not None for each in marks.values()):
            return {}
        found: dict[str, Reading] = {}
        for section, numbers in self._numbers.items():
            old_numbers = [was for was, _ in numbers]
            mine = [(key, each) for key, each in marks.items() if each.section == section and each.was in old_numbers]
            left = [each.was for _, each in mine]
            first = _embedded(left, old_numbers)
            last = [len(old_numbers) - 1 - place for place in reversed(_embedded(left[::-1], old_numbers[::-1]))]
            for (key, _), place, other in zip(mine, first, last, strict=False):
                if place == other and len(first) == len(left):
                    found[key] = numbers[place][1]
        return found


def _embedded(some: Sequence[str], all_: Sequence[str]) -> list[int]:
    """Where each of ``some`` is first found, in order, among ``all_``; shorter than ``some`` where one is not."""
    found: list[int] = []
    at = 0
    for each in some:
        while at < len(all_) and all_[at] != each:
            at += 1
        if at == len(all_):
            break
        found.append(at)
        at += 1
    return found


def mark_cells_from(last_year: CheckContext) -> MarkCells:
    """The reconstruction based on the prior-year report, for marks that do not store their cells."""
    return MarkCells(last_year)


def with_linked_numbers(
    edit: Edit, before: CheckResult, after: CheckResult, mark_cells: MarkCells | None = None
) -> Edit:
    """``edit`` extended by the numbers in the text that follow it; itself if there are none. ``after`` is the check of
    the report with ``edit``, whose positions must be complete; sections that ``edit`` rewrites itself are left as they
    are."""
    if not edit.figures:
        return edit
    found = _NumberUpdates(edit, before.context, after.context, mark_cells or MarkCells())
    changes = [*found.by_hand(), *found.by_meaning()]
    return _with_words(edit, after.context.report, changes, found.lost) if changes or found.lost else edit


@dataclass(frozen=True)
class _NumberUpdate:
    """A number to be rewritten."""

    section: str
    start: int
    text: str
    written: str
    key: str
    """The key of its link; empty where it has none yet."""
    link: NumberLink
    """The link that it has from now on."""


class _NumberUpdates:
    """Determines the numbers in the text that follow an edit of figures."""

    def __init__(self, edit: Edit, before: CheckContext, after: CheckContext, mark_cells: MarkCells) -> None:
        self._rewritten = edit.texts.keys()
        self._before, self._after = before, after
        report = after.report
        links = valid_marks(report.links, report.texts)
        self._by_hand = {key: link for key, link in links.items() if not link.automatic}
        self._automatic = {(link.section, link.start): (key, link) for key, link in links.items() if link.automatic}
        missing_cells = mark_cells.cells(report)
        self._waiting = {
            (each.section, each.start, each.text): missing_cells.get(key, ()) if each.cells is None else each.cells
            for key, each in valid_marks(report.to_check, report.texts).items()
        }
        self.lost = {
            key: link
            for key, link in self._by_hand.items()
            if link.section in self._rewritten and self._written(link) not in ("", link.text)
        }
        """Links whose numbers the edit rewrites itself to another value than the link would."""

    def by_hand(self) -> Iterator[_NumberUpdate]:
        for key, link in self._by_hand.items():
            written = "" if link.section in self._rewritten else self._written(link)
            if written and written != link.text:
                yield _NumberUpdate(link.section, link.start, link.text, written, key, link)

    def _written(self, link: NumberLink) -> str:
        """The text that the link requires; empty if the edit does not change its cells, or one of them is blank."""
        return written_like(link.text, self._sum(link.cells)) if self._changes(link.cells) else ""

    def by_meaning(self) -> Iterator[_NumberUpdate]:
        held = {(link.section, link.start) for link in self._by_hand.values()}
        report, words = self._after.report, self._after.words
        for aspect in (NUMBER, KIND):
            for section, placed, _ in words.open(aspect):
                if section in self._rewritten or (section, placed.start) in held or not words.may_follow(placed):
                    continue
                claim = placed.edition_claim.claim
                key, cells = self._cells(placed, section)
                written = as_written(claim, self._sum(cells)) if self._changes(cells) else ""
                if written and written != claim.text:
                    text = report.texts[section][placed.start : placed.end]
                    link = NumberLink(section, placed.start, text, cells, automatic=True)
                    yield _NumberUpdate(section, placed.start, text, written, key, link)

    def _cells(self, placed: PlacedClaim, section: str) -> tuple[str, Reading]:
        """(the key of the automatic link that holds the number, the cells that it follows)"""
        possible = {frozenset(each) for each in placed.edition_claim.readings}
        text = placed.text
        key, link = self._automatic.get((section, placed.start), ("", None))
        if link is not None and link.text == text and frozenset(link.cells) in possible:
            return key, link.cells
        waiting = self._waiting.get((section, placed.start, text), ())
        if waiting and frozenset(waiting) in possible:
            return key, waiting
        return key, self._before.words.agreeing(placed)

    def _changes(self, cells: Reading) -> bool:
        return any(self._before.figure(cell) != self._after.figure(cell) for cell in cells)

    def _sum(self, cells: Reading) -> Figure | None:
        return total(cells, {cell: self._after.figure(cell) for cell in cells})


def _with_words(edit: Edit, report: Report, changes: Sequence[_NumberUpdate], lost: Mapping[str, NumberLink]) -> Edit:
    texts: dict[str, str | None] = {}
    exact: dict[str, list[TextChange]] = {}
    links: dict[str, NumberLink | None] = dict.fromkeys(lost)
    marks: dict[str, ToCheck | None] = {}
    for link in lost.values():
        key = free_key(report.to_check, edit.to_check, marks)
        marks[key] = ToCheck(link.section, link.start, link.text, NOT_LAST_YEARS, ())
    checked = {(mark.section, mark.start): key for key, mark in report.to_check.items()}
    for section in {each.section: None for each in changes}:
        words, by = report.texts[section], 0
        made: list[TextChange] = []
        for each in sorted((each for each in changes if each.section == section), key=lambda each: each.start):
            start = each.start + by
            made.append(TextChange(start, start + len(each.text), each.written))
            by += len(each.written) - len(each.text)
            key = each.key or free_key(report.links, edit.links, links)
            links[key] = replace(each.link, start=start, text=each.written)
            if (section, each.start) in checked:
                marks[checked[section, each.start]] = None
        for change in made:
            words = change.applied(words)
        texts[section], exact[section] = words, made
    follow = with_positions(report, Edit("", texts=texts, to_check=marks, links=links, changes=exact))
    note = f"，正文 {len(changes)} 处随之更新" if changes else ""
    return replace(
        edit,
        label=f"{edit.label}{note}",
        texts={**edit.texts, **follow.texts},
        to_check={**edit.to_check, **follow.to_check},
        links={**edit.links, **follow.links},
        reasons={**edit.reasons, **follow.reasons},
        dismissed={**edit.dismissed, **follow.dismissed},
    )


def linking_edit(context: CheckContext, section: str, start: int, text: str, cells: Reading) -> Edit:
    """关联: links the number ``text`` at ``start`` to ``cells`` and sets it to their sum; an empty edit if it is no
    longer at that position."""
    report = context.report
    words = report.texts.get(section, "")
    if not cells or words[start : start + len(text)] != text:
        return Edit("")
    written = written_like(text, total(cells, {cell: context.figure(cell) for cell in cells})) or text
    change = TextChange(start, start + len(text), written)
    there = [key for key, mark in report.to_check.items() if (mark.section, mark.start) == (section, start)]
    old = next((key for key, link in report.links.items() if (link.section, link.start) == (section, start)), None)
    links = {old or free_key(report.links): NumberLink(section, start, written, cells)}
    label = f"正文 {text} 关联到{names_of(context, cells)}"
    return with_positions(
        report, replace(_rewriting(section, words, change, label), links=links, to_check=dict.fromkeys(there))
    )


def inserting_edit(context: CheckContext, section: str, start: int, end: int, found: InsertableNumber) -> Edit:
    """插入数字: a number of the tables replaces the text from ``start`` to ``end`` and is linked to its cells, unless
    it would become part of another number."""
    report = context.report
    words = report.texts.get(section, "")
    change = TextChange(start, end, found.text)
    edit = _rewriting(section, words, change, f"插入 {found.name} {found.text}")
    if found.cells and linkable_number_at(change.applied(words), start) == (start, found.text):
        edit = replace(edit, links={free_key(report.links): NumberLink(section, start, found.text, found.cells)})
    return with_positions(report, edit)


def _rewriting(section: str, words: str, change: TextChange, label: str) -> Edit:
    new = change.applied(words)
    return Edit(label, texts={section: new}, changes={section: (change,)}) if new != words else Edit(label)


def unlinking_edit(key: str) -> Edit:
    """解除关联: removes the link under ``key``."""
    return Edit("解除关联", links={key: None})


def names_of(context: CheckContext, cells: Reading) -> str:
    """The cells as a label names them, the first few of many."""
    named = "＋".join(context.edition.name_of(cell) for cell in cells[:FEW])
    return f"{named}等 {len(cells)} 格" if len(cells) > FEW else named
