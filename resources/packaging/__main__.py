"""``python -m resources.packaging windows|linux|wheels|pin``: see CONTRIBUTING.md."""

import argparse
import sys
import tempfile
from pathlib import Path

from resources.packaging.downloads import resolve
from resources.packaging.errors import PackagingError
from resources.packaging.inputs import INPUTS, read_inputs, with_wheels
from resources.packaging.staging import ROOT

BUILD = ROOT / "build" / "packaging"


def main(arguments: list[str] | None = None) -> int:
    """Builds into ``build/packaging/out``; the exit status is 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m resources.packaging")
    parser.add_argument("--build", type=Path, default=BUILD, help="folder for downloads, trees and results")
    parser.add_argument("--python", type=Path, help="an interpreter of the bundle's version, which compiles modules")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("windows", help="portable zip and installer")
    wheels = commands.add_parser("wheels", help="folders of wheels for computers that have Python")
    wheels.add_argument("systems", nargs="*", help="as in inputs.toml; all of them by default")
    linux = commands.add_parser("linux", help="the archive and the package for Linux")
    linux.add_argument("--architecture", default="amd64", help="as Debian names it")
    pin = commands.add_parser("pin", help="writes the wheels that constraints.txt asks for into inputs.toml")
    pin.add_argument("systems", nargs="*")
    parsed = parser.parse_args(arguments)
    build = parsed.build.resolve()
    try:
        if parsed.command == "windows":
            from resources.packaging.windows.bundle import build_windows

            build_windows(build, parsed.python)
        elif parsed.command == "wheels":
            from resources.packaging.wheel_folder import build_wheel_folders

            build_wheel_folders(build, parsed.systems)
        elif parsed.command == "linux":
            from resources.packaging.linux.tree import build_linux

            build_linux(build, parsed.architecture)
        else:
            pin_wheels(parsed.systems)
    except PackagingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def pin_wheels(names: list[str]) -> None:
    """Resolves the program's dependencies anew for the named systems and writes their wheels into inputs.toml."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, system in read_inputs().systems.items():
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = resolve(project["dependencies"], ROOT / "constraints.txt", system, Path(folder))
        INPUTS.write_text(with_wheels(INPUTS.read_text(encoding="utf-8"), name, found), encoding="utf-8")
        print(f"{name}: {len(found)} wheels")


if __name__ == "__main__":
    sys.exit(main())
