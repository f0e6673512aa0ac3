"""Whether what the words limit to a place or an organ is the reporting organ's own."""

import pytest

from model.checks.organ_scope import ReportingOrgan, ScopeFit, fit_of
from model.report.organ import kind_of

OWN, DOUBTFUL, OTHER = ScopeFit.OWN, ScopeFit.DOUBTFUL, ScopeFit.OTHER


@pytest.mark.parametrize(
    ("scope", "organ", "fit"),
    [
        ("", "清远县教育局", OWN),
        ("全县", "清远县人民政府", OWN),
        ("全县", "清远市人民政府", OTHER),
        ("全区", "北岭地区行政公署", OWN),
        ("全区", "东海经济技术开发区管理委员会", OWN),
        ("全街道", "东城街道办事处", OWN),
        ("沙湖镇", "恩平市沙湖镇人民政府", OWN),
        ("沙湖镇", "恩平市人民政府", OTHER),
        ("各级政府", "清远市人民政府", DOUBTFUL),
        ("县政府办公室", "清远县人民政府办公室", OWN),
        ("县政府办公室", "清远县人民政府", OTHER),
        ("县政府本级", "清远县人民政府办公室", OWN),
        ("市政府本级", "清远县人民政府办公室", OTHER),
        ("县本级", "清远县人民政府办公室", OTHER),
        ("全县", "清远县教育局", OTHER),
        ("全县", "清远县人民政府办公室", OTHER),
    ],
)
def test_a_place_is_the_organ_s_own_where_its_tables_cover_it(scope: str, organ: str, fit: ScopeFit) -> None:
    assert fit_of(scope, ReportingOrgan(organ, kind_of(organ))) is fit
