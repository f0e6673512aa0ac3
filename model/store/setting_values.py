"""Which values each setting may have, wherever they come from: the stored settings, an imported file, the dialog."""

from collections.abc import Callable, Mapping
from datetime import date

from model.form.rule_choices import LEVEL_NAMES, LEVELS, POWERS
from model.form.rule_kinds import KINDS as RULE_KINDS
from model.report.organ import KINDS
from model.report.organ import LEVELS as ORGAN_LEVELS

RANGES = {
    "backups_kept": range(1, 100),
    "bin_days": range(1, 1000),
    "zoom": range(50, 301),
    "panel_width": range(200, 601),
}
"""Whole numbers."""
LINE_PT = (28.0, 29.5)
THEMES = {"system": "跟随系统", "light": "浅色", "dark": "深色"}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "organ_kind": {"": "按名称判断", **KINDS},
    "organ_level": {"": "按名称判断", **ORGAN_LEVELS},
    "organ_power": POWERS,
    "theme": THEMES,
}
"""Setting -> value -> its name for the user."""
SWITCHES = ("latin_as_body", "shaded", "dated_names", "enter_goes_right", "panel_folded")
LISTS = ("recent_files", "dismissed_notices", "export_formats", "batch_unit_names")
LINES = {
    **dict.fromkeys(("organ_name", "contact_address", "contact_phone", "contact_email"), 100),
    "contact_postcode": 10,
    **dict.fromkeys(("title_font", "body_font", "heading_font", "subheading_font"), 60),
    **dict.fromkeys(("open_folder", "save_folder", "second_folder", "last_folder", "batch_list"), 4096),
    "template": 300,
    "batch_organ": 100,
    "window": 20_000,
}
"""Texts of one line, with the number of their characters at most."""
DAYS = ("due", "published")
MOST_RULES = 500
LIMITS = range(
    min(each.threshold.least for each in RULE_KINDS.values() if each.threshold),
    max(each.threshold.most for each in RULE_KINDS.values() if each.threshold) + 1,
)
"""Of any kind of rule: which one an id has is known by the edition only."""


def problem_with(key: str, value: object) -> str:
    """What the setting ``key`` should be, for the user; empty where ``value`` is that."""
    for names, demand in _DEMANDS:
        if key in names:
            return demand(key, value)
    return "" if key == "unknown_shared" and isinstance(value, dict) else "不是本程序的设置"


def is_day(text: str) -> bool:
    """Whether ``text`` is month and day, as ``01-31``, of every year."""
    month, _, day = text.partition("-")
    if not (len(month) == len(day) == 2 and (month + day).isascii() and (month + day).isdigit()):
        return False
    try:
        date(2001, int(month), int(day))
    except ValueError:
        return False
    return True


def _whole(key: str, value: object) -> str:
    most = RANGES[key]
    good = type(value) is int and value in most
    return "" if good else f"应为 {most.start} 至 {most.stop - 1} 的整数"


def _line_pt(_key: str, value: object) -> str:
    good = isinstance(value, int | float) and not isinstance(value, bool)
    good = good and (value == 0 or LINE_PT[0] <= value <= LINE_PT[1])  # type: ignore[operator]
    return "" if good else f"应为 {LINE_PT[0]:g} 至 {LINE_PT[1]:g} 的数（磅），0 是按公文格式"


def _choice(key: str, value: object) -> str:
    names = CHOICES[key]
    good = isinstance(value, str) and value in names
    return "" if good else f"应为{'、'.join(f'“{each}”' for each in names.values())}之一"


def _switch(_key: str, value: object) -> str:
    return "" if isinstance(value, bool) else "应为 true（是）或 false（否）"


def _texts(_key: str, value: object) -> str:
    good = isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
    return "" if good else "应为一列文字"


def _line(key: str, value: object) -> str:
    most = LINES[key]
    good = isinstance(value, str) and len(value) <= most and (value.isprintable() or not value)
    return "" if good else f"应为一行文字，最多 {most} 字"


def _day(_key: str, value: object) -> str:
    return "" if isinstance(value, str) and is_day(value) else "应为月和日，如 01-31"


def _severities(_key: str, value: object) -> str:
    good = all(each in LEVELS for each in _by_rule(value) or ("",))
    return "" if good or value == {} else f"每条规则应为{'、'.join(f'“{each}”' for each in LEVEL_NAMES.values())}之一"


def _limits(_key: str, value: object) -> str:
    good = all(type(each) is int and each in LIMITS for each in _by_rule(value) or ("",))
    return "" if good or value == {} else f"每条规则的限度应为 {LIMITS.start} 至 {LIMITS.stop - 1} 的整数"


def _by_rule(value: object) -> tuple[object, ...]:
    """The values by rule; none where ``value`` is nothing of the kind."""
    good = isinstance(value, dict) and len(value) <= MOST_RULES and all(isinstance(each, str) for each in value)
    return tuple(value.values()) if isinstance(value, dict) and good else ()


_DEMANDS: tuple[tuple[tuple[str, ...], Callable[[str, object], str]], ...] = (
    (tuple(RANGES), _whole),
    (("line_pt",), _line_pt),
    (tuple(CHOICES), _choice),
    (SWITCHES, _switch),
    (LISTS, _texts),
    (tuple(LINES), _line),
    (DAYS, _day),
    (("severities",), _severities),
    (("limits",), _limits),
)
"""Settings -> what is demanded of a value: the demand, or empty where it is met."""
