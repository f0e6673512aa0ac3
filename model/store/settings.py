"""The user's settings and remembered state, a JSON file in the folder of the drafts."""

import contextlib
import dataclasses
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.atomic_write import PRIVATE, replacing
from model.errors import UserFacingError
from model.form.reporting_year import Deadlines, reporting_year
from model.form.rule_choices import RuleChoices
from model.report.organ import Contact, OrganProfile
from model.report.report import Report
from model.store.setting_values import LINE_PT, RANGES, problem_with

if TYPE_CHECKING:  # the window opens before editions are loaded
    from model.form.edition import Edition

__all__ = ["LINE_PT", "RANGES"]
NAME = "settings.json"
_UPDATING = threading.Lock()


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults; :mod:`model.store.setting_values` says which values each may have."""

    backups_kept: int = 10
    """Number of daily copies."""
    bin_days: int = 30
    """Days that drafts stay in the recycle bin."""
    second_folder: str = ""
    """A second folder for the daily copies, e.g. on a stick; empty: none."""
    organ_name: str = ""
    """The organ that this computer belongs to; empty while unknown. The other settings of the organ are about it."""
    organ_kind: str = ""
    """A key of :data:`model.report.organ.KINDS`; empty: by the name."""
    organ_level: str = ""
    """A key of :data:`model.report.organ.LEVELS`; empty: by the name."""
    organ_power: str = ""
    """A key of :data:`model.form.rule_choices.POWERS`."""
    contact_address: str = ""
    contact_postcode: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    due: str = "01-31"
    """Month and day of the following year by which reports are handed in."""
    published: str = "03-31"
    """Month and day from whose end on the next year is reported on."""
    severities: Mapping[str, str] = field(default_factory=dict)
    """Rule id -> one of :data:`model.form.rule_choices.LEVELS`; absent: as the form has it."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Rule id -> the limit of the rule's threshold; absent: as the form has it."""
    zoom: int = 100
    """Zoom of the tables in percent."""
    line_pt: float = 0.0
    """Line pitch of the body in pt; 0: the value of ``layout.toml``."""
    title_font: str = ""
    """Font of the title; empty, here and below: that of ``layout.toml``."""
    body_font: str = ""
    heading_font: str = ""
    """Font of the headings 一、."""
    subheading_font: str = ""
    """Font of the headings （一）."""
    latin_as_body: bool = False
    """Print digits and letters in the body's font instead of Times New Roman."""
    shaded: bool = True
    """Print the block titles of table 二 on light blue."""
    template: str = ""
    """Name of the office's own Word template, which is beside the settings; empty: the official one."""
    dated_names: bool = False
    """Add the day of export to file names."""
    enter_goes_right: bool = False
    """Enter in a table moves to the next cell of the row instead of down the column."""
    theme: str = "system"
    """``light``, ``dark`` or that of the system."""
    open_folder: str = ""
    """Where dialogs that open files begin; empty: the folder used last."""
    save_folder: str = ""
    """Where dialogs that write files begin; empty: the folder used last."""
    last_folder: str = ""
    """The folder of the last chosen or written file; empty at first."""
    export_formats: tuple[str, ...] = ()
    """Ids of the formats selected in the last export."""
    recent_files: tuple[str, ...] = ()
    """Imported files, most recent first; at most ``MOST_RECENT``."""
    window: str = ""
    """Window geometry and state as Qt serializes them; empty at first."""
    panel_width: int = 296
    """Width of the findings panel in px."""
    panel_folded: bool = False
    """Whether the findings panel is collapsed."""
    batch_organ: str = ""
    """The organ whose summary was made last; empty at first."""
    batch_list: str = ""
    """The file with the list of units that was used last; empty at first."""
    batch_unit_names: tuple[str, ...] = ()
    """Names in files and the units that they mean, as the user said: each pair with a tab between."""
    dismissed_notices: tuple[str, ...] = ()
    """Dismissed notices above a draft, each by draft id and text, most recent first."""
    unknown_shared: Mapping[str, Any] = field(default_factory=dict)
    """What an imported settings file had and this version does not know, by section; exported again."""

    def with_choices_of(self, other: "Settings") -> "Settings":
        """These settings with ``other``'s values of those that can change while a draft is open."""
        return dataclasses.replace(self, **{name: getattr(other, name) for name in OF_DOCUMENTS})

    @property
    def rule_choices(self) -> RuleChoices:
        """What the office has changed in the rules."""
        return RuleChoices(self.severities, self.limits, self.organ_name, self.organ_power)

    @property
    def organ(self) -> OrganProfile:
        """The organ that this computer belongs to."""
        return OrganProfile(self.organ_name, self.organ_kind, self.organ_level)

    @property
    def contact(self) -> Contact:
        """How that organ is reached."""
        return Contact(self.contact_address, self.contact_postcode, self.contact_phone, self.contact_email)

    def blank_report(self, edition: str, year: int) -> Report:
        """A blank report of that organ, which says at the end of its preface how the organ is reached."""
        from model.form.edition import PREFACE  # the window opens before editions are read

        sentence = self.contact.sentence(self.organ_name)
        texts = {PREFACE: sentence} if sentence else {}
        return Report(edition, facts=self.organ.blank_facts(year), texts=texts)

    @property
    def deadlines(self) -> Deadlines:
        """The deadlines as days of the year."""
        return Deadlines(_month_and_day(self.due), _month_and_day(self.published))

    def editions(self, editions: "Mapping[str, Edition]") -> "dict[str, Edition]":
        """``editions``, as they come from their files, with what the office has changed in their rules."""
        return {key: edition.with_choices(self.rule_choices) for key, edition in editions.items()}

    def reporting_year(self, today: date) -> int:
        """The year that is reported on at ``today``."""
        return reporting_year(today, self.deadlines)


MOST_RECENT = 5
OF_DOCUMENTS = (
    "line_pt",
    "title_font",
    "body_font",
    "heading_font",
    "subheading_font",
    "latin_as_body",
    "shaded",
    "template",
    "dated_names",
    "enter_goes_right",
    "export_formats",
    "dismissed_notices",
)
"""The settings that can change while a draft is open."""
LISTS = ("recent_files", "dismissed_notices", "export_formats", "batch_unit_names")
_STORED_NAMES = {"dismissed_notices": "put_away"}
_OLD_NAMES = {"export_folder": "last_folder", **{stored: name for name, stored in _STORED_NAMES.items()}}
_LENGTH_RULE = "report.length"
_OLD_LIMIT = "most_characters"
"""Older versions knew the limit of one rule only, :data:`_LENGTH_RULE`."""
_NAMES = frozenset(each.name for each in dataclasses.fields(Settings))


def read_settings(folder: Path) -> Settings:
    """The stored settings; missing and invalid values, or a missing file, give the defaults."""
    found = {key: value for key, value in _pairs(_stored(folder)) if key in _NAMES and not problem_with(key, value)}
    for key in found.keys() & set(LISTS):
        most = MOST_RECENT if key in ("recent_files", "dismissed_notices") else None
        found[key] = tuple(found[key][:most])
    return Settings(**found)


def _stored(folder: Path) -> dict[str, Any]:
    try:
        stored = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _pairs(stored: dict[str, Any]) -> list[tuple[str, Any]]:
    pairs = [(_OLD_NAMES.get(str(key), str(key)), value) for key, value in stored.items()]
    limit = {_LENGTH_RULE: stored.get(_OLD_LIMIT)}
    if _OLD_LIMIT in stored and "limits" not in stored and not problem_with("limits", limit):
        pairs.append(("limits", limit))
    return pairs


def with_first(recent: tuple[str, ...], newest: Path | str) -> tuple[str, ...]:
    """``recent`` with ``newest`` moved to the front, cut to ``MOST_RECENT``."""
    return (str(newest), *(each for each in recent if each != str(newest)))[:MOST_RECENT]


def update_settings(folder: Path, change: Callable[[Settings], Settings]) -> Settings:
    """Stores what ``change`` makes of the stored settings, and returns it; no other update happens in between.

    Raises:
        FileWriteError: the file cannot be written; the previous settings are kept.
    """
    with _UPDATING:
        stored = read_settings(folder)
        wanted = change(stored)
        if wanted != stored:
            write_settings(folder, wanted)
        return wanted


def remember_in_settings(folder: Path, change: Callable[[Settings], Settings]) -> None:
    """Like :func:`update_settings`, for what only makes the next use more convenient (zoom, last folder, …): a failure
    to write it is ignored."""
    with contextlib.suppress(UserFacingError):
        update_settings(folder, change)


def write_settings(folder: Path, settings: Settings) -> None:
    """What a newer version stored in the file and this one does not know is kept.

    Raises:
        FileWriteError: the file cannot be written; the previous settings are kept.
    """
    known = {*_NAMES, *_OLD_NAMES, _OLD_LIMIT}
    unknown = {key: value for key, value in _stored(folder).items() if key not in known}
    with replacing(folder / NAME, PRIVATE) as temporary:
        stored = {_STORED_NAMES.get(name, name): value for name, value in dataclasses.asdict(settings).items()}
        temporary.write_text(json.dumps({**unknown, **stored}, indent=1), encoding="utf-8")


def _month_and_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)
