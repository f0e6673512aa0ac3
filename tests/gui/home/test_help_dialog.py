"""帮助: how it is done, the keys, what the program is made of."""

import tomllib
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.home.help_dialog import ABOUT, KEYS, MADE_OF, HelpDialog
from model.form.edition import Edition

ROOT = Path(__file__).parent.parent.parent.parent


def test_every_package_that_the_program_needs_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {line.partition(">=")[0] for line in project["dependencies"]}
    assert {name for name, _ in MADE_OF} == needed
    assert all("（" in what for _, what in MADE_OF)


def test_it_tells_version_form_and_where_the_drafts_are(qtbot: QtBot, edition: Edition, tmp_path: Path) -> None:
    dialog = HelpDialog("年报", "9.8", [edition], tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_part(ABOUT)
    labels: list[QLabel] = list(dialog.findChildren(QLabel))
    message = "\n".join(each.text() for each in labels if each.isVisible())
    assert "9.8" in message and edition.document in message and str(tmp_path) in message
    dialog.copy_versions()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("年报 9.8") and "PySide6-Essentials" in copied


def test_nothing_is_cut_off_at_its_first_size(qtbot: QtBot, edition: Edition, tmp_path: Path) -> None:
    dialog = HelpDialog("年报", "9.8", [edition], tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    for part in (KEYS, ABOUT):
        dialog.show_part(part)
        labels: list[QLabel] = list(dialog.findChildren(QLabel))
        for each in labels:
            if each.isVisible() and type(each) is QLabel:
                assert each.height() >= each.heightForWidth(each.width()), each.text()
                assert each.wordWrap() or each.width() >= each.sizeHint().width(), each.text()
