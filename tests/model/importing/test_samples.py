"""Files that offices really have, and their conversions by LibreOffice."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell
from model.importing import Imported, Note, import_report
from model.report.derived_totals import shown
from model.report.json_format import cells_json
from model.report.report import Fact
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import
from tests.model.importing.documents import filled_copy, numbered, text_in

ENPING = SAMPLES / "enping-office-2024.txt"
BLANK = SAMPLES / "official-blank-2021-wps.docx"


def test_the_text_of_a_published_report_is_read_to_the_last_cell(read: Import, edition: Edition) -> None:
    imported = read(ENPING)
    figures = shown(imported.report, edition).figures
    assert imported.notes == ()
    assert imported.report.edition == "2021"
    assert figures.keys() == edition.cell_set
    # the figures of the file that are not 0, row by row as it prints them
    assert {str(cell): figure for cell, figure in figures.items() if figure} == {
        "disclosure.normative_documents.issued": 5,
        "disclosure.normative_documents.repealed": 9,
        "disclosure.normative_documents.in_force": 20,
        "requests.received.person": 6,
        "requests.received.business": 3,
        "requests.received.legal_service": 2,
        "requests.received.total": 11,
        "requests.results.granted.person": 2,
        "requests.results.granted.total": 2,
        "requests.results.granted_in_part.person": 1,
        "requests.results.granted_in_part.business": 2,
        "requests.results.granted_in_part.total": 3,
        "requests.results.unavailable.not_held.business": 1,
        "requests.results.unavailable.not_held.total": 1,
        "requests.results.unavailable.needs_creating.person": 1,
        "requests.results.unavailable.needs_creating.total": 1,
        "requests.results.otherwise.other.legal_service": 2,
        "requests.results.otherwise.other.total": 2,
        "requests.results.total.person": 4,
        "requests.results.total.business": 3,
        "requests.results.total.legal_service": 2,
        "requests.results.total.total": 9,
        "requests.carried_out.person": 2,
        "requests.carried_out.total": 2,
        "disputes.reconsideration.upheld": 2,
        "disputes.reconsideration.total": 2,
    }


def test_the_text_of_a_published_report_is_read_unchanged(read: Import) -> None:
    report = read(ENPING).report
    lines = ENPING.read_text(encoding="utf-8").splitlines()

    def between(first: str, last: str) -> str:
        return "\n".join(lines[lines.index(first) + 1 : lines.index(last)])

    assert report.facts == {
        Fact.TITLE: "恩平市人民政府办公室2024年度政府信息公开工作年度报告",
        Fact.ORGAN: "恩平市人民政府办公室",
        Fact.YEAR: "2024",
    }
    assert report.texts == {
        "preface": lines[1],
        "1": between("一、总体情况", "二、主动公开政府信息情况"),
        "5": between("五、存在的主要问题及改进情况", "六、其他需要报告的事项"),
        "6": "2024年无收取任何信息处理费用。",
    }


def test_totals_that_equal_their_sums_follow_them(read: Import, edition: Edition) -> None:
    assert not read(ENPING).report.figures.keys() & edition.totals


def test_where_a_figure_stood_is_kept(read: Import) -> None:
    origin = read(ENPING).report.origins[Cell("requests", "received", "business")]
    assert (origin.source, origin.place, origin.raw) == ("enping-office-2024.txt", "第2张表第4行第3列", "3")


def test_the_headings_are_kept_as_the_file_has_them(read: Import, edition: Edition) -> None:
    assert read(ENPING).report.headings == tuple(section.title for section in edition.sections)


@pytest.mark.parametrize("name", ["official-blank-2021-wps.docx", "blank-libreoffice.docx"])
def test_the_blank_form_is_read_as_blank(read: Import, name: str) -> None:
    imported = read(SAMPLES / name)
    report = imported.report
    assert (report.figures, report.unread) == ({}, {})
    assert not {Fact.ORGAN, Fact.YEAR} & report.facts.keys()
    assert report.title == "政府信息公开工作年度报告格式模板"
    assert not {"1", "5", "6"} & report.texts.keys()
    # every cell was found: the only doubts are about organ and year, and the form's own prompts are no content
    assert [note.what for note in imported.notes] == [
        "没有认出是哪一年度的报告，请填写年度",
        "没有认出是哪个机关的报告，请填写机关名称",
        "（文字描述）是空白表上的提示，不是内容，没有读入",
        "（文字描述）是空白表上的提示，不是内容，没有读入",
        "（文字描述，收取信息处理费情况在此处报告。）是空白表上的提示，不是内容，没有读入",
    ]


def test_each_cell_of_the_blank_form_is_where_its_labels_say(read: Import, edition: Edition, tmp_path: Path) -> None:
    wanted = numbered(edition)
    imported = read(filled_copy(BLANK, tmp_path / "填好.docx", edition, wanted))
    assert {cell: show_figure(figure) for cell, figure in imported.report.figures.items()} == wanted
    assert _doubts(imported) == []


@pytest.mark.parametrize("suffix", ["docx", "html", "xlsx", "xls", "ods", "pdf"])
def test_what_libreoffice_makes_of_a_filled_form_is_read_to_the_last_cell(
    read: Import, edition: Edition, suffix: str
) -> None:
    imported = read(SAMPLES / f"filled-libreoffice.{suffix}")
    assert {cell: show_figure(figure) for cell, figure in imported.report.figures.items()} == numbered(edition)
    assert _doubts(imported) == []
    assert imported.container == suffix
    assert (imported.report.organ, imported.report.year) == ("某市水务局", 2024)


def test_the_numbers_in_the_samples_are_all_different(edition: Edition) -> None:
    texts = numbered(edition)
    assert len(set(texts.values())) == 200
    assert all(text_in(place, texts) for table in edition.tables for place in table.places)


def test_nothing_heavy_is_loaded_before_a_file_is_read() -> None:
    program = (
        "import sys, model.importing, model.importing.readers.html, model.importing.recognition.recognition;"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout.split()
    assert not {"lxml", "openpyxl", "docx", "PySide6"} & set(loaded)


def test_a_copied_page_is_read_with_its_tables_and_copied_text_by_its_pipes(
    edition: Edition, editions: Mapping[str, Edition], tmp_path: Path
) -> None:
    from model.importing import import_clipboard

    text = ENPING.read_text(encoding="utf-8")
    by_text = import_clipboard("", text, editions)
    page = (SAMPLES / "filled-libreoffice.html").read_text(encoding="utf-8")
    by_html = import_clipboard(page, "some text that says less", editions)
    assert shown(by_text.report, edition).figures.keys() == edition.cell_set
    assert {cell: show_figure(figure) for cell, figure in by_html.report.figures.items()} == numbered(edition)
    assert by_html.report.origins[Cell("requests", "received", "person")].source == "剪贴板"
    # a page that holds no report does not hide the text that does
    assert import_clipboard("<p>复制成功</p>", text, editions).report.organ == "恩平市人民政府办公室"


@pytest.mark.parametrize(("html", "text"), [("", ""), ("<p> </p>", " "), ("", "今天天气很好")])
def test_a_clipboard_without_a_report_is_reported(html: str, text: str, editions: Mapping[str, Edition]) -> None:
    from model.importing import ImportedDocumentError, import_clipboard

    with pytest.raises(ImportedDocumentError, match="剪贴板"):
        import_clipboard(html, text, editions)


def _doubts(imported: Imported) -> list[Note]:
    """Without those about what the blank form prints where words are due: it stands in these files, too."""
    return [note for note in imported.notes if "空白表上的提示" not in note.what]


@pytest.mark.parametrize("name", ["total-of-unread-rows.html", "excel-csv-trailing-commas-missing.csv"])
def test_a_figure_that_was_not_read_is_blank_and_so_is_each_total_that_needs_it(
    name: str, editions: Mapping[str, Edition]
) -> None:
    """Rows that lack a cell are not read, and no sum of the others stands in for their totals; a CSV whose later rows
    have no trailing commas is read whole."""
    imported = import_report(SAMPLES / name, editions)
    expected = json.loads((SAMPLES / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert cells_json(imported.report, editions[imported.report.edition]) == expected["cells"]
