"""``python -m tests.release.linux PACKAGE TREE WHEELS --work FOLDER``: what is built for Linux, used as in an office.

In minimal roots of the oldest and the newest Debian that we build for, without a network: installed, last year's report
imported, filled by keys, exported to Word, Excel and PDF, read back, purged; the system calls of one run are read for
what sockets it opens. Then Chinese is typed with each input method, the tree is started from a read-only folder, and
the folder of wheels is installed for Debian's Python.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from main import APP_FOLDER, VERSION
from model.form.tables import Cell
from model.store.draft_store import DraftStore
from tests.first_start import FirstStartError, Screen, display, wait_until
from tests.release.roots import HOME, USER_ID, Isolated, ReleaseError, isolated, make_root, run

SAMPLE = Path(__file__).parent.parent / "samples" / "enping-libreoffice.doc"
LAST_YEAR, DRAFT = "上年年报.doc", "恩平市人民政府办公室2025年"
FILLED = {Cell("requests", "received", "person"): 8, Cell("requests", "carried_in", "person"): 3}
"""The first two cells that the keys reach."""
EXPORTS = {".xlsx": "excel", ".docx": "word", ".pdf": "pdf"}
"""Suffix -> what is typed into the palette."""
IN_THE_TEXT = (400, 400)
"""Of the screen, on the page of a text."""
BINARY = f"/usr/bin/{APP_FOLDER}"
FONTS = {"bullseye": "fonts-wqy-microhei", "trixie": "fonts-noto-cjk"}


@dataclass(frozen=True)
class InputMethod:
    name: str
    suite: str
    packages: tuple[str, ...]
    session: Mapping[str, str]
    """What the session says of it; nothing, where the launcher has to find out."""
    start: str
    """Shell: starts and configures it."""
    turn_on: str
    """Shell: what is typed is pinyin from now on."""
    turn_off: str


INPUT_METHODS = (
    InputMethod(
        "fcitx4",
        "bullseye",
        ("fcitx-bin", "fcitx-pinyin", "fcitx-module-dbus", "fcitx-module-x11", "fcitx-frontend-qt5", "dbus"),
        {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"},
        "mkdir -p ~/.config/fcitx; printf '[Profile]\\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\\n' "
        "> ~/.config/fcitx/profile; fcitx -d",
        "fcitx-remote -o",
        "fcitx-remote -c",
    ),
    InputMethod(
        "fcitx5",
        "trixie",
        ("fcitx5", "fcitx5-pinyin", "dbus"),
        {"XMODIFIERS": "@im=fcitx"},
        "mkdir -p ~/.config/fcitx5; printf '[Groups/0]\\nName=Default\\nDefault Layout=us\\nDefaultIM=pinyin\\n"
        "[Groups/0/Items/0]\\nName=keyboard-us\\nLayout=\\n[Groups/0/Items/1]\\nName=pinyin\\nLayout=\\n"
        "[GroupOrder]\\n0=Default\\n' > ~/.config/fcitx5/profile; fcitx5 -d",
        "fcitx5-remote -o",
        "fcitx5-remote -c",
    ),
    InputMethod(
        "ibus",
        "trixie",
        ("ibus", "ibus-libpinyin", "x11-xkb-utils", "dbus"),
        {},
        "ibus-daemon --daemonize --xim --panel disable",
        "ibus engine libpinyin",
        "ibus engine xkb:us::eng",
    ),
)


class Office:
    """An installed program in a root folder, and the screen that its window is on."""

    def __init__(self, system: Isolated, screen: Screen, name: str) -> None:
        self.system, self.screen = system, screen
        self._display = name

    def give(self, source: Path, name: str) -> None:
        """Puts a file into the user's home."""
        target = self.system.home() / name
        shutil.copyfile(source, target)
        os.chown(target, USER_ID, USER_ID)

    def command(self, arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> list[str]:
        return self.system.as_user(arguments, {"DISPLAY": self._display, **(environment or {})})

    def start(self, command: Sequence[str], log: Path) -> "subprocess.Popen[bytes]":
        with log.open("wb") as output:
            return subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    def do(self, what: str) -> None:
        """Runs a command of the window by its palette."""
        self.screen.press("ctrl+k")
        time.sleep(1.5)
        self.screen.type(what)
        time.sleep(1.5)
        self.screen.press("Return")

    def make_draft(self, name: str) -> None:
        """From the preview of last year's report to this year's draft."""
        self.screen.wait_for(f"导入：{LAST_YEAR}")
        self.screen.look(f"{name}-1-import")
        self.screen.press("Return")
        self.screen.wait_for(DRAFT)
        time.sleep(1)

    def export(self, suffix: str) -> Path:
        """By keys, as far as the file is there."""
        self.do(EXPORTS[suffix])
        wait_until(lambda: "导出" in self.screen.title(), "a dialog")
        if "导出前请看一下" in self.screen.title():  # once for the same open matters
            time.sleep(0.5)
            self.screen.press("Tab")
            self.screen.press("space")
        self.screen.wait_for("导出到")
        time.sleep(0.5)
        self.screen.press("Return")
        self.screen.wait_for(DRAFT)
        written = f"[!.]*{suffix}"  # a name with a dot is a file that is being written
        wait_until(lambda: any(self.system.home().glob(written)), f"an exported {suffix}")
        return next(self.system.home().glob(written))

    def close(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        """Asks the window to close.

        Raises:
            ReleaseError: the program does not end well, or wrote something.
        """
        self.screen.press("alt+F4")
        wait_until(lambda: process.poll() is not None, "the end of the program")
        said = log.read_text(encoding="utf-8", errors="replace")
        if process.returncode or said:
            raise ReleaseError(f"ended with {process.returncode}:\n{said[-2000:]}")


def depends_of(package: Path) -> str:
    return run(["dpkg-deb", "-f", str(package), "Depends"], "dpkg-deb").strip()


def check_package(package: Path, suite: str, pictures: Path, office: Office) -> None:
    """Installed, used, purged."""
    system = office.system
    before = system.files()
    shutil.copyfile(package, system.root / "tmp" / package.name)
    run(system.command(["dpkg", "-i", f"/tmp/{package.name}"]), "dpkg -i")
    installed = system.files()
    said = run(office.command([BINARY, "--version"]), "--version").strip()
    if VERSION not in said:
        raise ReleaseError(f"--version says {said}")
    check_symbols(system)
    office.give(SAMPLE, LAST_YEAR)
    log, calls = pictures / f"{suite}-program.txt", pictures / f"{suite}-calls.txt"
    traced = ["strace", "-f", "-qq", "-o", str(calls), "-e", "trace=socket,socketpair,execve"]
    process = office.start([*traced, *office.command([BINARY, LAST_YEAR])], log)
    try:
        office.make_draft(suite)
        for count in FILLED.values():
            office.screen.type(str(count))
            office.screen.press("Return")
        time.sleep(1)
        office.screen.look(f"{suite}-2-filled")
        exported = [office.export(suffix) for suffix in EXPORTS]
        office.screen.look(f"{suite}-3-exported")
        office.close(process, log)
    finally:
        _end(process)
    for path in exported:
        check_read_back(office, path)
    print(f"{suite}: {said}; filled, exported and read back: {', '.join(path.suffix for path in exported)}")
    print(f"{suite}: {families(calls.read_text(encoding='utf-8', errors='replace'))}")
    if changed := [
        path for path, about in system.files().items() if path.startswith("opt/") and installed[path] != about
    ]:
        raise ReleaseError(f"the program wrote into its folder: {changed[:5]}")
    run(system.command(["dpkg", "--purge", APP_FOLDER]), "dpkg --purge")
    left = sorted(path for path in system.files().keys() - before.keys())
    kept = sorted(str(path.relative_to(system.home())) for path in system.home().rglob("*") if path.is_file())
    print(f"{suite}: left by the purge: {', '.join(left) or 'nothing'}; in the home folder: {', '.join(kept)}")
    if strange := [path for path in left if not path.startswith(("var/log/", "var/lib/dpkg/", "var/cache/"))]:
        raise ReleaseError(f"left by the purge: {strange[:10]}")


def check_symbols(system: Isolated) -> None:
    """
    Raises:
        ReleaseError: a library uses something that this system's libraries are too old for, or that is not there.
    """
    folder = f"/opt/{APP_FOLDER}"
    script = f"find {folder} -name '*.so*' -type f | while read -r file; do ldd -r $file 2>&1; done || true"
    said = run(system.command(["sh", "-c", script]), "ldd").splitlines()
    bad = {line.strip() for line in said if "not found" in line or "undefined symbol" in line}
    bad = {line for line in bad if not re.search(r"undefined symbol: _?Py|weak version|libcups", line)}
    if bad:
        raise ReleaseError("\n".join(sorted(bad)[:10]))


def check_read_back(office: Office, exported: Path) -> None:
    """
    Raises:
        ReleaseError: the file does not say what was typed.
    """
    inner = f"{HOME}/{exported.relative_to(office.system.home())}"
    target = f"{inner}.json"
    run(office.command([BINARY, "convert", inner, target]), f"convert {exported.suffix}")
    read: Any = json.loads(exported.with_name(exported.name + ".json").read_text(encoding="utf-8"))
    for cell, count in FILLED.items():
        if read["cells"].get(str(cell)) != count:
            raise ReleaseError(f"{exported.suffix}: {cell} is {read['cells'].get(str(cell))}, not {count}")


def families(calls: str) -> str:
    """What sockets were opened, and how many processes of the bundle's Python were started.

    Raises:
        ReleaseError: one of them reaches further than this computer; or documents were not read in their own process.
    """
    found = sorted(set(re.findall(r"\bsocket(?:pair)?\((\w+)", calls)))
    started = len(re.findall(r'execve\("[^"]*/runtime/bin/python[^"]*".*= 0', calls))
    if found != ["AF_UNIX"]:
        raise ReleaseError(f"sockets of {found}")
    if started < 2:
        raise ReleaseError("no process of its own read the document")
    return f"only sockets of {', '.join(found)}; {started} processes of the bundle's Python"


def check_input_method(method: InputMethod, package: Path, pictures: Path, office: Office) -> None:
    """nihao is typed into a cell and into a text, and 你好 is in the draft."""
    run(office.system.command(["dpkg", "-i", str(_given(package, office.system))]), "dpkg -i")
    office.give(SAMPLE, LAST_YEAR)
    log = pictures / f"{method.name}-program.txt"
    script = f"{method.start} >/dev/null 2>&1; sleep 3; {BINARY} {LAST_YEAR} & program=$!; "
    script += "while kill -0 $program 2>/dev/null; do "
    for turned, command in (("on", method.turn_on), ("off", method.turn_off)):
        script += f"if [ -e turn-{turned} ]; then {command}; rm turn-{turned}; fi; "
    script += "sleep 0.2; done; wait $program"
    session = ["dbus-run-session", "--", "sh", "-c", script]
    process = office.start(office.command(session, method.session), log)
    try:
        office.make_draft(method.name)
        turn(office, "on")
        type_chinese(office, f"{method.name}-2-cell", "Return")
        turn(office, "off")  # the palette is asked in letters
        office.do("ztqk")
        time.sleep(2)
        office.screen.click(*IN_THE_TEXT)
        office.screen.press("ctrl+Home")
        turn(office, "on")
        type_chinese(office, f"{method.name}-3-text", "")
        office.screen.press("alt+F4")
        wait_until(lambda: process.poll() is not None, "the end of the program")
    finally:
        _end(process)
    store = DraftStore(office.system.home() / ".local" / "share" / APP_FOLDER)
    try:
        report = store.open(store.drafts()[0].id).report
    finally:
        store.close()
    cell, texts = next(iter(report.unread.values()), ""), [text for text in report.texts.values() if "你好" in text]
    print(f"{method.name} on {method.suite}: the cell holds “{cell}”; texts with 你好: {[text[:6] for text in texts]}")
    if cell != "你好" or not any(text.startswith("你好") for text in texts):
        raise ReleaseError(f"{method.name}: {log.read_text(encoding='utf-8', errors='replace')[-800:]}")


def turn(office: Office, wanted: str) -> None:
    """Turns the input method on or off."""
    asked = office.system.home() / f"turn-{wanted}"
    asked.touch()
    wait_until(lambda: not asked.exists(), f"the input method is {wanted}")
    time.sleep(1.5)


def type_chinese(office: Office, picture: str, then: str) -> None:
    """Pinyin, the first candidate, and a key that takes it over."""
    office.screen.type("nihao")
    time.sleep(1.5)
    office.screen.look(f"{picture}-candidates")
    office.screen.press("space")
    time.sleep(1)
    if then:
        office.screen.press(then)
    time.sleep(1)
    office.screen.look(picture)


def check_read_only_tree(tree: Path, pictures: Path, office: Office) -> None:
    """The unpacked archive on a stick that cannot be written, below a name with a space and Chinese."""
    folder = office.system.root / "media" / "优盘 1"
    folder.mkdir(parents=True)
    office.give(SAMPLE, LAST_YEAR)
    log = pictures / "read-only-program.txt"
    run(["mount", "--bind", "-o", "ro", str(tree), str(_made(folder / "年报"))], "mount")
    try:
        process = office.start(office.command(["/media/优盘 1/年报/nianbao", LAST_YEAR]), log)
        try:
            office.make_draft("read-only")
            office.close(process, log)
        finally:
            _end(process)
    finally:
        run(["umount", str(folder / "年报")], "umount")
    print("read-only folder with a space and Chinese in its name: imported, draft made")


def _given(package: Path, system: Isolated) -> Path:
    shutil.copyfile(package, system.root / "tmp" / package.name)
    return Path("/tmp", package.name)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


def check_wheels(archive: Path, office: Office) -> None:
    """The folder of wheels, for a Python that is there."""
    system = office.system
    run(["tar", "xf", str(archive), "-C", str(system.home()), "--no-same-owner"], "tar")
    office.give(SAMPLE, LAST_YEAR)
    (folder,) = system.home().glob("*-wheels-linux")
    run(office.command(["sh", f"{HOME}/{folder.name}/安装.sh"]), "安装.sh")
    installed = f"{HOME}/.local/share/{APP_FOLDER}-python/bin/{APP_FOLDER}"
    run(office.command([installed, "convert", LAST_YEAR, "年报.json"]), "convert")
    figures = json.loads((system.home() / "年报.json").read_text(encoding="utf-8"))["cells"]
    print(f"folder of wheels: installed without an index; {len(figures)} figures read")


@dataclass(frozen=True)
class Step:
    name: str
    suite: str
    packages: tuple[str, ...]
    """Of Debian, besides what our package depends on."""
    check: Callable[[Office], None]


def steps(package: Path, tree: Path, wheels: Path, pictures: Path) -> Iterator[Step]:
    for suite in FONTS:
        yield Step(suite, suite, (), partial(check_package, package, suite, pictures))
    for method in INPUT_METHODS:
        check = partial(check_input_method, method, package, pictures)
        yield Step(method.name, method.suite, method.packages, check)
    yield Step("read-only", "bullseye", (), partial(check_read_only_tree, tree, pictures))
    yield Step("wheels", "trixie", ("python3", "python3-venv"), partial(check_wheels, wheels))


def check_all(chosen: Iterable[Step], depends: str, work: Path, pictures: Path) -> None:
    with display() as name:
        os.environ.update(DISPLAY=name, QT_QPA_PLATFORM="xcb")
        application = QGuiApplication([])
        screen = Screen(dict(os.environ), pictures)
        for step in chosen:
            begun = time.monotonic()
            folder = work / (f"{step.suite}-{step.name}" if step.packages else f"{step.suite}-minimal")
            root = make_root(step.suite, folder, depends, (FONTS[step.suite], *step.packages))
            with isolated(root, work / "scratch") as system:
                try:
                    step.check(Office(system, screen, name))
                except (FirstStartError, ReleaseError):
                    application.primaryScreen().grabWindow(0).save(str(pictures / f"{step.name}-failed.png"))
                    raise
            print(f"{step.name}: {time.monotonic() - begun:.0f} s", flush=True)
        del application


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("tree", type=Path)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for root folders, kept for the next time")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pictures = wanted.pictures or Path(folder)
        pictures.mkdir(parents=True, exist_ok=True)
        try:
            found = steps(wanted.package.resolve(), wanted.tree.resolve(), wanted.wheels.resolve(), pictures.resolve())
            chosen = [step for step in found if not wanted.only or step.name in wanted.only]
            check_all(chosen, depends_of(wanted.package), wanted.work.resolve(), pictures)
        except (FirstStartError, ReleaseError) as error:
            sys.stderr.write(f"release check: {error}\n")
            return 1
    print("release check of Linux: all as it must be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
