"""Two files of one unit compared: a second hand-in with the first, and what was handed in with what was published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model.batch.checked_file import CheckedFile
from model.checks.findings import Finding, Severity
from model.form.edition import Edition
from model.report.comparison import CellDifference, Difference, compare


@dataclass(frozen=True)
class HandInChanges:
    """A later hand-in against an earlier one."""

    settled: tuple[Finding, ...]
    """Findings of the earlier one that are gone."""
    remaining: tuple[Finding, ...]
    """Those that are still there, as they read now."""
    new: tuple[Finding, ...]
    """Findings that the earlier one did not have."""
    changed_besides: tuple[Difference, ...]
    """What changed although no finding of the earlier one was about it; derived totals apart."""


def changes_between(before: CheckedFile, after: CheckedFile, editions: Mapping[str, Edition]) -> HandInChanges:
    """Hints are not compared: they ask for nothing."""
    then, now = _by_key(before), _by_key(after)
    about = {cell for each in before.open_findings if each.severity is not Severity.HINT for cell in each.cells}
    sections = {each.section for each in before.open_findings if each.passage is not None}
    one, other = editions[before.report.edition], editions[after.report.edition]
    besides = [
        each
        for each in compare(before.report, after.report, one, other)
        if not (each.cell in about or each.follows if isinstance(each, CellDifference) else each.key in sections)
    ]
    return HandInChanges(
        tuple(each for key, each in then.items() if key not in now),
        tuple(each for key, each in now.items() if key in then),
        tuple(each for key, each in now.items() if key not in then),
        tuple(besides),
    )


def _by_key(checked: CheckedFile) -> dict[tuple[str, ...], Finding]:
    """A finding of a table is the same one while it is of the same rule, row or column; one about the text while it
    quotes the same sentence."""
    found: dict[tuple[str, ...], Finding] = {}
    for each in checked.open_findings:
        if each.severity is Severity.HINT:
            continue
        passage = each.passage
        key = (each.rule,) if passage is None else (each.stated_by, each.section, passage.sentence or passage.text)
        found[key] = each
    return found


@dataclass(frozen=True)
class PublishedDifferences:
    """What a unit published against what it handed in."""

    unit: str
    differences: tuple[Difference, ...]
    """``ours`` is what was handed in, ``theirs`` what was published."""
    problem: str = ""
    """Why nothing was compared; empty if it was."""


def published_differences(
    handed_in: Mapping[str, CheckedFile | None],
    published: Mapping[str, CheckedFile | None],
    editions: Mapping[str, Edition],
) -> Iterator[PublishedDifferences]:
    """By unit, in the order of ``handed_in``, then units that only published. A value is ``None`` where the file could
    not be read."""
    for unit in dict.fromkeys((*handed_in, *published)):
        mine, theirs = handed_in.get(unit), published.get(unit)
        if mine is None or theirs is None:
            yield PublishedDifferences(unit, (), _missing(unit, handed_in, published))
            continue
        found = compare(mine.report, theirs.report, editions[mine.report.edition], editions[theirs.report.edition])
        yield PublishedDifferences(unit, tuple(found))


def _missing(
    unit: str, handed_in: Mapping[str, CheckedFile | None], published: Mapping[str, CheckedFile | None]
) -> str:
    if unit not in published:
        return "没有找到公开的年报"
    if unit not in handed_in:
        return "公开了年报，但没有报送"
    return "报送的文件没有读出" if handed_in[unit] is None else "公开的文件没有读出"
