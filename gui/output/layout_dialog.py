"""版式: the layout choices that differ between offices."""

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QDoubleSpinBox, QGridLayout, QWidget

from gui.kit.plain_text import set_tool_tip
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row, tab_row
from model.store.settings import LINE_PT, Settings

_NOTE = "用于 Word、PDF、打印和预览，记在本机；其余按 GB/T 9704—2012，不用改。"
_OWN_NOTE = "用于 PDF、打印和预览，记在本机。Word 用本单位的版式模板，行距、字体按模板，底纹按这里。"


class LayoutDialog(QDialog):
    """Edits the layout part of ``settings``; :meth:`chosen` returns the result."""

    def __init__(self, settings: Settings, usual_line_pt: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._usual_line_pt = usual_line_pt
        self.setWindowTitle("版式")
        self.line = QDoubleSpinBox()
        self.line.setRange(*LINE_PT)
        self.line.setSingleStep(0.05)
        self.line.setSuffix(" 磅")
        self.line.setAccessibleName("正文行距")
        set_tool_tip(self.line, f"固定值，{LINE_PT[0]:g} 至 {LINE_PT[1]:g} 磅")
        self.line.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.latin, latins = tab_row(("Times New Roman", "与正文同字体"), self)
        self.shaded = QCheckBox("“第二十条第…项”各行加浅蓝底纹")
        self.dated = QCheckBox("末尾加上导出日期，如“…年度报告（20250120）”")
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(3 * STEP)
        for at, (name, part) in enumerate(
            (("正文行距", self.line), ("数字和字母", latins), ("表二", self.shaded), ("文件名", self.dated))
        ):
            grid.addWidget(label(name, "muted"), at, 0)
            grid.addWidget(part, at, 1)
        grid.setColumnStretch(1, 1)
        note = label(_OWN_NOTE if settings.template else _NOTE, "muted", wrap=True)
        usual = button("恢复默认", self.show_usual, "link")
        keep = button("保存", self.accept, "main")
        keep.setDefault(True)
        self.setLayout(
            column(grid, note, row(usual, 1, button("取消", self.reject), keep), margin=4 * STEP, gap=4 * STEP)
        )
        self.setMinimumWidth(460)
        self._show(settings)

    def _show(self, settings: Settings) -> None:
        self.line.setValue(settings.line_pt or self._usual_line_pt)
        self._latin(settings.latin_as_body).setChecked(True)
        self.shaded.setChecked(settings.shaded)
        self.dated.setChecked(settings.dated_names)

    def _latin(self, as_body: bool) -> QAbstractButton:
        found = self.latin.button(int(as_body))
        assert found is not None
        return found

    def show_usual(self) -> None:
        """Fills the fields with the defaults."""
        self._show(Settings())

    def chosen(self) -> Settings:
        """The settings with the layout of the fields; the default line pitch is stored as 0."""
        line_pt = round(self.line.value(), 2)
        return replace(
            self._settings,
            line_pt=0.0 if line_pt == self._usual_line_pt else line_pt,
            latin_as_body=bool(self.latin.checkedId()),
            shaded=self.shaded.isChecked(),
            dated_names=self.dated.isChecked(),
        )
