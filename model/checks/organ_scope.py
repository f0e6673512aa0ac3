"""Whose number it is that the words limit to a place or an organ: the reporting organ's own, or another's."""

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from model.report import organ
from model.report.report import Report


class ScopeFit(Enum):
    """How the scope of a claim relates to what the report's tables cover."""

    OWN = auto()
    """The tables count just that."""
    DOUBTFUL = auto()
    """Probably; a difference is a hint."""
    OTHER = auto()
    """Something else is counted."""


class ReportingOrgan(NamedTuple):
    """What decides which scopes are the organ's own."""

    name: str = ""
    kind: str = ""
    level: str = ""

    @classmethod
    def of(cls, report: Report) -> "ReportingOrgan":
        """The organ of a report."""
        return cls(report.organ, organ.kind(report), organ.level(report))

    @property
    def decides_no_disputes(self) -> bool:
        """Whether nobody can apply to it for a reconsideration, so that 收到行政复议 3 件 are those about itself:
        governments decide, and departments of higher levels; before 2024 also those that have offices of their own in
        the towns, and who works for a government's decisions (行政复议法 of 2017, articles 12 to 15)."""
        may_decide = _MAY_DECIDE.search(self.name) is not None
        return self.kind in ("department", "agency") and self.level in ("county", "town") and not may_decide


_MAY_DECIDE = re.compile("公安|司法|复议|税务|海关|市场监督|市场监管|管理委员会|管委会")
_WHOLE_AREA = ("government", "agency")
"""Kinds of organs whose reports cover all that is done in their area."""
_WHOLE = re.compile("全(市|县|区|省|州|旗|镇|街道|街|乡|盟|园区|开发区|新区|示范区|管理区)$")
_ALL_ORGANS = frozenset({"各级行政机关", "各级政府"})
_OFFICES = re.compile("(?:人民政府|行政公署|街道办事处|街道办|管理委员会|管委会|区公所)$")
_OFFICE = re.compile("^.(?:政府办公[室厅]|府办)$")
_GOVERNMENT_ALONE = re.compile("^.(?:人民)?(?:政府本级|本级政府)$")
"""市政府本级: whose requests its office answers."""
_WITH_OFFICE = re.compile("[及和与].{0,3}办(?:公[室厅])?$")
"""市政府本级及市政府办公室: what the report of the office covers, and a part of what that of the government does."""
_SHORTEST_NAME = 3


@lru_cache(maxsize=1024)
def fit_of(scope: str, reporting: ReportingOrgan) -> ScopeFit:
    """How ``scope``, the words of a claim, relates to the organ; without a scope it is its own."""
    if not scope:
        return ScopeFit.OWN
    if reporting.kind == "office" and _OFFICE.search(scope):
        return ScopeFit.OWN if _is_office_of(scope[0], reporting.name) else ScopeFit.OTHER
    if reporting.kind == "office" and _GOVERNMENT_ALONE.search(scope):
        return ScopeFit.OWN if _is_office_of(scope[0], reporting.name) else ScopeFit.OTHER
    if names_organ(scope, reporting.name):
        return ScopeFit.OWN
    if _WITH_OFFICE.search(scope):
        return ScopeFit.OTHER if reporting.kind in _WHOLE_AREA else ScopeFit.OWN
    area = _OFFICES.sub("", reporting.name)
    if reporting.kind in _WHOLE_AREA:
        if match := _WHOLE.match(scope):
            return ScopeFit.OWN if _is_a(area, match[1], reporting.name) else ScopeFit.OTHER
        if scope in _ALL_ORGANS:
            return ScopeFit.DOUBTFUL
        if len(scope) >= _SHORTEST_NAME and area.endswith(scope):
            return ScopeFit.OWN
    return ScopeFit.OTHER


_EVERY_PART = re.compile(
    "(?:各|所属|下属|直属|[市县区省州旗](?:直|级|属|本级)|全[市县区省州旗])*(?:各?级?部门|各?单位|各?机关|各?乡镇|各?镇街?|各?街道|各级行政机关)+$"
)


def is_every_part(scope: str, reporting: ReportingOrgan) -> bool:
    """各部门: all that decide in a government's area, each of which gives its decisions to the government's table."""
    return reporting.kind == "government" and _EVERY_PART.match(scope) is not None


def names_organ(scope: str, name: str) -> bool:
    """市交通局 names 临溪市交通运输局, 县政府 清远县人民政府: in order, all its characters are those of the name."""
    rest = iter(name)
    return all(character in rest for character in scope)


def _is_office_of(sort: str, name: str) -> bool:
    """县政府办公室 in the report of X县人民政府办公室, not in that of a city's."""
    place = _OFFICE_OF.match(name)
    return place is None or place[1].endswith(sort)


_OFFICE_OF = re.compile("(.+?)(?:人民政府|政府|府)?办公[室厅]$")


def _is_a(area: str, sort: str, name: str) -> bool:
    if sort in ("街", "街道"):
        return "街道" in name
    return area.endswith(sort)
