"""Edits that resolve a finding, one undo step each. An edit is empty if the finding no longer applies to the report."""

from collections.abc import Iterable
from dataclasses import replace

from model.checks.engine import CheckResult
from model.checks.findings import OF_BLANKS, Finding, earlier_reason, explained, reason_key
from model.checks.typography_rules import full_width
from model.form.tables import Cell
from model.linking.links import linking_edit
from model.report.dismissed_places import free_reason_key
from model.report.edits import Edit, resuming_sum_edit, setting_figures
from model.report.positions import valid_marks, with_positions
from model.report.report import NumberLink, Reason, Remark, Report, TextPosition
from model.report.text_alignment import TextChange, changes_by_line


def taking_table_value(checked: CheckResult, finding: Finding) -> Edit:
    """Replaces the passage by the value of the tables; a linked number stays linked."""
    report, passage = checked.context.report, finding.passage
    text = report.texts.get(finding.section, "")
    if passage is None or not passage.replacement or text[passage.start : passage.end] != passage.text:
        return Edit("")
    if key := link_at(report, finding.section, passage.start):
        return taking_linked_sum(checked, key)
    change = TextChange(passage.start, passage.end, passage.replacement)
    label = f"正文 {passage.text} 改为 {passage.replacement}"
    edit = Edit(label, texts={finding.section: change.applied(text)}, changes={finding.section: (change,)})
    return with_positions(report, edit)


def widening_punctuation(checked: CheckResult) -> Edit:
    """规范标点: the half-width signs of all checked sections become full-width, in one step."""
    report, texts = checked.context.report, {key: each.text for key, each in checked.context.paragraphs.items()}
    widened = {key: new for key, text in texts.items() if (new := full_width(text)) != text}
    changes = {key: changes_by_line(texts[key], new) for key, new in widened.items()}
    return with_positions(report, Edit("规范标点", texts=widened, changes=changes))


def taking_linked_sum(checked: CheckResult, key: str) -> Edit:
    """Sets the linked number to the sum of its cells."""
    link = checked.context.report.links.get(key)
    if link is None:
        return Edit("")
    return linking_edit(checked.context, link.section, link.start, link.text, link.cells)


def confirming(report: Report, finding: Finding | None, key: str = "") -> Edit:
    """已核实: confirms that the finding is not an error, and removes the mark to be checked under ``key``, if given."""
    reasons = explained(finding, "已核实", report.reasons) if finding is not None and finding.explainable else {}
    return Edit("已核实文中数字", reasons=reasons, to_check={key: None} if key else {})


def confirming_marks(keys: Iterable[str]) -> Edit:
    """已核实: removes the marks to be checked under ``keys``."""
    return Edit("已核实文中数字", to_check=dict.fromkeys(keys))


def explaining(report: Report, finding: Finding, text: str) -> Edit:
    """核实说明: stores ``text`` as the reason why the finding is not an error."""
    return Edit(f"核实说明 {finding.place}", reasons=explained(finding, text, report.reasons))


def keeping_reason(report: Report, finding: Finding) -> Edit:
    """沿用原说明: the reason given for earlier figures is applied to the current ones."""
    earlier = earlier_reason(finding, report.reasons)
    if not earlier:
        return Edit("")
    return replace(explaining(report, finding, earlier), label=f"沿用核实说明 {finding.place}")


def withdrawing_reason(report: Report, finding: Finding) -> Edit:
    """撤回说明: removes the 核实说明 of the finding."""
    held = reason_key(finding, report.reasons)
    return Edit("撤回核实说明", reasons={held: None} if held else {})


def dismissing_finding(report: Report, finding: Finding) -> Edit:
    """不相关: marks the number as unrelated to the tables; removes its link and its mark to be checked."""
    passage = finding.passage
    if passage is None or not passage.dismissal_key:
        return Edit("")
    place, at = TextPosition(finding.section, passage.start), (finding.section, passage.start)
    links = [key for key, link in report.links.items() if (link.section, link.start) == at]
    waiting = [key for key, mark in report.to_check.items() if (mark.section, mark.start) == at]
    key = free_reason_key(report.dismissed, passage.dismissal_key, place)
    dismissed = {key: Reason(finding.message, "与表格无关", place)}
    return Edit("标为与表格无关", dismissed=dismissed, links=dict.fromkeys(links), to_check=dict.fromkeys(waiting))


def resuming_check(key: str) -> Edit:
    """恢复核对: the number dismissed under ``key`` is compared with the tables again."""
    return Edit("恢复核对", dismissed={key: None})


def taking_prior_year_figure(checked: CheckResult, finding: Finding) -> Edit:
    """取上年数: sets the figure carried in to the one carried out in the prior-year report."""
    equation = next((each for each in checked.context.edition.equations if each.id == finding.rule), None)
    if equation is None or equation.last_year_cells[0] not in checked.context.last_figures:
        return Edit("")
    figure = checked.context.last_figures[equation.last_year_cells[0]]
    return setting_figures(checked.context.report, {equation.cells[0]: figure}, f"取上年数 {finding.place}")


def stated_totals(checked: CheckResult, finding: Finding) -> tuple[Cell, ...]:
    """The totals of the finding that could be derived instead: typed, or blank in the imported file."""
    report, edition = checked.context.report, checked.context.edition
    if finding.stated_by == OF_BLANKS:
        return tuple(cell for cell in finding.cells if cell in edition.totals)
    sets = {each.sets for each in edition.equations if each.id == finding.rule}
    typed = report.figures.keys() & edition.totals
    return tuple(cell for cell in finding.cells if cell in sets and cell in typed)


def restoring_totals(checked: CheckResult, finding: Finding) -> Edit:
    """恢复自动合计 for :func:`stated_totals`."""
    totals = stated_totals(checked, finding)
    return resuming_sum_edit(checked.context.report, checked.context.edition, totals) if totals else Edit("")


def clearing_flag(checked: CheckResult, cell: Cell) -> Edit:
    """已核实: the cell is no longer marked as 待核实; its remark stays."""
    held = checked.context.report.remarks.get(cell)
    if held is None:
        return Edit("")
    left = Remark(held.text) if held.text else None
    return Edit(f"已核实 {checked.context.edition.name_of(cell)}", remarks={cell: left})


def links_by_hand(report: Report) -> dict[str, NumberLink]:
    """Key -> link made by the user whose number is still at its position."""
    return {key: link for key, link in valid_marks(report.links, report.texts).items() if not link.automatic}


def link_at(report: Report, section: str, start: int) -> str:
    """The key of the user's link at the position; empty if there is none."""
    links = links_by_hand(report).items()
    return next((key for key, link in links if (link.section, link.start) == (section, start)), "")
