"""Debian in a folder: made once, written to through an overlay that is thrown away, without a network."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from resources.packaging.linux.debian import mirror

USER, USER_ID = "tester", 1000
HOME = f"/home/{USER}"
_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"
_ISOLATED = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child")
_PREPARE = (
    'mount -t proc proc "$0/proc"; mkdir -p "$0/tmp/.X11-unix"; mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; '
    'mount -t tmpfs tmpfs "$0/dev/shm"; exec chroot "$0" "$@"'
)


class ReleaseError(Exception):
    """What is not as it must be."""


def run(command: Sequence[str], what: str) -> str:
    """What the command says.

    Raises:
        ReleaseError: it fails.
    """
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise ReleaseError(f"{what}: {done.returncode}\n{done.stdout[-2000:]}")
    return done.stdout


def make_root(suite: str, folder: Path, depends: str, packages: Sequence[str]) -> Path:
    """A minimal Debian with what a package depends on, some packages more, and a user; made where it is missing.

    Args:
        depends: as the package's field of this name.
    """
    done = folder / "complete"
    wanted = "\n".join((suite, depends, *packages))
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return folder / "root"
    shutil.rmtree(folder, ignore_errors=True)
    root = folder / "root"
    run(["debootstrap", "--variant=minbase", f"--keyring={_KEYS}", suite, str(root), mirror()], f"debootstrap {suite}")
    shutil.copy("/etc/resolv.conf", root / "etc")
    _take_apt_settings(root)
    apt = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    run([*apt, "update"], f"{suite}: lists")
    run([*apt, "satisfy", "--no-install-recommends", depends], f"{suite}: {depends}")
    run([*apt, "install", "--no-install-recommends", *packages], f"{suite}: {packages}")
    run(["chroot", str(root), "useradd", "-m", "-u", str(USER_ID), USER], f"{suite}: user")
    done.write_text(wanted, encoding="utf-8")
    return root


def _take_apt_settings(root: Path) -> None:
    """How this computer reaches the mirror: proxies, certificates."""
    said = run(["apt-config", "dump", "--format", '%F "%v";%n', "Acquire::http", "Acquire::https"], "apt's settings")
    lines = [line for line in said.splitlines() if not line.endswith('"";')]
    (root / "etc/apt/apt.conf.d/99-of-the-building-computer").write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Isolated:
    """A root folder whose processes have no network; what they write is gone afterwards."""

    root: Path

    def command(self, arguments: Sequence[str]) -> list[str]:
        """The command line that runs something in it as root."""
        return [*_ISOLATED, "sh", "-ec", _PREPARE, str(self.root), *arguments]

    def as_user(self, arguments: Sequence[str], environment: Mapping[str, str]) -> list[str]:
        """The same for the user, with nothing of this computer's environment."""
        fixed = {
            "HOME": HOME,
            "USER": USER,
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "XDG_RUNTIME_DIR": "/run/tester",
        }
        variables = [f"{name}={value}" for name, value in {**fixed, **environment}.items()]
        ids = [f"--reuid={USER_ID}", f"--regid={USER_ID}", "--clear-groups"]
        return self.command(["setpriv", *ids, "env", "-i", "-C", HOME, *variables, *arguments])

    def home(self) -> Path:
        """Seen from outside."""
        return self.root / HOME.removeprefix("/")

    def files(self) -> dict[str, tuple[int, int]]:
        """Path -> size and time of change, of everything but what the kernel shows and the user's home."""
        found = {}
        for folder, names, files in os.walk(self.root):
            inner = os.path.relpath(folder, self.root)
            if inner == ".":
                names[:] = [name for name in names if name not in ("proc", "sys", "dev", "run", "tmp")]
            for name in (*names, *files):
                status = os.lstat(os.path.join(folder, name))  # noqa: PTH118 (a hundred thousand of them)
                found[f"{inner}/{name}".removeprefix("./")] = (status.st_size, status.st_mtime_ns)
        return {path: about for path, about in found.items() if not path.startswith(HOME.removeprefix("/") + "/")}


@contextmanager
def isolated(root: Path, scratch: Path) -> Iterator[Isolated]:
    """A copy of a root folder that costs nothing."""
    upper, work, merged = (scratch / name for name in ("upper", "work", "merged"))
    while merged.is_mount():  # of a run that was killed: whatever is mounted in it must not be deleted
        run(["umount", "--lazy", str(merged)], "umount")
    shutil.rmtree(scratch, ignore_errors=True)
    for folder in (upper, work, merged):
        folder.mkdir(parents=True)
    options = f"lowerdir={root},upperdir={upper},workdir={work}"
    run(["mount", "-t", "overlay", "overlay", "-o", options, str(merged)], "overlay")
    try:
        runtime = merged / "run" / USER
        runtime.mkdir(mode=0o700)
        os.chown(runtime, USER_ID, USER_ID)
        yield Isolated(merged)
    finally:
        run(["umount", "--lazy", str(merged)], "umount")
        shutil.rmtree(scratch, ignore_errors=True)
