"""Commands as ``main.py`` runs them, in this process, and files for them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SAMPLES

SAMPLE = SAMPLES / "enping-office-2024.txt"
BLANK = SAMPLES / "official-blank-2021-wps.docx"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def with_changed(path: Path, target: Path, old: str, new: str) -> Path:
    target.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return target
