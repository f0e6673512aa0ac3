import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.document.title_lines import title_lines, width

REST = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("organ", "lines"),
    [
        ("县府办", [f"县府办2024年{REST}"]),
        ("恩平市人民政府办公室", ["恩平市人民政府办公室", f"2024年{REST}"]),
        ("广州市城市管理和综合执法局", ["广州市城市管理和综合执法局", f"2024年{REST}"]),
        (
            "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县住房和城乡建设及综合行政执法管理局",
            [
                "新疆维吾尔自治区伊犁哈萨克自治州",
                "察布查尔锡伯自治县",
                "住房和城乡建设及综合行政执法管理局",
                f"2024年{REST}",
            ],
        ),
    ],
)
def test_a_long_title_breaks_by_meaning(organ: str, lines: list[str]) -> None:
    assert list(title_lines(f"{organ}2024年{REST}", organ, 20)) == lines


def test_a_title_that_begins_with_the_year_breaks_after_the_organ() -> None:
    organ = "恩平市人民政府办公室"
    assert title_lines(f"2024年{organ}{REST}", organ, 20) == (f"2024年{organ}", REST)


@given(st.text(min_size=1, max_size=90), st.text(max_size=40))
def test_no_title_loses_a_character_or_runs_over_its_line(title: str, organ: str) -> None:
    lines = title_lines(organ + title, organ, 20)
    assert "".join(lines) == organ + title
    assert all(width(line) <= 20 for line in lines)


def test_a_name_of_forty_characters_breaks_between_organs_and_not_inside_a_word() -> None:
    organ = "广东省江门市恩平市住房和城乡建设局房屋征收与补偿事务管理办公室（江洲镇分办公室）"
    assert len(organ) == 40
    assert title_lines(f"{organ}2024年政府信息公开工作年度报告", organ, 20) == (
        "广东省江门市恩平市住房和城乡建设局",
        "房屋征收与补偿事务管理办公室",
        "（江洲镇分办公室）",
        "2024年政府信息公开工作年度报告",
    )
