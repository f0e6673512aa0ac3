"""填报口径: every row and column of every edition is explained, each entry with its source, each id vetted."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition, load_editions
from model.form.guidance import PRACTICE, Guidance, guidance_at, load_guidance
from model.form.schema import EditionError
from model.form.tables import Cell
from tests.conftest import EDITIONS_FOLDER

PATH = EDITIONS_FOLDER.parent / "guidance.toml"
EDITIONS = load_editions(EDITIONS_FOLDER)
ENTRIES = load_guidance(PATH, EDITIONS)


def every_line() -> Iterator[tuple[Edition, str, str, str]]:
    """Every row and every column of every table of every edition."""
    for edition in EDITIONS.values():
        for table in edition.tables:
            yield from ((edition, table.id, "rows", each.id) for each in table.rows)
            yield from ((edition, table.id, "columns", each.id) for each in table.columns)


@pytest.mark.parametrize(
    ("edition", "table", "kind", "line"),
    [pytest.param(*each, id="-".join((each[0].id, *each[1:]))) for each in every_line()],
)
def test_every_row_and_every_column_of_every_edition_is_explained(
    edition: Edition, table: str, kind: str, line: str
) -> None:
    assert any(each.is_for(edition) and each.table == table and line in getattr(each, kind) for each in ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.id)
def test_every_entry_names_a_law_a_document_the_form_or_says_that_it_is_practice(entry: Guidance) -> None:
    law = re.search(r"《[^》]+法》|《[^》]+条例》|国办.*〔\d{4}〕\d+号|年度报告格式", entry.source)
    assert law or entry.source.startswith(PRACTICE)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.id)
def test_practice_is_worded_as_practice_and_stated_in_the_source(entry: Guidance) -> None:
    cautious = re.search(r"实践中|一般|以本级主管部门口径为准", entry.text)
    assert bool(cautious) == (PRACTICE in entry.source)


def test_what_the_form_says_of_a_part_that_is_withheld_is_quoted_as_the_form_prints_it() -> None:
    printed = {place.text for table in EDITIONS["2021"].tables for place in table.places if place.text}
    (entry,) = [each for each in ENTRIES if each.id == "requests.granted_in_part"]
    quoted = re.search(r"“(（二）.*?）)”", entry.source)
    assert quoted and quoted[1] in printed


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (
            Cell("requests", "results.granted_in_part", "person"),
            ["只计入部分公开一次", "个人名义", "第三项|勾稽|两边|进出"],
        ),
        (Cell("requests", "results.otherwise.other", "business"), ["撤回", "企业"]),
        (Cell("requests", "results.otherwise.not_corrected", "total"), ["逾期不补正", "六类申请人"]),
        (Cell("disclosure", "fees", "amount"), ["万元", "行政事业性收费"]),
        (Cell("disputes", "suit_after_reconsideration", "upheld"), ["共同被告", "驳回"]),
    ],
    ids=str,
)
def test_the_guidance_of_a_cell_is_that_of_its_row_then_column_then_table(cell: Cell, words: list[str]) -> None:
    found = guidance_at(cell, EDITIONS["2021"], ENTRIES)
    message = "\n".join(f"{each.title} {each.text}" for each in found)
    assert all(re.search(word, message) for word in words)
    assert [each.breadth for each in found] == sorted(each.breadth for each in found)
    assert [bool(each.rows) for each in found][:1] == [True]


def test_each_edition_has_guidance_only_for_its_own_rows() -> None:
    old = guidance_at(Cell("requests", "results.otherwise", "person"), EDITIONS["2019"], ENTRIES)
    assert "不分小项" in "".join(each.title for each in old)
    for edition in EDITIONS.values():
        for cell in edition.cells:
            assert all(not each.editions or edition.id in each.editions for each in guidance_at(cell, edition, ENTRIES))


GOOD = 'id = "a"\ntable = "requests"\ntitle = "标题"\ntext = "文字"\nsource = "实践做法"\n'


def _loaded(tmp_path: Path, entry: str, editions: Mapping[str, Edition] = EDITIONS) -> tuple[Guidance, ...]:
    path = tmp_path / "guidance.toml"
    path.write_text(f"format = 1\n[[guidance]]\n{entry}", encoding="utf-8")
    return load_guidance(path, editions)


def test_a_good_entry_is_taken(tmp_path: Path) -> None:
    assert [each.id for each in _loaded(tmp_path, GOOD)] == ["a"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (GOOD + 'rows = ["results.otherwise.other"]\n', "rows 里的 results.otherwise.other 不是2019 版格式的"),
        (GOOD + 'columns = ["persons"]\n', "columns 里的 persons 不是"),
        (GOOD + 'editions = ["2031"]\n', "editions 里没有 2031 这个版本"),
        (GOOD.replace("requests", "request"), "没有表 'request'"),
        (GOOD.replace("实践做法", " "), "source 是空的"),
        (GOOD.replace("文字", ""), "text 是空的"),
        (GOOD + 'author = "我"\n', "不认识的键 author"),
        (GOOD.replace('title = "标题"\n', ""), "缺少 title"),
        (GOOD + f"[[guidance]]\n{GOOD}", "重复的 a"),
        (
            GOOD.replace("requests", "disclosure") + 'editions = ["2021"]\nrows = ["fees"]\ncolumns = ["issued"]\n',
            "没有一格属于它",
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_file_and_entry(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(EditionError) as refused:
        _loaded(tmp_path, entry)
    assert str(refused.value).startswith("guidance.toml：guidance")
    assert message in str(refused.value)
