"""Reports that say something in section one, and what the check finds in it."""

from model.checks.engine import check
from model.checks.findings import Finding
from model.form.edition import Edition
from model.report.report import Fact, Report


def words_of(report: Report, edition: Edition, last_year: Report | None = None) -> list[Finding]:
    if last_year is not None:
        last_year = last_year.with_(facts={**last_year.facts, Fact.YEAR: str((report.year or 0) - 1)})
    return [each for each in check(report, edition, last_year).findings if each.stated_by.startswith("words.")]


def saying(edition: Edition, text: str, **figures: int) -> Report:
    """Section one says ``text``; the figures by row of table three and ``__`` its column, else zero."""
    given = {edition.cell(key.replace("__", ".")): figure for key, figure in figures.items()}
    facts = {Fact.ORGAN: "清远县教育局", Fact.YEAR: "2024"}
    return Report(edition.id, {**dict.fromkeys(edition.cells, 0), **given}, facts=facts, texts={"1": text})
