"""The pages of the settings; that each shows and gives its values is tested with the dialog."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from export.document.layout import Layout
from gui.session.file_dialogs import FileDialogs
from gui.settings.pages import BackupsPage, LayoutPage, OrganPage
from model.store.settings import Settings


def test_kind_and_level_are_guessed_from_the_name_while_it_is_typed(qtbot: QtBot) -> None:
    page = OrganPage()
    qtbot.addWidget(page)
    page.show_settings(Settings())
    assert page.kind.itemText(0) == "按名称判断（名称看不出，请选择）"
    page.name.setText("江门市恩平县教育局")
    assert (page.kind.itemText(0), page.level.itemText(0)) == ("按名称判断（部门）", "按名称判断（县级）")
    assert page.chosen(Settings()) == Settings(organ_name="江门市恩平县教育局")


def test_blanks_around_a_text_are_no_part_of_it(qtbot: QtBot) -> None:
    page = OrganPage()
    qtbot.addWidget(page)
    page.name.setText("  甲局 ")
    page.contact["contact_phone"].setText(" 1 ")
    assert page.chosen(Settings()) == Settings(organ_name="甲局", contact_phone="1")


def test_the_layout_says_what_an_own_template_replaces(qtbot: QtBot, usual: Layout) -> None:
    page = LayoutPage(usual)
    qtbot.addWidget(page)
    for settings, wanted in ((Settings(), "用于 Word、PDF"), (Settings(template="版式.docx"), "行距、字体按模板")):
        page.show_settings(settings)
        labels: list[QLabel] = list(page.findChildren(QLabel))
        assert any(wanted in each.text() for each in labels)


def test_the_folder_of_the_drafts_is_named_and_opened(qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[int] = []
    page = BackupsPage(str(tmp_path), FileDialogs(tmp_path), lambda: opened.append(1))
    qtbot.addWidget(page)
    labels: list[QLabel] = list(page.findChildren(QLabel))
    assert any(each.text() == str(tmp_path) for each in labels)
