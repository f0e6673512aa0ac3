"""Files written whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from model.atomic_write import PRIVATE, FileWriteError, replacing


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    with replacing(path) as temporary:
        assert temporary.parent == tmp_path, "on the same disk, or it could not take its place at once"
        assert temporary.suffix == ".docx"
        assert not path.exists()
        temporary.write_text("内容", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "内容"
    assert names(tmp_path) == {"年报.docx"}


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_text("旧", encoding="utf-8")
    with replacing(path) as temporary:
        temporary.write_text("新", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "旧"
    assert path.read_text(encoding="utf-8") == "新"


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_when_writing_fails_the_old_file_stays_and_nothing_is_left_beside_it(
    tmp_path: Path, error: type[BaseException]
) -> None:
    path = tmp_path / "年报.docx"
    path.write_text("旧", encoding="utf-8")
    with pytest.raises(error), replacing(path) as temporary:
        temporary.write_text("半", encoding="utf-8")
        raise error
    assert path.read_text(encoding="utf-8") == "旧"
    assert names(tmp_path) == {"年报.docx"}


def test_a_disk_that_refuses_is_reported_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_text("旧", encoding="utf-8")
    with pytest.raises(FileWriteError, match=r"年报\.docx.*没有改动"), replacing(path):
        raise OSError(28, "No space left on device")
    assert path.read_text(encoding="utf-8") == "旧"
    assert names(tmp_path) == {"年报.docx"}


def test_a_file_held_open_by_an_office_program_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")  # what Windows answers

    monkeypatch.setattr(Path, "replace", refuse)
    path = tmp_path / "年报.docx"
    path.write_text("旧", encoding="utf-8")
    with pytest.raises(FileWriteError, match="WPS"), replacing(path) as temporary:
        temporary.write_text("新", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "旧"
    assert names(tmp_path) == {"年报.docx"}


@pytest.mark.skipif(sys.platform == "win32", reason="the errors of Windows are played here, it has them itself")
def test_a_file_that_an_antivirus_holds_for_a_moment_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refusals = Path.replace, [5, 32]

    def refuse_twice(self: Path, target: Path) -> Path:
        if refusals:
            error = PermissionError(13, "Permission denied")
            error.winerror = refusals.pop(0)  # type: ignore[attr-defined,unused-ignore]
            raise error
        return replace(self, target)

    monkeypatch.setattr("model.atomic_write.WAITS", (0, 0, 0))
    monkeypatch.setattr(Path, "replace", refuse_twice)
    path = tmp_path / "年报.docx"
    with replacing(path) as temporary:
        temporary.write_text("新", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "新"
    assert names(tmp_path) == {"年报.docx"}


@pytest.mark.skipif(sys.platform == "win32", reason="the errors of Windows are played here, it has them itself")
@pytest.mark.parametrize(
    ("code", "tries", "word"), [(32, 4, "Word"), (19, 1, "写保护"), (21, 1, "U 盘"), (5, 4, "权限")]
)
def test_what_windows_refuses_is_said_for_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, tries: int, word: str
) -> None:
    tried = []

    def refuse(self: Path, target: Path) -> Path:
        tried.append(target)
        error = PermissionError(13, "拒绝访问。")
        error.winerror = code  # type: ignore[attr-defined,unused-ignore]
        raise error

    monkeypatch.setattr("model.atomic_write.WAITS", (0, 0, 0))
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileWriteError, match=word) as caught, replacing(tmp_path / "年报.docx"):
        pass
    assert len(tried) == tries
    assert "。。" not in str(caught.value)
    assert names(tmp_path) == set()


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(FileWriteError, match=r"没有.*文件夹"), replacing(tmp_path / "没有" / "年报.docx"):
        pass


def test_a_folder_without_permission_is_said_and_no_office_program_is_suspected(bound_by_permissions: Path) -> None:
    bound_by_permissions.chmod(0o555)
    with (
        pytest.raises(FileWriteError, match=r"没有权限.*文件夹") as caught,
        replacing(bound_by_permissions / "年报.docx"),
    ):
        pass
    assert "Word" not in str(caught.value)


def test_a_folder_in_the_place_of_the_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(FileWriteError, match="是一个文件夹"), replacing(tmp_path):
        pass


def test_a_read_only_file_is_not_replaced(bound_by_permissions: Path) -> None:
    path = bound_by_permissions / "年报.docx"
    path.write_text("旧", encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(FileWriteError, match="只读"), replacing(path):
        pass


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_a_document_can_be_read_by_others_as_any_new_file_can(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    with replacing(tmp_path / "年报.docx") as temporary:
        assert stat.S_IMODE(temporary.stat().st_mode) == 0o600, "not while it is half written"
    assert stat.S_IMODE((tmp_path / "年报.docx").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_the_longest_names_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("年" * 80 + ".docx")  # 245 bytes of the 255 that most disks allow
    with replacing(path) as temporary:
        temporary.write_bytes(b"x")
    assert path.exists()


def test_what_the_writer_made_anew_at_the_temporary_path_is_taken(tmp_path: Path) -> None:
    """Libraries may remove a file and write another of the same name."""
    path = tmp_path / "年报.xlsx"
    with replacing(path) as temporary:
        temporary.unlink()
        temporary.write_bytes(b"whole")
    assert path.read_bytes() == b"whole"


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_to_a_file_is_followed_and_one_to_itself_is_said(tmp_path: Path) -> None:
    (tmp_path / "链接.docx").symlink_to("年报.docx")
    with replacing(tmp_path / "链接.docx") as temporary:
        temporary.write_text("内容", encoding="utf-8")
    assert (tmp_path / "链接.docx").is_symlink()
    assert (tmp_path / "年报.docx").read_text(encoding="utf-8") == "内容"
    (tmp_path / "a.docx").symlink_to("b.docx")
    (tmp_path / "b.docx").symlink_to("a.docx")
    for name in ("a.docx", "b.docx"):
        with pytest.raises(FileWriteError, match="没有终点的链接"), replacing(tmp_path / name):
            pass
    assert names(tmp_path) == {"链接.docx", "年报.docx", "a.docx", "b.docx"}


def test_a_folder_that_is_a_link_to_itself_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")
    with pytest.raises(FileWriteError), replacing(tmp_path / "a" / "年报.docx"):
        pass


def test_a_name_that_no_disk_takes_is_said(tmp_path: Path) -> None:
    for name in ("年\0报.docx", "年\ud800报.docx"):
        with pytest.raises(FileWriteError, match="不能用的字符"), replacing(tmp_path / name):
            pass


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_a_file_stays_as_private_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.touch(0o640)
    with replacing(path) as temporary:
        temporary.write_bytes(b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o644)
    with replacing(path, PRIVATE) as temporary:
        temporary.write_bytes(b"y")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_the_umask_of_the_process_is_never_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between a change and its reversal another thread would create files that everybody can write."""
    monkeypatch.delattr(os, "umask")
    with replacing(tmp_path / "年报.docx") as temporary:
        temporary.write_bytes(b"x")
