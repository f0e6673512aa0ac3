"""Characters of a page: joined to runs, shown turned, in radicals."""

from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing.readers.pdf.page_characters import CharacterRun, joined_runs, without_radicals
from model.report.derived_totals import shown
from tests.model.importing.conftest import Import
from tests.model.importing.readers.pdf.pdfs import HUAIAN, paragraphs, text


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(
    read: Import, edition: Edition, tmp_path: Path, turned: int
) -> None:
    """Each page of a published file, drawn lying down and shown upright."""
    import pypdfium2  # type: ignore[import-untyped]
    from pypdfium2 import raw

    matrix = {90: (0, 1, -1, 0, 842, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, 0, 595)}[turned]
    document = pypdfium2.PdfDocument(HUAIAN.read_bytes())
    for page in document:
        assert raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), raw.FS_RECTF(0, 0, 2000, 2000))
        page.set_mediabox(0, 0, *((595, 842) if turned == 180 else (842, 595)))
        page.set_rotation(turned)
    document.save(tmp_path / "turned.pdf")
    document.close()
    imported = read(tmp_path / "turned.pdf")
    assert shown(imported.report, edition).figures == shown(read(HUAIAN).report, edition).figures
    assert imported.report.texts == read(HUAIAN).report.texts


def test_radicals_that_a_font_writes_for_characters_are_the_characters() -> None:
    assert paragraphs([text("⼀、主动公开⾏政许可⻚⾯⻔户⻓期情况说明", 90, 700)]) == [
        "一、主动公开行政许可页面门户长期情况说明"
    ]


def test_characters_of_a_line_are_joined_unless_they_are_far_apart_or_lie_over_each_other() -> None:
    drawn = [
        CharacterRun("本年", 100, 120, 50, 60, False),
        CharacterRun("新", 120, 130, 50, 60, False),
        CharacterRun("收", 140, 150, 50, 60, True),  # in another column
        CharacterRun("收", 142, 152, 50, 60, False),  # printed over it
        CharacterRun("数", 100, 110, 66, 76, True),  # on the next line
    ]
    runs = list(joined_runs(drawn))
    assert [(run.text, run.left, run.right, run.top) for run in runs] == [
        ("本年新", 100, 130, 50),
        ("收", 140, 150, 50),
        ("收", 142, 152, 50),
        ("数", 100, 110, 66),
    ]
    assert runs[0].middles == (105, 115, 125)


def test_only_latin_words_are_parted_by_a_space() -> None:
    spaced = [("W", 100, False), ("P", 105, False), ("S", 114, True), ("第", 122, True), ("1", 132, False)]
    drawn = [CharacterRun(char, left, left + 5, 50, 60, is_spaced) for char, left, is_spaced in spaced]
    assert [run.text for run in joined_runs(drawn)] == ["WP S第1"]


def test_a_radical_without_a_character_of_its_own_stays() -> None:
    assert without_radicals("⻓⼀⺀件") == "长一⺀件"
