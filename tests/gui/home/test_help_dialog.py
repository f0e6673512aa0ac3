"""帮助: how it is done, the keys, what the program is made of."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.home.help_dialog import ABOUT, KEYS, HelpDialog
from model.form.edition import Edition
from tests.conftest import EDITIONS_FOLDER

RESOURCES = EDITIONS_FOLDER.parent


def test_it_tells_version_form_and_where_the_drafts_are(qtbot: QtBot, edition: Edition, tmp_path: Path) -> None:
    dialog = HelpDialog("年报", "9.8", [edition], tmp_path, resources=RESOURCES)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_part(ABOUT)
    labels: list[QLabel] = list(dialog.findChildren(QLabel))
    message = "\n".join(each.text() for each in labels if each.isVisible())
    assert "9.8" in message and edition.document in message and str(tmp_path) in message
    assert "PySide6" in message and "LGPL" in message


def test_nothing_is_cut_off_at_its_first_size(qtbot: QtBot, edition: Edition, tmp_path: Path) -> None:
    dialog = HelpDialog("年报", "9.8", [edition], tmp_path, resources=RESOURCES)
    qtbot.addWidget(dialog)
    dialog.show()
    for part in (KEYS, ABOUT):
        dialog.show_part(part)
        labels: list[QLabel] = list(dialog.findChildren(QLabel))
        for each in labels:
            if each.isVisible() and type(each) is QLabel:
                assert each.height() >= each.heightForWidth(each.width()), each.text()
                assert each.wordWrap() or each.width() >= each.sizeHint().width(), each.text()
