"""How the standard streams write Chinese: in UTF-8; on Windows in the code page of the console that redirects them."""

import codecs
import contextlib
import errno
import os
import sys
from collections.abc import Mapping
from typing import TextIO

_INSTEAD = str.maketrans(
    {"✕": "×", "✓": "√", "↔": "<->", "⚠": "!", "〓": "□"}
    | {"\xa0": " ", "\u2011": "-", "\u2212": "-", "¥": "￥", "•": "·"}
)
"""Our marks that GBK lacks, and signs that documents often have -> what means the same there."""
_FALLBACK = "similar_or_escaped"


def prepare_streams() -> None:
    """Set the encoding of standard output and error; what an encoding lacks is replaced, never an error.

    ``PYTHONIOENCODING`` wins, although the Python of our bundles itself reads no variables. Does nothing for a stream
    that is missing (a program without a console).
    """
    codecs.register_error(_FALLBACK, _similar)
    for stream in (sys.stdout, sys.stderr):
        encoding = encoding_of(stream, os.environ, windows_code_page())
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=encoding, errors=_FALLBACK)


def write_json_as_utf8() -> None:
    """JSON Lines are UTF-8 wherever they go."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def encoding_of(stream: TextIO | None, environ: Mapping[str, str], code_page: int | None) -> str:
    """The encoding to write in. ``code_page``: the one of the console; ``None`` except on Windows."""
    wanted = environ.get("PYTHONIOENCODING", "").partition(":")[0]
    if stream is not None and wanted:
        with contextlib.suppress(LookupError):
            return codecs.lookup(wanted).name
    if code_page is None or stream is None or stream.isatty():
        return "utf-8"  # Python itself writes UTF-16 to a console of Windows
    name = _NAMES.get(code_page, f"cp{code_page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


_NAMES = {65001: "utf-8", 54936: "gb18030"}
"""Code pages that Python does not know by their number."""


def windows_code_page() -> int | None:
    """The code page of the console; of Windows where there is none; ``None`` on other systems."""
    if sys.platform != "win32":
        return None
    import ctypes

    kernel = ctypes.windll.kernel32
    return int(kernel.GetConsoleOutputCP() or kernel.GetACP())


def is_closed_pipe(error: OSError, *, windows: bool = sys.platform == "win32") -> bool:
    """Whether the reader of the output has ended, as ``| head`` and ``| more`` do; Windows answers EINVAL."""
    return isinstance(error, BrokenPipeError) or (windows and error.errno == errno.EINVAL)


def _similar(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_in(error.encoding, each) for each in error.object[error.start : error.end]), error.end


def _in(encoding: str, character: str) -> str:
    """What ``encoding`` has for ``character``, or its code."""
    for each in (character, character.translate(_INSTEAD)):
        with contextlib.suppress(UnicodeEncodeError):
            each.encode(encoding)
            return each
    return character.encode("ascii", "backslashreplace").decode("ascii")
