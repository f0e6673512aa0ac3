"""The tokens of a Rich Text Format file: control words, control symbols, braces and bytes of text."""

import re
from collections.abc import Iterator

MOST_TOKENS = 1_500_000

_TOKEN = re.compile(
    rb"\\([A-Za-z]+)(-?[0-9]+)? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}]+)",
    re.DOTALL,
)
_TOKEN_TO_SKIP = re.compile(rb"\\bin([0-9]+) ?|\\.|([{}])", re.DOTALL)


Token = tuple[bytes | None, ...]
"""Control word, its number, two hexadecimal digits that are one byte, control symbol, brace, text: one of them is set,
but that a number belongs to a control word."""


class Tokens:
    """Iterates over the tokens from the beginning; what follows the last token may be skipped."""

    def __init__(self, data: bytes) -> None:
        self._source = data
        self._place = 0

    def __iter__(self) -> Iterator[Token]:
        """Raises: ValueError: more than ``MOST_TOKENS``."""
        count = 0
        while match := _TOKEN.match(self._source, self._place):
            self._place = match.end()
            count += 1
            if count > MOST_TOKENS:
                raise ValueError("too long")
            yield match.groups()

    def skip_bytes(self, count: int) -> None:
        """``count`` bytes are binary data."""
        self._place += max(count, 0)

    def skip_group(self) -> None:
        """Everything up to the brace that ends the current group, which is the next token.

        Raises:
            ValueError: the group does not end.
        """
        depth = 1
        place = self._place
        while depth:
            match = _TOKEN_TO_SKIP.search(self._source, place)
            if not match:
                raise ValueError("cut short")
            # what follows \\bin is no text, braces least of all
            place = match.end() + (int(match[1][:12]) if match[1] else 0)
            if match[2]:
                depth += 1 if match[2] == b"{" else -1
        self._place = place - 1
