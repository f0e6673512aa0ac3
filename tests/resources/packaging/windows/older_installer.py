"""An installer of a small program with an older version, for trying an upgrade: `… older_installer TARGET SCRATCH`."""

import sys
from pathlib import Path

from resources.packaging.icons import write_ico
from resources.packaging.windows.installer import build_installer
from resources.packaging.windows.launcher import WINDOW

VERSION = "0.0.1"


def build(target: Path, scratch: Path) -> None:
    """Its tree has what the installer looks for, and a file that no newer version has."""
    tree = scratch / "tree"
    for name in (WINDOW, "runtime/python313.dll", "app/main.py", "app/old-file.py"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(b"MZ")
    write_ico(scratch / "app.ico")
    build_installer(tree, scratch / "app.ico", target, scratch, VERSION)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
