"""Debian's packages that the bundle depends on, found from what its executables and libraries need."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from resources.packaging.errors import PackagingError
from resources.packaging.linux.elf import Needs

PACKAGES = Path(__file__).resolve().parent / "system_packages.toml"


@dataclass(frozen=True)
class Dependencies:
    """As fields of a package name them."""

    depends: tuple[str, ...]
    recommends: tuple[str, ...]


def dependencies_of(needs: Mapping[Path, Needs], path: Path = PACKAGES) -> Dependencies:
    """
    Args:
        needs: of every executable and library of the bundle.

    Raises:
        PackagingError: something of the system is needed that system_packages.toml does not know, or it knows more than
            is needed.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    depends, recommends = tables["depends"], tables["recommends"]
    outside = needed_outside(needs)
    if unknown := outside.keys() - depends.keys() - recommends.keys():
        told = (f"{name} ({outside[name].name})" for name in sorted(unknown))
        raise PackagingError(f"{path.name} does not know {', '.join(told)}")
    if idle := (depends.keys() | recommends.keys()) - outside.keys():
        raise PackagingError(f"{path.name}: nothing needs {', '.join(sorted(idle))}")
    return Dependencies(
        tuple(sorted(set(depends.values()))),
        tuple(sorted({*recommends.values(), *tables["recommended_packages"].values()})),
    )


def needed_outside(needs: Mapping[Path, Needs]) -> dict[str, Path]:
    """What the loader looks for and is not in the bundle -> one of the files that need it."""
    inside = {path.name for path in needs}
    return {name: path for path, each in needs.items() for name in each.libraries - inside}
