"""Settings are kept; what is missing or nonsense is the default."""

from pathlib import Path

from model.store.settings import MOST_RECENT, Settings, read_settings, with_first, write_settings


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
