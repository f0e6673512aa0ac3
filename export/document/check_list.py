"""核对单: one page with the state of a report, its findings, and the reasons (核实说明) given for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from export.document.document import compose, one_line
from model.checks.engine import CheckResult
from model.checks.findings import (
    WEIGHTS,
    Finding,
    Severity,
    blank_cells,
    earlier_reason,
    for_sign_off,
    reason_of,
    settled,
)
from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.report.report import Reason, SignOffField
from model.report.sign_off import sign_off_state

MOST_CELLS = 6
"""Cells listed by name in one finding; the names of a whole blank table would fill the page."""
HEADS = ("序号", "性质", "问题", "有关的格和数", "核实说明")
WIDTHS_MM = (8.0, 12.0, 62.0, 50.0, 24.0)
SIZE_PT = 8.0
ROW_MM = 4.5
WIDTHS_PX = (45, 65, 330, 280, 170)


@dataclass(frozen=True)
class CheckListLine:
    """One finding; ``severity`` in Chinese. ``reason`` is the 核实说明, marked where the finding has changed
    since; empty where there is none."""

    severity: str
    description: str
    cells: str
    reason: str


@dataclass(frozen=True)
class CheckList:
    """The contents of the page from top to bottom."""

    title: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[CheckListLine, ...]
    remarks: tuple[tuple[str, str], ...]
    """(cell, the remark on it)."""
    closing: tuple[tuple[str, str], ...]
    """(name, value) lines for persons and dates."""


def compose_check_list(checked: CheckResult, at: datetime) -> CheckList:
    """The list as of ``at``, the most severe findings first. 未填 counts as an error, as at submission."""
    report, edition = checked.context.report, checked.context.edition
    found = sorted(checked.findings, key=lambda each: WEIGHTS.index(each.weight))
    open_ = [each for each in found if not settled(each, report.reasons)]
    counts = {weight: sum(each.weight == weight for each in open_) for weight in WEIGHTS}
    counts["未填"] = blank_cells(open_)
    at_sign_off = for_sign_off(open_, edition.rules)
    waiting = len(report.to_check)
    flagged = len(edition.cell_set & set(report.flagged))
    settled_count = len(found) - len(open_)
    to_confirm = sum(bool(earlier_reason(each, report.reasons)) for each in open_)
    remarks = tuple(
        (
            f"{edition.table(cell.table).name} {edition.name_of(cell)}",
            one_line(remark.text) + ("（待核实）" if remark.flagged else ""),
        )
        for cell, remark in report.remarks.items()
        if cell in edition.cell_set
    )
    stage = sign_off_state(report)
    return CheckList(
        title=f"{compose(report, edition).title or '政府信息公开工作年度报告'}核对单",
        verdict=_verdict(
            counts, waiting, flagged, can_submit=not any(each.severity is Severity.ERROR for each in at_sign_off)
        ),
        facts=(
            ("格式版本", edition.name),
            ("状态", stage.description),
            (
                "核对结果",
                "　".join(f"{weight} {count} {'格' if weight == '未填' else '处'}" for weight, count in counts.items())
                + f"　已写核实说明 {settled_count} 处"
                + (f"（另有 {to_confirm} 处待重新确认）" if to_confirm else "")
                + f"　文中待核实 {waiting} 处　表格待核实 {flagged} 格",
            ),
            ("没有核对的规则", f"{len(checked.not_evaluated)} 条" + _why_not(checked)),
            *((("本单位调整的规则", _adjusted(edition)),) if edition.adjustments else ()),
        ),
        lines=tuple(
            CheckListLine(
                each.weight,
                one_line(each.description),
                _cells(each, checked.context.figures, checked),
                _reason(each, report.reasons),
            )
            for each in found
        ),
        remarks=remarks,
        closing=(
            ("核对人", one_line(report.sign_off.get(SignOffField.DRAFTER, ""))),
            ("复核人", one_line(report.sign_off.get(SignOffField.REVIEWER, ""))),
            ("核对时间", f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"),
        ),
    )


def _rows(listed: CheckList) -> list[tuple[str, str, str, str]]:
    return [(each.severity, each.description, each.cells, each.reason) for each in listed.lines]


def _verdict(counts: Mapping[str, int], waiting: int, flagged: int, *, can_submit: bool) -> str:
    errors = [f"{counts['必改']} 处必改"] if counts["必改"] else []
    errors += [f"{counts['未填']} 格未填"] if counts["未填"] else []
    if not can_submit:
        return f"不能报送，还有 {'、'.join(errors)}"
    left = [f"{counts['须核实']} 处须核实没有写说明"] if counts["须核实"] else []
    left += [f"文中 {waiting} 处年份和数字没有核实"] if waiting else []
    left += [f"表格 {flagged} 格没有核实"] if flagged else []
    if left:
        rest = "、".join(left)
        return f"没有必改，还有{' ' if rest[0].isdigit() else ''}{rest}"
    return "可以报送，没有必改，须核实的都已说明"


def _reason(finding: Finding, reasons: Mapping[str, Reason]) -> str:
    if settled(finding, reasons) and (reason := reason_of(finding, reasons)):
        return one_line(reason.text)
    earlier = earlier_reason(finding, reasons)
    return f"（情况已变，待重新确认）{one_line(earlier)}" if earlier else ""


def _why_not(checked: CheckResult) -> str:
    reasons = dict.fromkeys(each.why for each in checked.not_evaluated)
    return f"（{'；'.join(reasons)}）" if reasons else ""


def _adjusted(edition: Edition) -> str:
    return "；".join(one_line(each.description) for each in edition.adjustments)


def _cells(finding: Finding, figures: Mapping[Cell, Figure], checked: CheckResult) -> str:
    edition, report = checked.context.edition, checked.context.report
    parts = [
        f"{edition.name_of(cell)}：{report.unread.get(cell) or show_figure(figures.get(cell)) or '空白'}"
        for cell in finding.cells[:MOST_CELLS]
        if cell in edition.cell_set
    ]
    more = len(finding.cells) - MOST_CELLS
    return one_line("；".join(parts)) + (f" 等 {len(finding.cells)} 格" if more > 0 else "")
