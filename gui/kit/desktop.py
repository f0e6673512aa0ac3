"""Opening files and folders with the programs of the desktop."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_with_desktop(path: Path) -> bool:
    """Opens a file with its default program, or a folder in the file manager; ``False`` when there is none."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
