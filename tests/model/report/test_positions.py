"""Whatever is typed, deleted and pasted: a linked number is never another one, and no other number follows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.checks.engine import check
from model.checks.typography_rules import full_width
from model.drafting.editing import applied_edit, completed
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.comparison import adopting_all_edit, adopting_edit, compare
from model.report.edits import Edit, apply
from model.report.history import differences, restoring_chosen_edit, restoring_edit
from model.report.json_format import read_report_json, write_report_json
from model.report.positions import with_positions
from model.report.report import Fact, NumberLink, Report, ToCheck
from model.report.search import find, replacing
from model.report.text_alignment import TextChange, aligned, aligned_by, changes_by_line
from model.store.serialization import report_from, report_text

CELLS = [Cell("requests", row, "person") for row in ("received", "carried_in", "carried_out")]
CLAUSES = ["栽树{}棵，", "其中栽树{}棵；", "栽树{}棵。", "修路{}里，", "其余{}项。\n", "栽树", "。", "，其中", "\n"]
FIGURES = st.sampled_from([0, 1, 5, 11, 12, 25, 112])


@dataclass
class Written:
    """A report with, for every character of its words, the link that it belongs to: what the edits really did."""

    edition: Edition
    report: Report
    owners: list[str]
    steps: list[tuple[Report, list[str]]] = field(default_factory=list)
    undone: list[tuple[Report, list[str]]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.report.texts.get("1", "")

    def do(self, edit: Edit) -> None:
        self.steps.append((self.report, list(self.owners)))
        self.undone.clear()
        checked = check(self.report, self.edition)
        self.report = applied_edit(self.report, checked, completed(self.report, checked, edit), None).report

    def rewrite(self, change: TextChange, *, exact: bool) -> None:
        new = change.applied(self.words)
        if new == self.words:
            return
        self.do(Edit("改写", texts={"1": new or None}, changes={"1": (change,)} if exact else {}))
        self.owners[change.start : change.end] = [""] * len(change.text)

    def fill(self, cell: Cell, figure: int) -> None:
        """And what must become of the words: every link of that cell says the figure, all else stands."""
        follow = sorted(
            ((link.start, key) for key, link in self.report.links.items() if link.cells == (cell,)), reverse=True
        )
        changed = self.report.figures.get(cell) != figure
        words, links = self.words, dict(self.report.links)
        self.do(Edit("填写", {cell: figure}))
        for start, key in follow if changed else ():
            end = start + len(links[key].text)
            words = words[:start] + str(figure) + words[end:]
            self.owners[start:end] = [key] * len(str(figure))
        assert self.words == words

    def back(self) -> None:
        if self.steps:
            self.undone.append((self.report, self.owners))
            self.report, self.owners = self.steps.pop()

    def forth(self) -> None:
        if self.undone:
            self.steps.append((self.report, self.owners))
            self.report, self.owners = self.undone.pop()

    def hold(self) -> None:
        """What is true at any time."""
        words, report = self.words, self.report
        assert len(words) == len(self.owners)
        for key, link in report.links.items():
            end = link.start + len(link.text)
            assert words[link.start : end] == link.text
            assert self.owners[link.start : end] == [key] * len(link.text), "another number than was linked"
            figure = report.figures.get(link.cells[0])
            assert figure is None or link.text == str(figure)
        marked = {mark.start for mark in report.to_check.values()}
        for key in set(self.owners) - {""} - report.links.keys():
            start = self.owners.index(key)
            whole = re.compile(r"\d+").match(words, start)
            mine = [at for at, owner in enumerate(self.owners) if owner == key]
            stands = whole is not None and mine == list(range(*whole.span())) and not words[:start][-1:].isdigit()
            untouched = stands and whole is not None and whole[0] == self.description[key]
            assert not untouched or start in marked, "unlinked, and not marked"
            if not untouched:  # a person wrote another number there; should it be the same again one day, it is theirs
                self.owners = ["" if owner == key else owner for owner in self.owners]

    description: dict[str, str] = field(default_factory=dict)
    """What each link said when it was lost or seen last."""

    def note(self) -> None:
        self.description |= {key: link.text for key, link in self.report.links.items()}


@st.composite
def written(draw: st.DrawFn) -> tuple[str, list[str], dict[str, NumberLink], dict[Cell, int]]:
    figures = {cell: draw(FIGURES) for cell in CELLS}
    words = ""
    owners: list[str] = []
    links: dict[str, NumberLink] = {}
    for clause in draw(st.lists(st.sampled_from(CLAUSES), min_size=2, max_size=8)):
        before, number, behind = clause.partition("{}")
        words, owners = words + before, owners + [""] * len(before)
        if number:
            cell = draw(st.sampled_from(CELLS))
            key = f"{len(links) + 1:04}"
            text = str(figures[cell])
            links[key] = NumberLink("1", len(words), text, (cell,))
            words, owners = words + text + behind, owners + [key] * len(text) + [""] * len(behind)
    return words, owners, links, figures


@settings(max_examples=60)
@given(start=written(), data=st.data())
def test_a_linked_number_says_its_own_cell_and_is_never_another_one(
    editions: Mapping[str, Edition],
    start: tuple[str, list[str], dict[str, NumberLink], dict[Cell, int]],
    data: st.DataObject,
) -> None:
    words, owners, links, figures = start
    edition = editions["2021"]
    report = Report(
        "2021", figures, facts={Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}, texts={"1": words}, links=links
    )
    here = Written(edition, report, owners)
    here.note()
    for _ in range(data.draw(st.integers(1, 6))):
        act = data.draw(
            st.sampled_from(["insert", "insert", "delete", "delete", "paste", "fill", "back", "forth", "store"])
        )
        length = len(here.words)
        a, b = sorted((data.draw(st.integers(0, length)), data.draw(st.integers(0, length))))
        exact = data.draw(st.booleans())
        if act == "insert":
            typed = data.draw(st.sampled_from([*CLAUSES, "2", "25", "栽树25棵，", "其中栽树0棵；"])).replace("{}", "11")
            here.rewrite(TextChange(a, a, typed), exact=exact)
        elif act == "delete":
            here.rewrite(TextChange(a, b, ""), exact=exact)
        elif act == "paste":
            at = data.draw(st.integers(0, length))
            here.rewrite(TextChange(at, at, here.words[a:b]), exact=exact)
        elif act == "fill":
            here.fill(data.draw(st.sampled_from(CELLS)), data.draw(FIGURES))
        elif act == "back":
            here.back()
        elif act == "forth":
            here.forth()
        else:
            here.report = report_from(report_text(here.report))
        here.hold()
        here.note()


# ---------------------------------------------------------------- one way after another

A, B = CELLS[:2]
TWINS = "复核：栽树25棵，修路1里。\n复查：栽树25棵，修路2里。"
FIRST, SECOND = TWINS.index("25"), TWINS.rindex("25")


def twins(words: str = TWINS, **more: object) -> Report:
    links = {
        "0001": NumberLink("1", words.index("25"), "25", (A,)),
        "0002": NumberLink("1", words.rindex("25"), "25", (B,)),
    }
    facts = {Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}
    return Report("2021", {A: 25, B: 25}, facts=facts, texts={"1": words}, links=links).with_(**more)


def linked(report: Report) -> dict[Cell, int]:
    return {link.cells[0]: link.start for link in report.links.values()}


def test_one_of_two_equal_clauses_goes_and_the_link_of_the_other_stays() -> None:
    words = "栽树25棵，栽树25棵，"
    for gone, left in ((TextChange(0, 6, ""), B), (TextChange(6, 12, ""), A)):
        report = twins(words)
        edit = Edit("改写", texts={"1": words[:6]}, changes={"1": (gone,)})
        assert linked(apply(report, with_positions(report, edit))[0]) == {left: 2}


def test_where_nobody_knows_which_of_two_went_both_links_go_and_the_number_is_marked() -> None:
    words = "栽树25棵，栽树25棵，"
    report = twins(words)
    after, inverse = apply(report, with_positions(report, Edit("改写", texts={"1": words[:6]})))
    assert after.links == {}
    assert list(after.to_check.values()) == [ToCheck("1", 2, "25", "", ())]
    assert apply(after, inverse)[0] == report


def test_two_numbers_that_changed_places_are_no_longer_linked() -> None:
    words = "复核：栽树25棵，修路里。复查：栽树3棵，修路里。"
    links = {
        "0001": NumberLink("1", words.index("25"), "25", (A,)),
        "0002": NumberLink("1", words.index("3"), "3", (B,)),
    }
    report = Report("2021", {A: 25, B: 3}, texts={"1": words}, links=links)
    swapped = words.replace("25", "x").replace("3", "25").replace("x", "3")
    after, _ = apply(report, with_positions(report, Edit("改写", texts={"1": swapped})))
    assert after.links == {}


def test_a_paragraph_that_was_moved_keeps_no_link_and_its_number_is_marked() -> None:
    moved = "\n".join(reversed(TWINS.split("\n")))
    after, _ = apply(twins(), with_positions(twins(), Edit("改写", texts={"1": moved})))
    assert after.links == {}
    assert {mark.start for mark in after.to_check.values()} == {moved.index("25"), moved.rindex("25")}


def test_replacing_words_around_linked_numbers_moves_them_and_replacing_them_unlinks_them(edition: Edition) -> None:
    report = twins()
    edit, _ = replacing(find("栽树", report, edition), "种植树木", report, edition)
    after, _ = apply(report, edit)
    words = after.texts["1"]
    assert linked(after) == {A: words.index("25"), B: words.rindex("25")}
    edit, _ = replacing([each for each in find("25", report, edition) if each.start == FIRST], "26", report, edition)
    assert linked(apply(report, edit)[0]) == {B: SECOND}


def test_mending_the_punctuation_moves_no_link() -> None:
    words = TWINS.replace("，", ",").replace("：", ":")
    report = twins(words)
    mended = full_width(words)
    assert mended == TWINS
    edit = Edit("规范标点", texts={"1": mended}, changes={"1": changes_by_line(words, mended)})
    assert linked(apply(report, with_positions(report, edit))[0]) == {A: FIRST, B: SECOND}


def test_a_copy_that_comes_back_changed_keeps_the_links_whose_place_is_certain(edition: Edition) -> None:
    report = twins()
    theirs = report.with_(
        texts={**report.texts, "1": "新的一段。\n" + TWINS.replace("复查：栽树", "经复查，栽树")}, links={}
    )
    found = compare(report, theirs, edition)
    for edit in (adopting_edit(report, theirs, edition, found), adopting_all_edit(report, theirs, edition)):
        after, _ = apply(report, edit)
        words = after.texts["1"]
        assert words == theirs.texts["1"]
        assert linked(after) == {A: words.index("25"), B: words.rindex("25")}
    one = adopting_edit(report, theirs, edition, found[:1])
    assert linked(apply(report, one)[0]) == {A: FIRST + 6, B: SECOND + 6}


def test_restored_text_has_its_links_and_marks_again(edition: Edition) -> None:
    mark = ToCheck("1", TWINS.index("1里"), "1", "1", ())
    then = twins(to_check={"0001": mark})
    edit = Edit("改写", texts={"1": TWINS[SECOND - 5 :]}, to_check={"0001": None})
    now, _ = apply(then, with_positions(then, edit))
    assert now.links.keys() == set() or linked(now) != linked(then)
    chosen = [each for each in differences(then, now, edition) if each.part == "texts"]
    back, _ = apply(now, restoring_chosen_edit(now, then, chosen, "恢复"))
    assert (back.texts, back.links, back.to_check) == (then.texts, then.links, then.to_check)
    assert apply(now, restoring_edit(now, then, "恢复"))[0] == then


def test_a_file_whose_words_a_script_has_changed_links_nothing_by_guess(edition: Edition) -> None:
    data = write_report_json(twins(), edition)
    assert linked(read_report_json(data, {"2021": edition})[0]) == {A: FIRST, B: SECOND}
    data["sections"]["1"] = "\n".join(reversed(TWINS.split("\n")))
    report, _, missed = read_report_json(data, {"2021": edition})
    assert report.links == {}
    assert sum("没有关联" in each for each in missed) == 2


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("甲25，乙1。", "甲25，乙2。", True),
        ("甲25，乙1。", "甲共25，乙1。", True),
        ("甲25，乙1。", "甲26，乙1。", False),
        ("甲25，乙1。", "甲1,025，乙1。", False),
        ("甲25，乙1。", "", False),
        ("甲25。甲25。", "甲25。", False),
        ("丙，甲25，乙。甲25。", "丁，甲25，乙。甲25。", True),
    ],
)
def test_a_place_is_known_again_only_where_no_other_is_meant(old: str, new: str, kept: bool) -> None:
    report = Report("2021", texts={"1": old}, links={"0001": NumberLink("1", old.index("25"), "25", (A,))})
    after, _ = apply(report, with_positions(report, Edit("", texts={"1": new or None})))
    assert [after.texts["1"][link.start :][:2] for link in after.links.values()] == (["25"] if kept else [])


def test_a_change_whose_place_is_known_leaves_all_else_where_it_was() -> None:
    found = aligned_by("甲25乙25", TextChange(0, 3, ""))
    assert (found.place(4, 6), found.place(1, 3)) == (1, None)
    assert aligned("甲25乙25", "甲25乙25").place(4, 6) == 4
