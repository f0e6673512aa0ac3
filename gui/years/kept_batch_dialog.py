"""One kept batch, read-only: its files with their verdicts, as the batch page listed them then."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from gui.years.kept_file_dialog import KeptFileDialog
from gui.years.year_table import verdict_badge
from model.form.edition import Edition
from model.store.kept_batch import KeptBatch, KeptFile
from model.years.kept_words import count_of, on_time_and_basis, on_time_words, verdict_of

HEADS = ("单位", "文件", "结论", "报送", "汇总", "必改", "须核实")
_WIDTHS = (260, 0, 110, 70, 70, 60, 70)


class KeptBatchDialog(QDialog):
    """Enter or a double click opens a file."""

    def __init__(self, batch: KeptBatch, editions: Mapping[str, Edition], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch = batch
        self._editions = editions
        self._files = sorted(batch.files, key=lambda each: (not each.unit, each.unit, each.file))
        self.setWindowTitle(f"{batch.name}（留存，只读）")
        offer_help(self, "years")
        resize_within_screen(self, 1120, 640)
        self.lines = LineTableModel(HEADS)
        self.list = LineTableView(self.lines, batch.name, 1, _WIDTHS)
        self.lines.show_lines([_line(each) for each in self._files])
        self.list.doubleClicked.connect(self.open_current)
        self.status = label("", "error")
        open_ = button("打开…", self.open_current, tip="看这个单位留存的年报（只读）")
        whole = column(
            label(_about(batch), "muted", wrap=True),
            self.list,
            row(self.status, 1, open_, button("关闭", self.reject)),
            margin=4 * STEP,
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.choose(0)

    def open_current(self) -> None:
        """Opens the file of the current line."""
        place = self.list.currentIndex().row()
        if 0 <= place < len(self._files):
            open_kept_file(self._files[place], self._batch.name, self._editions, self, self.status.setText)


def open_kept_file(
    file: KeptFile,
    batch_name: str,
    editions: Mapping[str, Edition],
    parent: QWidget,
    show_problem: Callable[[str], object],
) -> None:
    """Opens the file, or says why it cannot be."""
    if file.report is None or file.report.edition not in editions:
        show_problem(
            f"“{file.file}”当时没有读出，没有可看的内容" if file.report is None else "本程序没有这个版本的表格"
        )
        return
    show_problem("")
    dialog = KeptFileDialog(file, batch_name, editions, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _line(file: KeptFile) -> TableLine:
    texts = (
        file.unit or "？",
        file.file,
        verdict_badge(verdict_of(file)).text,
        on_time_words(file),
        "计入" if file.is_counted else "不计",
        *(str(count_of(file, level)) if file.report is not None else "" for level in ("error", "warning")),
    )
    return TableLine(texts, tip=on_time_and_basis(file))


def _about(batch: KeptBatch) -> str:
    units = {each.unit for each in batch.files if each.unit}
    told = f"{len(units)} 个单位交了年报"
    if not batch.units:
        return f"{told}；当时没有选名单"
    missing = [each.name for each in batch.units if each.name not in units]
    named = f"：{'、'.join(missing[:12])}{'等' if len(missing) > 12 else ''}" if missing else ""
    return f"{told}，名单上 {len(batch.units)} 个，没有交的 {len(missing)} 个{named}"
