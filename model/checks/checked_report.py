"""A report with the result of its check, for those who may need no more than the report."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from model.form.edition import Edition
from model.report.report import Report

if TYPE_CHECKING:
    from model.checks.engine import CheckResult


@dataclass(frozen=True)
class CheckedReport:
    """Checked once, when the result is first asked for: most formats of a file do not need it."""

    report: Report
    edition: Edition
    prior: Report | None = None
    """The report given as that of the prior year; ``None`` without one."""
    prior_edition: Edition | None = None
    """The form that it uses; ``None`` without one."""

    @classmethod
    def from_result(cls, result: "CheckResult") -> Self:
        """What was checked already is not checked again."""
        context = result.context
        prior = context.prior_year
        made = cls(context.report, context.edition, prior.given, prior.edition if prior.given else None)
        made.__dict__["result"] = result
        return made

    @cached_property
    def result(self) -> "CheckResult":
        from model.checks.engine import check

        return check(self.report, self.edition, self.prior, last_edition=self.prior_edition)
