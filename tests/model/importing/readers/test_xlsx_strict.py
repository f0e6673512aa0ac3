"""Workbooks saved as Strict Open XML are read as any other."""

from collections.abc import Mapping

from model.form.edition import Edition
from model.importing import import_report
from model.report.json_format import cells_json
from tests.conftest import SAMPLES


def test_a_strict_workbook_is_read_whole(editions: Mapping[str, Edition], edition: Edition) -> None:
    imported = import_report(SAMPLES / "strict-workbook.xlsx", editions)
    cells = cells_json(imported.report, edition)
    assert len(cells) == 200
    assert None not in cells.values()
    assert cells["requests.received.person"] == 2218
