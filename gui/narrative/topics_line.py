"""The line listing the topics that the form requires in a section, and which of them are missing."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.kit.colours import Colours
from gui.kit.theme import colours
from model.checks.text_rules import speaks_of
from model.form import rule_kinds
from model.form.edition import Edition, Topic
from model.form.figures import plain
from model.narrative.claim_extraction import HEADING

NO_BREAK, WORD_JOINER = "\u00a0", "\u2060"
"""A space and a zero-width character that prevent line breaks."""


class TopicsLine(QLabel):
    """Hidden if the form requires no topics in the section."""

    def __init__(self, edition: Edition, section: str) -> None:
        super().__init__()
        wanted = any(isinstance(rule, rule_kinds.Topics) and rule.section == section for rule in edition.rules)
        self._topics = edition.topics if wanted else ()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName("应写明的方面")

    def show_text(self, text: str) -> None:
        """Shows which topics ``text``, the section's text, covers."""
        self.setVisible(bool(self._topics))
        labels = {topic: _labelled(plain(text), topic) for topic in self._topics}
        if _out_of_order(text, self._topics):
            labels[self._topics[0]] = f"{labels[self._topics[0]]}（五个方面的次序与格式不同）"
        self.setText("应写明：" + " ".join(_coloured(each, colours()) for each in labels.values()))
        self.setAccessibleDescription("，".join(labels.values()))


def _labelled(text: str, topic: Topic) -> str:
    return f"{'✓' if speaks_of(text, topic) else '缺'} {topic.label}"


def _out_of_order(text: str, topics: Sequence[Topic]) -> bool:
    """Whether the headings of the topics are in a different order than in the form."""
    places = []
    for topic in topics:
        lines = [
            number
            for number, line in enumerate(text.split("\n"))
            if len(line) < HEADING and speaks_of(plain(line), topic)
        ]
        places += lines[:1]
    return places != sorted(places)


def _coloured(label: str, theme: Colours) -> str:
    ink, ground = (theme.good, theme.good_tint) if label.startswith("✓") else (theme.warning, theme.warning_tint)
    unbroken = WORD_JOINER.join(label.replace(" ", NO_BREAK))
    return f'<span style="color:{ink};background:{ground}">{NO_BREAK}{escape(unbroken)}{NO_BREAK}</span>'
