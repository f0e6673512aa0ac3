"""Marks and links in the JSON format: written with the text around them; moved or dropped where that has changed."""

from dataclasses import replace
from typing import Any

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.marks_json import (
    NEAR,
    links_written,
    reasons_from,
    reasons_written,
    to_check_written,
    with_marks,
)
from model.report.report import NumberLink, Reason, Report, TextPosition, ToCheck

TOTAL = Cell("requests", "received", "total")
WORDS = "2024年，全市共收到政府信息公开申请11件，其中网上申请9件。"
START = WORDS.index("11")


@pytest.fixture
def report(edition: Edition) -> Report:
    return Report(
        edition.id,
        texts={"1": WORDS},
        to_check={"m": ToCheck("1", START, "11", "10", (TOTAL,))},
        links={"l": NumberLink("1", START, "11", (TOTAL,))},
    )


def read(report: Report, edition: Edition, **data: Any) -> tuple[Report, list[str]]:
    missed: list[str] = []
    bare = report.with_(to_check={}, links={})
    return with_marks(bare, {"ties": None, "to_check": None, **data}, edition, missed), missed


def test_marks_come_back_as_they_were(report: Report, edition: Edition) -> None:
    again, missed = read(report, edition, ties=links_written(report), to_check=to_check_written(report))
    assert list(again.links.values()) == list(report.links.values())
    assert list(again.to_check.values()) == list(report.to_check.values())
    assert missed == []


def test_a_mark_is_written_with_the_text_around_it(report: Report) -> None:
    (mark,) = to_check_written(report)
    assert mark["around"] == WORDS[START - NEAR : START + 2 + NEAR]
    gone = report.with_(to_check={"m": ToCheck("1", START, "12", "10")})
    (mark,) = to_check_written(gone)
    assert "around" not in mark and "cells" not in mark


def test_a_mark_moves_to_every_place_where_its_surroundings_stand(report: Report, edition: Edition) -> None:
    moved = report.with_(texts={"1": f"新增一句。{WORDS}"})
    again, missed = read(moved, edition, ties=None, to_check=to_check_written(report))
    (mark,) = again.to_check.values()
    assert moved.texts["1"][mark.start :].startswith("11件，其中") and missed == []
    twice = report.with_(texts={"1": f"新增。{WORDS}{WORDS}"})
    again, _ = read(twice, edition, to_check=to_check_written(report))
    assert len(again.to_check) == 2


def test_a_link_whose_surroundings_have_moved_is_dropped_and_its_number_marked(
    report: Report, edition: Edition
) -> None:
    moved = report.with_(texts={"1": f"新增一句。{WORDS}"})
    again, (said,) = read(moved, edition, ties=links_written(report))
    (mark,) = again.to_check.values()
    assert again.links == {} and "“11”在正文里的位置变了" in said
    assert (mark.text, mark.cells, moved.texts["1"][mark.start :][:2]) == ("11", (), "11")
    automatic = report.with_(links={key: replace(link, automatic=True) for key, link in report.links.items()})
    assert read(moved, edition, ties=links_written(automatic))[1] == []


@pytest.mark.parametrize(
    "entry",
    [
        5,
        {},
        {"section": "1", "start": "x", "text": "1", "cells": [str(TOTAL)]},
        {"section": "1", "start": -1, "text": "1", "cells": [str(TOTAL)]},
        {"section": "1", "start": 0, "text": "", "cells": [str(TOTAL)]},
        {"section": "1", "start": 0, "text": "1", "cells": []},
        {"section": "1", "start": 0, "text": "1", "cells": ["no.such.cell"]},
        {"section": "1", "start": 1e400, "text": "1", "cells": [str(TOTAL)]},
    ],
)
def test_an_entry_that_makes_no_link_is_left_out_and_reported(entry: Any, report: Report, edition: Edition) -> None:
    again, missed = read(report, edition, ties=[entry])
    assert (again.links, missed) == ({}, ["ties 里有一项读不懂，已略过"])


def test_reasons_and_dismissals_come_back_each_under_its_key(report: Report) -> None:
    position = TextPosition("1", START)
    held = report.with_(
        reasons={"requests.balance": Reason("不等", "属实")}, dismissed={"1.共11件": Reason("不符", "无关", position)}
    )
    written = reasons_written(held)
    again = reasons_from(written)
    assert again["requests.balance"] == held.reasons["requests.balance"]
    assert [each for key, each in again.items() if key != "requests.balance"] == list(held.dismissed.values())
    assert reasons_from(
        {"a": {"about": "x"}, "b": 5, "c": {"about": "x", "text": "y", "section": "1", "start": "z"}}
    ) == {"c": Reason("x", "y")}
