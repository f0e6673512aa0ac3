"""What several commands print: notes and lines of JSON."""

import json

import pytest

from export.commands.printing import MARKS, note_text, print_json, print_notes
from model.checks.findings import Severity
from model.importing import Note


@pytest.mark.parametrize(
    ("note", "text"),
    [
        (Note("不是数", "第2张表"), "第2张表：不是数"),
        (Note("不是数", ""), "不是数"),
        (Note("不是数", "", raw="约3\n件"), "不是数（原文：约3 件）"),
        (Note("“约3件”不是数", "", raw="约3件"), "“约3件”不是数"),
    ],
)
def test_a_note_says_where_what_and_the_text_unless_it_has_quoted_them(note: Note, text: str) -> None:
    assert note_text(note) == text


def test_notes_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    print_notes([Note("甲", ""), Note("乙", "")])
    assert capsys.readouterr() == ("", "？ 甲\n？ 乙\n")


def test_an_object_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"甲": "一\u2028二", "b": [1, None]})
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"甲": "一\u2028二", "b": [1, None]}
    assert "甲" in line


def test_every_severity_has_its_mark() -> None:
    assert MARKS.keys() == {each.value for each in Severity}
