"""A report together with its check result, which is computed on first access only."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from model.form.edition import Edition
from model.report.report import Report

if TYPE_CHECKING:
    from model.checks.engine import CheckResult


@dataclass(frozen=True)
class CheckedReport:
    """``result`` is computed once, on first access: most export formats do not need it."""

    report: Report
    edition: Edition
    prior: Report | None = None
    """The prior-year report as supplied, accepted or not; ``None`` without one."""
    prior_edition: Edition | None = None
    """The edition of ``prior``; ``None`` without a prior-year report."""

    @classmethod
    def from_result(cls, result: "CheckResult") -> Self:
        """Reuses ``result`` instead of running the check again."""
        context = result.context
        prior = context.prior_year
        made = cls(context.report, context.edition, prior.given, prior.edition if prior.given else None)
        made.__dict__["result"] = result
        return made

    @cached_property
    def result(self) -> "CheckResult":
        """The check of ``report`` against ``edition`` and ``prior``."""
        from model.checks.engine import check

        return check(self.report, self.edition, self.prior, last_edition=self.prior_edition)
