"""The draft store: killed hundreds of times, and opened with thousands of drafts."""

import contextlib
import dataclasses
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from model.store.database import connected
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.transactions import transaction
from tests.benchmarks.sample import ROOT
from tests.model.store.damage import make_store, outcome
from tests.model.store.process_kills import kill_often

DRAFTS, FEW, STEPS = 2000, 20, 500
KILLS = 300
SEED = 20250131


def kill_test() -> None:
    """No ratio: counts. ``lost``, ``half``, ``unsound`` and ``failed`` must be 0."""
    with tempfile.TemporaryDirectory() as folder:
        counts = kill_often(Path(folder), KILLS, SEED)
    print(json.dumps({"name": "kill_test", "seed": SEED, **dataclasses.asdict(counts)}), flush=True)
    if counts.lost or counts.half or counts.unsound or counts.failed:
        sys.exit(1)


def store_damage() -> None:
    """No ratio: counts. Every byte of a small store is damaged in turn, by one bit or all, and everything is opened.

    ``silent`` must be 0. ``refused``: stores whose version number became that of a newer program.
    """
    die, counts = random.Random(SEED), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        content, stood = make_store(Path(name) / "made", drafts=3, steps=3, characters=30)
        for at in range(len(content)):
            damaged = bytearray(content)
            damaged[at] ^= 0xFF if die.random() < ALL_BITS else 1 << die.randrange(8)
            folder = Path(name) / "damaged"
            folder.mkdir(mode=0o700)
            counts += outcome(folder, bytes(damaged), stood)
            shutil.rmtree(folder)
    print(json.dumps({"name": "store_damage", "seed": SEED, "bytes": len(content), **counts}), flush=True)
    if counts["silent"]:
        sys.exit(1)


ALL_BITS = 0.3
"""The share of bytes of which all bits are flipped."""


OPENING = f"""
import resource, sys, time
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import main
from gui.app.main_window import MainWindow
from model.form.edition import load_editions
from model.store.draft_store import DraftStore

editions = load_editions(main.RESOURCES / "editions")
app = QApplication([])
window = MainWindow(main.RESOURCES, main.VERSION)
window.show()
app.processEvents()
began = time.perf_counter()

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.painted = time.perf_counter()
            QTimer.singleShot(0, app.quit)
        return False

watch = Watch()
store = DraftStore(Path(sys.argv[1]))
window.begin(store, editions)
window.home.drafts.table.viewport().installEventFilter(watch)
app.exec()
searched = time.perf_counter()
window.home.drafts.search.setText("第1")
app.processEvents()
print(f"{{(watch.painted - began) * 1000}} {{(time.perf_counter() - searched) * 1000}} "
      f"{{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}}")
"""
"""Prints ms to the first painted list, ms of a search, and the most memory in KB."""


def open_store() -> None:
    """Ours: the store opened and its list painted, with 2 000 drafts of 500 edits. Floor: with 20 drafts of 500.

    In a process of its own each time, after Qt and the window are there.
    """
    with tempfile.TemporaryDirectory() as folder:
        many, few = _filled(Path(folder) / "many", DRAFTS), _filled(Path(folder) / "few", FEW)
        reported: dict[Path, list[list[float]]] = {many: [], few: []}

        def opened(store: Path) -> None:
            ended = subprocess.run(
                [sys.executable, "-c", OPENING, str(store)], check=True, cwd=ROOT, capture_output=True, text=True
            )
            reported[store].append([float(each) for each in ended.stdout.split()])

        for _ in range(7):
            opened(many)
            opened(few)
        sizes = {each: (each / "drafts.sqlite3").stat().st_size >> 20 for each in (many, few)}
        ours, floor = ([sorted(column)[3] for column in zip(*reported[each], strict=True)] for each in (many, few))
    line = {"name": "open_store", "ours_ms": round(ours[0], 2), "floor_ms": round(floor[0], 2)}
    line |= {"ratio": round(ours[0] / floor[0], 2), "search_ms": [round(ours[1], 2), round(floor[1], 2)]}
    line |= {"memory_mb": [round(ours[2] / 1024), round(floor[2] / 1024)], "store_mb": list(sizes.values())}
    print(json.dumps(line), flush=True)


def _filled(folder: Path, drafts: int) -> Path:
    """One draft with 500 steps, then copies of it under other names."""
    with contextlib.closing(DraftStore(folder)) as store:
        report = Report("2021", facts={Fact.ORGAN: "第0局", Fact.YEAR: "2025"}, texts={"1": "总体情况" * 300})
        draft = store.create(report)
        for number in range(STEPS):
            edit = Edit(f"填写 {number}", {Cell("requests", "received", "person"): number})
            report, inverse = apply(report, edit)
            store.record(draft, edit, inverse, report, DraftProgress(number % 200, 200, 1, 2))
    with contextlib.closing(connected(folder / "drafts.sqlite3")) as connection, transaction(connection):
        for number in range(1, drafts):
            connection.execute(
                "INSERT INTO drafts SELECT ?, '', ?, year, edition, filled, cells, errors, warnings, saved_at,"
                " deleted_at, position, last_write, ?, stage, stage_on FROM drafts WHERE id = ?",
                (f"{number:032}", f"第{number}局", number + 1000, draft),
            )
            for table, columns in (
                ("contents", "report, last_year"),
                ("steps", "serial, number, edit, inverse, made_at, who"),
                ("moves", "number, moved, serial, name, at, who"),
            ):
                connection.execute(
                    f"INSERT INTO {table} SELECT ?, {columns} FROM {table} WHERE draft = ?", (f"{number:032}", draft)
                )
    return folder
