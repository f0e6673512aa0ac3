"""Shows a sentence where neither a console nor Qt can: started by a double click, without a window yet."""

import os
import shutil
import subprocess
import sys

SECONDS = 3600
"""After that long nobody reads the box any more."""


def has_console() -> bool:
    """Whether somebody may read standard error: a console, a pipe or a file; not the log of a desktop's menu."""
    if sys.stderr is None:  # pythonw, the launcher
        return False
    if sys.platform == "win32":
        return True
    return sys.stderr.isatty() or not os.environ.get("GIO_LAUNCHED_DESKTOP_FILE")


def show_early_message(text: str) -> bool:
    """Shows ``text`` in a box of the system and waits until it is closed; ``False`` if there is none.

    Each sentence begins a line: not every box wraps Chinese, and what does not fit would be cut off.
    """
    text = text.replace("。", "。\n").strip()
    if sys.platform == "win32":
        import ctypes

        icon_error, set_foreground = 0x10, 0x10000
        return bool(ctypes.windll.user32.MessageBoxW(None, text, TITLE, icon_error | set_foreground))
    for program, *arguments in BOXES:
        if found := shutil.which(program):
            try:
                done = subprocess.run([found, *arguments, text], check=False, capture_output=True, timeout=SECONDS)
            except (OSError, subprocess.TimeoutExpired):
                continue
            if done.returncode == 0:
                return True
    return False


TITLE = "政府信息公开年报"
BOXES = (
    ("zenity", "--error", "--no-markup", f"--title={TITLE}", "--text"),
    ("kdialog", "--title", TITLE, "--error"),
    ("xmessage", "-center"),
)
"""Programs of the desktops (GNOME and UKUI, KDE, plain X11) -> how they show a text, which follows as one argument."""
