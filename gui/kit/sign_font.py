"""A font of the signs of the window that not every Chinese font has, for desktops with few fonts.

Noto Sans CJK lacks ✕ and ⚑, WenQuanYi more; Windows has all of them in Segoe UI Symbol. The system's other fonts come
first: Qt looks into this one for what they lack.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QFontDatabase

FAMILY = "Nianbao Signs"
FILE = Path("fonts", "signs.ttf")
"""Below ``resources``."""


def offer_signs(resources: Path) -> bool:
    """Makes the font known to Qt; not on Windows, which has these signs. ``False``: not done."""
    return sys.platform != "win32" and QFontDatabase.addApplicationFont(str(resources / FILE)) >= 0
