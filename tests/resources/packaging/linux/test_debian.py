"""Debian's files: what is pinned, and how apt's answers are read."""

import re
from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import sha256_of
from resources.packaging.linux import debian

PRINTED = """Reading package lists...
Need to get 102 kB of source archives.
'http://mirror.example/pool/l/libx_1%2bb1_amd64.deb' libx_1%3a1+b1_amd64.deb 2595 SHA256:43ac
'http://mirror.example/pool/p/python3.13_3.13.5.orig.tar.xz' python3.13_3.13.5.orig.tar.xz 92980 SHA256:f0ca
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Holds everything that ``pinned.toml`` in it asks for."""
    (tmp_path / "zlib_1.orig.tar.gz").write_bytes(b"source")
    digest = sha256_of(tmp_path / "zlib_1.orig.tar.gz")
    (tmp_path / "pinned.toml").write_text(f'[trixie.sources]\n"zlib_1.orig.tar.gz" = "{digest}"\n', encoding="utf-8")
    return tmp_path


def test_everything_has_a_hash_and_a_name_that_tells_its_package() -> None:
    suites = debian.read_pinned()
    files = [file for each in suites.values() for file in each]
    assert set(suites) == {"bookworm", "bullseye", "trixie"} and files
    assert all(re.fullmatch(r"[0-9a-f]{64}", file.sha256) for file in files)
    assert {debian.package_of(file.name) for file in files} >= {
        "python3.13",
        "libxcb-cursor0",
        "libwayland-client0",
        "fcitx5-frontend-qt6",
    }


def test_the_sources_of_python_and_its_libraries_are_pinned() -> None:
    names = {file.name: Path(file.name) for files in debian.read_pinned().values() for file in files}
    assert set(debian.sources_by_project(names)) == {
        *("libffi", "python3.13", "python3.13.debian", "sqlite3", "sqlite3.debian", "zlib")
    }


def test_addresses_are_read_out_of_what_apt_prints() -> None:
    assert debian.addresses(PRINTED) == {
        "libx_1:1+b1_amd64.deb": "http://mirror.example/pool/l/libx_1%2bb1_amd64.deb",
        "python3.13_3.13.5.orig.tar.xz": "http://mirror.example/pool/p/python3.13_3.13.5.orig.tar.xz",
    }


def test_what_is_there_is_not_downloaded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no apt
    assert set(debian.fetch_pinned(folder, folder / "pinned.toml")) == {"zlib_1.orig.tar.gz"}


def test_a_file_that_has_changed_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "zlib_1.orig.tar.gz").write_bytes(b"something else")
    monkeypatch.setattr(debian, "_download", lambda *_: None)  # the mirror gives the same again
    with pytest.raises(PackagingError, match=r"zlib_1\.orig\.tar\.gz: SHA-256"):
        debian.fetch_pinned(folder, folder / "pinned.toml")


def test_a_computer_without_a_mirror_of_debian_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_SITES", ("echo", "http://mirror.example Ubuntu"))
    with pytest.raises(PackagingError, match="no mirror of Debian"):
        debian.mirror()
    monkeypatch.setattr(debian, "_SITES", ("echo", "http://mirror.example Debian"))
    assert debian.mirror() == "http://mirror.example"
