"""What is told of an error to strangers: type and lines of the program, never the content of a draft.

The message of an error is kept only for types whose message concerns the program.
"""

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import Path

ERRORS_WITHOUT_DRAFT_TEXT = (
    AttributeError,
    NameError,
    ImportError,
    TypeError,
    IndexError,
    RecursionError,
    MemoryError,
    ZeroDivisionError,
    AssertionError,
)
MOST_CAUSES = 5


def error_lines(error: BaseException) -> Iterator[str]:
    """The error and its causes, the first one first, each with its traceback."""
    chain: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and len(chain) < MOST_CAUSES and found not in chain:
        chain.append(found)
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    for each in reversed(chain):
        yield f"{type(each).__module__}.{type(each).__qualname__}{_words(each)}"
        yield from without_home("".join(traceback.format_tb(each.__traceback__)).rstrip()).splitlines()


def error_name(error: BaseException) -> str:
    """Its type and, where they tell nothing of a draft, its words: for a message that may be passed on."""
    return f"{type(error).__name__}{_words(error)}"


def without_home(text: str) -> str:
    """``text`` with the user's own folder as ``~``: it holds a person's name."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    return text.replace(home, "~") if len(home) > 1 else text


def _words(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f": errno {error.errno} {error.strerror or ''}".rstrip()
    if type(error).__module__ == "sqlite3":  # not imported only for this
        # its words may quote a value, or a name from a damaged or foreign file
        return f": {name}" if (name := getattr(error, "sqlite_errorname", "")) else ""
    if isinstance(error, ERRORS_WITHOUT_DRAFT_TEXT):
        with contextlib.suppress(Exception):
            return f": {error}"[:300]
    return ""
