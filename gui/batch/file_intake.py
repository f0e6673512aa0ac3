"""How files come to a batch: chosen, dropped or pasted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from gui.batch.batch_run import BatchRun
from gui.kit.status_sink import StatusSink
from gui.session.file_dialogs import FileDialogs
from gui.session.imported_report import FILES


class FileIntake:
    """Adds to the run what the user gives."""

    def __init__(self, owner: QWidget, run: BatchRun, dialogs: FileDialogs, status: StatusSink) -> None:
        self._owner = owner
        self._run = run
        self._dialogs = dialogs
        self._status = status

    def add(self, paths: Sequence[Path]) -> None:
        """Reads the files, those in folders and archives too."""
        if paths:
            self._run.add(paths)

    def choose_files(self) -> None:
        """Asks for files."""
        archives = FILES.replace(")", " *.zip)", 1)
        self.add(self._dialogs.open_files(self._owner, "选择各单位的年报", archives))

    def choose_folder(self) -> None:
        """Asks for a folder."""
        if folder := self._dialogs.choose_folder(self._owner, "选择放着各单位年报的文件夹"):
            self.add([folder])

    def take(self, given: QMimeData | None) -> None:
        """What was dropped or pasted; anything but local files is refused."""
        urls = given.urls() if given is not None else []
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if urls and not paths:
            self._status.show_status("拖入的不是本机上的文件。请先保存到本机，再拖进来", problem=True)
        self.add(paths)
