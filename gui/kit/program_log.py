"""The program's log beside the drafts: what happened, in words of the program only, limited in size.

No text of a report can get into it: an entry is one of :class:`Event` with numbers, types of errors and words from
:data:`WORDS`, or a report on an error by :mod:`gui.kit.error_report`.
"""

import contextlib
import os
import threading
from datetime import datetime
from enum import StrEnum
from pathlib import Path

LOG = "errors.log"
OLDER_LOG = "errors.log.1"
MOST_LOG_BYTES = 100_000
"""Of one file; the older one is replaced when the newer is full."""
MOST_ENTRY_BYTES = 20_000
WORDS = frozenset(
    (
        *("docx", "doc", "wps", "wpt", "xlsx", "xls", "et", "html", "mht", "pdf", "ofd", "odt", "ods", "rtf", "txt"),
        *("md", "json", "xml", "csv", "zip", "nianbao", "clipboard"),
        *("light", "dark", "system", "win32", "linux", "darwin", "windows", "xcb", "wayland", "offscreen"),
    )
)
"""What may be said of a file or the system."""


class Event(StrEnum):
    """What is logged."""

    STARTED = "启动"
    ENDED = "退出"
    IMPORTED = "导入"
    OPENED = "打开草稿"
    EXPORTED = "导出"
    REFUSED = "没有办成"
    FAILED = "内部错误"
    SETTINGS = "设置已改"
    BACKED_UP = "每日副本"


class ProgramLog:
    """Writes nothing before :meth:`begin`. May be used from any thread; a disk that refuses is no error."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock = threading.Lock()

    def begin(self, folder: Path | None) -> None:
        """From now on entries go to ``folder``; ``None`` ends that."""
        self._folder = folder

    def add(self, event: Event, *details: object) -> None:
        """One line. Of ``details`` only numbers, types of errors and :data:`WORDS` are written."""
        if self._folder is not None:
            shown = " ".join(_safe(each) for each in details)
            self.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {event.value} {shown}".rstrip())

    def write(self, report: str, folder: Path | None = None) -> None:
        """A report that holds no text of a draft. ``folder``: another than that of :meth:`begin`."""
        place = folder or self._folder
        if place is None:
            return
        with self._lock, contextlib.suppress(OSError):
            path = place / LOG
            content = report.encode(errors="replace")[: MOST_ENTRY_BYTES - 1] + b"\n"
            if path.exists() and path.stat().st_size + len(content) > MOST_LOG_BYTES:
                path.replace(place / OLDER_LOG)
            with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as file:
                file.write(content)

    def last_lines(self, count: int) -> list[str]:
        """The latest lines, the oldest first."""
        lines: list[str] = []
        if self._folder is not None:
            for name in (OLDER_LOG, LOG):
                with contextlib.suppress(OSError):
                    text = (self._folder / name).read_text(encoding="utf-8", errors="replace")
                    lines += [line for line in text.splitlines() if line.strip()]
        return lines[-count:]


PROGRAM_LOG = ProgramLog()


def _safe(detail: object) -> str:
    if isinstance(detail, bool | int | float):
        return f"{detail:.1f}" if isinstance(detail, float) else str(detail)
    if isinstance(detail, type):
        return f"{detail.__module__}.{detail.__qualname__}"
    word = str(detail).lower().lstrip(".")
    return word if word in WORDS else "?"
