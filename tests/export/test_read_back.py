"""A written file that differs from the report in any one place is refused, with a sentence that names the place."""

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from export.document.document import printed_figures
from export.read_back import Kind, ReadBackDifference, compare, differences, expected
from export.report_writer import ExportError, read_back
from export.template_fill import write_into_own_file
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing import Imported, Note, Stated, import_report
from model.report.report import Fact, NumberLink, Reason, Remark, Report, TextPosition, ToCheck
from tests.export.altering import Written, opened
from tests.export.exporting import write_report

Editions = Mapping[str, Edition]
Alter = Callable[[Any], object]
"""Changes a file that was written."""

SUFFIXES = (".docx", ".xlsx", ".html", ".json")
RECEIVED = Cell("requests", "received", "person")
RECEIVED_BY_ALL = Cell("requests", "received", "total")
CARRIED_IN = Cell("requests", "carried_in", "business")
UPHELD = Cell("disputes", "reconsideration", "upheld")
DECISIONS = Cell("disclosure", "licences", "decisions")
FEES = Cell("disclosure", "fees", "amount")
UNREAD = Cell("requests", "results.otherwise.other", "research")

TITLE = "恩平市人民政府办公室2024年政府信息公开工作年度报告"
FIRST, SECOND, THIRD = "2024年工作如下。", "（一）主动公开情况", "（二）依申请公开情况。全年收到申请9件。"


@pytest.fixture(scope="module")
def full(report: Report, edition: Edition) -> Report:
    """Every cell filled but one blank and one that could not be read; no two neighbours are alike."""
    figures: dict[Cell, Figure] = {
        cell: number for number, cell in enumerate(edition.cells, start=1) if cell not in edition.totals
    }
    figures[FEES] = Decimal("3.50")
    del figures[DECISIONS], figures[UNREAD]
    others = {Fact.KIND: "office", Fact.LEVEL: "county", Fact.SIGNATURE: "恩平市政务公开办公室"}
    return report.with_(figures=figures, unread={UNREAD: "约3件"}, facts={**report.facts, **others})


@pytest.fixture(scope="module")
def written(full: Report, editions: Editions, resources: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Suffix -> the bytes of the report's file, each written once."""
    folder = tmp_path_factory.mktemp("written")
    found: dict[str, bytes] = {}

    def of(suffix: str) -> bytes:
        if suffix not in found:
            path = folder / f"年报{suffix}"
            write_report(full, editions[full.edition], path, resources)
            found[suffix] = path.read_bytes()
        return found[suffix]

    return of


def refusal(report: Report, editions: Editions, path: Path, data: bytes, last_year: Report | None = None) -> str:
    """What the export says when its writer makes ``data`` of the report; the file that was there is untouched."""
    path.write_bytes(b"old")
    with pytest.raises(ExportError) as error:
        read_back(report, editions, path, lambda target: target.write_bytes(data), last_year)
    assert path.read_bytes() == b"old"
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    return str(error.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["blank", "report", "awkward", "full"])
def test_a_file_that_was_written_reads_back_without_a_difference(
    name: str, suffix: str, request: pytest.FixtureRequest, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    report: Report = request.getfixturevalue(name)
    path = tmp_path / f"report{suffix}"
    write_report(report, editions[report.edition], path, resources)
    assert differences(report, path, editions) == ()


FIGURES: Mapping[str, tuple[Alter, tuple[str, ...]]] = {
    "a figure": (
        lambda file: file.set_cell(RECEIVED, "7"),
        ("表三 一、本年新收 · 自然人：应为“{received}”，读回是“7”",),
    ),
    "a total": (
        lambda file: file.set_cell(RECEIVED_BY_ALL, "999"),
        ("表三 一、本年新收 · 总计：应为“{received_by_all}”，读回是“999”",),
    ),
    "a total that is gone": (
        lambda file: file.set_cell(RECEIVED_BY_ALL, ""),
        ("表三 一、本年新收 · 总计：应为“{received_by_all}”，读回是空白",),
    ),
    "a total of 0": (
        lambda file: file.set_cell(RECEIVED_BY_ALL, "0"),
        ("表三 一、本年新收 · 总计：应为“{received_by_all}”，读回是“0”",),
    ),
    "a figure that is gone": (
        lambda file: file.set_cell(UPHELD, ""),
        ("表四 行政复议 · 结果维持：应为“{upheld}”，读回是空白",),
    ),
    "a figure where there is none": (
        lambda file: file.set_cell(DECISIONS, "1"),
        ("表二 行政许可：应为空白，读回是“1”",),
    ),
    "a 0 where there is none": (
        lambda file: file.set_cell(DECISIONS, "0"),
        ("表二 行政许可：应为空白，读回是“0”",),
    ),
    "an amount's decimals": (
        lambda file: file.set_cell(FEES, "3.51"),
        ("表二 行政事业性收费：应为“3.50”，读回是“3.51”",),
    ),
    "an amount's point": (
        lambda file: file.set_cell(FEES, "350"),
        ("表二 行政事业性收费：应为“3.50”，读回是“350”",),
    ),
    "a text that could not be read": (
        lambda file: file.set_cell(UNREAD, "约4件"),
        ("表三 三（六）3.其他 · 科研机构：应为“约3件”，读回是“约4件”",),
    ),
    "a figure for a text that could not be read": (
        lambda file: file.set_cell(UNREAD, "3"),
        ("表三 三（六）3.其他 · 科研机构：应为“约3件”，读回是“3”",),
    ),
    "a text for a figure": (
        lambda file: file.set_cell(RECEIVED, "约7件"),
        ("表三 一、本年新收 · 自然人：应为“{received}”，读回是“约7件”",),
    ),
    "two figures that changed places": (
        lambda file: (file.set_cell(RECEIVED, "{carried_in}"), file.set_cell(CARRIED_IN, "{received}")),
        (
            "表三 一、本年新收 · 自然人：应为“{received}”，读回是“{carried_in}”",
            "表三 二、上年结转 · 商业企业：应为“{carried_in}”，读回是“{received}”",
        ),
    ),
    "a row that is gone": (
        lambda file: file.drop_row("requests", "carried_out"),
        ("表三“四、结转下年度”：文件里没有找到这一行",),
    ),
    "a table that is gone": (lambda file: file.drop_table("disputes"), ("表四：文件里没有找到这张表",)),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_that_differs_is_named(
    name: str, suffix: str, full: Report, edition: Edition, editions: Editions, written: Any, tmp_path: Path
) -> None:
    printed = printed_figures(full, edition)
    shown = {"received": RECEIVED, "received_by_all": RECEIVED_BY_ALL, "upheld": UPHELD, "carried_in": CARRIED_IN}
    figures = {key: printed[cell] for key, cell in shown.items()}
    alter, sentences = FIGURES[name]
    file = opened(suffix, written(suffix), edition)
    alter(_Formatting(file, figures))
    message = refusal(full, editions, tmp_path / f"年报{suffix}", file.data())
    for sentence in sentences:
        assert sentence.format(**figures) in message
    assert f"有 {len(sentences)} 处与年报不一致" in message


class _Formatting:
    """Puts the report's own figures in for their names."""

    def __init__(self, file: Written, figures: Mapping[str, str]) -> None:
        self._file, self._figures = file, figures

    def set_cell(self, cell: Cell, text: str) -> None:
        self._file.set_cell(cell, text.format(**self._figures))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


WORDS: Mapping[str, tuple[Alter, str]] = {
    "a word of a paragraph": (
        lambda file: file.replace(THIRD, THIRD.replace("9件", "8件")),
        f"一、总体情况 第 3 段：应为“{THIRD}”，读回是“{THIRD.replace('9件', '8件')}”",
    ),
    "a paragraph that is gone": (
        lambda file: file.drop(FIRST),
        f"一、总体情况 第 1 段：应为“{FIRST}”，读回是“{SECOND}”",
    ),
    "a section's only paragraph that is gone": (
        lambda file: file.drop("2024年没有收取信息处理费。"),
        "六、其他需要报告的事项 第 1 段：应为“2024年没有收取信息处理费。”，读回是空白",
    ),
    "a preface that is gone": (
        lambda file: file.drop("根据《中华人民共和国政府信息公开条例》，编制本报告。"),
        "前言 第 1 段：应为“根据《中华人民共和国政府信息公开条例》，编制本报告。”，读回是空白",
    ),
    "paragraphs that changed places": (
        lambda file: (file.replace(FIRST, "x"), file.replace(SECOND, FIRST), file.replace("x", SECOND)),
        f"一、总体情况 第 1 段：应为“{FIRST}”，读回是“{SECOND}”",
    ),
    "paragraphs that were joined": (
        lambda file: (file.drop(SECOND), file.replace(FIRST, f"{FIRST}{SECOND}")),
        f"一、总体情况 第 1 段：应为“{FIRST}”，读回是“{FIRST}{SECOND}”",
    ),
    "a paragraph that is there twice": (
        lambda file: file.replace(SECOND, FIRST),
        f"一、总体情况 第 2 段：应为“{SECOND}”，读回是“{FIRST}”",
    ),
    "a word of the last section": (
        lambda file: file.replace("2024年没有收取信息处理费。", "2023年没有收取信息处理费。"),
        "六、其他需要报告的事项 第 1 段：应为“2024年没有收取信息处理费。”，读回是“2023年没有收取信息处理费。”",
    ),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", WORDS)
def test_every_paragraph_that_differs_is_named(
    name: str, suffix: str, full: Report, edition: Edition, editions: Editions, written: Any, tmp_path: Path
) -> None:
    alter, sentence = WORDS[name]
    file = opened(suffix, written(suffix), edition)
    alter(file)
    assert sentence in refusal(full, editions, tmp_path / f"年报{suffix}", file.data())


IN_DOCUMENTS: Mapping[str, tuple[Alter, str]] = {
    "a title that is gone": (lambda file: file.drop(TITLE), f"标题：应为“{TITLE}”，读回是空白"),
    "a wrong year": (
        lambda file: file.replace(TITLE, TITLE.replace("2024", "2023")),
        f"标题：应为“{TITLE}”，读回是“{TITLE.replace('2024', '2023')}”",
    ),
    "a wrong organ": (
        lambda file: file.replace(TITLE, TITLE.replace("恩平市", "台山市")),
        f"标题：应为“{TITLE}”，读回是“{TITLE.replace('恩平市', '台山市')}”",
    ),
    "a wrong signature": (
        lambda file: file.replace("恩平市政务公开办公室", "恩平市财政局"),
        "落款：应为“恩平市政务公开办公室”，读回是“恩平市财政局”",
    ),
    "a signature that is gone": (
        lambda file: file.drop("恩平市政务公开办公室"),
        "落款：应为“恩平市政务公开办公室”，读回是空白",
    ),
    "a wrong date": (
        lambda file: file.replace("2025年1月8日", "2025年1月18日"),
        "成文日期：应为“2025年1月8日”，读回是“2025年1月18日”",
    ),
    "a date that is gone": (
        lambda file: file.drop("2025年1月8日"),
        "成文日期：应为“2025年1月8日”，读回是空白",
    ),
    "a section without its heading": (
        lambda file: file.drop("五、存在的主要问题及改进情况"),
        "“五、存在的主要问题及改进情况”：文件里没有找到这一部分的标题",
    ),
    "a table without its heading": (
        lambda file: file.drop("三、收到和处理政府信息公开申请情况"),
        "“三、收到和处理政府信息公开申请情况”：文件里没有找到这一部分的标题",
    ),
    "a heading of another wording": (
        lambda file: file.replace("五、存在的主要问题及改进情况", "五、主要问题"),
        "“五、存在的主要问题及改进情况”：文件里没有找到这一部分的标题",
    ),
    "words before the title": (lambda file: file.add_before(TITLE, "内部资料"), "文件里多出“内部资料”，年报里没有"),
    "words beside a table": (
        lambda file: file.add_after("二、主动公开政府信息情况", "本表由办公室填写。"),
        "文件里多出“本表由办公室填写。”，年报里没有",
    ),
    "words after the date": (
        lambda file: file.add_after("2025年1月8日", "（此件公开发布）"),
        "文件里多出“（此件公开发布）”，年报里没有",
    ),
    "one more paragraph": (
        lambda file: file.add_after(FIRST, "另有一段。"),
        f"一、总体情况 第 2 段：应为“{SECOND}”，读回是“另有一段。”",
    ),
    "a table that is there twice": (lambda file: file.repeat_table(1), "表三：文件里不止一张，应只有一张"),
}


@pytest.mark.parametrize("suffix", [".docx", ".html"])
@pytest.mark.parametrize("name", IN_DOCUMENTS)
def test_what_differs_in_a_document_is_named(
    name: str, suffix: str, full: Report, edition: Edition, editions: Editions, written: Any, tmp_path: Path
) -> None:
    alter, sentence = IN_DOCUMENTS[name]
    file = opened(suffix, written(suffix), edition)
    alter(file)
    # the name of the file tells a reader organ and year, too; that must not stand in for a title that is gone
    assert sentence in refusal(full, editions, tmp_path / f"恩平市人民政府办公室2024年年报{suffix}", file.data())


COVER = {
    "机关名称": ("台山市财政局", "机关名称：应为“恩平市人民政府办公室”，读回是“台山市财政局”"),
    "年度": ("2023", "年度：应为“2024”，读回是“2023”"),
    "标题": ("", f"标题：应为“{TITLE}”，读回是空白"),
    "机关类别": ("部门", "机关类别：应为“office”，读回是“department”"),
    "机关层级": ("", "机关层级：应为“county”，读回是空白"),
    "落款": ("恩平市财政局", "落款：应为“恩平市政务公开办公室”，读回是“恩平市财政局”"),
    "成文日期": ("", "成文日期：应为“2025年1月8日”，读回是空白"),
}


@pytest.mark.parametrize("label", COVER)
def test_what_differs_on_the_cover_of_a_workbook_is_named(
    label: str, full: Report, edition: Edition, editions: Editions, written: Any, tmp_path: Path
) -> None:
    text, sentence = COVER[label]
    file: Any = opened(".xlsx", written(".xlsx"), edition)
    file.set_fact(label, text)
    assert sentence in refusal(full, editions, tmp_path / "年报.xlsx", file.data())


def test_a_section_that_a_workbook_does_not_list_is_named(
    full: Report, edition: Edition, editions: Editions, written: Any, resources: Path, tmp_path: Path
) -> None:
    without = full.with_(texts={key: text for key, text in full.texts.items() if key != "5"})
    write_report(without, edition, tmp_path / "年报.xlsx", resources)
    file: Any = opened(".xlsx", (tmp_path / "年报.xlsx").read_bytes(), edition)
    file.drop("五、存在的主要问题及改进情况")
    message = refusal(without, editions, tmp_path / "年报.xlsx", file.data())
    assert "“五、存在的主要问题及改进情况”：文件里没有找到这一部分的标题" in message


def _with(key: str, value: object) -> Alter:
    def alter(file: Any) -> None:
        if value is None:
            file.held.pop(key)
        else:
            file.held[key] = value

    return alter


IN_OWN_FILES: Mapping[str, tuple[Alter, str]] = {
    "organ": (_with("organ", "台山市财政局"), "机关名称：应为“恩平市人民政府办公室”，读回是“台山市财政局”"),
    "year": (_with("year", 2023), "年度：应为“2024”，读回是“2023”"),
    "no year": (_with("year", None), "年度：应为“2024”，读回是空白"),
    "title": (_with("title", None), f"标题：应为“{TITLE}”，读回是空白"),
    "kind": (
        lambda file: file.held["facts"].update(kind="department"),
        "机关类别：应为“office”，读回是“department”",
    ),
    "level": (lambda file: file.held["facts"].pop("level"), "机关层级：应为“county”，读回是空白"),
    "signature": (
        lambda file: file.held["facts"].update(signature="恩平市财政局"),
        "落款：应为“恩平市政务公开办公室”，读回是“恩平市财政局”",
    ),
    "date": (lambda file: file.held["facts"].pop("date"), "成文日期：应为“2025年1月8日”，读回是空白"),
    "a section": (
        lambda file: file.held["sections"].pop("6"),
        "“六、其他需要报告的事项”：文件里没有找到这一部分的标题",
    ),
    "a cell": (
        lambda file: file.held["cells"].pop(str(RECEIVED)),
        "表三 一、本年新收 · 自然人：应为“7”，文件里没有找到这一格",
    ),
    "a figure as text that was not read": (
        lambda file: (file.set_cell(RECEIVED, ""), file.held["unread_cells"].update({str(RECEIVED): "7"})),
        "表三 一、本年新收 · 自然人：“7”读回后不再是原来的含义",
    ),
    "reasons": (_with("reasons", None), "核实说明：读回的与原来的不同（应有 1 项，读回 0 项）"),
    "a reason": (
        _with("reasons", {"requests.balance": {"about": "商业企业列", "text": "别的说明"}}),
        "核实说明：读回的与原来的不同（应有 1 项，读回 1 项）",
    ),
    "a number that was called unrelated": (
        lambda file: file.held["reasons"].pop("unrelated.1.共收到9件"),
        "标为与表格无关的数字：读回的与原来的不同（应有 1 项，读回 0 项）",
    ),
    "remarks": (_with("remarks", {}), "批注：读回的与原来的不同（应有 1 项，读回 0 项）"),
    "a remark's flag": (
        _with("remarks", {str(RECEIVED): {"text": "问过张三", "flagged": False}}),
        "批注：读回的与原来的不同（应有 1 项，读回 1 项）",
    ),
    "marks to be checked": (_with("to_check", []), "文中待核实的数字：读回的与原来的不同（应有 1 项，读回 0 项）"),
    "links": (_with("ties", []), "文中与表格相连的数字：读回的与原来的不同（应有 1 项，读回 0 项）"),
    "headings": (_with("headings", ["一、总体情况"]), "原文的标题：读回的与原来的不同（应有 2 项，读回 1 项）"),
    "last year": (_with("last_year", None), "上年年报：文件里没有"),
    "a figure of last year": (
        lambda file: file.held["last_year"]["cells"].update({str(RECEIVED): 8}),
        "上年年报 表三 一、本年新收 · 自然人：应为“7”，读回是“8”",
    ),
    "words of last year": (
        lambda file: file.held["last_year"]["sections"].update({"6": "无。"}),
        "上年年报 六、其他需要报告的事项：应为“2024年没有收取信息处理费。”，读回是“无。”",
    ),
    "the year of last year": (
        lambda file: file.held["last_year"].update(year=2022),
        "上年年报 年度：应为“2023”，读回是“2022”",
    ),
    "the form of last year": (
        lambda file: file.held["last_year"].update(edition="2019"),
        "上年年报的格式版本：应为“2021”，读回是“2019”",
    ),
}


@pytest.fixture(scope="module")
def draft(full: Report) -> Report:
    """With all that only the program's own file keeps."""
    return full.with_(
        figures={**full.figures, RECEIVED: 7},
        reasons={"requests.balance": Reason("商业企业列", "登记簿如此")},
        dismissed={"1.共收到9件": Reason("与表格不符", "与表格无关", TextPosition("1", 20))},
        remarks={RECEIVED: Remark("问过张三", flagged=True)},
        to_check={"001": ToCheck("1", 0, "2024年", "2023年")},
        links={"001": NumberLink("1", 20, "9", (RECEIVED_BY_ALL,))},
        headings=("一、总体情况", "二、主动公开政府信息情况"),
    )


@pytest.mark.parametrize("name", IN_OWN_FILES)
def test_what_differs_in_the_programs_own_file_is_named(
    name: str, draft: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    alter, sentence = IN_OWN_FILES[name]
    path, last_year = tmp_path / "年报.json", draft.with_(facts={**draft.facts, Fact.YEAR: "2023"})
    write_report(draft, edition, path, resources, last_year)
    assert differences(draft, path, editions, last_year) == ()
    file: Any = opened(".json", path.read_bytes(), edition)
    alter(file)
    assert sentence in refusal(draft, editions, path, file.data(), last_year)


def test_last_years_report_that_was_not_asked_for_is_named(
    full: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "年报.json"
    write_report(full, edition, path, resources, full)
    assert [each.sentence for each in differences(full, path, editions)] == ["上年年报：文件里有，而这份年报没有"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_another_form_is_named(
    suffix: str, report: Report, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"年报{suffix}"
    old = Report("2019", dict.fromkeys(editions["2019"].cells, 0), facts=report.facts, texts=report.texts)
    write_report(old, editions["2019"], path, resources)
    (found,) = differences(report, path, editions)
    assert found == ReadBackDifference(Kind.EDITION, "格式版本", "格式版本：应为“2021”，读回是“2019”")


def test_a_cell_that_the_file_holds_twice_with_two_figures_has_no_place(
    full: Report, edition: Edition, editions: Editions, written: Any, tmp_path: Path
) -> None:
    file: Any = opened(".docx", written(".docx"), edition)
    file.repeat_table(1)
    file.set_cell(RECEIVED, "8")
    message = refusal(full, editions, tmp_path / "年报.docx", file.data())
    assert "表三 一、本年新收 · 自然人：应为“" in message and "”，文件里没有找到这一格" in message
    assert "表三：文件里不止一张，应只有一张" in message


def test_a_long_paragraph_is_shown_from_where_it_differs(
    report: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    long = "长" * 100
    write_report(report.with_(texts={"6": f"{long}甲{long}"}), edition, path, resources)
    (found,) = differences(report.with_(texts={"6": f"{long}乙{long}"}), path, editions)
    assert f"应为“…{'长' * 8}乙{'长' * 31}…”，读回是“…{'长' * 8}甲{'长' * 31}…”" in found.sentence


@pytest.mark.parametrize("amount", ["3.5", "3.500", "3.50"])
def test_trailing_zeros_of_an_amount_are_no_difference(
    amount: str, full: Report, edition: Edition, editions: Editions, written: Any, tmp_path: Path
) -> None:
    file = opened(".docx", written(".docx"), edition)
    file.set_cell(FEES, amount)
    (tmp_path / "年报.docx").write_bytes(file.data())
    assert differences(full, tmp_path / "年报.docx", editions) == ()


def test_a_text_that_could_not_be_read_is_compared_letter_by_letter(
    edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    """012 is no figure, and 12 is not what stood there."""
    unread = Report(edition.id, unread={RECEIVED: "012"})
    path = tmp_path / "年报.html"
    write_report(unread, edition, path, resources)
    file = opened(".html", path.read_bytes(), edition)
    file.set_cell(RECEIVED, "12")
    path.write_bytes(file.data())
    (found,) = differences(unread, path, editions)
    assert (found.kind, found.sentence) == (Kind.FIGURE, "表三 一、本年新收 · 自然人：应为“012”，读回是“12”")


def test_a_row_that_the_reader_leaves_out_and_quotes_is_no_difference(full: Report, editions: Editions) -> None:
    """What stands in a figure's place and is no figure may keep a whole row from being read; the reader says so."""
    unread = full.with_(figures={}, unread={UPHELD: "约3件"})
    wanted = expected(unread, editions)
    headings = tuple(section.heading.text for section in wanted.document.sections)
    cells = {cell: text for cell, text in wanted.cells.items() if cell.row != UPHELD.row}
    stated = Stated(title=wanted.document.title, headings=headings, cells=cells)
    note = Note("表四有一行没有认出行名，没有读入", "第3张表第4行", raw="约3件")
    assert compare(wanted, Imported(unread, (note,), container="docx", stated=stated)) == ()
    # one of several texts of the row is enough: it is the row that was left out
    two = full.with_(figures={}, unread={UPHELD: "约3件", Cell("disputes", "reconsideration", "total"): "约4件"})
    (found,) = compare(expected(two, editions), Imported(two, (note,), container="docx", stated=stated))
    assert found.where == "表四 行政复议 · 总计"
    (found,) = compare(wanted, Imported(unread, (), container="docx", stated=stated))
    assert (found.kind, found.where, found.is_blank) == (Kind.NO_PLACE, "表四“行政复议”", False)


@pytest.mark.parametrize(
    ("cell", "raw", "is_the_same"),
    [
        (RECEIVED, "5（其中修订3件）", True),
        (RECEIVED, "5(其中修订3件)", True),
        (RECEIVED, "5", False),
        (RECEIVED_BY_ALL, "/", True),
        (RECEIVED_BY_ALL, "5", False),
    ],
)
def test_a_text_of_an_older_draft_may_be_read_as_its_figure_and_nothing_else(
    cell: Cell, raw: str, is_the_same: bool, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    """Today's reader takes the 5 of a figure with a remark, and a mark for nothing in a total for a blank."""
    old, path = Report(edition.id, unread={cell: raw}), tmp_path / "年报.html"
    write_report(old, edition, path, resources)
    found = differences(old, path, editions)
    assert [each.kind for each in found] == ([] if is_the_same else [Kind.MEANING])


def test_the_comparison_needs_no_file(full: Report, edition: Edition, editions: Editions, written: Any) -> None:
    """A function of two values: what must be stated, and what was read."""
    wanted = expected(full, editions)
    assert wanted.cells[RECEIVED_BY_ALL].isdigit()
    read = Imported(full, (), container="docx")
    stated = dataclasses.replace(
        read.stated,
        title=wanted.document.title,
        headings=tuple(section.title for section in edition.sections),
        cells=wanted.cells,
    )
    assert compare(wanted, dataclasses.replace(read, stated=stated)) == ()
    other = dataclasses.replace(stated, cells={**wanted.cells, RECEIVED_BY_ALL: "999"})
    (found,) = compare(wanted, dataclasses.replace(read, stated=other))
    assert (found.kind, found.where, found.is_blank) == (Kind.FIGURE, "表三 一、本年新收 · 总计", False)


def test_a_line_that_the_reader_takes_for_a_title_or_a_signature_is_no_difference(
    report: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    """A document does not tell which line is which; the words and their order are right."""
    text_shown = report.with_(
        facts={Fact.TITLE: "年度工作小结"}, texts={"preface": "现公布如下。", "6": "无。\n恩平市财政局2025年1月8日"}
    )
    for suffix in (".docx", ".html"):
        path = tmp_path / f"年报{suffix}"
        write_report(text_shown, edition, path, resources)
        read = import_report(path, editions)
        assert (read.stated.title, read.report.facts[Fact.SIGNATURE]) == ("", "恩平市财政局")
        assert differences(text_shown, path, editions) == ()


@pytest.mark.parametrize(
    "line", ["五、存在的主要问题及改进情况", "二、主动公开政府信息情况", "存在的主要问题及改进情况"]
)
def test_words_that_look_like_a_heading_are_no_difference(
    line: str, report: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    texts = {**report.texts, "1": f"如下。\n{line}\n没有。"}
    path = tmp_path / "年报.docx"
    write_report(report.with_(texts=texts), edition, path, resources)
    assert differences(report.with_(texts=texts), path, editions) == ()


FILLED: Mapping[str, tuple[Alter, str]] = {
    "a row that the office's file has not": (
        lambda file: file.drop_row("requests", "carried_out"),
        "表三“四、结转下年度”：文件里没有找到这一行",
    ),
    "a table that it has not": (lambda file: file.drop_table("disputes"), "表四：文件里没有找到这张表"),
    "a heading that it has not": (
        lambda file: (file.drop("六、其他需要报告的事项"), file.drop("2024年没有收取信息处理费。")),
        "六、其他需要报告的事项 第 1 段：应为“2024年没有收取信息处理费。”",
    ),
    "a table that it has twice": (lambda file: file.repeat_table(0), "表二：文件里不止一张，应只有一张"),
}


@pytest.mark.parametrize("name", FILLED)
def test_what_has_no_place_in_the_organs_own_file_is_named(
    name: str, full: Report, edition: Edition, editions: Editions, written: Any, tmp_path: Path
) -> None:
    alter, sentence = FILLED[name]
    file = opened(".docx", written(".docx"), edition)
    alter(file)
    (tmp_path / "own.docx").write_bytes(file.data())
    message = write_into_own_file(full, editions, tmp_path / "own.docx", tmp_path / "out.docx")
    assert any(each.startswith(sentence) for each in message), message


def test_an_unneeded_row_and_text_of_the_organ_are_not_named(
    report: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    blank = report.with_(figures={})
    write_report(blank, edition, tmp_path / "own.docx", resources)
    file: Any = opened(".docx", (tmp_path / "own.docx").read_bytes(), edition)
    file.drop_row("requests", "carried_out")
    file.add_before(TITLE, "内部资料")
    (tmp_path / "own.docx").write_bytes(file.data())
    assert write_into_own_file(blank, editions, tmp_path / "own.docx", tmp_path / "out.docx") == ()
