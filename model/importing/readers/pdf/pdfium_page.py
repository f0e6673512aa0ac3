"""Characters of a page with their coordinates, and the straight lines drawn on it, from pdfium."""

import ctypes
import itertools
import operator
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from model.importing.content import UNREADABLE
from model.importing.readers.pdf.coverings import MOST_COVERS, Cover, Group, Unseen, clip_of, cover_of, unseen
from model.importing.readers.pdf.crossings import Mark, Slant
from model.importing.readers.pdf.layers import layer_of, layers_switched_off
from model.importing.readers.pdf.overprints import Evidence, Overprint, overprints_of
from model.importing.readers.pdf.page_texts import (
    NO_WIDTH,
    Aside,
    Matrix,
    Rect,
    Sorted,
    TextObject,
    WordsOf,
    combined,
    is_mark,
    moved,
    object_text,
    sorted_texts,
    usual_turn,
)
from model.importing.readers.pdf.pdfium_calls import (
    FLOAT,
    SIGNED,
    Numbers,
    address_of,
    answers,
    arguments_of,
    asked,
    object_handle,
    pdfium_calls,
)
from model.importing.readers.pdf.probed_texts import ProbedTexts, Texts, slack_of
from model.importing.readers.pdf.replaced_texts import OTHERWISE, differs, take_away_stated_figures
from model.importing.readers.pdf.ruled_tables import ADDED, OVER, RuledTable, Run, Stroke
from model.importing.readers.pdf.unreadable_glyphs import EmbeddedFonts, unreadable_indices

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

_MOST_CHARACTERS = 60_000
"""On one page."""
_MOST_OBJECTS = 100_000
_MOST_SLANTS = 200
_THIN = 2.6
"""Points. Thinner rectangles count as lines."""
_FEW = 6
"""Largest number of points of a path that is a line or a thin box."""
_DEEPEST = 4
_GAP = 0.6
"""Share of the character height; characters further apart belong to different runs."""
_OVERLAP = 0.35
"""Share of the character height; characters that overlap more belong to different runs."""
_ABSURD = 40.0
"""Points. pdfium gives such heights for vertical fonts whose size is scaled by a matrix."""
_SMALLEST = 6.0
_STRETCH = re.compile(r"[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e]{4,}|[^\s\x00-\x20\u200b\ufeff\ufffe\uffff]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WITHOUT_CODE = re.compile("[\ue000-\uefff\uf100-\uf8ff]")
"""Of private use; bullets of symbol fonts, which are known by their looks, are those between."""
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SIMPLE_RADICALS = dict(
    zip(
        "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民母虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals without a Unicode compatibility decomposition that fonts use in place of the characters."""


def runs_of(page: "PdfPage", rotation: int, tables: Sequence[RuledTable]) -> list[Run]:
    """The characters of the page, adjacent ones joined to runs. The y axis points down. Texts that are switched off
    are not among them."""
    text_page = page.get_textpage()
    try:
        return list(joined_runs(_pieces(text_page.raw, rotation, tables)))
    finally:
        text_page.close()


def placed_runs(texts: Iterable[tuple[str, Rect]], rotation: int) -> list[Run]:
    """Runs of texts that the page itself does not hold, each over its whole place."""
    return [
        Run(text, *_shown(rect, rotation), (sum(_shown(rect, rotation)[:2]) / 2,) * len(text)) for text, rect in texts
    ]


def marks_of(marked: Iterable[tuple[str, Rect]], rotation: int) -> list[Mark]:
    """What comments do to the texts in these places, as the page is shown."""
    return [Mark(*_shown(rect, rotation), why) for why, rect in marked]


_Place = tuple[float, float, float, float]
"""Left, right, top and bottom of a character on the displayed page."""
_Piece = tuple[str, float, float, float, float, bool]
"""A :class:`CharacterRun` by its fields alone, as a page has thousands."""


class CharacterRun(NamedTuple):
    """One character, or several with even spacing."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_spaced: bool
    """There is white space before it."""


def _pieces(text_page: Any, rotation: int, tables: Sequence[RuledTable]) -> Iterator[_Piece]:
    """Positions are requested from pdfium character by character, which is slow; so outside of tables only the ends of
    stretches are requested, and inside of tables every character."""
    text = _text(text_page)
    stretches = [match.span() for match in _STRETCH.finditer(text)]
    several = [(start, end) for start, end in stretches if end - start > 1]
    ends = [start for start, _ in stretches] + [end - 1 for _, end in several]
    places = dict(zip(ends, _places(text_page, ends, rotation), strict=True))
    even = {start for start, end in several if _is_even(places[start], places[end - 1], end - start, tables)}
    inner = [index for start, end in several if start not in even for index in range(start + 1, end - 1)]
    places.update(zip(inner, _places(text_page, inner, rotation), strict=True))
    before = 0
    for start, end in stretches:
        is_spaced = start > before
        before = end
        if start in even:
            left, _, top, bottom = places[start]
            yield text[start:end], left, places[end - 1][1], top, bottom, is_spaced
            continue
        for index in range(start, end):
            left, right, top, bottom = places[index]
            yield text[index], left, right, top, bottom, is_spaced and index == start


def _is_even(first: _Place, last: _Place, count: int, tables: Sequence[RuledTable]) -> bool:
    """Whether the characters between these two stand outside of tables, on one line and at the same distances."""
    left, right, top, bottom = first
    if any(table.top < bottom and top < table.bottom for table in tables) or abs(last[2] - top) >= 1:
        return False
    even = (right - left) * count
    return 0.8 * even < last[1] - left < 1.25 * even


def _places(text_page: Any, indices: Sequence[int], rotation: int) -> list[_Place]:
    page = address_of(text_page)
    (argument,) = arguments_of([page])
    rows = asked(indices, (pdfium_calls().place_of_character, (0,)), width=4, page=argument)
    lefts, tops, rights, bottoms = rows.columns(FLOAT)
    if not rotation and max(map(operator.sub, tops, bottoms), default=0) <= _ABSURD:
        return list(zip(lefts, rights, map(operator.neg, tops), map(operator.neg, bottoms), strict=True))
    places = []
    for index, left, top, right, bottom in zip(indices, lefts, tops, rights, bottoms, strict=True):
        box = Rect(left, bottom, right, top)
        places.append(_shown(_tightened(box, page, index) if top - bottom > _ABSURD else box, rotation))
    return places


def _tightened(box: Rect, page: int, index: int) -> Rect:
    """The place of a character's ink, if that is far smaller than that of the character."""
    sides = Numbers(ctypes.c_double, 4)
    pdfium_calls().ink_of_character(page, index, *sides.at)
    left, right, bottom, top = sides.held
    if right > left and 4 * max(right - left, top - bottom) < box.top - box.bottom:
        return Rect(left, bottom, right, top)
    return box


def joined_runs(pieces: Iterable[_Piece]) -> Iterator[Run]:
    """Adjacent characters of a line joined, in the order in which they are drawn."""
    texts: list[str] = []
    middles: list[float] = []
    start = end = top = bottom = 0.0
    for text, left, right, upper, lower, is_spaced in pieces:
        height = lower - upper
        if texts:
            same_line = abs(upper + lower - top - bottom) < 0.5 * height
            if not same_line or left - end > _GAP * height or left < end - _OVERLAP * height:
                yield Run("".join(texts), start, end, top, bottom, tuple(middles))
                texts, middles = [], []
            elif is_spaced and left - end > 0.2 * height and _parts_words(texts[-1][-1], text[0]):
                texts.append(" ")
                middles.append(middles[-1])
        if not texts:
            start, top, bottom = left, upper, lower
        texts.append(text)
        if len(text) == 1:
            middles.append((left + right) / 2)
        else:
            width = (right - left) / len(text)
            middles += [left + (number + 0.5) * width for number in range(len(text))]
        end = right
    if texts:
        yield Run("".join(texts), start, end, top, bottom, tuple(middles))


def _parts_words(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _text(text_page: Any) -> str:
    """The characters of the page, one per index, with radicals replaced by the characters that they represent."""
    from pypdfium2 import raw

    count = min(raw.FPDFText_CountChars(text_page), _MOST_CHARACTERS)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace") if written == count + 1 else ""
    if len(text) != count:  # a character beyond 16 bits, or one without a code: then one by one
        codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(count)]
        text = "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)
    if unreadable := unreadable_indices(text_page, text):
        characters = list(text)
        for index in unreadable:
            characters[index] = UNREADABLE
        text = "".join(characters)
    text = _WITHOUT_CODE.sub(UNREADABLE, text)
    return _RADICALS.sub(_character, text) if _RADICALS.search(text) else text


def _character(radical: re.Match[str]) -> str:
    folded = _SIMPLE_RADICALS.get(radical[0]) or unicodedata.normalize("NFKC", radical[0])
    return folded if len(folded) == 1 else radical[0]


def _turned(box: Rect, rotation: int) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) on the displayed page; ``rotation`` is in quarter turns clockwise."""
    if rotation == 90:
        return box.bottom, box.top, box.left, box.right
    if rotation == 180:
        return -box.right, -box.left, box.bottom, box.top
    return -box.top, -box.bottom, -box.right, -box.left


_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


class Drawing(NamedTuple):
    """What a page holds besides the text that pdfium gives."""

    across: list[Stroke]
    down: list[Stroke]
    lost: list[Run]
    """Texts of which nothing is known but the place, because their font is damaged."""
    aside: list[Run]
    """Texts that are switched off because they are read apart from the body: vertical, pale or invisible ones."""
    has_invisible_text: bool
    """The text is an invisible one over a picture."""
    has_watermark: bool
    has_text_outside: bool
    has_text_without_size: bool = False
    overprints: tuple[Overprint, ...] = ()
    """Texts printed over others that are not certainly a watermark."""
    has_pictures: bool = False
    slants: Sequence[Slant] = ()
    """Lines that are neither level nor upright."""
    has_layers_off: bool = False
    turned: int = 0
    """The direction of most texts as the page is shown, where that is not level: 90, 180 or 270."""


def drawing_of(
    page: "PdfPage",
    rotation: int,
    fonts: EmbeddedFonts,
    own_objects: int = _MOST_OBJECTS,
    evidence: Evidence | None = None,
    *,
    may_have_layers: bool = False,
    may_state_words: bool = False,
) -> Drawing:
    """The straight lines of the page, and the texts that pdfium leaves out or must not join to others. Switches
    watermarks and such texts off. The objects after the first ``own_objects`` were added to the page by its fields.
    With ``evidence``, texts printed over others are looked for."""
    from pypdfium2 import raw

    across: list[Stroke] = []
    down: list[Stroke] = []
    slants: list[Slant] = []
    lost: list[Run] = []
    has_text_without_size = False
    objects = _Objects(page, own_objects)
    has_layers_off = may_have_layers and objects.leave_out_layers(page)
    stated = objects.take_away_stated_figures(page) if may_state_words else {}
    for rect in _rects(objects.paths, objects.areas):
        left, right, top, bottom = _shown(rect, rotation)
        if bottom - top <= _THIN < right - left:
            across.append(Stroke((top + bottom) / 2, left, right))
        elif right - left <= _THIN < bottom - top:
            down.append(Stroke((left + right) / 2, top, bottom))
        elif len(slants) < _MOST_SLANTS:
            slants.append(Slant(left, right, top, bottom))
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    body: list[ProbedTexts] = []
    added: list[ProbedTexts] = []
    groups: list[Group] = []
    for (matrix, clip, is_added), some in objects.texts.items():
        outer = None if matrix is _AS_IT_IS else matrix
        probed = ProbedTexts(some, outer, rotation)
        (added if is_added else body).append(probed)
        if not is_added:
            groups.append(Group(probed, outer, clip))
        for thing in probed.without_width():
            place = _without_glyphs(thing)
            if place and min(place.right - place.left, place.top - place.bottom) <= 0:
                has_text_without_size = True
            elif place and fonts.is_damaged(thing):
                lost.append(_lost(moved(place, matrix), rotation))
    hidden = unseen(groups, objects.drawn, objects.covers())
    found = Sorted([], [], [])
    aside: list[Run] = []
    doubtful: dict[Overprint, Sequence[TextObject]] = {}
    turned = 0
    edges = (box.left, box.bottom, box.right, box.top)
    if added or stated or hidden.whole or evidence is not None or not all(each.are_plain(edges) for each in body):
        with _TextPage(page) as text_page:

            def words_of(text: TextObject) -> str:
                return object_text(text.handle, text_page())

            slack = slack_of(body)
            texts = [text for each in body for text in each.objects(slack)]
            turned = usual_turn(texts)
            not_shown = [text for text in texts if _is_hidden(text, hidden, words_of)]
            if not_shown:
                gone = {text.handle for text in not_shown}
                texts = [text for text in texts if text.handle not in gone]
            otherwise = [
                text for text in texts if text.handle in stated and differs(stated[text.handle], words_of(text))
            ]
            if otherwise:
                gone = {text.handle for text in otherwise}
                texts = [text for text in texts if text.handle not in gone]
            found = sorted_texts(texts, edges, words_of)
            found.aside.extend(Aside(text, OTHERWISE) for text in otherwise)
            found.aside.extend(Aside(text, hidden.whole[text.handle]) for text in not_shown)
            if evidence is not None:
                over = overprints_of(found.body, words_of, evidence)
                found.watermarks.extend(thing for things in over.certain.values() for thing in things)
                doubtful.update(over.doubtful)
                found.aside.extend(Aside(thing, OVER) for things in doubtful.values() for thing in things)
            for text in (text for each in added for text in each.objects()):
                if is_mark(text):
                    found.watermarks.append(text)
                else:
                    found.aside.append(Aside(text, ADDED))
            aside = aside_runs(found.aside, rotation, words_of)
    for text in (*found.watermarks, *found.outside, *(each.thing for each in found.aside)):
        raw.FPDFPageObj_SetIsActive(object_handle(text.handle), False)
    return Drawing(
        *(across, down, lost, aside, found.is_invisible or hidden.is_under_pictures),
        *(bool(found.watermarks), bool(found.outside)),
        has_text_without_size,
        tuple(doubtful),
        objects.have_pictures,
        slants,
        has_layers_off,
        turned,
    )


def _is_hidden(text: TextObject, hidden: Unseen, words_of: WordsOf) -> bool:
    """Whether it is not shown, or is a number of which not all digits are: words that a cell is too narrow for are
    known all the same."""
    if text.handle not in hidden.whole:
        return False
    return text.handle not in hidden.partly or not _LETTERS.search(words_of(text))


class _TextPage:
    """pdfium's text page with all texts, made when it is first asked for."""

    def __init__(self, page: "PdfPage") -> None:
        self._page = page
        self._made: Any = None

    def __enter__(self) -> Callable[[], Any]:
        return self._get

    def __exit__(self, *_: object) -> None:
        if self._made is not None:
            self._made.close()

    def _get(self) -> Any:
        if self._made is None:
            self._made = self._page.get_textpage()
        return self._made.raw


def aside_runs(aside: Sequence[Aside], rotation: int, words_of: WordsOf) -> list[Run]:
    """A run for each text; vertical ones under each other, or above each other, are one."""
    runs: list[Run] = []
    before: TextObject | None = None
    for thing, why in aside:
        text = "".join(UNREADABLE if ord(char) in (0xFFFD, 0xFFFE, 0xFFFF) else char for char in words_of(thing))
        text = _RADICALS.sub(_character, text)
        if not text.strip():
            continue
        left, right, top, bottom = _shown(Rect(thing.left, thing.bottom, thing.right, thing.top), rotation)
        middle = (left + right) / 2
        last = runs[-1] if runs else None
        if last and before and before.turn == thing.turn and thing.turn in (90, 270) and not (why or last.why):
            gap = last.top - bottom if thing.turn == 90 else top - last.bottom
            size = max(right - left, last.right - last.left, _SMALLEST)  # punctuation is narrow and off the middle
            if abs(middle - last.middles[0]) < 0.75 * size and abs(gap) < 1.5 * size:
                runs[-1] = Run(
                    last.text + text,
                    min(left, last.left),
                    max(right, last.right),
                    min(top, last.top),
                    max(bottom, last.bottom),
                    (last.middles[0],) * len(last.text + text),
                )
                before = thing
                continue
        runs.append(Run(text, left, right, top, bottom, _middles(left, right, bottom - top, text, thing), why))
        before = thing
    return runs


def _middles(left: float, right: float, height: float, text: str, thing: TextObject) -> tuple[float, ...]:
    if thing.turn in (90, 270) or height > right - left:
        return ((left + right) / 2,) * len(text)
    width = (right - left) / len(text)
    return tuple(left + (number + 0.5) * width for number in range(len(text)))


def _shown(rect: Rect, rotation: int) -> tuple[float, float, float, float]:
    return _turned(rect, rotation) if rotation else (rect.left, rect.right, -rect.top, -rect.bottom)


def _without_glyphs(text: int) -> Rect | None:
    """Where a text begins that draws nothing, as a place of one character; ``None`` for any other text."""
    calls = pdfium_calls()
    sides, own, size = Numbers(ctypes.c_float, 4), Numbers(ctypes.c_float, 6), Numbers(ctypes.c_float, 1)
    calls.bounds(text, *sides.at)
    if sides.held[2] - sides.held[0] >= NO_WIDTH:
        return None
    calls.matrix(text, own.at[0])
    calls.font_size(text, *size.at)
    high = size.held[0]
    a, b, c, d, e, f = own.held
    return moved(Rect(0, -0.2 * high, 0.5 * high, 0.8 * high), (a, b, c, d, e, f))


def _lost(rect: Rect, rotation: int) -> Run:
    left, right, top, bottom = _shown(rect, rotation)
    return Run(UNREADABLE, left, right, top, bottom, ((left + right) / 2,))


class _Placed(NamedTuple):
    """A path or picture, the matrix and clip of the forms around it, and its place in the order of drawing."""

    thing: int
    matrix: Matrix
    clip: Rect | None
    order: int
    is_added: bool


class _Objects:
    """The texts and paths of a page, also those inside of forms, with the matrix that brings them onto the page."""

    def __init__(self, page: "PdfPage", own_objects: int) -> None:
        calls = pdfium_calls()
        self.texts: dict[tuple[Matrix, Rect | None, bool], Texts] = {}
        """(matrix, clip of the forms around it, whether it was added to the page's own objects) -> texts."""
        self.paths: list[_Placed] = []
        self.pictures: list[_Placed] = []
        self.areas: list[_Placed] = []
        """Filled paths that are no lines; filled in while the paths are read."""
        self.drawn: list[int] = []
        """Texts, paths and pictures in the order of drawing."""
        holder = address_of(page.raw)
        things = answers(calls.object_of_page, itertools.repeat(*arguments_of([holder])), range(count_of(page)))
        self._collect(things, _AS_IT_IS, None, 0, own_objects)

    @property
    def have_pictures(self) -> bool:
        return bool(self.pictures)

    def _all_texts(self) -> Iterator[int]:
        return itertools.chain.from_iterable(texts.addresses for texts in self.texts.values())

    def leave_out_layers(self, page: "PdfPage") -> bool:
        """Removes and switches off what stands on layers that the page does not show; whether there was any."""
        from pypdfium2 import raw

        with _TextPage(page) as text_page:

            def have_digits(things: Sequence[int]) -> bool:
                return any(map(str.isdigit, "".join(object_text(thing, text_page()) for thing in things)))

            names = layers_switched_off(page, self._all_texts(), have_digits)
        if not names:
            return False
        for key, texts in self.texts.items():
            are_shown = [layer_of(text) not in names for text in texts.addresses]
            for text in itertools.compress(texts.addresses, map(operator.not_, are_shown)):
                raw.FPDFPageObj_SetIsActive(object_handle(text), False)
            self.texts[key] = texts.kept(are_shown)
        self.texts = {key: texts for key, texts in self.texts.items() if texts.addresses}
        self.paths = [path for path in self.paths if layer_of(path.thing) not in names]
        return True

    def take_away_stated_figures(self, page: "PdfPage") -> dict[int, str]:
        """As the function of that name, for all texts of the page."""
        with _TextPage(page) as text_page:

            def words_of(thing: int) -> str:
                return object_text(thing, text_page())

            return take_away_stated_figures(self._all_texts(), words_of)

    def covers(self) -> list[Cover]:
        """The areas and pictures that hide what was drawn before them."""
        found = []
        for are_pictures, things in ((False, self.areas), (True, self.pictures)):
            for thing, matrix, clip, order, is_added in things[:MOST_COVERS]:
                if order and not is_added:
                    outer = None if matrix is _AS_IT_IS else matrix
                    found.append(cover_of(thing, order, outer, clip, is_picture=are_pictures))
        return [cover for cover in found if cover]

    def _collect(self, things: list[int], matrix: Matrix, clip: Rect | None, depth: int, own_objects: int) -> None:
        """The forms after the first ``own_objects`` things were added."""
        from pypdfium2 import raw

        calls = pdfium_calls()
        arguments = arguments_of(things)
        modes, no_text = answers(calls.text_mode, arguments), raw.FPDF_TEXTRENDERMODE_UNKNOWN
        others = [number for number, mode in enumerate(modes) if mode == no_text]
        if len(others) < len(things):
            texts = Texts(things, arguments, modes).kept([mode != no_text for mode in modes])
            self.texts.setdefault((matrix, clip, own_objects < 0), Texts([], [], [])).extend(texts)
        listed = 0
        for number in others:
            thing, kind = things[number], calls.kind(things[number])
            self.drawn += things[listed : number + 1]
            listed = number + 1
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self.paths.append(_Placed(thing, matrix, clip, len(self.drawn) - 1, own_objects < 0))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_Placed(thing, matrix, clip, len(self.drawn) - 1, own_objects < 0))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                own = Numbers(ctypes.c_float, 6)
                calls.matrix(thing, own.at[0])
                a, b, c, d, e, f = own.held
                count = min(calls.objects_of_form(thing), _MOST_OBJECTS)
                inner = list(map(calls.object_of_form, itertools.repeat(thing), range(count)))
                is_added = number >= own_objects
                around = clip_of(thing, None if matrix is _AS_IT_IS else matrix, clip)
                own_matrix = combined((a, b, c, d, e, f), matrix)
                self._collect(inner, own_matrix, around, depth + 1, -1 if is_added else count)
        self.drawn += things[listed:]


def count_of(page: "PdfPage") -> int:
    """The number of objects that the page draws itself."""
    from pypdfium2 import raw

    return int(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS))


def _rects(paths: Sequence[_Placed], areas: list[_Placed]) -> Iterator[Rect]:
    """The bounding boxes of the straight segments of drawn paths; a thin filled area counts as a segment, and others
    are put among the ``areas``."""
    calls = pdfium_calls()
    things = arguments_of(placed.thing for placed in paths)
    rows = asked(things, (calls.bounds, range(4)), (calls.draw_mode, (4, 5)), width=6)
    around_each = map(Rect, *rows.columns(FLOAT, 0, 1, 2, 3))
    for placed, is_filled, is_stroked, around in zip(paths, *rows.columns(SIGNED, 4, 5), around_each, strict=True):
        is_thin = min(around.right - around.left, around.top - around.bottom) <= _THIN
        if is_filled and not is_thin:
            areas.append(placed)
        if is_stroked:
            is_line = is_thin and calls.segments_of_path(placed.thing) <= _FEW
            pieces = [around] if is_line else _straight(placed.thing)
        elif is_thin and is_filled and not _is_white(placed.thing):
            pieces = [around]
        else:
            pieces = []
        for piece in pieces:
            yield piece if placed.matrix is _AS_IT_IS else moved(piece, placed.matrix)


def _is_white(path: int) -> bool:
    colour = Numbers(ctypes.c_uint, 4)
    pdfium_calls().fill_colour(path, *colour.at)
    red, green, blue, alpha = colour.held
    return bool(min(red, green, blue) > 250 or alpha == 0)


def _straight(path: int) -> list[Rect]:
    """The segments of the path, including the closing one, transformed by its matrix."""
    from pypdfium2 import raw

    calls = pdfium_calls()
    own, point = Numbers(ctypes.c_float, 6), Numbers(ctypes.c_float, 2)
    calls.matrix(path, own.at[0])
    a, b, c, d, e, f = own.held
    matrix = (a, b, c, d, e, f)
    found: list[Rect] = []
    begin = before = (0.0, 0.0)
    for number in range(min(calls.segments_of_path(path), _MOST_OBJECTS)):
        segment = calls.segment_of_path(path, number)
        calls.point_of_segment(segment, *point.at)
        at = (point.held[0], point.held[1])
        kind = calls.kind_of_segment(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = at
        elif kind != raw.FPDF_SEGMENT_BEZIERTO:  # curves only go on: the lines to their control points are not drawn
            found.append(moved(_between(before, at), matrix))
            if calls.closes(segment):
                found.append(moved(_between(at, begin), matrix))
        before = at
    return found


def _between(one: tuple[float, float], other: tuple[float, float]) -> Rect:
    return Rect(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
