"""``python -m tests.first_start [--python PYTHON] [--pictures FOLDER]``: the program started as on a fresh machine.

Clones the checkout (what is committed), and in the clone runs the first command of README.md, word for word, twice: the
second run finds the draft of the first. Each time the window is worked with real keys and closed by the window manager;
then every page and dialog is opened once. All of it on an X server of its own with a home folder of its own. With
``--python`` the program is run with that interpreter instead, which has everything installed.

Exit 0 if everything was seen and nothing was written to standard error. Needs git, Xvfb, openbox and xdotool.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from model.store.draft_store import DraftStore

ROOT = Path(__file__).parent.parent
NAME = "政府信息公开年报"
DRAFT = "恩平市人民政府办公室2025年"
DIALOGS = {"F1": "填报口径", "ctrl+shift+h": "历次改动", "ctrl+p": "打印预览"}
INSTALL_SECONDS, WINDOW_SECONDS, PICTURES_SECONDS = 900.0, 60.0, 600.0


class FirstStartError(Exception):
    """What was not seen."""


def first_command(folder: Path) -> str:
    """The first block of shell in the README."""
    found = re.search(r"```sh\n(.*?)\n```", (folder / "README.md").read_text(encoding="utf-8"), re.S)
    assert found is not None
    return found[1]


def wait_until(condition: Callable[[], bool], what: str, seconds: float = WINDOW_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise FirstStartError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.2)


class Screen:
    """A display, as a person uses it: titles to read, keys to press, something to look at."""

    def __init__(self, environment: dict[str, str], pictures: Path) -> None:
        self._environment, self._pictures = environment, pictures

    def title(self) -> str:
        """Of the window that has the keyboard; blank while there is none."""
        return self._xdotool("getactivewindow", "getwindowname")

    def wait_for(self, title: str) -> None:
        wait_until(lambda: title in self.title(), f"a window “{title}” (there is “{self.title()}”)")

    def press(self, keys: str) -> None:
        self._xdotool("key", keys)

    def type(self, text: str) -> None:
        """Key by key, as fast as a person."""
        self._xdotool("type", "--delay", "120", text)

    def click(self, x: int, y: int) -> None:
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def look(self, name: str) -> None:
        """Keeps a picture, in which there must be more than an empty window."""
        time.sleep(1)
        picture = QGuiApplication.primaryScreen().grabWindow(0).toImage()
        picture.save(str(self._pictures / f"{name}.png"))
        if is_blank(picture):
            raise FirstStartError(f"{name}: the screen is blank")

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, text=True, check=False, timeout=30
        )
        return done.stdout.strip()


def is_blank(picture: QImage) -> bool:
    """Of one colour, or nearly: text and its smooth edges have many."""
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)}
    return len(colours) < 20


class Program:
    """The command in its shell, and what it writes."""

    def __init__(self, command: str, folder: Path, environment: dict[str, str], logs: Path) -> None:
        self._output, self._errors = logs / "output.txt", logs / "errors.txt"
        with self._output.open("wb") as output, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                ["bash", "-c", command], cwd=folder, env=environment, stdout=output, stderr=errors
            )
        self._installed_at = 0

    def wait_for_start(self) -> None:
        """Until it has told that it opens the window; what pip wrote to standard error until then does not matter."""
        wait_until(lambda: "打开窗口" in self._text(self._output) or self.ended, "the demo", INSTALL_SECONDS)
        if self.ended:
            raise FirstStartError(f"ended with {self._process.returncode}:\n{self._text(self._errors)}")
        errors = self._text(self._errors)
        pip = [line for line in errors.splitlines() if not line.startswith(("WARNING:", "[notice]")) and line.strip()]
        if pip:
            raise FirstStartError("standard error while installing:\n" + "\n".join(pip))
        self._installed_at = len(errors)

    def wait_for_end(self) -> None:
        """Exit 0, and nothing more on standard error."""
        wait_until(lambda: self.ended, "the end of the program")
        errors = self._text(self._errors)[self._installed_at :]
        if self._process.returncode or errors:
            raise FirstStartError(f"ended with {self._process.returncode}, standard error:\n{errors}")

    def stop(self) -> None:
        if not self.ended:
            self._process.kill()
            self._process.wait()

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    @staticmethod
    def _text(path: Path) -> str:
        return path.read_text(encoding="utf-8", errors="replace")


def start(program: Program, screen: Screen, *, again: bool) -> None:
    """From the command to the draft in the window, some keys, and out."""
    name = "again" if again else "first"
    program.wait_for_start()
    screen.wait_for(f"导入：{DRAFT}")
    screen.look(f"{name}-1-import")
    screen.press("space")  # 按原样编辑 has the keyboard
    if again:
        screen.wait_for("已有这份草稿")
        screen.press("Return")
    screen.wait_for(DRAFT)
    wait_until(lambda: "导入：" not in screen.title(), "the draft in the window")
    screen.look(f"{name}-2-draft")
    for keys, title in DIALOGS.items():
        screen.press(keys)
        screen.wait_for(title)
        screen.look(f"{name}-3-{title}")
        screen.press("Escape")
        screen.wait_for(NAME)
    screen.press("alt+F4")  # the window manager asks it to close
    program.wait_for_end()


def open_everything(python: Path, folder: Path, environment: dict[str, str], pictures: Path) -> None:
    """Every page and dialog, shown on the screen by :mod:`tests.pictures`."""
    done = subprocess.run(
        [python, "-m", "tests.pictures", pictures],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PICTURES_SECONDS,
    )
    if done.returncode or done.stderr:
        raise FirstStartError(f"pages and dialogs: ended with {done.returncode}, standard error:\n{done.stderr}")
    blank = [each.stem for each in sorted(pictures.glob("*.png")) if is_blank(QImage(str(each)))]
    if blank or not any(pictures.glob("*.png")):
        raise FirstStartError(f"blank pages or dialogs: {blank or 'all'}")
    sys.stdout.write(done.stdout)


@contextmanager
def display() -> Iterator[str]:
    """An X server with a window manager, as long as it is needed."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with ExitStack() as stack:
        server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
        stack.callback(_end, server)
        os.close(write)
        with os.fdopen(read) as reported:
            number = reported.readline().strip()
        if not number:
            raise FirstStartError("Xvfb did not start")
        name = f":{number}"
        manager = subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": name}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        stack.callback(_end, manager)
        yield name


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


def fresh_environment(home: Path, name: str) -> dict[str, str]:
    """That of a person who logs in on display ``name`` for the first time; pip's settings stay."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "QT_", "PYTHON", "VIRTUAL_"))
    }
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, parents=True)
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "DISPLAY": name, "LANG": "C.UTF-8"}


def run(python: Path | None, pictures: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary, display() as name:
        home, clone = Path(temporary, "home"), Path(temporary, "clone")
        environment = fresh_environment(home, name)
        os.environ.update(DISPLAY=name, QT_QPA_PLATFORM="xcb")
        application = QGuiApplication([])
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        command = f"{python} main.py demo" if python else first_command(clone)
        sys.stdout.write(f"{command}\n")
        screen = Screen(environment, pictures)
        for again in (False, True):
            program = Program(command, clone, environment, Path(temporary))
            try:
                start(program, screen, again=again)
            except FirstStartError:
                application.primaryScreen().grabWindow(0).save(str(pictures / "failed.png"))
                raise
            finally:
                program.stop()
        store = DraftStore(home / ".local" / "share" / "zfxxgk-nianbao")
        drafts = [(each.organ, each.year) for each in store.drafts()]
        store.close()
        if drafts != [("恩平市人民政府办公室", 2025)]:
            raise FirstStartError(f"the store holds {drafts}")
        every = pictures / "every"
        every.mkdir(exist_ok=True)
        open_everything(python or clone / ".venv" / "bin" / "python", clone, environment, every)
        del application


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", type=Path)
    parser.add_argument("--pictures", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pictures = wanted.pictures or Path(folder)
        pictures.mkdir(parents=True, exist_ok=True)
        try:
            run(wanted.python, pictures)
        except FirstStartError as error:
            sys.stderr.write(f"first start: {error}\n")
            return 1
    sys.stdout.write("first start: all seen\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
