"""The user's name on this computer, and whether a recorded process is still running."""

import contextlib
import getpass
import hashlib
import os
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@cache
def user_name() -> str:
    """The login name; empty if the system does not provide one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@cache
def computer_name() -> str:
    """The name of this computer. ``platform.node`` would start a query of a second on Windows."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


@dataclass(frozen=True)
class Process:
    """One process on one computer, identified by its start time too, because systems reuse process ids."""

    machine: str
    pid: int
    started: str
    """The start time in a unit of the system; empty if unknown."""

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this computer, by the computer's name."""
        return self.machine == computer_name()

    @property
    def is_running(self) -> bool:
        """Whether it is running; assumed for a process on another computer, where it cannot be checked."""
        if not self.is_here:
            return True
        started = _started(self.pid)
        return started is not None and (not self.started or not started or started == self.started)


def this_process() -> Process:
    """The current process: computer, process id and start time."""
    return Process(computer_name(), os.getpid(), _started(os.getpid()) or "")


ABANDONED_SECONDS = 24 * 60 * 60
"""A temporary file of another computer that nobody has written to for this long was left behind by a killed process."""


def process_tag() -> str:
    """Part of the name of a temporary file, by which :func:`is_abandoned` recognizes that its process has ended."""
    ours = this_process()
    return f"{_short(ours.machine)}-{ours.pid}-{ours.started}"


def is_abandoned(path: Path, tag: str) -> bool:
    """Whether the process with the tag, which made the temporary file, no longer runs. An unknown tag counts as one of
    another computer."""
    machine, _, rest = tag.partition("-")
    pid, _, started = rest.partition("-")
    if machine == _short(computer_name()) and pid.isascii() and pid.isdigit() and len(pid) <= LONGEST_PID:
        return not Process(computer_name(), int(pid), started).is_running
    with contextlib.suppress(OSError):
        return time.time() - path.lstat().st_mtime > ABANDONED_SECONDS
    return False


LONGEST_PID = 10


def _short(machine: str) -> str:
    return hashlib.sha256(machine.encode(errors="replace")).hexdigest()[:8]


def _started(pid: int) -> str | None:
    """The start time of a process; ``None``: there is no such process; empty: it runs, start time unknown."""
    if sys.platform == "win32":
        return _started_on_windows(pid)
    with contextlib.suppress(OSError, ValueError, IndexError):
        # the process name in brackets may itself contain spaces and brackets
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return None if fields[0] in ("Z", "X") else fields[19]
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except PermissionError:
        return ""
    return ""


def _started_on_windows(pid: int) -> str | None:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    limited_information, still_active = 0x1000, 259
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(kernel.OpenProcess(limited_information, False, pid))
    if not handle:
        access_denied = 5
        return "" if kernel.GetLastError() == access_denied else None
    try:
        status = ctypes.c_ulong()
        if kernel.GetExitCodeProcess(handle, ctypes.byref(status)) and status.value != still_active:
            return None
        created, *others = (ctypes.c_ulonglong() for _ in range(4))
        if not kernel.GetProcessTimes(handle, ctypes.byref(created), *map(ctypes.byref, others)):
            return ""
        return str(created.value)
    finally:
        kernel.CloseHandle(handle)
