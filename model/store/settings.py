"""The user's settings and remembered state, a JSON file in the folder of the drafts."""

import contextlib
import dataclasses
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.atomic_write import PRIVATE, replacing
from model.errors import UserFacingError

NAME = "settings.json"
_UPDATING = threading.Lock()


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults."""

    backups_kept: int = 10
    """Number of daily copies, 1 to 99."""
    bin_days: int = 30
    """Days that drafts stay in the recycle bin, 1 to 999."""
    zoom: int = 100
    """Zoom of the tables in percent, 50 to 300."""
    most_characters: int = 1000
    """Limit for 一、总体情况 as set by the superior organ, 100 to 9999; a longer text gives a hint."""
    line_pt: float = 0.0
    """Line pitch of the body in pt, 28 to 29.5; 0: the value of ``layout.toml``."""
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
    last_folder: str = ""
    """The folder of the last chosen or written file; empty at first."""
    export_formats: tuple[str, ...] = ()
    """Ids of the formats selected in the last export."""
    recent_files: tuple[str, ...] = ()
    """Imported files, most recent first; at most ``MOST_RECENT``."""
    window: str = ""
    """Window geometry and state as Qt serializes them; empty at first."""
    panel_width: int = 296
    """Width of the findings panel in px, 200 to 600."""
    panel_folded: bool = False
    """Whether the findings panel is collapsed."""
    dismissed_notices: tuple[str, ...] = ()
    """Dismissed notices above a draft, each by draft id and text, most recent first."""

    def with_choices_of(self, other: "Settings") -> "Settings":
        """These settings with ``other``'s values of those that can change while a draft is open."""
        return dataclasses.replace(self, **{name: getattr(other, name) for name in OF_DOCUMENTS})


MOST_RECENT = 5
LINE_PT = (28.0, 29.5)
RANGES = {
    "backups_kept": range(1, 100),
    "bin_days": range(1, 1000),
    "zoom": range(50, 301),
    "most_characters": range(100, 10000),
    "panel_width": range(200, 601),
}


OF_DOCUMENTS = (
    "line_pt",
    "latin_as_body",
    "shaded",
    "template",
    "dated_names",
    "enter_goes_right",
    "export_formats",
    "dismissed_notices",
)
"""The settings that can change while a draft is open."""
LISTS = ("recent_files", "dismissed_notices", "export_formats")
_TYPES = {
    "latin_as_body": bool,
    "shaded": bool,
    "template": str,
    "dated_names": bool,
    "enter_goes_right": bool,
    "last_folder": str,
    "window": str,
    "panel_folded": bool,
}
_STORED_NAMES = {"dismissed_notices": "put_away"}
_OLD_NAMES = {"export_folder": "last_folder", **{stored: name for name, stored in _STORED_NAMES.items()}}


def read_settings(folder: Path) -> Settings:
    """The stored settings; missing and invalid values, or a missing file, give the defaults."""
    try:
        stored = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    found = {key: value for key, value in _pairs(stored) if _is_valid(key, value)}
    for key in found.keys() & set(LISTS):
        most = None if key == "export_formats" else MOST_RECENT
        found[key] = tuple(found[key][:most])
    return Settings(**found)


def _pairs(stored: object) -> list[tuple[str, Any]]:
    pairs = list(stored.items()) if isinstance(stored, dict) else []
    return [(_OLD_NAMES.get(str(key), str(key)), value) for key, value in pairs]


def _is_valid(key: str, value: object) -> bool:
    if key in RANGES:
        return type(value) is int and value in RANGES[key]
    if key == "line_pt":
        return type(value) in (int, float) and (value == 0 or LINE_PT[0] <= value <= LINE_PT[1])  # type: ignore[operator]
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return type(value) is _TYPES.get(key)


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
    """Raises:
    FileWriteError: the file cannot be written; the previous settings are kept.
    """
    with replacing(folder / NAME, PRIVATE) as temporary:
        stored = {_STORED_NAMES.get(name, name): value for name, value in dataclasses.asdict(settings).items()}
        temporary.write_text(json.dumps(stored, indent=1), encoding="utf-8")
