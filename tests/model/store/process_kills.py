"""A program that edits as fast as it can is killed at a random moment; what was acknowledged must be there.

Used by the suite (a few times) and by ``python -m tests.benchmarks kill_test`` (hundreds of times).
"""

import contextlib
import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from model.report.edits import apply
from model.report.report import Report
from model.store.draft_store import DraftStore

CHECKOUT = Path(__file__).parents[3]

EDITING = """
import random, sys
from pathlib import Path
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.draft_writer import DraftWriter
from model.report.edits import Edit, apply
from model.report.report import Reason, Report
from model.form.tables import Cell

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
die = random.Random(seed)
store = DraftStore(folder)
out = sys.stdout
drafts = {}
for number in (0, 1):
    known = store.drafts()
    if len(known) < 2:
        draft = store.create(Report("2021", texts={"1": "总体情况" * 300}))
    else:
        draft = sorted(known, key=lambda each: each.id)[number].id
    opened = store.open(draft)
    # what is on the disk at the start, so that the watcher can count on from there
    print("start", draft, len(store.history(draft)[1]), flush=True)
    drafts[draft] = [opened.report, [(s.edit, s.inverse) for s in opened.undo],
                     [(s.edit, s.inverse) for s in reversed(opened.redo)]]
sent = {}
def saved(draft, sequence, at):
    out.write(f"saved {draft} {sent[sequence]}\\n")
    out.flush()
writer = DraftWriter(store, saved, lambda *said: print("failed", *said, flush=True))
counts = dict.fromkeys(drafts, 0)
cells = [Cell("requests", row, column) for row in ("received", "carried_in") for column in ("person", "business")]
sequence = 0
while True:
    draft = die.choice(list(drafts))
    report, undo, redo = drafts[draft]
    progress = DraftProgress(len(undo))
    sequence += 1
    counts[draft] += 1
    sent[sequence] = counts[draft]
    deed = die.random()
    if deed < 0.15 and undo:
        redo.append(undo.pop())
        drafts[draft][0] = report = apply(report, redo[-1][1])[0]
        writer.submit_undone(draft, report, DraftProgress(len(undo)))
    elif deed < 0.25 and redo:
        undo.append(redo.pop())
        drafts[draft][0] = report = apply(report, undo[-1][0])[0]
        writer.submit_redone(draft, report, DraftProgress(len(undo)))
    else:
        if deed < 0.5:
            edit = Edit("改写", texts={"1": "段" * die.randrange(1, 3000), "2": str(sequence)})
        elif deed < 0.6:
            edit = Edit("核实说明", reasons={"r": Reason("about", str(sequence))})
        else:
            edit = Edit("填写", {die.choice(cells): sequence, die.choice(cells): sequence})
        drafts[draft][0], inverse = apply(report, edit)
        undo.append((edit, inverse))
        redo.clear()
        writer.submit_record(draft, edit, inverse, drafts[draft][0], DraftProgress(len(undo)))
    if writer.waiting > 8:
        writer.flush(10)
"""


@dataclass
class Counts:
    kills: int = 0
    acknowledged: int = 0
    found: int = 0
    """Moves on the disk; never fewer than were acknowledged."""
    lost: int = 0
    half: int = 0
    """Drafts whose report is not what their history leads to."""
    unsound: int = 0
    failed: int = 0


def kill_often(folder: Path, times: int, seed: int, longest_seconds: float = 0.25) -> Counts:
    """The same store all along, so that each start has to cope with what the kill before has left."""
    counts, die = Counts(), random.Random(seed)
    for number in range(times):
        started, acknowledged, failed = _killed(folder, seed + number, die.random() * longest_seconds)
        counts.kills += 1
        counts.failed += failed
        _look(folder, started, acknowledged, counts)
    return counts


def _killed(folder: Path, seed: int, seconds: float) -> tuple[dict[str, int], dict[str, int], int]:
    """({draft: moves at the start}, {draft: moves acknowledged since}, how many failures it told)."""
    command = [sys.executable, "-c", EDITING, str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=CHECKOUT) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline(), process.stdout.readline()]
        time.sleep(seconds)  # the random moment
        process.kill()
        lines += process.stdout.read().split(b"\n")
    started: dict[str, int] = {}
    acknowledged: dict[str, int] = {}
    failed = 0
    for line in lines:
        match line.decode(errors="replace").split():
            case ["start", draft, count]:
                started[draft] = int(count)
            case ["saved", draft, count] if line.endswith(count.encode()):
                acknowledged[draft] = max(acknowledged.get(draft, 0), int(count))
            case ["failed", *_]:
                failed += 1
    return started, acknowledged, failed


def _look(folder: Path, started: dict[str, int], acknowledged: dict[str, int], counts: Counts) -> None:
    with contextlib.closing(DraftStore(folder)) as store:
        counts.unsound += store.set_aside is not None
        for draft, before in started.items():
            report, moments = store.history(draft)
            since = len(moments) - before
            counts.acknowledged += acknowledged.get(draft, 0)
            counts.found += since
            counts.lost += max(0, acknowledged.get(draft, 0) - since)
            counts.half += not _hangs_together(store, draft, report)
    with contextlib.closing(sqlite3.connect(folder / "drafts.sqlite3")) as connection:
        counts.unsound += connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]


def _hangs_together(store: DraftStore, draft: str, report: Report) -> bool:
    """All the way back by the inverses and forth by the edits is the report again; the summary knows the position."""
    opened = store.open(draft)
    back = report
    for step in reversed(opened.undo):
        back, _ = apply(back, step.inverse)
    first = back
    for step in opened.undo:
        back, _ = apply(back, step.edit)
    summary = next(each for each in store.drafts() if each.id == draft)
    return (
        back == report
        and first == Report("2021", texts={"1": "总体情况" * 300})
        and (summary.filled == len(opened.undo) or not opened.undo)
    )
