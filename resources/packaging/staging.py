"""The tree of a bundle: the program's own files, unpacked wheels, compiled modules."""

import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from resources.packaging.archives import files_of
from resources.packaging.errors import PackagingError

ROOT = Path(__file__).resolve().parent.parent.parent
_DOCUMENTS = ("LICENSE", "README.md", "CHANGELOG.md")
_COMPILE = """
import compileall, sys
from py_compile import PycInvalidationMode
folder, shown = sys.argv[1:]
done = compileall.compile_dir(folder, quiet=1, force=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
                              stripdir=folder, prependdir=shown, workers=0)
sys.exit(not done)
"""


def program_files(root: Path = ROOT) -> tuple[Path, ...]:
    """The program as its wheel has it, relative to ``root``: what pyproject.toml names, and the main module."""
    tables = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    (package,) = tables["packages"]
    named = _matching(root, tables["package-data"][package])
    excluded = _matching(root, tables["exclude-package-data"][package])
    return tuple(sorted({Path("main.py"), *named} - excluded))


def _matching(root: Path, patterns: Iterable[str]) -> set[Path]:
    """A final ``**`` stands for files, as setuptools reads it."""
    globs = (f"{pattern}/*" if pattern.endswith("**") else pattern for pattern in patterns)
    return {path.relative_to(root) for each in globs for path in root.glob(each) if path.is_file()}


def stage_program(folder: Path, root: Path = ROOT) -> None:
    """Copies the program and its documents into a new ``folder``."""
    for name in (*program_files(root), *map(Path, _DOCUMENTS)):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)


def unpack_wheels(wheels: Iterable[Path], folder: Path) -> None:
    """Each wheel's files as they are imported; scripts and headers, of which ours have none that are needed, stay
    out.

    Raises:
        PackagingError: two wheels have different files of the same name, or a name leads out of the folder.
    """
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            for info in opened.infolist():
                target = folder / info.filename
                if info.is_dir() or ".data/" in info.filename:
                    continue
                if not target.resolve().is_relative_to(folder.resolve()):
                    raise PackagingError(f"{wheel.name}: {info.filename} leads out of the folder")
                content = opened.read(info)
                if target.exists() and target.read_bytes() != content:
                    raise PackagingError(f"{wheel.name}: {info.filename} is in another wheel too")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                if info.external_attr >> 16 & 0o100:
                    target.chmod(0o755)


def compile_modules(python: Path, folder: Path, shown: str) -> None:
    """Bytecode beside each module, never compared with it: a bundle's folder may be read-only, and no file in it is
    changed. ``python``: of the bundle's minor version; ``shown``: the folder's name in tracebacks.

    Raises:
        PackagingError: a module cannot be compiled.
    """
    command = [str(python), "-I", "-c", _COMPILE, str(folder), shown]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PackagingError(f"{folder}: {done.stdout[-500:]}{done.stderr[-500:]}")


def find_python(version: str, given: Path | None = None) -> Path:
    """An interpreter of a version, as ``3.13``, that runs here and compiles modules for the bundle.

    Raises:
        PackagingError: there is none.
    """
    candidates = [given] if given else [Path(found) for found in (shutil.which(f"python{version}"),) if found]
    for candidate in candidates:
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        said = subprocess.run([str(candidate), "-I", "-c", code], check=False, capture_output=True, text=True)
        if said.stdout.strip() == version:
            return candidate
    raise PackagingError(f"no Python {version} to compile modules with: install it, or name it with --python")


def settle(folder: Path, moment: int) -> None:
    """Gives every file and folder one modification time, which installers and packages record."""
    import os

    for path in (*files_of(folder), *(each for each in folder.rglob("*") if each.is_dir()), folder):
        os.utime(path, (moment, moment))
