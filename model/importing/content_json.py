"""The content of a document as JSON: what the reading process sends. The receiver trusts nothing that it gets."""

import json
from collections.abc import Iterable
from typing import Any

from model.importing.content import MOST_BOXES, MOST_COLUMNS, MOST_ROWS, Box, Grid, NotText, SourceParagraph
from model.importing.document_reading import DocumentContent
from model.importing.file_types import OPENED_AS
from model.importing.notes import ImportedDocumentError, Note
from model.importing.readers.docx_revisions import TrackedChange

MOST_BYTES = 16_000_000
"""Of one message: a hundred times the largest report."""
_MOST_POSITIONS = 1_000_000
_MOST_ITEMS = 20_000
_FARTHEST = 1_000_000
_LONGEST_MESSAGE = 600

DocumentResult = DocumentContent | tuple[TrackedChange, ...]


def encoded(value: Any, name: str) -> bytes:
    """JSON as UTF-8, with lone surrogates as they are.

    Raises:
        ImportedDocumentError: it is larger than any report.
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(data) > MOST_BYTES:
        raise too_large(name)
    return data


def too_large(name: str) -> ImportedDocumentError:
    """The sentence for content that no report has."""
    return ImportedDocumentError(f"“{name}”的内容多得不正常，没有读取。请确认选对了文件")


def content_json(read: DocumentContent, name: str) -> Any:
    """
    Raises:
        ImportedDocumentError: there is more content than in any report.
    """
    grids = [item for item in read.content if isinstance(item, Grid)]
    positions = sum(box.high * box.wide for grid in grids for box in grid.boxes)
    if (
        sum(len(grid.boxes) for grid in grids) > MOST_BOXES
        or positions > _MOST_POSITIONS
        or len(read.content) > _MOST_ITEMS
    ):
        raise too_large(name)
    return {
        "kind": read.kind,
        "content": [_item_json(item) for item in read.content],
        "notes": [[note.what, note.where, note.raw] for note in read.notes],
        "beside": sorted(read.beside),
    }


def _item_json(item: SourceParagraph | Grid) -> Any:
    if isinstance(item, SourceParagraph):
        return [item.text, item.where]
    return {
        "name": item.name,
        "boxes": [list(box) if box.high > 1 or box.wide > 1 else list(box[:3]) for box in item.boxes],
        "flags": [item.aligned, item.is_sheet, item.is_cut],
        "offset": item.offset,
        "seams": list(item.seams),
    }


def content_from(value: Any) -> DocumentContent:
    """
    Raises:
        ValueError: anything about it is not as :func:`content_json` writes it.
    """
    kind = _text(_member(value, "kind"))
    if kind not in OPENED_AS:
        raise ValueError(kind)
    items = _listed(_member(value, "content"), _MOST_ITEMS)
    content = tuple(_paragraph(item) if isinstance(item, list) else _grid(item) for item in items)
    boxes = [box for item in content if isinstance(item, Grid) for box in item.boxes]
    if len(boxes) > MOST_BOXES or sum(box.high * box.wide for box in boxes) > _MOST_POSITIONS:
        raise ValueError("boxes")
    notes = (_texts(each, 3) for each in _listed(_member(value, "notes"), _MOST_ITEMS))
    beside = frozenset(NotText(_text(each)) for each in _listed(_member(value, "beside"), len(NotText)))
    return DocumentContent(kind, content, tuple(Note(what, where, raw=raw) for what, where, raw in notes), beside)


def _paragraph(value: list[Any]) -> SourceParagraph:
    text, where = _texts(value, 2)
    return SourceParagraph(text, where)


def _grid(value: Any) -> Grid:
    aligned, is_sheet, is_cut = _listed(_member(value, "flags"), 3)
    if not all(isinstance(each, bool) for each in (aligned, is_sheet, is_cut)):
        raise ValueError("flags")
    return Grid(
        _text(_member(value, "name")),
        tuple(map(_box, _listed(_member(value, "boxes"), MOST_BOXES))),
        aligned,
        is_sheet,
        _number(_member(value, "offset")),
        tuple(map(_number, _listed(_member(value, "seams"), _MOST_ITEMS))),
        is_cut,
    )


def _box(value: Any) -> Box:
    if not isinstance(value, list) or len(value) not in (3, 5):
        raise ValueError("box")
    text, *numbers = value
    box = Box(_text(text), *map(_number, numbers))
    if not 1 <= box.high <= MOST_ROWS or not 1 <= box.wide <= MOST_COLUMNS:
        raise ValueError("box")
    return box


def changes_json(changes: Iterable[TrackedChange], name: str) -> Any:
    """
    Raises:
        ImportedDocumentError: there are more changes than a person can read.
    """
    listed = [[each.kind, each.author, each.at, each.text, each.where] for each in changes]
    if len(listed) > _MOST_ITEMS:
        raise too_large(name)
    return {"changes": listed}


def changes_from(value: Any) -> tuple[TrackedChange, ...]:
    """
    Raises:
        ValueError: anything about it is not as :func:`changes_json` writes it.
    """
    return tuple(TrackedChange(*_texts(each, 5)) for each in _listed(_member(value, "changes"), _MOST_ITEMS))


def message_from(value: Any) -> str:
    """The sentence of an error, without control characters.

    Raises:
        ValueError: it is none.
    """
    text = _text(value)
    if len(text) > _LONGEST_MESSAGE or not text.isprintable():
        raise ValueError("message")
    return text


def _member(value: Any, key: str) -> Any:
    if not isinstance(value, dict) or key not in value:
        raise ValueError(key)
    return value[key]


def _listed(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("list")
    return value


def _texts(value: Any, count: int) -> list[str]:
    if len(_listed(value, count)) != count:
        raise ValueError("texts")
    return [_text(each) for each in value]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _FARTHEST:
        raise ValueError("number")
    return value
