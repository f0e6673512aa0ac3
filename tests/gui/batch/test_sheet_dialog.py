"""A table of a comparison."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from export.document.batch_tables import PlainSheet
from gui.batch.sheet_dialog import SheetDialog
from gui.session.file_dialogs import FileDialogs
from tests.model.batch.county import RESOURCES


def test_ctrl_c_copies_the_whole_table_also_as_a_table_for_word(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = PlainSheet("各单位", ("单位", "新收"), (200, 90), (("甲局", 93), ("<b>乙局</b>", "未填")))
    dialog = SheetDialog(sheet, "说明", RESOURCES, FileDialogs(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    dialog.list.setFocus()
    dialog.list.choose(0)
    qtbot.waitUntil(dialog.list.hasFocus)
    QTest.keyClick(dialog.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert dialog.status.text().startswith("已复制 2 行")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied is not None and copied.text() == "单位\t新收\n甲局\t93\n<b>乙局</b>\t未填"
    assert "<td>&lt;b&gt;乙局&lt;/b&gt;</td><td>未填</td>" in copied.html()


def test_the_lines_are_shown_and_exported(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = PlainSheet("雷同", ("单位", "相同"), (200, 90), (("甲局", 93), ("<b>乙局</b>", 80)))
    dialog = SheetDialog(sheet, "说明", RESOURCES, FileDialogs(tmp_path))
    qtbot.addWidget(dialog)
    assert [line.texts for line in dialog.lines.lines] == [("甲局", "93"), ("<b>乙局</b>", "80")]
    path = tmp_path / "表.xlsx"
    dialog.export_to(path)
    qtbot.waitUntil(lambda: dialog.status.text() == f"已导出 {path}", timeout=20_000)
    assert openpyxl.load_workbook(path)["雷同"].max_row == 3
    dialog.export_to(tmp_path / "没有" / "表.xlsx")
    qtbot.waitUntil(lambda: "没有“" in dialog.status.text(), timeout=20_000)


def test_columns_fill_the_table_and_long_texts_share_the_room_by_their_widths(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = PlainSheet("两次报送", ("单位", "情况", "问题"), (200, 80, 400), (("甲局", "已改好", "表三"),))
    dialog = SheetDialog(sheet, "", RESOURCES, FileDialogs(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    for width in (1120, 700):
        dialog.resize(width, 500)
        qtbot.waitUntil(lambda width=width: dialog.list.width() > width - 80)  # type: ignore[misc]
        widths = [dialog.list.columnWidth(at) for at in range(3)]
        assert abs(sum(widths) - dialog.list.viewport().width()) <= 3
        assert widths[1] == 80 and abs(widths[2] - 2 * widths[0]) <= 2
