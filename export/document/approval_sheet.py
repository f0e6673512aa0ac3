"""审签单: the approval page in front of a report for sign-off; not a part of the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from export.document.document import compose, one_line
from model.checks.engine import CheckResult
from model.checks.findings import WEIGHTS, Severity, earlier_reason, reason_of, settled
from model.report.report import SignOffField
from model.report.sign_off import PEOPLE

TITLE = "政府信息公开工作年度报告审签单"
CLOSING = "（本页供内部审签，不随年度报告公开）"
"""The importer skips everything between these two lines."""
SIZE_PT = 10.5
MOST_LISTED = 6


@dataclass(frozen=True)
class ApprovalSheet:
    """``rows`` are the (name, value) pairs on the page."""

    rows: tuple[tuple[str, str], ...]


def compose_approval_sheet(checked: CheckResult) -> ApprovalSheet:
    """Sign-off state, and the open and explained findings, the most severe first."""
    report, edition = checked.context.report, checked.context.edition
    heavy = [each for each in checked.findings if each.severity is not Severity.HINT]
    found = sorted(heavy, key=lambda each: WEIGHTS.index(each.weight))
    open_ = [
        f"{each.weight}：{one_line(each.description)}"
        + (f"　原说明（待重新确认）：{one_line(earlier)}" if (earlier := earlier_reason(each, report.reasons)) else "")
        for each in found
        if not settled(each, report.reasons)
    ]
    explained = [
        f"{one_line(each.description)}　说明：{one_line(reason.text)}"
        for each in found
        if settled(each, report.reasons) and (reason := reason_of(each, report.reasons))
    ]
    return ApprovalSheet(
        (
            ("文件标题", compose(report, edition).title),
            ("拟稿单位", one_line(report.organ)),
            *((name, one_line(report.sign_off.get(key, ""))) for key, name in PEOPLE.items()),
            ("送签日期", one_line(report.sign_off.get(SignOffField.DATE, ""))),
            ("未解决的问题", _listed(open_)),
            ("核实说明", _listed(explained)),
            ("审核意见", ""),
            ("签发意见", ""),
        )
    )


def _listed(lines: Sequence[str]) -> str:
    """Limited to one page; the 核对单 lists the rest."""
    more = [f"……等共 {len(lines)} 处，详见核对单"] if len(lines) > MOST_LISTED else []
    return "\n".join((*lines[:MOST_LISTED], *more)) or "无"
