"""The files of a command that takes many: folders and archives, in worker processes, in the order given."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from export.commands.batch import outcomes, prior_file, sources_of
from export.commands.environment import Environment
from model.form.edition import Edition
from model.importing.reading_processes import IN_PROCESS, READERS
from tests.export.commands.running import SAMPLE, Run, with_changed
from tests.export.exporting import write_report
from tests.model.batch.county import RESOURCES, YEAR, correct_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "上报"
    folder.mkdir()
    for number in range(3):
        with_changed(SAMPLE, folder / f"{number}.txt", "恩平市人民政府办公室", f"恩平市第{number}局")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 nothing more")
    return folder


def test_a_folder_and_an_archive_are_checked_file_by_file(run: Run, folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "年报.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.write(folder / "1.txt", "乡镇/1.txt")
    done = run("check", folder, archive, "--json")
    found: list[Mapping[str, object]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [each["file"] for each in found] == [
        *(str(folder / name) for name in ("0.txt", "1.txt", "2.txt", "坏.docx")),
        f"{archive}!乡镇/1.txt",
    ]
    assert [each.get("organ") for each in found] == ["恩平市第0局", "恩平市第1局", "恩平市第2局", None, "恩平市第1局"]
    assert "坏.docx" in done.stderr


def test_an_empty_folder_is_said(run: Run, tmp_path: Path) -> None:
    done = run("check", tmp_path)
    assert (done.returncode, done.stderr.strip()) == (2, f"“{tmp_path}”里没有文件")


def test_files_are_called_as_they_were_given(folder: Path) -> None:
    found, problems = sources_of(["./没有.txt", str(folder)])
    assert (found[0][0], len(found), problems) == ("./没有.txt", 5, [])


def test_worker_processes_print_the_same_in_the_same_order(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = run("check", folder, "--last-year", SAMPLE)
    monkeypatch.delenv(IN_PROCESS)
    monkeypatch.setattr(READERS, "_command", [])  # later tests read in this process again
    apart = run("check", folder, "--last-year", SAMPLE, "--jobs", "2")
    READERS.stop()  # what the command leaves ready until its end would be taken for a process of a later test
    assert (apart.returncode, apart.stdout, apart.stderr) == (here.returncode, here.stdout, here.stderr)
    assert "上年年报是 2024 年度的" in here.stdout


def test_a_reader_that_stops_listening_ends_the_batch(folder: Path) -> None:
    environment = Environment(RESOURCES)
    sources = [source for _, source in sources_of([str(folder)])[0]]
    stream = outcomes(environment, sources, prior_file(environment, str(SAMPLE)), 2)
    assert next(stream).number == 0
    stream.close()  # type: ignore[attr-defined]


def test_last_years_reports_in_a_folder_are_found_by_organ(run: Run, tmp_path: Path, edition: Edition) -> None:
    this, last = tmp_path / "今年", tmp_path / "去年"
    this.mkdir()
    last.mkdir()
    for unit in ("恩平市教育局", "恩平市民政局"):
        write_report(correct_report(unit, edition), edition, this / f"{unit}.json", RESOURCES)
    write_report(correct_report("恩平市教育局", edition, YEAR - 1), edition, last / "a.html", RESOURCES)
    (last / "b.docx").write_bytes(b"PK\x03\x04 nothing more")
    done = run("check", this, "--last-year", last, "--json")
    education, civil = map(json.loads, done.stdout.splitlines())
    assert "years.carried_in" not in {each["rule"] for each in education["not_evaluated"]}
    assert any(each["rule"].startswith("years.") for each in education["findings"])
    assert "years.carried_in" in {each["rule"] for each in civil["not_evaluated"]}
    assert "上年年报：“b.docx”" in done.stderr
