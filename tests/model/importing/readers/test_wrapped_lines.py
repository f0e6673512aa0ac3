"""Lines broken at a fixed width are paragraphs again; where that is not certain, each stays one."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.edition import Edition
from model.importing import import_report
from model.importing.readers.wrapped_lines import joined_lines
from tests.conftest import SAMPLES

LONG = (
    "2024年，全县按时发布政府信息，全年收到政府信息公开申请2304件，其中自然人申请2218件，全部按期答复，"
    "没有发生行政复议和行政诉讼，没有收取信息处理费，各乡镇和部门的平台运行平稳。"
)


def _joined(*lines: str) -> list[str]:
    return [text for _, text in joined_lines(list(enumerate(lines)))]


@given(st.integers(13, 40))
def test_a_paragraph_broken_at_any_width_is_whole_again(width: int) -> None:
    pieces = [LONG[at : at + width] for at in range(0, len(LONG), width)]
    assert (
        "".join(_joined("（一）主动公开。", *pieces, "（二）依申请公开。"))
        == f"（一）主动公开。{LONG}（二）依申请公开。"
    )
    if all(piece[-1] not in "；：。" and not piece[0].isdigit() for piece in pieces[:-1]) and len(pieces) > 3:
        assert LONG in _joined("（一）主动公开。", *pieces, "（二）依申请公开。")


@pytest.mark.parametrize(
    "lines",
    [
        ("青河县人民政府", "2024年政府信息公开工作年度报告"),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理", "32", "0", "0"),
        ("一是公开不够及时，个别栏目更新慢", "二是培训不足，业务不熟", "三是平台建设滞后"),
        ("2024年，我局主动公开信息128条。", "下一步将加以改进，提高水平。"),
        ("没有其他需要报告的事项，今后继续做好公开工作", "某市水务局", "2025年1月20日"),
        ("（一）主动公开情况，全年发布信息一百二十八条", "（二）依申请公开情况，全年收到申请一百二十八件"),
    ],
)
def test_lines_of_their_own_are_not_joined(lines: tuple[str, ...]) -> None:
    assert _joined(*lines) == list(lines)


def test_a_line_that_begins_with_a_closing_mark_goes_on_from_the_one_above() -> None:
    assert _joined("全年收到申请十二件，全部按期答复", "。") == ["全年收到申请十二件，全部按期答复。"]


def test_a_text_copied_out_of_a_pdf_has_its_paragraphs(editions: Mapping[str, Edition]) -> None:
    report = import_report(SAMPLES / "text-wrapped-at-27.txt", editions).report
    line = "2024年，全县按时发布政府信息，全年收到政府信息公开申请2304件，其中自然人申请2218件，全部按期答复。"
    assert line in report.texts["1"].splitlines()
