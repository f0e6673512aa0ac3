"""One file of a batch, read-only."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from gui.batch.batch_page import BatchPage
from gui.batch.file_dialog import ADVICE, FileDialog
from tests.gui.batch.conftest import child


def test_a_finding_shows_its_table_and_the_source_is_named(page: BatchPage, read: Callable[[], None]) -> None:
    read()
    row = next(each for each in page.files.all_rows if each.organ == "恩平市教育局")
    page.open_file(row)
    dialog = child(page, FileDialog)
    assert dialog.windowTitle() == "恩平市教育局（只读）"
    assert dialog.focusWidget() is dialog.findings and not dialog.findings.isColumnHidden(ADVICE)
    current = [view.current_cell for view in dialog.view.tables if view.current_cell is not None]
    assert any(cell.table == "requests" for cell in current)
    buttons: list[QPushButton] = list(dialog.findChildren(QPushButton))
    texts = [each.text() for each in buttons]
    assert "打开原文件" in texts
    source = page.run.sources[row.number]
    source.path.rename(source.path.with_suffix(".away"))
    try:
        next(each for each in buttons if each.text() == "打开原文件").click()
        assert "打不开 教育局.json" in dialog.status.text()
    finally:
        source.path.with_suffix(".away").rename(source.path)
    dialog.accept()
