"""Whatever a report holds, the files that it is exported to read back the same."""

import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.read_back import differences
from model.form.edition import Edition, load_editions
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing import import_report
from model.report.comparison import compare
from model.report.report import Fact, Report
from tests.export.exporting import write_report

RESOURCES = Path(__file__).parent.parent / "resources"
EDITIONS = load_editions(RESOURCES / "editions")
EDITION = EDITIONS["2021"]

words = st.text(
    "公开信息工作情况年，。、；：“”（）<>&\"'=+-@#$%^*_~`\\/|{}[]\t\x00\x0b\ud800 0123456789abcXYZ\U0001f600〇㎡",
    max_size=60,
)
sentences = words.map(lambda text: f"全年{text}。")
"""Begun and ended so that none is a heading of the form, a date or a table."""
texts = st.lists(sentences, max_size=4).map("\n".join)
raws = st.sampled_from(["约3件", "5（其中修订3件）", "=1+1", "十一件", "<b>2</b>", "1,00", "012", "251000元"])
amounts: st.SearchStrategy[Figure] = st.decimals(min_value=0, max_value=10**8, places=6) | st.sampled_from(
    [Decimal("0.00"), Decimal("12.50")]
)


counts: st.SearchStrategy[Figure] = st.integers(0, 11).flatmap(lambda digits: st.integers(0, 10**digits))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of the edition in force: some cells filled, some not read, the rest blank."""
    chosen = draw(st.lists(st.sampled_from(EDITION.cells), unique=True, max_size=200))
    figures = {cell: draw(amounts if cell in EDITION.amounts else counts) for cell in chosen}
    unread = {cell: draw(raws) for cell in chosen[: draw(st.integers(0, 3))] if cell not in EDITION.totals}
    facts = {Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: str(draw(st.integers(2021, 2030)))}
    return Report(
        EDITION.id,
        {cell: figure for cell, figure in figures.items() if cell not in unread},
        unread=unread,
        facts=facts,
        texts={key: draw(texts) for key in EDITION.text_keys},
    )


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(report=reports())
def test_a_report_reads_back_the_same_from_every_file(suffix: str, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        write_report(report, EDITION, path, RESOURCES)
        assert differences(report, path, EDITIONS) == ()
        # nor does the copy that comes back from sign-off differ from the draft while nobody changed it
        assert compare(report, import_report(path, EDITIONS).report, EDITION) == []


FACTS = {Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2024"}
LONG_ORGAN = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县住房和城乡建设及综合行政执法管理局"
TOTAL, UPHELD = Cell("requests", "received", "total"), Cell("disputes", "reconsideration", "upheld")

BARE = {
    "nothing at all": Report(EDITION.id),
    "figures and no words": Report(EDITION.id, dict.fromkeys(EDITION.cells, 0), facts=FACTS),
    "no organ": Report(
        EDITION.id,
        facts={Fact.YEAR: "2024", Fact.SIGNATURE: "恩平市财政局", Fact.DATE: "2025年1月8日"},
        texts={"6": "无。"},
    ),
    "no organ, but a year in the words": Report(
        EDITION.id,
        facts={Fact.SIGNATURE: "恩平市财政局"},
        texts={"preface": "现公布恩平市财政局2024年政府信息公开工作年度报告。"},
    ),
    "a title of its own": Report(
        EDITION.id, facts={**FACTS, Fact.TITLE: "办公室年度工作小结"}, texts={"preface": "现公布如下。"}
    ),
    "no preface and a date alone": Report(EDITION.id, facts={**FACTS, Fact.DATE: "2025-01-08"}),
    "a title of four lines": Report(
        EDITION.id,
        facts={Fact.ORGAN: LONG_ORGAN, Fact.YEAR: "2024", Fact.SIGNATURE: LONG_ORGAN, Fact.DATE: "2025-01-08"},
    ),
    "a total that was not read": Report(EDITION.id, dict.fromkeys(EDITION.cell_set - {TOTAL}, 1), {TOTAL: "约3件"}),
    "a row of one text and blanks": Report(EDITION.id, unread={UPHELD: "约3件"}, facts=FACTS, texts={"1": "无。"}),
}


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json"])
@pytest.mark.parametrize("name", BARE)
def test_a_report_with_little_in_it_reads_back_too(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{suffix}"
    write_report(BARE[name], EDITION, path, RESOURCES)
    assert differences(BARE[name], path, EDITIONS) == ()


def _all_zero(editions: Mapping[str, Edition], key: str) -> Report:
    return Report(key, dict.fromkeys(editions[key].cells, 0), facts={Fact.ORGAN: "恩平市人民政府", Fact.YEAR: "2024"})


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json"])
@pytest.mark.parametrize("key", sorted(EDITIONS))
def test_every_edition_reads_back_from_every_file(key: str, suffix: str, tmp_path: Path) -> None:
    report, path = _all_zero(EDITIONS, key), tmp_path / f"report{suffix}"
    write_report(report, EDITIONS[key], path, RESOURCES)
    assert differences(report, path, EDITIONS) == ()
