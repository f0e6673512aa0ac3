"""What is summed: the user's choices about errors, old forms, unknown units, blanks and units out of scope."""

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.batch.selection import Choices
from model.batch.unit_list import OUT_OF_SCOPE


class ChoicesDialog(QDialog):
    """:attr:`choices` after it was accepted."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = choices
        self.setWindowTitle("哪些计入汇总")
        offer_help(self, "batch")
        self.with_errors = QCheckBox("有必改没有改好的，照原数计入")
        self.with_old_form = QCheckBox("用旧格式表格的，计入两版相同的格")
        self.with_unknown = QCheckBox("名单以外的单位也计入")
        self.sums_of_some = QCheckBox("有单位没有填的格，写已填单位之和（不选则汇总里也空着）")
        self.with_errors.setChecked(choices.with_errors)
        self.with_old_form.setChecked(choices.with_old_form)
        self.with_unknown.setChecked(choices.with_unknown)
        self.sums_of_some.setChecked(choices.sums_of_some)
        self.scopes = {kind: QCheckBox(f"{kind}单位不计入") for kind in OUT_OF_SCOPE}
        for kind, box in self.scopes.items():
            box.setChecked(kind in choices.out_of_scope)
        boxes = (self.with_errors, self.with_old_form, self.with_unknown, self.sums_of_some, *self.scopes.values())
        note = label(
            "没有计入的文件在列表里注明“不计”，原因见提示；垂管、双管、开发区以名单里的“范围”一列为准。",
            "small",
            wrap=True,
        )
        take = button("确定", self.accept, "main")
        self.setLayout(column(*boxes, note, row(1, button("取消", self.reject), take), margin=5 * STEP, gap=3 * STEP))

    @property
    def choices(self) -> Choices:
        """As ticked now; which file of a unit counts stays as it was."""
        return Choices(
            with_errors=self.with_errors.isChecked(),
            with_old_form=self.with_old_form.isChecked(),
            with_unknown=self.with_unknown.isChecked(),
            sums_of_some=self.sums_of_some.isChecked(),
            out_of_scope=frozenset(kind for kind, box in self.scopes.items() if box.isChecked()),
            kept=self._given.kept,
        )
