"""Which files a batch has: those given, in folders, in archives; never what programs leave beside them."""

import os
import sys
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from model.batch.sources import OpenArchive, Source, collect, is_of_many
from model.importing import ImportedDocumentError
from tests.conftest import SAMPLES


def shown(path: Path) -> list[str]:
    return [each.shown for each in collect([path])[0]]


def test_a_folder_is_read_with_its_folders_by_name_and_without_left_over_files(tmp_path: Path) -> None:
    folder = tmp_path / "上报"
    (folder / "乡镇").mkdir(parents=True)
    for name in ("乙.docx", "甲.txt", "扫描.png", "~$乙.docx", ".隐藏", "Thumbs.db", "乡镇/丙.html"):
        (folder / name).write_bytes(b"x")
    (folder / "环").symlink_to(folder)
    assert shown(folder) == ["上报/乙.docx", "上报/乡镇/丙.html", "上报/扫描.png", "上报/甲.txt"]
    assert is_of_many(folder) and not is_of_many(folder / "甲.txt")


def test_what_this_program_wrote_about_the_batch_is_no_report(tmp_path: Path) -> None:
    for name in (
        "教育局-退改清单.docx",
        "教育局-退改清单（2）.xlsx",
        "退改总表.xlsx",
        "~WRL0003.tmp",
        "退改清单说明.docx",
    ):
        (tmp_path / name).write_bytes(b"x")
    assert shown(tmp_path) == [f"{tmp_path.name}/退改清单说明.docx"]


def test_an_archive_of_chinese_windows_names_its_files_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = "教育局/年报.txt".encode("gbk").decode("cp437")
        info.flag_bits = 0
        archive.writestr(info, "内容".encode())
    data = path.read_bytes()  # the writer marks the name as UTF-8
    raw, gbk = info.filename.encode(), "教育局/年报.txt".encode("gbk")
    assert data.count(raw) == 2
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("A" * len(gbk), "内容".encode())
    gbk_archive = tmp_path / "b.zip"
    gbk_archive.write_bytes(gbk_archive.read_bytes().replace(b"A" * len(gbk), gbk))
    [found], problems = collect([gbk_archive])
    assert (found.shown, found.name, problems) == ("b.zip!教育局/年报.txt", "年报.txt", [])
    assert found.read().data == "内容".encode()
    assert found.full == f"{gbk_archive}!教育局/年报.txt"


def test_an_office_document_is_no_archive_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    path.write_bytes((SAMPLES / "blank-libreoffice.docx").read_bytes())
    assert shown(path) == ["年报.zip"]


def test_a_damaged_archive_is_one_file_that_says_so_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    path.write_bytes(b"PK\x03\x04 nothing more")
    [found], problems = collect([path])
    assert not problems and found.read().data


def test_a_damaged_or_locked_file_in_an_archive_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("好.txt", "内容" * 99)
        archive.writestr("坏.txt", "内容" * 99)
        archive.writestr("锁.txt", "内容")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        bad, locked = archive.getinfo("坏.txt"), archive.getinfo("锁.txt")
    data[bad.header_offset + 45] ^= 0xFF
    central = data.rfind("锁.txt".encode()) - 46
    data[central + 8] |= 1
    data[locked.header_offset + 6] |= 1
    path.write_bytes(data)
    sources, problems = collect([path])
    by_name = {each.name: each for each in sources}
    assert not problems and by_name["好.txt"].read().data
    with pytest.raises(ImportedDocumentError, match=r"“坏\.txt”在压缩包里已损坏"):
        by_name["坏.txt"].read()
    with pytest.raises(ImportedDocumentError, match=r"“锁\.txt”在压缩包里设有密码"):
        by_name["锁.txt"].read()


def test_an_archive_that_unpacks_to_far_too_much_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.batch.sources.MOST_UNPACKED", 10)
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("大.txt", "x" * 11)
    assert collect([path]) == ([], ["压缩包“年报.zip”展开后大得不正常，没有读取。请先解压，再选择里面的文件"])


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "年报.txt"
    path.write_text("一", encoding="utf-8")

    def reading(read: Path) -> bytes:
        data = read.read_bytes()
        path.write_text("一二三", encoding="utf-8")
        return data

    monkeypatch.setattr("model.batch.sources.read_bytes", reading)
    with pytest.raises(ImportedDocumentError, match="在读取时被改动了，没有采用"):
        Source(path).read()


def test_an_archive_is_opened_once_and_again_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"

    def pack(text: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(3):
                archive.writestr(f"{number}.txt", f"{text}{number}")

    pack("甲")
    sources, _ = collect([path])
    with OpenArchive() as archive:
        assert [source.read(archive).data.decode() for source in sources] == ["甲0", "甲1", "甲2"]
        pack("乙乙")
        assert sources[1].read(archive).data.decode() == "乙乙1"
        if sys.platform == "win32":
            archive.close()  # nobody can remove what is open
        path.unlink()
        with pytest.raises(ImportedDocumentError, match=r"没有找到压缩包“年报\.zip”"):
            sources[2].read(archive)


def test_many_files_of_one_archive_cost_as_much_each_as_few(tmp_path: Path) -> None:
    def computing(count: int) -> float:
        path = tmp_path / f"{count}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(count):
                archive.writestr(f"{number}.txt", "年报")
        sources, _ = collect([path])
        with OpenArchive() as archive:
            sources[0].read(archive)
            began = time.process_time()
            for source in sources[1:41]:
                source.read(archive)
            return time.process_time() - began

    assert min(computing(4000) for _ in range(3)) < 5 * min(computing(60) for _ in range(3))


def test_what_has_vanished_is_said(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("一.txt", "内容")
    sources, _ = collect([path, tmp_path / "没有.txt"])
    path.unlink()
    for source in sources:
        with pytest.raises(ImportedDocumentError, match="没有找到"):
            source.read()


def test_the_day_of_a_file_is_that_of_its_last_change(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("一.txt", (2025, 1, 30, 9, 0, 0)), "内容")
    [inside], _ = collect([path])
    os.utime(path, (1_738_000_000, 1_738_000_000))
    assert inside.day() == date(2025, 1, 30)
    assert Source(path).day() == datetime.fromtimestamp(1_738_000_000).date()
    path.unlink()
    assert inside.day() is None and Source(path).day() is None


def test_a_day_that_no_calendar_has_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("一.txt", (2025, 2, 30, 9, 0, 0)), "内容")
    [inside], _ = collect([path])
    assert inside.day() is None


def test_equal_bytes_have_one_digest(tmp_path: Path) -> None:
    for name, text in (("a", "一"), ("b", "一"), ("c", "二")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    a, b, c = (Source(tmp_path / name).read().digest for name in "abc")
    assert a == b != c
