"""Starts Qt, opens the store, shows the window; a second start only activates the first window."""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QThreadPool, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gui.app.crash_reporter import CrashHandler
from gui.app.garbage_collection import GarbageCollector
from gui.app.main_window import MainWindow
from gui.app.single_instance import SingleInstance, acquire_single_instance, may_be_open
from gui.app.start_page import NAME
from gui.app.window_geometry import WindowGeometry
from gui.kit.plain_text import MessageBox
from gui.kit.program_log import PROGRAM_LOG, Event
from gui.kit.sign_font import offer_signs
from gui.kit.theme import THEME
from model.errors import UserFacingError
from model.store.settings import read_settings

if TYPE_CHECKING:
    from model.store.draft_store import DraftStore


DESKTOP_ID = "io.github.zfxxgk_nianbao.Nianbao"
"""Name of the desktop entry on Linux, in the form that AppStream asks for: desktops find name and icon by it."""
TASKBAR_ID = "zfxxgk-nianbao"
"""The same for the taskbar of Windows; the shortcut that the installer makes has it, too."""
PAINT_MS = 10
"""The window is painted before the drafts are loaded."""
WARM_MS = 1000
"""The process that reads documents is started when the window is at rest."""
SWITCH_SECONDS = 0.0005
"""After so long a thread that computes lets the window go on. By Python's own 5 ms each cell that is painted, a call
into Python, would wait 5 ms while files are read or sums computed in the background."""
FINISH_MS = 30_000
"""Time limit for a running export or daily backup after the window was closed."""


def run(resources: Path, data: Path, version: str, file: Path | None) -> int:
    """Runs the window on the drafts in ``data`` until it is closed; returns the exit status. If this user already has
    such a window, brings that one to the front instead."""
    _identify_to_taskbar()
    application = QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setDesktopFileName(DESKTOP_ID)
    application.setApplicationVersion(version)
    show_icon(application, resources)
    offer_signs(resources)
    firsts: list[SingleInstance] = []
    if may_be_open(data) and not _is_first(data, file, firsts):
        return 0
    sys.setswitchinterval(SWITCH_SECONDS)
    collector = GarbageCollector()
    _install_qt_translation(application)
    PROGRAM_LOG.begin(data)
    THEME.use(read_settings(data).theme)
    window = MainWindow(resources, version)
    crashes = CrashHandler(window.drafts.save_now, data, version, window)
    crashes.install()
    for each in firsts:
        each.second_started.connect(window.raise_window, Qt.ConnectionType.QueuedConnection)
    geometry = WindowGeometry(window, data)
    window.closed.connect(geometry.keep)
    geometry.show()
    begun: list[DraftStore] = []

    def begin() -> None:
        if not firsts:
            if not _is_first(data, file, firsts):  # a concurrent start was faster
                window.close()
                return
            firsts[0].second_started.connect(window.raise_window, Qt.ConnectionType.QueuedConnection)
        begun.extend(_begin(window, resources, data, file))

    QTimer.singleShot(PAINT_MS, begin)
    status = application.exec()
    for first in firsts:
        first.close()
    QThreadPool.globalInstance().waitForDone(FINISH_MS)
    for store in begun:
        from gui.app.maintenance import back_up_on_exit
        from model.importing.reading_processes import READERS

        READERS.stop()

        store.close()
        back_up_on_exit(store.path.parent)
    PROGRAM_LOG.add(Event.ENDED, status)
    crashes.remove()
    collector.stop()
    return status if begun or not firsts else 2


def show_icon(application: QApplication, resources: Path) -> None:
    """The icon of every window, in title bars and task bars."""
    application.setWindowIcon(QIcon(str(resources / "icons" / "app.svg")))


def _identify_to_taskbar() -> None:
    """Windows groups windows by this id; otherwise by the interpreter, under Python's name and icon."""
    if sys.platform == "win32":
        import ctypes

        with contextlib.suppress(AttributeError, OSError):
            ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(TASKBAR_ID)


def _is_first(data: Path, file: Path | None, firsts: list[SingleInstance]) -> bool:
    """Whether this is the first instance, which is added to ``firsts``; otherwise the first window was activated."""
    first = acquire_single_instance(data, file)
    firsts.extend([first] if first else [])
    return first is not None


def _begin(window: MainWindow, resources: Path, data: Path, file: Path | None) -> "list[DraftStore]":
    """Loads editions and drafts after the window is shown, because that takes longer than opening the window."""
    from model.form.edition import load_editions
    from model.importing.reading_processes import READERS
    from model.store.draft_store import DraftStore

    while True:
        try:
            editions = load_editions(resources / "editions")
            store = DraftStore(data)
            break
        except UserFacingError as error:
            if not _tries_again(window, str(error)):
                window.close()
                return []
    window.begin(store, editions)
    PROGRAM_LOG.add(Event.STARTED, sys.platform, QApplication.platformName())
    READERS.isolate()
    QTimer.singleShot(WARM_MS, READERS.warm_up)
    window.start_maintenance()
    if file is not None:
        window.import_file(file)
    return [store]


def _tries_again(window: MainWindow, why: str) -> bool:
    """Shows why the drafts cannot be loaded; ``True`` if the user wants to retry."""
    box = MessageBox(MessageBox.Icon.Critical, NAME, why, parent=window)
    again = box.addButton("再试一次", MessageBox.ButtonRole.AcceptRole)
    out = box.addButton("退出", MessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.setEscapeButton(out)
    box.exec()
    return box.clickedButton() is again


def _install_qt_translation(application: QApplication) -> None:
    """Installs Qt's own Chinese translation for standard buttons and menus."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
