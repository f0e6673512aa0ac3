"""Whether a file may serve as the prior year's report: decided here for the commands and for the window."""

from dataclasses import dataclass
from enum import Enum

from model.report.report import Report


class YearOrder(Enum):
    """How the year of a report relates to that of the supposed prior-year report."""

    FOLLOWS = "follows"
    UNKNOWN = "unknown"
    """One of the years is unknown."""
    GAP = "gap"
    """There are years between them: the file is not the prior year's report."""
    NOT_LATER = "not later"


@dataclass(frozen=True)
class PriorYearDecision:
    """Whether the file is used for rules across years, and the message about it."""

    problem: str = ""
    """Why the file is rejected; empty if it is accepted."""
    doubt: str = ""
    """What the user should verify although it is accepted; may be empty."""

    @property
    def accepted(self) -> bool:
        """Whether the file is used for comparison, with or without a doubt."""
        return not self.problem

    @property
    def sentence(self) -> str:
        """The message for the user; empty if there is neither problem nor doubt."""
        return f"{self.problem}，跨年的规则没有用它核对" if self.problem else self.doubt


ACCEPTED = PriorYearDecision()


def year_order(prior_year: int | None, year: int | None) -> YearOrder:
    """Compares the years; ``None`` is an unknown year."""
    if prior_year is None or year is None:
        return YearOrder.UNKNOWN
    if year <= prior_year:
        return YearOrder.NOT_LATER
    return YearOrder.FOLLOWS if year == prior_year + 1 else YearOrder.GAP


def decide_prior_year(report: Report, prior: Report, *, edition_known: bool = True) -> PriorYearDecision:
    """Whether ``prior`` is the report of the year before ``report``.

    Another year is rejected, as 上年结转 and others would be compared with the wrong figures. Another organ's name is
    accepted with a doubt, as organs are renamed and merged. ``edition_known`` is false if the program does not have
    the edition of ``prior``.
    """
    if not edition_known:
        return PriorYearDecision(f"上年年报用的是“{prior.edition}”版格式，本程序没有这个版本的表格")
    order = year_order(prior.year, report.year)
    if order in (YearOrder.GAP, YearOrder.NOT_LATER):
        return PriorYearDecision(f"上年年报是 {prior.year} 年度的，不是 {(report.year or 0) - 1} 年度的")
    doubts = []
    if prior.year is None and report.year is not None:
        doubts.append(f"上年年报没有写明年度，请确认它是 {report.year - 1} 年度的")
    if report.organ and prior.organ and report.organ != prior.organ:
        doubts.append(f"上年年报是“{prior.organ}”的，本年是“{report.organ}”的，请确认没有选错；改过名称的可以照用")
    return PriorYearDecision(doubt="；".join(doubts)) if doubts else ACCEPTED


def roll_over_problem(prior_year: int | None, year: int) -> str:
    """Why no draft for ``year`` can be created from a report on ``prior_year``; empty if it can."""
    if year_order(prior_year, year) is YearOrder.NOT_LATER:
        return f"新年度应晚于文件的年度（{prior_year}）"
    return ""


def roll_over_doubt(prior_year: int | None, year: int) -> str:
    """A warning about a draft for ``year`` created from a report on ``prior_year``; empty if there is none."""
    order = year_order(prior_year, year)
    if order is YearOrder.UNKNOWN:
        return "没有读出文件的年度：请填写，否则正文里的年份不会顺延"
    if order is YearOrder.GAP:
        return f"文件是 {prior_year} 年度的，{year} 年度的上年应是 {year - 1} 年度：上年结转没有取用它的数"
    return ""
