"""The topics of the help: the written ones, one a rule, one an entry of 填报口径."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from gui.help.topics import FOLDER, GUIDANCE, RULE, Topic, load_rule_help, load_topics
from gui.home.guidance_list import scope_of
from model.checks.engine import check
from model.form.edition import Edition, load_editions
from model.form.guidance import load_guidance
from model.form.rule_choices import LEVEL_NAMES
from model.form.schema import EditionError
from tests.conftest import EDITIONS_FOLDER
from tests.model.checks.rule_breaking import report_breaking

RESOURCES = EDITIONS_FOLDER.parent
HELP = RESOURCES / FOLDER
RULES = list(
    {
        rule.id: (edition, rule)
        for edition in reversed(load_editions(EDITIONS_FOLDER).values())
        for rule in edition.rules
    }.values()
)


@pytest.fixture(scope="module")
def topics(editions: Mapping[str, Edition]) -> dict[str, Topic]:
    guidance = load_guidance(RESOURCES / "guidance.toml", dict(editions))
    newest = next(iter(editions.values()))
    found = load_topics(RESOURCES, list(editions.values()), {each: scope_of(each, newest) for each in guidance})
    assert len({each.key for each in found}) == len(found)
    return {each.key: each for each in found}


def test_every_rule_of_every_edition_has_a_page_with_all_that_the_editions_say(
    topics: dict[str, Topic], editions: Mapping[str, Edition]
) -> None:
    for edition in editions.values():
        for rule in edition.rules:
            topic = topics[f"{RULE}{rule.id}"]
            for wanted in (rule.says, rule.source, rule.id, "**例子：**", "**怎么办：**"):
                assert wanted in topic.text, (rule.id, wanted)
            assert f"**级别：** {LEVEL_NAMES[rule.severity]}" in topic.text
            assert (f"不能调整：{rule.fixed}" in topic.text) is bool(rule.fixed)


def test_what_is_said_of_rules_is_said_of_all_and_of_no_other(editions: Mapping[str, Edition]) -> None:
    assert load_rule_help(HELP).keys() == {rule.id for each in editions.values() for rule in each.rules}


@pytest.mark.parametrize(("edition", "rule"), RULES, ids=lambda each: each.id)
def test_the_example_of_a_rule_is_what_the_program_says(edition: Edition, rule: object) -> None:
    rule_id = getattr(rule, "id", "")
    report, last_year = report_breaking(edition.rule(rule_id), edition)
    found = [each.description for each in check(report, edition, last_year).findings if each.stated_by == rule_id]
    assert load_rule_help(HELP)[rule_id].example == found[0]


def test_every_entry_of_the_guidance_has_a_page(topics: dict[str, Topic], editions: Mapping[str, Edition]) -> None:
    for each in load_guidance(RESOURCES / "guidance.toml", dict(editions)):
        topic = topics[f"{GUIDANCE}{each.id}"]
        assert each.title == topic.title and each.text in topic.text and each.source in topic.text


def test_links_lead_to_topics_and_pictures_are_there_and_small(topics: dict[str, Topic]) -> None:
    pictures = {picture for topic in topics.values() for picture in re.findall(r"!\[[^]]+\]\(([^)]+)\)", topic.text)}
    assert pictures == {path.name for path in (HELP / "pictures").iterdir()}
    assert sum(path.stat().st_size for path in (HELP / "pictures").iterdir()) < 400_000
    for topic in topics.values():
        for link in re.findall(r"\]\(topic:([^)]+)\)", topic.text):
            assert link in topics, (topic.key, link)
        assert topic.title and topic.text


def test_every_file_of_the_help_is_in_its_index(topics: dict[str, Topic]) -> None:
    assert {path.stem for path in (HELP / "topics").iterdir()} <= topics.keys()


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "index.toml").write_text(
        'format = 1\n[[groups]]\nname = "开始"\ntopics = ["no-such"]\n', encoding="utf-8"
    )
    with pytest.raises(EditionError, match=r"no-such\.md"):
        load_topics(tmp_path, (), {})
