"""Line breaks of long titles: between phrases; inside a word or number only where unavoidable."""

import re
from collections.abc import Mapping
from itertools import accumulate

_PLACES = re.compile(
    r"省|自治[区州县旗]|(?<!城)[市县镇乡](?![场政容民委直级域村])|[区州盟旗](?![域划政级])|人民政府|街道|委员会(?!办)|、"
    r"|[^布格结大]局(?![部面势限域])|[^大餐客]厅|[^集]中心(?!城)|(?<!分)办公室|(?=[（(])"
)
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_ANYWHERE = 20.0
_LINE = 10.0


def title_lines(title: str, organ: str, most: int) -> tuple[str, ...]:
    """``title`` in lines of at most ``most`` full-width characters."""
    if width(title) <= most:
        return (title,) if title else ()
    costs = _break_costs(title, organ)
    widths = tuple(accumulate(map(width, title), initial=0.0))
    # best[end]: the least cost of setting title[:end], and where its last line begins
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for end in range(1, len(title) + 1):
        choices = [
            (best[start][0] + costs.get(start, _ANYWHERE) + _LINE + (1 - fill) ** 2, start)
            for start in range(max(0, end - 2 * most), end)  # a line of digits holds twice as many
            if (fill := (widths[end] - widths[start]) / most) <= 1
        ]
        best[end] = min(choices)
    lines: list[str] = []
    end = len(title)
    while end:
        start = best[end][1]
        lines.insert(0, title[start:end])
        end = start
    return tuple(lines)


def width(text: str) -> float:
    """In full-width characters; digits and letters take half of one."""
    return sum(0.5 if ch.isascii() else 1.0 for ch in text)


def _break_costs(title: str, organ: str) -> Mapping[int, float]:
    """Position where a line may begin -> cost of the break; positions not listed are inside a word."""
    costs: dict[int, float] = {0: 0.0}
    begin = title.find(organ) if organ else -1
    after = begin + len(organ) if begin >= 0 else 0
    brackets = list(_IN_BRACKETS.finditer(title))
    for match in _PLACES.finditer(title):
        if match.end() <= after and not any(each.start() < match.end() < each.end() for each in brackets):
            costs[match.end()] = 4.0
    for pattern, cost in ((r"政府信息公开", 5.0), (r"年度报告", 6.0), (r"[（(]", 2.0), (r"(?<![0-9])[0-9]{4}年", 1.0)):
        for match in re.finditer(pattern, title[after:]):
            costs.setdefault(after + match.start(), cost)
    for match in re.finditer(r"(?<=[0-9])(?=[0-9])", title):
        costs[match.start()] = 10 * _ANYWHERE
    costs[after] = 0.0
    return costs


SMALLEST_PT = 5.0
"""Minimum type size of a figure too long for its cell; below it the figure is wrapped."""


def fitting_size(text: str, size_pt: float, room_pt: float) -> float:
    """The largest size, in half points, at which ``text`` fits on one line, between ``SMALLEST_PT`` and ``size_pt``."""
    fits_pt = room_pt / width(text) if text else size_pt
    return min(size_pt, max(SMALLEST_PT, int(2 * fits_pt) / 2))
