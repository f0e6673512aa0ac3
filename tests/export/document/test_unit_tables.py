"""Tables of units for the words of a summary: every figure is a unit's own, blanks stay blank."""

from collections.abc import Mapping

from export.document.unit_tables import charges_sheet, requests_sheet
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


def test_charges_are_read_from_the_words_and_quoted(editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]

    def of(text: str) -> Report:
        return Report(edition.id, {}, texts={"6": text})

    sheet = charges_sheet(
        (
            ("甲局", of("本年度收取信息处理费120.5元。没有其他事项。")),
            ("乙局", of("没有收取信息处理费。")),
            ("丙局", of("信息处理费收取30元，退回信息处理费10元。")),
            ("丁局", of("没有其他事项。")),
            ("戊局", of("收取信息处理费二百元")),
            ("己局", of("收取信息处理费0.02万元")),
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
