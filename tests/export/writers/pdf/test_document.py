"""The PDF of a report: tagged for screen readers and archives, the pages of the Word file, nothing lost."""

import dataclasses
import json
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from export.document.charts import HEADING, compose_charts
from export.document.document import Document, compose
from export.document.layout import PT_PER_MM, Choices, Layout, load_layout
from export.read_back import differences
from export.report_writer import ExportError
from export.writers.pdf import document as pdf_document
from export.writers.pdf.document import TEMPLATE, PdfError, write_pdf
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report
from model.report.derived_totals import shown
from model.report.report import Fact, Report
from tests.conftest import SAMPLES
from tests.export.exporting import export_report
from tests.export.writers.docx.rendered_pages import MEASURES, long_report, measures_of, numbered_report
from tests.export.writers.pdf.tags import tags_of
from tests.test_round_trip import BARE, EDITION, EDITIONS, RESOURCES, reports

LAYOUT = load_layout(RESOURCES / "layout.toml")
CHARACTERS = "公开信息工作情况年，。、；：“”（）《》<>&\"'=+-@#$%^*_~`\\/|{}[] 0123456789abcXYZ〇㎡"


@pytest.fixture(scope="module")
def sample(editions: dict[str, Edition]) -> Report:
    return import_report(SAMPLES / "enping-office-2024.txt", editions).report


@pytest.fixture(scope="module")
def sample_pdf(sample: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(sample, tmp_path_factory.mktemp("sample") / "report.pdf")


def _written(report: Report, path: Path, layout: Layout = LAYOUT) -> Path:
    write_pdf(compose(report, EDITIONS[report.edition]), layout, RESOURCES / TEMPLATE, path)
    return path


# ---------------------------------------------------------------- tags


def test_headings_paragraphs_and_tables_are_tagged_in_reading_order(sample: Report, sample_pdf: Path) -> None:
    document = compose(sample, EDITIONS[sample.edition])
    tags = [each for page in tags_of(sample_pdf) for top in page for each in top.all("H1", "Table")]
    wanted = [("H1", section.heading.text) for section in document.sections]
    for number in (2, 4, 6):  # a table stands under the second, third and fourth heading
        wanted.insert(number, ("Table", ""))
    assert [(each.type, each.text if each.type == "H1" else "") for each in tags] == wanted


def test_every_figure_is_a_cell_below_heads_that_have_a_scope(sample: Report, sample_pdf: Path) -> None:
    tables = [each for page in tags_of(sample_pdf) for top in page for each in top.all("Table")]
    for tag, printed in zip(tables, compose(sample, EDITIONS[sample.edition]).tables(), strict=True):
        places = [place for row in printed.rows for place in row]
        cells = list(tag.all("TH", "TD"))
        assert [_packed(each.text) for each in cells] == [_packed(printed.text_at(place)) for place in places]
        types = {"head": "TH", "block": "TH", "figure": "TD"}
        found = [(place.role, each.type) for place, each in zip(places, cells, strict=True) if place.role in types]
        assert found == [(role, types[role]) for role, _ in found]
        assert {each.scope for each in tag.all("TH")} == {"Column"}


def test_a_level_that_the_text_skips_is_not_skipped_in_the_outline(edition: Edition, tmp_path: Path) -> None:
    report = Report(edition.id, texts={"preface": "（一）总的情况", "1": "1.完善制度"})
    tags = [
        each
        for page in tags_of(_written(report, tmp_path / "report.pdf"))
        for top in page
        for each in top.all("H1", "H2", "H3")
    ]
    assert [(each.type, each.text) for each in tags[:3]] == [
        ("H1", "（一）总的情况"),
        ("H1", "一、总体情况"),
        ("H2", "1.完善制度"),
    ]


def test_the_file_claims_pdf_ua_and_names_its_title_organ_and_language(sample: Report, sample_pdf: Path) -> None:
    data = sample_pdf.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/DisplayDocTitle true" in data
    with pypdfium2.PdfDocument(str(sample_pdf)) as opened:
        assert opened.get_metadata_value("Title") == compose(sample, EDITIONS[sample.edition]).title
        assert opened.get_metadata_value("Author") == sample.organ
        size = raw.FPDFCatalog_GetLanguage(opened, None, 0)
        language = (raw.c_ushort * (size // 2))()
        raw.FPDFCatalog_GetLanguage(opened, language, size)
        pictures = [each for page in opened for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
    assert bytes(language).decode("utf-16-le").rstrip("\0") == "zh-CN"
    assert pictures == []


def test_equal_reports_give_equal_files(sample: Report, sample_pdf: Path, tmp_path: Path) -> None:
    assert _written(sample, tmp_path / "again.pdf").read_bytes() == sample_pdf.read_bytes()


# ---------------------------------------------------------------- pages


def test_a_full_page_has_22_lines_of_28_characters_within_the_text_block(edition: Edition, tmp_path: Path) -> None:
    report = Report(edition.id, texts={"preface": "公" * (28 * 60)})
    with pypdfium2.PdfDocument(str(_written(report, tmp_path / "report.pdf"))) as opened:
        second = opened[1].get_textpage().get_text_range().split()
    assert [len(line) for line in second if set(line) == {"公"}] == [28] * 22
    page = LAYOUT.page
    for number, measured in enumerate(measures_of(tmp_path / "report.pdf"), start=1):
        if number != 2:
            continue
        assert measured["lines"] == page.lines + 1
        first, last = measured["first"], measured["last"][0]
        assert first[0] == pytest.approx(page.left_mm, abs=1)
        assert (last[1] - first[1]) / (page.lines - 1) == pytest.approx(LAYOUT.body.line_pt / PT_PER_MM, abs=0.02)
        assert page.top_mm < first[1] and last[1] < page.height_mm - page.bottom_mm


def test_page_numbers_are_right_on_odd_pages_and_left_on_even_ones(sample_pdf: Path) -> None:
    page, number = LAYOUT.page, LAYOUT.page_number
    inset_mm = number.indent_characters * number.size_pt / PT_PER_MM
    for count, measured in enumerate(measures_of(sample_pdf), start=1):
        left, base = measured["last"][-1]
        if count % 2 == 0:
            assert left == pytest.approx(page.left_mm + inset_mm, abs=0.5)
        else:
            assert page.width_mm - page.right_mm - inset_mm - 20 < left < page.width_mm - page.right_mm - inset_mm - 8
        assert page.height_mm - page.bottom_mm + 5 < base < page.height_mm - page.bottom_mm + 12


ALIKE: Mapping[str, tuple[Callable[[Report], Report], Choices]] = {
    "long": (long_report, Choices(28.0, latin_as_body=True, shaded=False)),
    "edition-2019": (lambda report: numbered_report(report, EDITIONS["2019"]), Choices()),
    "blank": (lambda _: Report("2021"), Choices()),
}


@pytest.mark.parametrize("name", ALIKE)
def test_the_pages_are_those_of_the_word_file(name: str, sample: Report, tmp_path: Path) -> None:
    """As LibreOffice set the Word file (``rendered_pages``), up to a line of text that fits here and not there."""
    made, choices = ALIKE[name]
    path = _written(made(sample), tmp_path / "report.pdf", load_layout(RESOURCES / "layout.toml", choices))
    ours, theirs = measures_of(path), json.loads(MEASURES.read_text(encoding="utf-8"))[name]
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert len(one["across"]) == len(other["across"])
        assert one["down"] == pytest.approx(other["down"], abs=0.3)


def test_the_tables_are_not_parted_and_have_no_page_of_their_own_needlessly(sample_pdf: Path) -> None:
    with pypdfium2.PdfDocument(str(sample_pdf)) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    for first, last in (("第二十条第（一）项", "行政事业性收费"), ("本年新收政府信息公开", "结转下年度继续办理")):
        assert [first in page for page in pages] == [last in page for page in pages]
        assert sum(first in page for page in pages) == 1


def test_a_table_higher_than_a_page_is_parted_and_repeats_its_heads(edition: Edition, tmp_path: Path) -> None:
    cells = [cell for cell in edition.cells if cell.table == "requests" and cell not in edition.totals][:60]
    report = Report(edition.id, unread=dict.fromkeys(cells, "本机关没有收到这一类申请，详见说明" * 6))
    with pypdfium2.PdfDocument(str(_written(report, tmp_path / "report.pdf"))) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    heads = [page for page in pages if "申请人情况" in page]
    assert len(heads) > 1
    assert sum("结转下年度继续办理" in page for page in pages) == 1


def test_a_long_address_is_broken_and_stays_within_the_text_block(edition: Edition, tmp_path: Path) -> None:
    address = "https://www.example.gov.cn/" + "zwgk/" * 40
    path = _written(Report(edition.id, texts={"6": f"详见{address}。"}), tmp_path / "report.pdf")
    with pypdfium2.PdfDocument(str(path)) as opened:
        page = opened[len(opened) - 1]
        text = page.get_textpage()
        right = max(text.get_charbox(at)[2] for at in range(text.count_chars()))
        words = "".join(text.get_text_range().split())
    assert address in words
    assert right <= (LAYOUT.page.width_mm - LAYOUT.page.right_mm) * PT_PER_MM + 0.5


# ---------------------------------------------------------------- nothing lost


def test_200_of_200_cells_read_back_from_our_own_pdf(editions: dict[str, Edition], tmp_path: Path) -> None:
    report = import_report(SAMPLES / "huaian-2024.pdf", editions).report
    path = tmp_path / "report.pdf"
    export_report(report, editions, path, RESOURCES)
    read = shown(import_report(path, editions).report, EDITION).figures
    assert len(read) == len(EDITION.cells) == 200
    assert read == shown(report, EDITION).figures


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_whatever_a_report_holds_its_pdf_reads_back_the_same(report: Report) -> None:
    # what no font of this machine has a glyph for is refused: see below
    drawn = report.with_(texts={key: text.replace("\U0001f600", "") for key, text in report.texts.items()})
    with tempfile.TemporaryDirectory() as folder:
        assert differences(drawn, _written(drawn, Path(folder) / "report.pdf"), EDITIONS) == ()


@pytest.mark.parametrize("name", BARE)
def test_a_report_with_little_in_it_reads_back_too(tmp_path: Path, name: str) -> None:
    assert differences(BARE[name], _written(BARE[name], tmp_path / "report.pdf"), EDITIONS) == ()


@pytest.mark.parametrize("key", sorted(EDITIONS))
def test_every_edition_reads_back(tmp_path: Path, key: str) -> None:
    facts = {Fact.ORGAN: "恩平市人民政府", Fact.YEAR: "2024"}
    report = Report(key, dict.fromkeys(EDITIONS[key].cells, 1234), facts=facts)
    assert differences(report, _written(report, tmp_path / "report.pdf"), EDITIONS) == ()


def _without_a_section(document: Document) -> Document:
    return dataclasses.replace(document, sections=tuple(each for each in document.sections if each.key != "5"))


def _with_other(key: str, text: str) -> Callable[[Report, Edition], Document]:
    return lambda report, edition: compose(report.with_(texts={**report.texts, key: text}), edition)


def _with_other_fact(fact: Fact, text: str) -> Callable[[Report, Edition], Document]:
    return lambda report, edition: compose(report.with_(facts={**report.facts, fact: text}), edition)


def _with_figure(cell: Cell, figure: int) -> Callable[[Report, Edition], Document]:
    return lambda report, edition: compose(report.with_(figures={**report.figures, cell: figure}), edition)


RECEIVED = "表三 一、本年新收 · "
OTHERWISE: Mapping[str, tuple[Callable[[Report, Edition], Document], str]] = {
    "a figure": (_with_figure(Cell("requests", "received", "person"), 98), f"{RECEIVED}自然人：应为“6”，读回是“98”"),
    "a total": (_with_figure(Cell("requests", "received", "total"), 999), f"{RECEIVED}总计：应为“11”，读回是“999”"),
    "a word": (_with_other("6", "另有说明。"), "六、其他需要报告的事项 第 1 段：应为“"),
    "a text that is gone": (_with_other("5", ""), "五、存在的主要问题及改进情况 第 1 段：应为“"),
    "a year": (_with_other_fact(Fact.YEAR, "2023"), "标题：应为“恩平市人民政府办公室2024年"),
    "a title": (_with_other_fact(Fact.TITLE, "年报"), "标题：应为“恩平市人民政府办公室2024年"),
    "a signature": (
        _with_other_fact(Fact.SIGNATURE, "台山市财政局"),
        "落款：应为“恩平市人民政府办公室”，读回是“台山市财政局”",
    ),
    "a section": (
        lambda report, edition: _without_a_section(compose(report, edition)),
        "“五、存在的主要问题及改进情况”：文件里没有找到这一部分的标题",
    ),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_whatever_a_pdf_says_otherwise_is_named_and_the_old_file_stays(
    name: str, sample: Report, editions: dict[str, Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = sample.with_(
        facts={**sample.facts, Fact.TITLE: "", Fact.SIGNATURE: "恩平市人民政府办公室", Fact.DATE: "2025-01-08"}
    )
    written, sentence = OTHERWISE[name]
    path = tmp_path / "report.pdf"
    path.write_text("旧", encoding="utf-8")
    monkeypatch.setattr("export.document.document.compose", written)
    with pytest.raises(ExportError) as error:
        export_report(report, editions, path, RESOURCES)
    assert sentence in str(error.value)
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["旧"]


# ---------------------------------------------------------------- texts are data


def test_markup_of_typst_in_a_text_is_printed_as_it_stands(edition: Edition, tmp_path: Path) -> None:
    text = '#import "@preview/x:1.0.0": *  #read("/etc/passwd") $x$ *粗* _斜_ = 题 <a> @b \\u{41} `c` // 完'
    report = Report(
        edition.id,
        unread={Cell("requests", "received", "person"): "#sys.inputs"},
        facts={Fact.ORGAN: "#局", Fact.YEAR: "2024"},
        texts={"6": text},
    )
    path = _written(report, tmp_path / "report.pdf")
    assert differences(report, path, EDITIONS) == ()
    with pypdfium2.PdfDocument(str(path)) as opened:
        words = "".join(page.get_textpage().get_text_range() for page in opened)
    assert _packed(text) in _packed(words)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(CHARACTERS, min_size=1, max_size=300))
def test_every_character_can_be_searched_and_copied_in_order(text: str) -> None:
    document = compose(Report("2021", texts={"6": f"全年{text}。"}), EDITION)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        write_pdf(document, LAYOUT, RESOURCES / TEMPLATE, path)
        words = "".join(each.text for page in tags_of(path) for top in page for each in top.all("P", "H1", "H2", "H3"))
    wanted = "".join(block.text for block in document.sections[-1].blocks if hasattr(block, "text"))
    assert _packed(wanted) in _packed(words)


def test_the_template_needs_no_file_and_no_package() -> None:
    source = (RESOURCES / TEMPLATE).read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:import|include)\s+[\"\w]|\b(?:read|eval|plugin|image)\(|@preview", source)


# ---------------------------------------------------------------- what a machine may lack


@pytest.fixture
def fonts_searched_anew() -> None:
    pdf_document._fonts.cache_clear()


@pytest.mark.usefixtures("fonts_searched_anew")
def test_without_typst_one_sentence_says_what_to_do_and_other_formats_are_written(
    sample: Report, editions: dict[str, Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PdfError, match="先导出 Word，再用 Word 或 WPS 另存为 PDF"):
        export_report(sample, editions, tmp_path / "report.pdf", RESOURCES)
    assert list(tmp_path.iterdir()) == []
    export_report(sample, editions, tmp_path / "report.docx", RESOURCES)


@pytest.mark.parametrize("latin", [True, False], ids=["Latin fonts only", "no font at all"])
def test_without_a_chinese_font_nothing_is_written_and_the_fonts_are_named(
    latin: bool, sample: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        searched = _Searched(typst.Fonts(include_system_fonts=False, include_embedded_fonts=latin))
        context.setattr(pdf_document, "_fonts", searched)
        with pytest.raises(PdfError, match=r"没有中文字体.*请安装仿宋、宋体、黑体、楷体"):
            _written(sample, tmp_path / "report.pdf")
    assert searched.forgotten
    assert list(tmp_path.iterdir()) == []


def test_a_character_that_no_font_has_is_named_and_nothing_is_written(sample: Report, tmp_path: Path) -> None:
    report = sample.with_(texts={**sample.texts, "6": "姓名里的\U000f1234字。"})
    with pytest.raises(PdfError, match=r"字体里没有“.*U\+F1234.*”"):
        _written(report, tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


class _Searched:
    """The fonts of another machine."""

    def __init__(self, fonts: typst.Fonts) -> None:
        self._fonts = fonts
        self.forgotten = False

    def __call__(self) -> typst.Fonts:
        return self._fonts

    def cache_clear(self) -> None:
        self.forgotten = True


# ---------------------------------------------------------------- 图解


def test_the_picture_has_a_page_after_the_report_that_is_described_and_not_read_back(
    sample: Report, editions: dict[str, Edition], tmp_path: Path
) -> None:
    edition = EDITIONS[sample.edition]
    charts = compose_charts(sample, edition, None)
    path = tmp_path / "report.pdf"
    write_pdf(compose(sample, edition), LAYOUT, RESOURCES / TEMPLATE, path, charts)
    assert differences(sample, path, editions) == ()
    last = tags_of(path)[-1]
    assert HEADING in _packed("".join(top.text for top in last))
    assert len([each for top in last for each in top.all("Figure")]) == len(charts)


def _packed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufffe]", "", text)
