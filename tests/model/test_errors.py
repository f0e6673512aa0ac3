"""What is told of a part of the program that is not installed, through the commands too."""

import sys
from pathlib import Path

import pytest

import main
from export.commands.exit_status import EXIT_UNREADABLE
from model.errors import missing_part
from tests.conftest import SAMPLES


@pytest.mark.parametrize(
    ("module", "part"),
    [("lxml", " lxml"), ("gui.app.main_window", " gui/app/main_window"), ("", "部件")],
)
def test_the_file_is_named_and_what_a_clerk_can_do(module: str, part: str) -> None:
    said = missing_part(ModuleNotFoundError(f"No module named '{module}'", name=module))
    assert said.startswith(f"程序文件不全，缺少{part}。请重新运行安装程序，免安装版请重新解压")
    assert "管理员" not in said


def test_a_command_that_needs_it_says_one_sentence_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    source = SAMPLES / "excel-csv-trailing-commas-missing.csv"
    assert main.main(["convert", str(source), str(tmp_path / "年报.xlsx")]) == EXIT_UNREADABLE
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("程序文件不全，缺少 xlsxwriter。")
    assert list(tmp_path.iterdir()) == []
