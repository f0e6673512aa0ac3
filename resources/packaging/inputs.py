"""What the bundles are made of, by file name and SHA-256, as inputs.toml pins it."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resources.packaging.errors import PackagingError

FOLDER = Path(__file__).resolve().parent
INPUTS = FOLDER / "inputs.toml"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class PinnedFile:
    """A wheel or source archive of a package index, or another file that is named as they are: NAME-VERSION…"""

    name: str
    sha256: str

    @property
    def project(self) -> str:
        """Normalized as package indexes do it."""
        return normalized(self._parts()[0])

    @property
    def version(self) -> str:
        return self._parts()[1]

    def _parts(self) -> tuple[str, str]:
        if self.name.endswith(".whl"):
            project, version, *_ = self.name.split("-")
            return project, version
        stem = self.name.removesuffix(".tar.gz").removesuffix(".tar.xz").removesuffix(".zip")
        project, _, version = stem.rpartition("-")
        return project, version

    def runs_on(self, python: str) -> bool:
        """Whether a Python, for instance ``3.13``, can use this wheel on the system that it is pinned for."""
        tags, abi, _ = self.name.removesuffix(".whl").split("-")[-3:]
        wanted = "cp" + python.replace(".", "")
        if abi == "abi3":
            return any(int(tag[3:]) <= int(python.split(".")[1]) for tag in tags.split(".") if tag[:3] == "cp3")
        return abi == wanted or (abi == "none" and not {"py3", wanted}.isdisjoint(tags.split(".")))


@dataclass(frozen=True)
class System:
    """One kind of computer that is built for."""

    name: str
    platforms: tuple[str, ...]
    """Platform tags of wheels that run there, best first."""
    bundled_python: str
    """Of the bundle, as ``3.13``."""
    pythons: tuple[str, ...]
    """For which the folder of wheels is made."""
    wheels: tuple[PinnedFile, ...]

    @property
    def bundled_wheels(self) -> tuple[PinnedFile, ...]:
        """Those for the Python of the bundle."""
        return tuple(wheel for wheel in self.wheels if wheel.runs_on(self.bundled_python))


@dataclass(frozen=True)
class Inputs:
    """Everything that a build takes from outside."""

    systems: Mapping[str, System]
    tools: Mapping[str, PinnedFile]
    """By project: wheels that run while building, on Linux."""
    sources: Mapping[str, PinnedFile]
    """By project: source archives, interpreters."""


def normalized(project: str) -> str:
    """``PySide6_Essentials`` and ``pyside6-essentials`` are the same project."""
    return re.sub(r"[-_.]+", "-", project).lower()


def read_inputs(path: Path = INPUTS) -> Inputs:
    """
    Raises:
        PackagingError: the file names something without a hash, or a system without its wheels.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        systems = {
            name: System(
                name,
                tuple(table["platforms"]),
                table["bundled_python"],
                tuple(table["pythons"]),
                _pinned(data["wheels"][name], path),
            )
            for name, table in data["systems"].items()
        }
    except KeyError as error:
        raise PackagingError(f"{path.name}: no {error}") from error
    tools, sources = (_by_project(_pinned(data.get(part, {}), path)) for part in ("tools", "sources"))
    return Inputs(systems, tools, sources)


def _by_project(files: tuple[PinnedFile, ...]) -> dict[str, PinnedFile]:
    return {file.project: file for file in files}


def _pinned(table: Mapping[str, Any], path: Path) -> tuple[PinnedFile, ...]:
    if unpinned := [name for name, digest in table.items() if not _SHA256.fullmatch(str(digest))]:
        raise PackagingError(f"{path.name}: no SHA-256 for {', '.join(unpinned)}")
    return tuple(PinnedFile(name, digest) for name, digest in sorted(table.items()))


def sha256_of(path: Path) -> str:
    """In lower-case hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def verify(path: Path, pinned: PinnedFile) -> None:
    """
    Raises:
        PackagingError: the file is not there, or is another one.
    """
    if not path.is_file():
        raise PackagingError(f"{path} is missing")
    if (found := sha256_of(path)) != pinned.sha256:
        raise PackagingError(f"{path.name}: SHA-256 is {found}, inputs.toml says {pinned.sha256}")


def with_wheels(text: str, system: str, wheels: Mapping[str, str]) -> str:
    """The text of inputs.toml with other wheels for a system; everything else stays as it is, comments too."""
    lines = "".join(f'"{name}" = "{digest}"\n' for name, digest in sorted(wheels.items(), key=_without_case))
    table = re.compile(rf'(?m)^\[wheels\.{re.escape(system)}\]\n(?:"[^\n]*\n)*')
    if not table.search(text):
        return f"{text.rstrip()}\n\n[wheels.{system}]\n{lines}"
    return table.sub(f"[wheels.{system}]\n{lines}", text)


def _without_case(item: tuple[str, str]) -> str:
    return item[0].lower()
