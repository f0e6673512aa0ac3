"""Compiling Python: which corrections are applied, what is checked."""

import sys
from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.linux.python_build import (
    NEEDED_MODULES,
    TARGET,
    build_python,
    check_modules,
    corrections,
    make_toolchain,
)

SERIES = """#git-updates.diff
deb-locations.diff

CVE-2025-8291.patch
ssl-sni-crash.patch
50-CVE-2025-29087.patch -p1
"""


def test_only_corrections_are_taken_from_debian() -> None:
    assert corrections(SERIES) == ("CVE-2025-8291.patch", "ssl-sni-crash.patch", "50-CVE-2025-29087.patch")
    with pytest.raises(PackagingError):
        corrections("deb-locations.diff\n")


def test_compilers_are_told_the_oldest_glibc_and_not_where_they_run(tmp_path: Path) -> None:
    tools = make_toolchain(Path("/usr/bin/zig"), tmp_path / "tools", tmp_path / "work")
    compiler = (tools.folder / "cc").read_text(encoding="utf-8")
    assert TARGET.endswith(".2.28") and f"-target {TARGET}" in compiler
    assert f"-ffile-prefix-map={tmp_path / 'work'}=." in compiler
    environment = tools.environment()
    assert environment["PATH"].split(":")[0] == str(tools.folder)
    assert not {"CFLAGS", "LDFLAGS", "PYTHONPATH", "LD_LIBRARY_PATH"} & environment.keys()


def test_a_python_without_a_needed_module_is_refused() -> None:
    check_modules(Path(sys.executable), [each for each in NEEDED_MODULES if not each.startswith("_sha2")])
    with pytest.raises(PackagingError, match="lacks _not_there"):
        check_modules(Path(sys.executable), ["json", "_not_there"])


def test_tools_that_are_missing_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = make_toolchain(Path("zig"), tmp_path / "tools", tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PackagingError, match="not installed here: autoreconf, gcc"):
        build_python({}, tools, tmp_path / "work")


def test_a_folder_that_configure_scripts_do_not_take_is_named(tmp_path: Path) -> None:
    work = tmp_path / "build folder"
    with pytest.raises(PackagingError, match=r"build folder: configure scripts take no folder with a space.* --build"):
        build_python({}, make_toolchain(Path("zig"), tmp_path / "tools", work), work)
