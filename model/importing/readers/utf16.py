"""Text in UTF-16 without a byte order mark, as some programs write what Windows calls Unicode text."""

import re

_LOOKED_AT = 8192
_USUAL = re.compile("[\t\r\n -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_COMMON = frozenset("一二三年月日号数的政府信息公开申请")
_FEWEST_COMMON = 3
"""Different ones; every report and every register of applications has them."""
_MOST_OTHERS = 20
"""One character of so many may be another one."""


def encoding_of(data: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` for text that nearly all is Chinese or ASCII when it is read so; else blank. Such
    text always holds zero bytes: those of line ends, digits and blanks."""
    if b"\0" not in data[:_LOOKED_AT]:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[: min(_LOOKED_AT, len(data) // 2 * 2)].decode(encoding, "replace")
        others = len(text) - len(_USUAL.findall(text))
        if others * _MOST_OTHERS < len(text) and len(_COMMON.intersection(text)) >= _FEWEST_COMMON:
            return encoding
    return ""
