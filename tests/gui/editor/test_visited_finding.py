"""F1 after a click on a finding explains its rule, until the user goes on."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from pytestqt.qtbot import QtBot

from gui.editor.editor_page import EditorPage
from gui.editor.findings_model import ENTRY_ROLE
from gui.kit.help_topics import HELP_REQUESTS, help_topic_of
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER
from tests.gui.editor.recorded_commands import RecordedEditorCommands

BALANCE, NUMBER = "requests.balance", "words.number"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, opens: Callable[..., OpenReport], editions: dict[str, Edition], edition: Edition) -> EditorPage:
    figures = {cell: 0 for cell in edition.cells if cell not in edition.totals}
    figures[edition.cell("requests.received.person")] = 11
    facts = {Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}
    report = Report(edition.id, figures, facts=facts, texts={"1": "共收到政府信息公开申请12件。"})
    made = EditorPage(opens(report), editions, EDITIONS_FOLDER.parent, RecordedEditorCommands())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def asked() -> Iterator[list[str]]:
    topics: list[str] = []
    HELP_REQUESTS.asked.connect(lambda topic, _: topics.append(topic))
    yield topics
    HELP_REQUESTS.asked.disconnect()


def click(page: EditorPage, rule: str, qtbot: QtBot) -> None:
    """A click of the mouse on the finding's title."""
    findings = page.panel.list
    rows = map(page.panel.model.index, range(page.panel.model.rowCount()))
    index = next(
        each for each in rows if (finding := each.data(ENTRY_ROLE).finding) is not None and finding.stated_by == rule
    )
    findings.scrollTo(index)
    at = findings.visualRect(index).topLeft() + findings.layout_of(index.data(ENTRY_ROLE)).title.center()
    qtbot.mouseClick(findings.viewport(), LEFT, pos=at)


def test_in_the_table(page: EditorPage, asked: list[str], qtbot: QtBot) -> None:
    click(page, BALANCE, qtbot)
    assert page.pages.is_at_cell
    page.show_guidance()
    assert asked == [f"rule:{BALANCE}"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    page.show_guidance()
    assert asked == [f"rule:{BALANCE}"]
    assert page.guidance.dialog is not None


def test_in_the_text(page: EditorPage, qtbot: QtBot) -> None:
    click(page, NUMBER, qtbot)
    there = QApplication.focusWidget()
    assert there is not None and not page.panel.isAncestorOf(there)
    assert help_topic_of(there) == f"rule:{NUMBER}"
    qtbot.keyClick(there, Qt.Key.Key_Shift)
    assert help_topic_of(there) == f"rule:{NUMBER}"
    assert isinstance(there, QAbstractScrollArea)
    qtbot.mouseClick(there.viewport(), LEFT)
    assert help_topic_of(there) == "texts"


def test_the_focus_elsewhere_ends_it(page: EditorPage, qtbot: QtBot) -> None:
    click(page, NUMBER, qtbot)
    there = QApplication.focusWidget()
    page.panel.list.setFocus()
    assert page.visited.topic == ""
    assert help_topic_of(there) == "texts"
