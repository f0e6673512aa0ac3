"""PDF and paper: the pages of the official layout, text that can be searched, nothing lost."""

import dataclasses
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFontDatabase, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from export.document.charts import compose_charts
from export.document.document import Document, compose
from export.document.layout import PT_PER_MM, Choices, Layout, load_layout
from export.read_back import differences
from export.report_writer import ExportError
from gui.output import pdf_printing
from gui.output.chart_dialog import ChartDialog
from gui.output.font_pair import CLOSING_MARKS, OPENING_MARKS, FontPair, break_lines
from gui.output.page_layout import FilledRect, LaidOutPage, LineSegment, TextRun
from gui.output.pdf_printing import export_pdf, missing_fonts, pages_of, print_on, with_characters_drawn
from gui.output.typesetter import Typesetter
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report
from model.report.report import Fact, Report
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.export.exporting import write_report
from tests.test_round_trip import BARE, EDITION, EDITIONS, reports

RESOURCES = EDITIONS_FOLDER.parent
ROOT = RESOURCES.parent


@pytest.fixture(autouse=True)
def _chinese(qapp: object) -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no Chinese font on this machine")


@pytest.fixture
def layout() -> Layout:
    return load_layout(RESOURCES / "layout.toml")


@pytest.fixture
def report(editions: dict[str, Edition]) -> Report:
    """The sample, with words for several pages."""
    read = import_report(SAMPLES / "enping-office-2024.txt", editions).report
    long = "\n".join(
        f"（{number}）第{number}方面。{'全年主动公开政府信息312条，回应群众关切。' * 20}" for number in "一二三四五六"
    )
    just_full = f"{'公' * 54}。{'开' * 40}。"  # the mark has no room on the second line
    return read.with_(texts={**read.texts, "1": f"{long}\n{just_full}"})


@pytest.fixture
def pages(qapp: object, report: Report, edition: Edition) -> tuple[LaidOutPage, ...]:
    return pages_of(report, edition, RESOURCES)


def _lines(page: LaidOutPage) -> dict[float, str]:
    """Base line -> what stands on it, from left to right."""
    found: dict[float, list[TextRun]] = {}
    for item in page.items:
        if isinstance(item, TextRun):
            found.setdefault(round(item.base, 1), []).append(item)
    return {base: "".join(each.text for each in sorted(line, key=lambda w: w.x)) for base, line in found.items()}


def test_the_pdf_reads_back_as_the_report(
    qapp: object, report: Report, editions: dict[str, Edition], tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    export_pdf(report, editions, path, RESOURCES)
    assert path.read_bytes().startswith(b"%PDF")
    read = import_report(path, editions).report
    assert (read.organ, read.year) == (report.organ, report.year)


def test_the_pdf_names_its_title_and_language_and_is_whole(
    qapp: object, report: Report, edition: Edition, layout: Layout, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    pdf_printing.write_pdf(report, edition, layout, path)
    data = path.read_bytes()
    at = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n", data)[-1])
    number, begin = re.match(rb"xref\n(\d+) 1\n(\d{10}) 00000 n \n", data[at:]).groups()  # type: ignore[union-attr]
    catalog = data[int(begin) : at]
    assert catalog.startswith(b"%s 0 obj\n<<\n/Type /Catalog\n" % number)
    assert b"/Lang (zh-CN)" in catalog and b"/DisplayDocTitle true" in catalog
    with pypdfium2.PdfDocument(str(path)) as opened:
        assert opened.get_metadata_value("Title") == compose(report, edition).title
        pictures = [each for page in opened for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    assert pictures == []


def test_a_pdf_of_another_program_is_not_changed() -> None:
    assert pdf_printing.with_title_shown(b"%PDF-1.7\n") == b"%PDF-1.7\n"


def test_a_pdf_that_reads_otherwise_is_not_exported_and_the_old_file_stays(
    qapp: object, report: Report, editions: dict[str, Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("旧", encoding="utf-8")
    write = pdf_printing.write_pdf
    cell = Cell("disputes", "reconsideration", "upheld")
    other = report.with_(figures={**report.figures, cell: 987})
    monkeypatch.setattr(pdf_printing, "write_pdf", lambda _, *rest: write(other, *rest))
    with pytest.raises(ExportError, match="987"):
        export_pdf(report, editions, path, RESOURCES)
    assert path.read_text(encoding="utf-8") == "旧"


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
def test_whatever_a_pdf_says_otherwise_is_named(
    qapp: object, name: str, editions: dict[str, Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = import_report(SAMPLES / "enping-office-2024.txt", editions).report
    report = read.with_(
        facts={**read.facts, Fact.TITLE: "", Fact.SIGNATURE: "恩平市人民政府办公室", Fact.DATE: "2025-01-08"}
    )
    written, sentence = OTHERWISE[name]
    monkeypatch.setattr(pdf_printing, "compose", written)
    with pytest.raises(ExportError) as error:
        export_pdf(report, editions, tmp_path / "report.pdf", RESOURCES)
    assert sentence in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_every_character_stands_on_the_pages_in_order(
    pages: tuple[LaidOutPage, ...], report: Report, edition: Edition
) -> None:
    document = compose(report, edition)
    message = "".join(item.text for page in pages for item in page.items if isinstance(item, TextRun))
    for block in document.blocks():
        if hasattr(block, "text"):
            words = re.sub(r"— \d+ —", "", message.replace(" ", ""))
            assert block.text.replace(" ", "")[:12] in words.replace("—", "")
    for printed in document.tables():
        for place in printed.table.places:
            assert printed.text_at(place).replace(" ", "") in message.replace(" ", "")


def test_nothing_stands_outside_the_text_block_but_the_page_number(
    pages: tuple[LaidOutPage, ...], layout: Layout
) -> None:
    left, right = layout.page.left_mm * PT_PER_MM, (layout.page.width_mm - layout.page.right_mm) * PT_PER_MM
    bottom = (layout.page.height_mm - layout.page.bottom_mm) * PT_PER_MM
    for page in pages:
        *items, _dash, _number, _end = page.items
        for item in items:
            x = item.x if isinstance(item, TextRun) else item.left
            y = item.base if isinstance(item, TextRun) else item.bottom
            assert left - 0.5 <= x <= right + 0.5
            assert layout.page.top_mm * PT_PER_MM - 0.5 <= y <= bottom + 0.5


def test_a_full_page_has_22_lines_and_its_number_outside(pages: tuple[LaidOutPage, ...], layout: Layout) -> None:
    second = _lines(pages[1])
    assert len(second) == layout.page.lines + 1
    middle = layout.page.width_mm * PT_PER_MM / 2
    for page in pages:
        number = page.items[-1]
        assert isinstance(number, TextRun)
        assert (number.x > middle) == (page.number % 2 == 1)
        assert f"{page.number}" in "".join(each.text for each in page.items[-3:] if isinstance(each, TextRun))


def test_a_line_holds_28_characters(qapp: object, layout: Layout, edition: Edition) -> None:
    report = Report(edition.id, facts={Fact.ORGAN: "局", Fact.YEAR: "2024"}, texts={"preface": "公" * 100})
    (page, *_) = Typesetter(compose(report, edition), layout).pages()
    lines = [line for line in _lines(page).values() if set(line) == {"公"}]
    assert [len(line) for line in lines] == [26, 28, 28, 18]


def test_the_tables_keep_to_one_page_and_have_all_their_lines(pages: tuple[LaidOutPage, ...], edition: Edition) -> None:
    for word in ("结转下年度继续办理", "本年新收政府信息公开申请数量"):
        assert len([page.number for page in pages if word in "".join(_lines(page).values())]) == 1
    assert sum(isinstance(item, LineSegment) for page in pages for item in page.items) > 400


@given(
    text=st.text("公开信息，。、；：“”（）《》2024年12.5%abc ", min_size=1, max_size=120),
    room=st.floats(40, 500),
    first=st.floats(40, 500),
)
def test_lines_hold_everything_and_none_is_too_wide(qapp: object, text: str, room: float, first: float) -> None:
    face = FontPair("仿宋_GB2312", "Times New Roman", 16)
    lines = break_lines(text, face, room, first)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for number, line in enumerate(lines):
        assert face.width(line) <= (room if number else max(first, room)) + 0.01 or len(line) == 1


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(qapp: object) -> None:
    face = FontPair("仿宋_GB2312", "Times New Roman", 16)
    for room in range(100, 460, 7):
        lines = break_lines("根据《条例》（国务院令第711号），2024年“三安全一稳定”：共12.5%。" * 3, face, room)
        assert not [line for line in lines[1:] if line[0] in CLOSING_MARKS]
        assert not [line for line in lines[:-1] if line[-1] in OPENING_MARKS]


def test_every_glyph_maps_to_the_character_that_was_drawn() -> None:
    pdf = b"1 beginbfrange\n<0001> <0004> [<2F08> <2EA0> <2329> <0041> ]\nendbfrange <2F08>"
    wanted = b"1 beginbfrange\n<0001> <0004> [<4EBA> <6C11> <3008> <0041> ]\nendbfrange <2F08>"
    like = {"\u2f08": "人", "\u2ea0": "民", "\u2329": "〈"}
    assert with_characters_drawn(pdf, lambda ch: like.get(ch, ch)) == wanted
    assert with_characters_drawn(pdf, lambda ch: ch) == pdf


def test_fonts_that_are_not_here_are_named(qapp: object, layout: Layout) -> None:
    assert set(missing_fonts(layout)) <= {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}


def test_printing_takes_the_pages_that_were_chosen(
    qapp: object, report: Report, edition: Edition, tmp_path: Path
) -> None:
    for first, last, count in ((0, 0, None), (2, 3, 2)):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        printer.setFromTo(first, last)
        print_on(printer, pages_of(report, edition, RESOURCES))
        made = len(re.findall(rb"/Type /Page\b", (tmp_path / "paper.pdf").read_bytes()))
        assert made == (count or len(pages_of(report, edition, RESOURCES)))
        assert printer.pageLayout().margins() == QMarginsF(0, 0, 0, 0)


def test_the_offices_choices_of_layout_stand_on_the_pages(
    qapp: object, report: Report, edition: Edition, layout: Layout
) -> None:
    plain = pages_of(report, edition, RESOURCES)
    chosen = pages_of(report, edition, RESOURCES, Choices(28.0, latin_as_body=True, shaded=False))
    assert any(isinstance(each, FilledRect) for page in plain for each in page.items)
    assert not any(isinstance(each, FilledRect) for page in chosen for each in page.items)
    first, second = sorted(_lines(chosen[1]))[:2]
    assert second - first == pytest.approx(28.0, abs=0.11)
    families = {each.font.families()[0] for page in chosen for each in page.items if isinstance(each, TextRun)}
    assert layout.latin.font not in families


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_cannot_be_written_is_reported(
    qapp: object, report: Report, edition: Edition, tmp_path: Path
) -> None:
    writer = QPdfWriter(str(tmp_path / "没有" / "x.pdf"))
    with pytest.raises(ExportError):
        pdf_printing.draw(pages_of(report, edition, RESOURCES), writer)


def test_the_command_writes_pdf_without_a_display(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    done = subprocess.run(
        [sys.executable, "main.py", "convert", str(SAMPLES / "enping-office-2024.txt"), str(target)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, target.exists()) == (0, True), done.stderr


def test_the_picture_has_a_page_after_the_report_that_is_not_read_back(
    qtbot: QtBot, report: Report, editions: dict[str, Edition], layout: Layout, tmp_path: Path
) -> None:
    charts = compose_charts(report, editions[report.edition], None)
    path = tmp_path / "report.pdf"
    export_pdf(report, editions, path, RESOURCES, charts)
    assert import_report(path, editions).report.texts["6"] == report.texts["6"]
    dialog = ChartDialog(charts, layout)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert charts[0].description in dialog.paper.accessibleDescription()
    picture = dialog.paper.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 700, 4) for y in range(0, 700, 4)}
    assert {"#404040", "#ffffff"} <= colours
    with qtbot.waitSignal(dialog.export_requested) as wanted:
        buttons: list[QPushButton] = list(dialog.findChildren(QPushButton))
        next(each for each in buttons if "PDF" in each.text()).click()
    assert wanted.args == [".pdf"]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_whatever_a_report_holds_its_pdf_reads_back_the_same(qapp: object, report: Report) -> None:
    # what no font of this machine has a glyph for is lost, and the export says so
    drawn = report.with_(texts={key: text.replace("\U0001f600", "") for key, text in report.texts.items()})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        pdf_printing.write_pdf(drawn, EDITION, load_layout(RESOURCES / "layout.toml"), path)
        assert differences(drawn, path, EDITIONS) == ()


@pytest.mark.parametrize("name", BARE)
def test_the_pdf_of_a_report_with_little_in_it_reads_back_too(
    qapp: object, layout: Layout, tmp_path: Path, name: str
) -> None:
    pdf_printing.write_pdf(BARE[name], EDITION, layout, tmp_path / "report.pdf")
    assert differences(BARE[name], tmp_path / "report.pdf", EDITIONS) == ()


@pytest.mark.parametrize("key", sorted(EDITIONS))
def test_every_edition_has_its_pdf(qapp: object, layout: Layout, tmp_path: Path, key: str) -> None:
    edition = EDITIONS[key]
    report = Report(key, dict.fromkeys(edition.cells, 1234), facts={Fact.ORGAN: "恩平市人民政府", Fact.YEAR: "2024"})
    pdf_printing.write_pdf(report, edition, layout, tmp_path / "report.pdf")
    assert differences(report, tmp_path / "report.pdf", EDITIONS) == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_the_word_file_to_the_millimetre_and_parts_its_pages_as_the_pdf_does(
    pages: tuple[LaidOutPage, ...], report: Report, layout: Layout, edition: Edition, tmp_path: Path
) -> None:
    word = tmp_path / "report.docx"
    write_report(report, edition, word, RESOURCES)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(word)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pypdfium2.PdfDocument(str(tmp_path / "report.pdf")) as opened:
        theirs = [unicodedata.normalize("NFKC", page.get_textpage().get_text_range()) for page in opened]
        measured = [_measured(page) for page in opened]
    ours = ["".join(_lines(page).values()) for page in pages]
    assert len(ours) == len(theirs)
    for section in edition.sections[1:]:
        words = section.bare_title
        assert [words in each for each in ours] == [words in re.sub(r"\s", "", each) for each in theirs], words
    page = layout.page
    right_mm, inset_mm = page.width_mm - page.right_mm, layout.page_number.size_pt / PT_PER_MM
    for number, (lines_mm, rules_mm) in enumerate(measured, start=1):
        (dash_left, dash_right, dash_mm) = lines_mm[-1]
        if number % 2:
            assert dash_right == pytest.approx(right_mm - inset_mm, abs=0.3)
        else:
            assert dash_left == pytest.approx(page.left_mm + inset_mm, abs=0.3)
        assert page.height_mm - page.bottom_mm + 5 < dash_mm < page.height_mm - page.bottom_mm + 10
        if rules_mm:
            assert (rules_mm[0], rules_mm[-1]) == pytest.approx((page.left_mm, right_mm), abs=0.2)
    for mark in "。、":  # none is lost at the end of a full line
        assert "".join(theirs).count(mark) == "".join(ours).count(mark), mark
    full = measured[1][0][:-1]
    assert len(full) == page.lines
    assert (full[-1][2] - full[0][2]) / (page.lines - 1) == pytest.approx(layout.body.line_pt / PT_PER_MM, abs=0.02)
    assert max(right for _, right, _ in full) == pytest.approx(right_mm, abs=0.5)
    assert min(left for left, _, _ in full) == pytest.approx(page.left_mm, abs=0.5)


def _measured(page: Any) -> tuple[list[tuple[float, float, float]], list[float]]:
    """In mm from the top left corner: (left, right, base line) of the lines of Chinese and of the page number, from
    top to bottom; and where rules stand, from left to right."""
    height, text = page.get_height(), page.get_textpage()
    lines: dict[int, list[tuple[float, float, float]]] = {}
    for at in range(text.count_chars()):
        if (ch := text.get_text_range(at, 1)).strip() and (not ch.isascii()):
            left, bottom, right, top = (each / PT_PER_MM for each in text.get_charbox(at, loose=True))
            base = height / PT_PER_MM - bottom
            near = next((key for key in lines if abs(key / 10 - base) < 2), round(10 * base))
            if top - bottom > 4:  # body, title and page number; what stands in tables is smaller
                lines.setdefault(near, []).append((left, right, base))
    rules = set()
    for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (side / PT_PER_MM for side in each.get_bounds())
        if right - left < 0.6 and top - bottom > 2:
            rules.add((left + right) / 2)
    ends = [(min(s[0] for s in line), max(s[1] for s in line), line[0][2]) for _, line in sorted(lines.items())]
    return ends, sorted(rules)
