"""No regular expression of the program takes more than about linear time, whatever text it is applied to."""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

from model.form.edition import load_editions
from model.form.rule_kinds import Rule, WordsPlaceholder, WordsYear
from model.narrative.lexicon import the_lexicon
from tests.conftest import EDITIONS_FOLDER

Step = Callable[[Any], object]
Uses = set[tuple[str, str]]
"""(module, name) of everything that holds a pattern; ``re.search`` and the like where it has no name."""

IN_A_WINDOW = {"_NUMBER_BEFORE", "_TITLES", "_YEARS_AROUND"}
"""Applied to at most a hundred characters, which their modules cut out."""
SIZE = 4000
LIMIT = 0.03
"""Seconds for ``SIZE`` characters, below which nothing is measured: a quadratic pattern takes several times that."""
STEPS = re.compile(r"\.\s*(match|fullmatch|search|finditer|sub|subn|findall|split)\b")
COMMON = (" ", "7", "1,", "一", "《", "“", "x", "甲", "2024年")
MOST_TEXTS = 14


def sources() -> Iterator[tuple[str, Any, str]]:
    for top in ("model", "export", "gui"):
        for found in pkgutil.walk_packages([top], f"{top}."):
            module = importlib.import_module(found.name)
            yield found.name, module, inspect.getsource(module)


def held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns within a value: in tuples, mappings, dataclasses and classes."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4:
        inner: Any = ()
        if isinstance(value, dict):
            inner = (*value.keys(), *value.values())
        elif isinstance(value, tuple | list | set | frozenset):
            inner = tuple(value)
        elif isinstance(value, type) or dataclasses.is_dataclass(value):
            inner = tuple(each for name, each in vars(value).items() if not name.startswith("__"))
        for each in inner:
            yield from held(each, depth + 1)


def all_patterns() -> dict[re.Pattern[Any], Uses]:
    found: dict[re.Pattern[Any], Uses] = {}
    for where, module, source in sources():
        for name, value in list(vars(module).items()):
            made = value
            if hasattr(value, "cache_info") and inspect.isfunction(value.__wrapped__):
                takes_nothing = not inspect.signature(value).parameters
                made = value() if takes_nothing and "Pattern" in str(value.__annotations__.get("return")) else None
            for pattern in () if name.startswith("__") else held(made):
                found.setdefault(pattern, set()).add((where, name))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
                written, step = node.args[0], ast.unparse(node.func)
                if isinstance(written, ast.Constant) and step not in ("re.compile", "re.escape"):
                    found.setdefault(re.compile(written.value), set()).add((where, step))
    lexicon = the_lexicon()
    for pattern in (lexicon.scan, lexicon.ends_none, *map(lexicon.any_of, lexicon.marks)):
        found.setdefault(pattern, set()).add(("", "re.search"))
    for pattern in (lexicon.only_between, *(each for each, _ in lexicon.patterns)):
        found.setdefault(pattern, set()).add(("", "re.fullmatch"))
    for context in (getattr(lexicon.contexts, each.name) for each in dataclasses.fields(lexicon.contexts)):
        found.setdefault(context.compiled, set()).add(("", f"re.{context.found.__name__}"))
    for edition in load_editions(EDITIONS_FOLDER).values():
        for rule in edition.rules:
            words = (
                rule.works if isinstance(rule, WordsYear) else rule.marks if isinstance(rule, WordsPlaceholder) else ()
            )
            for word in words:
                found.setdefault(re.compile(word), set()).add(("", "re.search"))
    return found


def _expressions_of(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, WordsYear):
        return rule.works
    return rule.marks if isinstance(rule, WordsPlaceholder) else ()


# ---------------------------------------------------------------- texts made from a pattern


def characters(items: Any) -> list[str]:
    """Some characters of a set."""
    negated = items[0][0] is sre.NEGATE
    written = "".join(
        chr(value if kind is sre.LITERAL else value[0]) for kind, value in items if kind in (sre.LITERAL, sre.RANGE)
    )
    matcher = sre_parser.SubPattern(sre_parser.State(), [(sre.IN, items)])
    matches = re.compile(_spelled(matcher)).fullmatch
    return [each for each in dict.fromkeys(f'x7 一甲.>"{"" if negated else written}') if matches(each)] or [""]


def _spelled(tree: Any) -> str:
    """A character set written as a pattern again."""
    classes = {
        sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
        sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    spelled = ""
    for kind, value in tree[0][1]:
        if kind is sre.NEGATE:
            spelled += "^"
        elif kind is sre.LITERAL:
            spelled += re.escape(chr(value))
        elif kind is sre.RANGE:
            spelled += "-".join(re.escape(chr(each)) for each in value)
        else:
            spelled += classes[value]
    return f"[{spelled}]"


CONSTANT = 300
"""A repeat of at most so many takes constant time from each place."""
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def inner_of(kind: Any, value: Any) -> Any:
    """What a group or a repeat holds; ``None`` for anything else."""
    if kind is sre.SUBPATTERN:
        return value[3]
    if kind in REPEATS:
        return value[2]
    return value if kind is sre.ATOMIC_GROUP else None


def sample(tree: Any) -> str:
    """A short text that the tree matches, as far as its assertions allow."""
    found = ""
    for kind, value in tree:
        if kind is sre.LITERAL:
            found += chr(value)
        elif kind in (sre.ANY, sre.NOT_LITERAL):
            found += "x"
        elif kind is sre.IN:
            found += characters(value)[-1]
        elif kind is sre.BRANCH:
            found += sample(value[1][0])
        elif (inner := inner_of(kind, value)) is not None:
            found += sample(inner) * (max(value[0], 1) if kind in REPEATS else 1)
    return found


def repeats_without_limit(tree: Any) -> bool:
    """Patterns without such a repeat are linear, whatever they are applied to."""
    return any(
        (kind in REPEATS and (value[1] is sre.MAXREPEAT or value[1] > CONSTANT))
        or (kind is sre.BRANCH and any(map(repeats_without_limit, value[1])))
        or (kind in (sre.ASSERT, sre.ASSERT_NOT) and repeats_without_limit(value[1]))
        or ((inner := inner_of(kind, value)) is not None and repeats_without_limit(inner))
        for kind, value in tree
    )


def pumped(tree: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(prefix, piece): texts that begin with the prefix and repeat the piece are hard for one of the tree's repeats."""
    for kind, value in tree:
        inner: Any = inner_of(kind, value)
        if kind in REPEATS and (value[1] is sre.MAXREPEAT or value[1] > CONSTANT):
            only: Any = inner[0] if len(inner) == 1 else (None, None)
            if only[0] is sre.SUBPATTERN and len(only[1][3]) == 1:
                only = only[1][3][0]
            if only[0] is sre.IN:
                yield from ((prefix, each) for each in characters(only[1])[:4])
            elif only[0] is sre.BRANCH:
                pieces = [sample(branch) for branch in only[1][1]]
                yield from ((prefix, each) for each in sorted(pieces, key=len, reverse=True)[:6])
            yield prefix, sample(inner)
        for branch in value[1][:6] if kind is sre.BRANCH else ():
            yield from pumped(branch, prefix)
        if inner is not None:
            yield from pumped(inner, prefix)
        prefix += sample([(kind, value)])
        if prefix:
            yield "", prefix


# ---------------------------------------------------------------- measuring


class TooSlowError(Exception):
    """A single application took seconds."""


def steps_of(pattern: re.Pattern[Any], uses: Uses, texts: dict[str, str]) -> list[Step]:
    """How the program applies the pattern; ``texts`` are the modules' sources."""
    ways: set[str] = set()
    for _, name in uses:
        if name.startswith("re."):
            ways.add(name[3:])
        else:
            of_name = re.compile(rf"\b{re.escape(name)}\b(?:\(\)|\[\w+\])?{STEPS.pattern}")
            ways |= {way for text in texts.values() if name in text for way in of_name.findall(text)} or {"search"}
    known = {"match": pattern.match, "fullmatch": pattern.fullmatch}
    everywhere = [lambda text: sum(1 for _ in pattern.finditer(text))] if ways - known.keys() else []
    return [*(known[way] for way in sorted(ways & known.keys())), *everywhere]


def seconds(step: Step, text: str | bytes, tries: int, enough: float = 0.0) -> float:
    least = 99.0
    for _ in range(tries):
        begun = time.perf_counter()
        step(text)
        least = min(least, time.perf_counter() - begun)
        if least < enough:
            break
    return least


def is_linear(pattern: re.Pattern[Any], step: Step, prefix: str, piece: str, patience: float = 20) -> bool:
    def text(size: int) -> str | bytes:
        written = prefix + piece * (size // len(piece) + 1) + "\x01"
        return written.encode("utf-8", "ignore") if isinstance(pattern.pattern, bytes) else written

    def too_slow(signal_: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, too_slow)
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        for count in (12, 24, 36):
            step(text(count * len(piece)))
        if seconds(step, text(SIZE), 3, LIMIT) < LIMIT:
            return True
        return any(seconds(step, text(SIZE), 2) < 9 * seconds(step, text(SIZE // 4), 3) for _ in range(6))
    except TooSlowError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


needs_timer = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="only a timer ends a pattern that backtracks")


@needs_timer
def test_every_pattern_of_the_program_is_linear() -> None:
    patterns = all_patterns()
    assert len(patterns) > 250
    texts = {where: source for where, _, source in sources()}
    slow = []
    for pattern, uses in patterns.items():
        tree = sre_parser.parse(pattern.pattern, pattern.flags)
        if repeats_without_limit(tree) and not {name for _, name in uses} & IN_A_WINDOW:
            pumps = list(dict.fromkeys([*(("", each) for each in COMMON), *pumped(tree)]))[:MOST_TEXTS]
            slow += [
                (sorted(uses), pump)
                for step in steps_of(pattern, uses, texts)
                for pump in pumps
                if not is_linear(pattern, step, *pump)
            ]
    assert not slow


@needs_timer
@pytest.mark.parametrize(
    "written", [r"(?:共|共计|计)*", r"\s*度?\s*年", r"《[^》]*》$", r"[A-Za-z]\w*\d", r"(?:x+x+)+"]
)
def test_patterns_that_backtrack_are_reported_apart(written: str) -> None:
    pattern = re.compile(written)
    texts = [*(("", each) for each in COMMON), *pumped(sre_parser.parse(written))]
    steps: list[Step] = [pattern.fullmatch, lambda text: list(pattern.finditer(text))]
    assert not all(is_linear(pattern, step, *text, patience=0.5) for step in steps for text in texts)


def test_words_that_may_follow_each_other_are_taken_as_they_come() -> None:
    """A possessive group never goes back to a shorter word: any two of the words must be found without that."""
    between = the_lexicon().marks["between"]
    only_between = the_lexicon().only_between
    assert [one + other for one in between for other in between if not only_between.fullmatch(one + other)] == []
