"""The pictures of every page and dialog, which ``.ci/run`` also opens on a screen."""

import pkgutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QDialog, QMessageBox

import gui
from tests import county_pictures, pictures
from tests.gui.overrides import classes_of


def test_every_dialog_is_drawn() -> None:
    modules = [module.name for module in pkgutil.walk_packages(gui.__path__, "gui.")]
    classes = {each for module in modules for each in classes_of(module)}
    # a message box has no content of its own
    dialogs = {each.__name__ for each in classes if issubclass(each, QDialog) and not issubclass(each, QMessageBox)}
    assert len(dialogs) > 10
    assert dialogs <= vars(pictures).keys() | {each.__name__ for each in county_pictures.DIALOGS}


def test_the_pictures_need_nothing_but_the_program() -> None:
    """The first command of the README installs no pytest, and the pictures are taken there."""
    names = ("pytest", "pytestqt", "hypothesis")
    without = f"import sys; sys.modules.update(dict.fromkeys({names!r})); import tests.pictures"
    done = subprocess.run(
        [sys.executable, "-c", without],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent,
    )
    assert done.returncode == 0, done.stderr
