"""Roll-over: this year's draft created from the prior year's report, with marks on everything still to be checked."""

from collections.abc import Mapping

from model.checks.engine import check
from model.form.edition import Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.form.tables_in_text import without_tables
from model.linking.prior_year_marks import with_years_advanced
from model.report.derived_totals import shown, with_derived_totals
from model.report.edits import Edit, apply
from model.report.positions import valid_marks, with_positions
from model.report.prior_year import YearOrder, year_order
from model.report.report import Fact, Origin, Report, ToCheck
from model.report.text_alignment import changes_by_line

LAST_YEAR = "上年年报"
KEPT_FACTS = (Fact.ORGAN, Fact.KIND, Fact.LEVEL, Fact.SIGNATURE)


def roll_over(last_year: Report, edition: Edition, year: int, last_edition: Edition | None = None) -> Report:
    """The draft for ``year`` created from the prior year's report.

    ``last_edition`` is the edition of ``last_year``; ``None``: the same.

    上年结转 is taken from 结转下年度 unless there are years between the two; all other figures are blank. The text is
    carried over with its years advanced; every year and number in it is marked to be checked, with the cells that it
    agreed with; tables of units in it, which hold last year's figures, are left out. Links made by the user are kept if
    this edition has all their cells. The title is derived again.
    """
    last_year = _without_tables(last_year)
    agreed = check(last_year, last_edition or edition).context.words.agreed()
    figures: Mapping[Cell, Figure] = {}
    origins: Mapping[Cell, Origin] = {}
    if year_order(last_year.year, year) is not YearOrder.GAP:
        figures, origins = _carried_in(last_year, last_edition or edition, edition)
    facts = {fact: text for fact in KEPT_FACTS if (text := last_year.facts.get(fact))}
    facts[Fact.YEAR] = str(year)
    texts: dict[str, str] = {}
    to_check: dict[str, ToCheck] = {}
    for key in edition.text_keys:
        if old := last_year.texts.get(key):
            moved, marks = with_years_advanced(old, key, last_year.year, year, agreed)
            texts[key] = moved
            for mark in marks:
                to_check[f"{len(to_check) + 1:04}"] = mark
    links = {
        key: link
        for key, link in valid_marks(last_year.links, texts).items()  # advancing a year does not change its length
        if edition.cell_set.issuperset(link.cells) and not link.automatic
    }
    draft = Report(edition.id, figures, origins=origins, facts=facts, texts=texts, to_check=to_check, links=links)
    return with_derived_totals(draft, edition)


def _without_tables(last_year: Report) -> Report:
    """The report without the tables in its texts; the places of its marks and links follow."""
    left = {key: new for key, text in last_year.texts.items() if (new := without_tables(text)) != text}
    if not left:
        return last_year
    changes = {key: changes_by_line(last_year.texts[key], new) for key, new in left.items()}
    return apply(last_year, with_positions(last_year, Edit("", texts=left, changes=changes)))[0]


def _carried_in(
    last_year: Report, last_edition: Edition, edition: Edition
) -> tuple[Mapping[Cell, Figure], Mapping[Cell, Origin]]:
    was = shown(last_year, last_edition).figures
    figures: dict[Cell, Figure] = {}
    origins: dict[Cell, Origin] = {}
    for cell, carried in edition.carried_from.items():
        if carried in was:
            figures[cell] = was[carried]
            origins[cell] = Origin(LAST_YEAR, last_edition.name_of(carried), show_figure(figures[cell]))
    return figures, origins
