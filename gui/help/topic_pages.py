"""The help's contents on the left, with a search field, and the page of the current topic on the right."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QSplitter, QTextBrowser, QTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from gui.help.page_html import page_html
from gui.help.topics import GUIDANCE_GROUP, RULES_GROUP, Topic
from gui.kit.fonts import BASE, PAGE_TITLE, SMALL
from gui.kit.pinyin_initials import matches
from gui.kit.theme import STEP, THEME, colours
from gui.kit.widgets import column, label

KEY = Qt.ItemDataRole.UserRole
LINK = "topic:"
PICTURES = "pictures"
LONG_GROUPS = (RULES_GROUP, GUIDANCE_GROUP)
"""Folded while nothing is searched for."""
MOST_MARKS = 200


class TopicPage(QTextBrowser):
    """Shows one topic. Pictures come from the folder of the help only, and nothing is opened outside."""

    topic_wanted = Signal(str)
    """The key of a topic that was clicked."""

    def __init__(self, pictures: Path) -> None:
        super().__init__()
        self._pictures = pictures
        self._topic: Topic | None = None
        self._words: tuple[str, ...] = ()
        self._width = 0
        self.setOpenLinks(False)
        self.setAccessibleName("帮助正文")
        self.anchorClicked.connect(self._follow)
        THEME.changed.connect(self._render)

    def show_topic(self, topic: Topic, words: Sequence[str]) -> None:
        """Shows the topic from its beginning; ``words`` are marked."""
        self._topic, self._words = topic, tuple(words)
        self._render()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        file = self._pictures / Path(QUrl(name).path()).name
        if kind == QTextDocument.ResourceType.ImageResource.value and file.suffix == ".png" and file.is_file():
            return QImage(str(file))
        return None

    def _follow(self, link: QUrl) -> None:
        if link.toString().startswith(LINK):
            self.topic_wanted.emit(link.toString().removeprefix(LINK))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if abs(self._picture_width() - self._width) > STEP:
            self._render()

    def _picture_width(self) -> int:
        return max(200, min(760, self.viewport().width() - 10 * STEP))

    def _render(self) -> None:
        if self._topic is None:
            return
        look, self._width = colours(), self._picture_width()
        self.document().setDefaultStyleSheet(
            f"h1 {{ font-size: {PAGE_TITLE}px; font-weight: 600; margin: 4px 0 12px 0; }}"
            f"p, li {{ font-size: {BASE + 1}px; line-height: 150%; margin: 6px 0; color: {look.text}; }}"
            f"a {{ color: {look.accent}; }} .caption {{ color: {look.muted}; font-size: {SMALL}px; }}"
        )
        self.setHtml(page_html(self._topic.title, self._topic.text, self._width))
        self.document().setDocumentMargin(4 * STEP)
        self._mark_words()

    def _mark_words(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        for word in self._words:
            found = self.document().find(word, 0)
            while not found.isNull() and len(marks) < MOST_MARKS:
                mark = QTextEdit.ExtraSelection()
                look = QTextCharFormat()
                look.setBackground(QColor(colours().warning_tint))
                mark.cursor, mark.format = QTextCursor(found), look  # type: ignore[attr-defined]
                marks.append(mark)
                found = self.document().find(word, found)
        self.setExtraSelections(marks)


class TopicPages(QWidget):
    """Contents and page."""

    def __init__(self, topics: Sequence[Topic], pictures: Path) -> None:
        super().__init__()
        self.topics = {each.key: each for each in topics}
        self.field = QLineEdit()
        self.field.setPlaceholderText("查找帮助：一个词，如 结转、U 盘、行距")
        self.field.setAccessibleName("查找帮助")
        self.field.setClearButtonEnabled(True)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName("帮助目录")
        self.contents.setIndentation(3 * STEP)
        self.contents.setRootIsDecorated(True)
        self.page = TopicPage(pictures)
        self.nothing = label("", "muted", wrap=True)
        self.nothing.hide()
        self._items = self._fill(topics)
        side = QWidget()
        side.setLayout(column(self.field, self.nothing, self.contents))
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.setProperty("role", "papers")
        both.setHandleWidth(3 * STEP)
        both.addWidget(side)
        both.addWidget(self.page)
        both.setSizes([280, 680])
        both.setStretchFactor(1, 1)
        self.setLayout(column(both))
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.narrow)
        self.contents.currentItemChanged.connect(self._show_current)
        self.page.topic_wanted.connect(self.show_topic)
        if topics:
            self.show_topic(topics[0].key)

    def _fill(self, topics: Sequence[Topic]) -> dict[str, QTreeWidgetItem]:
        groups: dict[str, QTreeWidgetItem] = {}
        items = {}
        for topic in topics:
            group = groups.get(topic.group)
            if group is None:
                group = groups[topic.group] = QTreeWidgetItem([topic.group])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.contents.addTopLevelItem(group)
                group.setExpanded(topic.group not in LONG_GROUPS)
            item = items[topic.key] = QTreeWidgetItem([topic.title])
            item.setData(0, KEY, topic.key)
            item.setSizeHint(0, QSize(0, 26))
            group.addChild(item)
        return items

    @property
    def current(self) -> Topic | None:
        """The topic on the page."""
        item = self.contents.currentItem()
        return self.topics.get(item.data(0, KEY)) if item is not None else None

    @property
    def found(self) -> tuple[Topic, ...]:
        """The topics that match the search, in the order of the contents."""
        wanted = self.field.text().strip()
        words = wanted.lower().split()
        return tuple(
            each
            for each in self.topics.values()
            if all(word in each.words for word in words) or matches(wanted, each.title)
        )

    def show_topic(self, key: str) -> None:
        """Shows the topic; an unknown one shows nothing else than before."""
        if (item := self._items.get(key)) is not None:
            if item.isHidden():
                self.field.clear()
            parent = item.parent()
            if parent is not None:
                parent.setExpanded(True)
            self.contents.setCurrentItem(item)
            self.contents.scrollToItem(item)

    def narrow(self, _text: str = "") -> None:
        """Lists the topics that match; the first is shown."""
        found = {each.key for each in self.found}
        searching = bool(self.field.text().strip())
        for key, item in self._items.items():
            item.setHidden(key not in found)
        for at in range(self.contents.topLevelItemCount()):
            group = self.contents.topLevelItem(at)
            if group is not None:
                shown = any(not group.child(number).isHidden() for number in range(group.childCount()))
                group.setHidden(not shown)
                group.setExpanded(searching or group.text(0) not in LONG_GROUPS)
        self.nothing.setHidden(bool(found))
        self.nothing.setText("" if found else f"没有找到“{self.field.text().strip()}”")
        current = self.current
        if found and (current is None or current.key not in found):
            self.show_topic(next(key for key in self._items if key in found))
        else:
            self._show_current()

    def _show_current(self, _item: object = None, _before: object = None) -> None:
        if (topic := self.current) is not None:
            self.page.show_topic(topic, self.field.text().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.contents.setFocus()
        else:
            super().keyPressEvent(event)
