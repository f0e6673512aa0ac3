"""Gets the pinned files through pip, from the index it is configured for; none is used before its hash is checked."""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import Inputs, PinnedFile, System, sha256_of, verify

_TOOL_PLATFORMS = (
    "manylinux_2_28_x86_64",
    "manylinux_2_17_x86_64",
    "manylinux_2_12_x86_64",
    "manylinux_2_5_x86_64",
    "manylinux2014_x86_64",
)


def fetch_wheels(system: System, folder: Path, *, pythons: Sequence[str] = ()) -> tuple[Path, ...]:
    """The wheels of a system in ``folder``, downloaded where they are missing; those for ``pythons`` only, if given.

    Raises:
        PackagingError: one cannot be had, or has another hash.
    """
    found: dict[PinnedFile, Path] = {}
    for python in pythons or system.pythons:
        wheels = [wheel for wheel in system.wheels if wheel.runs_on(python)]
        _download(wheels, folder, system.platforms, python)
        found |= {wheel: _verified(wheel, folder) for wheel in wheels}
    return tuple(found.values())


def fetch_tool(inputs: Inputs, project: str, folder: Path) -> Path:
    """The wheel of a tool that runs on the building computer.

    Raises:
        PackagingError: it cannot be had, or has another hash.
    """
    wheel = inputs.tools[project]
    _download([wheel], folder, _TOOL_PLATFORMS, "3.13")
    return _verified(wheel, folder)


def fetch_source(inputs: Inputs, project: str, folder: Path) -> Path:
    """A source archive of the package index.

    Raises:
        PackagingError: it cannot be had, or has another hash.
    """
    source = inputs.sources[project]
    if not _is_there(source, folder):
        requirements = _requirements([source], folder)
        _pip(["--no-binary", source.project, "--require-hashes", "-r", str(requirements)], folder)
    return _verified(source, folder)


def resolve(requirements: Sequence[str], constraints: Path, system: System, folder: Path) -> dict[str, str]:
    """File name -> SHA-256 of the wheels that the index has now for ``requirements`` on a system: what to pin."""
    for python in system.pythons:
        _pip(
            [*_target(system.platforms, python), "-c", str(constraints), *requirements], folder, with_dependencies=True
        )
    return {path.name: sha256_of(path) for path in sorted(folder.glob("*.whl"))}


def _download(wheels: Sequence[PinnedFile], folder: Path, platforms: Iterable[str], python: str) -> None:
    missing = [wheel for wheel in wheels if not _is_there(wheel, folder)]
    if missing:
        requirements = _requirements(missing, folder)
        _pip([*_target(platforms, python), "--require-hashes", "-r", str(requirements)], folder)


def _target(platforms: Iterable[str], python: str) -> list[str]:
    named = [part for platform in platforms for part in ("--platform", platform)]
    return ["--only-binary=:all:", *named, "--python-version", python]


def _requirements(files: Iterable[PinnedFile], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "requirements.txt"
    lines = (f"{file.project}=={file.version} --hash=sha256:{file.sha256}\n" for file in files)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _pip(arguments: list[str], folder: Path, *, with_dependencies: bool = False) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = [*pip_command(), "download", "-q", "--disable-pip-version-check", "--dest", str(folder)]
    if not with_dependencies:
        command.append("--no-deps")
    done = subprocess.run([*command, *arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise PackagingError(f"pip download: {' '.join(lines) or done.stderr[-500:]}")


def pip_command() -> list[str]:
    """How pip is run here: an environment without it has the one of the Python that it was made by.

    Raises:
        PackagingError: there is none.
    """
    for python in (sys.executable, str(Path(sys.base_prefix, "bin", "python3"))):
        if not subprocess.run([python, "-c", "import pip"], check=False, capture_output=True).returncode:
            return [python, "-m", "pip"]
    raise PackagingError("no pip: install python3-pip")


def _is_there(file: PinnedFile, folder: Path) -> bool:
    path = folder / file.name
    return path.is_file() and sha256_of(path) == file.sha256


def _verified(file: PinnedFile, folder: Path) -> Path:
    path = folder / file.name
    verify(path, file)
    return path
