"""The program's JSON format: one report as an object, read and written here.

The keys ``edition organ year title cells sections`` (and ``last_year``, ``to_check`` of a draft) are a stable interface
for scripts. ``facts``, ``headings``, ``unread_cells``, ``reasons``, ``remarks`` and ``ties`` (links) hold the rest of a
draft; other readers may ignore them.
"""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from model.errors import UserFacingError
from model.form.edition import Edition
from model.form.figures import MOST_DIGITS, Figure, FigureError, show_figure
from model.form.tables import Cell
from model.report import marks_json, organ
from model.report.derived_totals import shown, with_derived_totals
from model.report.dismissed_places import dismissed_among, without_dismissed
from model.report.report import Fact, Remark, Report
from model.report.sample import title_of


class ReportJsonError(UserFacingError):
    """The object is not a report in this format."""


LINE_ENDS = "\u0085\u2028\u2029"
FOREIGN_LABELS = "other_form."
"""Prefix of a table's id in the keys of ``facts``."""
_MORE_THAN_ANY = 10**MOST_DIGITS
OTHER_FACTS = (Fact.KIND, Fact.LEVEL, Fact.SIGNATURE, Fact.DATE)
"""The facts in the object ``facts``; the others have keys of their own."""
KNOWN_FACTS: Mapping[Fact, Mapping[str, str]] = {Fact.KIND: organ.KINDS, Fact.LEVEL: organ.LEVELS}


def write_report_json(
    report: Report, edition: Edition, last_year: Report | None = None, last_edition: Edition | None = None
) -> dict[str, Any]:
    """The report as a JSON object; a total has a value only if it was typed or all its addends are there.

    ``last_edition`` is the edition of ``last_year``; ``None``: the same.
    """
    written: dict[str, Any] = {
        "edition": edition.id,
        "organ": report.organ,
        "year": report.year,
        "title": title_of(report, edition),
        "cells": cells_json(report, edition),
        "sections": {key: report.texts.get(key, "") for key in edition.text_keys},
    }
    facts = {str(fact): text for fact, text in report.facts.items() if fact in OTHER_FACTS}
    facts |= {f"{FOREIGN_LABELS}{table_id}": labels for table_id, labels in report.foreign_labels.items()}
    if report.year is None and (typed := report.facts.get(Fact.YEAR)):
        facts["year"] = typed  # invalid input kept for the user; scripts get no year
    if facts:
        written["facts"] = facts
    if report.headings:
        written["headings"] = list(report.headings)
    if report.unread:
        written["unread_cells"] = {str(cell): raw for cell, raw in report.unread.items()}
    if report.reasons or report.dismissed:
        written["reasons"] = marks_json.reasons_written(report)
    if report.remarks:
        written["remarks"] = {
            str(cell): {"text": remark.text, "flagged": remark.flagged} for cell, remark in report.remarks.items()
        }
    if report.links:
        written["ties"] = marks_json.links_written(report)
    if last_year is not None:
        written["last_year"] = write_report_json(last_year, last_edition or edition)
    if report.to_check or last_year is not None:
        written["to_check"] = marks_json.to_check_written(report)
    return written


def cells_json(report: Report, edition: Edition) -> dict[str, int | str | None]:
    """Every cell of the edition by address: counts as integers, amounts as strings in plain notation, blanks as
    null."""
    figures = shown(report, edition).figures
    return {str(cell): _figure_json(figures.get(cell)) for cell in edition.cells}


def _figure_json(figure: Figure | None) -> int | str | None:
    return format(figure, "f") if isinstance(figure, Decimal) else figure


def dumped(written: Mapping[str, Any], indent: int | None = 1) -> str:
    """JSON text with the Unicode line separators escaped, which some readers treat as line ends."""
    text = json.dumps(written, ensure_ascii=False, indent=indent)
    for separator in LINE_ENDS:
        text = text.replace(separator, f"\\u{ord(separator):04x}")
    return text


def read_report_json(data: object, editions: Mapping[str, Edition]) -> tuple[Report, Report | None, tuple[str, ...]]:
    """(report, prior year's report or ``None``, one sentence for each part that is missing or unreadable).

    Unknown keys are ignored.

    Raises:
        ReportJsonError: not an object with ``cells``, or of an unknown edition.
    """
    if not isinstance(data, dict) or not isinstance(data.get("cells"), dict):
        raise ReportJsonError("不是本程序的年报文件：没有 cells 这一项")
    edition = editions.get(str(data.get("edition")))
    if edition is None:
        known = "、".join(editions)
        raise ReportJsonError(f"文件的格式版本是 {data.get('edition')!r}，本程序认识的是 {known}")
    missed: list[str] = [f"缺少 {key}" for key in ("organ", "year", "title", "sections") if key not in data]
    figures, unread = _cells(data, edition, missed)
    reasons = marks_json.reasons_from(_mapping(data, "reasons", missed))
    report = Report(
        edition=edition.id,
        figures=figures,
        unread=unread,
        facts=_facts(data, edition, missed),
        texts=_texts(data, edition, missed),
        foreign_labels=_foreign_labels(data, missed),
        headings=_headings(data.get("headings"), missed),
        reasons=without_dismissed(reasons),
        dismissed=dismissed_among(reasons),
        remarks={
            cell: Remark(str(held["text"]), held.get("flagged") is True)
            for address, held in _mapping(data, "remarks", missed).items()
            if isinstance(held, dict) and "text" in held and (cell := _cell(address, edition)) is not None
        },
    )
    report = marks_json.with_marks(report, data, edition, missed)
    last_year = None
    if data.get("last_year") is not None:
        try:
            last_year, _, missed_last = read_report_json(data["last_year"], editions)
            missed += [f"上年年报：{each}" for each in missed_last]
        except ReportJsonError as error:
            missed.append(f"上年年报没有读：{error}")
    return with_derived_totals(report, edition), last_year, tuple(missed)


def stated_cells(data: Mapping[str, Any], edition: Edition) -> dict[Cell, str]:
    """The text of each cell that the object contains, totals as stated there; a blank is ``""``."""
    figures, unread = _cells(data, edition, [])
    return {
        cell: unread.get(cell) or show_figure(figures.get(cell)) for cell in edition.cells if str(cell) in data["cells"]
    }


def _headings(held: object, missed: list[str]) -> tuple[str, ...]:
    if held is None:
        return ()
    if isinstance(held, list) and all(isinstance(each, str) for each in held):
        return tuple(held)
    missed.append("headings 不是一列文字，没有读")
    return ()


def _mapping(data: Mapping[str, Any], key: str, missed: list[str]) -> Mapping[str, Any]:
    value = data.get(key) or {}
    if isinstance(value, dict):
        return value
    missed.append(f"{key} 不是一组键值，没有读")
    return {}


def _cell(address: str, edition: Edition) -> Cell | None:
    try:
        cell = Cell.parse(address)
    except ValueError:
        return None
    return cell if cell in edition.cell_set else None


def _cells(data: Mapping[str, Any], edition: Edition, missed: list[str]) -> tuple[dict[Cell, Figure], dict[Cell, str]]:
    cells: Mapping[str, Any] = data["cells"]
    figures: dict[Cell, Figure] = {}
    unread: dict[Cell, str] = {}
    absent = [cell for cell in edition.cells if str(cell) not in cells]
    if absent:
        missed.append(f"cells 里缺少 {len(absent)} 格，如 {edition.name_of(absent[0])}（{absent[0]}），按未填读入")
    for address, value in cells.items():
        cell = _cell(address, edition)
        if cell is None or value is None:
            continue  # a key of a newer program, or a blank
        try:
            figure = _figure(value, cell, edition)
        except FigureError as error:
            unread[cell] = str(value)
            missed.append(f"{edition.name_of(cell)}（{address}）：{error}")
            continue
        if figure is not None:
            figures[cell] = figure
    for address, raw in _mapping(data, "unread_cells", missed).items():
        cell = _cell(address, edition)
        if cell is not None and cell not in figures and isinstance(raw, str):
            unread[cell] = raw
    return figures, unread


def _figure(value: object, cell: Cell, edition: Edition) -> Figure | None:
    """The figure of a JSON value; a float is read by its shortest decimal digits, so that 2.0 is the count 2."""
    if type(value) is int and 0 <= value < _MORE_THAN_ANY and cell not in edition.amounts:
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise FigureError(f"“{value}”不是数字")
    return edition.read(cell, value if isinstance(value, str) else _digits(value))


def _digits(value: int | float) -> str:
    try:
        number = Decimal(repr(value))
        return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    except (InvalidOperation, ValueError) as error:
        raise FigureError(f"“{value}”不是数字") from error


def _foreign_labels(data: Mapping[str, Any], missed: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in _mapping(data, "facts", []).items():
        if not key.startswith(FOREIGN_LABELS):
            continue
        if isinstance(value, str):
            found[key.removeprefix(FOREIGN_LABELS)] = value
        else:
            missed.append(f"facts 里的 {key} 不认识，没有读（{str(value)[:20]}）")
    return found


def _facts(data: Mapping[str, Any], edition: Edition, missed: list[str]) -> dict[Fact, str]:
    found: dict[Fact, str] = {}
    for fact in (Fact.ORGAN, Fact.TITLE):
        if isinstance(text := data.get(fact), str):
            found |= {fact: text} if text else {}
        elif text is not None:
            missed.append(f"{fact} 不是文字，没有读")
    year = data.get("year")
    if isinstance(year, float) and year.is_integer():
        year = int(year)
    if (isinstance(year, int) and not isinstance(year, bool)) or (isinstance(year, str) and year.strip().isdigit()):
        found[Fact.YEAR] = str(year).strip()
    elif year is not None:
        missed.append(f"year 应为年份，如 2025，没有读（{str(year)[:20]}）")
    others = _mapping(data, "facts", missed)
    if Fact.YEAR not in found and isinstance(others.get("year"), str) and others["year"]:
        found[Fact.YEAR] = others["year"]
    for key, value in others.items():
        if key not in OTHER_FACTS:
            continue  # foreign labels, or a newer program's
        fact = Fact(key)
        known = KNOWN_FACTS.get(fact)
        if isinstance(value, str) and (known is None or not value or value in known):
            found[fact] = value
        else:
            missed.append(f"facts 里的 {key} 不认识，没有读（{str(value)[:20]}）")
    own_year = Report("", facts={Fact.YEAR: found.get(Fact.YEAR, "")}).year
    if found.get(Fact.TITLE) == edition.printed_title(found.get(Fact.ORGAN, ""), own_year):
        del found[Fact.TITLE]  # derived from organ and year again
    return found


def _texts(data: Mapping[str, Any], edition: Edition, missed: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    sections = _mapping(data, "sections", missed)
    for key in edition.text_keys:
        text = sections.get(key)
        if isinstance(text, str) and text:
            texts[key] = text
        elif text is not None and not isinstance(text, str):
            missed.append(f"sections 里的 {key} 不是文字，没有读")
    return texts
