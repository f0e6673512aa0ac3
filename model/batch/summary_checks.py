"""What is to be said about a summary: rules ``summary.*``, about the units that it is made of and its sums."""

from collections.abc import Iterator, Mapping, Sequence

from model.batch.file_rows import FileRow, Verdict
from model.batch.selection import Selection
from model.batch.summary import Summary
from model.checks.findings import Finding, Severity
from model.form.edition import Edition
from model.form.figures import show_figure
from model.report.derived_totals import shown
from model.report.report import Report

PLACE = "汇总"
_FEW = 12
"""Most units or files that one sentence names."""


def unit_findings(summary: Summary, selection: Selection, rows: Mapping[int, FileRow]) -> Iterator[Finding]:
    """Units missing, left out, double or unknown; blank cells; the office's own report."""
    unreadable = sum(row.verdict is Verdict.UNREADABLE for row in rows.values())
    if selection.unread:
        yield _finding(
            "summary.units.unread",
            f"还有 {selection.unread} 个文件没有读，哪些单位未交、重复还不知道，汇总里也没有它们",
        )
    if selection.missing:
        yield _finding(
            "summary.units.missing",
            f"未交 {len(selection.missing)} 个单位：{_named(unit.name for unit in selection.missing)}"
            + (f"；没有读出的 {unreadable} 个文件可能是其中单位的" if unreadable else ""),
        )
    if selection.lacks_own_report:
        yield _finding("summary.units.own", "没有本级政府办公室（本单位）自己的年报：它也是一个加数，请一并加入")
    if selection.left_out:
        why = _named(
            f"{each.unit or rows[each.number].name}（{each.why.partition('：')[0]}）" for each in selection.left_out
        )
        yield _finding("summary.units.left_out", f"{len(selection.left_out)} 个文件没有计入：{why}")
    if doubted := [each for each in selection.taken if each.doubt]:
        yield _finding("summary.units.doubt", _named(f"{each.unit}：{each.doubt}" for each in doubted))
    for unit, numbers in selection.doubles.items():
        files = "、".join(f"“{rows[number].name}”" for number in numbers)
        yield _finding(f"summary.duplicate.{unit}", f"{unit}交了 {len(numbers)} 份：{files}")
    units = selection.units
    for numbers in selection.same_figures:
        names = "、".join(units[number] for number in numbers)
        yield _finding(f"summary.duplicate.{numbers[0]}", f"{names}各格的数完全相同，请核实是不是同一份")
    if sentence := summary.partial_sentence:
        cells = tuple(cell for cell in summary.edition.cells if cell in summary.blank_in)
        yield Finding("summary.cell.blank", "summary.cell", Severity.WARNING, PLACE, sentence, cells)


def carried_in_findings(summary: Summary, last: Report, last_edition: Edition) -> Iterator[Finding]:
    """Σ 上年结转 of the units against the last summary's 结转下年度."""
    edition, figures = summary.edition, summary.figures
    before = shown(last, last_edition).figures
    for cell, from_cell in edition.carried_from.items():
        now, was = figures.get(cell), before.get(from_cell)
        if now is not None and was is not None and now != was:
            yield Finding(
                f"summary.carried_in.{cell.column}",
                "summary.carried_in",
                Severity.WARNING,
                f"{PLACE} {edition.name_of(cell)}",
                f"各单位上年结转之和 {show_figure(now)}，上年汇总结转下年度 {show_figure(was)}；"
                "单位有新设、合并、划转的，可以不等",
                (cell,),
            )


def cell_findings(report: Report, edition: Edition, summary: Summary, *, read: bool) -> Iterator[Finding]:
    """Every cell of ``report`` against the sum over the units. ``read``: it comes from a file, whose office may have
    added other units."""
    figures = shown(report, edition).figures
    for cell in edition.cells:
        stated, sum_ = figures.get(cell), summary.sums.get(cell)
        if stated is None or sum_ is None or stated == sum_ or cell in summary.blank_in:
            continue
        yield Finding(
            f"summary.cell.{cell}",
            "summary.cell",
            Severity.WARNING if read else Severity.ERROR,
            f"{edition.table(cell.table).name} {edition.name_of(cell)}",
            f"汇总数 {show_figure(stated)} ≠ {len(summary.taken)} 个单位之和 {show_figure(sum_)}，"
            f"差 {show_figure(stated - sum_)}",
            (cell,),
        )


def _finding(rule: str, message: str) -> Finding:
    stated_by = ".".join(rule.split(".")[:2])
    return Finding(rule, stated_by, Severity.WARNING, PLACE, message)


def _named(names: "Iterator[str] | Sequence[str]") -> str:
    listed = list(names)
    return "；".join(listed[:_FEW]) + (f"；等 {len(listed)} 个" if len(listed) > _FEW else "")
