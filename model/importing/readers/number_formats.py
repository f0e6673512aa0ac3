"""What a spreadsheet shows for a number, by the cell's number format, as far as it decides whether the number shown is
the stored one.

Formats as Excel and WPS write them: up to four sections for positive and negative numbers, zero and text; quoted or
escaped text; commas that divide by a thousand. What is not known here is not certain, and is reported so.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_LONGEST = 255
_TOKEN = re.compile(
    rf"\"(?P<quoted>[^\"]{{0,{_LONGEST}}})\""
    rf"|[\\!](?P<escaped>.)|(?P<space>_.)|\*.|\[(?P<bracket>[^\]]{{0,{_LONGEST}}})\]"
    r"|(?P<general>General)|(?P<digits>[0#?.,]+)|(?P<percent>%)|(?P<text>@)|(?P<plain>[-+$/():^&'~{}<>=¥￥€£ ])"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|黑|蓝|蓝绿|绿|洋红|红|白|黄)色?|(?:color|颜色)\s*\d+|dbnum\d",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?", re.DOTALL)
"""The sign of a currency, which is shown, and a language; either may be missing."""
_IN_WHITE = re.compile(r"white|白色?", re.IGNORECASE)
"""What is shown so is seen on dark ground only."""
_MEASURE = re.compile(r"[\s件部条个项次宗份人起例篇家户]*")
"""Words that may follow a count without changing it."""


class _Section(NamedTuple):
    condition: tuple[str, Decimal] | None
    tokens: tuple[tuple[str, str], ...]


def shown_otherwise(value: float, number_format: str) -> str:
    """What is shown for ``value`` where that is not the number itself: with the stored number, so that it is read as no
    figure; blank where the number shown is the one that is stored."""
    if number_format in ("General", "0", "#,##0", "@"):  # nearly all are
        return "" if number_format in ("General", "@") or float(value).is_integer() else _noted(value, _rounded(value))
    number = _fifteen_digits(value)
    if not number.is_finite() or len(number_format) > _LONGEST:
        return ""
    sections = _sections(number_format)
    section = _section_for(number, sections)
    if section is None:
        return _noted(value, f"格式 {number_format}")
    if not section.tokens and number == 0:
        return ""  # a zero that is not shown: no other number is
    shown = _shown(abs(number) if section is not sections[0] or len(sections) == 1 else number, section)
    if shown is None:
        return _noted(value, f"格式 {number_format}")
    if number < 0 and "-" not in shown and (section is sections[0] or len(sections) == 1):
        shown = f"-{shown}"
    return unless_equal(value, shown)


def unless_equal(value: float, shown: str) -> str:
    """Blank where ``shown`` is the number, or nothing for zero; else what is shown, with the stored number."""
    number, shown = _fifteen_digits(value), shown.strip()
    if number == 0 and not re.search(r"[1-9]", shown):
        return ""  # nothing, a dash or 0.00
    if _is_number(shown.replace(",", ""), number):
        return ""
    match = re.match(r"([\d,]+(?:\.\d+)?)(.*)", shown, re.DOTALL)
    if match and _is_number(match[1].replace(",", ""), number):
        # a unit behind it: 元 and 万 matter, measure words do not
        return "" if _MEASURE.fullmatch(match[2]) else shown
    return _noted(value, shown)


def shown_otherwise_as_text(text: str, number_format: str) -> str:
    """The same for a cell that holds text: the fourth section may show another one, or none."""
    sections = _sections(number_format) if number_format.count(";") >= 3 and len(number_format) <= _LONGEST else ()
    if len(sections) < 4 or ("text", "@") in sections[3].tokens or not any(map(str.isdigit, text)):
        return ""
    shown = "".join(written for kind, written in sections[3].tokens if kind == "literal").strip()
    return f"{shown or '（不显示）'}（存的是 {text.strip()}）"


def _noted(value: float, shown: str) -> str:
    stored = _fifteen_digits(value)
    return f"{shown or '（不显示）'}（存的是 {int(stored) if stored == stored.to_integral_value() else stored}）"


def _fifteen_digits(value: float) -> Decimal:
    """As many as spreadsheets show; more are left by sums of binary fractions."""
    return Decimal(format(value, ".15g"))


def _rounded(value: float) -> str:
    return str(_fifteen_digits(value).quantize(Decimal(1), "ROUND_HALF_UP"))


def _is_number(text: str, number: Decimal) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d*)?", text) is not None and Decimal(text) == number


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[_Section, ...]:
    found: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(number_format):
        kind = match.lastgroup or "fill"
        written = match[kind] if match.lastgroup else ""
        if kind == "other" and written == ";":
            found.append(_Section(condition, tuple(tokens)))
            tokens, condition = [], None
        elif kind == "bracket":
            if compared := _CONDITION.fullmatch(written):
                condition = compared[1], Decimal(compared[2])
            elif currency := _CURRENCY.fullmatch(written):
                if currency[1]:
                    tokens.append(("literal", currency[1]))
            elif not _COLOUR.fullmatch(written) or _IN_WHITE.fullmatch(written):
                tokens.append(("other", written))
        elif kind in ("quoted", "escaped", "plain"):
            if written:
                tokens.append(("literal", written))
        elif kind == "space":
            tokens.append(("literal", " "))
        elif kind != "fill":
            tokens.append((kind, written))
    found.append(_Section(condition, tuple(tokens)))
    return tuple(found)


def _section_for(number: Decimal, sections: tuple[_Section, ...]) -> _Section | None:
    """The section that applies; ``None`` where none does, or where that is not certain."""
    if any(each.condition for each in sections):
        for each in sections[:3]:
            if each.condition is None or _holds(number, *each.condition):
                return each
        return None
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def _shown(number: Decimal, section: _Section) -> str | None:
    """The text of the number; ``None`` for formats that are not known here, as of dates and fractions."""
    kinds = [kind for kind, _ in section.tokens]
    if "other" in kinds:
        return None
    if "general" in kinds or ("text" in kinds and "digits" not in kinds):
        if "digits" in kinds or kinds.count("general") > 1:
            return None
        plain = format(number, "f")
        return "".join(
            {"literal": written, "general": plain, "text": plain}.get(kind, "%") for kind, written in section.tokens
        )
    pattern = "".join(written for kind, written in section.tokens if kind == "digits")
    if not pattern:
        return "".join(written if kind == "literal" else "%" * (kind == "percent") for kind, written in section.tokens)
    scaled = number * 100 ** kinds.count("percent")
    whole_pattern, point, decimals = pattern.partition(".")
    if "." in decimals:
        return None
    end = decimals if point else whole_pattern
    scaled /= 1000 ** (len(end) - len(end.rstrip(",")))
    places = len(decimals.replace(",", ""))
    rounded = scaled.quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")
    whole, _, rest = format(abs(rounded), "f").partition(".")
    fixed = sum(each in "0?" for each in decimals)
    rest = rest[:fixed] + rest[fixed:].rstrip("0")
    least = whole_pattern.count("0")
    whole = whole.lstrip("0").rjust(least, "0") if least else whole.lstrip("0")
    return _laid_out(section.tokens, whole, rest, "-" if rounded < 0 else "")


def _laid_out(tokens: tuple[tuple[str, str], ...], whole: str, rest: str, sign: str) -> str:
    """The digits in the places of the format, from the right; what stands between the places stays between them."""
    places = [(n, at) for n, (kind, written) in enumerate(tokens) if kind == "digits" for at in range(len(written))]
    digits = [(n, at) for n, at in places if tokens[n][1][at] in "0#?"]
    point = next(((n, at) for n, at in places if tokens[n][1][at] == "."), None)
    before = [place for place in digits if point is None or place < point]
    after = [place for place in digits if point is not None and place > point]
    at_place: dict[tuple[int, int], str] = {}
    left = whole
    for number, place in enumerate(reversed(before)):
        is_first = number == len(before) - 1
        at_place[place] = left if is_first else left[-1:]
        left = "" if is_first else left[:-1]
    for place, digit in zip(after, rest, strict=False):
        at_place[place] = digit
    if point is not None:
        at_place[point] = "."
    text = sign
    for n, (kind, written) in enumerate(tokens):
        if kind == "digits":
            text += "".join(at_place.get((n, at), "") for at in range(len(written)))
        else:
            text += written if kind == "literal" else "%"
    return text
