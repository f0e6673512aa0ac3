"""Archives: the same files give the same bytes."""

import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from resources.packaging.archives import EPOCH, write_tar_gz, write_zip
from resources.packaging.errors import PackagingError


def tree(folder: Path, names: list[str], moment: int) -> Path:
    for name in names:
        path = folder / "年报" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        path.chmod(0o755 if name.endswith(".sh") else 0o640)
        os.utime(path, (moment, moment))
    return folder / "年报"


@pytest.mark.parametrize("write", [write_zip, write_tar_gz])
def test_order_times_and_owners_do_not_count(write: Callable[[Path, Path], None], tmp_path: Path) -> None:
    names = ["b.txt", "a/说明.txt", "run.sh"]
    write(tree(tmp_path / "one", names, 1_000_000_000), tmp_path / "first")
    write(tree(tmp_path / "two", names[::-1], 1_500_000_000), tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_a_zip_holds_chinese_names_and_content(tmp_path: Path) -> None:
    write_zip(tree(tmp_path, ["a/说明.txt"], 0), tmp_path / "packed.zip")
    with zipfile.ZipFile(tmp_path / "packed.zip") as opened:
        assert opened.read("年报/a/说明.txt").decode() == "a/说明.txt"


def test_a_tar_keeps_what_is_executable_and_links(tmp_path: Path) -> None:
    folder = tree(tmp_path, ["run.sh", "text.txt"], 0)
    (folder / "link").symlink_to("run.sh")
    write_tar_gz(folder, tmp_path / "packed.tar.gz")
    with tarfile.open(tmp_path / "packed.tar.gz") as opened:
        found = {info.name: info for info in opened}
    assert [found[f"年报/{name}"].mode for name in ("run.sh", "text.txt")] == [0o755, 0o644]
    assert found["年报/link"].linkname == "run.sh"
    assert {(info.mtime, info.uid, info.uname) for info in found.values()} == {(EPOCH, 0, "root")}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackagingError):
        write_zip(tmp_path / "empty", tmp_path / "packed.zip")
