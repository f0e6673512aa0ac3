import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree, html

from export.document.document import Document, compose
from export.writers.html import write_web
from model.form.edition import Edition
from model.report.report import Report

VOID = {"meta", "br", "hr", "img", "input", "link"}


class _Balance(HTMLParser):
    """Fails on a tag that is closed out of turn or left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _text(element: etree._Element) -> str:
    return "".join(str(each) for each in element.itertext())


@pytest.fixture
def page(document: Document, tmp_path: Path) -> str:
    write_web(document, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_every_tag_is_closed_in_turn(awkward: Report, edition: Edition, tmp_path: Path, page: str) -> None:
    write_web(compose(awkward, edition), tmp_path / "awkward.html")
    for text in (page, (tmp_path / "awkward.html").read_text(encoding="utf-8")):
        balance = _Balance()
        balance.feed(text)
        assert balance.open == []


def test_the_page_says_its_language_and_encoding(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')


def test_the_page_has_no_scripts_and_loads_nothing(page: str) -> None:
    assert not re.search(r"<script|<link|<img|\bsrc=|href=|url\(|@import|\bon\w+=", page)


def test_typed_text_is_never_markup(awkward: Report, edition: Edition, tmp_path: Path) -> None:
    write_web(compose(awkward, edition), tmp_path / "awkward.html")
    text = (tmp_path / "awkward.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    tree = html.fromstring(text)
    assert "<script>alert('1')</script>&amp;" in [_text(p) for p in tree.iter("p")]


def test_tables_are_the_forms_grid_with_scopes(page: str, document: Document) -> None:
    tree = html.fromstring(page)
    tables = list(tree.iter("table"))
    assert len(tables) == 3
    for element, printed in zip(tables, document.tables(), strict=True):
        cells = [each for row in element.iter("tr") for each in row]
        places = [place for row in printed.rows for place in row]
        for cell, place in zip(cells, places, strict=True):
            assert (int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))) == (place.wide, place.high)
            assert _text(cell) == printed.text_at(place)
            assert (cell.tag == "th") == (place.role in ("head", "label", "block"))
            assert (cell.get("scope") is not None) == (cell.tag == "th")


def test_every_table_is_named_by_its_heading(page: str) -> None:
    tree = html.fromstring(page)
    headings = {h.get("id"): _text(h) for h in tree.iter("h2")}
    assert [headings[table.get("aria-labelledby")] for table in tree.iter("table")] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]


def test_headings_step_down_by_level(page: str) -> None:
    tree = html.fromstring(page)
    assert [_text(h) for h in tree.iter("h3", "h4")] == ["（一）主动公开情况", "1.完善制度。"]
    assert [_text(h) for h in tree.iter("h1")] == ["恩平市人民政府办公室2024年政府信息公开工作年度报告"]
