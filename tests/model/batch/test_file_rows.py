"""The row of each file of the county: what was planted is what is said, and nothing else."""

from model.batch.results import BatchResults
from model.batch.sources import Source
from tests.model.batch.county import County


def test_every_file_of_the_county_has_the_verdict_that_was_planted(
    results: BatchResults, sources: list[Source], county: County
) -> None:
    said = {sources[number].name: (row.verdict.value, frozenset(row.rules)) for number, row in results.rows.items()}
    assert set(said) == set(county.files)
    expected = {name: (each.verdict, said[name][1] | each.rules) for name, each in county.files.items()}
    assert said == expected
    clean = [name for name, each in county.files.items() if each.verdict == "agrees"]
    assert len(clean) > 50 and not any(said[name][1] for name in clean)


def test_a_row_says_how_much_was_read_and_the_first_findings(
    results: BatchResults, sources: list[Source], county: County
) -> None:
    rows = {sources[number].name: row for number, row in results.rows.items()}
    by_unit = {each.unit.removeprefix("恩平市"): rows[name] for name, each in county.files.items()}
    wrong, blank, old, zero = (by_unit[each] for each in ("教育局", "公安局", "水利局", "气象局"))
    assert (wrong.filled, wrong.of_cells) == (200, 200)
    assert wrong.mark == f"✕ {wrong.errors}" and wrong.remark.startswith("表三 商业企业列：一 ")
    # the totals above a blank are blank as well: 2 cells and the total of 未经复议直接起诉
    assert (blank.filled, blank.blanks, blank.mark) == (197, 2, "△ 2 空格")
    assert old.mark == "✕ 旧格式" and "用了 2019 版格式表格，2024 年度应为 2021 版格式，不能直接汇总" in old.remark
    assert zero.all_zero and not wrong.all_zero
    unread = rows["有密码.pdf"]
    assert (unread.mark, unread.edition, unread.of_cells) == ("✕ 读不出", "", 0)
    assert "设有打开密码" in unread.remark
