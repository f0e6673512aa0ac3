"""Temporary files and folders beside those that they become."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from model.temporary_files import new_file, new_folder

MAKERS = pytest.mark.parametrize("make", [new_file, new_folder])


@MAKERS
def test_each_one_is_new_and_empty(tmp_path: Path, make: Callable[[Path, str], Path]) -> None:
    made = {make(tmp_path, ".年报-") for _ in range(20)}
    assert len(made) == 20
    assert set(tmp_path.iterdir()) == made
    assert all(path.name.startswith(".年报-") for path in made)


def test_a_file_has_the_suffix_that_writers_go_by(tmp_path: Path) -> None:
    made = new_file(tmp_path, ".年报-", ".docx")
    assert made.suffix == ".docx"
    assert made.read_bytes() == b""


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
@MAKERS
def test_only_its_owner_can_open_it(tmp_path: Path, make: Callable[[Path, str], Path]) -> None:
    assert stat.S_IMODE(make(tmp_path, "x").stat().st_mode) & 0o077 == 0


@MAKERS
def test_a_folder_that_takes_no_new_file_is_asked_once(
    bound_by_permissions: Path, make: Callable[[Path, str], Path]
) -> None:
    bound_by_permissions.chmod(0o555)
    with pytest.raises(PermissionError):
        make(bound_by_permissions, "x")


@MAKERS
def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path, make: Callable[[Path, str], Path]) -> None:
    with pytest.raises(FileNotFoundError):
        make(tmp_path / "没有", "x")
