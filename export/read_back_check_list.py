"""Reads a written check list (核对单) back: the file must contain each of its texts, in the same order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from export.document.check_list import CheckList
from export.read_back_text import without_spaces
from model.importing.content import Content, Grid
from model.importing.readers.zip_package import opened


def missing_texts(listed: CheckList, path: Path) -> tuple[str, ...]:
    """The texts of ``listed`` that are missing or out of order in the ``.docx`` or ``.xlsx`` at ``path``."""
    return missing_among(_listed(listed, is_sheet=path.suffix.lower() == ".xlsx"), path)


def missing_among(texts: Iterable[str], path: Path) -> tuple[str, ...]:
    """The ``texts`` that are missing or out of order in the ``.docx`` or ``.xlsx`` at ``path``."""
    stands = [each for text in _texts(_content(path)) if (each := _compared(text))]
    missing = []
    place = 0
    for text in texts:
        wanted = _compared(text)
        if not wanted:
            continue
        found = next((at for at in range(place, len(stands)) if stands[at] == wanted), None)
        if found is None:
            missing.append(text)
        else:
            place = found + 1
    return tuple(missing)


def _compared(text: str) -> str:
    """Text as it is compared: without lone surrogates and white space, because readers may break lines differently."""
    return without_spaces(text.encode("utf-8", "ignore").decode())


def _content(path: Path) -> Content:
    data = path.read_bytes()
    package = opened(data, path.name)
    if path.suffix.lower() == ".docx":
        from model.importing.readers.docx import read_word

        return read_word(package)[0]
    from model.importing.readers.xlsx import read_spreadsheet

    return read_spreadsheet(package, data, path.name)[0]


def _texts(content: Content) -> Iterator[str]:
    for item in content:
        if isinstance(item, Grid):
            yield from (box.text for box in sorted(item.boxes, key=lambda box: (box.top, box.left)))
        else:
            yield item.text


def _listed(listed: CheckList, *, is_sheet: bool) -> Iterator[str]:
    """In the order of the file; a sheet has a remark and its cell in one place."""
    yield listed.title
    yield f"结论：{listed.verdict}"
    for name, text in listed.facts:
        yield from (name, text)
    for line in listed.lines:
        yield from (line.severity, line.description, line.cells, line.reason)
    for cell, remark in listed.remarks:
        yield from (f"{cell}：{remark}",) if is_sheet else (cell, remark)
    for name, text in listed.closing:
        yield from (name, text)
