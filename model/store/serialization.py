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
    ``ties`` {key: [section, start, text, [cell]]} (4 and up), or [section, start, text, [cell], true] (6 and up)
    The facts are stored in ``texts`` beside the sections, the sign-off likewise with the key prefix ``sign_off.``,
    labels of another edition with ``other_form.`` and the table's id, dismissed numbers in ``reasons`` with the prefix
    ``unrelated.``.
edit
    ``label``, and, where not empty, the same parts but ``headings``; ``null`` for values that the edit removes; an
    absent key is left unchanged

A later format adds a reader beside this one and a migration in :mod:`model.store.database`; it never changes what
format 1 means.
"""

import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from model.form.figures import Figure
from model.form.tables import Cell
from model.report.dismissed_places import STORED_PREFIX, dismissed_among, without_dismissed
from model.report.edits import CHANGING, Edit
from model.report.report import Fact, NumberLink, Origin, Reason, Remark, Report, SignOffField, TextPosition, ToCheck
from model.store.columns import is_intact, mended


class StoredFormatError(ValueError):
    """The text is not a report or edit of a known format."""


def report_text(report: Report) -> str:
    """The report in format 1; inverse of :func:`report_from`."""
    parts = _parts(report)
    if report.headings:
        parts["headings"] = list(report.headings)
    return json_text({"edition": report.edition, **parts})


def edit_text(edit: Edit) -> str:
    """The edit in format 1, without ``changes`` and ``placed``; read by :func:`edit_from`."""
    return json_text({"label": edit.label, **_parts(edit)})


def report_from(text: str) -> Report:
    """Raises: StoredFormatError: ``text`` is damaged or of an unknown format."""
    try:
        stored = loaded(text)
        headings = tuple(map(_text, _list(stored.pop("headings", []))))
        return Report(_text(stored.pop("edition")), headings=headings, **_parts_from(stored, _vetted))
    except UNREADABLE:
        raise StoredFormatError("not a stored report") from None  # the cause would quote it


def edit_from(text: str) -> Edit:
    """Raises: StoredFormatError: ``text`` is damaged or of an unknown format."""
    try:
        stored = loaded(text)
        return Edit(_text(stored.pop("label")), **_parts_from(stored, _vetted_or_removed))
    except UNREADABLE:
        raise StoredFormatError("not a stored edit") from None


def report_salvaged_from(text: str) -> Report | None:
    """What can be read of a damaged report: damaged characters become ``�``, values that are none are left out;
    ``None`` if the text is no JSON object or has no edition any more."""
    try:
        stored = json.loads(mended(text))
        edition, headings = _text(stored.pop("edition")), stored.pop("headings", [])
        known = {name: part for name, part in stored.items() if name in _ATTRIBUTES and isinstance(part, dict)}
        parts = _parts_from({name: _readable(name, part) for name, part in known.items()}, _vetted)
    except UNREADABLE:
        return None
    found = headings if isinstance(headings, list) else []
    return Report(edition, headings=tuple(each for each in found if isinstance(each, str)), **parts)


def _readable(name: str, part: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of a part that have a valid key and value."""
    kept = {}
    for key, value in part.items():
        with contextlib.suppress(*UNREADABLE):
            _parts_from({name: {key: value}}, _vetted)
            kept[key] = value
    return kept


def loaded(text: str) -> dict[str, Any]:
    """The JSON object in the text. Raises one of :data:`UNREADABLE` if it is none, or has a key twice."""
    if not is_intact(text):
        raise StoredFormatError("not UTF-8")
    stored = json.loads(text, object_pairs_hook=_once)
    if not isinstance(stored, dict):
        raise TypeError("not an object")
    return stored


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A duplicate key means damage, as it is unknown which value is valid."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise StoredFormatError("a key is given twice")
    return found


UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, InvalidOperation, RecursionError)


def json_text(value: object) -> str:
    """``value`` as JSON that SQLite can store."""
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
    raise TypeError(f"not a figure but {type(figure).__name__}")


MOST_DIGITS = 40
"""Of a stored figure before and after the point. The grid takes fewer, older versions took more; a number of millions
of digits would use up the memory when it is shown."""


def _figure_from(stored: Any) -> Figure:
    if type(stored) is int:
        if abs(stored) >= 10**MOST_DIGITS:
            raise ValueError("too long")
        return stored
    if not isinstance(stored, dict) or stored.keys() != {"decimal"}:
        raise TypeError("not a figure")
    amount = Decimal(_text(stored["decimal"]))
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or not -MOST_DIGITS <= exponent <= MOST_DIGITS or amount.adjusted() >= MOST_DIGITS:
        raise ValueError("not finite, or too long")
    return amount


def _same(text: str) -> str:
    return text


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _start(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST_CHARACTERS:
        raise TypeError("not a position")
    return value


MOST_CHARACTERS = 1 << 31
"""Positions in a text are below it; Qt counts characters in 32 bits."""


def _remark_from(text: Any, flagged: Any) -> Remark:
    if not isinstance(flagged, bool):
        raise TypeError("not a remark")
    return Remark(_text(text), flagged)


def _cells_stored(cells: Sequence[Cell]) -> list[str]:
    return [str(cell) for cell in cells]


def _cells_from(stored: Any) -> tuple[Cell, ...]:
    return tuple(Cell.parse(_text(address)) for address in _list(stored))


def _link_stored(link: NumberLink) -> object:
    stored = [link.section, link.start, link.text, _cells_stored(link.cells)]
    return [*stored, True] if link.automatic else stored


def _link_from(section: Any, start: Any, text: Any, cells: Any, automatic: Any = False) -> NumberLink:
    if not isinstance(automatic, bool):
        raise TypeError("not a link")
    return NumberLink(_text(section), _start(start), _text(text), _cells_from(cells), automatic)


def _to_check_stored(mark: ToCheck) -> object:
    stored = [mark.section, mark.start, mark.text, mark.was]
    return stored if mark.cells is None else [*stored, _cells_stored(mark.cells)]


def _to_check_from(section: Any, start: Any, text: Any, was: Any, cells: Any = None) -> ToCheck:
    held = None if cells is None else _cells_from(cells)
    return ToCheck(_text(section), _start(start), _text(text), _text(was), held)


def _reason_stored(reason: Reason) -> object:
    stored = [reason.about, reason.text]
    return stored if reason.place is None else [*stored, reason.place.section, reason.place.start]


def _reason_from(about: Any, text: Any, *place: Any) -> Reason:
    return Reason(_text(about), _text(text), _place_from(*place) if place else None)


def _place_from(section: Any, start: Any) -> TextPosition:
    return TextPosition(_text(section), _start(start))


def _origin_from(source: Any, place: Any, raw: Any) -> Origin:
    return Origin(_text(source), _text(place), _text(raw))


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
    "unread": _text,
    "texts": _text,
    "origins": lambda stored: _origin_from(*_list(stored)),
    "reasons": lambda stored: _reason_from(*_list(stored)),
    "to_check": lambda stored: _to_check_from(*_list(stored)),
    "remarks": lambda stored: _remark_from(*_list(stored)),
    "links": lambda stored: _link_from(*_list(stored)),
}


def _vetted(attribute: str, value: Any) -> object:
    """A value of a report. Raises one of ``UNREADABLE`` for a value of another type or range."""
    return _READ[attribute](value)


def _vetted_or_removed(attribute: str, value: Any) -> object:
    """A value of an edit, where ``null`` removes the entry."""
    return None if value is None else _READ[attribute](value)


_STORED_NAMES = {"links": "ties"}
"""Attribute -> key, where they differ."""
_ATTRIBUTES = {_STORED_NAMES.get(name, name): name for name in _READ}
"""Key -> attribute."""

_FOREIGN_LABELS = "other_form."
_SIGN_OFF = "sign_off."
_SIGN_OFF_KEYS = {f"{_SIGN_OFF}{field}": field for field in SignOffField}
_FACT_KEYS = {str(fact): fact for fact in Fact}
"""Stored key -> field. All store versions so far keep these in ``texts``."""


def _parts(holder: Report | Edit) -> dict[str, Any]:
    """Every non-empty part of the report or edit as JSON values."""
    parts = {}
    for name in CHANGING:
        if name in _STORED and (values := _stored_values(holder, name)):
            stored_name = _STORED_NAMES.get(name, name)
            parts[stored_name] = {
                str(key): None if each is None else _STORED[name](each) for key, each in values.items()
            }
    return parts


def _stored_values(holder: Report | Edit, name: str) -> dict[Any, Any]:
    """The values stored under ``name``: those of the field, and of fields that no store version names."""
    values = {**getattr(holder, name)}
    if name == "texts":
        values = {**holder.facts, **values}
        values |= {f"{_FOREIGN_LABELS}{table_id}": text for table_id, text in holder.foreign_labels.items()}
        values |= {f"{_SIGN_OFF}{field}": text for field, text in holder.sign_off.items()}
    if name == "reasons":
        values |= {f"{STORED_PREFIX}{key}": reason for key, reason in holder.dismissed.items()}
    return values


def _parts_from(stored: Mapping[str, Mapping[str, Any]], read: Callable[[str, Any], object]) -> dict[str, Any]:
    if stored.keys() - _ATTRIBUTES.keys():
        raise StoredFormatError("unknown parts")
    parts: dict[str, Any] = {
        _ATTRIBUTES[name]: {
            Cell.parse(key) if name in _KEYS_ARE_CELLS else key: read(_ATTRIBUTES[name], value)
            for key, value in part.items()
        }
        for name, part in stored.items()
    }
    if reasons := parts.get("reasons"):
        parts["reasons"], parts["dismissed"] = without_dismissed(reasons), dismissed_among(reasons)
    if texts := parts.get("texts"):
        parts |= _texts_from(texts)
    return parts


def _texts_from(stored: Mapping[str, str | None]) -> dict[str, dict[Any, str | None]]:
    """The fields of a report or edit whose values are stored under ``texts``."""
    parts: dict[str, dict[Any, str | None]] = {"facts": {}, "texts": {}, "foreign_labels": {}, "sign_off": {}}
    for key, text in stored.items():
        if fact := _FACT_KEYS.get(key):
            parts["facts"][fact] = text
        elif field := _SIGN_OFF_KEYS.get(key):
            parts["sign_off"][field] = text
        elif key.startswith(_FOREIGN_LABELS):
            parts["foreign_labels"][key.removeprefix(_FOREIGN_LABELS)] = text
        else:
            parts["texts"][key] = text
    return parts
