"""What the package depends on is what its files need: no more, no less."""

from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.linux.elf import Needs
from resources.packaging.linux.system_packages import dependencies_of, needed_outside

KNOWN = """
[depends]
"libc.so.6" = "libc6 (>= 2.28)"
"libm.so.6" = "libc6 (>= 2.28)"
[recommends]
"libcups.so.2" = "libcups2"
[recommended_packages]
fonts = "fonts-noto-cjk"
"""
NEEDS = {
    Path("bin/python"): Needs(frozenset({"libc.so.6", "libm.so.6"}), {}),
    Path("lib/libQt.so.6"): Needs(frozenset({"libc.so.6"}), {}),
    Path("plugins/print.so"): Needs(frozenset({"libQt.so.6", "libcups.so.2"}), {}),
}


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "packages.toml"
    path.write_text(KNOWN, encoding="utf-8")
    return path


def test_what_the_bundle_brings_itself_is_no_dependency() -> None:
    assert set(needed_outside(NEEDS)) == {"libc.so.6", "libm.so.6", "libcups.so.2"}


def test_packages_are_named_once(known: Path) -> None:
    found = dependencies_of(NEEDS, known)
    assert found.depends == ("libc6 (>= 2.28)",)
    assert found.recommends == ("fonts-noto-cjk", "libcups2")


def test_a_library_that_no_package_is_known_for_is_named(known: Path) -> None:
    needs = {**NEEDS, Path("x.so"): Needs(frozenset({"libnew.so.1"}), {})}
    with pytest.raises(PackagingError, match=r"does not know libnew\.so\.1 \(x\.so\)"):
        dependencies_of(needs, known)


def test_a_package_that_nothing_needs_any_more_is_named(known: Path) -> None:
    needs = {path: each for path, each in NEEDS.items() if path.name != "print.so"}
    with pytest.raises(PackagingError, match=r"nothing needs libcups\.so\.2"):
        dependencies_of(needs, known)
