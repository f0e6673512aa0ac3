"""File dialogs: choose the initial folder and add a missing file suffix."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.kit.plain_text import MessageBox
from model.file_names import safe_name
from model.store.settings import read_settings, remember_in_settings

Location = QStandardPaths.StandardLocation
PREFERRED = (Location.DocumentsLocation, Location.DesktopLocation)


def documents_folder() -> Path:
    """The user's documents folder, else the desktop, else the home folder: the first that exists."""
    for location in PREFERRED:
        found = QStandardPaths.writableLocation(location)
        if _is_folder(found):
            return Path(found)
    return Path.home()


class FileDialogs:
    """Opens every file dialog in the folder of the settings or the one used last, which persists between runs.

    ``settings_folder`` holds the settings file. Instances share nothing else, so each page may have its own.
    """

    def __init__(self, settings_folder: Path) -> None:
        self._settings_folder = settings_folder

    @property
    def folder(self) -> Path:
        """Where files are written: the folder of the settings, otherwise the one used last; the documents folder if
        there is none or it no longer exists (removed USB drive)."""
        settings = read_settings(self._settings_folder)
        return _first_folder(settings.save_folder, settings.last_folder)

    @property
    def folder_to_read(self) -> Path:
        """Where files are opened, likewise."""
        settings = read_settings(self._settings_folder)
        return _first_folder(settings.open_folder, settings.last_folder)

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """The file to read; ``None`` if the dialog was cancelled."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(self.folder_to_read), kinds)
        return self._chosen(Path(chosen)) if chosen else None

    def open_files(self, parent: QWidget, title: str, kinds: str) -> list[Path]:
        """The files to read; empty if the dialog was cancelled."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(self.folder), kinds)
        return [self._chosen(Path(each)) for each in chosen]

    def save_file(self, parent: QWidget, title: str, name: str, kind: str, suffix: str) -> Path | None:
        """The file to write, with ``suffix`` appended if missing; ``None`` if the user cancelled.

        ``name`` is the proposed file name without suffix, ``kind`` the description of files with ``suffix``.
        """
        proposed = str(self.folder / safe_name(name + suffix))
        chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, f"{kind} (*{suffix})")
        if not chosen:
            return None
        path = with_suffix(Path(chosen), suffix)
        if path != Path(chosen) and path.exists() and not may_replace(parent, (path,)):
            return None  # the dialog confirmed overwriting the name without suffix, which is a different file
        return self._chosen(path)

    def ask_for_folder(self, parent: QWidget, title: str, at: str = "") -> Path | None:
        """The chosen folder, which later dialogs do not begin in; ``None`` if the dialog was cancelled."""
        chosen = QFileDialog.getExistingDirectory(parent, title, at if _is_folder(at) else str(self.folder))
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """The chosen folder; ``None`` if the dialog was cancelled."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(self.folder))
        if chosen:
            self.remember(Path(chosen))
        return Path(chosen) if chosen else None

    def remember(self, folder: Path) -> None:
        """Opens the next dialog in ``folder``; a failure to write the settings is ignored."""
        remember_in_settings(self._settings_folder, lambda settings: replace(settings, last_folder=str(folder)))

    def _chosen(self, path: Path) -> Path:
        self.remember(path.parent)
        return path


def _first_folder(*paths: str) -> Path:
    return next((Path(each) for each in paths if _is_folder(each)), None) or documents_folder()


def _is_folder(path: str) -> bool:
    """Whether ``path`` is an existing folder; ``False`` for an unreachable drive."""
    try:
        return bool(path) and Path(path).is_dir()
    except OSError:
        return False


def may_replace(parent: QWidget, existing: tuple[Path, ...]) -> bool:
    """Asks once whether all ``existing`` files may be overwritten."""
    box = MessageBox(parent=parent)
    box.setIcon(MessageBox.Icon.Question)
    box.setWindowTitle("文件已经存在")
    one = len(existing) == 1
    box.setText(f"“{existing[0].name}”已经存在，替换吗？" if one else f"有 {len(existing)} 个文件已经存在，替换吗？")
    box.setInformativeText("" if one else "\n".join(each.name for each in existing))
    back = box.addButton("返回", MessageBox.ButtonRole.RejectRole)
    onward = box.addButton("替换", MessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is onward


def with_suffix(path: Path, suffix: str) -> Path:
    """``path``, with ``suffix`` appended unless it already ends with it (case-insensitive)."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
