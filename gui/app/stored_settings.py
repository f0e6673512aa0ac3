"""Stores settings changed during use (zoom, panel width, recent files)."""

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from model.errors import UserFacingError
from model.store.settings import read_settings, write_settings


def change_settings(folder: Path, **changes: Any) -> None:
    """Writes the settings in ``folder`` with ``changes``; disk errors are ignored."""
    kept = read_settings(folder)
    if (wanted := replace(kept, **changes)) != kept:
        with contextlib.suppress(UserFacingError):
            write_settings(folder, wanted)
