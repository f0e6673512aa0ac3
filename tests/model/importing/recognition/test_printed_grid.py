"""A table that is the form's own as it is printed: read as such, with the same result as by its labels."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.form.edition import Edition
from model.form.tables import Place, Table
from model.importing.content import Box, Grid
from model.importing.recognition import recognition
from model.importing.recognition.cell_matching import TableReading
from model.importing.recognition.printed_grid import PrintedGrid
from model.importing.recognition.vocabulary import Vocabulary, without_last_bracket
from tests.benchmarks.sample import editions

EDITIONS = editions()
TABLES = [(edition, table) for edition in EDITIONS.values() for table in edition.tables]
FIGURES = (
    "",
    "0",
    "3",
    "12",
    "123456",
    " ",
    "/",
    "-",
    "—",
    "1,234",
    "１２",
    "²",
    "12件",
    "见附件",
    "〓",
    "1\n2",
    "其他",
    "总计",
)
NAME = "第2张表"


def ids(one: tuple[Edition, Table]) -> str:
    edition, table = one
    return f"{edition.id} {table.id}"


def printed(table: Table) -> list[Place]:
    return sorted(table.places, key=lambda place: (place.top, place.left))


def grid_of(table: Table, figures: Iterator[str], **more: object) -> Grid:
    boxes = [
        Box(next(figures) if place.cell else place.text, place.top, place.left, place.high, place.wide)
        for place in printed(table)
    ]
    return Grid(NAME, tuple(boxes), **more)  # type: ignore[arg-type]


VOCABULARIES = {(edition.id, table.id): Vocabulary(table) for edition, table in TABLES}
"""Made once, as the program makes them: they remember what a text means."""


def outcome(edition: Edition, table: Table, *grids: Grid, as_printed: bool) -> tuple[object, ...]:
    vocabulary = VOCABULARIES[edition.id, table.id]
    equations = [each for each in edition.equations if each.cells[0].table == table.id]
    reading = TableReading(vocabulary, equations, PrintedGrid(vocabulary) if as_printed else None)
    for grid in grids:
        reading.read(grid)
    reading.settle()
    missing = list(reading.missing())
    return list(reading.found.items()), reading.notes, reading.strange, reading.is_repeated, missing


def assert_same(edition: Edition, table: Table, *grids: Grid) -> None:
    assert outcome(edition, table, *grids, as_printed=True) == outcome(edition, table, *grids, as_printed=False)


@pytest.mark.parametrize("form", TABLES, ids=ids)
@pytest.mark.parametrize("more", [{}, {"is_sheet": True}, {"offset": 3}])
def test_the_form_as_it_is_printed_is_recognised(form: tuple[Edition, Table], more: dict[str, object]) -> None:
    edition, table = form
    numbers = map(str, range(1, 1000))
    grid = grid_of(table, numbers, **more)
    found = PrintedGrid(Vocabulary(table)).found_in(grid)
    assert found is not None
    assert {cell: each.text for cell, each in found.items()} == {
        place.cell: str(number) for number, place in enumerate((p for p in printed(table) if p.cell), 1)
    }
    assert_same(edition, table, grid)


@pytest.mark.parametrize("form", TABLES, ids=ids)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_its_cells_it_is_read_as_by_its_labels(
    form: tuple[Edition, Table], data: st.DataObject
) -> None:
    edition, table = form
    chance = random.Random(data.draw(st.integers()))
    common = data.draw(st.sampled_from(("", "0", "7")))
    some = data.draw(st.lists(st.sampled_from(FIGURES), min_size=1, max_size=4))
    share = data.draw(st.sampled_from((0.02, 0.3, 1.0)))
    figures = iter(lambda: chance.choice(some) if chance.random() < share else common, None)
    assert_same(edition, table, grid_of(table, figures))


@pytest.mark.parametrize("form", TABLES, ids=ids)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_changes_in_its_boxes_it_is_read_as_by_its_labels(
    form: tuple[Edition, Table], data: st.DataObject
) -> None:
    """Labels exchanged, spaced or lost, boxes moved, merged, doubled or lost; also as one of two grids."""
    edition, table = form
    chance = random.Random(data.draw(st.integers()))
    boxes = list(grid_of(table, iter(lambda: str(chance.randrange(100)), None)).boxes)
    for _ in range(data.draw(st.integers(1, 3))):
        change(boxes, chance)
    changed = Grid(NAME, tuple(boxes), aligned=chance.random() < 0.9)
    whole = grid_of(table, iter(lambda: str(chance.randrange(9)), None))
    assert_same(edition, table, changed)
    assert_same(edition, table, *((changed, whole) if chance.random() < 0.5 else (whole, changed)))


@pytest.mark.parametrize("form", TABLES, ids=ids)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_row_of_it_is_a_heading_or_remark_between_tables(form: tuple[Edition, Table], data: st.DataObject) -> None:
    """Looking for such rows in a table as it is printed finds none, so that nothing looks."""
    edition, table = form
    chance = random.Random(data.draw(st.integers()))
    some = data.draw(st.lists(st.sampled_from((*FIGURES, "其中：另有说明。", "2024年")), min_size=1, max_size=4))
    share = data.draw(st.sampled_from((0.0, 0.02, 0.3, 1.0)))
    grid = grid_of(table, iter(lambda: chance.choice(some) if chance.random() < share else "", None))
    lexicon = recognition._lexicon(edition)
    if lexicon.is_printed(grid):
        with mock.patch.object(recognition._Lexicon, "is_printed", lambda *_: False):
            assert list(recognition._with_loose_rows_apart((grid,), lexicon)) == [grid]


@pytest.mark.parametrize("form", TABLES, ids=ids)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_with_rows_behind_it_it_is_read_as_by_its_labels(form: tuple[Edition, Table], data: st.DataObject) -> None:
    """Blank ones, as on a sheet, or such with a text somewhere; figures blank or not."""
    edition, table = form
    chance = random.Random(data.draw(st.integers()))
    figures = data.draw(st.lists(st.sampled_from(FIGURES), min_size=1, max_size=4))
    boxes = grid_of(table, iter(lambda: chance.choice(figures), None)).boxes
    top = data.draw(st.integers(0, 1)) + max(box.bottom for box in boxes)
    texts = data.draw(st.lists(st.sampled_from(("", " ", "5", "注：无。", "总计")), min_size=1, max_size=2))
    wide = max(box.right for box in boxes)
    behind = [
        Box(chance.choice(texts) if chance.random() < 0.1 else "", top + row, left)
        for row in range(data.draw(st.integers(1, 30)))
        for left in range(wide)
    ]
    grid = Grid(NAME, (*boxes, *behind), is_sheet=True)
    is_printed = all(not box.text.strip() for box in behind) and PrintedGrid(Vocabulary(table)).found_in(
        Grid(NAME, boxes)
    )
    assert (PrintedGrid(Vocabulary(table)).found_in(grid) is not None) == bool(is_printed)
    assert_same(edition, table, grid)
    lexicon = recognition._lexicon(edition)
    if lexicon.is_printed(grid):
        with mock.patch.object(recognition._Lexicon, "is_printed", lambda *_: False):
            assert list(recognition._with_loose_rows_apart((grid,), lexicon)) == [grid]
            assert recognition._with_special_sheets_apart((grid,), lexicon)[0] == [grid]


@pytest.mark.parametrize("place", [(0, 9), (0, 4), (13, 4)])
def test_a_blank_box_beside_it_is_no_row_behind_it(place: tuple[int, int]) -> None:
    table = EDITIONS["2021"].table("disclosure")
    boxes = grid_of(table, iter(lambda: "5", None)).boxes
    for all_boxes in ((*boxes, Box("", *place)), tuple(sorted((*boxes, Box("", *place)), key=lambda box: box[1:3]))):
        assert PrintedGrid(Vocabulary(table)).found_in(Grid(NAME, all_boxes)) is None


def test_the_answer_for_one_grid_is_not_that_for_another() -> None:
    _, table = TABLES[0]
    form = PrintedGrid(Vocabulary(table))
    grids = [grid_of(table, map(str, range(first, 1000))) for first in (1, 500)] + [Grid(NAME, ())]
    for grid in (*grids, *grids, grids[-1], grids[0]):
        assert form.found_in(grid) == PrintedGrid(Vocabulary(table)).found_in(grid)


def change(boxes: list[Box], chance: random.Random) -> None:
    one, other = chance.randrange(len(boxes)), chance.randrange(len(boxes))
    kind = chance.randrange(9)
    if kind == 8:
        for number, box in enumerate(boxes):
            if chance.random() < 0.5:
                boxes[number] = box._replace(text=respelled(box.text, chance))
    elif kind == 0:
        boxes[one], boxes[other] = (
            boxes[one]._replace(text=boxes[other].text),
            boxes[other]._replace(text=boxes[one].text),
        )
    elif kind == 1:
        text = boxes[one].text
        boxes[one] = boxes[one]._replace(
            text=text[:2] + chance.choice(("\n", " ", "\u3000", " " * 120, "x", "\u200b")) + text[2:]
        )
    elif kind == 2:
        boxes[one] = boxes[one]._replace(text="")
    elif kind == 3:
        boxes[one] = boxes[one]._replace(left=boxes[one].left + chance.choice((-1, 1)))
    elif kind == 4:
        boxes[one] = boxes[one]._replace(wide=boxes[one].wide + 1)
    elif kind == 5:
        boxes[one] = boxes[one]._replace(high=boxes[one].high + 1)
    elif kind == 6:
        boxes.insert(one, boxes[one])
    elif len(boxes) > 1:
        del boxes[one]


def respelled(text: str, chance: random.Random) -> str:
    """As people type it: other brackets, marks and digits, spaces, an explanation left out."""
    spellings: tuple[Callable[[str], str], ...] = (
        lambda each: each.replace("（", "(").replace("）", ")"),
        lambda each: each.replace("(", "（").replace(")", "）"),
        lambda each: re.sub(r"^(\d)[.．、]", r"\1、", each),
        lambda each: re.sub(r"^（?([一二三四五六七八九])）?[、.]?", r"（\1）", each),
        lambda each: each.replace("、", ",").replace("，", ","),
        lambda each: unicodedata.normalize("NFKC", each),
        lambda each: "  " + each + "\u3000",
        lambda each: each + "：",
        lambda each: re.sub(r"^[（(]?[一二三四五六七八九\d][）)、.]+", "", each),
        without_last_bracket,
    )
    return chance.choice(spellings)(text)


@pytest.mark.parametrize("form", TABLES, ids=ids)
def test_a_label_in_another_spelling_is_the_same_label(form: tuple[Edition, Table]) -> None:
    edition, table = form
    grid = grid_of(table, iter(lambda: "5", None))
    boxes = [box._replace(text=box.text.replace("（", " (").replace("）", ") ")) for box in grid.boxes]
    assert PrintedGrid(Vocabulary(table)).found_in(Grid(NAME, tuple(boxes))) is not None
    assert_same(edition, table, Grid(NAME, tuple(boxes)))


@pytest.mark.parametrize("form", TABLES, ids=ids)
def test_a_label_in_another_line_is_the_same_label(form: tuple[Edition, Table]) -> None:
    """As narrow heads are printed in two lines."""
    edition, table = form
    grid = grid_of(table, iter(lambda: "5", None))
    boxes = [box._replace(text=box.text[:2] + "\n" + box.text[2:]) if box.text != "5" else box for box in grid.boxes]
    assert PrintedGrid(Vocabulary(table)).found_in(Grid(NAME, tuple(boxes))) is not None
    assert_same(edition, table, Grid(NAME, tuple(boxes)))


@pytest.mark.parametrize("row", [0, 2, 13])
def test_with_one_other_label_it_is_no_longer_the_printed_one(row: int) -> None:
    table = EDITIONS["2021"].table("disclosure")
    boxes = [
        box._replace(text=box.text + "（上年）") if (box.top, box.left) == (row, 0) else box
        for box in grid_of(table, iter(lambda: "5", None)).boxes
    ]
    assert PrintedGrid(Vocabulary(table)).found_in(Grid(NAME, tuple(boxes))) is None


def test_a_label_in_the_place_of_a_figure_is_not_taken_for_its_text() -> None:
    table = EDITIONS["2021"].table("requests")
    assert PrintedGrid(Vocabulary(table)).found_in(grid_of(table, iter(lambda: "总计", None))) is None
