"""What is told of a part of the program that is not installed, through the commands too."""

import sys
from pathlib import Path

import pytest

import main
from export.commands.exit_status import EXIT_UNREADABLE
from model.errors import missing_part
from tests.conftest import SAMPLES


def test_the_package_is_named_that_has_to_be_installed() -> None:
    said = "程序没有装全，缺少部件 lxml。请重新安装本程序，或请管理员补装后再试"
    assert missing_part(ModuleNotFoundError("No module named 'lxml'", name="lxml.etree")) == said
    assert missing_part(ModuleNotFoundError()) == said.replace(" lxml", "")


def test_a_command_that_needs_it_says_one_sentence_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    source = SAMPLES / "excel-csv-trailing-commas-missing.csv"
    assert main.main(["convert", str(source), str(tmp_path / "年报.xlsx")]) == EXIT_UNREADABLE
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("程序没有装全，缺少部件 xlsxwriter。")
    assert list(tmp_path.iterdir()) == []
