"""An earlier batch is opened again read-only: files, verdicts, who was missing."""

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gui.years.kept_batch_dialog import KeptBatchDialog
from gui.years.kept_file_dialog import KeptFileDialog
from model.form.edition import Edition
from model.store.kept_batch import KeptFile
from tests.model.years.kept_years import batch, kept

UNITS = ("恩平市教育局", "恩平市民政局", "恩平市公安局")


def opened(dialog: QDialog) -> list[KeptFileDialog]:
    found: list[QDialog] = list(dialog.findChildren(QDialog))
    return [each for each in found if isinstance(each, KeptFileDialog)]


def test_the_files_and_who_was_missing(qtbot: QtBot, editions: dict[str, Edition]) -> None:
    made = batch(
        2023,
        kept(UNITS[0], 2023, verdict="wrong", on_time=False),
        kept(UNITS[1], 2023),
        KeptFile("", "扫描件.pdf", "unreadable", is_counted=False),
        units=UNITS,
    )
    dialog = KeptBatchDialog(made, editions)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [each.texts for each in dialog.lines.lines] == [
        (UNITS[0], f"{UNITS[0]}2023.docx", "✕ 不一致", "逾期", "不计", "1", "0"),
        (UNITS[1], f"{UNITS[1]}2023.docx", "✓ 一致", "按时", "计入", "0", "0"),
        ("？", "扫描件.pdf", "✕ 读不出", "", "不计", "", ""),
    ]
    dialog.open_current()
    [file] = opened(dialog)
    assert "只读" in file.windowTitle()
    file.close()
    dialog.list.choose(2)
    dialog.open_current()
    assert "没有读出" in dialog.status.text()


def test_a_form_that_is_not_known_any_more_is_told(qtbot: QtBot, editions: dict[str, Edition]) -> None:
    dialog = KeptBatchDialog(batch(2023, kept(UNITS[0], 2023)), {})
    qtbot.addWidget(dialog)
    dialog.open_current()
    assert "没有这个版本" in dialog.status.text()
    assert editions
