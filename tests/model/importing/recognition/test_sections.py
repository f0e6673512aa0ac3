"""Title, organ, year, headings, sections and signature, in the ways that offices write them."""

from pathlib import Path

import pytest

from model.form.edition import Edition
from model.report.report import Fact
from tests.model.importing.conftest import Import, ImportBytes, ReadText
from tests.model.importing.documents import TITLE, html_page, lines_of, numbered, text_page, word_body, write_word


@pytest.fixture
def page(edition: Edition) -> str:
    return text_page(edition, numbered(edition))


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("某市水务局2023年政府信息公开工作年度报告", "某市水务局", "2023"),
        ("2022年某市水务局政府信息公开工作年度报告", "某市水务局", "2022"),
        ("某市水务局2024年度政府信息公开工作年度报告", "某市水务局", "2024"),
        ("某市水务局2024年度政府信息公开年度报告", "某市水务局", "2024"),
        ("某市水务局2024年政府信息公开工作年报", "某市水务局", "2024"),
        ("某市水务局关于2021年度政府信息公开工作的年度报告", "某市水务局", "2021"),
        ("某市水务局 2024 年政府信息公开工作 年度报告", "某市水务局", "2024"),
        ("某市水务局２０２４年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("某市水务局二〇二四年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("某市水务局政府信息公开工作年度报告（2024年度）", "某市水务局", "2024"),
        ("某市水务局\n2024年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("第八师121团\n2024年政府信息公开工作年度报告", "第八师121团", "2024"),
        ("107团\n2024年政府信息公开工作年度报告", "107团", "2024"),
        ("309医院\n2024年度政府信息公开工作年度报告", "309医院", "2024"),
        ("第一师107团2\n024年政府信息公开工作年度报告", "第一师107团", "2024"),
        ("某縣水務局2024年政府信息公開工作年度報告", "某縣水務局", "2024"),
        ("某縣水務局關於2024年度政府信息公開工作的年度報告", "某縣水務局", "2024"),
        ("某縣水務局2024年政府信息公開工作年報", "某縣水務局", "2024"),
        ("标题：某市水务局2024年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("【标 题】: 某市水务局2024年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("【标题】某市水务局2024年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("名 称：某市水务局2024年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("名称：政府信息公开2023年年报\n某市水务局2024年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("某市人民政府\n办公室2024年政府信息\n公开工作年度报告", "某市人民政府办公室", "2024"),
        ("某市水务局2024年政府信息公开工作年度报告\n某市水务局2024年政府信息公开工作年度报告", "某市水务局", "2024"),
        ("首页\n政务公开\n政府信息公开年报\n某市水务局2024年政府信息公开工作年度报告", "某市水务局", "2024"),
    ],
)
def test_organ_and_year_are_read_from_every_way_to_write_the_title(
    read_text: ReadText, page: str, title: str, organ: str, year: str
) -> None:
    imported = read_text(page.replace(TITLE, title))
    assert (imported.report.facts.get(Fact.ORGAN), imported.report.facts.get(Fact.YEAR)) == (organ, year)
    assert imported.report.texts["preface"] == lines_of("preface")


def test_a_title_as_the_form_has_it_follows_organ_and_year(read_text: ReadText, page: str) -> None:
    assert read_text(page).report.title == ""
    other = TITLE.replace("2024年", "2024年度")
    assert read_text(page.replace(TITLE, other)).report.title == other


def test_what_stands_before_the_title_is_dropped_with_a_note(read_text: ReadText, page: str) -> None:
    imported = read_text(f"索引号：000123\n首页>年报\n{page}")
    assert imported.report.texts["preface"] == lines_of("preface")
    assert [note.raw for note in imported.notes] == ["索引号：000123\n首页>年报"]


@pytest.mark.parametrize(
    ("preface", "year"),
    [
        ("现公布某市水务局2022年度政府信息公开工作年度报告。", "2022"),
        ("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。", "2022"),
        ("本报告所列数据的统计期限自202111日起至20211231日止。", None),
        ("根据国办公开办函〔2021〕30号的要求编制。", None),
        ("2022年是重要的一年。", None),
    ],
)
def test_without_a_title_the_year_comes_from_words_that_state_it_or_stays_open(
    read_text: ReadText, page: str, preface: str, year: str | None
) -> None:
    imported = read_text(page.replace(TITLE, "").replace(lines_of("preface"), preface))
    assert imported.report.facts.get(Fact.YEAR) == year
    assert any("年度" in note.what for note in imported.notes) == (year is None)


def test_a_year_from_the_files_name_is_reported(read_bytes: ImportBytes, page: str) -> None:
    imported = read_bytes("水务局2023年年报.txt", page.replace(TITLE, "").encode())
    assert imported.report.year == 2023
    assert "“2023年”取自文件名" in " ".join(note.what for note in imported.notes)


@pytest.mark.parametrize("title", ["XX局2024年政府信息公开工作年度报告", "××市水务局2024年政府信息公开工作年度报告"])
def test_a_name_that_is_yet_to_be_filled_in_is_no_organ(read_text: ReadText, page: str, title: str) -> None:
    imported = read_text(page.replace(TITLE, title))
    assert (imported.report.organ, imported.report.year) == ("", 2024)
    assert "待填" in imported.notes[0].what


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("某市水务局2024年度年度政府信息公开工作年度报告", "某市水务局", 2024),
        ("某市水务局2024年2024年政府信息公开工作年度报告", "某市水务局", 2024),
        ("某市水务局2024年2023年政府信息公开工作年度报告", "某市水务局", None),
        ("2024年2023年度某市水务局政府信息公开工作年度报告", "某市水务局", None),
        ("A市XX局2024年政府信息公开工作年度报告", "", 2024),
        ("X市水务局2024年政府信息公开工作年度报告", "", 2024),
        ("○○局2024年政府信息公开工作年度报告", "", 2024),
        ("[单位名称]2024年政府信息公开工作年度报告", "", 2024),
        ("某市2023年博览会办公室2024年政府信息公开工作年度报告", "", 2024),
        ("现公布某市水务局2024年政府信息公开工作年度报告", "", 2024),
        ("一、某市水务局2024年政府信息公开工作年度报告", "", 2024),
        ("某市人民政府门户网站\n2024年政府信息公开工作年度报告", "", 2024),
        ("水务局）2024年政府信息公开工作年度报告", "", 2024),
    ],
)
def test_what_a_title_leaves_open_is_asked(
    read_text: ReadText, page: str, title: str, organ: str, year: int | None
) -> None:
    # not even from the signature, or from a year in other words
    imported = read_text(page.replace(TITLE, title) + ("\nXX局\n2025年1月20日" if not organ else ""))
    assert (imported.report.organ, imported.report.year) == (organ, year)
    if not organ or not year:
        assert any("请填写" in note.what for note in imported.notes)


@pytest.mark.parametrize(
    "organ",
    [
        "某市“放管服”改革办公室",
        "某市科学技术局（知识产权局）",
        "某市科学技术局、某市知识产权局",
        "某市发展和改革委员会（某市粮食和物资储备局、某市能源局）",
        "中国共产党某省某市某区某镇某街道委员会办公室机要保密科综合文书档案与信息化建设领导小组办公室保密委员会办公室综合处",
        "某市12345热线服务中心",
        "某市第一中学",
    ],
)
@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_a_title_that_its_author_broke_into_lines_is_read_whole(
    read: Import, edition: Edition, tmp_path: Path, organ: str, lines: int
) -> None:
    title = f"{organ}2024年政府信息公开工作年度报告"
    step = len(title) // lines + 1
    pieces = [title[begin : begin + step] for begin in range(0, len(title), step)]
    body = word_body(edition, numbered(edition), title="@")
    body = body.replace("@", '</w:t><w:br/><w:t xml:space="preserve">'.join(pieces))
    report = read(write_word(tmp_path / "a.docx", body)).report
    assert (report.organ, report.year, report.title) == (organ, 2024, "")
    assert report.texts["preface"] == lines_of("preface")


def test_two_organs_in_a_title_of_two_lines_are_asked(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition), title="@")
    title = "某省人民政府</w:t><w:br/><w:t>某市水务局2024年政府信息公开工作年度报告"
    imported = read(write_word(tmp_path / "a.docx", body.replace("@", title)))
    assert (imported.report.organ, imported.report.year) == ("", 2024)
    assert "机关名称不能确定" in imported.notes[0].what


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("一、总体情况", "总体情况"),
        ("一、总体情况", "一、 总体 情况"),
        ("一、总体情况", "一.总体情况"),
        ("一、总体情况", "一、一、总体情况"),
        ("一、总体情况", "1．总体情况："),
        ("一、总体情况", "第一部分 总体情况"),
        ("一、总体情况", "⼀、总体情况"),
        ("五、存在的主要问题及改进情况", "五、存在问题和改进措施"),
        ("五、存在的主要问题及改进情况", "六、存在的主要问题及改进情况"),
        ("六、其他需要报告的事项", "其他需要报告事项"),
    ],
)
def test_a_section_is_known_by_its_title_whatever_became_of_its_number(
    read_text: ReadText, edition: Edition, page: str, heading: str, written: str
) -> None:
    report = read_text(page.replace(heading, written)).report
    assert {key: report.texts[key] for key in ("1", "5", "6")} == {key: lines_of(key) for key in ("1", "5", "6")}
    assert report.headings == tuple(s.title if s.title != heading else written for s in edition.sections)


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告由总体情况、主动公开政府信息情况等组成。",
        "一、总体情况说明了全年的工作。",
        "（一）总体情况",
        "其他需要报告的事项没有。",
    ],
)
def test_a_sentence_that_mentions_a_section_is_no_heading(read_text: ReadText, page: str, sentence: str) -> None:
    report = read_text(page.replace(lines_of("5"), sentence)).report
    assert report.texts["5"] == sentence
    assert len(report.headings) == 6


def test_a_table_of_contents_is_no_section(read_text: ReadText, edition: Edition, page: str) -> None:
    contents = "\n".join(f"{section.title}……{number}" for number, section in enumerate(edition.sections, 1))
    report = read_text(page.replace(TITLE, f"{TITLE}\n目录\n{contents}")).report
    assert report.texts["1"] == lines_of("1")
    assert report.texts["preface"] == lines_of("preface")
    assert report.headings == tuple(section.title for section in edition.sections)


def test_a_section_whose_heading_is_missing_is_missed(read_text: ReadText, page: str) -> None:
    imported = read_text(page.replace("五、存在的主要问题及改进情况\n", ""))
    assert "5" not in imported.report.texts
    assert len(imported.report.headings) == 5
    assert [note.raw for note in imported.notes] == [lines_of("5")]


def test_paragraphs_lose_their_indent_and_nothing_else(read_text: ReadText, page: str) -> None:
    imported = read_text(page.replace(lines_of("6"), "　　甲 乙，“丙”  丁。 \n\n\u3000\n　　戊"))
    assert imported.report.texts["6"] == "甲 乙，“丙”  丁。\n戊"


@pytest.mark.parametrize(
    ("end", "signature", "date", "left"),
    [
        ("某市水务局\n2025年1月20日", "某市水务局", "2025年1月20日", []),
        ("某市水务局　2025年1月20日", "某市水务局", "2025年1月20日", []),
        ("某市水务局\n二〇二五年一月二十日\n附件：1.一览表", "某市水务局", "二〇二五年一月二十日", ["附件：1.一览表"]),
        ("2025年1月20日", None, "2025年1月20日", []),
        ("某市水务局", "某市水务局", None, []),
    ],
)
def test_the_signature_is_no_part_of_the_last_section(
    read_text: ReadText, page: str, end: str, signature: str | None, date: str | None, left: list[str]
) -> None:
    imported = read_text(f"{page}\n{end}")
    facts = imported.report.facts
    assert imported.report.texts["6"] == lines_of("6")
    assert (facts.get(Fact.SIGNATURE), facts.get(Fact.DATE)) == (signature, date)
    assert [note.raw for note in imported.notes] == left


@pytest.mark.parametrize("end", ["上报日期为2025年1月20日。", "本局将于2025年1月20日公布", "以上情况报市政府办公室。"])
def test_a_sentence_is_no_signature(read_text: ReadText, page: str, end: str) -> None:
    assert read_text(f"{page}\n{end}").report.texts["6"] == f"{lines_of('6')}\n{end}"


def test_a_date_in_the_middle_of_a_section_ends_nothing(read_text: ReadText, page: str) -> None:
    body = "2024年5月1日\n" + "本局召开会议，研究部署政府信息公开工作。" * 8
    assert read_text(page.replace(lines_of("6"), body)).report.texts["6"] == body


def test_words_around_a_table_are_kept_in_a_note(read_text: ReadText, page: str) -> None:
    imported = read_text(page.replace("三、收到", "注：含下属单位。\n三、收到"))
    (note,) = imported.notes
    assert note.raw == "注：含下属单位。"
    assert "主动公开政府信息情况" in note.what


def test_the_foot_of_a_web_page_is_kept_out_of_the_last_section(read_bytes: ImportBytes, edition: Edition) -> None:
    foot = "<p>【打印本页】 【关闭窗口】</p><div>主办：某市人民政府　粤ICP备00000号</div>"
    html = html_page(edition, numbered(edition)).replace("</body>", foot + "</body>")
    imported = read_bytes("a.html", html.encode())
    assert imported.report.texts["6"] == lines_of("6")
    assert "打印本页" in imported.notes[-1].raw


@pytest.mark.parametrize(
    "line",
    [
        "2.主动公开政府信息情况",
        "总体情况",
        "存在的主要问题及改进情况",
        "5、存在的主要问题及改进情况",
        "二、重点工作",
        "五、其他需要报告的事项",
    ],
)
@pytest.mark.parametrize("section", ["1", "5", "6"])
def test_a_line_that_only_looks_like_a_heading_moves_no_words(
    read_text: ReadText, edition: Edition, page: str, section: str, line: str
) -> None:
    first, *rest = lines_of(section).splitlines()
    body = "\n".join([first, line, *rest, "末段。"])
    imported = read_text(page.replace(lines_of(section), body))
    texts = imported.report.texts
    assert texts[section] == body
    assert all(texts[other] == lines_of(other) for other in ("1", "5", "6") if other != section)
    assert imported.report.headings == tuple(each.title for each in edition.sections)
    assert line in "".join(note.raw for note in imported.notes)


@pytest.mark.parametrize("key", ["1", "5", "6"])
def test_a_section_that_begins_twice_is_reported(read_text: ReadText, edition: Edition, page: str, key: str) -> None:
    title = edition.section(key).title
    imported = read_text(page.replace(lines_of(key), f"{lines_of(key)}\n{title}\n末段。"))
    assert imported.report.texts[key] == f"{lines_of(key)}\n末段。"
    (note,) = imported.notes
    assert "不止一次" in note.what and note.raw == title


@pytest.mark.parametrize("key", ["3", "4", "5", "6"])
def test_the_title_of_a_later_section_within_the_text_moves_no_words(
    read_text: ReadText, edition: Edition, page: str, key: str
) -> None:
    first, *rest = lines_of("1").splitlines()
    body = "\n".join([first, edition.section(key).title, *rest, "末段。"])
    imported = read_text(page.replace(lines_of("1"), body))
    texts = imported.report.texts
    assert (texts["1"], texts["5"], texts["6"]) == (body, lines_of("5"), lines_of("6"))
    assert [note.raw for note in imported.notes] == [edition.section(key).title]


@pytest.mark.parametrize("title", ["一、总体情况", "五、存在的主要问题及改进情况"])
def test_a_section_that_begins_anew_later_stays_where_it_is(read_text: ReadText, page: str, title: str) -> None:
    imported = read_text(f"{page}\n{title}\n末段。")
    assert imported.report.texts["6"] == f"{lines_of('6')}\n{title}\n末段。"
    assert (imported.report.texts["1"], imported.report.texts["5"]) == (lines_of("1"), lines_of("5"))
    assert [note.raw for note in imported.notes] == [title]


def test_a_heading_with_nothing_under_it_does_not_vanish(read_text: ReadText, page: str) -> None:
    imported = read_text(page.replace("一、总体情况", "五、存在的主要问题及改进情况\n一、总体情况"))
    assert imported.report.texts["5"] == lines_of("5")
    assert [note.raw for note in imported.notes] == ["五、存在的主要问题及改进情况"]


@pytest.mark.parametrize("mark", ["：", "。", ":"])
def test_words_on_the_line_of_the_heading_are_the_sections(
    read_text: ReadText, edition: Edition, page: str, mark: str
) -> None:
    title = edition.section("6").title
    imported = read_text(page.replace(f"{title}\n{lines_of('6')}", f"{title}{mark}无其他事项，特此报告。"))
    assert (imported.report.texts["6"], imported.report.texts["5"]) == ("无其他事项，特此报告。", lines_of("5"))
    assert imported.notes == ()


def test_a_title_that_only_a_list_of_facts_above_the_report_has_is_read(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    facts = (
        "<table><tr><td>索引号：</td><td>0/2025-01</td><td>分类：</td><td>政府信息公开年报</td></tr>"
        "<tr><td>名　　称：</td><td colspan=3>某市水务局2024年政府信息公开工作年度报告</td></tr></table>"
    )
    page = html_page(edition, numbered(edition))
    begin, end = page.index("<h1"), page.index("</h1>") + 5
    imported = read_bytes("a.html", (page[:begin] + facts + page[end:]).encode())
    assert (imported.report.facts[Fact.ORGAN], imported.report.facts[Fact.YEAR]) == ("某市水务局", "2024")
    assert imported.report.texts["preface"] == lines_of("preface")


def test_a_second_report_behind_the_first_is_told(read_text: ReadText, edition: Edition) -> None:
    texts = numbered(edition)
    one, other = text_page(edition, texts), text_page(edition, dict.fromkeys(texts, "1"))
    said = [note for note in read_text(f"{one}\n{other}").notes if "两份年报" in note.what]
    assert [(note.what, note.where) for note in said] == [
        ("文件里像有两份年报，请只留要读的一份，另存后再导入", "年报.txt")
    ]
    headings = "、".join(f"“{section.title}”" for section in edition.sections)
    for more in (
        "",
        f"\n本报告分为{headings}六个部分。",
        f"\n{edition.sections[0].title}\n{edition.sections[4].title}",
    ):
        assert not any("两份年报" in note.what for note in read_text(one + more).notes)


@pytest.mark.parametrize("line", ["七、其他情况", "三、收到和处理政府信息公开申请情况"])
def test_a_line_like_a_heading_among_those_of_the_form_stays_text_and_is_told(
    read_text: ReadText, page: str, line: str
) -> None:
    whole = read_text(page)
    imported = read_text(page.replace("六、其他需要报告的事项", f"{line}\n六、其他需要报告的事项"))
    assert imported.report.headings == whole.report.headings
    assert line in imported.report.texts["5"] and line not in whole.report.texts["5"]
    assert any(note.what.startswith("像标题的行没有另起一部分") and note.raw == line for note in imported.notes)
