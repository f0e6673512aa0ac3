"""File names that every system of our users takes: Windows (NTFS, exFAT) and Linux (ext4)."""

import re
import sys

LONGEST_NAME = 255
"""In bytes of UTF-8 on Linux, in units of UTF-16 on Windows."""
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\.|$)")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]|[\ud800-\udfff]')


def safe_name(name: str, most_bytes: int = 200) -> str:
    """``name`` as a file name that Windows and Linux take; a name of nothing but refused characters becomes ``_``.

    Refused characters become ``_``, reserved names of devices get a ``_``, and a name over ``most_bytes`` of UTF-8 is
    shortened before its suffix. The result may equal that of another name.
    """
    name = _FORBIDDEN.sub("_", name).strip(" ").rstrip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, suffix = name, ""
    else:
        suffix = dot + suffix
    room = most_bytes - len(suffix.encode())
    if len(stem.encode()) > room:
        stem = stem.encode()[:room].decode(errors="ignore").rstrip(". ")
    return stem + suffix or "_"


_LONGEST_SUFFIX = 12


def refused_name(name: str, *, windows: bool = sys.platform == "win32") -> str:
    """Why the system does not take the file name: a Chinese sentence without a full stop; empty if it does."""
    forbidden = _FORBIDDEN if windows else re.compile("[\x00/\ud800-\udfff]")
    if forbidden.search(name):
        return "这个文件名里有不能用的字符，请换一个名字"
    length = len(name.encode("utf-16-le")) // 2 if windows else len(name.encode())
    if length > LONGEST_NAME:
        return f"文件名“{name[:20]}…”太长，请换一个短一些的名字"
    if windows and _RESERVED.match(name):
        return f"“{name}”是 Windows 留给设备的名字，不能作文件名，请换一个名字"
    if windows and name != name.rstrip(". "):
        return f"文件名“{name}”末尾的点或空格 Windows 不认，请去掉"
    return ""
