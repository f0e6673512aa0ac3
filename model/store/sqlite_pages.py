"""Reads the records of a damaged SQLite file page by page, without using its header, indexes or interior pages.

The approach of SQLite's ``.recover``: every table leaf is identified by its first byte, whether or not a page still
refers to it. Source: https://www.sqlite.org/fileformat2.html
"""

import mmap
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
USUAL_PAGE_SIZE = 4096
LEAF_OF_TABLE = 0x0D
LONGEST_RECORD = 64 << 20
"""In bytes, larger than any draft: a greater length indicates damage."""


def records(path: Path) -> Iterator[tuple[Any, ...]]:
    """Every readable record of every table, including committed pages of the WAL; an unreadable one is skipped."""
    with path.open("rb") as file:
        size = path.stat().st_size
        held: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        try:
            pages = _Pages(held, *_from_wal(path.with_name(f"{path.name}-wal")))
            for number in range(1, pages.count + 1):
                yield from _of_page(pages, number)
        finally:
            if isinstance(held, mmap.mmap):
                held.close()


class _Pages:
    def __init__(self, held: mmap.mmap | bytes, page_size: int, newer: Mapping[int, bytes]) -> None:
        self._held = held
        self._newer = newer
        header = bytes(held[:100])
        (stated,) = struct.unpack(">H", header[16:18]) if len(header) == 100 else (0,)
        stated = 65536 if stated == 1 else stated
        self.size = page_size or (stated if stated in PAGE_SIZES else USUAL_PAGE_SIZE)
        reserved = header[20] if len(header) == 100 and stated in PAGE_SIZES else 0
        self.usable = self.size - reserved if reserved <= 32 else self.size
        self.count = max((len(held) + self.size - 1) // self.size, *newer, 0) if newer else len(held) // self.size

    def __getitem__(self, number: int) -> bytes:
        """The page, from 1; empty beyond the end of the file."""
        if number in self._newer:
            return self._newer[number]
        page = bytes(self._held[(number - 1) * self.size : number * self.size]) if number > 0 else b""
        return page if len(page) == self.size else b""


def _from_wal(path: Path) -> tuple[int, Mapping[int, bytes]]:
    """(page size, committed page number -> page); (0, {}) without a valid WAL."""
    try:
        content = path.read_bytes()
    except OSError:
        return 0, {}
    if len(content) < 32:
        return 0, {}
    magic, _version, size, _sequence, *salt_and_sum = struct.unpack(">8I", content[:32])
    if magic not in (0x377F0682, 0x377F0683) or size not in PAGE_SIZES:
        return 0, {}
    big_endian = magic & 1
    if _summed(content[:24], (0, 0), big_endian) != tuple(salt_and_sum[2:]):
        return 0, {}
    running = (salt_and_sum[2], salt_and_sum[3])
    pages: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for start in range(32, len(content) - size - 23, size + 24):
        head = content[start : start + 24]
        page = content[start + 24 : start + 24 + size]
        number, committed, *salts, first, second = struct.unpack(">6I", head)
        running = _summed(page, _summed(head[:8], running, big_endian), big_endian)
        if salts != salt_and_sum[:2] or running != (first, second):
            break
        pending[number] = page
        if committed:
            pages.update(pending)
            pending.clear()
    return size, pages


def _summed(data: bytes, running: tuple[int, int], big_endian: int) -> tuple[int, int]:
    """SQLite's checksum of the WAL."""
    first, second = running
    words = struct.unpack(f"{'>' if big_endian else '<'}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second


def _of_page(pages: _Pages, number: int) -> Iterator[tuple[Any, ...]]:
    page = pages[number]
    start = 100 if number == 1 else 0
    if not page or page[start] != LEAF_OF_TABLE:
        return
    (count,) = struct.unpack(">H", page[start + 3 : start + 5])
    for at in range(start + 8, min(start + 8 + 2 * count, pages.size - 1), 2):
        (place,) = struct.unpack(">H", page[at : at + 2])
        try:
            yield _record(_payload(pages, page, place))
        except (ValueError, IndexError, struct.error):
            continue  # this record is damaged; its neighbours may not be


def _payload(pages: _Pages, page: bytes, place: int) -> bytes:
    length, place = _varint(page, place)
    _rowid, place = _varint(page, place)
    if not 0 < length <= LONGEST_RECORD:
        raise ValueError("length")
    usable = pages.usable
    if length <= usable - 35:
        return _exactly(page[place : place + length], length)
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    if local > usable - 35:
        local = least
    found = bytearray(_exactly(page[place : place + local], local))
    (following,) = struct.unpack(">I", page[place + local : place + local + 4])
    seen = set()
    while len(found) < length:
        overflow = pages[following]
        if following in seen or not overflow:
            raise ValueError("chain")
        seen.add(following)
        found += overflow[4 : min(usable, 4 + length - len(found))]
        (following,) = struct.unpack(">I", overflow[:4])
    return bytes(found)


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError("cut off")
    return data


def _record(payload: bytes) -> tuple[Any, ...]:
    head_length, at = _varint(payload, 0)
    kinds = []
    while at < head_length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    at = head_length
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("length")
    return tuple(values)


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS:
        wide = _INTEGERS[kind]
        return int.from_bytes(_exactly(payload[at : at + wide], wide), "big", signed=True), at + wide
    if kind == 7:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    if kind < 12:
        raise ValueError("kind")
    wide = (kind - 12) // 2
    content = _exactly(payload[at : at + wide], wide)
    return (content.decode() if kind % 2 else content), at + wide


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, at + step + 1
    raise AssertionError("unreachable")
