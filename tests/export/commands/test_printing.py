"""What several commands print: notes and lines of JSON."""

import json
from pathlib import Path

import pytest

from export.commands.printing import MARKS, note_text, print_json, print_notes, print_text
from main import main
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


ESCAPES = "\x1b]0;x\x07\x9b31m\u202e\r\x7f"


def is_harmless(text: str) -> bool:
    return all(char in "\n\t" or char.isprintable() for char in text)


@pytest.mark.parametrize("as_error", [False, True])
def test_control_characters_never_reach_a_terminal(capsys: pytest.CaptureFixture[str], as_error: bool) -> None:
    print_text(f"甲{ESCAPES}乙\n丙\t丁", as_error=as_error)
    printed = capsys.readouterr()
    text = printed.err if as_error else printed.out
    assert is_harmless(text)
    assert text.startswith("甲\\u001b]0;x\\u0007")
    assert text.endswith("乙\n丙\t丁\n")


def test_json_still_holds_every_character(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"organ": ESCAPES})
    printed = capsys.readouterr().out
    assert is_harmless(printed)
    assert json.loads(printed) == {"organ": ESCAPES}


def test_names_of_files_and_arguments_are_printed_harmlessly(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check", str(tmp_path / f"{ESCAPES}.docx")]) == 2
    with pytest.raises(SystemExit):
        main([f"--{ESCAPES}"])
    printed = capsys.readouterr()
    assert is_harmless(printed.out + printed.err)
    assert "\\u001b" in printed.err
