"""Charts of a register."""

from export.document.register_charts import register_charts
from tests.model.register.test_counting import made
from tests.model.register.test_statistics import of


def test_a_chart_for_each_way_to_count() -> None:
    charts = register_charts(of(made("2024-03-01", "2024-03-09", way="网络"), made("2024-05-01", None)), 2024)
    assert [chart.title for chart in charts] == ["各月收到申请", "申请方式", "申请人", "办理结果"]
    assert len(charts[0].bars) == 12
    assert "网络 2024年 1" in charts[1].description
    assert not charts[0].has_last_year


def test_nothing_is_drawn_of_nothing() -> None:
    assert register_charts(of(), 2024) == ()
