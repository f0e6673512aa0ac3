"""Limits for PDF form XObjects that draw themselves, or each other many times.

pdfium draws a form as often as it is referenced; thirty forms that each draw the next one twice make 10⁹ drawings. So
the amount to draw is computed before a page is loaded. The dictionary of a form is never compressed, because stream
dictionaries are not; objects that it refers to may be.
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from model.importing.notes import ImportedDocumentError

_MOST_DRAWN = 60_000_000
"""Bytes of drawing in all."""
_MOST_OBJECTS = 200_000
_LONGEST_ABOUT = 100_000
"""Bytes of a dictionary that are looked at."""
_MOST_UNPACKED = 20_000_000
_UNKNOWN_TIMES = 8
"""Assumed number of drawings of each referenced form if the stream of a form cannot be read."""
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+obj\b")
_END = re.compile(rb"\bstream\r?\n|\bendobj\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_NUMBER = {key: re.compile(rb"/%s\s+(\d{1,9})\b" % key) for key in (b"N", b"First")}
_ENTRY = {key: re.compile(rb"/%s\s*(?:(\d{1,9})\s+\d+\s+R\b|(<<))" % key) for key in (b"Resources", b"XObject")}
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,9})\s+\d+\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


def refuse_endless_drawings(data: bytes, name: str) -> None:
    """
    Raises:
        ImportedDocumentError: the forms draw more than any report does.
    """
    if not _FORM.search(data):
        return
    objects = _objects(data)
    forms = {number: each for number, (each, _) in objects.items() if _FORM.search(each)}
    calls = _all_calls(objects, forms, name)
    drawn: dict[int, int] = {}
    most = 0
    for number in forms:
        most = max(most, _drawn(number, calls, objects, drawn, name))
    pages = sum(len(_DRAWN.findall(each)) for each in _contents(objects, forms)) if most > 1_000_000 else 1
    if most * max(pages, 1) > _MOST_DRAWN:
        _refuse(name)


_Objects = Mapping[int, tuple[bytes, bytes]]
"""Object number -> (its dictionary or other plain text, its raw stream)."""


def _objects(data: bytes) -> dict[int, tuple[bytes, bytes]]:
    found: dict[int, tuple[bytes, bytes]] = {}
    packed: dict[int, tuple[bytes, bytes]] = {}
    unpacked = 0
    ends = list(_END.finditer(data))
    starts = [end.start() for end in ends]
    for count, match in enumerate(_OBJECT.finditer(data)):
        following = bisect_left(starts, match.end())
        if following == len(ends) or count > _MOST_OBJECTS:
            break
        end = ends[following]
        about, stream = data[match.end() : min(end.start(), match.end() + _LONGEST_ABOUT)], b""
        if end[0].startswith(b"stream"):
            close = data.find(b"endstream", end.end())
            stream = data[end.end() : close if close >= 0 else len(data)]
        found[int(match[1])] = about, stream
        if stream and _PACKED.search(about) and unpacked < _MOST_UNPACKED:
            held = _inflated(about, stream)
            unpacked += len(held or b"")
            packed |= {number: (each, b"") for number, each in _unpacked(about, held or b"")}
    return packed | found


def _unpacked(about: bytes, held: bytes) -> Iterator[tuple[int, bytes]]:
    count, first = (match and int(match[1]) for match in (_NUMBER[b"N"].search(about), _NUMBER[b"First"].search(about)))
    if not count or first is None:
        return
    places = [int(each) for each in held[:first].split()[: 2 * count] if each.isdigit()]
    begins = [*places[1::2], len(held)]
    for number, begin, end in zip(places[::2], begins, begins[1:], strict=False):
        yield number, held[first + begin : first + end]


def _inflated(about: bytes, stream: bytes) -> bytes | None:
    """``None`` for a stream with another compression."""
    if b"/Filter" not in about:
        return stream
    if about.count(b"Decode") > 1 or not re.search(rb"/Fl(ateDecode)?\b", about):
        return None
    try:
        return zlib.decompressobj().decompress(stream, _MOST_UNPACKED)
    except zlib.error:
        return None


def _all_calls(objects: _Objects, forms: Mapping[int, bytes], name: str) -> dict[int, Sequence[tuple[int, int]]]:
    """Form -> (form, how often) that it draws."""
    everywhere = _by_name((text for text, _ in objects.values()), forms)
    calls: dict[int, Sequence[tuple[int, int]]] = {}
    count = 0
    for number in forms:
        calls[number] = _calls(number, objects, forms, everywhere)
        count += len(calls[number])
        if count > _MOST_OBJECTS:
            _refuse(name)
    return calls


def _by_name(texts: Iterable[bytes], forms: Mapping[int, bytes]) -> dict[bytes, list[int]]:
    """Name -> the forms that it stands for in any of the dictionaries."""
    found: dict[bytes, dict[int, None]] = {}
    for text in texts:
        for name, held in _NAMED.findall(text):
            if int(held) in forms:
                found.setdefault(name, {})[int(held)] = None
    return {name: list(held) for name, held in found.items()}


def _calls(
    number: int, objects: _Objects, forms: Mapping[int, bytes], everywhere: Mapping[bytes, list[int]]
) -> Sequence[tuple[int, int]]:
    """(form, how often) that the form draws; ``everywhere`` are the names of all dictionaries."""
    about, stream = objects[number]
    resources = _entry(b"Resources", about, objects)
    # without resources of its own, those of whatever draws it hold
    named = _by_name([_entry(b"XObject", resources, objects) or b""], forms) if resources is not None else everywhere
    drawing = _inflated(about, stream)
    if drawing is None:
        return [(held, _UNKNOWN_TIMES) for held in {held for some in named.values() for held in some}]
    times: dict[bytes, int] = {}
    for each in _DRAWN.findall(drawing):
        times[each] = times.get(each, 0) + 1
    return [(held, count) for each, count in times.items() for held in named.get(each, ())]


def _entry(key: bytes, text: bytes, objects: _Objects) -> bytes | None:
    """The dictionary under a key of a dictionary, direct or by reference; ``None`` when there is none."""
    match = _ENTRY[key].search(text)
    if match is None:
        return None
    if match[1]:
        return objects.get(int(match[1]), (b"", b""))[0]
    depth = 0
    for mark in re.finditer(rb"<<|>>", text[match.start(2) :]):
        depth += 1 if mark[0] == b"<<" else -1
        if not depth:
            return text[match.start(2) : match.start(2) + mark.end()]
    return text[match.start(2) :]


def _drawn(
    begin: int,
    calls: Mapping[int, Sequence[tuple[int, int]]],
    objects: _Objects,
    drawn: dict[int, int],
    name: str,
) -> int:
    """Bytes that are drawn for one form. Iterative, because the nesting depth is limited only by the file size."""
    stack = [begin]
    open_: set[int] = set()
    while stack:
        number = stack[-1]
        if number in drawn:
            stack.pop()
            continue
        waiting = [held for held, _ in calls[number] if held not in drawn]
        if number in open_ and waiting:
            _refuse(name)  # not finished yet: the form contains itself
        if waiting:
            open_.add(number)
            stack += waiting
            continue
        drawn[number] = len(objects[number][1]) + 1 + sum(times * drawn[held] for held, times in calls[number])
        if drawn[number] > _MOST_DRAWN:
            _refuse(name)
        stack.pop()
    return drawn[begin]


def _contents(objects: _Objects, forms: Mapping[int, bytes]) -> Iterator[bytes]:
    for number, (about, stream) in objects.items():
        if stream and number not in forms and b"/Subtype" not in about and b"/Length1" not in about:
            yield _inflated(about, stream) or b""


def _refuse(name: str) -> None:
    raise ImportedDocumentError(
        f"“{name}”里的图形互相套着，画不完，为安全起见没有打开。请向原单位要可以编辑的电子文件，或重新取得这个文件"
    )
