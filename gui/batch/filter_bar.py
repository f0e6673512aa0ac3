"""Which files are shown: a search field, the verdict, the rule that is broken."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gui.batch.file_table import FileTableModel, RowFilter
from gui.kit.background_task import run_in_background
from gui.kit.flow_layout import flow
from gui.kit.pinyin_initials import needs_initials, prepare
from gui.kit.widgets import label
from model.batch.file_rows import FileRow, Verdict
from model.form.edition import Edition

SEARCH_MS = 200
"""After the last key in the search field."""


class FilterBar(QWidget):
    """Filters ``files``; ``more`` stands at the right."""

    def __init__(self, files: FileTableModel, editions: Mapping[str, Edition], *more: QWidget) -> None:
        super().__init__()
        self._files = files
        self._editions = editions
        self.search = QLineEdit()
        self.search.setPlaceholderText("搜索单位或文件，可用拼音首字母…")
        self.search.setAccessibleName("搜索文件")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self.search.setMinimumWidth(230)
        self.verdict = QComboBox()
        self.verdict.setAccessibleName("按结论筛选")
        self.verdict.addItem("全部结论", "")
        for each in Verdict:
            self.verdict.addItem(each.label, each.value)
        self.rule = QComboBox()
        self.rule.setAccessibleName("按规则筛选")
        self.rule.addItem("全部规则", "")
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rule.setMinimumContentsLength(12)
        self._rules: set[str] = set()
        self.counted = label("", "muted")
        self.setLayout(flow(self.search, self.verdict, self.rule, self.counted, 1, *more))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_MS)
        self._pause.timeout.connect(self.apply)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.verdict.activated.connect(lambda _at: self.apply())
        self.rule.activated.connect(lambda _at: self.apply())
        files.shown_changed.connect(self._show_count)
        self._wanted = RowFilter()

    def add_rules(self, rows: Iterable[FileRow]) -> None:
        """Offers the rules that these files break."""
        for rule_id in dict.fromkeys(rule for each in rows for rule in each.rules):
            if rule_id not in self._rules:
                self._rules.add(rule_id)
                self.rule.addItem(self._rule_name(rule_id), rule_id)

    def _rule_name(self, rule_id: str) -> str:
        for edition in self._editions.values():
            if any(each.id == rule_id for each in edition.rules):
                return edition.rule(rule_id).says
        return rule_id

    def apply(self) -> None:
        """Shows the files that are wanted now; initials of many names are found in the background first."""
        chosen = self.verdict.currentData()
        verdict = Verdict(chosen) if chosen else None
        self._wanted = wanted = RowFilter(self.search.text().strip(), verdict, self.rule.currentData() or "")
        if needs_initials(wanted.searched):
            work = partial(prepare, self._files.searched_names())
            run_in_background(self, work, lambda _: self._filter_by(wanted), lambda _: None)
        else:
            self._filter_by(wanted)

    def _filter_by(self, wanted: RowFilter) -> None:
        if wanted == self._wanted:  # nothing else was asked for meanwhile
            self._files.set_filter(wanted)

    def _show_count(self) -> None:
        shown, total = self._files.rowCount(), len(self._files.all_rows)
        self.counted.setText(f"{shown} / {total} 个" if shown != total else "")
