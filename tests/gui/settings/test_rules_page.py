"""核对规则: every rule with level, words and source; what an office changes, and what it cannot."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.settings.rules_page import RulesPage
from model.form.edition import Edition
from model.form.rule_choices import LEVEL_NAMES
from model.store.settings import Settings


@pytest.fixture
def pages(qtbot: QtBot, editions: Mapping[str, Edition]) -> Callable[..., RulesPage]:
    def show(settings: Settings | None = None) -> RulesPage:
        made = RulesPage(list(editions.values()))
        qtbot.addWidget(made)
        made.show_settings(settings or Settings())
        made.show()
        return made

    return show


def lines(page: RulesPage) -> dict[str, tuple[str, ...]]:
    return {line.texts[2]: line.texts for line in page._model.lines}


def texts(page: RulesPage) -> str:
    labels: list[QLabel] = list(page.findChildren(QLabel))
    return "\n".join(each.text() for each in labels if each.isVisibleTo(page))


def test_every_rule_of_every_edition_is_listed_with_level_words_and_source(
    pages: Callable[..., RulesPage], editions: Mapping[str, Edition]
) -> None:
    page = pages()
    for edition in editions.values():
        page.edition.choose(edition.id)
        assert list(lines(page)) == [rule.id for rule in edition.rules]
        for at, rule in enumerate(edition.rules):
            level, says, _ = lines(page)[rule.id]
            assert (LEVEL_NAMES[rule.severity] in level, says) == (True, rule.says)
            page.table.choose(at)
            assert page.rule is rule
            shown = texts(page)
            assert rule.source in shown and rule.id in shown and rule.says in shown
            assert page.level.isEnabled() is not bool(rule.fixed)
            assert (rule.fixed in shown) and ("不能调整" in shown) is bool(rule.fixed)
            assert page.limit.isVisibleTo(page) is (rule.threshold is not None)


def test_a_level_is_changed_by_keys_and_given_back(pages: Callable[..., RulesPage]) -> None:
    page = pages()
    page.show_rule("words.slips")
    page.level.setFocus()
    QTest.keyClick(page.level, Qt.Key.Key_Down)
    page.level.activated.emit(page.level.currentIndex())
    assert page.chosen(Settings()).severities == {"words.slips": "off"}
    assert lines(page)["words.slips"][0] == "－ 不核对 已调整"
    assert "已调整 1 条" in texts(page)
    page.usual.click()
    assert page.chosen(Settings()) == Settings()
    assert not page.usual.isEnabled()


def test_a_limit_is_typed_and_stays_in_the_field(pages: Callable[..., RulesPage]) -> None:
    page = pages(Settings(limits={"report.length": 1200}))
    page.show_rule("report.length")
    assert page.limit.value() == 1200 and "不超过 1200 字" in texts(page)
    page.limit.setFocus()
    page.limit.selectAll()
    QTest.keyClicks(page.limit, "1500")
    assert page.chosen(Settings()).limits == {"report.length": 1500}
    assert lines(page)["report.length"][1] == "总体情况不超过 1500 字"
    page.limit.setValue(1000)
    assert page.chosen(Settings()).limits == {}


def test_rules_are_found_by_words_number_source_and_pinyin(pages: Callable[..., RulesPage]) -> None:
    page = pages()
    for wanted, rule in (
        ("2 个工作日", ""),
        ("requests.balance", "requests.balance"),
        ("立法法", "disclosure.rulemaking_power"),
        ("ztqkbcg", "report.length"),
    ):
        page.search.setText(wanted)
        assert (rule in lines(page)) is bool(rule)
    page.search.setText("没有这样的")
    assert page.rule is None and "没有找到" in texts(page)
    assert not page.level.isEnabled()


def test_choices_of_rules_that_no_edition_has_are_kept(pages: Callable[..., RulesPage]) -> None:
    kept = Settings(severities={"no.such": "off"}, limits={"no.such": 7})
    page = pages(kept)
    page.show_rule("words.slips")
    page.level.choose("error")
    page.level.activated.emit(page.level.currentIndex())
    assert page.chosen(kept).severities == {"no.such": "off", "words.slips": "error"}
    assert page.chosen(kept).limits == {"no.such": 7}
