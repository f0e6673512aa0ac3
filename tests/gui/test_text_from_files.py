"""Nothing on the screen takes text from a file for markup, on any page or dialog and in any field."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.app.main_window import MainWindow
from gui.help.topic_pages import TopicPage
from gui.home.help_dialog import HelpDialog
from gui.narrative.topics_line import TopicsLine
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.json_format import write_report_json
from model.report.report import Fact, Origin, Remark, Report
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER
from tests.pictures import dialogs

IMAGE = '<img src="{}">市水务局 &amp; <b>粗</b>'
MOST_ROWS = 40
"""Of a list that are looked at."""


def hostile_report(edition: Edition, marker: Path) -> Report:
    """Markup in every field that a file or a person can fill."""
    markup = IMAGE.format(marker)
    cells = list(edition.cells)
    texts = dict.fromkeys(edition.text_keys, f"{markup}\n2024年收到申请128条。\x1b[31m\u202e")
    return Report(
        edition.id,
        figures={cell: number for number, cell in enumerate(cells[20:])},
        unread=dict.fromkeys(cells[:10], markup),
        origins={cell: Origin(f"{markup}.docx", f"{markup}第1行", markup) for cell in cells},
        texts=texts,
        facts={Fact.ORGAN: markup, Fact.YEAR: "2024"},
        remarks={cells[25]: Remark(markup, flagged=True)},
        reasons={},
        foreign_labels={"requests": markup},
    )


def taken_for_markup(root: QWidget) -> Iterator[str]:
    """Where in ``root`` Qt would read a text as HTML."""
    for widget in (root, *root.findChildren(QWidget)):
        if QtText.mightBeRichText(widget.toolTip()):
            yield f"tool tip of {type(widget).__name__}: {widget.toolTip()[:80]}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            if isinstance(widget, TopicsLine) or widget.textFormat() == Qt.TextFormat.RichText:
                if "<img" in widget.text():
                    yield f"label {widget.text()[:80]}"
            elif QtText.mightBeRichText(widget.text()):
                yield f"label {widget.text()[:80]}"
        if isinstance(widget, TopicPage):  # pictures of the help, whose texts are the program's own
            continue
        if isinstance(widget, QTextEdit) and "<img" in widget.toHtml():
            yield f"text of {type(widget).__name__}"
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            yield from _in_model(model, QModelIndex())
    actions: list[QAction] = list(root.findChildren(QAction))
    for action in actions:
        if "<img" in action.toolTip() and QtText.mightBeRichText(action.toolTip()):
            yield f"tool tip of action {action.toolTip()[:80]}"


def _in_model(model: QAbstractItemModel, parent: QModelIndex, depth: int = 0) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            tip = model.data(index, Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and QtText.mightBeRichText(tip):
                yield f"tool tip of a cell of {type(model).__name__}: {tip[:80]}"
            if column == 0 and depth < 3 and not isinstance(model, QAbstractTableModel | QAbstractListModel):
                yield from _in_model(model, index, depth + 1)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """A picture that whoever reads the markup would open."""
    path = tmp_path / "a.png"
    path.write_bytes(b"")
    return path


def test_every_page_and_dialog_shows_names_as_they_are_written(
    qtbot: QtBot, editions: Mapping[str, Edition], tmp_path: Path, marker: Path
) -> None:
    edition = editions["2021"]
    store = DraftStore(tmp_path / "store")
    report = hostile_report(edition, marker)
    window = MainWindow(EDITIONS_FOLDER.parent, "0")
    window.begin(store, dict(editions))
    window.show()
    found: list[str] = []
    draft = store.create(report, report)
    store.rename(draft, IMAGE.format(marker))
    window.home.refresh()
    QApplication.processEvents()
    found += taken_for_markup(window)
    window.open_draft(draft)
    assert window.editor is not None
    editor = window.editor
    for key, _ in editor.navigation.titles:
        editor.navigation.choose(key)
        QApplication.processEvents()
        found += taken_for_markup(window)
    editor.status.show_status(f"{IMAGE.format(marker)} 已导出")
    for name, dialog in dialogs(editor):
        if not isinstance(dialog, HelpDialog):
            found += [f"{name}: {each}" for each in taken_for_markup(dialog)]
        dialog.close()
        dialog.deleteLater()
    found += taken_for_markup(window)
    window.close()
    window.deleteLater()
    store.close()
    assert found == []


def test_both_previews_show_a_file_as_it_is_written(
    qtbot: QtBot, editions: Mapping[str, Edition], tmp_path: Path, marker: Path
) -> None:
    path = tmp_path / "甲＆b.json"
    report = hostile_report(editions["2021"], marker)
    path.write_text(json.dumps(write_report_json(report, editions["2021"]), ensure_ascii=False), encoding="utf-8")
    store = DraftStore(tmp_path / "store")
    window = MainWindow(EDITIONS_FOLDER.parent, "0")
    window.begin(store, dict(editions))
    window.show()
    found: list[str] = []
    for opens in (window.import_file, window.check_file):
        opens(path)
        qtbot.waitUntil(lambda: window.preview is not None, timeout=10000)
        QApplication.processEvents()
        found += taken_for_markup(window)
        window.show_home()
    window.close()
    window.deleteLater()
    store.close()
    assert found == []


def test_the_hostile_report_is_hostile(edition: Edition, tmp_path: Path) -> None:
    report = hostile_report(edition, tmp_path)
    assert QtText.mightBeRichText(report.organ)
    assert isinstance(next(iter(report.unread)), Cell)
