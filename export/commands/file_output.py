"""A checked file as lines of text, and as the JSON object of the contract."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from export.commands.printing import MARKS, note_text

if TYPE_CHECKING:
    from model.batch.checked_file import CheckedFile
    from model.checks.findings import Finding, NotEvaluated
    from model.form.edition import Edition


def as_json(name: str, checked: "CheckedFile", editions: "Mapping[str, Edition]") -> dict[str, Any]:
    """The object of one file for ``--json``."""
    from model.report.json_format import write_report_json

    edition = editions[checked.report.edition]
    written = write_report_json(checked.report, edition)
    return {
        "file": name,
        **{key: written[key] for key in ("edition", "organ", "year", "title", "cells", "sections")},
        "unread": [
            {"what": note.what, "where": note.where, **({"raw": note.raw} if note.raw else {})}
            for note in checked.notes
        ],
        "findings": findings_json(checked.findings),
        "not_evaluated": [{"rule": each.rule, "why": each.why} for each in checked.not_evaluated],
        **({"office_rules": [each.as_json() for each in edition.adjustments]} if edition.adjustments else {}),
    }


def findings_json(findings: "Iterable[Finding]") -> list[dict[str, Any]]:
    """The findings as the contract writes them."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "cells": [str(cell) for cell in finding.cells],
            "message": finding.message,
            "repair": {"cells": dict(finding.repair)} if finding.repair else None,
            **_passage_json(finding),
        }
        for finding in findings
    ]


def _passage_json(finding: "Finding") -> dict[str, object]:
    """The range of a text finding, as character positions in the text of its section."""
    found = finding.passage
    if found is None:
        return {}
    return {"passage": {"section": finding.section, "start": found.start, "end": found.end, "text": found.text}}


def as_text(name: str, checked: "CheckedFile", editions: "Mapping[str, Edition]") -> Iterable[str]:
    """The lines of one file."""
    from model.checks.findings import WEIGHTS, blank_cells
    from model.report.edits import filled_count

    report = checked.report
    edition = editions[report.edition]
    counts = {weight: str(sum(each.weight == weight for each in checked.findings)) for weight in WEIGHTS}
    counts["未填"] = f"{blank_cells(checked.findings)} 格"
    yield f"{name}"
    yield (
        f"  {report.organ or '（机关不详）'} {report.year or '（年度不详）'} 年度 · {edition.name} · "
        f"已填 {filled_count(report, edition)} / {len(edition.cells)} 格"
    )
    yield f"  {' · '.join(f'{weight} {count}' for weight, count in counts.items())}"
    for finding in sorted(checked.findings, key=lambda each: list(MARKS).index(each.severity.value)):
        yield f"  {MARKS[finding.severity.value]} {finding.description}"
        if finding.rule in checked.proposals:
            yield f"      → {checked.proposals[finding.rule]}"
    for table_id, says in checked.table_advice:
        yield f"  ？ {edition.table(table_id).name}：{says}"
    yield from _not_evaluated_text(checked.not_evaluated)
    for each in edition.adjustments:
        yield f"  － 本单位设置：{each.description}"
    for note in checked.notes:
        yield f"  ？ {note_text(note)}"


def _not_evaluated_text(not_evaluated: "Iterable[NotEvaluated]") -> Iterable[str]:
    by_reason: dict[str, list[str]] = {}
    for each in not_evaluated:
        by_reason.setdefault(each.why, []).append(each.says)
    for why, rules in by_reason.items():
        yield f"  － {why}，未核对 {len(rules)} 条：{'；'.join(rules)}"
