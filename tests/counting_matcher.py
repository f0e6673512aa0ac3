"""A backtracking matcher over the tree of ``re`` that counts its steps: how a pattern grows without a clock."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

Rest = Callable[[int], bool]
"""What must match from a position on."""
Node = Callable[[int, Rest], bool]
Test = Callable[[str], bool]

_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


class TooManyStepsError(Exception):
    """The limit of steps is reached."""


def spelled(items: Any) -> str:
    """A character set of the tree, written as a pattern again."""
    written = ""
    for kind, value in items:
        if kind is sre.NEGATE:
            written += "^"
        elif kind is sre.LITERAL:
            written += re.escape(chr(value))
        elif kind is sre.RANGE:
            written += "-".join(re.escape(chr(each)) for each in value)
        else:
            written += _CATEGORIES[value]
    return f"[{written}]"


@contextmanager
def _deep_recursion() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


class CountingMatcher:
    """Applies one pattern. Repeats of at most ``constant`` take at most ``most_repeats`` more than they must."""

    def __init__(self, tree: Any, flags: int, constant: int, most_repeats: int = 3) -> None:
        self._constant, self._most_repeats = constant, most_repeats
        self._text = ""
        self._taken, self._limit = 0, 0
        self._groups: dict[int, tuple[int, int]] = {}
        self._whole = self._sequence(tree, flags)

    def steps(self, way: str, text: str, limit: int) -> int:
        self.spans(way, text, limit)
        return self._taken

    def spans(self, way: str, text: str, limit: int = 1_000_000) -> list[tuple[int, int]]:
        """What ``match``, ``fullmatch`` or ``finditer`` finds."""
        self._text, self._taken, self._limit = text, 0, limit
        with _deep_recursion():
            if way != "finditer":
                end = self._end(0, whole_text=way == "fullmatch")
                return [] if end is None else [(0, end)]
            return list(self._all_spans())

    def _all_spans(self) -> Iterator[tuple[int, int]]:
        start, empty_allowed = 0, True
        while start <= len(self._text):
            end = self._end(start, not_empty=not empty_allowed)
            if end is None:
                start, empty_allowed = start + 1, True
            else:
                yield start, end
                start, empty_allowed = end, end != start

    def _end(self, start: int, *, whole_text: bool = False, not_empty: bool = False) -> int | None:
        ends: list[int] = []

        def rest(end: int) -> bool:
            if (whole_text and end != len(self._text)) or (not_empty and end == start):
                return False
            ends.append(end)
            return True

        self._groups = {}
        self._step()
        return ends[0] if self._whole(start, rest) else None

    def _step(self) -> None:
        self._taken += 1
        if self._taken > self._limit:
            raise TooManyStepsError

    # ------------------------------------------------------------ nodes

    def _sequence(self, tree: Any, flags: int) -> Node:
        nodes = [self._node(kind, value, flags) for kind, value in tree]
        if not nodes:
            return lambda at, rest: rest(at)
        found = nodes[-1]
        for node in reversed(nodes[:-1]):
            found = self._then(node, found)
        return found

    @staticmethod
    def _then(first: Node, second: Node) -> Node:
        return lambda at, rest: first(at, lambda end: second(end, rest))

    def _node(self, kind: Any, value: Any, flags: int) -> Node:
        test = self._test(kind, value, flags)
        if test is not None:
            return self._character(test)
        if kind is sre.BRANCH:
            branches = [self._sequence(each, flags) for each in value[1]]
            return lambda at, rest: any(branch(at, rest) for branch in branches)
        if kind is sre.SUBPATTERN:
            group, added, removed, inner = value
            return self._group(group, self._sequence(inner, (flags | added) & ~removed))
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._repeat(kind, value, flags)
        if kind is sre.ATOMIC_GROUP:
            return self._atomic(self._sequence(value, flags))
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            return self._assertion(value, flags, wanted=kind is sre.ASSERT)
        if kind is sre.AT:
            return self._place(value, flags)
        if kind is sre.GROUPREF:
            return self._reference(value)
        raise NotImplementedError(str(kind))

    @staticmethod
    def _test(kind: Any, value: Any, flags: int) -> Test | None:
        """The test of a node that takes exactly one character."""
        if kind is sre.ANY:
            written = "."
        elif kind is sre.LITERAL:
            written = re.escape(chr(value))
        elif kind is sre.NOT_LITERAL:
            written = f"[^{re.escape(chr(value))}]"
        elif kind is sre.IN:
            written = spelled(value)
        else:
            return None
        kept = flags & (re.IGNORECASE | re.DOTALL | re.ASCII)
        matches = re.compile(written, kept).fullmatch
        known: dict[str, bool] = {}

        def test(character: str) -> bool:
            if character not in known:
                known[character] = matches(character) is not None
            return known[character]

        return test

    def _character(self, test: Test) -> Node:
        def node(at: int, rest: Rest) -> bool:
            self._step()
            return at < len(self._text) and test(self._text[at]) and rest(at + 1)

        return node

    def _group(self, group: int | None, inner: Node) -> Node:
        if group is None:
            return inner
        number = group

        def node(at: int, rest: Rest) -> bool:
            before = self._groups.get(number)

            def closed(end: int) -> bool:
                inside = self._groups.get(number)
                self._groups[number] = (at, end)
                return rest(end) or self._restore(number, inside)

            return inner(at, closed) or self._restore(number, before)

        return node

    def _restore(self, group: int, span: tuple[int, int] | None) -> bool:
        if span is None:
            self._groups.pop(group, None)
        else:
            self._groups[group] = span
        return False

    @staticmethod
    def _first_end(inner: Node, at: int) -> int | None:
        ends: list[int] = []
        return ends[0] if inner(at, lambda end: not ends.append(end)) else None  # type: ignore[func-returns-value]

    def _atomic(self, inner: Node) -> Node:
        def node(at: int, rest: Rest) -> bool:
            end = self._first_end(inner, at)
            return end is not None and rest(end)

        return node

    def _assertion(self, value: Any, flags: int, *, wanted: bool) -> Node:
        direction, tree = value
        inner = self._sequence(tree, flags)
        back = tree.getwidth()[0] if direction < 0 else 0

        def node(at: int, rest: Rest) -> bool:
            self._step()
            held = at >= back and self._first_end(inner, at - back) is not None
            return held is wanted and rest(at)

        return node

    def _place(self, place: Any, flags: int) -> Node:
        written = {
            sre.AT_BEGINNING: "^", sre.AT_BEGINNING_STRING: r"\A", sre.AT_END: "$", sre.AT_END_STRING: r"\Z",
            sre.AT_BOUNDARY: r"\b", sre.AT_NON_BOUNDARY: r"\B",
        }[place]  # fmt: skip
        matches = re.compile(written, flags & (re.MULTILINE | re.ASCII)).match

        def node(at: int, rest: Rest) -> bool:
            self._step()
            return matches(self._text, at) is not None and rest(at)

        return node

    def _reference(self, group: int) -> Node:
        def node(at: int, rest: Rest) -> bool:
            self._step()
            if group not in self._groups:
                return False
            start, end = self._groups[group]
            written = self._text[start:end]
            return self._text.startswith(written, at) and rest(at + len(written))

        return node

    # ------------------------------------------------------------ repeats

    def _repeat(self, kind: Any, value: Any, flags: int) -> Node:
        least, most, tree = value
        if most is sre.MAXREPEAT:
            most = sys.maxsize
        elif most <= self._constant:
            most = min(most, least + self._most_repeats)
        only_kind, only_value = tree[0] if len(tree) == 1 else (None, None)
        test = self._test(only_kind, only_value, flags)
        inner = self._sequence(tree, flags)
        if kind is sre.POSSESSIVE_REPEAT:
            return self._possessive(inner, least, most)
        if kind is sre.MIN_REPEAT:
            return self._lazy(inner, least, most)
        return self._greedy_characters(test, least, most) if test else self._greedy(inner, least, most)

    def _greedy_characters(self, test: Test, least: int, most: int) -> Node:
        def node(at: int, rest: Rest) -> bool:
            end = at
            while end - at < most:
                self._step()
                if end == len(self._text) or not test(self._text[end]):
                    break
                end += 1
            return any(rest(each) for each in range(end, at + least - 1, -1))

        return node

    def _greedy(self, inner: Node, least: int, most: int) -> Node:
        def repeat(count: int, at: int, rest: Rest) -> bool:
            self._step()

            def again(end: int) -> bool:
                return (end != at or count < least) and repeat(count + 1, end, rest)

            return (count < most and inner(at, again)) or (count >= least and rest(at))

        return lambda at, rest: repeat(0, at, rest)

    def _lazy(self, inner: Node, least: int, most: int) -> Node:
        def repeat(count: int, at: int, rest: Rest) -> bool:
            self._step()

            def again(end: int) -> bool:
                return (end != at or count < least) and repeat(count + 1, end, rest)

            return (count >= least and rest(at)) or (count < most and inner(at, again))

        return lambda at, rest: repeat(0, at, rest)

    def _possessive(self, inner: Node, least: int, most: int) -> Node:
        def node(at: int, rest: Rest) -> bool:
            count, end = 0, at
            while count < most:
                self._step()
                following = self._first_end(inner, end)
                if following is None or (following == end and count >= least):
                    break
                count, end = count + 1, following
            return count >= least and rest(end)

        return node
