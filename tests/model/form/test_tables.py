"""Tables of the form: addresses, names and labels of cells, and the grid they are printed in."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest

from model.form.edition import Edition
from model.form.figures import FigureError
from model.form.tables import Cell, Table
from tests.conftest import every_edition


@pytest.mark.parametrize("edition", every_edition(), ids=lambda edition: edition.id)
def test_every_cell_is_there_once_and_every_place_of_the_grid_is_covered_once(edition: Edition) -> None:
    assert max(Counter(edition.cells).values()) == 1
    assert edition.cell_set == set(edition.cells)
    for table in edition.tables:
        assert len(table.place_at) == table.height * table.width == sum(p.high * p.wide for p in table.places)
        for cell in table.cells:
            assert cell.table == table.id
            assert Cell.parse(str(cell)) == cell
            assert table.name_of(cell)


def test_a_cell_reads_the_kind_of_figure_that_it_wants(editions: Mapping[str, Edition]) -> None:
    old = editions["2019"]
    delta, amount = Cell("disclosure", "fees", "delta"), Cell("disclosure", "procurement", "amount")
    assert old.read(delta, "减4") == -4
    assert old.read(amount, "43.788") == Decimal("43.788")
    for cell, text in ((delta, "2.5"), (amount, "-1"), (old.cell("requests.received.person"), "+1")):
        with pytest.raises(FigureError):
            old.read(cell, text)


def test_a_cell_is_called_by_its_row_and_its_column_where_the_row_has_more_than_one(edition: Edition) -> None:
    assert edition.name_of(Cell("requests", "carried_out", "business")) == "四、结转下年度 · 商业企业"
    assert edition.name_of(Cell("disclosure", "licences", "decisions")) == "行政许可"


def labels(table: Table, row: str, column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    cell = Cell(table.id, row, column)
    return table.row_labels(cell), table.column_labels(cell)


def test_a_cell_has_the_labels_left_of_it_and_the_heads_above_it_outermost_first(edition: Edition) -> None:
    requests, disclosure, disputes = (edition.table(name) for name in ("requests", "disclosure", "disputes"))
    assert labels(requests, "results.denied.internal_affairs", "business") == (
        ("三、本年度办理结果", "（三）不予公开", "5.属于三类内部事务信息"),
        ("申请人情况", "法人或其他组织", "商业企业"),
    )
    assert labels(requests, "results.total", "total")[1] == ("申请人情况", "总计")
    assert labels(disclosure, "penalties", "decisions") == (
        ("行政处罚",),
        ("第二十条第（六）项", "本年处理决定数量"),
    )
    assert labels(disputes, "suit_direct", "pending") == ((), ("行政诉讼", "未经复议直接起诉", "尚未审结"))


@pytest.mark.parametrize("address", ["", "a", "a.b", ".b.c", "a..", "..", "a.b."])
def test_an_address_has_three_parts(address: str) -> None:
    with pytest.raises(ValueError, match=r"^" + address.replace(".", r"\.") + "$"):
        Cell.parse(address)
