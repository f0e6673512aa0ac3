"""``check``: read reports, check them, and print what is found, for people or as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.commands.environment import Environment
from export.commands.exit_status import EXIT_FINDINGS, EXIT_OK, EXIT_UNREADABLE
from export.commands.explain import explained, read_numbers
from export.commands.printing import MARKS, note_text, print_json, print_text
from model.errors import UserFacingError

if TYPE_CHECKING:
    from model.checks.engine import CheckResult
    from model.checks.findings import Finding
    from model.importing import Imported


def check_files(
    environment: Environment, names: Sequence[str], prior_name: str | None, *, as_json: bool, explain: bool = False
) -> int:
    """Check every file, against the prior year's report in ``prior_name`` if given; return the worst exit status.

    ``explain``: tell how each number of the words was read, too.
    """
    from model.importing import import_report

    worst = EXIT_OK
    prior: Imported | None = None
    if prior_name:
        try:
            prior = import_report(Path(prior_name), environment.editions)
        except UserFacingError as error:
            worst = EXIT_UNREADABLE
            print_text(f"上年年报没有读出，跨年的规则不核对：{error}", as_error=True)
    for name in names:
        try:
            imported = import_report(Path(name), environment.editions)
        except UserFacingError as error:
            worst = EXIT_UNREADABLE
            print_text(error, as_error=True)
            if as_json:
                print_json({"file": name, "error": str(error)})
            continue
        if prior is not None and prior_name is not None:
            imported = _with_last_year(imported, prior, prior_name)
        checked = environment.check(imported.report, imported.last_year)
        imported = _with_prior_year_note(imported, checked, prior_name or name)
        if _has_open_error(checked):
            worst = max(worst, EXIT_FINDINGS)
        if as_json:
            read = {"words": read_numbers(checked)} if explain else {}
            print_json({**_as_json(name, imported, checked), **read})
        else:
            print_text("\n".join((*_as_text(name, imported, checked), *(explained(checked) if explain else ()))))
    return worst


def _has_open_error(checked: "CheckResult") -> bool:
    from model.checks.findings import still_open

    found = still_open(checked.findings, checked.context.report.reasons)
    return any(finding.severity == "error" for finding in found)


def _with_last_year(imported: "Imported", last_year: "Imported", name: str) -> "Imported":
    """The imported file with the prior year's report given by the user; its notes are marked as such."""
    from model.importing import Note
    from model.report.prior_year import decide_prior_year

    notes = [Note(f"上年年报：{note.what}", note.where, None, note.raw) for note in last_year.notes]
    decision = decide_prior_year(imported.report, last_year.report)
    if not decision.accepted and imported.last_year is not None:  # fall back to the report included in the file
        return replace(imported, notes=(*imported.notes, Note(decision.sentence, name), *notes))
    return replace(imported, notes=(*imported.notes, *notes), last_year=last_year.report)


def _with_prior_year_note(imported: "Imported", checked: "CheckResult", name: str) -> "Imported":
    """Add the decision about the prior year's report in the file ``name`` to the notes of the import."""
    from model.importing import Note

    sentence = checked.context.prior_year.decision.sentence
    return replace(imported, notes=(*imported.notes, Note(sentence, name))) if sentence else imported


def _as_json(name: str, imported: "Imported", checked: "CheckResult") -> dict[str, Any]:
    from model.repairs.repairs import with_repairs
    from model.report.json_format import write_report_json

    edition = checked.context.edition
    written = write_report_json(imported.report, edition)
    return {
        "file": name,
        **{key: written[key] for key in ("edition", "organ", "year", "title", "cells", "sections")},
        "unread": [
            {"what": note.what, "where": note.where, **({"raw": note.raw} if note.raw else {})}
            for note in imported.notes
        ],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "cells": [str(cell) for cell in finding.cells],
                "message": finding.message,
                "repair": {"cells": dict(finding.repair)} if finding.repair else None,
                **_passage_json(finding),
            }
            for finding in with_repairs(checked)
        ],
        "not_evaluated": [{"rule": each.rule, "why": each.why} for each in checked.not_evaluated],
    }


def _passage_json(finding: "Finding") -> dict[str, object]:
    """The range of a text finding, as character positions in the text of its section."""
    found = finding.passage
    if found is None:
        return {}
    return {"passage": {"section": finding.section, "start": found.start, "end": found.end, "text": found.text}}


def _as_text(name: str, imported: "Imported", checked: "CheckResult") -> Iterable[str]:
    from model.checks.findings import WEIGHTS, blank_cells
    from model.repairs.repairs import advise
    from model.report.edits import filled_count

    report, edition, advice = imported.report, checked.context.edition, advise(checked)
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
        if finding.rule in advice.proposals:
            yield f"      → {advice.proposals[finding.rule].says}"
    for table_id, repairs in advice.tables.items():
        if repairs.says and repairs.best is None and not repairs.choices:
            yield f"  ？ {edition.table(table_id).name}：{repairs.says}"
    yield from _not_evaluated_text(checked)
    for note in imported.notes:
        yield f"  ？ {note_text(note)}"


def _not_evaluated_text(checked: "CheckResult") -> Iterable[str]:
    by_reason: dict[str, list[str]] = {}
    for each in checked.not_evaluated:
        by_reason.setdefault(each.why, []).append(each.says)
    for why, rules in by_reason.items():
        yield f"  － {why}，未核对 {len(rules)} 条：{'；'.join(rules)}"
