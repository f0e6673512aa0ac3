"""The pages that LibreOffice sets are those of the measures in ``tests/samples/word-pages.json``, to 0.3 mm.

The measures were made when the files were still written without python-docx. How lines of several rows are spread in a
table depends on the fonts: they hold for Noto CJK, which stands in for the official fonts where those are missing.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.export.writers.docx.rendered_pages import MEASURES, Measures, measures_of, render, write_all

EXPECTED: Measures = json.loads(MEASURES.read_text(encoding="utf-8"))
MOST_MM = 0.3


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_pages_lines_of_text_and_lines_of_tables_are_where_they_were(tmp_path: Path) -> None:
    measured = {name: measures_of(path) for name, path in render(write_all(tmp_path), tmp_path).items()}
    assert measured.keys() == EXPECTED.keys()
    for name, pages in measured.items():
        assert len(pages) == len(EXPECTED[name]), name
        for number, (page, expected) in enumerate(zip(pages, EXPECTED[name], strict=True), start=1):
            for what, found in page.items():
                assert _flat(found) == pytest.approx(_flat(expected[what]), abs=MOST_MM), (name, number, what)


def test_a_page_full_of_text_holds_22_lines_in_the_official_text_block() -> None:
    full = EXPECTED["long"][1:4]
    assert [page["lines"] for page in full] == [22 + 1] * 3  # and the page number
    for page in full:
        (_, top), ((_, bottom), _) = page["first"], page["last"]
        assert top > 37 and bottom < 297 - 35
        assert (bottom - top) / 21 == pytest.approx(28 / 72 * 25.4, abs=0.02)


def test_tables_are_as_wide_as_the_text_block() -> None:
    for name in ("options", "long", "edition-2019", "blank", "own"):
        # forms, not the approval sheet with its three lines and the bars of charts with theirs
        ends = [(page["down"][0], page["down"][-1]) for page in EXPECTED[name] if len(page["down"]) > 10]
        assert ends
        assert ends == [pytest.approx((28, 184), abs=MOST_MM)] * len(ends)


def _flat(found: Any) -> list[float]:
    return [each for part in found for each in _flat(part)] if isinstance(found, list | tuple) else [found]
