"""Any report, any edit: what hypothesis tries the promises of ``model`` on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from model.form.tables import Cell
from model.report.edits import Edit
from model.report.report import Fact, NumberLink, Origin, Reason, Remark, Report, SignOffField, TextPosition, ToCheck

texts = st.text(st.characters(exclude_categories=()), max_size=12)
"""Half surrogate pairs and NUL too: a paste may bring them."""
labels = st.sampled_from(["填写 四、结转下年度 · 商业企业", "粘贴 12 格", "空白补 0", "改写 一、总体情况"])
counts = st.integers(min_value=0)
amounts = st.decimals(min_value=0, max_value=10**12, allow_nan=False, places=6) | st.sampled_from(
    [Decimal("0.00"), Decimal("-0"), Decimal("12.50"), Decimal("1E+3"), Decimal("0.000001")]
)
figures = counts | amounts

_ids = st.text("abcdefgh_", min_size=1, max_size=4)
_rows = st.lists(_ids, min_size=1, max_size=3).map(".".join)
any_cells = st.builds(Cell, _ids, _rows, _ids)
few_cells = st.sampled_from(
    [
        Cell("requests", row, column)
        for row in ("received", "carried_in", "results.denied.state_secret")
        for column in ("person", "total")
    ]
)
"""So few that edits meet each other."""
few_keys = st.sampled_from(["preface", "1", "5", "requests.balance.person"])

origins = st.builds(Origin, texts, texts, texts)
places = st.builds(TextPosition, few_keys, st.integers(0, 2000))
reasons = st.builds(Reason, texts, texts, st.none() | places)
_some_cells = st.lists(few_cells, max_size=3).map(tuple)
marks = st.builds(ToCheck, few_keys, st.integers(0, 2000), texts, texts, st.none() | _some_cells)

remarks = st.builds(Remark, texts, st.booleans())
links = st.builds(NumberLink, few_keys, st.integers(0, 2000), texts, _some_cells, st.booleans())


def _parts(cells: st.SearchStrategy[Cell], *, blanks: bool) -> dict[str, st.SearchStrategy[object]]:
    def part(keys: st.SearchStrategy[object], values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        return st.dictionaries(keys, st.none() | values if blanks else values, max_size=4)

    return {
        "figures": part(cells, figures),
        "unread": part(cells, texts),
        "origins": part(cells, origins),
        "facts": part(st.sampled_from(Fact), texts),
        "texts": part(few_keys, texts),
        "reasons": part(few_keys, reasons),
        "dismissed": part(few_keys, reasons),
        "to_check": part(few_keys, marks),
        "remarks": part(cells, remarks),
        "links": part(few_keys, links),
        "foreign_labels": part(_ids, texts),
        "sign_off": part(st.sampled_from(SignOffField), texts),
    }


def _with_some(parts: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the parts, from none to all; drawing each of them every time takes twice as long and shows no more."""
    return st.fixed_dictionaries({}, optional=dict(parts))


def _reports(cells: st.SearchStrategy[Cell]) -> st.SearchStrategy[Report]:
    parts = _parts(cells, blanks=False) | {"headings": st.lists(texts, max_size=3).map(tuple)}
    return _with_some(parts).map(lambda some: Report("2021", **some))


def _edits(cells: st.SearchStrategy[Cell]) -> st.SearchStrategy[Edit]:
    return st.builds(lambda label, some: Edit(label, **some), labels, _with_some(_parts(cells, blanks=True)))


any_reports, any_edits = _reports(any_cells), _edits(any_cells)
reports, edits = _reports(few_cells), _edits(few_cells)
"""Over the same few cells and keys, for promises about sequences."""
