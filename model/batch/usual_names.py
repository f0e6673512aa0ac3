"""Usual short names of organs: ``resources/organ_names.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from model.errors import UserFacingError

PATH = Path(__file__).resolve().parent.parent.parent / "resources" / "organ_names.toml"
_FORMAT = 1
_ENDINGS = ("委员会", "办公室", "局", "委", "厅", "办")


class OrganNamesError(UserFacingError):
    """The file of short names is not as it must be."""


def stem(name: str) -> str:
    """``name``, of an organ without a place before it, without what changes with each reform."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def mean_the_same(one: str, other: str) -> bool:
    """Whether two names without a place before them are names of one organ of the file."""
    return not _organs_named(one).isdisjoint(_organs_named(other))


@lru_cache(maxsize=8192)
def _organs_named(name: str) -> frozenset[int]:
    return the_usual_names().get(stem(name), frozenset())


@cache
def the_usual_names() -> Mapping[str, frozenset[int]]:
    """Stem -> the organs of the file that it may mean."""
    return load_usual_names(PATH)


def load_usual_names(path: Path) -> Mapping[str, frozenset[int]]:
    """
    Raises:
        OrganNamesError: naming file and entry.
    """
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    organs = held.get("organs")
    if held.get("format") != _FORMAT or not isinstance(organs, list):
        raise OrganNamesError(f"{path.name}: format = {_FORMAT} and organs are missing")
    found: dict[str, set[int]] = {}
    for number, names in enumerate(organs):
        if not isinstance(names, list) or len(names) < 2 or len(set(names)) != len(names):
            raise OrganNamesError(f"{path.name}: organ {number + 1} is not a list of two or more distinct names")
        for name in names:
            if not isinstance(name, str) or len(name) < 2 or stem(name) != name:
                raise OrganNamesError(f"{path.name}: organ {number + 1}: {name!r} is not a name without its ending")
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
