"""Fragments of words: ``{last_year}{kept}的?`` in the lexicon file stands for every pair of their alternatives."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model.form.schema import EditionError


@dataclass(frozen=True)
class Fragment:
    """A part of words, with its alternatives: regular expressions like the words themselves."""

    name: str
    words: tuple[str, ...]


_NAMED = re.compile(r"\{([a-z_]+)\}")


def spelled_out(words: tuple[str, ...], fragments: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, ...]:
    """``words`` with the alternatives of each fragment in its place.

    A fragment that a word begins with gives one word for each alternative, since words are found by their first
    character.

    Raises:
        EditionError: that begins with ``where``, if a fragment is unknown.
    """
    return tuple(dict.fromkeys(each for word in words for each in _spelled_out(word, fragments, where)))


def _spelled_out(word: str, fragments: Mapping[str, tuple[str, ...]], where: str) -> Iterator[str]:
    if unknown := sorted({*_NAMED.findall(word)} - fragments.keys()):
        raise EditionError(f"{where}：{word!r} 里没有这样的 fragments：{'、'.join(unknown)}")

    def any_of(match: re.Match[str]) -> str:
        return f"(?:{'|'.join(sorted(fragments[match[1]], key=len, reverse=True))})"

    first = _NAMED.match(word)
    if first is None:
        yield _NAMED.sub(any_of, word)
        return
    rest = _NAMED.sub(any_of, word[first.end() :])
    for each in fragments[first[1]]:
        yield each + rest
