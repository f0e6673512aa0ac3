"""Edits that answer a finding about the words, one undo step each."""

from model.checks.findings import Finding, explained
from model.report.dismissed_places import free_reason_key
from model.report.edits import Edit
from model.report.positions import with_positions
from model.report.report import Place, Reason, Report
from model.report.text_alignment import Change


def taking_table_value(report: Report, finding: Finding) -> Edit:
    """The words say what the tables say; an empty edit where they have changed since."""
    passage = finding.passage
    text = report.texts.get(finding.section, "")
    if passage is None or not passage.replacement or text[passage.start : passage.end] != passage.text:
        return Edit("")
    change = Change(passage.start, passage.end, passage.replacement)
    label = f"正文 {passage.text} 改为 {passage.replacement}"
    edit = Edit(label, texts={finding.section: change.applied(text)}, changes={finding.section: (change,)})
    return with_positions(report, edit)


def confirming(report: Report, finding: Finding | None, key: str = "") -> Edit:
    """已核实: what was found at a number stands as it is, and the number, where it waits under ``key``, needs no more
    checking."""
    reasons = explained(finding, "已核实", report.reasons) if finding is not None and finding.explainable else {}
    return Edit("已核实文中数字", reasons=reasons, to_check={key: None} if key else {})


def dismissing_finding(report: Report, finding: Finding) -> Edit:
    """不相关: the number has nothing to do with the tables, whatever they will say."""
    if finding.passage is None or not finding.passage.dismissal_key:
        return Edit("")
    return calling_place_unrelated(
        report, finding.section, finding.passage.start, finding.passage.dismissal_key, finding.message
    )


def calling_place_unrelated(report: Report, section: str, start: int, key: str, about: str) -> Edit:
    """The same for a place in the words whose own key is ``key``; what was linked there is so no longer."""
    place = Place(section, start)
    ties = [key for key, tie in report.ties.items() if (tie.section, tie.start) == (section, start)]
    dismissed = {free_reason_key(report.dismissed, key, place): Reason(about, "与表格无关", place)}
    return Edit("标为与表格无关", dismissed=dismissed, ties=dict.fromkeys(ties))
