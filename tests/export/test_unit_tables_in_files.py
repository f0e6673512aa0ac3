"""Tables of units in the words of a report: printed as tables by every writer, read back the same from every file."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from lxml import etree

from export.read_back import differences
from export.template_fill import write_into_own_file
from model.checks.engine import check
from model.checks.typography_rules import full_width
from model.drafting.rollover import roll_over
from model.form.edition import Edition
from model.form.tables_in_text import lines_of, with_table
from model.importing import import_report
from model.report.comparison import compare
from model.report.report import Report
from tests.export.exporting import write_report
from tests.model.batch.county import UNITS, correct_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = ("单位", "本年新收", "上年结转", "办结", "结转下年度")
LONG = "恩平市城市管理和综合执法局（恩平市住房和城乡建设行政综合执法大队、恩平市园林绿化管理处）"


def units_table(count: int) -> list[tuple[object, ...]]:
    """So many units; the third filled nothing, the fourth not all."""
    names = [LONG, *(f"{UNITS[number % len(UNITS)]}{number}" for number in range(1, count))]
    rows: list[tuple[object, ...]] = [(name, number, 1, number, 1) for number, name in enumerate(names)]
    rows[2], rows[3] = (names[2], None, None, None, None), (names[3], 3, None, 3, 0)
    return [HEAD, *rows, ("合计", None, None, None, None)]


@pytest.fixture
def report(edition: Edition) -> Report:
    return correct_report("恩平市人民政府", edition)


def with_tables(report: Report, count: int) -> Report:
    first = with_table(f"{report.texts['1']}\n各单位依申请公开办理情况如下（单位：件）：", units_table(count))
    charges = [("单位", "信息处理费（元）"), *((f"恩平市第{number}局", f"{number}.50") for number in range(count))]
    return report.with_(
        texts={
            **report.texts,
            "1": f"{first}\n以上各单位的办理情况已经核对。",
            "6": with_table(report.texts["6"], charges),
        }
    )


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json", ".pdf"])
@pytest.mark.parametrize("count", [4, 120])
def test_a_report_with_tables_of_units_reads_back_the_same_from_every_file(
    suffix: str,
    count: int,
    report: Report,
    edition: Edition,
    editions: Mapping[str, Edition],
    resources: Path,
    tmp_path: Path,
) -> None:
    report, path = with_tables(report, count), tmp_path / f"年报{suffix}"
    write_report(report, edition, path, resources)
    assert differences(report, path, editions) == ()
    imported = import_report(path, editions)
    assert [note.what for note in imported.notes if "没有认出" in note.what] == []
    if suffix == ".pdf":  # where its paragraphs end is not certain
        assert lines_of(units_table(count)) in imported.report.texts["1"]
    else:
        assert imported.report.texts == report.texts
        assert compare(report, imported.report, edition) == []


def test_a_long_table_repeats_its_head_on_every_page_and_parts_no_row(
    report: Report, edition: Edition, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "年报.docx"
    write_report(with_tables(report, 120), edition, path, resources)
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    tables = [each for each in body.iter(f"{W}tbl") if each.findtext(f".//{W}t") == "单位"]
    assert [len(each.findall(f"{W}tr")) for each in tables] == [122, 121]
    for table in tables:
        head, *rows = table.findall(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    write_report(with_tables(report, 120), edition, tmp_path / "年报.pdf", resources)
    pages = pypdfium2.PdfDocument(tmp_path / "年报.pdf")
    texts = [page.get_textpage().get_text_range() for page in pages]
    pages.close()
    assert sum(text.lstrip().startswith("单位") for text in texts) >= 5  # pages on which one of the two goes on


def test_a_table_goes_into_an_offices_own_word_file_and_last_years_goes_out(
    report: Report, edition: Edition, editions: Mapping[str, Edition], resources: Path, tmp_path: Path
) -> None:
    own, target = tmp_path / "上年.docx", tmp_path / "本年.docx"
    write_report(with_tables(report, 40), edition, own, resources)
    now = with_tables(report, 5)
    assert write_into_own_file(now, editions, own, target) == ()
    assert import_report(target, editions).report.texts == now.texts
    assert write_into_own_file(report, editions, own, target) == ()
    assert import_report(target, editions).report.texts == report.texts
    only = report.with_(texts={**report.texts, "preface": with_table("", units_table(4))})
    left = write_into_own_file(only, editions, own, target)  # no paragraph before it, and no heading
    assert left and all(sentence.startswith("前言") for sentence in left)
    bare = report.with_(texts={key: text for key, text in report.texts.items() if key != "6"})
    write_report(bare, edition, own, resources)
    table = with_table("", [("单位", "金额"), ("甲局", None)])
    now = report.with_(texts={**report.texts, "6": table})
    assert write_into_own_file(now, editions, own, target) == ()
    assert import_report(target, editions).report.texts["6"] == table


def test_figures_and_names_in_a_table_are_not_read_as_words(report: Report, edition: Edition) -> None:
    rows = [("单位", "情况"), ("海口市财政局", "全部办结XX，（未收到申请，收到申请9999件。收取信息处理费99999999元")]
    with_table_ = report.with_(texts={key: with_table(text, rows) for key, text in report.texts.items()})
    plain, tabled = check(report, edition), check(with_table_, edition)
    assert [each.message for each in tabled.findings] == [each.message for each in plain.findings]
    assert full_width(with_table_.texts["1"]).endswith(with_table("", rows))


def test_a_text_of_nothing_but_a_table_says_nothing(report: Report, edition: Edition) -> None:
    only = report.with_(texts={**report.texts, "5": with_table("", [HEAD, ("甲局", *"1234")])})
    assert any(each.rule == "report.section_five" for each in check(only, edition).findings)


def test_last_years_table_is_not_carried_into_this_years_draft(report: Report, edition: Edition) -> None:
    text = with_table("（一）主动公开。2024年公开128条。", units_table(6))
    last_year = report.with_(texts={**report.texts, "1": f"{text}\n2024年共有5个栏目。"})
    draft = roll_over(last_year, edition, 2025)
    assert draft.texts["1"] == "（一）主动公开。2025年公开128条。\n2025年共有5个栏目。"
    marks = [each for each in draft.to_check.values() if each.section == "1"]
    assert [draft.texts["1"][each.start :][: len(each.text)] for each in marks] == ["2025", "128", "2025", "5"]
