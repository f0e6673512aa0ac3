"""Files come to a batch by choosing, dropping and pasting."""

import zipfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage


def drop(page: BatchPage, url: QUrl) -> None:
    given = QMimeData()
    given.setUrls([url])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, given, buttons, keys)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, given, buttons, keys))


def test_a_folder_and_an_archive_that_are_dropped_are_read(
    page: BatchPage, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    archive = tmp_path / "镇街.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.write(folder / "民政局.json", "民政局.json")
    drop(page, QUrl.fromLocalFile(str(folder)))
    qtbot.waitUntil(lambda: len(page.files.all_rows) == 6 and not page.run.is_running, timeout=30_000)
    drop(page, QUrl.fromLocalFile(str(archive)))
    qtbot.waitUntil(lambda: len(page.files.all_rows) == 7 and not page.run.is_running, timeout=30_000)
    assert "镇街.zip!民政局.json" in {row.name for row in page.files.all_rows}


def test_a_link_that_is_dropped_is_refused(page: BatchPage) -> None:
    drop(page, QUrl("https://www.gov.cn/a.html"))
    assert "不是本机上的文件" in page.status.text()
    assert not page.run.is_running
