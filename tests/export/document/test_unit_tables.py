"""Tables of units for the words of a summary: every figure is a unit's own, blanks stay blank."""

from collections.abc import Mapping

from export.document.unit_tables import charges_sheet, requests_sheet, with_charges_table, with_requests_table
from model.batch.selection import Taken
from model.batch.summary import Contribution, Summary
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.report import Report

RECEIVED, CARRIED_OUT = Cell("requests", "received", "total"), Cell("requests", "carried_out", "total")


def test_applications_of_each_unit_and_their_sums(edition: Edition) -> None:
    taken = (Taken(0, "甲局"), Taken(1, "乙局"))
    summary = Summary(edition, taken, {RECEIVED: 12, CARRIED_OUT: 1}, {CARRIED_OUT: ("乙局",)}, False)
    parts = {
        RECEIVED: (Contribution(1, "乙局", 9), Contribution(0, "甲局", 3)),
        CARRIED_OUT: (Contribution(0, "甲局", 1), Contribution(1, "乙局", None)),
    }
    sheet = requests_sheet(summary, (("本年新收", RECEIVED), ("结转下年度", CARRIED_OUT)), parts)
    assert sheet.heads == ("单位", "本年新收", "结转下年度")
    assert sheet.rows == (("甲局", 3, 1), ("乙局", 9, "未填"), ("合计", 12, "空着"))


def of(edition: Edition, text: str) -> Report:
    return Report(edition.id, {}, texts={"6": text})


def test_the_table_in_the_words_has_blanks_and_no_sum_where_one_is_not_known(edition: Edition) -> None:
    taken = (Taken(0, "甲局"), Taken(1, "乙局"))
    summary = Summary(edition, taken, {RECEIVED: 12, CARRIED_OUT: 1}, {CARRIED_OUT: ("乙局",)}, True)
    parts = {
        RECEIVED: (Contribution(1, "乙局", 9), Contribution(0, "甲局", 3)),
        CARRIED_OUT: (Contribution(0, "甲局", 0), Contribution(1, "乙局", None)),
    }
    columns = (("本年新收", RECEIVED), ("结转下年度", CARRIED_OUT))
    made = with_requests_table(of(edition, ""), summary, columns, parts)
    assert made.texts["1"].split("\n") == [
        "各单位办理政府信息公开申请的情况如下（单位：件）：",
        "｜单位｜本年新收｜结转下年度｜",
        "｜甲局｜3｜0｜",
        "｜乙局｜9｜｜",
        "｜合计｜12｜｜",  # of one unit only: no sum, whatever the cell of the form shows
    ]
    # a later table of the same columns takes its place
    later = with_requests_table(made.with_(texts={"1": f"开头。\n{made.texts['1']}\n末尾。"}), summary, columns, parts)
    assert later.texts["1"] == f"开头。\n{made.texts['1']}\n末尾。"


def test_the_table_of_charges_has_a_sum_only_where_every_unit_states_its_amount(
    editions: Mapping[str, Edition],
) -> None:
    edition = editions["2021"]
    some = [("甲局", of(edition, "收取信息处理费120.5元。")), ("乙局", of(edition, "没有收取信息处理费。"))]
    made = with_charges_table(of(edition, "没有其他事项。"), some, edition)
    assert made.texts["6"].split("\n")[2:] == ["｜单位｜收取金额｜", "｜甲局｜120.5｜", "｜乙局｜｜"]
    every = with_charges_table(of(edition, ""), some[:1], edition)
    assert every.texts["6"].split("\n")[1:] == ["｜单位｜收取金额｜", "｜甲局｜120.5｜", "｜合计｜120.5｜"]
    # a summary of summaries: what a unit quotes of its own units is not its own amount
    quoting = [("丙市", of(edition, f"收取信息处理费7元。\n{every.texts['6']}"))]
    assert "｜丙市｜7｜" in with_charges_table(of(edition, ""), quoting, edition).texts["6"]
    old = of(editions["2019"], "没有。")
    assert with_charges_table(old, some, editions["2019"]) is old


def test_charges_are_read_from_the_words_and_quoted(editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]
    sheet = charges_sheet(
        (
            ("甲局", of(edition, "本年度收取信息处理费120.5元。没有其他事项。")),
            ("乙局", of(edition, "没有收取信息处理费。")),
            ("丙局", of(edition, "信息处理费收取30元，退回信息处理费10元。")),
            ("丁局", of(edition, "没有其他事项。")),
            ("戊局", of(edition, "收取信息处理费二百元")),
            ("己局", of(edition, "收取信息处理费0.02万元")),
        ),
        edition,
    )
    assert sheet.rows == (
        ("甲局", "120.5", "本年度收取信息处理费120.5元"),
        ("乙局", "没有写金额", "没有收取信息处理费"),
        ("丙局", "请看原话", "信息处理费收取30元，退回信息处理费10元"),
        ("丁局", "没有写金额", "没有写信息处理费"),
        ("戊局", "请看原话", "收取信息处理费二百元"),
        ("己局", "200", "收取信息处理费0.02万元"),
        ("合计", "320.5", "写明金额的 2 个单位之和"),
    )
    assert charges_sheet((), editions["2019"]).rows == ()
