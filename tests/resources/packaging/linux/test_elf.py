"""What executables and libraries need of the system, of real ones that this computer has."""

import shutil
import struct
from pathlib import Path

import lxml.etree
import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.linux.elf import (
    CEILINGS,
    Needs,
    elf_files,
    excuse_versions,
    highest,
    needs_of,
    over_ceiling,
    parsed_needs,
)

SAID = """
Dynamic Section:
  NEEDED               libstdc++.so.6
  NEEDED               libc.so.6
  SONAME               libnot-needed.so.1

Version definitions:
1 0x01 0x0865f4e6 libnot-needed.so.1

Version References:
  required from libc.so.6:
    0x09691a75 0x00 03 GLIBC_2.2.5
    0x06969194 0x00 12 GLIBC_2.14
  required from libstdc++.so.6:
    0x0297f869 0x00 04 GLIBCXX_3.4.9
    0x0297f869 0x02 04 GLIBCXX_3.4.29
"""


objdump = pytest.mark.skipif(not shutil.which("objdump"), reason="needs the package binutils")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library compiled for Linux, which needs some version of glibc."""
    return Path(shutil.copy(lxml.etree.__file__, tmp_path / "library.so"))


def test_versions_are_numbers_and_excused_ones_do_not_count() -> None:
    assert parsed_needs(SAID) == Needs(
        frozenset({"libstdc++.so.6", "libc.so.6"}), {"GLIBC": (2, 14), "GLIBCXX": (3, 4, 9)}
    )


@objdump
def test_what_a_real_library_needs_is_read(library: Path) -> None:
    needs = needs_of(library)
    assert "libc.so.6" in needs.libraries
    assert (2, 2) <= needs.versions["GLIBC"] <= CEILINGS["GLIBC"]


@objdump
def test_a_version_that_is_excused_is_not_needed_any_more(library: Path) -> None:
    newest = needs_of(library).versions["GLIBC"]
    excuse_versions(library, ["GLIBC_" + ".".join(map(str, newest))])
    assert needs_of(library).versions["GLIBC"] < newest


@objdump
def test_a_version_that_is_not_needed_is_not_excused(library: Path) -> None:
    before = library.read_bytes()
    with pytest.raises(PackagingError, match=r"does not need GLIBC_9\.9"):
        excuse_versions(library, ["GLIBC_9.9"])
    assert library.read_bytes() == before


@objdump
def test_a_text_is_no_library(tmp_path: Path) -> None:
    text = tmp_path / "text.so"
    text.write_bytes(struct.pack("<Q", 0))
    (tmp_path / "link.so").symlink_to(lxml.etree.__file__)
    assert elf_files(tmp_path) == ()
    with pytest.raises(PackagingError):
        needs_of(text)
    with pytest.raises(PackagingError):
        excuse_versions(text, ["GLIBC_2.14"])


def test_every_file_above_a_ceiling_is_named() -> None:
    needs = {
        Path("old.so"): Needs(frozenset(), {"GLIBC": (2, 28), "Qt": (6, 8)}),
        Path("new.so"): Needs(frozenset(), {"GLIBC": (2, 34), "GLIBCXX": (3, 4, 29)}),
    }
    assert over_ceiling(needs) == ("new.so needs GLIBC 2.34", "new.so needs GLIBCXX 3.4.29")
    assert highest(needs.values()) == {"GLIBC": (2, 34), "GLIBCXX": (3, 4, 29)}
