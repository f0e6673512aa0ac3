"""A file that was read and checked: what a worker process answers, and its JSON. The receiver trusts nothing in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from model.checks.findings import Finding, NotEvaluated, Passage, Severity, still_open
from model.errors import UserFacingError
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing.file_types import OPENED_AS
from model.importing.notes import Note
from model.report.json_format import read_report_json, write_report_json
from model.report.report import Report

if TYPE_CHECKING:
    from model.checks.engine import CheckResult
    from model.importing import Imported

_MOST_ITEMS = 20_000
_LONGEST = 300_000
"""Characters of one text: a quoted sentence may be a whole section."""


@dataclass(frozen=True)
class CheckedFile:
    """A report with what reading and checking it said."""

    report: Report
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    """With their repairs."""
    not_evaluated: tuple[NotEvaluated, ...]
    proposals: Mapping[str, str]
    """``Finding.rule`` -> the correction that is proposed for it, as a sentence."""
    table_advice: tuple[tuple[str, str], ...]
    """(table id, what is known about its errors) where no correction can be proposed."""
    container: str = ""
    """A key of :data:`model.importing.file_types.OPENED_AS`."""
    last_year: Report | None = None
    """The prior year's report that it was checked against; also one that was rejected."""
    prior_sentence: str = ""
    """What was decided about the prior year's report; empty if nothing is to be said."""

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Those that no 核实说明 of the file settles."""
        return still_open(self.findings, self.report.reasons)

    @property
    def has_errors(self) -> bool:
        """Whether something must be corrected before it is handed in."""
        return any(each.severity is Severity.ERROR for each in self.open_findings)


def checked_file(imported: "Imported", checked: "CheckResult") -> CheckedFile:
    """``checked`` is the check of ``imported``."""
    from model.repairs.repairs import advise, with_repairs

    advice = advise(checked)
    prior = checked.context.prior_year
    return CheckedFile(
        report=imported.report,
        notes=imported.notes,
        findings=with_repairs(checked, advice),
        not_evaluated=checked.not_evaluated,
        proposals={rule: proposal.says for rule, proposal in advice.proposals.items()},
        table_advice=tuple(
            (table_id, repairs.says)
            for table_id, repairs in advice.tables.items()
            if repairs.says and repairs.best is None and not repairs.choices
        ),
        container=imported.container,
        last_year=prior.given,
        prior_sentence=prior.decision.sentence,
    )


def checked_file_json(checked: CheckedFile, editions: Mapping[str, Edition], *, with_last_year: bool) -> dict[str, Any]:
    """What :func:`checked_file_from` reads."""
    prior = checked.last_year if with_last_year else None
    return {
        "report": write_report_json(
            checked.report,
            editions[checked.report.edition],
            prior,
            editions[prior.edition] if prior is not None and prior.edition in editions else None,
        ),
        "notes": [[each.what, each.where, each.cell, each.raw] for each in checked.notes],
        "findings": [_finding_json(each) for each in checked.findings],
        "not_evaluated": [[each.rule, each.says, each.why] for each in checked.not_evaluated],
        "proposals": dict(checked.proposals),
        "table_advice": [list(each) for each in checked.table_advice],
        "container": checked.container,
        "prior_sentence": checked.prior_sentence,
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    passage = finding.passage
    return {
        "rule": finding.rule,
        "stated_by": finding.stated_by,
        "severity": finding.severity.value,
        "place": finding.place,
        "message": finding.message,
        "cells": list(finding.cells),
        "section": finding.section,
        "explainable": finding.explainable,
        "repair": [[cell, _figure_json(figure)] for cell, figure in finding.repair],
        "passage": None
        if passage is None
        else [
            passage.start,
            passage.end,
            passage.text,
            passage.replacement,
            passage.dismissal_key,
            passage.sentence,
        ],
        "listed": list(finding.listed),
    }


def _figure_json(figure: Figure) -> int | str:
    return format(figure, "f") if isinstance(figure, Decimal) else figure


def checked_file_from(value: Any, editions: Mapping[str, Edition]) -> CheckedFile:
    """
    Raises:
        ValueError: anything about it is not as :func:`checked_file_json` writes it.
    """
    if not isinstance(value, dict):
        raise ValueError("answer")
    held = value.get("report")
    if not isinstance(held, dict) or held.get("edition") not in editions:
        raise ValueError("report")
    try:
        report, last_year, missed = read_report_json(held, editions)
    except UserFacingError as error:
        raise ValueError("report") from error
    if missed:
        raise ValueError(missed[0])
    container = _text(value.get("container"))
    if container not in OPENED_AS:
        raise ValueError(container)
    edition = editions[report.edition]
    return CheckedFile(
        report=report,
        notes=tuple(_note(each, edition) for each in _items(value, "notes")),
        findings=tuple(_finding(each, edition) for each in _items(value, "findings")),
        not_evaluated=tuple(NotEvaluated(*_texts(each, 3)) for each in _items(value, "not_evaluated")),
        proposals={_text(key): _text(says) for key, says in _mapping(value, "proposals").items()},
        table_advice=tuple(_advice(each, edition) for each in _items(value, "table_advice")),
        container=container,
        last_year=last_year,
        prior_sentence=_text(value.get("prior_sentence")),
    )


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What :func:`findings_from` reads."""
    return [_finding_json(each) for each in findings]


def findings_from(value: Any, edition: Edition) -> tuple[Finding, ...]:
    """
    Raises:
        ValueError: anything about it is not as :func:`findings_json` writes it.
    """
    return tuple(_finding(each, edition) for each in _items({"findings": value}, "findings"))


def _advice(value: Any, edition: Edition) -> tuple[str, str]:
    table_id, says = _texts(value, 2)
    if all(table.id != table_id for table in edition.tables):
        raise ValueError(table_id)
    return table_id, says


def _note(value: Any, edition: Edition) -> Note:
    if not isinstance(value, list) or len(value) != 4:
        raise ValueError("note")
    what, where, cell, raw = value
    return Note(_text(what), _text(where), None if cell is None else _cell(cell, edition), _text(raw))


def _finding(value: Any, edition: Edition) -> Finding:
    if not isinstance(value, dict) or not isinstance(value.get("explainable"), bool):
        raise ValueError("finding")
    repair = []
    for each in _items(value, "repair"):
        if not isinstance(each, list) or len(each) != 2:
            raise ValueError("repair")
        cell = _cell(each[0], edition)
        repair.append((cell, _figure(each[1], cell, edition)))
    return Finding(
        rule=_text(value.get("rule")),
        stated_by=_text(value.get("stated_by")),
        severity=Severity(_text(value.get("severity"))),
        place=_text(value.get("place")),
        message=_text(value.get("message")),
        cells=tuple(_cell(each, edition) for each in _items(value, "cells")),
        section=_text(value.get("section")),
        explainable=value["explainable"],
        repair=tuple(repair),
        passage=_passage(value.get("passage")),
        listed=tuple(_text(each) for each in _items(value, "listed")),
    )


def _passage(value: Any) -> Passage | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 6:
        raise ValueError("passage")
    start, end, *texts = value
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise ValueError("passage")
    return Passage(start, end, *_texts(texts, 4))


def _figure(value: Any, cell: Cell, edition: Edition) -> Figure:
    if cell in edition.amounts and isinstance(value, str):
        try:
            figure = Decimal(value)
        except InvalidOperation as error:
            raise ValueError(value) from error
        if figure.is_finite():
            return figure
    elif type(value) is int:
        return value
    raise ValueError("figure")


def _cell(value: Any, edition: Edition) -> Cell:
    try:
        return edition.cell(_text(value))
    except (KeyError, ValueError) as error:
        raise ValueError("cell") from error


def _items(value: Mapping[str, Any], key: str) -> list[Any]:
    held = value.get(key)
    if not isinstance(held, list) or len(held) > _MOST_ITEMS:
        raise ValueError(key)
    return held


def _mapping(value: Mapping[str, Any], key: str) -> dict[str, Any]:
    held = value.get(key)
    if not isinstance(held, dict) or len(held) > _MOST_ITEMS:
        raise ValueError(key)
    return held


def _texts(value: Any, count: int) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError("texts")
    return tuple(_text(each) for each in value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError("text")
    return value
