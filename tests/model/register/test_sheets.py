"""Where the head of a register is, and which of its rows are applications."""

from model.importing.content import Box, Grid
from model.register.sheets import Sheet, rows_text, sheets_of
from tests.model.register.registers import LABELS, WORDS

ROW = ["1", "1号", "2024年3月5日", "张三", "个人", "批文", "2024年3月9日", "公开", ""]


def grid(*rows: list[str], wide: tuple[int, ...] = (), name: str = "工作表“台账”") -> Grid:
    """``wide``: rows whose first text goes across the table."""
    boxes = []
    for top, row in enumerate(rows):
        if top in wide:
            boxes.append(Box(row[0], top, 0, 1, len(LABELS)))
        else:
            boxes += [Box(text, top, left) for left, text in enumerate(row)]
    return Grid(name, tuple(boxes), is_sheet=True)


def only(*grids: Grid) -> Sheet:
    (sheet,) = sheets_of(grids, WORDS).found
    return sheet


def rows(sheet: Sheet) -> list[int]:
    return [line.row for line in sheet.lines]


def test_titles_sums_remarks_and_repeated_heads_are_no_applications() -> None:
    foot = ["填表人：李四", *[""] * 7, "2024年底"]
    blank = [""] * len(LABELS)
    content = (["2024年台账"], LABELS, ROW, LABELS, ["二、三月份"], ROW, blank, ["合计", *[""] * 7, "2件"], foot)
    sheet = only(grid(*content, wide=(0, 4)))
    assert rows(sheet) == [3, 6]
    assert sheet.year == 2024
    said = "；".join(sheet.notes)
    assert all(each in said for each in ("1 行合计", "1 行重复的表头", "第5、9行"))


def test_rows_that_are_only_numbered_are_blank() -> None:
    assert rows(only(grid(LABELS, ROW, ["2", *[""] * 8]))) == [2]


def test_an_incomplete_row_is_still_a_row() -> None:
    assert rows(only(grid(LABELS, ROW, ["", "", "", "李四", *[""] * 5]))) == [2, 3]


def test_a_row_called_a_sum_that_has_a_date_is_an_application() -> None:
    assert rows(only(grid(LABELS, ["累计", *ROW[1:]]))) == [2]


def test_labels_of_two_rows_are_joined() -> None:
    upper = ["编号", "收到", "收到", "申请人类型", "答复", "答复"]
    lower = ["编号", "日期", "方式", "申请人类型", "日期", "结果"]
    boxes = [
        *(Box(upper[left], 0, left, 2) for left in (0, 3)),
        *(Box(upper[left], 0, left, 1, 2) for left in (1, 4)),
        *(Box(lower[left], 1, left) for left in (1, 2, 4, 5)),
        *(Box(text, 2, left) for left, text in enumerate(["1", "2024.1.5", "邮寄", "个人", "2024.1.9", "公开"])),
    ]
    sheet = only(Grid("第1张表", tuple(boxes)))
    assert sheet.labels == ("编号", "收到日期", "收到方式", "申请人类型", "答复日期", "答复结果")
    assert rows(sheet) == [3]


def test_a_table_without_a_head_goes_on_the_one_before_or_is_left_out() -> None:
    found = sheets_of((grid(LABELS, ROW), grid(ROW, ROW, name="第2张表")), WORDS)
    assert [len(sheet.lines) for sheet in found.found] == [1, 2]
    assert "续表" in found.notes[0]
    other = sheets_of((grid(LABELS, ROW), grid(*[["甲", "2024年3月1日"]] * 2, name="第2张表")), WORDS)
    assert other.left_out == {"第2张表": 2}


def test_a_continued_table_need_not_have_answers_nor_the_one_before_any_row() -> None:
    unanswered = [*ROW[:6], "", "", ""]
    found = sheets_of((grid(LABELS, ROW), grid(unanswered, name="第2张表")), WORDS)
    assert [len(sheet.lines) for sheet in found.found] == [1, 1]
    assert [len(sheet.lines) for sheet in sheets_of((grid(LABELS), grid(ROW)), WORDS).found] == [0, 1]
    without_year = ["1", "1号", "3月5日", *ROW[3:6], "", "", ""]
    found = sheets_of((grid(["2024年台账"], LABELS, ROW, wide=(0,)), grid(without_year)), WORDS)
    assert [len(sheet.lines) for sheet in found.found] == [1, 1]


def test_a_single_row_that_may_be_an_application_is_asked_about_a_signature_is_not() -> None:
    other = ["张三", "个人", "2024年3月5日", "批文"]
    assert sheets_of((grid(LABELS, ROW), grid(other, name="第2张表")), WORDS).left_out == {"第2张表": 1}
    for signature in (["填表人", "李四", "日期", "2024年12月31日"], ["李四", "2024年12月31日"]):
        assert not sheets_of((grid(LABELS, ROW), grid(signature, name="第2张表")), WORDS).left_out


def test_a_table_without_dates_is_no_part_of_the_register() -> None:
    found = sheets_of((grid(LABELS, ROW), grid(["类型", "说明"], ["个人", "x"], name="选项")), WORDS)
    assert len(found.found) == 1
    assert not found.left_out


def test_rows_are_told_in_runs() -> None:
    assert rows_text([9, 3, 4, 5]) == "第3–5、9行"
    assert rows_text(range(1, 100, 2), 3) == "第1、3、5等50行"
