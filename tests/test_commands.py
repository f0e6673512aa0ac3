"""The commands as their users run them: processes, without Qt and without a display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.export.commands.running import SAMPLE, Run

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs ``main.py`` in a Python in which PySide6 is not to be had, and that has no display."""
    folder = tmp_path_factory.mktemp("without-qt")
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['PySide6'] = None\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment["PYTHONPATH"] = str(folder)

    def run_(*arguments: str | Path, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env=environment,
            timeout=60,
        )

    return run_


def test_the_sample_has_no_error_and_exits_0(run: Run) -> None:
    done = run("check", SAMPLE)
    assert done.returncode == 0, done.stderr
    assert "恩平市人民政府办公室 2024 年度 · 2021 版格式 · 已填 200 / 200 格" in done.stdout
    assert "“年度”重复" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [(), ("open", SAMPLE)])
def test_without_a_window_one_sentence_names_the_commands_and_exits_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    for command in ("check", "convert", "roll"):
        assert command in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a window always opens there")
def test_with_qt_but_without_a_display_it_says_the_same(run: Run) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for display in (None, ":4711", "other.example:0"):
        changed = environment | ({"DISPLAY": display} if display else {})
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py")],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=changed,
        )
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1


def test_every_other_command_works_without_qt_too(run: Run, tmp_path: Path) -> None:
    draft, filled = tmp_path / "草稿.json", tmp_path / "草稿.docx"
    for arguments, status in (
        (("convert", SAMPLE, tmp_path / "年报.xlsx"), 0),
        (("roll", SAMPLE, draft, "--year", "2025"), 0),
        (("fill", draft, filled, "--set", "disputes.reconsideration.upheld=2"), 0),
        (("compare", draft, filled), 1),
    ):
        done = run(*arguments)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr


def test_a_pdf_needs_neither_qt_nor_a_display(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "年报.pdf"
    done = run("convert", SAMPLE, path)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().startswith(b"%PDF")


def test_the_demo_ends_with_the_reason_why_no_window_opens(run: Run, tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.iterdir())) == 1
    assert "可以继续" in done.stdout.splitlines()[-1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_output_that_cannot_be_written_is_reported_and_exits_2(run: Run) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "check", str(SAMPLE), "--json"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
