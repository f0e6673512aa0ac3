"""What tests of every layer share: the editions, and reports written as the form shows them."""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings

from model.form.edition import Edition, load_editions
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing.reading_processes import IN_PROCESS
from model.report.report import Report

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported, which tests outside of tests/gui do too
if sys.platform == "win32":
    os.environ["QT_QPA_FONTDIR"] = str(Path(os.environ["SYSTEMROOT"], "Fonts"))  # it knows no others there
    os.environ["PYTHONIOENCODING"] = "utf-8"  # not the code page of whoever runs the tests

# The same cases each time: what fails, fails for whoever changed something. New cases are looked for with
# --hypothesis-profile=exploring, now and then.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("exploring", max_examples=400, deadline=None)
settings.load_profile("steady")

# The readers in this process, where their faults are seen and no process is waited for; tests of the reading process
# take the variable away.
os.environ[IN_PROCESS] = "1"

# No command finds the settings of whoever runs the tests.
os.environ["XDG_DATA_HOME"] = str(Path(tempfile.gettempdir()) / f"nianbao-tests-{os.getpid()}")

EDITIONS_FOLDER = Path(__file__).parent.parent / "resources" / "editions"
SAMPLES = Path(__file__).parent / "samples"
NOBODY = 65534


@pytest.fixture(scope="session")
def editions() -> Mapping[str, Edition]:
    return load_editions(EDITIONS_FOLDER)


@pytest.fixture(scope="session")
def edition(editions: Mapping[str, Edition]) -> Edition:
    """The edition in force."""
    return editions["2021"]


def every_edition() -> list[Edition]:
    """For parametrizing; a test that needs one takes the fixture."""
    return list(load_editions(EDITIONS_FOLDER).values())


def filled(edition: Edition, table: str, text: str) -> Report:
    """A report whose ``table`` is filled as ``text`` shows it: a line of column ids, then a line for each row id.

    ``.`` is a blank; rows and columns that are not shown are blank too.
    """
    head, *lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    figures: dict[Cell, Figure] = {}
    for row, *shown in lines:
        for column, figure in zip(head, shown, strict=True):
            cell = Cell(table, row, column)
            if figure == ".":
                continue
            assert cell in edition.cell_set, cell
            figures[cell] = Decimal(figure) if cell in edition.amounts else int(figure)
    return Report(edition.id, figures)


@pytest.fixture
def apart() -> list[str]:
    """What goes before a command that may mount a small disk of its own; skips where nobody may."""
    for command in (["unshare", "--user", "--map-root-user", "--mount"], ["unshare", "--mount"]):
        if not shutil.which("unshare"):
            break
        if not subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
            return command
    pytest.skip("no file system of our own here")


@pytest.fixture
def bound_by_permissions(tmp_path: Path) -> Iterator[Path]:
    """A folder of a user whom permissions of files bind; root becomes such a user until the test ends."""
    if os.name != "posix":
        pytest.skip("files have no such permissions")
    if os.geteuid() != 0:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield Path(folder)
        finally:
            os.setresuid(0, 0, 0)


def pytest_collection() -> None:
    """What is collected, thousands of tests, stays to the end: garbage collections that look through it again and
    again take a fifth of the suite's time."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI is set no test is skipped: what tests need is installed there."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report
