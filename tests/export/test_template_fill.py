"""Into the office's own Word file: in place, and nothing else touched."""

import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from export import template_fill
from export.read_back import differences
from export.report_writer import ExportError
from export.template_fill import MAIN, write_into_own_file
from model.errors import UserFacingError
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report
from model.report.report import Fact, Report
from tests.conftest import SAMPLES
from tests.export.exporting import write_report
from tests.test_round_trip import EDITION, EDITIONS, RESOURCES, reports

Editions = Mapping[str, Edition]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?><w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:p><w:r><w:t>恩平市人民政府办公室 2024 年度报告</w:t></w:r></w:p></w:hdr>"
)


@pytest.fixture
def this_year(report: Report, edition: Edition) -> Report:
    figures = {cell: 10 + number for number, cell in enumerate(edition.cells) if cell not in edition.totals}
    figures[Cell("disputes", "reconsideration", "upheld")] = 0
    texts = {
        **report.texts,
        "preface": "根据条例，编制本报告。",
        "1": "2025年工作如下。\n（一）主动公开情况\n（二）依申请公开情况。全年收到申请19件。\n（三）新的一方面。说明。",
        "5": "存在的问题：公开不够及时。",
        "6": "2025年没有收取信息处理费。\n没有其他事项。",
    }
    facts = {**report.facts, Fact.YEAR: "2025", Fact.DATE: "2026-01-08"}
    amounts = {cell: figure for cell, figure in report.figures.items() if cell in edition.amounts}
    return report.with_(figures={**figures, **amounts}, facts=facts, texts=texts)


@pytest.fixture
def own(report: Report, edition: Edition, resources: Path, tmp_path: Path) -> Path:
    """Last year's file as the office keeps it: with a header, a picture, a lead in bold, and a run a word."""
    written, path = tmp_path / "written.docx", tmp_path / "own.docx"
    write_report(report, edition, written, resources)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == MAIN:
                text = data.decode()
                seal = '<w:r><w:drawing><seal xmlns="urn:seal"/></w:drawing></w:r>'
                text = text.replace('<w:pStyle w:val="Date"/></w:pPr>', f'<w:pStyle w:val="Date"/></w:pPr>{seal}')
                data = text.encode()
                assert b"seal" in data
            after.writestr(name, data)
        after.writestr("word/header1.xml", HEADER)
        after.writestr("word/media/seal.png", b"\x89PNG seal")
    return path


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _main(path: Path) -> Any:
    return etree.fromstring(_parts(path)[MAIN])


def test_figures_and_text_are_in_their_places(
    this_year: Report, edition: Edition, editions: Editions, own: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    message = write_into_own_file(this_year, editions, own, target)
    assert message == ("页眉或页脚里有“2024”，没有改动，请在文件里自己改",)
    assert differences(this_year, target, editions) == ()


def test_every_other_part_is_the_same_byte_by_byte(
    this_year: Report, editions: Editions, own: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    write_into_own_file(this_year, editions, own, target)
    before, after = _parts(own), _parts(target)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {MAIN}


def test_formatting_widths_and_the_seal_are_kept(
    this_year: Report, editions: Editions, own: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    write_into_own_file(this_year, editions, own, target)
    before, after = _main(own), _main(target)
    for tag in ("tblPr", "tblGrid", "tcPr", "trPr", "sectPr", "drawing"):
        looks = [[etree.tostring(each) for each in root.iter(f"{W}{tag}")] for root in (before, after)]
        assert looks[0] == looks[1], tag
    cells = [[etree.tostring(each) for each in root.iter(f"{W}tc")] for root in (before, after)]
    assert len(cells[0]) == len(cells[1])


def test_an_unchanged_paragraph_is_not_touched_and_a_new_one_is_formatted_like_its_kind(
    this_year: Report, editions: Editions, own: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    write_into_own_file(this_year, editions, own, target)
    found = {"".join(each.itertext()): each for each in _main(target).iter(f"{W}p")}
    assert found["（一）主动公开情况"].find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading2"
    added = found["（三）新的一方面。说明。"]
    styles = [each.get(f"{W}val") for each in added.iter(f"{W}rStyle")]
    assert styles == ["Lead2"]
    assert "".join(added.find(f"{W}r").itertext()) == "（三）新的一方面。"


@pytest.mark.parametrize("name", ["filled-libreoffice.docx", "blank-libreoffice.docx", "official-blank-2021-wps.docx"])
def test_files_of_other_programs_are_filled_with_every_figure(
    this_year: Report, edition: Edition, editions: Editions, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "out.docx"
    write_into_own_file(this_year, editions, SAMPLES / name, target)
    read = import_report(target, editions).report
    assert {cell: read.figures.get(cell) for cell in this_year.figures} == dict(this_year.figures)
    before, after = _parts(SAMPLES / name), _parts(target)
    assert {part for part in before if before[part] != after[part]} == {MAIN}


def test_a_blank_cell_empties_its_place(edition: Edition, editions: Editions, own: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.docx"
    was = import_report(own, editions).report
    assert was.figures
    write_into_own_file(Report(edition.id, facts=was.facts, texts=was.texts), editions, own, target)
    assert import_report(target, editions).report.figures == {}


def test_what_has_no_place_in_the_file_is_listed(
    this_year: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    own, target = tmp_path / "own.docx", tmp_path / "out.docx"
    write_report(Report(edition.id, facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024"}), edition, own, resources)
    message = write_into_own_file(this_year, editions, own, target)
    assert any(each.startswith("前言") for each in message)
    assert target.exists()


def test_a_file_of_another_form_is_refused(
    report: Report, edition: Edition, editions: Editions, resources: Path, tmp_path: Path
) -> None:
    own, target = tmp_path / "own.docx", tmp_path / "out.docx"
    old = Report(
        "2019", dict.fromkeys(editions["2019"].cells, 0), facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2020"}
    )
    write_report(old, editions["2019"], own, resources)
    with pytest.raises(ExportError, match="2019"):
        write_into_own_file(report, editions, own, target)
    assert not target.exists()


def test_tracked_changes_not_yet_accepted_are_reported(
    report: Report, editions: Editions, own: Path, tmp_path: Path
) -> None:
    tracked = tmp_path / "tracked.docx"
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(tracked, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == MAIN:
                data = data.replace(
                    b"<w:sectPr>", b'<w:p><w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins></w:p><w:sectPr>'
                )
            after.writestr(name, data)
    with pytest.raises(ExportError, match="修订"):
        write_into_own_file(report, editions, tracked, tmp_path / "out.docx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", "文字".encode()])
def test_what_is_no_word_document_is_reported(report: Report, editions: Editions, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "own.docx").write_bytes(data)
    with pytest.raises(UserFacingError, match=r"own\.docx"):
        write_into_own_file(report, editions, tmp_path / "own.docx", tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(last=reports(), this=reports())
def test_all_content_of_this_year_is_placed_whatever_the_file_contained(last: Report, this: Report) -> None:
    whole = {key: last.texts.get(key) or "全年没有。" for key in EDITION.text_keys}
    last = last.with_(texts={**last.texts, **whole})
    with tempfile.TemporaryDirectory() as folder:
        own, target = Path(folder) / "own.docx", Path(folder) / "out.docx"
        write_report(last, EDITION, own, RESOURCES)
        assert write_into_own_file(this, EDITIONS, own, target) == ()


def test_tables_merged_across_in_the_old_way_are_filled_with_every_figure(
    editions: Editions, edition: Edition, tmp_path: Path
) -> None:
    """The cells that ``w:hMerge`` continues are not shown, and no place for a figure."""
    own, target = SAMPLES / "own-file-with-hmerge.docx", tmp_path / "filled.docx"
    was = import_report(own, editions).report
    figures = {cell: figure if cell in edition.amounts else int(figure) + 1 for cell, figure in was.figures.items()}
    assert write_into_own_file(was.with_(figures=figures), editions, own, target) == ()
    assert import_report(target, editions).report.figures == figures


def test_a_file_that_unpacks_to_far_more_is_refused_before_it_is_read_here(
    this_year: Report, editions: Editions, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
        after.writestr("word/media/image9.png", b"\0" * 30_000_000)
    monkeypatch.setattr(template_fill, "_main_part_of", None)
    with pytest.raises(UserFacingError, match=r"bomb\.docx"):
        write_into_own_file(this_year, editions, bomb, tmp_path / "out.docx")
    large = tmp_path / "large.docx"
    large.write_bytes(own.read_bytes() + b"\0" * template_fill.MOST_BYTES)
    with pytest.raises(ExportError, match="超过 20 MB"):
        write_into_own_file(this_year, editions, large, tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()
