"""Charts of a register of applications, drawn like those of the report."""

from collections.abc import Mapping

from export.document.charts import Bar, Chart
from model.register.statistics import Statistics

_MOST_BARS = 12


def register_charts(statistics: Statistics, year: int) -> tuple[Chart, ...]:
    """By month, way, applicant and result; those without any application are left out."""
    parts = (
        ("各月收到申请", statistics.by_month),
        ("申请方式", statistics.by_way),
        ("申请人", statistics.by_applicant),
        ("办理结果", statistics.by_result),
    )
    return tuple(_chart(title, counts, year) for title, counts in parts if any(counts.values()))


def _chart(title: str, counts: Mapping[str, int], year: int) -> Chart:
    bars = tuple(Bar(name, count, None) for name, count in list(counts.items())[:_MOST_BARS])
    return Chart(title, bars, (f"{year}年", f"{year - 1}年"))
