"""What executables and libraries need of the system: other libraries, and versions of the C and C++ runtimes."""

import re
import struct
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from resources.packaging.errors import PackagingError

CEILINGS: Mapping[str, tuple[int, ...]] = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11)}
"""Of Debian 10 and UOS 20 (GCC 8): the newest versions that anything in the bundle may need."""
_MAGIC = b"\x7fELF"
_NEEDED = re.compile(r"^ +NEEDED +(\S+)$", re.MULTILINE)
_VERSION = re.compile(r"^ +0x[0-9a-f]+ (0x[0-9a-f]+) \d+ ([A-Z]+)_(\d+(?:\.\d+)+)$", re.MULTILINE)
_WEAK = 0x2
"""Flag of a version that the loader does not insist on."""
_VERSION_NEEDS = 0x6FFFFFFE
"""Type of the section that lists needed versions."""


@dataclass(frozen=True)
class Needs:
    libraries: frozenset[str]
    """By the names that the loader looks for."""
    versions: Mapping[str, tuple[int, ...]]
    """``GLIBC`` -> (2, 28): the newest one that the loader insists on."""


def elf_files(folder: Path) -> tuple[Path, ...]:
    """Every executable and library in a tree; a link is not one."""
    return tuple(
        path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)
    )


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def needs_of(path: Path) -> Needs:
    """
    Raises:
        PackagingError: objdump cannot read the file.
    """
    done = subprocess.run(["objdump", "-p", str(path)], check=False, capture_output=True, text=True)
    if done.returncode:
        raise PackagingError(f"objdump {path}: {done.stderr[-300:]}")
    return parsed_needs(done.stdout)


def parsed_needs(said: str) -> Needs:
    """Out of what ``objdump -p`` prints."""
    versions: dict[str, tuple[int, ...]] = {}
    for flags, name, number in _VERSION.findall(said):
        version = tuple(int(part) for part in number.split("."))
        if not int(flags, 16) & _WEAK:
            versions[name] = max(version, versions.get(name, ()))
    return Needs(frozenset(_NEEDED.findall(said)), versions)


def highest(needs: Iterable[Needs]) -> dict[str, tuple[int, ...]]:
    """The newest version of each runtime that any of them needs; only those that have a ceiling."""
    found: dict[str, tuple[int, ...]] = {}
    for each in needs:
        for name in CEILINGS.keys() & each.versions.keys():
            found[name] = max(found.get(name, ()), each.versions[name])
    return found


def over_ceiling(needs: Mapping[Path, Needs]) -> tuple[str, ...]:
    """A sentence for each file that needs more than :data:`CEILINGS`."""
    return tuple(
        f"{path} needs {name} {'.'.join(map(str, version))}"
        for path, each in needs.items()
        for name, version in sorted(each.versions.items())
        if name in CEILINGS and version > CEILINGS[name]
    )


def excuse_versions(path: Path, versions: Iterable[str]) -> None:
    """Marks needed versions, for instance ``CXXABI_1.3.15``, as ones that the loader does not insist on. What is used
    of them must then be found in another library.

    Raises:
        PackagingError: the file does not need one of them, or is no ELF file for 64-bit computers.
    """
    data = bytearray(path.read_bytes())
    left = set(versions)
    if data[:6] != _MAGIC + b"\x02\x01":
        raise PackagingError(f"{path} is no 64-bit little-endian ELF file")
    (sections,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    headers = [struct.unpack_from("<IIQQQQIIQQ", data, sections + size * index) for index in range(count)]
    for _, kind, _, _, start, _, link, libraries, _, _ in headers:
        if kind != _VERSION_NEEDS:
            continue
        names = headers[link][4]
        at = start
        for _ in range(libraries):
            _, entries, _, first, following = struct.unpack_from("<HHIII", data, at)
            entry = at + first
            for _ in range(entries):
                _, flags, _, name_at, step = struct.unpack_from("<IHHII", data, entry)
                name = data[names + name_at : data.index(0, names + name_at)].decode()
                if name in left:
                    struct.pack_into("<H", data, entry + 4, flags | _WEAK)
                    left.discard(name)
                entry += step
            at += following
    if left:
        raise PackagingError(f"{path} does not need {', '.join(sorted(left))}")
    path.write_bytes(data)
