"""What the PDF template is given: the layout in points, the texts as they are, and the parts of the tables."""

import json
from typing import Any

import pytest

from export.document.charts import compose_charts
from export.document.document import Document, compose
from export.document.layout import PT_PER_MM, Layout
from export.writers.pdf.template_data import SUBJECT, template_data
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.report import Report


def _data(document: Document, layout: Layout) -> Any:
    return json.loads(json.dumps(template_data(document, layout)))


def _tables(data: Any) -> list[Any]:
    return [block for block in data["blocks"] if block["kind"] == "table"]


def test_a_line_has_room_for_exactly_the_characters_of_the_page(document: Document, layout: Layout) -> None:
    body = _data(document, layout)["body"]
    character, room = body["size"] + body["tracking"], layout.page.text_width_mm * PT_PER_MM
    assert layout.page.line_characters * character == pytest.approx(room, abs=0.1)
    assert layout.page.line_characters * character <= room


def test_headings_keep_their_type_and_the_outline_skips_no_level(edition: Edition, layout: Layout) -> None:
    report = Report(edition.id, texts={"1": "1.完善制度\n（一）公开\n（1）明确责任"})
    headings = [each for each in _data(compose(report, edition), layout)["blocks"] if each["kind"] == "heading"]
    assert [(each["level"], each["outline-level"]) for each in headings[:4]] == [(1, 1), (3, 2), (2, 2), (4, 3)]


def test_a_paragraph_is_its_run_in_heading_and_the_rest(document: Document, layout: Layout) -> None:
    lead = next(each for each in _data(document, layout)["blocks"] if each.get("lead"))
    assert (lead["lead"], lead["text"], lead["level"]) == ("（二）依申请公开情况。", "全年收到申请9件。", 2)


def test_rows_of_heads_and_of_figures_are_parts_and_only_the_top_repeats(document: Document, layout: Layout) -> None:
    for table, printed in zip(_tables(_data(document, layout)), document.tables(), strict=True):
        parts = table["parts"]
        assert [part["from"] for part in parts] == [0, *(part["to"] for part in parts[:-1])]
        assert parts[-1]["to"] == len(table["rows"]) == printed.table.height
        assert [part["repeated"] for part in parts] == [bool(printed.head_rows), *[False] * (len(parts) - 1)]
        for part in parts:
            cells = [cell for row in printed.rows[part["from"] : part["to"]] for cell in row]
            assert part["head"] is not any(cell.role in ("label", "figure") for cell in cells)


def test_figures_that_are_too_long_are_smaller_and_block_titles_are_shaded(edition: Edition, layout: Layout) -> None:
    cell = Cell("requests", "received", "person")
    report = Report(edition.id, {cell: 123456789, Cell("requests", "received", "business"): 1})
    disclosure, requests, _ = _tables(_data(compose(report, edition), layout))
    sizes = {each["text"]: each["size"] for row in requests["rows"] for each in row}
    assert sizes["123456789"] < sizes["1"] == 9.0
    assert {each["fill"] for row in disclosure["rows"] for each in row} == {"", f"#{layout.tables.block_colour}"}


def test_an_untitled_report_has_a_name_but_prints_none(edition: Edition, layout: Layout) -> None:
    data = _data(compose(Report(edition.id), edition), layout)
    assert data["name"]
    assert data["subject"] == SUBJECT
    assert data["closing"] == []


def test_signature_and_date_stay_together_below_one_space(document: Document, layout: Layout) -> None:
    closing = _data(document, layout)["closing"]
    assert [each["sticky"] for each in closing] == [True] * (len(closing) - 1) + [False]
    assert [each["above"] for each in closing] == [layout.body.line_pt] + [0.0] * (len(closing) - 1)


def test_bars_have_their_share_of_the_longest(report: Report, edition: Edition, layout: Layout) -> None:
    charts = compose_charts(report, edition, None)
    made: Any = template_data(compose(report, edition), layout, charts)
    shares = [bar["share"] for chart in made["chart"]["charts"] for bar in chart["bars"]]
    assert max(shares) == 1.0 and min(shares) >= 0.0
    assert [chart["description"] for chart in made["chart"]["charts"]] == [chart.description for chart in charts]
