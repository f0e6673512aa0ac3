"""Reports and edits as JSON text, as stored in the database.

Format 1 (store version 1 and up). Every text is one JSON object. Cells are keys by their address
(``requests.received.person``); a count is a JSON integer, an amount ``{"decimal": "12.50"}`` with the digits as they
were given, so that neither is rounded nor takes the other's type.

report
    ``edition``, and, where not empty: ``figures`` {cell: figure}, ``unread`` {cell: text},
    ``origins`` {cell: [source, place, raw]}, ``texts`` {key: text}, ``headings`` [text],
    ``reasons`` {rule: [about, text]}, or [about, text, section, start] (store version 6 and up),
    ``to_check`` {key: [section, start, text, was]}, or [section, start, text, was, [cell]] (6 and up),
    ``remarks`` {cell: [text, flagged]} (store version 3 and up),
    ``links`` {key: [section, start, text, [cell]]} (4 and up), or [section, start, text, [cell], true] (6 and up)
    The sign-off is stored in ``texts`` with the key prefix ``sign_off.``, labels of another edition likewise with
    ``other_form.`` and the table's id, dismissed numbers in ``reasons`` with the prefix ``unrelated.``.
edit
    ``label``, and, where not empty, the same parts but ``headings``; ``null`` for values that the edit removes; an
    absent key is left unchanged

A later format adds a reader beside this one and a migration in :mod:`model.store.database`; it never changes what
format 1 means.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from model.form.figures import Figure
from model.form.tables import Cell
from model.report.dismissed_places import STORED_PREFIX, dismissed_among, without_dismissed
from model.report.edits import CHANGING, Edit
from model.report.report import NumberLink, Origin, Reason, Remark, Report, SignOffField, TextPosition, ToCheck


class StoredFormatError(ValueError):
    """The text is not a report or edit of a known format."""


def report_text(report: Report) -> str:
    """The report in format 1; inverse of :func:`report_from`."""
    parts = _parts(report)
    if report.headings:
        parts["headings"] = list(report.headings)
    return _json({"edition": report.edition, **parts})


def edit_text(edit: Edit) -> str:
    """The edit in format 1, without ``changes`` and ``placed``; read by :func:`edit_from`."""
    return _json({"label": edit.label, **_parts(edit)})


def report_from(text: str) -> Report:
    """Raises: StoredFormatError: ``text`` is damaged or of an unknown format."""
    try:
        stored = json.loads(text)
        headings = tuple(stored.pop("headings", ()))
        return Report(stored.pop("edition"), headings=headings, **_parts_from(stored))
    except _UNREADABLE as error:
        raise StoredFormatError(f"not a stored report: {error}") from error


def edit_from(text: str) -> Edit:
    """Raises: StoredFormatError: ``text`` is damaged or of an unknown format."""
    try:
        stored = json.loads(text)
        return Edit(stored.pop("label"), **_parts_from(stored))
    except _UNREADABLE as error:
        raise StoredFormatError(f"not a stored edit: {error}") from error


_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, InvalidOperation, RecursionError)


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        # a lone surrogate, e.g. from a paste, has no UTF-8 encoding; escaped it survives the round trip
        return json.dumps(value, separators=(",", ":"))
    return text


def _figure_stored(figure: Figure) -> object:
    if type(figure) is int:
        return figure
    if type(figure) is Decimal:
        return {"decimal": str(figure)}
    raise TypeError(f"not a figure: {figure!r}")


def _figure_from(stored: Any) -> Figure:
    if type(stored) is int:
        return stored
    return Decimal(stored["decimal"])


def _same(text: str) -> str:
    return text


def _remark_from(text: Any, flagged: Any) -> Remark:
    if not isinstance(text, str) or not isinstance(flagged, bool):
        raise TypeError("not a remark")
    return Remark(text, flagged)


def _cells_stored(cells: Sequence[Cell]) -> list[str]:
    return [str(cell) for cell in cells]


def _cells_from(stored: Any) -> tuple[Cell, ...]:
    return tuple(map(Cell.parse, stored))


def _link_stored(link: NumberLink) -> object:
    stored = [link.section, link.start, link.text, _cells_stored(link.cells)]
    return [*stored, True] if link.automatic else stored


def _link_from(section: Any, start: Any, text: Any, cells: Any, automatic: Any = False) -> NumberLink:
    if not isinstance(section, str) or type(start) is not int or not isinstance(text, str):
        raise TypeError("not a link")
    if not isinstance(automatic, bool):
        raise TypeError("not a link")
    return NumberLink(section, start, text, _cells_from(cells), automatic)


def _to_check_stored(mark: ToCheck) -> object:
    stored = [mark.section, mark.start, mark.text, mark.was]
    return stored if mark.cells is None else [*stored, _cells_stored(mark.cells)]


def _to_check_from(section: Any, start: Any, text: Any, was: Any, cells: Any = None) -> ToCheck:
    return ToCheck(section, start, text, was, None if cells is None else _cells_from(cells))


def _reason_stored(reason: Reason) -> object:
    stored = [reason.about, reason.text]
    return stored if reason.place is None else [*stored, reason.place.section, reason.place.start]


def _reason_from(about: Any, text: Any, *place: Any) -> Reason:
    return Reason(about, text, TextPosition(*place) if place else None)


_KEYS_ARE_CELLS = frozenset({"figures", "unread", "origins", "remarks"})
_STORED: Mapping[str, Callable[[Any], object]] = {
    "figures": _figure_stored,
    "unread": _same,
    "texts": _same,
    "origins": lambda origin: [origin.source, origin.place, origin.raw],
    "reasons": _reason_stored,
    "to_check": _to_check_stored,
    "remarks": lambda remark: [remark.text, remark.flagged],
    "links": _link_stored,
}
_READ: Mapping[str, Callable[[Any], object]] = {
    "figures": _figure_from,
    "unread": _same,
    "texts": _same,
    "origins": lambda stored: Origin(*stored),
    "reasons": lambda stored: _reason_from(*stored),
    "to_check": lambda stored: _to_check_from(*stored),
    "remarks": lambda stored: _remark_from(*stored),
    "links": lambda stored: _link_from(*stored),
}


_STORED_NAMES = {"links": "ties"}
"""Attribute -> key, where they differ."""

_FOREIGN_LABELS = "other_form."
_SIGN_OFF = "sign_off."
_SIGN_OFF_KEYS = {f"{_SIGN_OFF}{field}": field for field in SignOffField}
"""Stored key -> field. All store versions so far keep these in ``texts``."""


def _parts(holder: Report | Edit) -> dict[str, Any]:
    """Every non-empty part of the report or edit as JSON values."""
    parts = {
        _STORED_NAMES.get(name, name): {
            str(key): None if value is None else _STORED[name](value) for key, value in getattr(holder, name).items()
        }
        for name in CHANGING
        if name in _STORED and getattr(holder, name)
    }
    if holder.dismissed:
        dismissed = {
            f"{STORED_PREFIX}{key}": None if each is None else _reason_stored(each)
            for key, each in holder.dismissed.items()
        }
        parts["reasons"] = {**parts.get("reasons", {}), **dismissed}
    if holder.foreign_labels:
        labels = {f"{_FOREIGN_LABELS}{table_id}": text for table_id, text in holder.foreign_labels.items()}
        parts["texts"] = {**parts.get("texts", {}), **labels}
    if holder.sign_off:
        parts["texts"] = {
            **parts.get("texts", {}),
            **{f"{_SIGN_OFF}{key}": text for key, text in holder.sign_off.items()},
        }
    return parts


def _parts_from(stored: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    attributes = {_STORED_NAMES.get(name, name): name for name in _READ}
    if unknown := stored.keys() - attributes.keys():
        raise StoredFormatError(f"unknown parts {sorted(unknown)}")
    parts: dict[str, Any] = {
        attributes[name]: {
            Cell.parse(key) if name in _KEYS_ARE_CELLS else key: None
            if value is None
            else _READ[attributes[name]](value)
            for key, value in part.items()
        }
        for name, part in stored.items()
    }
    if reasons := parts.get("reasons"):
        parts["reasons"], parts["dismissed"] = without_dismissed(reasons), dismissed_among(reasons)
    if texts := parts.get("texts"):
        parts["texts"] = {
            key: text
            for key, text in texts.items()
            if key not in _SIGN_OFF_KEYS and not key.startswith(_FOREIGN_LABELS)
        }
        parts["foreign_labels"] = {
            key.removeprefix(_FOREIGN_LABELS): text for key, text in texts.items() if key.startswith(_FOREIGN_LABELS)
        }
        parts["sign_off"] = {_SIGN_OFF_KEYS[key]: text for key, text in texts.items() if key in _SIGN_OFF_KEYS}
    return parts
