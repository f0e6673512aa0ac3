"""A checked file as a batch keeps it: its figures and what its row says, checked when they arrive; all the rest packed
until somebody opens the file, and checked then. So the main process does little for each of many files."""

import base64
import binascii
import json
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from model.batch.checked_file import CheckedFile, checked_file_from, checked_file_json
from model.checks.findings import Finding, Severity, blank_cells
from model.form.edition import Edition
from model.form.figures import Figure
from model.importing.file_types import OPENED_AS
from model.report.derived_totals import shown
from model.report.prior_year import decide_prior_year

MOST_UNPACKED = 16_000_000
"""Bytes; as much as a process may answer."""
LONGEST_REMARK = 160
"""Characters of the first findings that a row shows."""
_LEVEL = 3
_MOST_FOUND = 100_000
_LONGEST_NAME = 2000
_MOST_RULES = 2000
_LAST_YEAR = 9999
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class FileOutline:
    """What a row says of a report and its findings."""

    organ: str
    year: int | None
    edition: str
    container: str
    """A key of :data:`model.importing.file_types.OPENED_AS`."""
    errors: int
    warnings: int
    blanks: int
    """Blank cells."""
    first: tuple[str, ...]
    """The first findings, worst first."""
    rules: tuple[str, ...]
    """The ids of the rules that its open findings break, without repetition."""
    has_last_year: bool
    """Whether it was checked against a prior year's report."""


@dataclass(frozen=True)
class PackedFile:
    """What :func:`packed` made of a file that was checked."""

    outline: FileOutline
    figures: tuple[Figure | None, ...]
    """With derived totals, in the order of the edition's cells; ``None`` for a blank."""
    packed: bytes
    last_year: tuple[Figure | None, ...] | None = None
    """The prior year's figures of the same cells; ``None`` without a report of the year before."""

    def unpacked(self, editions: Mapping[str, Edition]) -> CheckedFile:
        """All that reading and checking the file said.

        Raises:
            ValueError: the process that read it did not answer as :func:`packed` does.
        """
        return unpacked(self.packed, editions)


def packed(checked: CheckedFile, editions: Mapping[str, Edition]) -> PackedFile:
    """``checked`` with the prior year's report that it was checked against."""
    report = checked.report
    edition = editions[report.edition]
    figures = shown(report, edition).figures
    open_ = checked.open_findings
    counted = {each: sum(found.severity is each and found.weight != "未填" for found in open_) for each in Severity}
    outline = FileOutline(
        report.organ[:_LONGEST_NAME],
        report.year,
        edition.id,
        checked.container,
        counted[Severity.ERROR],
        counted[Severity.WARNING],
        blank_cells(open_),
        _first(open_),
        tuple(dict.fromkeys(each.stated_by for each in open_)),
        checked.last_year is not None,
    )
    prior = checked.last_year
    if prior is not None and not decide_prior_year(report, prior, edition_known=prior.edition in editions).accepted:
        prior = None
    before = {} if prior is None else shown(prior, editions[prior.edition]).figures
    written = json.dumps(checked_file_json(checked, editions, with_last_year=True), separators=(",", ":"))
    return PackedFile(
        outline,
        tuple(figures.get(cell) for cell in edition.cells),
        zlib.compress(written.encode("utf-8", "surrogatepass"), _LEVEL),
        None if prior is None else tuple(before.get(cell) for cell in edition.cells),
    )


def _first(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    told = [each for each in findings if each.severity is not Severity.HINT]
    told.sort(key=lambda each: (_ORDER.index(each.severity), each.weight == "未填"))
    return tuple(each.description[: LONGEST_REMARK + 1] for each in told[:3])


def unpacked(data: bytes, editions: Mapping[str, Edition]) -> CheckedFile:
    """
    Raises:
        ValueError: anything about it is not as :func:`packed` writes it.
    """
    opened = zlib.decompressobj()
    try:
        text = opened.decompress(data, MOST_UNPACKED)
    except zlib.error as error:
        raise ValueError("packed") from error
    if not opened.eof:
        raise ValueError("length")
    try:
        return checked_file_from(json.loads(text.decode("utf-8", "surrogatepass")), editions)
    except RecursionError as error:
        raise ValueError("nesting") from error


def packed_json(file: PackedFile) -> dict[str, Any]:
    """What :func:`packed_from` reads."""
    outline = file.outline
    return {
        "outline": [
            *(outline.organ, outline.year, outline.edition, outline.container),
            *(outline.errors, outline.warnings, outline.blanks),
            *(list(outline.first), list(outline.rules), outline.has_last_year),
        ],
        "figures": figures_json(file.figures),
        "last_year": None if file.last_year is None else figures_json(file.last_year),
        "packed": base64.b64encode(file.packed).decode("ascii"),
    }


def packed_from(value: Any, editions: Mapping[str, Edition]) -> PackedFile:
    """
    Raises:
        ValueError: anything about it is not as :func:`packed_json` writes it. What is packed is not looked into.
    """
    if not isinstance(value, dict):
        raise ValueError("answer")
    outline = _outline(value.get("outline"), editions)
    edition = editions[outline.edition]
    figures = figures_from(value.get("figures"), edition)
    before = value.get("last_year")
    last_year = None if before is None else figures_from(before, edition)
    held = value.get("packed")
    if not isinstance(held, str):
        raise ValueError("packed")
    try:
        return PackedFile(outline, figures, base64.b64decode(held, validate=True), last_year)
    except binascii.Error as error:
        raise ValueError("packed") from error


def figures_json(figures: tuple[Figure | None, ...]) -> list[int | str | None]:
    """What :func:`figures_from` reads."""
    return [format(each, "f") if isinstance(each, Decimal) else each for each in figures]


def figures_from(value: Any, edition: Edition) -> tuple[Figure | None, ...]:
    """
    Raises:
        ValueError: they are not the figures of the edition's cells.
    """
    if not isinstance(value, list) or len(value) != len(edition.cells):
        raise ValueError("figures")
    amounts = edition.amounts
    return tuple(
        each if each is None or type(each) is int else _amount(each, is_amount=cell in amounts)
        for cell, each in zip(edition.cells, value, strict=True)
    )


def _amount(value: Any, *, is_amount: bool) -> Decimal:
    if not is_amount or not isinstance(value, str) or len(value) > 60:
        raise ValueError("figure")
    try:
        figure = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not figure.is_finite():
        raise ValueError(value)
    return figure


def _outline(value: Any, editions: Mapping[str, Edition]) -> FileOutline:
    if not isinstance(value, list) or len(value) != 10:
        raise ValueError("outline")
    organ, year, edition, container, errors, warnings, blanks, first, rules, has_last_year = value
    if edition not in editions or container not in OPENED_AS or not isinstance(has_last_year, bool):
        raise ValueError("outline")
    if year is not None and (type(year) is not int or not 0 <= year <= _LAST_YEAR):
        raise ValueError("year")
    if any(type(each) is not int or not 0 <= each <= _MOST_FOUND for each in (errors, warnings, blanks)):
        raise ValueError("count")
    return FileOutline(
        _text(organ),
        year,
        sys.intern(edition),
        container,
        errors,
        warnings,
        blanks,
        _texts(first, 3),
        tuple(map(sys.intern, _texts(rules, _MOST_RULES))),
        has_last_year,
    )


def _texts(value: Any, most: int) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("texts")
    return tuple(_text(each) for each in value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        raise ValueError("text")
    return value
