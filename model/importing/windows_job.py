"""A job object of Windows: limits the memory of the reading process and ends it together with the program."""

import subprocess
import sys

_LIMIT_PROCESS_MEMORY = 0x100
_LIMIT_DIE_ON_EXCEPTION = 0x400
_LIMIT_KILL_ON_CLOSE = 0x2000
_EXTENDED_LIMITS = 9
_OWN = 120_000_000
"""Bytes that the process takes itself."""


def limited(process: "subprocess.Popen[bytes]", memory: int) -> object:
    """Puts the process into a new job; keep the result as long as the process runs. ``None`` where it has no job."""
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t), ("most_set", ctypes.c_size_t), ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
        )  # fmt: skip

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic), ("io", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("most_process", ctypes.c_size_t), ("most_job", ctypes.c_size_t),
        )  # fmt: skip

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    class Job:
        """Closes its handle, which ends the process."""

        def __init__(self, handle: int) -> None:
            self.handle = handle

        def __del__(self) -> None:
            kernel.CloseHandle(self.handle)

    handle = kernel.CreateJobObjectW(None, None)
    if not handle:
        return None
    job = Job(handle)
    limits = Extended()
    limits.basic.flags = _LIMIT_PROCESS_MEMORY | _LIMIT_DIE_ON_EXCEPTION | _LIMIT_KILL_ON_CLOSE
    limits.process_memory = memory + _OWN
    kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(handle, int(process._handle))
    return job
