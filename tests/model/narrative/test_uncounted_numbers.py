"""What the roll-over asks a person to check: what is counted, and no number that is a name."""

import re

import pytest

from model.linking.prior_year_marks import with_years_advanced
from model.narrative.uncounted_numbers import UNCOUNTED, UncountedNumber


def checked(words: str) -> list[str]:
    """The numbers of last year's words that are marked to be checked in the draft for 2025."""
    return [mark.was for mark in with_years_advanced(words, "1", 2024, 2025)[1]]


@pytest.mark.parametrize(
    "words",
    [
        "联系电话：0517-83605001。",
        "电话为（0517）8360 5001",
        "咨询电话0517—83605001转802。",
        "手机：13905170001",
        "请拨打12345热线、12345政务服务便民热线",
        "传真：83605001、83605002",
        "服务热线400-123-4567",
        "邮政编码：223001",
        "邮编223001",
        "电子邮箱：zfxx2024@huaian.gov.cn",
        "网址：http://www.huaian.gov.cn/2024/12/index3.html",
        "地址：淮安市健康西路140号。",
        "地址：翔宇大道1号院2栋501室",
        "《条例》（国令第711号）",
        "《条例》（国务院令第711号修订）",
        "国办发〔2021〕30号",
        "国办公开办函（2021）30号",
        "淮政办发[2020]9号文件",
        "根据《条例》第五十条",
        "第二十条第（八）项、第20条第(8)项",
        "第50条第二款",
        "1月31日前",
        "工作日上午9:00至11:30",
        "见附件2",
        "统一社会信用代码11320800014303047K",
        "第三季度、第4季度",
    ],
)
def test_a_number_that_is_a_name_is_not_to_be_checked(words: str) -> None:
    assert checked(words) == []


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("接听电话1200个", ["1200"]),
        ("12345热线受理1350件", ["1350"]),
        ("点击量12345678次", ["12345678"]),
        ("阅读量达13800000000次", ["13800000000"]),
        ("发布信息12000条，通过政务平台公开", ["12000"]),
        ("公开5500余条，收取3,940元，占25.5%", ["5500", "3,940", "25.5%"]),
        ("网络申请：30件、信函：5件", ["30", "5"]),
        ("（二）受理11宗", ["11"]),
        ("2024年，收到十二件", ["2024", "十二"]),
        ("电话：5次，网络：12000件", ["5", "12000"]),
    ],
)
def test_what_is_counted_is_to_be_checked(words: str, numbers: list[str]) -> None:
    assert checked(words) == numbers


def test_years_move_on_beside_names_and_never_inside_them() -> None:
    moved, _ = with_years_advanced("2024年，按国办发〔2024〕5号，电话83602024：0517-83602024年", "1", 2024, 2025)
    assert moved.startswith("2025年，按国办发〔2024〕5号") and "0517-83602024" in moved
    assert with_years_advanced("邮箱a2024@gov.cn，2024年度", "1", 2024, 2025)[0] == "邮箱a2024@gov.cn，2025年度"


def test_a_long_row_of_letters_and_digits_takes_no_time() -> None:
    with_years_advanced("a1" * 50_000 + "电话：" + "1-" * 50_000 + "0" * 50_000, "1", 2024, 2025)


@pytest.mark.parametrize("kind", UNCOUNTED, ids=[each.meaning for each in UNCOUNTED])
def test_every_kind_of_name_is_found_in_its_example_and_not_in_its_counter_example(kind: UncountedNumber) -> None:
    assert re.search(kind.pattern, kind.example)
    assert not re.search(kind.pattern, kind.counter_example)
    assert checked(kind.example) == []
