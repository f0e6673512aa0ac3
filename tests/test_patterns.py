"""No regular expression of the program takes more than about linear time, whatever text it is applied to."""

import ast
import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from model.form.edition import load_editions
from model.form.rule_kinds import WordsPlaceholder, WordsYear
from model.narrative.lexicon import the_lexicon
from tests.conftest import EDITIONS_FOLDER
from tests.counting_matcher import CountingMatcher, TooManyStepsError, spelled

Uses = set[tuple[str, str]]
"""(module, name) of everything that holds a pattern; ``re.search`` and the like where it has no name."""

OUR_FOLDERS = ("model", "export", "gui")
IN_A_WINDOW = {"_NUMBER_BEFORE", "_TITLES", "_YEARS_AROUND"}
"""Applied to what their modules cut out: a hundred characters, or a title of five lines of 120 characters."""
COUNT = 6
"""Each text repeats its piece so often, then twice and four times as often."""
MOST_GROWTH = 2.6
"""The steps added from two to four times the text, as a multiple of those from one to two: linear 2, quadratic 4."""
SPARE_STEPS = 60
MOST_STEPS = 60_000
"""More for the short texts: exponential."""
STEPS = re.compile(r"\.\s*(match|fullmatch|search|finditer|sub|subn|findall|split)\b")
WITHOUT_NAME = re.compile(r"\bre\.(?!compile\b|escape\b)\w+\(")
COMMON = (" ", "7", "1,", "一", "《", "“", "x", "甲", "2024年")
MOST_TEXTS = 60


def sources() -> Iterator[tuple[str, Any, str]]:
    for top in OUR_FOLDERS:
        for found in pkgutil.walk_packages([top], f"{top}."):
            module = importlib.import_module(found.name)
            yield found.name, module, inspect.getsource(module)


def held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns within a value: in tuples, mappings, dataclasses and classes."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and not isinstance(value, (str, int, float, bytes)):
        inner: Any = ()
        if isinstance(value, dict):
            inner = (*value.keys(), *value.values())
        elif isinstance(value, tuple | list | set | frozenset):
            inner = tuple(value)
        elif (isinstance(value, type) or dataclasses.is_dataclass(value)) and value.__module__.startswith(OUR_FOLDERS):
            inner = tuple(each for name, each in vars(value).items() if not name.startswith("__"))
        for each in inner:
            yield from held(each, depth + 1)


def _is_of_re(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"


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
        for node in ast.walk(ast.parse(source)) if WITHOUT_NAME.search(source) else ():
            if isinstance(node, ast.Call) and _is_of_re(node.func) and node.args:
                written, step = node.args[0], ast.unparse(node.func)
                if isinstance(written, ast.Constant) and WITHOUT_NAME.fullmatch(f"{step}("):
                    found.setdefault(re.compile(written.value), set()).add((where, step))
    lexicon = the_lexicon()
    for pattern in (lexicon.scan, *map(lexicon.any_of, lexicon.marks)):  # scan has all words of scan_without_bare
        found.setdefault(pattern, set()).add(("", "re.search"))
    for pattern, _ in lexicon.patterns:
        found.setdefault(pattern, set()).add(("", "re.fullmatch"))
    for parts in (lexicon.none, lexicon.done):
        for name, kind in vars(type(parts)).items():
            if isinstance(kind, functools.cached_property):
                found.setdefault(getattr(parts, name), set()).add(("", "re.match"))
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


# ---------------------------------------------------------------- texts made from a pattern


def characters(items: Any) -> list[str]:
    """Some characters of a set."""
    negated = items[0][0] is sre.NEGATE
    written = "".join(
        chr(value if kind is sre.LITERAL else value[0]) for kind, value in items if kind in (sre.LITERAL, sre.RANGE)
    )
    matches = re.compile(spelled(items)).fullmatch
    return [each for each in dict.fromkeys(f'x7 一甲.>"{"" if negated else written}') if matches(each)] or [""]


CONSTANT = 500
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


# ---------------------------------------------------------------- counting


def ways_of(uses: Uses, texts: dict[str, str]) -> list[str]:
    """How the program applies the pattern; ``texts`` are the modules' sources."""
    ways: set[str] = set()
    for where, name in uses:
        if name.startswith("re."):
            ways.add(name[3:])
        else:
            of_name = re.compile(rf"\b{re.escape(name)}\b(?:\(\)|\[\w+\])?{STEPS.pattern}")
            # two modules may give their own patterns the same private name
            within = [texts[where]] if name.startswith("_") else [text for text in texts.values() if name in text]
            ways |= {way for text in within for way in of_name.findall(text)} or {"search"}
    anchored = {"match", "fullmatch"}
    return [*sorted(ways & anchored), *(["finditer"] if ways - anchored else [])]


def is_linear(counting: CountingMatcher, way: str, prefix: str, piece: str) -> bool:
    """Whether four times the text takes about four times the steps: the growth is compared, so that what the
    prefix and the end take does not count.
    """

    def steps(count: int, limit: int) -> int:
        return counting.steps(way, f"{prefix}{piece * count}\x01", limit)

    least = COUNT if len(piece) < COUNT else COUNT // 2
    most = MOST_STEPS + 20 * len(prefix + piece)
    try:
        one, two = (steps(times, most) for times in (least, 2 * least))
        steps(4 * least, two + int(MOST_GROWTH * (two - one)) + SPARE_STEPS)
    except TooManyStepsError:
        return False
    return True


def not_linear(written: re.Pattern[Any], ways: list[str]) -> list[tuple[str, str, str]]:
    """The ways to apply the pattern and the texts that make it slow."""
    tree = sre_parser.parse(written.pattern, written.flags)
    if not repeats_without_limit(tree):
        return []
    counting = CountingMatcher(tree, written.flags, CONSTANT)
    pumps = list(dict.fromkeys([*(("", each) for each in COMMON), *pumped(tree)]))[:MOST_TEXTS]
    return [(way, *pump) for way in ways for pump in pumps if not is_linear(counting, way, *pump)]


def test_every_pattern_of_the_program_is_linear() -> None:
    patterns = all_patterns()
    assert len(patterns) > 250
    texts = {where: source for where, _, source in sources()}
    slow = {
        pattern.pattern: (sorted(uses), found)
        for pattern, uses in patterns.items()
        if not {name for _, name in uses} & IN_A_WINDOW and (found := not_linear(pattern, ways_of(uses, texts)))
    }
    assert not slow


@pytest.mark.parametrize(
    ("written", "way"),
    [
        (r"(?:共|共计|计)*", "fullmatch"),
        (r"(?:x+x+)+", "fullmatch"),
        (r"[A-Za-z]\w*\d", "finditer"),
        (r"\s*度?\s*年", "finditer"),
        (r"《[^》]*》$", "finditer"),
        (r"(?s)/\*.*?\*/", "finditer"),
        (r"\s*\[?\s*题", "match"),
        (r"\d+年", "finditer"),
    ],
)
def test_patterns_that_backtrack_are_reported(written: str, way: str) -> None:
    assert not_linear(re.compile(written), [way])


@pytest.mark.parametrize(
    ("written", "way"),
    [
        (r"(?:共计|共|计)*+", "fullmatch"),
        (r"x+", "fullmatch"),
        (r"\d+", "finditer"),
        (r"(?<!\d)\d++年", "finditer"),
        (r"《[^《》]*》", "finditer"),
        (r"\d{1,300}年", "finditer"),
        (r"\s*年", "match"),
    ],
)
def test_patterns_that_never_go_back_far_pass(written: str, way: str) -> None:
    assert not not_linear(re.compile(written), [way])


@pytest.mark.parametrize(
    "written",
    [
        r"a+?b|(a*)c", r"(?:x+x+)+y", r"(?>a|ab)c", r"(?:ab|a)*+b?", r"(?<=a)b(?!c)", r"(?<!a)b*$", r"^\s*(\w)\1",
        r"\b\w+\b", r"(?i)AB{1,2}", r"(?s:.+)x", r"[^a-c\s]+|.", r"(a|b)*?c\1", r"(?:)*a", r"(?m)^a|b$", r"\Ba\Z",
    ],
)  # fmt: skip
def test_counting_finds_what_re_finds(written: str) -> None:
    pattern = re.compile(written)
    counting = CountingMatcher(sre_parser.parse(written), pattern.flags, CONSTANT, most_repeats=CONSTANT)
    for text in ("", "aab", "abcabc", "xxxxy", "a b\nAbB cc", "aaaac b", "ab ab\n"):
        assert counting.spans("finditer", text) == [found.span() for found in pattern.finditer(text)]
        for way in ("match", "fullmatch"):
            found = getattr(pattern, way)(text)
            assert counting.spans(way, text) == ([found.span()] if found else [])


def test_words_that_may_follow_each_other_are_taken_as_they_come() -> None:
    """A possessive group never goes back to a shorter word: any two of the words must be found without that."""
    tails, ending = the_lexicon().none.tails, the_lexicon().none.ending
    assert [one + other for one in tails for other in tails if not ending.fullmatch(one + other)] == []
