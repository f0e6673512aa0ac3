"""The command: what it says when something is wrong."""

import pytest

from resources.packaging.__main__ import main


def test_an_unknown_system_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wheels", "amiga"]) == 1
    assert capsys.readouterr().err == "inputs.toml knows no system amiga\n"


def test_a_python_of_another_version_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: object) -> None:
    assert main(["--build", str(tmp_path), "--python", "/bin/true", "windows"]) == 1
    assert "no Python 3.13 to compile modules with" in capsys.readouterr().err
