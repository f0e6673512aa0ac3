"""Drafts to be written, the history in memory that the store must agree with, and programs that end suddenly."""

import contextlib
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

from hypothesis import strategies as st

from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.draft_transfer import export_draft
from tests.model.strategies import edits

RECEIVED = Cell("requests", "received", "person")
EMPTY = Report("2021", facts={Fact.ORGAN: "某某县水利局", Fact.YEAR: "2025"})
PROGRESS = DraftProgress(filled=1, cells=193, errors=2, warnings=3)
CHECKOUT = Path(__file__).parents[3]


DRAFTS = 12
PAGE = 4096


def organ(number: int) -> str:
    return f"第{number}局"


def filled_store(folder: Path) -> dict[str, Report]:
    """A closed store of many pages; each draft as it stood."""
    stood = {}
    with contextlib.closing(DraftStore(folder)) as store:
        for number in range(DRAFTS):
            report = Report(
                "2021", facts={Fact.ORGAN: organ(number), Fact.YEAR: "2025"}, texts={"1": f"第{number}段" * 900}
            )
            draft = store.create(report, Report("2021", {RECEIVED: 7}), first_moment="导入")
            for figure in range(1, 9):
                edit = Edit(f"填写 {figure}", {RECEIVED: figure})
                report, inverse = apply(report, edit)
                store.record(draft, edit, inverse, report, PROGRESS)
            stood[draft] = report
    return stood


def on_a_stick(store: DraftStore, draft: str, folder: Path) -> Path:
    """The draft exported as a file to be carried to another computer."""
    target = folder / "报告.nianbao"
    export_draft(store.path, draft, target)
    return target


def reopened(store: DraftStore) -> DraftStore:
    store.close()
    return DraftStore(store.path.parent)


def typed(store: DraftStore, draft_id: str, *figures: int) -> Report:
    """Types the figures into the same cell one after another; the report after the last."""
    report = store.open(draft_id).report
    for figure in figures:
        edit = Edit(f"填写 {figure}", {RECEIVED: figure})
        report, inverse = apply(report, edit)
        store.record(draft_id, edit, inverse, report, PROGRESS)
    return report


Deed = Edit | Literal["undo", "redo", "reopen"]
DEEDS = st.lists(edits | st.sampled_from(["undo", "redo", "reopen"]), max_size=12)


class History:
    """The plain history in memory that the store must agree with."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.steps: list[tuple[Edit, Edit]] = []
        self.position = 0

    def do(self, edit: Edit) -> Edit:
        self.report, inverse = apply(self.report, edit)
        self.steps[self.position :] = [(edit, inverse)]
        self.position += 1
        return inverse

    def undo(self) -> bool:
        if not self.position:
            return False
        self.position -= 1
        self.report, _ = apply(self.report, self.steps[self.position][1])
        return True

    def redo(self) -> bool:
        if self.position == len(self.steps):
            return False
        self.report, _ = apply(self.report, self.steps[self.position][0])
        self.position += 1
        return True


def assert_kept(history: History, store: DraftStore, draft: str) -> None:
    opened = store.open(draft)
    assert repr(opened.report) == repr(history.report)
    assert [(step.edit, step.inverse) for step in (*opened.undo, *opened.redo)] == history.steps
    assert len(opened.undo) == history.position


TYPING = """
import sys, threading
from pathlib import Path
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.draft_writer import DraftWriter
from model.report.edits import Edit, apply
from model.report.report import Report
from model.form.tables import Cell

store = DraftStore(Path(sys.argv[1]))
report = Report("2021", texts={"1": "总体情况" * 300})
draft = store.create(report)
print(draft, flush=True)
writer = DraftWriter(store, lambda draft, sequence, at: print(sequence, flush=True), print)
figure = 0
while True:
    figure += 1
    edit = Edit("填写", {Cell("requests", "received", "person"): figure})
    report, inverse = apply(report, edit)
    writer.submit_record(draft, edit, inverse, report, DraftProgress(figure))
    if figure % 10 == 0:
        writer.flush(10)
"""


def child(program: str, folder: Path) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(program), str(folder)]


@contextlib.contextmanager
def killed_at_the_end(program: str, folder: Path) -> Iterator[IO[str]]:
    """What the program prints; SIGKILL when the block is left, whichever way."""
    with subprocess.Popen(
        child(program, folder), stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=CHECKOUT
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            process.kill()
