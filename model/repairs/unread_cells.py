"""Suggested figures for unread cells; offered to the user, never applied automatically."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from model.checks.engine import CheckResult
from model.form.edition import Edition
from model.form.figures import Figure, FigureError, plain, read_amount, show_figure
from model.form.tables import Cell
from model.repairs.repairs import implied_figure
from model.report.derived_totals import left_blank, sum_of
from model.report.edits import Edit, with_totals_following
from model.report.report import Report

_IN_YUAN = re.compile(r"^人民币?([\d,.]+)元(?:整)?$|^([\d,.]+)元(?:整)?$")
_IN_WAN = re.compile(r"^([\d,.]+)万元?$")
YUAN_IN_WAN = 10_000


@dataclass(frozen=True)
class Suggestion:
    """A suggested figure; ``why`` is the end of a sentence, e.g. ``按勾稽关系应为 3``."""

    figure: Figure
    why: str


def suggestions(checked: CheckResult) -> Mapping[Cell, Suggestion]:
    """Suggestions for unread cells: an amount converted from its unit, or the only figure that satisfies the equations;
    for a total left blank by the file, its sum. Cells without a unique figure are absent."""
    context = checked.context
    found: dict[Cell, Suggestion] = {}
    blank = left_blank(context.report, context.edition)
    for cell, raw in context.report.unread.items():
        if cell in blank:
            if (sum_ := sum_of(cell, context.figures, context.edition)) is not None:
                found[cell] = Suggestion(sum_, f"各项之和是 {show_figure(sum_)}")
        elif cell in context.edition.amounts:
            amount = amount_with_unit(raw)
            if amount is not None:
                found[cell] = Suggestion(amount, f"原文带单位，换算为 {show_figure(amount)} 万元")
        elif raw.strip() not in context.edition.blank_marks and (count := implied_figure(context, cell)) is not None:
            found[cell] = Suggestion(count, f"按勾稽关系应为 {count}")
    return found


def amount_with_unit(raw: str) -> Decimal | None:
    """万元, from a text that names 元 or 万元; ``None`` for any other."""
    text = plain(raw)
    try:
        if match := _IN_WAN.match(text):
            return read_amount(match[1])
        if match := _IN_YUAN.match(text):
            yuan = read_amount(match[1] or match[2])
            return None if yuan is None else (yuan / YUAN_IN_WAN).normalize() + 0
    except FigureError:
        return None
    return None


def taking(report: Report, edition: Edition, taken: Mapping[Cell, Suggestion]) -> Edit:
    """One edit that applies the suggestions; figures keep the origin of their unread text, and equal totals are
    derived."""
    origins = {cell: report.origins[cell] for cell in taken if cell in report.origins}
    edit = Edit(f"采用 {len(taken)} 处建议", {cell: offer.figure for cell, offer in taken.items()}, origins=origins)
    return with_totals_following(report, edition, edit)
