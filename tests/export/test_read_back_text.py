"""The texts of a report against those of a file: a pure comparison, without any file."""

from collections.abc import Sequence

import pytest

from export.document.document import compose
from export.read_back_text import (
    KEEPS_PLACES,
    SHOWN,
    excerpts,
    left_over_lines,
    text_differences,
    text_name,
    unexpected_texts,
    without_spaces,
)
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import Imported, Note, Stated
from model.report.report import Fact, Report

TITLE = "恩平市财政局2024年政府信息公开工作年度报告"
LAST = "六、其他需要报告的事项"
FIRST_SECTION = "一、总体情况"
RECEIVED = Cell("requests", "received", "person")


def with_texts(edition: Edition, **texts: str) -> Report:
    """Sections are ``s1`` and so on; ``signature`` and ``date`` are facts."""
    facts = {
        Fact.ORGAN: "恩平市财政局",
        Fact.YEAR: "2024",
        Fact.SIGNATURE: "恩平市财政局",
        Fact.DATE: "2025年1月8日",
    }
    sections = {"preface": "现公布如下。", "1": "工作平稳。", "5": "没有。", "6": "无。"}
    for name, text in texts.items():
        if name in tuple(Fact):
            facts[Fact(name)] = text
        else:
            sections[_key(name)] = text
    return Report(edition.id, facts=facts, texts=sections)


def _key(name: str) -> str:
    return name[1:] if name[1:].isdigit() else name


def found(
    edition: Edition,
    wanted: Report,
    read: Report,
    container: str = "docx",
    title: str = TITLE,
    left_over: Sequence[str] = (),
) -> list[tuple[str, str, str]]:
    notes = tuple(Note("没有归入任何部分的文字", "", raw=each) for each in left_over)
    imported = Imported(read, notes, container=container, stated=Stated(title=title))
    return list(text_differences(wanted, compose(wanted, edition), edition, imported))


@pytest.mark.parametrize("container", ["docx", "html", "xlsx", "json", "pdf"])
def test_the_same_texts_do_not_differ(edition: Edition, container: str) -> None:
    report = with_texts(edition)
    assert found(edition, report, report, container) == []


@pytest.mark.parametrize("container", ["docx", "html", "xlsx", "json", "pdf"])
@pytest.mark.parametrize(
    ("changed", "place", "want", "got"),
    [
        ({"preface": "现公开如下。"}, "前言 第 1 段", "现公布如下。", "现公开如下。"),
        ({"s1": ""}, f"{FIRST_SECTION} 第 1 段", "工作平稳。", ""),
        ({"s6": "无。\n另有一段。"}, f"{LAST} 第 2 段", "", "另有一段。"),
        ({"signature": "恩平市水利局"}, "落款", "恩平市财政局", "恩平市水利局"),
        ({"date": ""}, "成文日期", "2025年1月8日", ""),
    ],
)
def test_a_text_that_differs_is_named_with_both(
    edition: Edition, container: str, changed: dict[str, str], place: str, want: str, got: str
) -> None:
    assert found(edition, with_texts(edition), with_texts(edition, **changed), container) == [(place, want, got)]


def test_a_title_that_differs_is_named_as_the_file_states_it(edition: Edition) -> None:
    report = with_texts(edition)
    assert found(edition, report, report, title="年度报告") == [("标题", TITLE, "年度报告")]


def test_spaces_count_between_words_of_a_paragraph_and_not_in_the_lines_around_it(edition: Edition) -> None:
    report = with_texts(edition)
    spaced = with_texts(edition, signature="恩平市 财政局")
    assert found(edition, report, spaced, "json", title=f" {TITLE[:5]} {TITLE[5:]}") == []
    (difference,) = found(edition, report, with_texts(edition, s1="工作 平稳。"), "json")
    assert difference == (f"{FIRST_SECTION} 第 1 段", "工作平稳。", "工作 平稳。")
    assert found(edition, with_texts(edition, s1="工作  平稳。"), with_texts(edition, s1=" 工作 平稳。"), "json") == []


@pytest.mark.parametrize("container", ["docx", "html", "pdf", "xlsx", "json"])
def test_paragraphs_that_were_joined_differ_but_where_ends_are_guessed(edition: Edition, container: str) -> None:
    wanted, read = with_texts(edition, s1="甲。\n乙。"), with_texts(edition, s1="甲。乙。")
    assert bool(found(edition, wanted, read, container)) is (container != "pdf")


def test_a_word_that_moved_to_another_section_differs_in_every_container(edition: Edition) -> None:
    wanted, read = with_texts(edition, s5="甲。", s6="乙。丙。"), with_texts(edition, s5="甲。乙。", s6="丙。")
    for container in ("docx", *KEEPS_PLACES):
        assert [each[0] for each in found(edition, wanted, read, container)] == [
            "五、存在的主要问题及改进情况 第 1 段",
            f"{LAST} 第 1 段",
        ]


def test_lines_at_the_head_may_be_read_as_title_or_preface(edition: Edition) -> None:
    report = with_texts(edition)
    read = with_texts(edition, preface=f"{TITLE[6:]}现公布如下。")
    assert found(edition, report, read, title=TITLE[:6]) == []
    # with the title read as it is there is no reason to join lines below it
    assert found(edition, with_texts(edition, preface="甲。\n乙。"), with_texts(edition, preface="甲。乙。"))
    for container in KEEPS_PLACES:
        assert len(found(edition, report, read, container, title=TITLE[:6])) == 2


def test_lines_at_the_end_may_be_read_as_signature_or_date(edition: Edition) -> None:
    wanted = with_texts(edition, s6="无。\n附后。")
    assert found(edition, wanted, with_texts(edition, s6="无。附后。恩平市", signature="财政局")) == []
    assert found(edition, wanted, with_texts(edition, s6="无。附后。"))
    # of signature and date one that was not found is enough
    undated = with_texts(edition, s6="无。附后。", date="")
    assert found(edition, wanted, undated, left_over=["2025年1月8日"]) == []
    unsigned = with_texts(edition, s6="无。附后。", signature="")
    assert found(edition, wanted, unsigned, left_over=["恩平市财政局"]) == []


def test_a_line_that_the_reader_left_over_is_not_missed(edition: Edition) -> None:
    wanted, read = with_texts(edition, s1="甲。\n乙，甲。\n乙。"), with_texts(edition, s1="甲。\n乙。")
    assert found(edition, wanted, read)
    assert found(edition, wanted, read, left_over=["乙， 甲。"]) == []
    assert found(edition, wanted, read, left_over=["丙。", "丁。\n乙，甲。"]) == []
    assert found(edition, wanted, read, left_over=["乙，丙。"])
    assert found(edition, wanted, read, "xlsx", left_over=["乙，甲。"])
    twice = with_texts(edition, s1="甲。\n乙，甲。\n乙，甲。\n乙。")
    assert found(edition, twice, read, left_over=["乙，甲。"])
    assert found(edition, twice, read, left_over=["乙，甲。", "乙，甲。"]) == []


def test_a_left_over_line_is_taken_out_only_where_the_texts_part(edition: Edition) -> None:
    wanted = with_texts(edition, s1="甲乙丙。", s6="丁。\n甲乙丙。")
    assert found(edition, wanted, with_texts(edition, s1="甲乙丙。", s6="丁。"), left_over=["甲乙丙。"]) == []
    assert found(edition, wanted, with_texts(edition, s1="甲乙。", s6="丁。\n甲乙丙。"), left_over=["甲乙丙。"])


def test_the_printed_prompts_of_the_form_are_no_text_but_in_the_programs_own_file(edition: Edition) -> None:
    wanted, read = with_texts(edition, s1="（文字描述）\n甲。"), with_texts(edition, s1="甲。")
    assert found(edition, wanted, read, "xlsx") == []
    assert found(edition, wanted, read, "json")


def test_lines_that_were_left_over_have_no_spaces() -> None:
    notes = (Note("", "", raw="甲 乙\n\n 丙　"), Note("", "", raw=""))
    assert left_over_lines(Imported(Report("2021"), notes)) == ("甲乙", "丙")
    assert without_spaces(" 甲\t乙\n丙　") == "甲乙丙"


def unexpected(edition: Edition, *notes: Note, cells: dict[Cell, str] | None = None) -> list[str]:
    report = with_texts(edition)
    return list(unexpected_texts(compose(report, edition), edition, cells or {}, Imported(report, notes)))


def test_what_is_neither_in_the_report_nor_in_the_form_is_unexpected(edition: Edition) -> None:
    of_a_cell = Note("不是数", "", RECEIVED, raw="约3件")
    known = Note("", "", raw=f"{TITLE}\n工作平 稳。\n商业企业 | 科研机构 | \n恩平市财政局\n2025年1月8日\n约4件")
    strange = Note("", "", raw="内部资料\n商业企业 | 本表由办公室填写")
    cells = {RECEIVED: "约4件"}
    assert unexpected(edition, of_a_cell, known, strange, cells=cells) == ["内部资料", "本表由办公室填写"]
    assert unexpected(edition, known) == ["约4件"]


@pytest.mark.parametrize("length", [SHOWN - 1, SHOWN, SHOWN + 1])
def test_an_unexpected_text_is_quoted_up_to_its_limit(edition: Edition, length: int) -> None:
    (text,) = unexpected(edition, Note("", "", raw="字" * length))
    assert text == ("字" * length if length <= SHOWN else "字" * SHOWN + "…")


@pytest.mark.parametrize(
    ("want", "got", "quoted"),
    [
        ("甲", "", ("“甲”", "空白")),
        ("字" * SHOWN, "字", (f"“{'字' * SHOWN}”", "“字”")),
        (
            "字" * 50 + "甲" + "尾" * 50,
            "字" * 50 + "乙" + "尾" * 50,
            (f"“…{'字' * 8}甲{'尾' * 31}…”", f"“…{'字' * 8}乙{'尾' * 31}…”"),
        ),
        ("字" * 41, "字" * 8 + "甲", (f"“{'字' * SHOWN}…”", f"“{'字' * 8}甲”")),
        ("字" * 41 + "甲", "字" * 41, (f"“…{'字' * 8}甲”", f"“…{'字' * 8}”")),
    ],
)
def test_long_texts_are_quoted_from_where_they_differ(want: str, got: str, quoted: tuple[str, str]) -> None:
    assert excerpts(want, got) == quoted


def test_a_text_is_called_by_its_heading(edition: Edition) -> None:
    assert (text_name("preface", edition), text_name("6", edition)) == ("前言", LAST)
