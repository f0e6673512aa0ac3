"""Filtering the files."""

from collections.abc import Callable

from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from gui.batch.batch_page import BatchPage
from model.batch.file_rows import Verdict


def test_of_two_searches_the_later_one_counts_even_if_initials_are_still_looked_for(
    page: BatchPage, read: Callable[[], None], qtbot: QtBot
) -> None:
    read()
    bar = page.filters
    bar.search.setText("gaj")
    bar.apply()
    bar.search.setText("教育")
    bar.apply()
    assert [each.organ for each in page.files.shown_rows] == ["恩平市教育局"]
    QThreadPool.globalInstance().waitForDone(10_000)
    qtbot.wait(50)
    assert [each.organ for each in page.files.shown_rows] == ["恩平市教育局"]
    bar.search.setText("gaj")
    qtbot.waitUntil(lambda: {each.organ for each in page.files.shown_rows} == {"恩平市公安局"}, timeout=10_000)


def test_verdict_rule_and_words_filter_and_the_count_is_shown(page: BatchPage, read: Callable[[], None]) -> None:
    read()
    bar = page.filters
    rules = {bar.rule.itemData(at): bar.rule.itemText(at) for at in range(bar.rule.count())}
    assert {"", "requests.balance", "cell.blank"} <= rules.keys()
    assert all(rules.values()) and rules["requests.balance"] != "requests.balance"
    bar.rule.setCurrentIndex(bar.rule.findData("requests.balance"))
    bar.apply()
    assert [each.organ for each in page.files.shown_rows] == ["恩平市教育局"]
    assert bar.counted.text() == "1 / 6 个"
    bar.rule.setCurrentIndex(0)
    bar.verdict.setCurrentIndex(bar.verdict.findData(Verdict.UNREADABLE))
    bar.apply()
    assert [each.name for each in page.files.shown_rows] == ["上报/扫描件.png"]
    bar.verdict.setCurrentIndex(0)
    bar.apply()
    assert bar.counted.text() == "" and page.files.rowCount() == 6
