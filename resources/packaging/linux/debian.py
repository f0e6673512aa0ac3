"""Files of Debian by pinned hash, through apt: from the mirror that this computer is configured for."""

import shutil
import subprocess
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import PinnedFile, sha256_of, verify

PINNED = Path(__file__).resolve().parent / "debian.toml"
_KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_HELPER = "/usr/lib/apt/apt-helper"
_SITES = ("apt-get", "indextargets", "--format", "$(SITE) $(LABEL)", "Created-By: Packages")


def read_pinned(path: Path = PINNED) -> dict[str, tuple[PinnedFile, ...]]:
    """By suite."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        suite: tuple(PinnedFile(name, digest) for part in parts.values() for name, digest in part.items())
        for suite, parts in tables.items()
    }


def package_of(name: str) -> str:
    """``libxcb-cursor0`` of ``libxcb-cursor0_0.1.1-4_amd64.deb``; the source package of a source file."""
    return name.partition("_")[0]


def fetch_pinned(folder: Path, path: Path = PINNED) -> dict[str, Path]:
    """Every pinned file by its name, downloaded into ``folder`` where it is missing.

    Raises:
        PackagingError: apt knows no mirror of Debian, the mirror has other versions, or a file has another hash.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    for suite, files in read_pinned(path).items():
        missing = [file for file in files if not _is_there(file, folder)]
        if missing:
            _download(missing, suite, folder)
        for file in files:
            verify(folder / file.name, file)
            found[file.name] = folder / file.name
    return found


def mirror() -> str:
    """The address of the Debian mirror that apt uses here.

    Raises:
        PackagingError: there is none.
    """
    done = subprocess.run(_SITES, check=False, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        site, _, label = line.partition(" ")
        if label == "Debian":
            return site
    raise PackagingError("apt is configured for no mirror of Debian here")


def addresses(printed: str) -> dict[str, str]:
    """File name -> address, out of what ``apt-get --print-uris`` prints; names as the mirror's, unescaped."""
    found = {}
    for line in printed.splitlines():
        parts = line.split()
        if line.startswith("'") and len(parts) >= 3:
            found[parts[1].replace("%3a", ":")] = parts[0].strip("'")
    return found


def _download(files: Sequence[PinnedFile], suite: str, folder: Path) -> None:
    """Through an apt state of its own, so that neither the suites nor the architecture of this computer matter."""
    apt = _prepared_apt(suite, folder / f"apt-{suite}")
    known: dict[str, str] = {}
    for sort, command in (("sources", ("source", "--download-only")), ("packages", ("download",))):
        packages = sorted(
            {package_of(file.name) for file in files if file.name.endswith(".deb") == (sort == "packages")}
        )
        if packages:
            known |= addresses(_apt([*apt, "apt-get", *command, "--print-uris", *packages], f"{suite}: {sort}"))
    if gone := [file.name for file in files if file.name not in known]:
        raise PackagingError(f"{suite} has {', '.join(gone)} no more: read what its successor changes, and pin that")
    for file in files:
        _apt(
            [*apt, _HELPER, "download-file", known[file.name], str(folder / file.name), f"SHA256:{file.sha256}"],
            file.name,
        )


def _prepared_apt(suite: str, state: Path) -> list[str]:
    """The beginning of every command line that uses it; the suite's lists are up to date then."""
    for inner in ("lists/partial", "archives/partial"):
        (state / inner).mkdir(parents=True, exist_ok=True)
    site = mirror()
    signed = f"[signed-by={_KEYS}]"
    (state / "sources.list").write_text(
        "".join(f"{kind} {signed} {site} {suite} main\n" for kind in ("deb", "deb-src"))
    )
    (state / "apt.conf").write_text(
        f'Dir::State "{state}";\nDir::State::status "/dev/null";\nDir::Cache "{state}";\n'
        f'Dir::Etc::sourcelist "{state}/sources.list";\nDir::Etc::sourceparts "/dev/null";\n'
        'APT::Architecture "amd64";\nAPT::Architectures "amd64";\nAPT::Sandbox::User "root";\n'
    )
    apt = ["env", f"APT_CONFIG={state}/apt.conf"]
    _apt([*apt, "apt-get", "update", "-q"], f"lists of {suite}")
    return apt


def _apt(command: Sequence[str], what: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PackagingError(f"{what}: {' '.join(done.stderr.split())[-400:]}")
    return done.stdout


def _is_there(file: PinnedFile, folder: Path) -> bool:
    path = folder / file.name
    return path.is_file() and sha256_of(path) == file.sha256


def unpack_packages(packages: Iterable[Path], folder: Path) -> None:
    """The files of binary packages, as they would lie below the root folder.

    Raises:
        PackagingError: one is damaged.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not shutil.which("dpkg-deb"):
        raise PackagingError("not installed here: dpkg-deb")
    for package in packages:
        _apt(["dpkg-deb", "-x", str(package), str(folder)], package.name)


def sources_by_project(files: Mapping[str, Path]) -> dict[str, Path]:
    """The names that :mod:`python_build` knows the sources by: ``zlib``, and ``sqlite3.debian`` for patches."""
    found = {}
    for name, path in files.items():
        if ".orig.tar" in name:
            found[package_of(name)] = path
        elif ".debian.tar" in name:
            found[f"{package_of(name)}.debian"] = path
    return found
