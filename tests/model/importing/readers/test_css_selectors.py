"""Which elements a selector selects; the expected ones are those that browsers, and cssselect, select."""

import time

import pytest
from lxml import etree

from model.importing.readers.css_selectors import Matcher, selector_of

PAGE = etree.HTML(
    '<table class="data big" id="t"><tr id="r1"><th id="a">x</th><td id="b" data-year="2023">1</td>'
    '<td id="c" class="old note" lang="zh-CN">2</td></tr><!-- --><tr id="r2"><td id="d" align="Right">3</td>'
    '<td id="e"><span id="f">4</span></td></tr></table>'
)


def selected(selector: str) -> str:
    found = selector_of(selector)
    if found is None:
        return "unknown"
    matcher = Matcher()
    return " ".join(each.get("id", "") for each in PAGE.iter(etree.Element) if matcher.is_for(found, each))


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("td", "b c d e"),
        ("*.old", "c"),
        (".old.note", "c"),
        ("#t td", "b c d e"),
        ("table.data > td", ""),
        ("tr>td", "b c d e"),
        ("body span", "f"),
        ("td > span", "f"),
        ("tr:first-child td", "b c"),
        ("tr:last-child > td", "d e"),
        ("td:first-child", "d"),
        ("td:nth-child(2)", "b e"),
        ("td:nth-child(odd)", "c d"),
        ("td:nth-child(even)", "b e"),
        ("tr > :nth-child(2n+1)", "a c d"),
        ("tr > :nth-child(-n+2)", "a b d e"),
        ("tr > :nth-child(n + 3)", "c"),
        ("td:nth-last-child(1)", "c e"),
        ("td:first-of-type", "b d"),
        ("td:nth-of-type(2)", "c e"),
        ("tr > *:last-of-type", "a c e"),
        ("span:only-child", "f"),
        ("[data-year]", "b"),
        ("td[data-year='2023']", "b"),
        ("td[data-year=2024]", ""),
        ("[class~=note]", "c"),
        ("[class|=old]", ""),
        ("[lang|=zh]", "c"),
        ("[data-year^='20']", "b"),
        ('[data-year$="23"]', "b"),
        ("[data-year*='02']", "b"),
        ("[data-year*='']", ""),
        ("[align=right]", ""),
        ("[align=right i]", "d"),
        ("th + td", "b"),
        ("th ~ td", "b c"),
        ("tr + tr td", "d e"),
        ("table tr:nth-child(2) td:nth-child(2) span", "f"),
        ("td:hover", "unknown"),
        ("td::before", "unknown"),
        ("td:nth-child(x)", "unknown"),
        ("td[", "unknown"),
        ("td >", "unknown"),
        ("", "unknown"),
        ("> td", "unknown"),
    ],
)
def test_what_a_selector_selects(selector: str, ids: str) -> None:
    assert selected(selector) == ids


@pytest.mark.parametrize(
    ("weaker", "stronger"), [("td", ".old"), (".old", "#c"), ("td", "td:first-child"), ("td.old", "td.old[lang]")]
)
def test_a_selector_that_says_more_is_stronger(weaker: str, stronger: str) -> None:
    one, other = selector_of(weaker), selector_of(stronger)
    assert one
    assert other
    assert one.specificity < other.specificity


def test_selectors_made_to_take_forever_end() -> None:
    deep = etree.HTML("<div>" * 200 + "<table><tr>" + "<td>1</td>" * 3000 + "</tr></table>")
    matcher = Matcher()
    began = time.process_time()
    selectors = [selector_of(each) for each in ("div > div div > div div > div div > p td", "td ~ td ~ td ~ td + p")]
    for selector in filter(None, selectors):
        for element in deep.iter("td"):
            matcher.is_for(selector, element)
    assert time.process_time() - began < 5
