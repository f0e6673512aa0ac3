from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.home.draft_list import HEADS, DraftsModel, DraftTable, badges, matching, shown_time
from model.store.draft_summary import DraftSummary
from tests.gui.home.recorded_commands import RecordedDraftCommands

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 1, 19, 9, 30, tzinfo=BEIJING)


def _draft(
    name: str = "恩平市人民政府办公室",
    year: int | None = 2025,
    filled: int = 200,
    cells: int = 200,
    errors: int = 0,
    warnings: int = 0,
    draft_id: str = "a",
) -> DraftSummary:
    return DraftSummary(draft_id, name, year, "2021", filled, cells, errors, warnings, NOW, None)


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (_draft(errors=2, warnings=3), ["✕ 2", "△ 3"]),
        (_draft(warnings=3), ["△ 3"]),
        (_draft(), ["✓ 全部一致"]),
        (_draft(filled=187), ["未填完"]),
        (_draft(filled=0, cells=0), ["未核对"]),
    ],
)
def test_the_result_of_the_check_is_shown_in_signs_and_words(draft: DraftSummary, message: list[str]) -> None:
    assert [badge.text for badge in badges(draft)] == message


@pytest.mark.parametrize(
    ("at", "message"),
    [
        (datetime(2026, 1, 19, 6, 32, tzinfo=UTC), "今天 14:32"),
        (datetime(2026, 1, 18, 15, 59, tzinfo=UTC), "昨天 23:59"),
        (datetime(2026, 1, 18, 16, 0, tzinfo=UTC), "今天 00:00"),
        (datetime(2025, 1, 20, 2, 0, tzinfo=UTC), "2025-01-20"),
    ],
)
def test_times_are_shown_in_local_time(at: datetime, message: str) -> None:
    assert shown_time(at, NOW) == message


@pytest.mark.parametrize(
    ("searched", "found"),
    [("", "abc"), ("大田", "b"), ("恩平 2025", "ab"), ("2024", "c"), ("dtz", "b"), ("EPS 2025", "ab"), ("没有的", "")],
)
def test_every_searched_word_must_be_in_name_or_year(searched: str, found: str) -> None:
    drafts = (
        _draft("恩平市人民政府办公室", 2025, draft_id="a"),
        _draft("恩平市大田镇人民政府", 2025, draft_id="b"),
        _draft("恩平市（汇总）", 2024, draft_id="c"),
    )
    assert "".join(each.id for each in matching(drafts, searched)) == found


def test_the_model_passes_qt_s_model_tester(qtmodeltester: object) -> None:
    model = DraftsModel()
    model.show_drafts((_draft(errors=1), _draft(name="", year=None)), binned=False)
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_a_line_reads_as_it_is_shown() -> None:
    model = DraftsModel()
    model.show_drafts((_draft(filled=187, errors=2, warnings=3),), binned=False)
    message = [model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(5)]
    assert message == ["恩平市人民政府办公室", "2025", "187 / 200", "✕ 2，△ 3", ""]


@pytest.mark.parametrize(
    ("stage", "line", "tip"),
    [
        ("sent", "已送签 1月8日", "已送签（2026年1月8日）"),
        ("final", "已定稿 1月8日", "已定稿（2026年1月8日）"),
        ("", "", "草稿"),
    ],
)
def test_a_draft_says_how_far_it_has_come_and_since_when(stage: str, line: str, tip: str) -> None:
    model = DraftsModel()
    draft = replace(_draft(), stage=stage, stage_on="2026年1月8日" if stage else "")
    model.show_drafts((draft,), binned=False)
    at = model.index(0, HEADS.index("送签"))
    assert (at.data(), at.data(Qt.ItemDataRole.ToolTipRole)) == (line, tip)


def test_a_draft_without_organ_says_so() -> None:
    model = DraftsModel()
    model.show_drafts((_draft(name="", year=None),), binned=False)
    assert model.index(0, 0).data() == "（未填机关名称）"


def test_names_in_the_bin_cannot_be_edited() -> None:
    model = DraftsModel()
    model.show_drafts((_draft(),), binned=True)
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable


def test_thousands_of_drafts_are_listed_at_once(qtbot: QtBot) -> None:
    model = DraftsModel()
    table = DraftTable(model, RecordedDraftCommands())
    qtbot.addWidget(table)
    table.show()
    started = datetime.now()
    model.show_drafts(tuple(_draft(draft_id=str(number)) for number in range(2000)), binned=False)
    table.select(1999)
    table.grab()
    assert datetime.now() - started < timedelta(seconds=1)
