"""Settings are updated in one step: what another part of the program stored is not overwritten."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from model.atomic_write import FileWriteError
from model.form.edition import PREFACE
from model.store.settings import (
    MOST_RECENT,
    Settings,
    read_settings,
    remember_in_settings,
    update_settings,
    with_first,
    write_settings,
)


def test_a_change_leaves_the_other_settings_as_they_are(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings(backups_kept=7))
    assert update_settings(tmp_path, lambda settings: replace(settings, zoom=120)).zoom == 120
    assert read_settings(tmp_path) == Settings(backups_kept=7, zoom=120)


def test_nothing_is_written_while_nothing_differs(tmp_path: Path) -> None:
    update_settings(tmp_path, lambda settings: replace(settings, zoom=Settings().zoom))
    assert not list(tmp_path.iterdir())


def test_updates_from_several_threads_are_all_kept(tmp_path: Path) -> None:
    def add_one() -> None:
        for _ in range(5):
            update_settings(tmp_path, lambda settings: replace(settings, zoom=settings.zoom + 1))

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert read_settings(tmp_path).zoom == 120


def test_an_update_that_cannot_be_written_is_an_error_and_one_in_passing_is_not(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(FileWriteError):
        update_settings(file / "no folder", lambda settings: replace(settings, zoom=120))
    remember_in_settings(file / "no folder", lambda settings: replace(settings, zoom=120))
    assert file.read_text() == ""


def test_an_open_draft_stores_its_choices_and_nothing_else(tmp_path: Path) -> None:
    stored = Settings(zoom=120, recent_files=("a.docx",))
    of_draft = Settings(zoom=90, dated_names=True, dismissed_notices=("notice",))
    assert stored.with_choices_of(of_draft) == replace(stored, dated_names=True, dismissed_notices=("notice",))


def test_settings_are_kept_and_nonsense_is_passed_over(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()
    write_settings(tmp_path, Settings(backups_kept=4, bin_days=60))
    assert read_settings(tmp_path) == Settings(4, 60)
    office = Settings(line_pt=28.5, latin_as_body=True, shaded=False, dated_names=True, last_folder="年报")
    write_settings(tmp_path, office)
    assert read_settings(tmp_path) == office
    recent = with_first(with_first((), tmp_path / "乙.docx"), tmp_path / "甲.docx")
    for number in range(MOST_RECENT - 1):
        recent = with_first(recent, tmp_path / f"{number}.docx")
    assert with_first(recent, tmp_path / "甲.docx")[:2] == (str(tmp_path / "甲.docx"), recent[0])
    assert len(recent) == MOST_RECENT and str(tmp_path / "乙.docx") not in recent
    write_settings(tmp_path, Settings(recent_files=recent))
    assert read_settings(tmp_path).recent_files == recent
    for nonsense in ("", "[]", '{"recent_files": [1]}', '{"backups_kept": -1, "x": 2}', '{"bin_days": true}', "\x00"):
        (tmp_path / "settings.json").write_text(nonsense, encoding="utf-8")
        assert read_settings(tmp_path) == Settings()


def test_a_blank_report_says_how_the_organ_is_reached() -> None:
    settings = Settings(organ_name="恩平市教育局", contact_phone="0750-7777777")
    report = settings.blank_report("2021", 2026)
    assert (report.organ, report.year) == ("恩平市教育局", 2026)
    assert report.texts == {PREFACE: "如对本报告有疑问，请与恩平市教育局联系（电话：0750-7777777）。"}
    assert not Settings(organ_name="恩平市教育局").blank_report("2021", 2026).texts
