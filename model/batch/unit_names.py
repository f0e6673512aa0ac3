"""Whether two names mean the same unit: full and half width, short names, 局 and 委, with or without the place."""

import re
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from model.batch.usual_names import mean_the_same
from model.form.labels import folded


class Likeness(IntEnum):
    """How sure it is that two names mean the same unit."""

    NONE = 0
    PERHAPS = 1
    """The user is asked."""
    SHORT = 2
    """One is the other shortened or a usual short name, or differs in 局 and 委 only."""
    SAME = 3


_ENDINGS = (
    *("人民政府办公厅", "人民政府办公室", "街道办事处", "管理委员会", "人民政府", "委员会", "办公室", "政府"),
    *(
        "街道办",
        "办事处",
        "管委会",
        "街道",
        "政府办",
        "管理局",
        "分局",
        "局",
        "委",
        "厅",
        "部",
        "署",
        "办",
        "处",
        "院",
        "队",
        "中心",
    ),
)
_KINDS = {
    "人民政府办公厅": "政府办",
    "人民政府办公室": "政府办",
    "政府办公室": "政府办",
    "政府办": "政府办",
    "街道办事处": "街道",
    "街道办": "街道",
    "办事处": "街道",
    "街道": "街道",
    "管理委员会": "管委会",
    "管委会": "管委会",
    "人民政府": "政府",
    "政府": "政府",
    "分局": "分局",
}
"""Ending -> what it stands for; all others are departments, whose 局, 委 and 办 change with each reform."""
_PLACE = re.compile(r"^.{1,12}?(?:省|自治区|自治州|自治县|地区|(?<!城)市|州|盟|县|(?<!社)(?<!园)(?<!发)区|旗)(?=.{2})")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]{0,60}[)）\]】]")
_LEVEL = re.compile(r"^(?!市场|市政|市容)[市县区旗州省](?=.{2})")
_SUPERIOR = re.compile(r"^国家税务总局(?=.{4})")
"""What stands before the place in the names of its branches."""
_OFFICE = re.compile(r"(?:人民政府|政府|府)办(?:公室|公厅)?$")
_LEVELS = ("省", "市", "县", "区", "旗", "州", "盟")
_AND = re.compile(r"(?<=.)[与及暨](?=.)")
_LEAST_STEM = 2


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """The name without white space, in half width and simplified characters, without what stands in brackets and
    without a superior's name before the place."""
    return _SUPERIOR.sub("", _BRACKETS.sub("", folded(name)).strip("·.,:;、。"))


@lru_cache(maxsize=8192)
def readings(name: str) -> tuple[str, ...]:
    """The name, then what remains without each place before it: ``广东省江门市教育局``, ``江门市教育局``,
    ``教育局``."""
    found = [bare(name)]
    while match := _PLACE.match(found[-1]) or _LEVEL.match(found[-1]):
        rest = found[-1][match.end() :]
        if not _stem(rest)[0]:
            break  # 红旗街道, 恩平市人民政府: the place is the name
        found.append(rest)
    return tuple(found)


@lru_cache(maxsize=8192)
def _stem(name: str) -> tuple[str, str]:
    """(what the unit is about, its kind): ``教育局`` is about ``教育``."""
    for ending in _ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending), _KINDS.get(ending, "部门")
    return name, ""


def _is_short_for(short: str, full: str) -> bool:
    """Whether ``short`` keeps characters of ``full`` in their order, its first among them: 发改 for 发展和改革."""
    if len(short) < _LEAST_STEM or len(short) > len(full) or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def likeness(one: str, other: str) -> Likeness:
    """How sure it is that the names mean the same unit. Places before a name count only where both names have one."""
    a, b = readings(one), readings(other)
    if a[0] == b[0]:
        return Likeness.SAME
    if (offices := _of_offices(a[0], b[0])) is not None:
        return offices
    if not _places_agree(a, b):
        return Likeness.NONE
    found = max(_of_readings(x, y) for x in a for y in b)
    return found if found is not Likeness.NONE or not _nearly(a[-1], b[-1]) else Likeness.PERHAPS


def _of_offices(one: str, other: str) -> Likeness | None:
    """Of two offices of governments, 恩平市人民政府办公室 and 市府办; ``None`` where one of them is none."""
    places = [name[: match.start()] for name in (one, other) if (match := _OFFICE.search(name))]
    if len(places) < 2 or any(place and not place.endswith(_LEVELS) for place in places):
        return None
    mine, yours = places
    if mine == yours:
        return Likeness.SHORT
    short, full = sorted(places, key=len)
    return Likeness.SHORT if full.endswith(short) else Likeness.NONE  # 市, or no place at all, may be any


def _places_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """江门市教育局 is not 恩平市教育局; but 教育局 may be either."""
    mine, yours = (_places(each) for each in (a, b))
    return not mine or not yours or not mine.isdisjoint(yours)


def _places(names: tuple[str, ...]) -> set[str]:
    found = (before.removesuffix(after) for before, after in pairwise(names))
    return {each for each in found if len(each) > 1}


def _of_readings(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    one, other = (_AND.sub("和", name) for name in (one, other))
    if one == other:
        return Likeness.SHORT
    if mean_the_same(one, other):
        return Likeness.SHORT
    (mine, my_kind), (yours, your_kind) = _stem(one), _stem(other)
    if my_kind and your_kind and my_kind != your_kind:
        towns = {my_kind, your_kind} <= {"政府", "街道", ""}
        return Likeness.PERHAPS if towns and _town(mine) == _town(yours) and len(mine) > 1 else Likeness.NONE
    if min(len(mine), len(yours)) < _LEAST_STEM:
        return Likeness.NONE
    if mine == yours:
        return Likeness.SHORT
    if my_kind in ("政府", "街道", "政府办") or your_kind in ("政府", "街道", "政府办"):
        return Likeness.SHORT if _town(mine) == _town(yours) else Likeness.NONE
    if _is_short_for(mine, yours) or _is_short_for(yours, mine):
        return Likeness.SHORT
    return Likeness.NONE


def _town(stem: str) -> str:
    return stem.removesuffix("镇").removesuffix("乡") if len(stem) > 2 else stem


def _nearly(name: str, against: str) -> bool:
    """Whether two names of the same kind share most of the shorter, in order; they must begin alike."""
    (one, kind), (other, other_kind) = _stem(name), _stem(against)
    if kind != other_kind or min(len(one), len(other)) < _LEAST_STEM:
        return False
    if one[0] != other[0] or abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return False
    shorter, longer = sorted((one, other), key=len)
    common = _longest_common(shorter, longer)
    return common >= 3 and common * 3 >= len(shorter) * 2


def _longest_common(one: str, other: str) -> int:
    """The length of the longest sequence of characters that both have in this order."""
    row = [0] * (len(other) + 1)
    for character in one[:40]:
        before = 0
        for at, against in enumerate(other[:40], start=1):
            above = row[at]
            row[at] = before + 1 if character == against else max(above, row[at - 1])
            before = above
    return row[min(len(other), 40)]
