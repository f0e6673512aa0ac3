"""Tables of units for the words of a summary: applications of each unit, and what each charged for information."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from export.document.batch_tables import PlainSheet
from export.document.document import one_line
from model.batch.results import BatchResults
from model.batch.selection import Taken
from model.batch.summary import Contribution, Summary, contributions, headline
from model.batch.unit_list import UnitList
from model.checks.table_rules import sentences_with, stated_charges
from model.form import rule_kinds
from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.form.tables_in_text import FIRST_HEAD, with_table, without_tables
from model.report.report import Report

REQUESTS, CHARGES = "申请", "收费"
"""Tables of units that the words of a summary can have."""
SUM = "合计"
BLANK = "未填"


REQUESTS_CAPTION = "各单位办理政府信息公开申请的情况如下（单位：件）："
CHARGES_CAPTION = "各单位收取{words}的情况如下（单位：元）："
AMOUNT = "收取金额"
Line = tuple[str | None, ...]


def in_order_of(units: UnitList, taken: Sequence[Taken]) -> tuple[Taken, ...]:
    """In the order of the list, as offices print their units; others after them, as they came."""
    places = {unit.name: place for place, unit in enumerate(units.units)}
    return tuple(sorted(taken, key=lambda each: places.get(each.unit, len(places))))


def with_unit_tables(
    report: Report,
    summary: Summary,
    tables: Collection[str],
    units: UnitList,
    results: BatchResults,
    editions: Mapping[str, Edition],
) -> Report:
    """The summary's report with those of :data:`REQUESTS` and :data:`CHARGES` that are wanted, as far as the form has
    a text for them, in the order of the list."""
    edition = summary.edition
    summary = replace(summary, taken=in_order_of(units, summary.taken))
    columns = headline(edition)
    if REQUESTS in tables and columns:
        parts = {cell: contributions(cell, results, summary.taken, editions) for _, cell in columns}
        report = with_requests_table(report, summary, columns, parts)
    if CHARGES in tables:
        reports = ((each.unit, results.checked(each.number).report) for each in summary.taken)
        report = with_charges_table(report, reports, edition)
    return report


def with_requests_table(
    report: Report, summary: Summary, columns: Sequence[tuple[str, Cell]], parts: Mapping[Cell, Iterable[Contribution]]
) -> Report:
    """The summary's report with the applications of each unit in its first text; arguments as of
    :func:`requests_sheet`. A cell that a unit left blank is blank, and so is the sum of such a column."""
    section = next(each.key for each in summary.edition.sections if each.kind == "text")
    figures = {cell: {each.number: each.figure for each in parts[cell]} for _, cell in columns}
    lines = [(each.unit, *(_written(figures[cell][each.number]) for _, cell in columns)) for each in summary.taken]
    sums = [None if None in figures[cell].values() else _written(summary.figures.get(cell)) for _, cell in columns]
    heads = (FIRST_HEAD, *(name for name, _ in columns))
    return _with_table(report, section, REQUESTS_CAPTION, heads, lines, sums)


def with_charges_table(report: Report, reports: Iterable[tuple[str, Report]], edition: Edition) -> Report:
    """The report with what each unit states that it charged, in the text that says so; blank where a unit states none,
    and without a sum then. Itself where the form asks for no charges."""
    rule = _charges_rule(edition)
    if rule is None:
        return report
    amounts = [(unit, _amount(each, rule)) for unit, each in reports]
    known = [amount for _, amount in amounts if amount is not None]
    lines = [(unit, _written(amount)) for unit, amount in amounts]
    sums = [_written(sum(known)) if known and len(known) == len(amounts) else None]
    return _with_table(
        report, rule.section, CHARGES_CAPTION.format(words=rule.words), (FIRST_HEAD, AMOUNT), lines, sums
    )


def _with_table(
    report: Report, section: str, caption: str, heads: Sequence[str], lines: Sequence[Line], sums: Sequence[str | None]
) -> Report:
    last = [(SUM, *sums)] if any(each is not None for each in sums) else []
    text = report.texts.get(section, "")
    before = text if caption in text else "\n".join(filter(None, (text, caption)))
    return report.with_(texts={**report.texts, section: with_table(before, (heads, *lines, *last))})


def _written(figure: Figure | None) -> str | None:
    return None if figure is None else str(_shown(figure))


def _charges_rule(edition: Edition) -> rule_kinds.ChargesWithin | None:
    return next((each for each in edition.rules if isinstance(each, rule_kinds.ChargesWithin)), None)


def _amount(report: Report, rule: rule_kinds.ChargesWithin) -> Decimal | None:
    """In 元; ``None`` unless the text states exactly one amount."""
    amounts = stated_charges(without_tables(report.texts.get(rule.section, "")), rule.words)
    return amounts[0] if len(amounts) == 1 and amounts[0] >= 0 else None


def requests_sheet(
    summary: Summary, columns: Sequence[tuple[str, Cell]], parts: Mapping[Cell, Iterable[Contribution]]
) -> PlainSheet:
    """One line a unit, in the order of the files, then the sums. ``columns``: (name, cell); ``parts``: what each unit
    adds to the cell."""
    figures = {cell: {each.number: each.figure for each in parts[cell]} for _, cell in columns}
    lines = [(each.unit, *(_shown(figures[cell][each.number]) for _, cell in columns)) for each in summary.taken]
    sums = (SUM, *(_shown(summary.figures.get(cell), "空着") for _, cell in columns))
    heads = ("单位", *(name for name, _ in columns))
    return PlainSheet("各单位申请办理情况", heads, (240, *(110 for _ in columns)), (*lines, sums))


def charges_sheet(reports: Iterable[tuple[str, Report]], edition: Edition) -> PlainSheet:
    """One line a unit: the amount that it states, and its own words; none is guessed where it states none."""
    rule = _charges_rule(edition)
    heads = ("单位", "收取（元）", "原话")
    if rule is None:
        return PlainSheet("各单位信息处理费", heads, (240, 120, 640), ())
    lines: list[tuple[str | int, ...]] = []
    stated: list[Decimal] = []
    for unit, report in reports:
        text = without_tables(report.texts.get(rule.section, ""))
        amounts = stated_charges(text, rule.words)
        said = one_line(" ".join(sentences_with(text, rule.words)))
        amount = _amount(report, rule)
        if amount is not None:
            stated.append(amount)
            lines.append((unit, _shown(amount), said))
        else:
            lines.append((unit, "请看原话" if amounts else "没有写金额", said or f"没有写{rule.words}"))
    if stated:
        lines.append((SUM, _shown(sum(stated)), f"写明金额的 {len(stated)} 个单位之和"))
    return PlainSheet(f"各单位{rule.words}", heads, (240, 120, 640), tuple(lines))


def _shown(figure: Figure | None, blank: str = BLANK) -> str | int:
    if isinstance(figure, Decimal):
        return show_figure(figure.normalize())  # 0.02 万元 are 200 元, not 200.00
    return blank if figure is None else figure
