"""The JSON form in which drafts keep reports and edits."""

import contextlib
import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from model.form.tables import Cell
from model.report.edits import Edit
from model.report.report import Fact, Origin, Reason, Report, SignOffField, TextPosition, ToCheck
from model.store.serialization import StoredFormatError, edit_from, edit_text, report_from, report_text
from tests.model.strategies import any_edits, any_reports

SAMPLES = Path(__file__).parent.parent.parent / "samples"
FEE = Cell("disclosure", "fees", "amount")
GRANTED = Cell("requests", "results.granted", "person")


@given(any_reports)
def test_every_report_comes_back_as_it_was(report: Report) -> None:
    # repr too: 1.5 and 1.50 are equal, and are not the same amount to print
    assert repr(report_from(report_text(report))) == repr(report)
    assert report_from(report_text(report)) == report


@given(any_edits)
def test_every_edit_comes_back_as_it_was(edit: Edit) -> None:
    assert repr(edit_from(edit_text(edit))) == repr(edit)


def test_format_1_of_a_report_stays_readable_for_ever() -> None:
    text = (
        '{"edition":"2021",'
        '"figures":{"requests.results.granted.person":3,"disclosure.fees.amount":{"decimal":"12.50"}},'
        '"unread":{"requests.carried_out.total":"约3"},'
        '"texts":{"organ":"某某县水利局","year":"2025"},'
        '"origins":{"requests.results.granted.person":["2024.docx","第3张表第7行第4列","3"]},'
        '"reasons":{"disclosure.in_force.government_rules":["10 与 9 不等","清理"]},'
        '"to_check":{"001":["1",4,"2025年","2024年"]},'
        '"headings":["一、总体情况"]}'
    )
    report = Report(
        "2021",
        figures={GRANTED: 3, FEE: Decimal("12.50")},
        unread={Cell("requests", "carried_out", "total"): "约3"},
        origins={GRANTED: Origin("2024.docx", "第3张表第7行第4列", "3")},
        facts={Fact.ORGAN: "某某县水利局", Fact.YEAR: "2025"},
        headings=("一、总体情况",),
        reasons={"disclosure.in_force.government_rules": Reason("10 与 9 不等", "清理")},
        to_check={"001": ToCheck("1", 4, "2025年", "2024年")},
    )
    assert repr(report_from(text)) == repr(report)
    assert report_from(report_text(report)) == report


def test_facts_stay_readable_among_the_texts_where_every_version_keeps_them() -> None:
    text = '{"edition":"2021","texts":{"organ":"某某县水利局","year":"二〇二五","kind":"department","1":"。"}}'
    facts = {Fact.ORGAN: "某某县水利局", Fact.YEAR: "二〇二五", Fact.KIND: "department"}
    report = Report("2021", facts=facts, texts={"1": "。"})
    assert report_from(text) == report
    assert report_text(report) == text
    edit = '{"label":"采用送签文件的修改","texts":{"title":null,"date":"2026年1月8日","1":"无。"}}'
    assert edit_from(edit) == Edit(
        "采用送签文件的修改", facts={Fact.TITLE: None, Fact.DATE: "2026年1月8日"}, texts={"1": "无。"}
    )
    assert edit_text(edit_from(edit)) == edit


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("store-v*.sqlite3")), ids=lambda path: path.stem)
def test_what_any_version_has_stored_is_stored_the_same_again(sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"file:{sample}?mode=ro&immutable=1", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        held = "contents" if "contents" in tables else "drafts"
        reports = [text for row in connection.execute(f"SELECT report, last_year FROM {held}") for text in row if text]
        edits = [text for row in connection.execute("SELECT edit, inverse FROM steps") for text in row]
    assert reports and edits
    for text in reports:
        assert json.loads(report_text(report_from(text))) == json.loads(text)
        assert Fact.ORGAN not in report_from(text).texts
    for text in edits:
        assert json.loads(edit_text(edit_from(text))) == json.loads(text)


def test_sign_off_and_foreign_labels_stay_readable_among_the_texts_where_every_version_keeps_them() -> None:
    text = (
        '{"edition":"2021","texts":{"1":"。","sign_off.x":"y","other_form.requests":"“（六）其他处理”",'
        '"sign_off.stage":"sent","sign_off.date":"2026年1月8日"}}'
    )
    report = Report(
        "2021",
        texts={"1": "。", "sign_off.x": "y"},  # of a newer program: kept as it is
        sign_off={SignOffField.STAGE: "sent", SignOffField.DATE: "2026年1月8日"},
        foreign_labels={"requests": "“（六）其他处理”"},
    )
    assert report_from(text) == report
    assert report_text(report) == text  # the migration to version 6 looks for "sign_off.stage":"
    edit = '{"label":"重新打开定稿：补充","texts":{"sign_off.stage":null,"sign_off.reason":"补充"}}'
    assert edit_from(edit).sign_off == {SignOffField.STAGE: None, SignOffField.REASON: "补充"}
    assert edit_text(edit_from(edit)) == edit


def test_what_was_called_unrelated_stays_readable_among_the_reasons_where_every_version_keeps_it() -> None:
    text = (
        '{"edition":"2021","reasons":{"cell.blank":["甲","乙"],'
        '"unrelated.1.共收到申请12件":["与表格不符","与表格无关","1",5],"unrelated.5.旧":["丙","与表格无关"]}}'
    )
    report = Report(
        "2021",
        reasons={"cell.blank": Reason("甲", "乙")},
        dismissed={
            "1.共收到申请12件": Reason("与表格不符", "与表格无关", TextPosition("1", 5)),
            "5.旧": Reason("丙", "与表格无关"),
        },
    )
    assert report_from(text) == report
    assert report_text(report) == text
    edit = '{"label":"恢复核对","reasons":{"unrelated.5.旧":null}}'
    assert edit_from(edit).dismissed == {"5.旧": None}
    assert edit_text(edit_from(edit)) == edit


def test_format_1_of_an_edit_stays_readable_for_ever_and_blanking_is_null() -> None:
    text = '{"label":"清除","figures":{"requests.results.granted.person":null},"texts":{"5":null,"6":"无"}}'
    edit = Edit("清除", figures={GRANTED: None}, texts={"5": None, "6": "无"})
    assert edit_from(text) == edit
    assert edit_text(edit) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "{}",
        '{"edition":"2021","figures":{"nowhere":3}}',
        '{"edition":"2021","figures":{"requests.received.person":3.0}}',
        '{"edition":"2021","figures":{"requests.received.person":true}}',
        '{"edition":"2021","figures":{"requests.received.person":"3"}}',
        '{"edition":"2021","figures":{"requests.received.person":{"decimal":"drei"}}}',
        '{"edition":"2021","figures":[]}',
        '{"edition":"2021","colours":{}}',
        '{"edition":"2021","origins":{"requests.received.person":["2024.docx"]}}',
        "[" * 100_000,
    ],
)
def test_a_text_that_is_no_stored_report_is_refused(text: str) -> None:
    with pytest.raises(StoredFormatError):
        report_from(text)


@pytest.mark.parametrize("figure", [3.0, True, "3"])
def test_text_that_is_no_figure_is_not_stored(figure: object) -> None:
    with pytest.raises(TypeError):
        report_text(Report("2021", {GRANTED: figure}))  # type: ignore[dict-item]
