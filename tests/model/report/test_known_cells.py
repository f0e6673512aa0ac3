"""Values of cells that the edition does not have are left out, all others stay."""

from decimal import Decimal

from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit
from model.report.known_cells import known_only
from model.report.report import NumberLink, Origin, Remark, Report, ToCheck

KNOWN = Cell("requests", "received", "person")
UNKNOWN = Cell("nowhere", "at", "all")


def test_a_report_of_known_cells_stays_as_it_is(edition: Edition) -> None:
    report = Report(edition.id, {KNOWN: 1}, links={"x": NumberLink("1", 0, "1", (KNOWN,))})
    assert known_only(report, edition) is report


def test_what_names_an_unknown_cell_is_left_out(edition: Edition) -> None:
    report = Report(
        edition.id,
        {KNOWN: 1, UNKNOWN: Decimal(2)},
        unread={UNKNOWN: "约3"},
        origins={KNOWN: Origin("a", "b", "1"), UNKNOWN: Origin("a", "b", "2")},
        remarks={UNKNOWN: Remark("x")},
        links={"x": NumberLink("1", 0, "1", (KNOWN,)), "y": NumberLink("1", 0, "1", (KNOWN, UNKNOWN))},
        to_check={"x": ToCheck("1", 0, "1", "2"), "y": ToCheck("1", 0, "1", "2", (UNKNOWN,))},
        texts={"1": "文字"},
    )
    assert known_only(report, edition) == Report(
        edition.id,
        {KNOWN: 1},
        origins={KNOWN: Origin("a", "b", "1")},
        links={"x": NumberLink("1", 0, "1", (KNOWN,))},
        to_check={"x": ToCheck("1", 0, "1", "2")},
        texts={"1": "文字"},
    )


def test_so_it_is_in_an_edit_which_may_remove_values(edition: Edition) -> None:
    edit = Edit("填写", {KNOWN: None, UNKNOWN: None}, unread={UNKNOWN: "x"}, links={"x": None})
    assert known_only(edit, edition) == Edit("填写", {KNOWN: None}, links={"x": None})
