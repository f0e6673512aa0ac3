"""Folders of wheels with an install script, for computers that have Python but no network."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from main import VERSION
from resources.packaging.archives import EPOCH, write_tar_gz, write_zip
from resources.packaging.downloads import fetch_tool, fetch_wheels, pip_command
from resources.packaging.errors import PackagingError
from resources.packaging.inputs import FOLDER, System, read_inputs
from resources.packaging.staging import ROOT, program_files

_BUILD = "from setuptools import build_meta; import sys; build_meta.build_wheel(sys.argv[1])"
_SCRIPTS = FOLDER / "wheels"


def build_wheel_folders(build: Path, names: Sequence[str] = ()) -> tuple[Path, ...]:
    """The archives, one for each system.

    Raises:
        PackagingError: a wheel cannot be had, or the folder does not suffice to install from.
    """
    inputs = read_inputs()
    if unknown := set(names) - set(inputs.systems):
        raise PackagingError(f"inputs.toml knows no system {', '.join(sorted(unknown))}")
    built = []
    for name, system in inputs.systems.items():
        if names and name not in names:
            continue
        folder = build / "trees" / f"nianbao-{VERSION}-wheels-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        wheels = folder / "wheels"
        wheels.mkdir(parents=True)
        for wheel in fetch_wheels(system, build / "downloads"):
            shutil.copyfile(wheel, wheels / wheel.name)
        build_program_wheel(wheels)
        check_resolves(wheels, system)
        pip = fetch_tool(inputs, "pip", build / "downloads")
        shutil.copyfile(pip, wheels / pip.name)
        write_script(folder, name, pip.name)
        (build / "out").mkdir(parents=True, exist_ok=True)
        target = build / "out" / f"{folder.name}.{'zip' if name == 'windows' else 'tar.gz'}"
        (write_zip if name == "windows" else write_tar_gz)(folder, target)
        print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
        built.append(target)
    return tuple(built)


def build_program_wheel(target: Path, root: Path = ROOT) -> Path:
    """The program's own wheel, built from a copy, as building writes beside the source.

    Raises:
        PackagingError: the build backend fails; it is installed with the test extra.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in (*program_files(root), *map(Path, ("pyproject.toml", "README.md", "LICENSE"))):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, copy / name)
            (copy / name).chmod(0o644)  # a wheel records modes: those of every build, whatever the umask
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, str(target.resolve())],
            cwd=copy,
            umask=0o022,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)},
            check=False,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise PackagingError(f"the program's wheel: {done.stderr[-500:]}")
    (built,) = target.glob("zfxxgk_nianbao-*.whl")
    return built


def check_resolves(wheels: Path, system: System) -> None:
    """
    Raises:
        PackagingError: for one of the Pythons something is missing that an index would have to give.
    """
    for python in system.pythons:
        platforms = [part for platform in system.platforms for part in ("--platform", platform)]
        with tempfile.TemporaryDirectory() as scratch:
            command = [*pip_command(), "--isolated", "download", "-q", "--disable-pip-version-check", "--no-index"]
            command += ["--only-binary=:all:", "--find-links", str(wheels), "--dest", scratch, *platforms]
            command += ["--python-version", python, f"zfxxgk-nianbao=={VERSION}"]
            done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise PackagingError(
                f"{wheels} does not suffice for Python {python} on {system.name}: {done.stderr[-500:]}"
            )


def write_script(folder: Path, system: str, pip: str) -> None:
    """The script that installs from the folder; batch files are in the code page of a Chinese console."""
    name, saved, encoding, newline = (
        ("install.bat", "安装.bat", "gbk", "\r\n") if system == "windows" else ("install.sh", "安装.sh", "utf-8", "\n")
    )
    text = (_SCRIPTS / name).read_text(encoding="utf-8").replace("@PIP@", pip).replace("@VERSION@", VERSION)
    (folder / saved).write_text(text, encoding=encoding, newline=newline)
    if system != "windows":
        (folder / saved).chmod(0o755)
