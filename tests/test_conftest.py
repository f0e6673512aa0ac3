"""What the tests ask of the machine that they run on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SKIPS = """
import pytest

@pytest.mark.skipif(True, reason="no such tool")
def test_with_a_tool(): ...

def test_of_something_else():
    pytest.skip("no such tool")

@pytest.mark.xfail
def test_of_a_known_fault():
    assert False
"""


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_only_in_ci_a_skipped_test_fails(tmp_path: Path, ci: str, status: int) -> None:
    (tmp_path / "test_skips.py").write_text(SKIPS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "CI": ci}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == status, done.stdout
    counted = "1 failed, 1 xfailed, 1 error" if ci else "2 skipped, 1 xfailed"
    assert counted in done.stdout
