"""The window: a key until it is painted, and the start."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from gui.app.garbage_collection import GarbageCollector, freeze_loaded_objects
from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.grid.grid_commands import GridCommand
from gui.kit.pinyin_initials import prepare as prepare_initials
from gui.kit.theme import THEME
from gui.session.open_report import OpenReport
from model.report.report import Report
from model.store.draft_store import DraftStore
from tests.benchmarks.measure import measure
from tests.benchmarks.sample import RESOURCES, ROOT, draft, editions, last_year
from tests.gui.editor.recorded_commands import RecordedEditorCommands

PAINT_AND_LEAVE = """
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False
"""
FLOOR = f"""
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
{PAINT_AND_LEAVE}
application = QApplication([])
window = QMainWindow()
watch = Watch()
window.installEventFilter(watch)
window.show()
application.exec()
"""
OURS = f"""
import sys
sys.path[:0] = FOLDERS
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import gui.app.main_window
from gui.app.main_window import MainWindow
{PAINT_AND_LEAVE}
watch = Watch()
WATCHED
import main
from gui.app.application import run
run(main.RESOURCES, Path(sys.argv[1]), main.VERSION, None)
"""
THE_WINDOW = """
shown = MainWindow.show
def show(window):
    window.centralWidget().installEventFilter(watch)
    shown(window)
MainWindow.show = show
"""
THE_DRAFTS = """
begun = MainWindow.begin
def begin(window, *given):
    begun(window, *given)
    window.home.installEventFilter(watch)
MainWindow.begin = begin
"""


@contextmanager
def _editor() -> Iterator[tuple[QApplication, EditorPage, TablePage]]:
    """The whole editor on table 三, with checks, findings, repairs and saving."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    THEME.use("system")
    known = editions()
    edition = known["2021"]
    with tempfile.TemporaryDirectory() as folder:
        store = DraftStore(Path(folder))
        draft_id = store.create(draft(edition), last_year())
        open_report = OpenReport(store.open(draft_id), edition, store)
        page = EditorPage(open_report, known, RESOURCES, RecordedEditorCommands())
        page.resize(1366, 768)
        page.navigation.choose("3")
        page.show()
        table = page.page
        assert isinstance(table, TablePage)
        table.view.go_to(edition.cell("requests.received.business"))
        application.processEvents()
        collector = GarbageCollector()
        freeze_loaded_objects()  # as the window does
        yield application, page, table
        collector.stop()
        open_report.close()
        store.close()


def _bare(application: QApplication) -> QTableView:
    """28 × 10 cells in a view of Qt's own."""
    model = QStandardItemModel(28, 10)
    for row in range(28):
        for column in range(10):
            model.setItem(row, column, QStandardItem("0"))
    bare = QTableView()
    bare.setModel(model)
    bare.resize(1366, 768)
    bare.show()
    application.processEvents()
    return bare


def _settled(application: QApplication, page: EditorPage) -> None:
    """The edit is on the disk, and the window has said so."""
    page.open_report.saving.flush(2.0)
    for _ in range(3):
        application.processEvents()


def key_to_paint() -> None:
    """Ours: the whole editor, with checks, findings, saving. Floor: the same edit in a bare view of 28 × 10, of which
    just the one cell is painted; and, as ``key_to_repaint``, the same with the whole bare view painted."""
    with _editor() as (application, page, table):
        bare = _bare(application)
        bare_model = bare.model()
        ours_texts, floor_texts = cycle("340"), cycle("340")

        def ours() -> None:
            table.model.setData(table.view.currentIndex(), next(ours_texts), Qt.ItemDataRole.EditRole)
            application.processEvents()

        def floor() -> None:
            bare_model.setData(bare_model.index(3, 4), next(floor_texts), Qt.ItemDataRole.EditRole)
            application.processEvents()

        def painted_whole() -> None:
            bare_model.setData(bare_model.index(3, 4), next(floor_texts), Qt.ItemDataRole.EditRole)
            bare.viewport().update()
            application.processEvents()

        settle = partial(_settled, application, page)
        measure("key_to_paint", ours, floor, 200, settle=settle)
        measure("key_to_repaint", ours, painted_whole, 200, settle=settle)


def paste_table() -> None:
    """Ours: all 25 × 7 figures of the table pasted, checked and painted. Floor: 175 ``setData`` calls, painted once."""
    with _editor() as (application, page, table):
        bare = _bare(application)
        bare_model = bare.model()
        edition = page.open_report.edition
        first = edition.cell("requests.received.person")
        blocks = cycle(
            ["\n".join("\t".join("0" * 7) for _ in range(25)), "\n".join("\t".join("1" * 7) for _ in range(25))]
        )
        floor_texts = cycle("10")

        def ours() -> None:
            table.view.go_to(first)
            data = QMimeData()
            data.setText(next(blocks))
            QApplication.clipboard().setMimeData(data)
            table.view.run(GridCommand.PASTE)
            application.processEvents()

        def floor() -> None:
            text = next(floor_texts)
            for row in range(25):
                for column in range(7):
                    bare_model.setData(bare_model.index(row, column), text, Qt.ItemDataRole.EditRole)
            application.processEvents()

        measure("paste_table", ours, floor, 60, settle=partial(_settled, application, page))
        QApplication.clipboard().clear()


SCHEDSTAT = Path("/proc/thread-self/schedstat")


class LoopWatch(QTimer):
    """How long the event loop did not come round, in ms, since it was started."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.computed: list[float] = []
        """Of each gap the computing time of this thread, which other programs of a busy machine do not lengthen."""
        self.unserved: list[float] = []
        """Of each gap the time that this thread was ready to run, but other programs or workers had the cores."""
        self._last = self._last_computed = self._last_unserved = 0.0
        self.setInterval(0)
        self.timeout.connect(self._come_round)

    def begin(self) -> None:
        """Starts; the first stretch is counted too."""
        self._last, self._last_computed, self._last_unserved = time.perf_counter(), time.thread_time(), _unserved()
        self.start()

    def _come_round(self) -> None:
        now, computed, unserved = time.perf_counter(), time.thread_time(), _unserved()
        self.gaps.append((now - self._last) * 1000)
        self.computed.append((computed - self._last_computed) * 1000)
        self.unserved.append((unserved - self._last_unserved) * 1000)
        self._last, self._last_computed, self._last_unserved = now, computed, unserved

    @property
    def served_gaps(self) -> list[float]:
        """The gaps as they would be on a machine with a core to spare: computing, and waiting for threads and files."""
        return [gap - unserved for gap, unserved in zip(self.gaps, self.unserved, strict=True)]


def _unserved() -> float:
    """Seconds that this thread has waited for a core so far, by Linux's scheduler."""
    with SCHEDSTAT.open("rb", 0) as file:
        return int(file.read().split()[1]) / 1e9


def stalls() -> None:
    """500 edits by keys with every panel open: the longest time that the event loop did not come round, in ms."""
    with _editor() as (application, page, table):
        page.find_bar.open_with("1")
        page.foot.prior_year.click()
        watch = LoopWatch()
        cells = [cell for cell in table.model.table.cells if cell not in page.open_report.edition.totals]
        application.processEvents()
        watch.begin()
        for number in range(500):
            table.view.go_to(cells[(number * 37) % len(cells)])
            application.processEvents()  # keys come one by one
            QTest.keyClicks(table.view, str(number % 10))
            application.processEvents()
            QTest.keyClick(QApplication.focusWidget() or table.view, Qt.Key.Key_Return)
            deadline = time.perf_counter() + (0.3 if number % 50 == 0 else 0.005)  # now and then the keys rest
            while time.perf_counter() < deadline:
                application.processEvents()
        watch.stop()
        watch.gaps.sort()
        line = {"name": "stalls", "edits": 500, "longest_ms": round(watch.gaps[-1], 1)}
        print(json.dumps({**line, "over_16_ms": sum(gap > 16 for gap in watch.gaps)}), flush=True)


def batch_stalls() -> None:
    """500 files read by two workers while the list is scrolled, sorted and searched: the longest time that the event
    loop did not come round, in ms. Floor: a bare window beside two processes that compute, for as long."""
    from gui.app.application import SWITCH_SECONDS
    from gui.batch.batch_page import BatchPage
    from tests.benchmarks.batch import many_files

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    os.environ.pop("ZFXXGK_READ_IN_PROCESS", None)
    sys.setswitchinterval(SWITCH_SECONDS)  # as the window does
    with many_files(500) as sources, tempfile.TemporaryDirectory() as settings:
        collector = GarbageCollector()
        page = BatchPage(editions(), RESOURCES, Path(settings), _NoCommands(), jobs=2)
        prepare_initials()
        freeze_loaded_objects()  # as the window does when it opens the page
        page.resize(1366, 698)
        page.show()
        watch, began = LoopWatch(), time.perf_counter()
        application.processEvents()
        page.add([sources[0].path.parent])
        watch.begin()
        number = 0
        while page.run.is_running or number < 50:
            deadline = time.perf_counter() + 0.1
            while time.perf_counter() < deadline:
                application.processEvents()
            number += 1
            page.table.selectRow(number % max(1, page.files.rowCount()))
            if number % 20 == 0:
                page.table.sortByColumn(number // 20 % 7, Qt.SortOrder.AscendingOrder)
            if number % 30 == 0:
                page.filters.search.setText(("", "jyj", "镇")[number // 30 % 3])
        watch.stop()
        done, seconds = page.run.progress.done, time.perf_counter() - began
        page.close_batch()
        page.close()
        collector.stop()
    idle = _beside_computing_processes(application, 2, seconds)
    line = {
        "name": "batch_stalls",
        "files": done,
        "longest_ms": round(max(watch.gaps), 1),
        "over_50_ms": sum(gap > 50 for gap in watch.gaps),
        "longest_computing_ms": round(max(watch.computed), 1),
        "longest_ms_with_a_core": round(max(watch.served_gaps), 1),
        "over_50_ms_with_a_core": sum(gap > 50 for gap in watch.served_gaps),
        "computing_over_16_ms": sum(each > 16 for each in watch.computed),
        "rounds_of_the_loop": len(watch.computed),
        "floor_longest_ms": round(max(idle.gaps), 1),
        "floor_over_50_ms": sum(gap > 50 for gap in idle.gaps),
        "floor_longest_ms_with_a_core": round(max(idle.served_gaps), 1),
    }
    print(json.dumps(line), flush=True)


def _beside_computing_processes(application: QApplication, count: int, seconds: float) -> LoopWatch:
    """A bare window while so many processes compute."""
    bare, watch = _bare(application), LoopWatch()
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        deadline = time.perf_counter() + seconds
        watch.begin()
        while time.perf_counter() < deadline:
            application.processEvents()
        watch.stop()
    finally:
        for each in busy:
            each.kill()
            each.wait()
    bare.close()
    return watch


class _NoCommands:
    def show_home(self) -> None:
        """Not asked for."""

    def create_draft(self, report: Report, origin: str) -> None:
        """Not asked for."""


def start_window() -> None:
    """Ours: the program until its window is painted. Floor: a process that shows a bare window."""
    _start("start_window", THE_WINDOW)


def start_drafts() -> None:
    """The same until the list of drafts is painted, and one can work."""
    _start("start_drafts", THE_DRAFTS)


def starting(watched: str, *folders: Path) -> str:
    """The script that starts the program, with its modules from ``folders``, until what is watched has been painted."""
    return OURS.replace("FOLDERS", repr([str(folder) for folder in folders])).replace("WATCHED", watched)


def _start(name: str, watched: str) -> None:
    with tempfile.TemporaryDirectory() as folder:

        def started(script: str) -> None:
            subprocess.run([sys.executable, "-c", script, folder], check=True, cwd=ROOT)

        ours = starting(watched, ROOT)
        measure(name, lambda: started(ours), lambda: started(FLOOR), 11, warm=1)
