"""Form fields in the tables of a web page: a page that was saved with its form shows what the fields hold."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

FIELDS = frozenset(("input", "select", "textarea"))
_NO_VALUE = frozenset(("button", "submit", "reset", "image", "checkbox", "radio", "file", "password"))
_TEXT_FIELDS = frozenset(("", "text", "number", "tel", "search"))


def kind_of(field: "_Element") -> str:
    """The ``type`` of an ``input``; blank where it has none."""
    return (field.get("type") or "").strip().lower()


def entered(field: "_Element") -> str:
    """The text that the field holds in the saved page; blank for one that is hidden, or no field for text."""
    if field.tag == "select":
        shown = _chosen(field) or list(field.iterdescendants("option"))[:1]  # nobody may have chosen any
        return "".join(map(_text, shown))
    if field.tag == "textarea":
        return _text(field)
    return "" if kind_of(field) in _NO_VALUE | {"hidden"} else field.get("value") or ""


def is_text_of_its_cell(field: "_Element") -> bool:
    """Whether what the field holds is seen as the only text of its cell. A field that is switched off may hold what a
    script would show, and a list may show another entry than the chosen ones."""
    if field.get("disabled") is not None or (field.tag == "input" and kind_of(field) not in _TEXT_FIELDS):
        return False
    if field.tag == "select" and len(_chosen(field)) != 1:
        return False
    cell = next(field.iterancestors("td", "th"), None)
    if cell is None or sum(bool(entered(each).strip()) for each in cell.iter(*FIELDS)) > 1:
        return False
    return not any(map(str.isdigit, _text(cell).replace(_text(field), "", 1)))


def _chosen(field: "_Element") -> "list[_Element]":
    return [each for each in field.iterdescendants("option") if each.get("selected") is not None]


def _text(element: "_Element") -> str:
    return "".join(map(str, element.itertext()))
