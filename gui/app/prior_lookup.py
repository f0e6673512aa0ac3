"""Last year's report of one organ, found by itself: its final draft on this computer, else what was kept of a batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from model.errors import UserFacingError
from model.form.edition import Edition
from model.report.report import Report
from model.report.sign_off import Stage
from model.store.draft_store import DraftStore
from model.years.prior_reports import PriorReports


@dataclass(frozen=True)
class FoundPrior:
    """A prior year's report."""

    report: Report
    name: str
    """Where it is from, as the user reads it."""


def kept_prior(folder: Path, editions: Mapping[str, Edition], report: Report) -> FoundPrior | None:
    """The report of the unit in the batch that was kept of the year before."""
    found = PriorReports(folder, editions).of(report.organ, report.year)
    return FoundPrior(found.report, found.name) if found is not None else None


def prior_of_draft(store: DraftStore, editions: Mapping[str, Edition], report: Report) -> FoundPrior | None:
    """The final draft of the same organ for the year before, else :func:`kept_prior`. A draft that is not final may
    still change, so that its figures are not those that were published."""
    if not report.organ or report.year is None:
        return None
    try:
        for each in store.drafts():
            same = (each.organ, each.year, each.stage) == (report.organ, report.year - 1, Stage.FINAL)
            if same and each.edition in editions:
                return FoundPrior(store.open(each.id).report, f"本机定稿的 {each.year} 年度年报")
    except UserFacingError:
        pass  # a draft that cannot be read is told when it is opened
    return kept_prior(store.path.parent, editions, report)
