"""A new edition of the form is data alone: a toy edition 2030 goes the whole way without a line of code.

It has a new row, a renamed column and one more rule. What is done here is what ``resources/editions/README.md`` and
CONTRIBUTING.md tell a newcomer to do.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import main
from export.document.charts import compose_charts
from export.report_writer import ExportOptions
from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.session.open_report import OpenReport
from model.checks.engine import check
from model.drafting.rollover import roll_over
from model.form.edition import Edition, edition_for, load_editions
from model.form.figures import Figure
from model.form.guidance import guidance_at, load_guidance
from model.form.tables import Cell
from model.importing import import_report
from model.report.comparison import compare
from model.report.report import Fact, Report
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER
from tests.export.exporting import export_report
from tests.gui.editor.recorded_commands import RecordedEditorCommands
from tests.model.checks.rule_breaking import zeros

NEW_ROW = "results.denied.data_security"
LAST_ROW = "results.denied.inquiry_matter"
NEW_RULE = "requests.part_within"
CHANGES = [
    ('edition = "2021"', 'edition = "2030"'),
    ('name = "2021 版格式"', 'name = "2030 版格式"'),
    ("years = { from = 2021 }", "years = { from = 2030 }"),
    # a new row: its id, its place in the printed form, and the sum that it belongs to
    (
        f'    {{ id = "{LAST_ROW}"',
        f'    {{ id = "{NEW_ROW}", mark = "（三）9", name = "三（三）9.属于重要数据" }},\n    {{ id = "{LAST_ROW}"',
    ),
    (
        f'    [{{ label = "8.属于行政查询事项" }}, {{ figures = "{LAST_ROW}" }}],',
        f'    [{{ label = "8.属于行政查询事项" }}, {{ figures = "{LAST_ROW}" }}],\n'
        f'    [{{ label = "9.属于重要数据" }}, {{ figures = "{NEW_ROW}" }}],',
    ),
    ('label = "三、本年度办理结果", high = 22', 'label = "三、本年度办理结果", high = 23'),
    ('label = "（三）不予公开", high = 8', 'label = "（三）不予公开", high = 9'),
    (f'    "{LAST_ROW}",\n', f'    "{LAST_ROW}",\n    "{NEW_ROW}",\n'),
    # a renamed column keeps its id
    ('{ id = "welfare", name = "社会公益组织"', '{ id = "welfare", name = "慈善组织"'),
    ('{ head = "社会公益组织" }', '{ head = "慈善组织" }'),
    ('{ label = "社会公益组织"', '{ label = "慈善组织"'),
    # one more rule, of a known kind
    (
        '[[rules]]\nid = "requests.all_zero"',
        f'[[rules]]\nid = "{NEW_RULE}"\nkind = "at_most"\nseverity = "error"\ntable = "requests"\nalong = "column"\n'
        'left = ["results.granted_in_part"]\nright = ["received", "carried_in"]\n'
        'says = "部分公开不多于新收与结转之和"\nsource = "试验"\n\n[[rules]]\nid = "requests.all_zero"',
    ),
]
ENTRY = f"""
[[guidance]]
id = "toy.data_security"
table = "requests"
rows = ["{NEW_ROW}"]
editions = ["2030"]
title = "属于重要数据"
text = "依照数据安全的规定不予公开的。"
source = "《中华人民共和国数据安全法》第二十一条"
"""
ORGAN = "恩平市财政局"


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's resources with one more edition file, and with the newest one closed before it."""
    folder = tmp_path_factory.mktemp("toy") / "resources"
    shutil.copytree(EDITIONS_FOLDER.parent, folder)
    newest = folder / "editions" / "2021.toml"
    text = newest.read_text(encoding="utf-8")
    newest.write_text(text.replace("years = { from = 2021 }", "years = { from = 2021, to = 2029 }"), encoding="utf-8")
    for old, new in CHANGES:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "editions" / "2030.toml").write_text(text, encoding="utf-8")
    with (folder / "guidance.toml").open("a", encoding="utf-8") as guidance:
        guidance.write(ENTRY)
    return folder


@pytest.fixture(scope="module")
def editions(resources: Path) -> dict[str, Edition]:
    return load_editions(resources / "editions")


def blank_totals(edition: Edition) -> dict[Cell, Figure]:
    """Zero everywhere, while the totals follow."""
    return {cell: figure for cell, figure in zeros(edition).items() if cell not in edition.totals}


@pytest.fixture
def toy(editions: dict[str, Edition]) -> Edition:
    return editions["2030"]


@pytest.fixture
def prior(editions: dict[str, Edition]) -> Report:
    """A report on 2029 in the form of 2021, with 4 carried out and words."""
    figures = {**blank_totals(editions["2021"]), Cell("requests", "received", "welfare"): 4}
    figures |= {Cell("requests", "carried_out", "welfare"): 4}
    facts = {Fact.ORGAN: ORGAN, Fact.YEAR: "2029"}
    texts = {"preface": "前言。", "1": "2029年新收申请4件。", "5": "不足和改进。", "6": "没有其他事项。"}
    return Report("2021", figures, facts=facts, texts=texts)


@pytest.fixture
def draft(prior: Report, editions: dict[str, Edition], toy: Edition) -> Report:
    return roll_over(prior, toy, 2030, editions["2021"])


def finished(draft: Report, toy: Edition) -> Report:
    """Sound: what was carried in was denied for the reason that is new."""
    carried_in, denied = Cell("requests", "carried_in", "welfare"), Cell("requests", NEW_ROW, "welfare")
    return draft.with_(figures={**blank_totals(toy), carried_in: 4, denied: 4})


def test_the_form_of_2030_is_used_from_2030_on(editions: dict[str, Edition]) -> None:
    assert [edition_for(year, editions).id for year in (2020, 2029, 2030, 2031)] == ["2019", "2021", "2030", "2030"]


def test_it_has_the_new_row_and_the_new_name_of_a_column(editions: dict[str, Edition], toy: Edition) -> None:
    assert len(toy.cells) == len(editions["2021"].cells) + 7
    assert toy.name_of(Cell("requests", NEW_ROW, "welfare")) == "三（三）9.属于重要数据 · 慈善组织"


def test_a_report_in_the_form_before_rolls_over_into_it(draft: Report, toy: Edition) -> None:
    assert draft.edition == toy.id
    assert draft.figures.get(Cell("requests", "carried_in", "welfare")) == 4
    assert draft.texts["1"] == "2030年新收申请4件。"
    assert draft.to_check


def test_its_rules_are_checked_across_the_two_forms(
    draft: Report, prior: Report, editions: dict[str, Edition], toy: Edition
) -> None:
    def found(report: Report) -> set[str]:
        checked = check(report, toy, prior, last_edition=editions["2021"])
        return {each.rule for each in checked.findings if each.severity in ("error", "warning") and each.cells}

    sound = finished(draft, toy)
    assert found(sound) == set()
    part = Cell("requests", "results.granted_in_part", "person")
    assert f"{NEW_RULE}.person" in found(sound.with_(figures={**sound.figures, part: 1}))
    carried_in = Cell("requests", "carried_in", "welfare")
    assert "years.carried_in.welfare" in found(sound.with_(figures={**sound.figures, carried_in: 3}))


def test_the_new_row_counts_in_the_total(draft: Report, toy: Edition) -> None:
    figures = check(finished(draft, toy), toy).context.figures
    assert figures[Cell("requests", "results.total", "welfare")] == 4
    assert figures[Cell("requests", NEW_ROW, "total")] == 4


def test_its_charts_count_the_new_row_and_name_the_column(draft: Report, toy: Edition) -> None:
    _, results, applicants = compose_charts(finished(draft, toy), toy, None)
    assert {bar.label: bar.this_year for bar in results.bars}["不予公开"] == 4
    assert "慈善组织" in {bar.label for bar in applicants.bars}


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json"])
def test_it_is_exported_and_reads_back_as_itself(
    draft: Report,
    prior: Report,
    editions: dict[str, Edition],
    toy: Edition,
    resources: Path,
    tmp_path: Path,
    suffix: str,
) -> None:
    report, path = finished(draft, toy), tmp_path / f"年报{suffix}"
    export_report(report, editions, path, resources, prior, ExportOptions(approval_sheet=True, charts=True))
    read = import_report(path, editions).report
    assert read.edition == "2030"
    assert not compare(report, read, toy, toy)


def test_the_commands_know_it(
    resources: Path, prior: Report, editions: dict[str, Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "RESOURCES", resources)
    old, rolled, filled = (tmp_path / name for name in ("2029.docx", "2030.json", "2030.docx"))
    export_report(prior, editions, old, resources)
    assert main.main(["roll", str(old), str(rolled), "--year", "2030"]) == 0
    assert main.main(["fill", str(rolled), str(filled), "--set", f"requests.{NEW_ROW}.welfare=4"]) == 0
    read = import_report(filled, editions).report
    assert read.figures[Cell("requests", NEW_ROW, "welfare")] == 4


def test_its_new_row_is_explained(resources: Path, editions: dict[str, Edition], toy: Edition) -> None:
    entries = load_guidance(resources / "guidance.toml", editions)
    message = guidance_at(Cell("requests", NEW_ROW, "person"), toy, entries)
    assert "toy.data_security" in {each.id for each in message}


@pytest.fixture
def page(
    draft: Report, prior: Report, editions: dict[str, Edition], resources: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[EditorPage]:
    store = DraftStore(tmp_path / "drafts")
    opened = store.open(store.create(draft, prior))
    shown = EditorPage(
        OpenReport(opened, editions["2030"], store, editions["2021"]), editions, resources, RecordedEditorCommands()
    )
    qtbot.addWidget(shown)
    yield shown
    shown.open_report.close(5)
    store.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the platform without a screen says so
def test_a_draft_is_filled_in_the_window_s_grid(page: EditorPage, toy: Edition) -> None:
    page.navigation.choose("3")
    table = page.page
    assert isinstance(table, TablePage)
    for column in toy.table("requests").columns:
        if column.id != "total":
            table.view.selection.jump_to(Cell("requests", NEW_ROW, column.id))
            index = table.view.currentIndex()
            assert table.model.setData(index, "2", Qt.ItemDataRole.EditRole)
    report = page.open_report
    assert report.report.figures[Cell("requests", NEW_ROW, "welfare")] == 2
    assert report.shown(Cell("requests", NEW_ROW, "total")) == 12
