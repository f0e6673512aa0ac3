"""The few things an office may want otherwise; a small file beside the drafts."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.files import replacing

NAME = "settings.json"


@dataclass(frozen=True)
class Settings:
    backups_kept: int = 10
    """Daily copies, 1 to 99."""
    bin_days: int = 30
    """How long drafts stay in the bin, 1 to 999."""
    zoom: int = 100
    """Of the tables, in percent, 50 to 300."""


RANGES = {"backups_kept": range(1, 100), "bin_days": range(1, 1000), "zoom": range(50, 301)}


def read_settings(folder: Path) -> Settings:
    """What the file lacks, or says wrongly, is as it comes with the program."""
    try:
        stored = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return Settings(**{key: value for key, value in _pairs(stored) if _is_fine(key, value)})


def _pairs(stored: object) -> list[tuple[str, Any]]:
    return list(stored.items()) if isinstance(stored, dict) else []


def _is_fine(key: str, value: object) -> bool:
    return key in RANGES and type(value) is int and value in RANGES[key]


def write_settings(folder: Path, settings: Settings) -> None:
    """Raises: FileWriteError: the folder or disk refuses; the settings that were there stay."""
    with replacing(folder / NAME) as temporary:
        temporary.write_text(json.dumps(dataclasses.asdict(settings), indent=1), encoding="utf-8")
