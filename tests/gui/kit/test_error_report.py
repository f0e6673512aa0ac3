"""What is told of an error holds no text of a draft and no name of a person."""

import os
import sqlite3
from pathlib import Path

import pytest

from gui.kit.error_report import error_lines, without_home

SECRET = "某某信访件的内容"


@pytest.mark.parametrize(
    "error",
    [
        ValueError(SECRET),
        KeyError(SECRET),
        UnicodeError(SECRET),
        sqlite3.OperationalError(SECRET),
        RuntimeError(SECRET),
        ExceptionGroup(SECRET, [ValueError(SECRET)]),
    ],
    ids=lambda each: type(each).__bases__[0].__name__,
)
def test_words_that_may_quote_a_draft_are_left_out(error: Exception) -> None:
    assert SECRET not in "\n".join(error_lines(error))


def test_the_causes_come_first() -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as cause:
            raise TypeError("no text of a draft") from cause
    except TypeError as error:
        kinds = [line for line in error_lines(error) if line.startswith("builtins.")]
    assert kinds == ["builtins.ValueError", "builtins.TypeError: no text of a draft"]


def test_an_error_of_the_system_is_told_by_its_number() -> None:
    assert "builtins.FileNotFoundError: errno 2 No such file" in "\n".join(
        error_lines(FileNotFoundError(2, "No such file", f"/{SECRET}"))
    )


def test_the_user_s_own_folder_is_not_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME" if os.name == "posix" else "USERPROFILE", str(tmp_path / "张三"))
    assert without_home(f'File "{tmp_path / "张三" / "a.py"}"') == f'File "~{os.sep}a.py"'
