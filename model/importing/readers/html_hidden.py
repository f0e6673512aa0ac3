"""What a web page holds without showing it: by attributes, by the style of an element, or by its colour.

Figures in such elements must not join those that are shown, and what is left out is reported.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from model.importing.notes import TABLES_HIDDEN, Note

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|content-visibility\s*:\s*hidden"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:[a-z%]+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
_OUT_OF_SIGHT = re.compile(
    r"(?:^|[;\s])(?:left|top|right|bottom|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?\s*\)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0)"
    r"|transform\s*:[^;]{0,100}scale[xy]?\(\s*0\s*[,)]"
    r"|font-size\s*:\s*(?:0?\.\d+|1(?:\.\d+)?)\s*p[xt]"
    r"|(?:^|[;\s])(?:filter\s*:\s*opacity\(\s*0(?:\.0+)?%?\s*\)|zoom\s*:\s*0(?:\.0+)?%?\s*(?:;|!|$))"
    r"|letter-spacing\s*:\s*-(?:[5-9]|\d\d)|-webkit-text-fill-color\s*:\s*transparent"
    r"|(?:^|[;\s])color\s*:\s*(?:transparent|#[0-9a-f]{3}0(?![0-9a-f])|#[0-9a-f]{6}00)",
    re.IGNORECASE,
)
_OVERFLOWS = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_WITHOUT_SIZE = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*(?:0|1px)(?:[a-z%]+)?\s*(?:;|!|$)", re.IGNORECASE
)
_WHITE = r"(?:white|#f{3}\b|#f[0-9a-f](?:f[0-9a-f]){2}\b)"
"""And what nobody tells from it."""
_WHITE_TEXT = re.compile(rf"(?:^|[;\s])color\s*:\s*{_WHITE}", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color|-image)?\s*:\s*([^;]+)", re.IGNORECASE)
_NO_GROUND = re.compile(rf"\s*(?:{_WHITE}|transparent|none|initial|inherit|unset|0)\s*(?:!.*)?", re.IGNORECASE)
_BACKWARDS = re.compile(r"unicode-bidi\s*:\s*(?:isolate-|bidi-)override", re.IGNORECASE)
_TO_LEFT = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
MATTERS = re.compile(
    r"none|hidden|collapse|clip(?:-path)?\s*:\s*(?:rect|inset|circle)|(?:font-size|opacity)\s*:\s*(?:0?\.\d|0(?!\.\d)|1(?:\.\d+)?p[xt])|:\s*-\d{3}"
    r"|scale[xy]?\(\s*0|opacity\(\s*0|zoom\s*:\s*0|letter-spacing\s*:\s*-[5-9\d]|fill-color|relative|mso-text-raise|translate|vertical-align\s*:\s*-?[\d.]|override|:\s*rtl|(?<![-\w])(?:max-)?(?:width|height)\s*:\s*(?:0|1px)[a-z%]*\s*(?:[;!}]|$)"
    rf"|(?<![-\w])color\s*:\s*(?:{_WHITE}|transparent|#[0-9a-f]{{3}}0(?![0-9a-f])|#[0-9a-f]{{6}}00)",
    re.IGNORECASE,
)
"""In a declaration of a style sheet; others hide nothing."""
_ASIDE = re.compile(r"(?:^|[;\s])(?:float\s*:\s*(?:left|right)|position\s*:\s*(?:absolute|fixed))", re.IGNORECASE)
"""In the style of an element itself: style sheets set such things all over a page."""
_RELATIVE = re.compile(r"position\s*:\s*relative", re.IGNORECASE)
_SHIFT = re.compile(
    r"(?:^|[;\s])(top|bottom|mso-text-raise|vertical-align|transform)\s*:\s*(?:translate(?:y|3d)?\()?([^;]{1,40})",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"-?(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})(?:[a-z%]|\s|,|$)", re.IGNORECASE)
UNSEEN, BACKWARDS, IN_WHITE, SHIFTED = "看不见", "倒写", "白字", "移位"
_FEWEST = 3
"""Cells with a label, and cells with a figure, of a hidden table that is reported: calendars and menus have fewer."""
_LABEL = re.compile(r"\s*[^\W\d_]{2}")
_MOST_NAMED = 8


@lru_cache(maxsize=512)
def is_hidden_by(style: str) -> bool:
    """Whether nothing is shown of an element with this style. Cached: pages repeat few styles."""
    return bool(_HIDDEN.search(style))


def is_hidden(element: "_Element") -> bool:
    """Whether nothing is shown of the element, by its attribute or its own style."""
    return element.get("hidden") is not None or is_hidden_by(element.get("style") or "")


def takes_no_place(element: "_Element") -> bool:
    """Whether a cell is not displayed: those after it move up. One that is only invisible keeps its place."""
    return element.get("hidden") is not None or _NOT_DISPLAYED.search(element.get("style") or "") is not None


@lru_cache(maxsize=512)
def why_unseen(style: str) -> str:
    """Why a text with this style is not seen as it is written; blank for one that is. ``IN_WHITE``: it depends on its
    ground, see :func:`is_on_white`."""
    if _OUT_OF_SIGHT.search(style) or (_OVERFLOWS.search(style) and _WITHOUT_SIZE.search(style)):
        return UNSEEN
    if _BACKWARDS.search(style) and _TO_LEFT.search(style):
        return BACKWARDS
    return IN_WHITE if _WHITE_TEXT.search(style) else ""


@lru_cache(maxsize=512)
def is_shifted(style: str) -> bool:
    """Whether a text with this style stands above or below its line, or aside from it."""
    if _ASIDE.search(style):
        return True
    is_relative = _RELATIVE.search(style) is not None
    return any(
        (is_relative or name.lower() not in ("top", "bottom"))
        and _LENGTH.match(value) is not None
        and any(digit in value for digit in "123456789")
        for name, value in _SHIFT.findall(style)
    )


def is_on_white(element: "_Element") -> bool:
    """Whether no element around it, nor itself, has a ground of another colour."""
    return not any(_has_ground(each) for each in (element, *element.iterancestors()))


def _has_ground(element: "_Element") -> bool:
    style = element.get("style") or ""
    grounds = [*_GROUND.findall(style), *filter(None, (element.get("bgcolor"), element.get("background")))]
    return any(not _NO_GROUND.fullmatch(ground) for ground in grounds)


class HiddenContent:
    """What was left out while a page was read, or stands there otherwise than as text."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}
        self._texts: dict[str, list[str]] = {}
        self._fields: dict[str, int] = {}
        self._tables = 0

    def row(self, table: str, number: int, text: str) -> None:
        """A row of a table, counted from 0."""
        if text.strip():
            self._rows.setdefault(table, []).append(number)

    def text(self, table: str, text: str) -> None:
        """A text in a cell; only figures are reported."""
        if any(map(str.isdigit, text)):
            self._texts.setdefault(table, []).append(" ".join(text.split())[:20])

    def field(self, table: str) -> None:
        """A form field whose text was read as that of its cell."""
        self._fields[table] = self._fields.get(table, 0) + 1

    def element(self, element: "_Element") -> None:
        """An element outside of tables."""
        for table in (element,) if element.tag == "table" else element.iterdescendants("table"):
            texts = ["".join(map(str, cell.itertext())) for cell in table.iterdescendants("td", "th")]
            labels = sum(_LABEL.match(text) is not None for text in texts)
            figures = sum(text.strip().isdigit() for text in texts)
            self._tables += min(labels, figures) >= _FEWEST

    def notes(self) -> Iterator[Note]:
        """One for each table, and one for hidden tables."""
        for table, rows in self._rows.items():
            named = [f"第{row + 1}行" for row in rows]
            what = f"{table}有隐藏的行（{_some(named)}），没有读入；要读入，请先在网页里显示出来"
            yield Note(what, table, raw="、".join(named))
        for table, texts in self._texts.items():
            quoted = [f"“{text}”" for text in texts]
            what = f"{table}的格里有隐藏、不显示的数字（{_some(quoted)}），没有读入，请对照网页核对"
            yield Note(what, table, raw="\n".join(texts))
        for table, count in self._fields.items():
            yield Note(f"{table}有 {count} 格是网页的输入框，按页面上显示的读入，请核对", table)
        if self._tables:
            how = "请在浏览器里把它显示出来，全选、复制后在首页按 Ctrl+V"
            yield Note(f"{TABLES_HIDDEN}（{self._tables} 张），没有读入；要读入，{how}", "全文")


def _some(named: Sequence[str]) -> str:
    return "、".join(named[:_MOST_NAMED]) + ("等" if len(named) > _MOST_NAMED else "")
