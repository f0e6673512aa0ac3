"""What tests of every layer share: the editions, and reports written as the form shows them."""

import shutil
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings

from model.edition import Edition, load_editions
from model.figures import Figure
from model.report import Report
from model.tables import Cell

# The same cases each time: what fails, fails for whoever changed something. New cases are looked for with
# --hypothesis-profile=exploring, now and then.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("exploring", max_examples=400, deadline=None)
settings.load_profile("steady")

EDITIONS_FOLDER = Path(__file__).parent.parent / "resources" / "editions"
SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def editions() -> Mapping[str, Edition]:
    return load_editions(EDITIONS_FOLDER)


@pytest.fixture(scope="session")
def edition(editions: Mapping[str, Edition]) -> Edition:
    """The edition in force."""
    return editions["2021"]


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
    command = ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file system of our own here")
    return command
