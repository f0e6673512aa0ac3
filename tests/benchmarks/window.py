"""The window: a key until it is painted, and the start."""

import subprocess
import sys
import tempfile
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from gui.colours import THEME
from gui.editor_page import EditorPage, TablePage
from gui.open_report import OpenReport
from model.drafts import DraftStore
from tests.benchmarks.measure import measure
from tests.benchmarks.sample import RESOURCES, ROOT, draft, editions, last_year

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
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import gui.main_window
from gui.main_window import MainWindow
{PAINT_AND_LEAVE}
watch = Watch()
WATCHED
import main
from gui.application import run
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


def key_to_paint() -> None:
    """Ours: the whole editor, with checks, findings, saving. Floor: the same edit in a bare view of 28 × 10."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    THEME.follow_system()
    known = editions()
    edition = known["2021"]
    with tempfile.TemporaryDirectory() as folder:
        store = DraftStore(Path(folder))
        draft_id = store.create(draft(edition), last_year())
        open_report = OpenReport(store.open(draft_id), edition, store)
        page = EditorPage(open_report, known, RESOURCES)
        page.resize(1366, 768)
        page.navigation.choose("3")
        page.show()
        table = page.page
        assert isinstance(table, TablePage)
        table.view.go_to(edition.cell("requests.received.business"))
        bare_model = QStandardItemModel(28, 10)
        for row in range(28):
            for column in range(10):
                bare_model.setItem(row, column, QStandardItem("0"))
        bare = QTableView()
        bare.setModel(bare_model)
        bare.resize(1366, 768)
        bare.show()
        application.processEvents()
        ours_texts, floor_texts = cycle("340"), cycle("340")

        def ours() -> None:
            table.model.setData(table.view.currentIndex(), next(ours_texts), Qt.ItemDataRole.EditRole)
            application.processEvents()

        def floor() -> None:
            bare_model.setData(bare_model.index(3, 4), next(floor_texts), Qt.ItemDataRole.EditRole)
            application.processEvents()

        measure("key_to_paint", ours, floor, 200)
        open_report.close()
        store.close()


def start_window() -> None:
    """Ours: the program until its window is painted. Floor: a process that shows a bare window."""
    _start("start_window", THE_WINDOW)


def start_drafts() -> None:
    """The same until the list of drafts is painted, and one can work."""
    _start("start_drafts", THE_DRAFTS)


def _start(name: str, watched: str) -> None:
    with tempfile.TemporaryDirectory() as folder:

        def started(script: str) -> None:
            subprocess.run([sys.executable, "-c", script, folder], check=True, cwd=ROOT)

        ours = OURS.replace("WATCHED", watched)
        measure(name, lambda: started(ours), lambda: started(FLOOR), 11, warm=1)
