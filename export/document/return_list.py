"""退改清单: one page for a unit with exactly its findings and the proposed corrections, in an office's polite words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from export.document.document import one_line
from model.batch.checked_file import CheckedFile
from model.checks.findings import WEIGHTS, Finding, blank_cells
from model.form.edition import Edition
from model.form.figures import show_figure

HEADS = ("序号", "性质", "问题", "建议")
WIDTHS_MM = (9.0, 15.0, 84.0, 48.0)
WIDTHS_PX = (45, 75, 460, 280)
WORDS = {"必改": "须改正", "须核实": "请核实", "未填": "请补填", "提示": "供参考"}
"""Category of a finding -> what a unit is asked to do about it."""
MOST_CELLS = 12
"""Blank cells named in one line."""


@dataclass(frozen=True)
class ReturnList:
    """The contents of the page from top to bottom."""

    unit: str
    title: str
    opening: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str], ...]
    closing: tuple[str, ...]


def compose_return_list(
    unit: str,
    file_name: str,
    checked: CheckedFile,
    editions: Mapping[str, Edition],
    *,
    year: int,
    office: str,
    today: date,
    until: date | None = None,
    besides: tuple[str, ...] = (),
) -> ReturnList | None:
    """``None`` where the unit has nothing to correct, verify or fill in. ``office``: who sends the list; may be empty.
    ``until``: when the corrected report is expected. ``besides``: what is wrong with the file as a whole."""
    edition = editions[checked.report.edition]
    found = sorted(checked.open_findings, key=lambda each: WEIGHTS.index(each.weight))
    if not besides and all(each.weight == "提示" for each in found):
        return None
    lines = [("须改正", what, "") for what in besides]
    lines += [(WORDS[each.weight], _problem(each, edition), _advice(each, checked, edition)) for each in found]
    count = {weight: sum(each.weight == weight for each in found) for weight in WEIGHTS}
    asked = [
        f"{len(besides) + count['必改']} 处须改正" if besides or count["必改"] else "",
        f"{count['须核实']} 处请核实" if count["须核实"] else "",
        f"{blank_cells(found)} 格请补填" if count["未填"] else "",
    ]
    end = f"请于 {until.year}年{until.month}月{until.day}日前" if until else "请尽快"
    return ReturnList(
        unit=unit,
        title="政府信息公开工作年度报告退改清单",
        opening=(
            f"{unit}：",
            f"贵单位报送的 {year} 年度政府信息公开工作年度报告（文件“{one_line(file_name)}”）收悉。经核对，"
            f"有{'、'.join(filter(None, asked))}，详见下表。{end}改好后重新报送；"
            "情况属实、无须修改的，请附书面说明。谢谢配合。",
        ),
        rows=tuple((str(number), *line) for number, line in enumerate(lines, start=1)),
        closing=(*((office,) if office else ()), f"{today.year}年{today.month}月{today.day}日"),
    )


def _problem(finding: Finding, edition: Edition) -> str:
    text = one_line(finding.description)
    if finding.weight != "未填":
        return text
    names = [edition.name_of(cell) for cell in finding.cells[:MOST_CELLS] if cell in edition.cell_set]
    missing = [name for name in names if name not in text]
    more = f" 等 {len(finding.cells)} 格" if len(finding.cells) > MOST_CELLS else ""
    return f"{text}（{'、'.join(names)}{more}）" if missing else text


def _advice(finding: Finding, checked: CheckedFile, edition: Edition) -> str:
    if says := checked.proposals.get(finding.rule):
        return one_line(says)
    if finding.repair:
        return "；".join(f"{edition.name_of(cell)} 应为 {show_figure(figure)}" for cell, figure in finding.repair)
    if finding.passage is not None and finding.passage.replacement:
        return one_line(f"“{finding.passage.text}”改为“{finding.passage.replacement}”")
    if finding.weight == "未填":
        return "没有发生的填 0，不要空着"
    return "对照原始登记核对后改正" if finding.weight == "必改" else ""
