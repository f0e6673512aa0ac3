"""Automatic numbers of paragraphs in Word: they are displayed but not stored in the text."""

import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from model.importing.readers.zip_package import parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART = "word/numbering.xml"
_PLACE = re.compile(r"%([1-9])")
_HAN = "〇一二三四五六七八九"
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")


class Level(NamedTuple):
    """The number format of one list level."""

    format: str
    text: str
    """With ``%1`` for the number of the outermost level, and so on."""
    start: int


class Counter:
    """Numbers for the paragraphs of lists. Each call counts one paragraph: call in reading order."""

    def __init__(self, lists: Mapping[str, tuple[str, Mapping[int, Level]]]) -> None:
        """List -> (id of its counter, which several lists may share; its levels from 0)."""
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, list_id: str, level_number: int) -> str:
        """The next number of the list at this level; blank for unknown lists and bullets."""
        counted, levels = self._lists.get(list_id, ("", {}))
        level = levels.get(level_number)
        if level is None:
            return ""
        counts = self._counts.setdefault(counted, {})
        counts[level_number] = counts.get(level_number, level.start - 1) + 1
        for deeper in [each for each in counts if each > level_number]:
            del counts[deeper]
        if level.format in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            each = int(match[1]) - 1
            of_level = levels.get(each, level)
            return _formatted(counts.get(each, of_level.start), of_level.format)

        return _PLACE.sub(shown, level.text)

    def begin_anew(self, list_id: str) -> None:
        """Resets the counter of the list, so that its next label is the first."""
        self._counts.pop(self._lists.get(list_id, ("", {}))[0], None)


class Numbering:
    """The numbering of a ``.docx``."""

    def __init__(self, namespace: str, numbering: "_Element", styles: "_Element | None") -> None:
        self._w = namespace
        abstract = {
            each.get(self._name("abstractNumId"), ""): self._levels(each)
            for each in numbering.iterchildren(self._name("abstractNum"))
        }
        self._counter = Counter(
            {
                each.get(self._name("numId"), ""): (
                    self._value(each, "abstractNumId"),
                    self._overridden(each, abstract),
                )
                for each in numbering.iterchildren(self._name("num"))
            }
        )
        self._styles = self._styled(styles) if styles is not None else {}

    def label(self, paragraph: "_Element") -> str:
        """The list number before the paragraph; blank when it has none, or a bullet."""
        properties = paragraph.find(self._name("pPr"))
        if properties is None:
            return ""
        list_id, level_number = self._numbered(properties, self._styles.get(self._value(properties, "pStyle"), ("", 0)))
        return self._counter.label(list_id, level_number)

    def _name(self, local: str) -> str:
        return f"{{{self._w}}}{local}"

    def _value(self, element: "_Element", child: str) -> str:
        found = element.find(self._name(child))
        return found.get(self._name("val"), "") if found is not None else ""

    def _levels(self, element: "_Element") -> dict[int, Level]:
        return {
            _int(each.get(self._name("ilvl"), ""), 0): Level(
                self._value(each, "numFmt") or "decimal",
                self._value(each, "lvlText"),
                _int(self._value(each, "start"), 1),
            )
            for each in element.iterchildren(self._name("lvl"))
        }

    def _overridden(self, element: "_Element", abstract: Mapping[str, dict[int, Level]]) -> dict[int, Level]:
        levels = dict(abstract.get(self._value(element, "abstractNumId"), {}))
        for override in element.iterchildren(self._name("lvlOverride")):
            levels |= self._levels(override)
        return levels

    def _styled(self, styles: "_Element") -> dict[str, tuple[str, int]]:
        """Style id -> (list, level) for the paragraph styles that number."""
        found = {}
        for style in styles.iterchildren(self._name("style")):
            properties = style.find(self._name("pPr"))
            if properties is not None and (numbered := self._numbered(properties, ("", 0)))[0]:
                found[style.get(self._name("styleId"), "")] = numbered
        return found

    def _numbered(self, properties: "_Element", otherwise: tuple[str, int]) -> tuple[str, int]:
        own = properties.find(self._name("numPr"))
        if own is None:
            return otherwise
        return self._value(own, "numId") or otherwise[0], _int(self._value(own, "ilvl"), otherwise[1])


def has_numbering(package: zipfile.ZipFile) -> bool:
    """Whether paragraphs of the document may have automatic numbers."""
    return _PART in package.namelist()


def numbering_of(package: zipfile.ZipFile, namespace: str) -> Numbering | None:
    """``None`` for a document without automatic numbers, or with a damaged numbering part."""
    if not has_numbering(package):
        return None
    parts = package.namelist()
    try:
        styles = parsed_part(package, "word/styles.xml") if "word/styles.xml" in parts else None
        return Numbering(namespace, parsed_part(package, _PART), styles)
    except ValueError:
        return None  # the text can be read without the numbers


def _int(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _formatted(number: int, kind: str) -> str:
    if kind in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"):
        return _han(number)
    if kind in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseCounting", "taiwaneseDigital"):
        return "".join(_HAN[int(digit)] for digit in str(number)) if number != 10 else "十"
    if kind in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x245F + number)
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr(ord("a" if kind == "lowerLetter" else "A") + number - 1)
    if kind in ("lowerRoman", "upperRoman") and 1 <= number <= 99:
        roman = _TENS[number // 10] + _ONES[number % 10]
        return roman if kind == "lowerRoman" else roman.upper()
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _han(number: int) -> str:
    """Chinese numerals 一 to 九十九; reports do not number paragraphs beyond that."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")
