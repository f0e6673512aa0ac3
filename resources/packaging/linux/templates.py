"""The small text files of the Linux bundle and package: launcher, entry of the menu, type of drafts, AppStream."""

import time
from pathlib import Path

from gui.app.application import DESKTOP_ID
from gui.app.start_page import NAME
from main import APP_FOLDER, COMMANDS, VERSION
from resources.packaging.archives import EPOCH
from resources.packaging.errors import PackagingError
from resources.packaging.icons import drawn, png
from resources.packaging.linux.python_build import VERSION as PYTHON

FOLDER = Path(__file__).resolve().parent / "files"
PACKAGE = APP_FOLDER
LAUNCHER = "nianbao"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels: what menus, panels and file managers ask for; the SVG file serves those that draw it themselves."""
_VALUES = {
    "COMMANDS": " | ".join(("open", *COMMANDS)),
    "DATE": time.strftime("%Y-%m-%d", time.gmtime(EPOCH)),
    "ID": DESKTOP_ID,
    "NAME": NAME,
    "PACKAGE": PACKAGE,
    "PYTHON": PYTHON,
    "VERSION": VERSION,
}


def filled(name: str, **more: str) -> str:
    """A template with its values.

    Raises:
        PackagingError: it names a value that there is none of.
    """
    text = (FOLDER / name).read_text(encoding="utf-8")
    for key, value in {**_VALUES, **more}.items():
        text = text.replace(f"@{key}@", value)
    if "@" in text.replace("$@", ""):
        raise PackagingError(f"{name}: a value is missing")
    return text


def write_script(name: str, target: Path, **more: str) -> None:
    """A template as an executable file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(filled(name, **more), encoding="utf-8")
    target.chmod(0o755)


def write_share(share: Path, svg: Path, executable: str) -> None:
    """What desktops read, as it lies below ``/usr/share``.

    Args:
        svg: the icon.
        executable: what the entry of the menu starts.
    """
    texts = {
        f"applications/{DESKTOP_ID}.desktop": filled("application.desktop", EXECUTABLE=executable),
        f"mime/packages/{DESKTOP_ID}.xml": filled("mime.xml"),
        f"metainfo/{DESKTOP_ID}.metainfo.xml": filled("metainfo.xml"),
    }
    files = {name: text.encode() for name, text in texts.items()}
    icons = "icons/hicolor"
    files |= {f"{icons}/{size}x{size}/apps/{DESKTOP_ID}.png": png(drawn(size, svg)) for size in ICON_SIZES}
    files[f"{icons}/scalable/apps/{DESKTOP_ID}.svg"] = svg.read_bytes()
    for name, content in files.items():
        (share / name).parent.mkdir(parents=True, exist_ok=True)
        (share / name).write_bytes(content)
