"""The papers of the county, written and read again."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from export import batch_writer
from export.batch_writer import OVERVIEW_NAME, BatchPapers, Occasion, write_papers, write_sheets
from export.document.batch_tables import PlainSheet
from export.report_writer import ExportError
from model.batch.checking_pool import Checking, CheckingPool
from model.batch.hand_in_days import HandInDay
from model.batch.results import BatchResults
from model.batch.selection import select
from model.batch.sources import collect
from model.batch.unit_list import read_unit_list
from model.errors import UserFacingError
from model.form.edition import Edition
from model.importing import read_bytes
from model.importing.document_reading import read_document
from tests.conftest import EDITIONS_FOLDER
from tests.export.exporting import write_report
from tests.model.batch.county import COUNTY, RESOURCES, YEAR, County, correct_report, make_county


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory, editions: Mapping[str, Edition]) -> County:
    return make_county(tmp_path_factory.mktemp("county"), editions, (".json",))


@pytest.fixture(scope="module")
def papers(county: County, editions: Mapping[str, Edition]) -> Iterator[BatchPapers]:
    results = BatchResults(editions, YEAR)
    sources, _ = collect([county.folder])
    CheckingPool(Checking(editions, EDITIONS_FOLDER), 1).run(sources, results.add)
    units = read_unit_list(county.list_file)
    selection = select(results.rows.values(), COUNTY, YEAR, units)
    occasion = Occasion(YEAR, COUNTY, date(2025, 2, 3), date(2025, 2, 10))
    yield BatchPapers(
        results, selection, editions, RESOURCES, occasion, {0: HandInDay(date(2025, 1, 20), is_recorded=True)}, units
    )
    results.close()


def values(sheet: Any, first: int) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


UNITS_WITH_LISTS = {
    *("恩平市教育局", "恩平市公安局", "恩平市水利局", "恩平市审计局", "恩平市气象局"),
    "恩平市司法局",
}


def test_exactly_the_units_with_something_to_do_get_a_list(papers: BatchPapers, tmp_path: Path) -> None:
    written = write_papers(papers, tmp_path)
    assert not written.problems
    names = {path.name for path in written.paths}
    assert names == {
        *(f"{unit}-退改清单.docx" for unit in UNITS_WITH_LISTS),
        "恩平市司法局-退改清单（2）.docx",
        OVERVIEW_NAME,
    }
    education = tmp_path / "恩平市教育局-退改清单.docx"
    content = str(read_document(read_bytes(education), education.name).content)
    assert "恩平市教育局：" in content and "表三 商业企业列：一 " in content and "请于 2025年2月10日前" in content
    audit = tmp_path / "恩平市审计局-退改清单.docx"
    assert "报送的是 2023 年度的报告" in str(read_document(read_bytes(audit), audit.name).content)


def test_last_years_report_beside_this_years_asks_the_unit_for_nothing(
    editions: Mapping[str, Edition], tmp_path: Path
) -> None:
    for name, year in (("今年.json", YEAR), ("去年.json", YEAR - 1)):
        write_report(
            correct_report("恩平市教育局", editions["2021"], year), editions["2021"], tmp_path / name, RESOURCES
        )
    results = BatchResults(editions, YEAR)
    CheckingPool(Checking(editions, EDITIONS_FOLDER), 1).run(collect([tmp_path])[0], results.add)
    occasion = Occasion(YEAR, COUNTY, date(2025, 2, 3))
    both = BatchPapers(results, select(results.rows.values(), COUNTY, YEAR), editions, RESOURCES, occasion)
    assert list(both.return_lists()) == []
    results.close()


def test_the_overview_has_every_file_and_every_missing_unit(
    papers: BatchPapers, tmp_path: Path, county: County
) -> None:
    path = tmp_path / "总表.xlsx"
    write_sheets(papers.overview_sheets(), path, RESOURCES)
    book = openpyxl.load_workbook(path)
    rows = values(book["总表"], 3)
    assert {Path(row[2]).name for row in rows if row[2]} == set(county.files)
    assert {row[0] for row in rows if row[1] == "未交"} == county.missing | {"恩平市审计局"}
    assert [row[5] for row in rows if row[3]] == ["按时"]
    assert {row[1] for row in rows if row[0] == "？"} == {"没有读出"}
    listed = [unit.name for unit in papers.listed.units]
    handed_in = [row[0] for row in rows if row[1] == "已报" and row[0] in listed]
    assert handed_in == sorted(handed_in, key=listed.index)
    counted = {Path(row[2]).name for row in rows if row[10] == "计入"}
    assert counted == {name for name, each in county.files.items() if each.counted}
    findings = values(book["发现"], 2)
    assert {row[0] for row in findings if row[2] == "必改"} >= {"恩平市教育局"}


def test_a_return_list_can_be_a_workbook(papers: BatchPapers, tmp_path: Path) -> None:
    listed = next(each for _, each in papers.return_lists() if each.unit == "恩平市教育局")
    path = tmp_path / "清单.xlsx"
    batch_writer.write_return_list(listed, path, RESOURCES)
    texts = [text for row in values(openpyxl.load_workbook(path)["退改清单"], 1) for text in row]
    assert listed.rows[0][2] in texts and listed.closing[0] in texts
    with pytest.raises(ExportError):
        write_papers(papers, tmp_path, ".pdf")


def test_one_paper_that_cannot_be_written_does_not_stop_the_others(papers: BatchPapers, tmp_path: Path) -> None:
    (tmp_path / "恩平市教育局-退改清单.xlsx").mkdir()
    written = write_papers(papers, tmp_path, ".xlsx")
    assert len(written.problems) == 1 and "是一个文件夹" in written.problems[0]
    assert len(written.paths) == len(UNITS_WITH_LISTS) + 1


def test_a_sheet_that_reads_otherwise_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"before")
    sheet = PlainSheet("表", ("甲",), (90,), (("=1+1",), ("\ud800x\x07",)))
    monkeypatch.setattr(batch_writer, "missing_among", lambda texts, _: tuple(texts))
    with pytest.raises(UserFacingError, match="写出后读回，缺少“=1\\+1”等 2 处"):
        write_sheets((sheet,), path, RESOURCES)
    assert path.read_bytes() == b"before"
    monkeypatch.undo()
    write_sheets((sheet,), path, RESOURCES)
    assert values(openpyxl.load_workbook(path)["表"], 2)[0] == ["=1+1"]
