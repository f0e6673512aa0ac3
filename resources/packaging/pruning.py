"""Which files of the packages go into a bundle: the rules of contents.toml, each of which must match something."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import FOLDER

CONTENTS = FOLDER / "contents.toml"


@dataclass(frozen=True)
class Rule:
    """What stays of one folder or file directly within the packages. ``*`` of a pattern matches ``/`` as well."""

    tops: tuple[str, ...]
    """Names or patterns."""
    systems: tuple[str, ...]
    """Empty: all of them."""
    keep: tuple[str, ...]
    drop: tuple[str, ...]
    """Of what ``keep`` matches."""


@dataclass(frozen=True)
class Selection:
    kept: frozenset[str]
    dropped: frozenset[str]


def read_rules(system: str, part: str = "packages", path: Path = CONTENTS) -> tuple[Rule, ...]:
    """Those that hold for a system and a part of the bundle, a heading of contents.toml."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))[part]
    rules = (
        Rule(
            (entry["top"],) if isinstance(entry["top"], str) else tuple(entry["top"]),
            tuple(entry.get("systems", ())),
            tuple(entry.get("keep", ("*",))),
            tuple(entry.get("drop", ())),
        )
        for entry in entries
    )
    return tuple(rule for rule in rules if not rule.systems or system in rule.systems)


def select(names: Iterable[str], rules: Sequence[Rule]) -> Selection:
    """``names``: paths of files within the packages, with ``/``.

    Raises:
        PackagingError: no rule speaks of a file, or a pattern matches none: the packages are not those that the rules
            were written for.
    """
    kept: set[str] = set()
    names = frozenset(names)
    unmatched = {(rule, pattern) for rule in rules for pattern in (*rule.keep, *rule.drop)}
    for name in names:
        rule = _rule_of(name, rules)
        if rule is None:
            raise PackagingError(f"contents.toml says nothing about {name.partition('/')[0]}")
        inner = name.partition("/")[2] or name
        keeps, drops = ({p for p in patterns if fnmatchcase(inner, p)} for patterns in (rule.keep, rule.drop))
        unmatched -= {(rule, pattern) for pattern in keeps | drops}
        if keeps and not drops:
            kept.add(name)
    if unmatched:
        said = ", ".join(sorted(f"{' '.join(rule.tops)}: {pattern}" for rule, pattern in unmatched))
        raise PackagingError(f"contents.toml: nothing matches {said}")
    return Selection(frozenset(kept), names - kept)


def _rule_of(name: str, rules: Sequence[Rule]) -> Rule | None:
    top = name.partition("/")[0]
    return next((rule for rule in rules if any(fnmatchcase(top, each) for each in rule.tops)), None)


def prune(folder: Path, rules: Sequence[Rule]) -> Selection:
    """Removes what the rules do not keep, and folders that are empty then.

    Raises:
        PackagingError: as :func:`select`; nothing is removed then.
    """
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    selection = select(names, rules)
    for name in selection.dropped:
        (folder / name).unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return selection


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of every file in a tree."""
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def weight_table(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """What weighs what, heaviest first: MB of each part of a tree before and after it was pruned."""
    parts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column, files in enumerate((before, after)):
        for name, size in files.items():
            parts[PurePosixPath(name).parts[0]][column] += size
    rows = sorted(parts.items(), key=lambda row: (-row[1][1], row[0]))
    rows.append(("total", [sum(before.values()), sum(after.values())]))
    lines = [f"{name:<32}{was / 1e6:>9.1f}{now / 1e6:>9.1f}" for name, (was, now) in rows if was >= 5e4 or now >= 5e4]
    return "\n".join([f"{'part':<32}{'MB':>9}{'kept':>9}", *lines])
