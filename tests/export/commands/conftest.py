"""What tests of the commands share; ``tests/test_commands.py`` runs them as processes."""

import subprocess
from pathlib import Path

import pytest

import main
from tests.export.commands.running import SAMPLE, Run, with_changed


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``main.py``'s command; what it printed and its exit status."""

    def run_(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        capsys.readouterr()
        words = list(map(str, arguments))
        try:
            status = main.main(words)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0
        return subprocess.CompletedProcess(words, status, *capsys.readouterr())

    return run_


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The sample with one request too many carried out."""
    old = "四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"
    return with_changed(SAMPLE, tmp_path / "错.txt", old, "四、结转下年度继续办理 | 2 | 1 | 0 | 0 | 0 | 0 | 2 |")
