"""The start of the built bundle: the first one, with nothing of it in memory and no drafts, and those after it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import measure
from tests.benchmarks.sample import ROOT
from tests.benchmarks.window import FLOOR, THE_WINDOW, starting

TREES = ROOT / "build" / "packaging" / "trees"
BUNDLE = "NIANBAO_BUNDLE"
"""Environment variable: the folder of a bundle for Linux, where it is not the one that was built last."""


def start_bundle() -> None:
    """Ours: the bundle until its window is painted. Floor: a bare window by the same Python and Qt."""
    given = os.environ.get(BUNDLE)
    built = [Path(given)] if given else sorted(TREES.glob("zfxxgk-nianbao-*-linux-x86_64"))
    if not built:
        print("start_bundle: run `python -m resources.packaging linux` first", file=sys.stderr)
        return
    python = built[-1] / "runtime" / "bin" / "python3.13"
    files = [path for path in built[-1].rglob("*") if path.is_file()]

    def started(script: str) -> None:
        with tempfile.TemporaryDirectory() as data:
            subprocess.run([str(python), "-I", "-B", "-c", script, data], check=True)

    def first(script: str) -> None:
        forget(files)
        started(script)

    ours, floor = ending_when_painted(starting(THE_WINDOW)), ending_when_painted(FLOOR)
    measure("start_bundle", lambda: first(ours), lambda: first(floor), 7, warm=1)
    measure("start_bundle_again", lambda: started(ours), lambda: started(floor), 7, warm=1)


def ending_when_painted(script: str) -> str:
    """Without what the program prepares behind its window, and closes: nobody waits for that."""
    return f"import os\n{script.replace('QApplication.quit', 'lambda: os._exit(0)')}"


def forget(files: list[Path]) -> None:
    """Drops what the system keeps of the files in memory."""
    for path in files:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)  # what is not written yet stays in memory
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
