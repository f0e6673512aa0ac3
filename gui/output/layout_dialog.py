"""版式: the layout choices that differ between offices."""

from PySide6.QtWidgets import QDialog, QWidget

from export.document.layout import Layout
from gui.kit.help_topics import offer_help
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.output.layout_fields import LayoutFields
from model.store.settings import Settings

NOTE = "用于 Word、PDF、打印和预览，记在本机；其余按 GB/T 9704—2012，不用改。"
OWN_NOTE = "用于 PDF、打印和预览，记在本机。Word 用本单位的版式模板，行距、字体按模板，底纹按这里。"


class LayoutDialog(QDialog):
    """Edits the layout part of ``settings``; :meth:`chosen` returns the result."""

    def __init__(self, settings: Settings, usual: Layout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle("版式")
        offer_help(self, "export")
        self.fields = LayoutFields(usual)
        note = label(OWN_NOTE if settings.template else NOTE, "muted", wrap=True)
        usual_button = button("恢复默认", self.show_usual, "link")
        keep = button("保存", self.accept, "main")
        keep.setDefault(True)
        self.setLayout(
            column(
                self.fields,
                note,
                row(usual_button, 1, button("取消", self.reject), keep),
                margin=4 * STEP,
                gap=4 * STEP,
            )
        )
        self.setMinimumWidth(460)
        self.fields.show_settings(settings)

    def show_usual(self) -> None:
        """Fills the fields with the defaults."""
        self.fields.show_settings(Settings())

    def chosen(self) -> Settings:
        """The settings with the layout of the fields."""
        return self.fields.chosen(self._settings)
