"""Tables of units for the words of a summary: applications of each unit, and what each charged for information."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from export.document.batch_tables import PlainSheet
from export.document.document import one_line
from model.batch.summary import Contribution, Summary
from model.checks.table_rules import sentences_with, stated_charges
from model.form import rule_kinds
from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.report.report import Report

SUM = "合计"
BLANK = "未填"


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
    rule = next((each for each in edition.rules if isinstance(each, rule_kinds.ChargesWithin)), None)
    heads = ("单位", "收取（元）", "原话")
    if rule is None:
        return PlainSheet("各单位信息处理费", heads, (240, 120, 640), ())
    lines: list[tuple[str | int, ...]] = []
    stated: list[Decimal] = []
    for unit, report in reports:
        text = report.texts.get(rule.section, "")
        amounts = stated_charges(text, rule.words)
        said = one_line(" ".join(sentences_with(text, rule.words)))
        if len(amounts) == 1 and amounts[0] >= 0:
            stated.append(amounts[0])
            lines.append((unit, _shown(amounts[0]), said))
        else:
            lines.append((unit, "请看原话" if amounts else "没有写金额", said or f"没有写{rule.words}"))
    if stated:
        lines.append((SUM, _shown(sum(stated)), f"写明金额的 {len(stated)} 个单位之和"))
    return PlainSheet(f"各单位{rule.words}", heads, (240, 120, 640), tuple(lines))


def _shown(figure: Figure | None, blank: str = BLANK) -> str | int:
    if isinstance(figure, Decimal):
        return show_figure(figure.normalize())  # 0.02 万元 are 200 元, not 200.00
    return blank if figure is None else figure
