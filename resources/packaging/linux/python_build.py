"""CPython for computers with glibc 2.28, from the sources that Debian ships, compiled by zig, which can link for an
older glibc than this computer's. One executable holds all modules in C that the program needs, with the libraries they
are written for; there is no OpenSSL, readline or Tk in it."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from resources.packaging.archives import EPOCH
from resources.packaging.errors import PackagingError

VERSION = "3.13"
TARGET = "x86_64-linux-gnu.2.28"
NEEDED_MODULES = (
    *("_blake2", "_ctypes", "_datetime", "_decimal", "_json", "_posixsubprocess", "_sha2", "_socket", "_sqlite3"),
    *("_struct", "pyexpat", "select", "unicodedata", "zlib"),
)
BUILD_TOOLS = ("autoreconf", "gcc", "libtoolize", "make", "patch", "strip", "tclsh")
"""Of this computer; gcc compiles only generators that run here."""
_CORRECTIONS = re.compile(r"(?:\d+-)?CVE-|ssl-|dict-use-after-free|traverse-managed-dicts")
"""Debian's patches that correct faults; its others fit the sources into Debian."""
_SQLITE_OPTIONS = ("-DSQLITE_THREADSAFE=1", "-DSQLITE_OMIT_LOAD_EXTENSION")


@dataclass(frozen=True)
class Toolchain:
    """Compiles and links for :data:`TARGET`."""

    folder: Path
    """Holds the commands ``cc``, ``ar`` and ``ranlib``."""

    def environment(self) -> dict[str, str]:
        """For make and configure scripts: nothing of this computer's compilers and libraries is used, and no time or
        path of this computer comes into what is compiled."""
        kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "TMPDIR")}
        commands = {name: str(self.folder / command) for name, command in _COMMANDS.items()}
        caches = {f"ZIG_{which}_CACHE_DIR": str(self.folder / "cache") for which in ("GLOBAL", "LOCAL")}
        path = f"{self.folder}:/usr/local/bin:/usr/bin:/bin"
        return {
            **kept,
            **commands,
            **caches,
            "CXX": "g++",  # configure scripts ask for one; nothing is compiled with it
            "PATH": path,
            "PKG_CONFIG": "/bin/false",
            "SOURCE_DATE_EPOCH": str(EPOCH),
            "LC_ALL": "C.UTF-8",
        }


_LICENCES = {"libffi": "LICENSE", "sqlite3": "LICENSE.md", "zlib": "LICENSE"}
_COMMANDS = {"CC": "cc", "AR": "ar", "RANLIB": "ranlib"}


def make_toolchain(zig: Path, folder: Path, work: Path) -> Toolchain:
    """
    Args:
        zig: the executable.
        folder: for the commands and the compiler's cache.
        work: below which is compiled; the compiled files do not name it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    options = f"-target {TARGET} -mcpu=baseline -fno-sanitize=undefined -Wno-date-time -ffile-prefix-map={work}=."
    for command in _COMMANDS.values():
        added = f"{command} {options}" if command == "cc" else command
        script = folder / command
        script.write_text(f'#!/bin/sh\nexec "{zig}" {added} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return Toolchain(folder)


def build_python(sources: Mapping[str, Path], tools: Toolchain, work: Path) -> Path:
    """A folder below ``work`` with ``bin/python3.13``, ``lib/python3.13``, ``VERSION``, ``LICENSE.txt``, and in
    ``licences`` those of the libraries that are compiled in.

    Args:
        sources: Debian's source files by the beginning of their names: ``libffi``, ``python3.13``, ``sqlite3`` and
            ``zlib``; ``….debian`` for Debian's patches.

    Raises:
        PackagingError: a tool is missing, the folder has a space in its path, a step fails, or a module that the
            program needs is not in the result.
    """
    if re.search(r"\s", str(work)):
        raise PackagingError(f"{work}: configure scripts take no folder with a space in its path; see --build")
    if missing := [tool for tool in BUILD_TOOLS if not shutil.which(tool)]:
        raise PackagingError(f"not installed here: {', '.join(missing)}")
    shutil.rmtree(work, ignore_errors=True)
    libraries = work / "libraries"
    for part in ("include", "lib"):
        (libraries / part).mkdir(parents=True)
    _build_zlib(_unpacked(sources, "zlib", work), libraries, tools)
    _build_libffi(_unpacked(sources, "libffi", work), libraries, tools)
    _build_sqlite(_unpacked(sources, "sqlite3", work), libraries, tools)
    built = _build_cpython(_unpacked(sources, "python3.13", work), libraries, tools, work / "python")
    (built / "licences").mkdir()
    for project, text in _LICENCES.items():
        shutil.copyfile(work / f"{project}-source" / text, built / "licences" / f"{project}.txt")
    return built


def _unpacked(sources: Mapping[str, Path], project: str, work: Path) -> Path:
    """The sources with Debian's corrections."""
    folder = work / f"{project}-source"
    folder.mkdir(parents=True)
    _run(["tar", "xf", str(sources[project]), "--strip-components=1"], folder)
    if archive := sources.get(f"{project}.debian"):
        patches = work / f"{project}-debian"
        patches.mkdir()
        _run(["tar", "xf", str(archive)], patches)
        series = (patches / "debian/patches/series").read_text(encoding="utf-8")
        for name in corrections(series):
            _run(["patch", "-p1", "-s", "-i", str(patches / "debian/patches" / name)], folder)
    return folder


def corrections(series: str) -> tuple[str, ...]:
    """Those of Debian's patches that correct faults, in the order in which they are applied.

    Raises:
        PackagingError: there are none: the names have changed.
    """
    names = (line.split()[0] for line in series.splitlines() if line.strip() and not line.startswith("#"))
    found = tuple(name for name in names if _CORRECTIONS.match(name))
    if not found:
        raise PackagingError("none of Debian's patches looks like a correction")
    return found


def _build_zlib(source: Path, libraries: Path, tools: Toolchain) -> None:
    environment = {**tools.environment(), "CFLAGS": "-O3 -fPIC"}
    _run(["./configure", "--static"], source, environment)
    _run([*_MAKE, "libz.a"], source, environment)
    _take(source, ("libz.a", "zlib.h", "zconf.h"), libraries)


def _build_libffi(source: Path, libraries: Path, tools: Toolchain) -> None:
    environment = {**tools.environment(), "CFLAGS": "-O2 -fPIC"}
    _run(["autoreconf", "-fi"], source, environment)
    options = ("--disable-shared", "--enable-static", "--disable-docs", "--disable-exec-static-tramp")
    _run(["./configure", f"--prefix={libraries}", "--disable-multi-os-directory", *options], source, environment)
    _run([*_MAKE, "install"], source, environment)


def _build_sqlite(source: Path, libraries: Path, tools: Toolchain) -> None:
    """Into one file first, by generators that run here."""
    host = {**tools.environment(), "CC": "gcc", "AR": "ar", "RANLIB": "ranlib"}
    _run(["./configure", "--disable-tcl", "--disable-readline", "--disable-shared"], source, host)
    _run([*_MAKE, "sqlite3.c"], source, host)
    environment = tools.environment()
    _run(["cc", "-O2", "-fPIC", *_SQLITE_OPTIONS, "-c", "sqlite3.c", "-o", "sqlite3.o"], source, environment)
    _run(["ar", "rcs", "libsqlite3.a", "sqlite3.o"], source, environment)
    _take(source, ("libsqlite3.a", "sqlite3.h"), libraries)


def _build_cpython(source: Path, libraries: Path, tools: Toolchain, target: Path) -> Path:
    include, lib = f"-I{libraries / 'include'}", libraries / "lib"
    environment = {
        **tools.environment(),
        "OPT": "-DNDEBUG -O3 -Wall",
        "MODULE_BUILDTYPE": "static",
        **{f"{name}_CFLAGS": include for name in ("ZLIB", "LIBFFI", "LIBSQLITE3")},
        "ZLIB_LIBS": str(lib / "libz.a"),
        "LIBFFI_LIBS": str(lib / "libffi.a"),
        "LIBSQLITE3_LIBS": f"-L{lib} -lsqlite3 -lm -lpthread -ldl",
    }
    left_out = ("--without-ensurepip", "--disable-test-modules", "--without-readline", "--with-openssl=/nonexistent")
    _run(["./configure", "--prefix=/usr", *left_out], source, environment)
    _run(_MAKE, source, environment)
    installed = target.with_name("installed")
    _run(["make", "install", f"DESTDIR={installed}"], source, environment)
    (target / "bin").mkdir(parents=True)
    executable = target / "bin" / f"python{VERSION}"
    shutil.copy(installed / "usr/bin" / executable.name, executable)
    _run(["strip", "--strip-unneeded", str(executable)], target)
    shutil.copytree(
        installed / "usr/lib" / executable.name,
        target / "lib" / executable.name,
        ignore=shutil.ignore_patterns("__pycache__", "_sysconfigdata*", "config-*", "site-packages"),
    )
    # Python looks for this folder when it starts, although all modules in C are in the executable
    (target / "lib" / executable.name / "lib-dynload" / "README.txt").write_text("empty\n", encoding="ascii")
    shutil.copy(source / "LICENSE", target / "LICENSE.txt")
    check_modules(executable)
    said = _run([str(executable), "-I", "-B", "-c", "import platform; print(platform.python_version())"], target)
    (target / "VERSION").write_text(said.strip(), encoding="ascii")
    return target


def check_modules(python: Path, needed: Sequence[str] = NEEDED_MODULES) -> None:
    """
    Raises:
        PackagingError: the interpreter does not start, or lacks a module: configure leaves out what does not compile.
    """
    code = "import importlib.util as u, sys; print(*(m for m in sys.argv[1:] if u.find_spec(m) is None))"
    said = _run([str(python), "-I", "-B", "-c", code, *needed], python.parent).strip()
    if said:
        raise PackagingError(f"{python} lacks {said}")


_MAKE = ("make", f"-j{os.cpu_count() or 1}")


def _take(source: Path, names: Sequence[str], libraries: Path) -> None:
    for name in names:
        shutil.copy(source / name, libraries / ("lib" if name.endswith(".a") else "include"))


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """What the command says.

    Raises:
        PackagingError: it fails; what it said is in ``build.log`` beside the folder.
    """
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        log = folder.parent / "build.log"
        log.write_text(done.stdout, encoding="utf-8")
        raise PackagingError(f"{' '.join(command)[:100]} in {folder.name}: {done.stdout[-800:]} (all of it in {log})")
    return done.stdout
