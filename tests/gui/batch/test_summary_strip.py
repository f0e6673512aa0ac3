"""The sums that matter most, each a way to its units."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from gui.batch.summary_strip import balances
from model.batch.selection import Choices
from model.batch.summary import headline
from model.form.edition import Edition


def test_the_sums_of_the_first_chart_are_shown_with_their_equation(
    page: BatchPage, read: Callable[[], None], edition: Edition
) -> None:
    read()
    current = page.summer.current
    assert current is not None and current.summary is not None
    names = [name for name, _ in headline(edition)]
    found: list[QPushButton] = list(page.strip.findChildren(QPushButton))
    labels: list[QLabel] = list(page.strip.findChildren(QLabel))
    buttons = [each.text() for each in found]
    assert [text.partition(" ")[0] for text in buttons[: len(names)]] == names
    [(text, holds)] = balances(current)
    assert holds and " = " in text
    assert f"✓ {text}" in [each.text() for each in labels]
    assert any("按 2 个可汇总单位" in each.text() for each in labels)


def test_a_button_of_the_strip_keeps_the_focus_while_sums_change(
    page: BatchPage, read: Callable[[], None], qtbot: QtBot
) -> None:
    read()
    page.activateWindow()
    first: QPushButton = next(iter(page.strip.findChildren(QPushButton)))
    first.setFocus()
    before = first.text()
    page.summer.set_choices(Choices(with_errors=True))
    qtbot.waitUntil(lambda: first.text() != before, timeout=10_000)
    assert page.focusWidget() is first


def test_every_edition_names_sums(editions: dict[str, Edition]) -> None:
    assert all(headline(edition) for edition in editions.values())
