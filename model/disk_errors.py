"""What an error of the file system means, in words for the user: cause and remedy."""

import errno

_BY_ERRNO = {
    errno.ENOSPC: "磁盘空间不足，请腾出一些空间或换一个位置",
    errno.EDQUOT: "超出了磁盘配额，请腾出一些空间或换一个位置",
    errno.EROFS: "这个磁盘是只读的，请换一个位置",
    errno.EIO: "磁盘读写出错，请换一个位置，并检查这个磁盘",
    errno.ENODEV: "磁盘已经不在，可能拔出了 U 盘",
    errno.ENXIO: "磁盘已经不在，可能拔出了 U 盘",
    errno.EHOSTDOWN: "网络盘连不上，请换到本机的一个文件夹",
    errno.ENAMETOOLONG: "文件名或文件夹的名字太长，请换短一些的",
}
_HELD = "文件可能正在 Word、WPS 或 Excel 里打开，请关闭那个窗口，或换一个位置"
_BY_WINERROR = {
    **dict.fromkeys((32, 33, 1224), _HELD),
    **dict.fromkeys((39, 112), _BY_ERRNO[errno.ENOSPC]),
    1295: _BY_ERRNO[errno.EDQUOT],
    19: "磁盘有写保护，请关上 U 盘的写保护开关，或换一个位置",
    **dict.fromkeys((15, 20, 21, 55, 433, 1006, 1167), _BY_ERRNO[errno.ENODEV]),
    **dict.fromkeys((23, 27, 29, 30, 31, 1117, 1392, 1393), _BY_ERRNO[errno.EIO]),
    **dict.fromkeys((51, 53, 54, 58, 59, 64, 65, 67, 121, 1222, 1231), _BY_ERRNO[errno.EHOSTDOWN]),
    **dict.fromkeys((225, 226), "被杀毒软件拦下，请让管理员放行本程序，或换一个位置"),
    **dict.fromkeys((111, 206), _BY_ERRNO[errno.ENAMETOOLONG]),
    123: "文件名里有不能用的字符，请换一个名字",
}
"""By the code of Windows (winerror.h), which says more than errno: a stick that is gone and a file that is open in
another program are both EACCES."""
HELD_FOR_A_MOMENT = frozenset({5, 32, 33, 1224})
"""Codes of Windows for a file that another program, such as an antivirus, may have open for a moment only."""


def windows_code(error: OSError) -> int | None:
    """The code of Windows; ``None`` on other systems."""
    return getattr(error, "winerror", None)


def known_reason(error: OSError) -> str | None:
    """Cause and remedy, without a full stop; ``None`` for an error that has no sentence of its own."""
    code = windows_code(error)
    return _BY_WINERROR.get(code or 0) or _BY_ERRNO.get(error.errno or 0)


def reason(error: OSError) -> str:
    """Cause and remedy if known, else the system's own words; without a full stop at the end."""
    return known_reason(error) or (error.strerror or str(error)).rstrip(" .。\r\n")


def is_full(error: OSError) -> bool:
    """Whether the disk or the user's quota on it has no room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT) or windows_code(error) in (39, 112, 1295)
