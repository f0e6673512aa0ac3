"""Writes a workbook of Excel 97 (BIFF 8 in a compound file), as Excel and WPS save ``.xls`` and ``.et``; only what a
register needs."""

import struct
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST_STREAM = 4096
"""A shorter stream would be kept in smaller sectors."""
_GENERAL, _DAY = 15, 16
"""Formats of cells, by their number; the first fifteen are those of styles."""
_EPOCH = date(1899, 12, 30)

Span = tuple[int, int, int, int]


def write_xls(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], merged: Sequence[Span] = ()) -> None:
    """``merged``: (first row, last row, first column, last column) of each sheet, counted from 0."""
    bodies = [_sheet(rows, merged) for rows in sheets.values()]
    begin = len(_globals(list(sheets), [0] * len(bodies)))
    offsets = [begin + sum(map(len, bodies[:number])) for number in range(len(bodies))]
    path.write_bytes(_compound(_globals(list(sheets), offsets) + b"".join(bodies)))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _globals(names: Sequence[str], offsets: Sequence[int]) -> bytes:
    font = struct.pack("<HHHHHBBBB", 210, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + _short_text("宋体")
    parts = [
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)),
        _record(0x0042, struct.pack("<H", 1200)),
        *[_record(0x0031, font)] * 4,
        _record(0x041E, struct.pack("<H", 164) + _text("yyyy/m/d")),
        *[_record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0))] * _GENERAL,
        *(_record(0x00E0, struct.pack("<HHHBBBBIIH", 0, shown, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0)) for shown in (0, 164)),
        *(
            _record(0x0085, struct.pack("<IH", offset, 0) + _short_text(name))
            for name, offset in zip(names, offsets, strict=True)
        ),
        _record(0x000A),
    ]
    return b"".join(parts)


def _sheet(rows: Sequence[Sequence[object]], merged: Sequence[Span]) -> bytes:
    wide = max(map(len, rows), default=0)
    parts = [
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)),
        _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, wide, 0)),
    ]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, date):
                number = float((value - _EPOCH).days)
                parts.append(_record(0x0203, struct.pack("<HHHd", row, column, _DAY, number)))
            elif isinstance(value, int):
                parts.append(_record(0x0203, struct.pack("<HHHd", row, column, _GENERAL, float(value))))
            elif value != "":
                parts.append(_record(0x0204, struct.pack("<HHH", row, column, _GENERAL) + _text(str(value))))
    if merged:
        areas = b"".join(struct.pack("<HHHH", *each) for each in merged)
        parts.append(_record(0x00E5, struct.pack("<H", len(merged)) + areas))
    return b"".join([*parts, _record(0x000A)])


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _short_text(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _compound(stream: bytes) -> bytes:
    """The stream ``Workbook`` in a file of its own: the table of sectors first, then the directory, then the stream."""
    stream = stream.ljust(_LEAST_STREAM, b"\0")
    used = -(-len(stream) // _SECTOR)
    tables = -(-(used + 2) // (_SECTOR // 4 - 1))
    first = tables + 1
    chain = [_FAT] * tables + [_END] + [first + number + 1 for number in range(used - 1)] + [_END]
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, tables, 0, _LEAST_STREAM, _END, 0, _END, 0),
    )
    held = [*range(tables), *[_FREE] * (109 - tables)]
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, first, len(stream))
    directory += 2 * _entry("", 0, _FREE, 0, 0)
    body = struct.pack(f"<{len(chain)}I", *chain) + directory + stream.ljust(used * _SECTOR, b"\0")
    return header + struct.pack("<109I", *held) + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    length = len(written) + 2 if name else 0
    return struct.pack("<64sHBBIII16xI8x8xIQ", written, length, kind, 1, _FREE, _FREE, child, 0, start, size)
