"""The pages before printing: turned, enlarged and printed, by keyboard too, and in the program's own look."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolBar
from pytestqt.qtbot import QtBot

from gui.output.print_preview import PrintPreview
from gui.output.printing import Pages, pages_of
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER


@pytest.fixture
def pages(qapp: object, edition: Edition) -> Pages:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font on this machine")
    facts = {Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024"}
    texts = {"1": "全年主动公开政府信息12条。" * 60}
    return pages_of(Report(edition.id, facts=facts, texts=texts), edition, EDITIONS_FOLDER.parent)


@pytest.fixture
def preview(qtbot: QtBot, pages: Pages) -> PrintPreview:
    """Shown, with all its pages drawn."""
    dialog = PrintPreview(pages, lambda _: None)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.view.pageCount() == len(pages), timeout=10_000)
    return dialog


def test_the_preview_says_which_of_how_many_pages_is_shown(preview: PrintPreview, pages: Pages) -> None:
    labels: list[QLabel] = list(preview.findChildren(QLabel))
    message = [each.text() for each in labels]
    assert f"/ {len(pages)} 页" in message
    preview.page.setValue(2)
    assert preview.view.currentPage() == 2
    preview.go_to_last()
    assert (preview.page.value(), preview.view.currentPage()) == (len(pages), len(pages))


def test_the_preview_is_turned_enlarged_and_printed_by_keyboard(
    qtbot: QtBot, pages: Pages, preview: PrintPreview
) -> None:
    printed: list[object] = []
    preview._print_pages = printed.append
    before = preview.view.zoomFactor()
    for key, modifier in (
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
    ):
        qtbot.keyClick(preview, key, modifier)
    assert preview.view.currentPage() == 2
    assert preview.view.zoomFactor() == pytest.approx(before * 1.25)
    assert preview.zoom.text() == f"{preview.view.zoomFactor():.0%}"
    assert printed == [pages]
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoomFactor() == pytest.approx(before)


def test_everything_in_the_preview_is_in_chinese(preview: PrintPreview) -> None:
    buttons: list[QAbstractButton] = list(preview.findChildren(QAbstractButton))
    assert len(buttons) > 8
    for each in buttons:
        message = each.text() + each.toolTip() + each.accessibleName()
        assert re.search("[\u4e00-\u9fff]", message), message
    assert not preview.findChildren(QToolBar)


def test_a_page_is_shown_whole_or_two_beside_each_other_until_it_is_enlarged(preview: PrintPreview) -> None:
    wide = preview.view.zoomFactor()
    _, whole, facing = preview._views.buttons()
    whole.click()
    assert preview.view.zoomFactor() < wide
    facing.click()
    assert preview.view.viewMode() == QPrintPreviewWidget.ViewMode.FacingPagesView
    assert facing.isChecked()
    preview.zoom_in()
    assert preview._views.checkedButton() is None
    preview.fit_width()
    assert preview.view.viewMode() == QPrintPreviewWidget.ViewMode.SinglePageView
    assert preview._views.checkedId() == 0
