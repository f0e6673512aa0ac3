"""The help is searched, linked and read by keys; nothing outside is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.help.topic_pages import PICTURES, TopicPages
from gui.help.topics import FOLDER, Topic, load_topics
from gui.kit.colours import DARK, LIGHT
from gui.kit.theme import THEME
from model.form.edition import Edition
from tests.conftest import EDITIONS_FOLDER

RESOURCES = EDITIONS_FOLDER.parent


@pytest.fixture
def pages(qtbot: QtBot, edition: Edition) -> TopicPages:
    made = TopicPages(load_topics(RESOURCES, [edition], {}), RESOURCES / FOLDER / PICTURES)
    qtbot.addWidget(made)
    made.resize(960, 600)
    made.show()
    return made


def test_it_begins_with_the_first_topic_and_its_picture(pages: TopicPages) -> None:
    assert pages.current is not None and pages.current.title == "十分钟上手"
    assert "导入上年年报" in pages.page.toPlainText()
    picture = pages.page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("editor.png"))
    assert isinstance(picture, QImage) and picture.width() > 500


def test_a_word_finds_titles_and_texts_and_is_marked(pages: TopicPages) -> None:
    pages.field.setText("U 盘")
    assert {"drafts", "moving", "install"} <= {each.key for each in pages.found}
    assert pages.current in pages.found and len(pages.page.extraSelections()) >= 1
    pages.field.setText("jfgz")  # 勾稽关系 is not a title; initials look through titles
    assert all("jfgz" not in each.words for each in pages.found)
    pages.field.setText("没有这样的词")
    assert pages.found == () and pages.nothing.text() == "没有找到“没有这样的词”"
    pages.field.clear()
    assert len(pages.found) == len(pages.topics) and pages.nothing.isHidden()


def test_titles_are_found_by_pinyin_initials(pages: TopicPages) -> None:
    pages.field.setText("cgzn")
    assert [each.key for each in pages.found if each.title == "草稿在哪里"] == ["drafts"]


def test_the_arrow_key_leads_from_the_field_to_the_contents(pages: TopicPages, qtbot: QtBot) -> None:
    pages.activateWindow()
    pages.field.setFocus()
    QTest.keyClick(pages.field, Qt.Key.Key_Down)
    assert pages.focusWidget() is pages.contents
    before = pages.current
    QTest.keyClick(pages.contents, Qt.Key.Key_Down)
    assert pages.current is not before


def test_links_lead_to_topics_even_while_others_are_searched_for(pages: TopicPages) -> None:
    pages.field.setText("十分钟")
    pages.page.anchorClicked.emit(QUrl("topic:rule:requests.balance"))
    assert pages.current is not None and pages.current.key == "rule:requests.balance"
    pages.page.anchorClicked.emit(QUrl("https://example.org"))
    pages.page.anchorClicked.emit(QUrl("topic:no-such"))
    assert pages.current.key == "rule:requests.balance"


def test_only_pictures_of_the_help_are_read(pages: TopicPages, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes((RESOURCES / FOLDER / PICTURES / "home.png").read_bytes())
    image = QTextDocument.ResourceType.ImageResource.value
    for name in (f"file://{tmp_path}/a.png", "../topics/start.md", "no-such.png", "https://example.org/a.png"):
        assert pages.page.loadResource(image, QUrl(name)) is None
    assert pages.page.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("home.png")) is None


def test_the_page_follows_the_theme_and_the_width(pages: TopicPages) -> None:
    pages.page.show_topic(Topic("a", "", "题", "![图](editor.png)"), ())
    wide = pages.page.toHtml().count('width="')
    THEME.apply(DARK)
    assert DARK.text.lower() in pages.page.toHtml().lower()
    THEME.apply(LIGHT)
    pages.resize(600, 500)
    assert pages.page.toHtml().count('width="') == wide
    assert pages.page.horizontalScrollBar().maximum() == 0
