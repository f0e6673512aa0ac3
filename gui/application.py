"""Starts Qt, finds the store, shows the window; what nobody caught is told here and not lost."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.colours import THEME
from gui.main_window import NAME, MainWindow
from model.drafts import DraftStore, DraftStoreError
from model.edition import load_editions


def run(resources: Path, data: Path, version: str, file: Path | None) -> int:
    """Shows the window on the drafts in ``data`` until it is closed; the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setApplicationVersion(version)
    _speak_chinese(application)
    THEME.follow_system()
    sys.excepthook = _tell
    editions = load_editions(resources / "editions")
    try:
        store = DraftStore(data)
    except DraftStoreError as error:
        QMessageBox(QMessageBox.Icon.Critical, NAME, str(error)).exec()
        return 2
    window = MainWindow(store, editions, resources, version)
    window.show()
    if file is not None:
        QTimer.singleShot(0, lambda: window.import_file(file))
    status = application.exec()
    store.close()
    return status


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
