"""Starts Qt, finds the store, shows the window; what nobody caught is told here and not lost."""

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.colours import THEME
from gui.main_window import NAME, MainWindow
from model.errors import UserFacingError

if TYPE_CHECKING:
    from model.drafts import DraftStore


def run(resources: Path, data: Path, version: str, file: Path | None) -> int:
    """Shows the window on the drafts in ``data`` until it is closed; the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setApplicationVersion(version)
    _speak_chinese(application)
    THEME.follow_system()
    sys.excepthook = _tell
    window = MainWindow(resources, version)
    window.show()
    begun: list[DraftStore] = []
    QTimer.singleShot(0, lambda: begun.extend(_begin(window, resources, data, file)))
    status = application.exec()
    for store in begun:
        store.close()
    return status if begun else 2


def _begin(window: MainWindow, resources: Path, data: Path, file: Path | None) -> "list[DraftStore]":
    """Once the window is there: editions and drafts, which take longer to load than the window does to open."""
    from model.drafts import DraftStore
    from model.edition import load_editions

    try:
        editions = load_editions(resources / "editions")
        store = DraftStore(data)
        window.begin(store, editions)
    except UserFacingError as error:
        QMessageBox(QMessageBox.Icon.Critical, NAME, str(error), parent=window).exec()
        window.close()
        return []
    if file is not None:
        window.import_file(file)
    return [store]


def _speak_chinese(application: QApplication) -> None:
    """Qt's own buttons and menus, from the catalogue that comes with it."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A dialog with a report to copy; the window stays, every edit before is on the disk."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    import traceback

    report = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(report)
    box = QMessageBox(QMessageBox.Icon.Critical, NAME, "程序内部出错，刚才的操作没有完成；此前的修改都已保存。")
    box.setInformativeText("可以继续使用。请把下面的详细内容复制给技术人员。")
    box.setDetailedText(report)
    box.exec()
