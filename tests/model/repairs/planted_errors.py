"""Tables that hold, and tables with errors planted: what the repairs are tried on."""

import random
from collections.abc import Iterable

from model.checks.context import CheckContext
from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.derived_totals import shown, with_derived_totals
from model.report.report import Report


def sound_table(edition: Edition, chance: random.Random) -> Report:
    """Table three as an organ might fill it, many zeros among it; every figure typed, totals too."""
    table = edition.table("requests")
    figures: dict[Cell, Figure] = dict.fromkeys(edition.cells, 0)
    for column in (each.id for each in table.columns if each.id != "total"):
        results = [Cell("requests", row.id, column) for row in table.rows if row.id.startswith("results.")]
        for cell in results:
            if cell not in edition.totals:
                figures[cell] = chance.choice((0, 0, 0, 1, 2, 5, 12, 30))
        handled = sum(int(figures[cell]) for cell in results)
        out = chance.choice((0, 0, 1, 4, 11))
        came_before = chance.randint(0, min(3, handled + out))
        figures[Cell("requests", "carried_out", column)] = out
        figures[Cell("requests", "carried_in", column)] = came_before
        figures[Cell("requests", "received", column)] = handled + out - came_before
    free = {cell: figure for cell, figure in figures.items() if cell not in edition.totals}
    report = Report(edition.id, dict(shown(Report(edition.id, free), edition).figures))
    assert not [each for each in check(report, edition).findings if each.cells and each.severity == "error"]
    return report


def with_figures(report: Report, figures: dict[Cell, Figure]) -> Report:
    return report.with_(figures={**report.figures, **figures})


def without(report: Report, cells: Iterable[Cell]) -> Report:
    gone = set(cells)
    return report.with_(figures={cell: figure for cell, figure in report.figures.items() if cell not in gone})


def with_errors(report: Report, cells: Iterable[Cell], chance: random.Random) -> Report:
    """Every one of ``cells`` gets another figure, as people and scans make them."""
    wrong: dict[Cell, Figure] = {}
    for cell in cells:
        was = int(report.figures[cell])
        slips = {0, was + 1, was - 1, was + 10, was * 10, was // 10, int(str(was)[::-1]), was + chance.randint(2, 40)}
        wrong[cell] = chance.choice(sorted(each for each in slips if each >= 0 and each != was))
    return with_figures(report, wrong)


TOTALS = ("typed", "as read", "following", "mixed", "with blanks")


def planted(edition: Edition, seed: int, errors: int, totals: str) -> Report:
    """A table with so many errors; ``totals`` says who keeps them: a person typed all or some, the import set those
    free that agree, all follow, or some cells are blank besides."""
    chance = random.Random(f"{seed} {errors} {totals}")
    report, table = sound_table(edition, chance), edition.table("requests")
    own = [cell for cell in table.cells if cell in edition.totals]
    followed: list[Cell] = []
    if totals == "following":
        followed = own
    elif totals in ("mixed", "with blanks"):
        followed = chance.sample(own, chance.randint(1, len(own) - 1))
    wrong = with_errors(report, chance.sample([c for c in table.cells if c not in followed], errors), chance)
    if totals == "as read":
        return with_derived_totals(wrong, edition)
    blanks = chance.sample(table.cells, 4) if totals == "with blanks" else []
    return without(wrong, [*followed, *blanks])


def look_at(report: Report, edition: Edition) -> CheckContext:
    return check(report, edition).context
