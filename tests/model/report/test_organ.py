"""Kind and level of an organ by its name, where that is certain."""

import pytest

from model.report.organ import KINDS, LEVELS, Contact, OrganProfile, kind, kind_of, level, level_of, possible_levels
from model.report.report import Fact, Report


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("恩平市人民政府", "government", ""),  # a 市 may be a county or a prefecture
        ("恩平市人民政府办公室", "office", ""),
        ("清远县政府办公室", "office", "county"),
        ("某县水利局", "department", "county"),
        ("某某镇人民政府", "government", "town"),
        ("某某街道办事处", "agency", "town"),
        ("广东省水利厅", "department", "province"),
        ("广东省清远县教育局", "department", "county"),
        ("北京市财政局", "department", "province"),
        ("北京市海淀区人民政府", "government", "county"),
        ("水利部", "department", "state"),
        ("国家税务总局", "department", "state"),
        ("延边朝鲜族自治州人民政府", "government", "prefecture"),
        ("某某经济开发区管委会", "agency", ""),
        ("某某集团", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_tells_kind_and_level_or_nothing(name: str, kind: str, level: str) -> None:
    assert (kind_of(name), level_of(name)) == (kind, level)
    assert kind in ("", *KINDS) and level in ("", *LEVELS)


def test_what_a_person_states_goes_before_the_name() -> None:
    report = Report("2021", facts={Fact.ORGAN: "某县水利局"})
    assert (kind(report), level(report)) == ("department", "county")
    stated = report.with_(facts={**report.facts, Fact.KIND: "agency", Fact.LEVEL: "prefecture"})
    assert (kind(stated), level(stated)) == ("agency", "prefecture")


@pytest.mark.parametrize(
    ("organ", "levels"),
    [
        ("某县水利局", {"county"}),
        ("恩平市财政局", {"province", "prefecture", "county", "town"}),
        ("某某集团", {"state", "province", "prefecture", "county", "town"}),
    ],
)
def test_a_place_in_the_name_is_no_organ_of_the_state(organ: str, levels: set[str]) -> None:
    assert possible_levels(Report("2021", facts={Fact.ORGAN: organ})) == levels


def test_the_sentence_on_how_to_reach_an_organ_names_what_is_known() -> None:
    assert Contact().sentence("甲局") == ""
    assert Contact(phone="1").sentence("") == "如对本报告有疑问，请与本机关联系（电话：1）。"
    whole = Contact("恩城", "529400", "1", "a@b.cn").sentence("甲局")
    assert whole == "如对本报告有疑问，请与甲局联系（地址：恩城；邮编：529400；电话：1；电子邮箱：a@b.cn）。"


def test_what_a_report_states_itself_stands() -> None:
    own = OrganProfile("甲局", "department", "county")
    stated = Report("2021", facts={Fact.ORGAN: "甲局", Fact.LEVEL: "town"})
    assert own.complete(stated).facts == {**stated.facts, Fact.KIND: "department"}
    assert OrganProfile().complete(stated) is stated
