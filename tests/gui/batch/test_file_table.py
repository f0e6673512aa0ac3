"""The table of files: sorted, filtered, searched by pinyin initials, while more files come."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gui.batch.file_table import (
    BADGE,
    COUNTED,
    FILE,
    FORM,
    ORGAN,
    READ,
    REMARK,
    VERDICT,
    FileTable,
    FileTableModel,
    RowFilter,
)
from model.batch.file_rows import FileRow, Verdict
from model.form.edition import Edition


def row(number: int, organ: str, verdict: Verdict = Verdict.AGREES, **changes: object) -> FileRow:
    made = FileRow(number, f"上报/{organ}.docx", organ, 2024, "2021", 200, 200, verdict, 0, 0, 0, "", (), "", False, "")
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def model(editions: dict[str, Edition], qapp: object) -> FileTableModel:
    made = FileTableModel(editions)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.add_rows(
        [
            row(0, "恩平市教育局", Verdict.WRONG, errors=2, rules=("requests.balance",), remark="表三 商业企业列"),
            row(1, "恩平市民政局"),
            row(2, "", Verdict.UNREADABLE, edition="", name="上报/扫描件.pdf", remark="只有图片"),
            row(3, "恩平市公安局", Verdict.TO_VERIFY, blanks=4, filled=196),
        ]
    )
    return made


def column(model: FileTableModel, number: int) -> list[str]:
    return [model.index(place, number).data() for place in range(model.rowCount())]


def test_a_line_says_organ_form_cells_verdict_and_findings(model: FileTableModel) -> None:
    assert column(model, ORGAN) == ["恩平市教育局", "恩平市民政局", "？", "恩平市公安局"]
    assert column(model, FORM) == ["2021 版", "2021 版", "—", "2021 版"]
    assert column(model, READ) == ["200 / 200", "200 / 200", "—", "196 / 200"]
    assert column(model, VERDICT) == ["✕ 2", "✓ 一致", "✕ 读不出", "△ 4 空格"]
    assert [model.index(place, VERDICT).data(BADGE)[0].kind for place in range(4)] == [
        "error",
        "good",
        "error",
        "warning",
    ]
    model.set_units(
        {0: "恩平市教育局", 1: "恩平市民政局"}, {0: "有 2 处必改没有改好：表三 商业企业列", 1: "是 2023 年度的"}
    )
    assert column(model, COUNTED) == ["不计", "不计", "", ""]
    assert column(model, REMARK)[:2] == ["表三 商业企业列", "是 2023 年度的"]
    assert "有 2 处必改" in model.index(0, COUNTED).data(Qt.ItemDataRole.ToolTipRole)


def test_a_file_that_is_not_counted_says_why_before_what_was_found(model: FileTableModel) -> None:
    model.add_rows([row(5, "恩平市水利局", Verdict.TO_VERIFY, blanks=1, remark="表二：还有 1 格未填")])
    model.set_units({5: "恩平市水利局"}, {5: "同一单位交了 2 份不同的文件"})
    assert column(model, REMARK)[-1] == "同一单位交了 2 份不同的文件；表二：还有 1 格未填"
    assert model.lines()[-1][-2:] == ("不计", "同一单位交了 2 份不同的文件；表二：还有 1 格未填")


def test_only_lines_whose_unit_is_another_are_shown_again(model: FileTableModel) -> None:
    numbers = [each.number for each in model.shown_rows]
    units = dict.fromkeys(numbers, "恩平市教育局")
    model.set_units(units, {})
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.set_units(units, {numbers[2]: "名单里没有这个单位"})
    model.set_units({**units, numbers[1]: "恩平市民政局"}, {})
    model.set_units({**units, numbers[1]: "恩平市民政局"}, {})
    assert told == [(2, 2), (1, 2)]


def test_files_stand_as_they_were_given_whichever_worker_was_faster(model: FileTableModel) -> None:
    model.add_rows([row(7, "恩平市审计局")])
    model.add_rows([row(6, "恩平市统计局")])
    assert column(model, ORGAN)[-2:] == ["恩平市统计局", "恩平市审计局"]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (RowFilter(verdict=Verdict.WRONG), ["恩平市教育局"]),
        (RowFilter(rule="requests.balance"), ["恩平市教育局"]),
        (RowFilter("mzj"), ["恩平市民政局"]),
        (RowFilter("公安"), ["恩平市公安局"]),
        (RowFilter("扫描"), ["？"]),
        (RowFilter("没有"), []),
    ],
)
def test_files_are_filtered_by_verdict_rule_and_words(
    model: FileTableModel, wanted: RowFilter, shown: list[str]
) -> None:
    model.set_filter(wanted)
    assert column(model, ORGAN) == shown
    model.add_rows([row(4, "恩平市司法局")])
    assert column(model, ORGAN) == shown
    model.set_filter(RowFilter())
    assert model.rowCount() == len(model.all_rows) == 5


def test_sorting_keeps_the_current_line_and_new_files_are_sorted_in(model: FileTableModel) -> None:
    current = QPersistentModelIndex(model.index(3, ORGAN))
    model.sort(VERDICT, Qt.SortOrder.DescendingOrder)
    assert column(model, VERDICT) == ["✕ 读不出", "✕ 2", "△ 4 空格", "✓ 一致"]
    assert current.data() == "恩平市公安局" and current.row() == 2
    model.add_rows([row(9, "恩平市审计局", Verdict.WRONG, errors=7)])
    assert column(model, VERDICT)[1] == "✕ 7" and current.row() == 3
    model.set_filter(RowFilter(verdict=Verdict.AGREES))
    assert not current.isValid()
    model.set_filter(RowFilter())
    model.sort(-1)
    assert column(model, ORGAN)[0] == "恩平市教育局"


def test_a_file_that_is_read_again_replaces_its_line(model: FileTableModel) -> None:
    model.add_rows([row(0, "恩平市教育局")])
    assert model.rowCount() == 4 and column(model, VERDICT)[0] == "✓ 一致"
    model.clear()
    assert model.rowCount() == 0 and model.row_at(0) is None


def test_on_a_small_screen_there_is_room_for_what_was_found_unless_the_user_set_widths(
    model: FileTableModel, qtbot: QtBot
) -> None:
    table = FileTable(model, lambda _: None, lambda: None)
    qtbot.addWidget(table)
    table.resize(1300, 300)
    table.show()
    wide = [table.columnWidth(each) for each in (ORGAN, FILE)]
    table.resize(860, 300)
    assert all(table.columnWidth(each) < before for each, before in zip((ORGAN, FILE), wide, strict=True))
    assert table.columnWidth(REMARK) > 220
    table.resize(1300, 300)
    assert [table.columnWidth(each) for each in (ORGAN, FILE)] == wide
    table.horizontalHeader().resizeSection(FILE, 333)
    table.resize(860, 300)
    assert table.columnWidth(FILE) == 333


def test_enter_and_double_click_open_a_line_and_ctrl_c_copies(model: FileTableModel, qapp: object) -> None:
    opened: list[int] = []
    copied: list[bool] = []
    table = FileTable(model, lambda each: opened.append(each.number), lambda: copied.append(True))
    table.resize(900, 300)
    table.show()
    table.setCurrentIndex(model.index(1, ORGAN))
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    at = table.visualRect(model.index(3, REMARK)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert (opened, copied) == ([1, 3], [True])
    current = table.current_row()
    assert current is not None and current.number == 3
    table.close()
