"""The fields of the layout: line pitch, fonts, shading and file names."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QDoubleSpinBox, QGridLayout, QWidget

from export.document.layout import Layout
from gui.kit.plain_text import set_tool_tip
from gui.kit.theme import STEP
from gui.kit.widgets import label, tab_row
from model.store.setting_values import LINE_PT, LINES
from model.store.settings import Settings

FONTS = {
    "title_font": ("标题字体", ("方正小标宋_GBK", "华文中宋", "宋体", "黑体")),
    "body_font": ("正文字体", ("仿宋", "华文仿宋", "宋体")),
    "heading_font": ("一级标题", ("方正黑体_GBK", "华文细黑", "宋体")),
    "subheading_font": ("二级标题", ("楷体", "华文楷体", "仿宋_GB2312")),
}
"""Setting -> its name, and the fonts that offices use besides the usual one."""

FONT_HEIGHT = 38
"""Of a font's field in px: Qt leaves the text of an editable choice less room than it needs."""


class LayoutFields(QWidget):
    """Edits the layout part of settings. ``usual`` is the official layout."""

    def __init__(self, usual: Layout) -> None:
        super().__init__()
        self._usual_line_pt = usual.body.line_pt
        self._usual_fonts = {
            "title_font": usual.title.font,
            "body_font": usual.body.font,
            "heading_font": usual.headings.fonts[0],
            "subheading_font": usual.headings.fonts[1],
        }
        self.line = QDoubleSpinBox()
        self.line.setRange(*LINE_PT)
        self.line.setSingleStep(0.05)
        self.line.setSuffix(" 磅")
        self.line.setAccessibleName("正文行距")
        set_tool_tip(self.line, f"固定值，{LINE_PT[0]:g} 至 {LINE_PT[1]:g} 磅")
        self.line.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.fonts = {key: self._font_field(key) for key in FONTS}
        self.latin, latins = tab_row(("Times New Roman", "与正文同字体"), self)
        self.shaded = QCheckBox("“第二十条第…项”各行加浅蓝底纹")
        self.dated = QCheckBox("末尾加上导出日期，如“…年度报告（20250120）”")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        parts: list[tuple[str, QWidget]] = [("正文行距", self.line)]
        parts += [(FONTS[key][0], field) for key, field in self.fonts.items()]
        parts += [("数字和字母", latins), ("表二", self.shaded), ("文件名", self.dated)]
        for at, (name, part) in enumerate(parts):
            grid.addWidget(label(name, "muted"), at, 0)
            grid.addWidget(part, at, 1)
        grid.setColumnStretch(1, 1)
        self.setLayout(grid)

    def _font_field(self, key: str) -> QComboBox:
        name, others = FONTS[key]
        made = QComboBox()
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.addItems([self._usual_fonts[key], *others])
        made.setAccessibleName(name)
        made.setMinimumHeight(FONT_HEIGHT)
        if (typed := made.lineEdit()) is not None:
            typed.setMaxLength(LINES[key])
        set_tool_tip(made, "可以另写一种字体的名称；本机没有这种字体的，文件里仍写它，显示时用相近的代替")
        return made

    def show_settings(self, settings: Settings) -> None:
        """Fills the fields."""
        self.line.setValue(settings.line_pt or self._usual_line_pt)
        for key, field in self.fonts.items():
            field.setCurrentText(getattr(settings, key) or self._usual_fonts[key])
        self._latin(settings.latin_as_body).setChecked(True)
        self.shaded.setChecked(settings.shaded)
        self.dated.setChecked(settings.dated_names)

    def _latin(self, as_body: bool) -> QAbstractButton:
        found = self.latin.button(int(as_body))
        assert found is not None
        return found

    def chosen(self, settings: Settings) -> Settings:
        """``settings`` with the layout of the fields; what is usual is stored as empty or 0."""
        line_pt = round(self.line.value(), 2)
        typed = {key: field.currentText().strip() for key, field in self.fonts.items()}
        fonts = {key: "" if font == self._usual_fonts[key] else font for key, font in typed.items()}
        return replace(
            settings,
            line_pt=0.0 if line_pt == self._usual_line_pt else line_pt,
            latin_as_body=bool(self.latin.checkedId()),
            shaded=self.shaded.isChecked(),
            dated_names=self.dated.isChecked(),
            title_font=fonts["title_font"],
            body_font=fonts["body_font"],
            heading_font=fonts["heading_font"],
            subheading_font=fonts["subheading_font"],
        )
