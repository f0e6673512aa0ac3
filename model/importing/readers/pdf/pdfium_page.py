"""What a page holds besides its body: straight lines, and texts that pdfium leaves out or must not join to others."""

import ctypes
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model.importing.content import UNREADABLE
from model.importing.readers.pdf.coverings import Group, Unseen, unseen
from model.importing.readers.pdf.crossings import Mark, Slant
from model.importing.readers.pdf.overprints import Evidence, Overprint, overprints_of
from model.importing.readers.pdf.page_characters import without_radicals
from model.importing.readers.pdf.page_objects import AS_IT_IS, MOST_OBJECTS, THIN, PageObjects, TextPage
from model.importing.readers.pdf.page_texts import (
    NO_WIDTH,
    Aside,
    Rect,
    Sorted,
    TextObject,
    WordsOf,
    is_mark,
    moved,
    object_text,
    shown,
    sorted_texts,
    usual_turn,
)
from model.importing.readers.pdf.pdfium_calls import Numbers, object_handle, pdfium_calls
from model.importing.readers.pdf.probed_texts import ProbedTexts, slack_of
from model.importing.readers.pdf.replaced_texts import OTHERWISE, differs
from model.importing.readers.pdf.ruled_tables import ADDED, OVER, Run, Stroke
from model.importing.readers.pdf.unreadable_glyphs import EmbeddedFonts

if TYPE_CHECKING:
    from pypdfium2 import PdfPage  # type: ignore[import-untyped]

_MOST_SLANTS = 200
_SMALLEST = 6.0
_LETTERS = re.compile(r"[^\W\d_]{2}")


def placed_runs(texts: Iterable[tuple[str, Rect]], rotation: int) -> list[Run]:
    """Runs of texts that the page itself does not hold, each over its whole place."""
    return [
        Run(text, *shown(rect, rotation), (sum(shown(rect, rotation)[:2]) / 2,) * len(text)) for text, rect in texts
    ]


def marks_of(marked: Iterable[tuple[str, Rect]], rotation: int) -> list[Mark]:
    """What comments do to the texts in these places, as the page is shown."""
    return [Mark(*shown(rect, rotation), why) for why, rect in marked]


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
    own_objects: int = MOST_OBJECTS,
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
    objects = PageObjects(page, own_objects)
    has_layers_off = may_have_layers and objects.leave_out_layers(page)
    stated = objects.take_away_stated_figures(page) if may_state_words else {}
    for rect in objects.segments():
        left, right, top, bottom = shown(rect, rotation)
        if bottom - top <= THIN < right - left:
            across.append(Stroke((top + bottom) / 2, left, right))
        elif right - left <= THIN < bottom - top:
            down.append(Stroke((left + right) / 2, top, bottom))
        elif len(slants) < _MOST_SLANTS:
            slants.append(Slant(left, right, top, bottom))
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    body: list[ProbedTexts] = []
    added: list[ProbedTexts] = []
    groups: list[Group] = []
    for (matrix, clip, is_added), some in objects.texts.items():
        outer = None if matrix is AS_IT_IS else matrix
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
        with TextPage(page) as text_page:

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


def aside_runs(aside: Sequence[Aside], rotation: int, words_of: WordsOf) -> list[Run]:
    """A run for each text; vertical ones under each other, or above each other, are one."""
    runs: list[Run] = []
    before: TextObject | None = None
    for thing, why in aside:
        text = "".join(UNREADABLE if ord(char) in (0xFFFD, 0xFFFE, 0xFFFF) else char for char in words_of(thing))
        text = without_radicals(text)
        if not text.strip():
            continue
        left, right, top, bottom = shown(Rect(thing.left, thing.bottom, thing.right, thing.top), rotation)
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
    left, right, top, bottom = shown(rect, rotation)
    return Run(UNREADABLE, left, right, top, bottom, ((left + right) / 2,))
