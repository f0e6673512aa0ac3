"""What a person changed in passing is kept for the next start."""

from pathlib import Path

from gui.app.stored_settings import change_settings
from model.store.settings import Settings, read_settings, write_settings


def test_a_change_leaves_the_other_settings_as_they_are(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings(backups_kept=7))
    change_settings(tmp_path, zoom=120)
    assert read_settings(tmp_path) == Settings(backups_kept=7, zoom=120)


def test_nothing_is_written_while_nothing_differs(tmp_path: Path) -> None:
    change_settings(tmp_path, zoom=Settings().zoom)
    assert not list(tmp_path.iterdir())


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    change_settings(file / "no folder", zoom=120)
    assert file.read_text() == ""
