"""Organ and years of an imported file, for correction before a draft is made of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSpinBox, QWidget

from gui.kit.fields import Field
from gui.kit.plain_text import set_tool_tip
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row, set_style_property
from gui.session.imported_report import ImportedReport
from model.form.edition import PREFACE, Edition
from model.form.figures import plain
from model.form.reporting_year import read_year
from model.report.report import Fact, Report

FIRST_YEAR, LAST_YEAR = 2008, 2099
"""The regulation has been in force since 2008."""


def corrected(report: Report, organ: str, year: int | None) -> Report:
    """The report with corrected organ and year; a blank removes the fact."""
    facts = {**report.facts, Fact.ORGAN: organ.strip(), Fact.YEAR: str(year or "")}
    return report.with_(facts={fact: text for fact, text in facts.items() if text})


class FileFacts(QFrame):
    """A card with the facts, how much was read, and objections to a draft for the new year."""

    years_changed = Signal()
    """The year of the file or of the draft was changed, possibly to an invalid one."""

    def __init__(self, read: ImportedReport, new_year: int, *below: QWidget) -> None:
        """``new_year`` is proposed for the draft; ``below`` are shown under the facts."""
        super().__init__()
        self.setProperty("role", "card")
        self._read = read
        self.organ, self.file_year, self.new_year = Field("机关名称"), Field("文件的年度"), YearBox()
        self.doubt = label("", "warning", wrap=True)
        self.filled = label()
        self.sections = label(_text_lengths(read.report, read.edition), "small", wrap=True)
        self._fill_fields(new_year)
        filled_row = QWidget()
        filled_row.setLayout(row(self.filled, 1))
        self.setLayout(column(self._fields(), self.doubt, filled_row, self.sections, *below, margin=4 * STEP))
        self.show_filled()
        self.file_year.textChanged.connect(self.years_changed)
        self.new_year.valueChanged.connect(self.years_changed)

    @property
    def year(self) -> int | None:
        """The year in the field; ``None`` while it is empty.

        Raises:
            YearError: the field does not contain a valid year.
        """
        text = self.file_year.text()
        return read_year(text) if text.strip() else None

    def corrected_report(self) -> Report:
        """The imported report with organ and year from the fields.

        Raises:
            YearError: as for :attr:`year`.
        """
        return corrected(self._read.report, self.organ.text(), self.year)

    def show_filled(self) -> None:
        """Shows the number of cells read, including accepted suggestions."""
        filled, cells = self._read.filled, len(self._read.edition.cells)
        self.filled.setText(f"{'✓' if filled == cells else '△'} 读出 {filled} / {cells} 格")
        set_style_property(self.filled, "role", "badge-good" if filled == cells else "badge-warning")

    def show_doubt(self, text: str, *, possible: bool) -> None:
        """Shows an objection to a draft for the new year, or why it is impossible; blank hides it."""
        self.doubt.setText(f"{'△' if possible else '✕'} {text}" if text else "")
        self.doubt.setVisible(bool(text))
        set_style_property(self.doubt, "role", "warning" if possible else "error")

    def _fill_fields(self, new_year: int) -> None:
        report = self._read.report
        self.organ.show_text(report.organ)
        self.organ.setPlaceholderText("没有读出，请填写全称")
        set_tool_tip(self.organ, report.organ)
        self.file_year.show_text(str(report.year or ""))
        self.file_year.setPlaceholderText("没有读出")
        self.new_year.setValue(new_year)

    def _fields(self) -> QGridLayout:
        less = button("－", self.new_year.stepDown, tip="早一年")
        more = button("＋", self.new_year.stepUp, tip="晚一年")
        less.setAccessibleName("新年度早一年")
        more.setAccessibleName("新年度晚一年")
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(3 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        years = row(self.new_year, less, more, gap=STEP)
        years.setStretch(0, 1)
        for name, widget, line in (
            ("机关名称", self.organ, row(self.organ)),
            ("文件的年度", self.file_year, row(self.file_year)),
            ("新年度", self.new_year, years),
        ):
            name_label: QLabel = label(name)
            name_label.setBuddy(widget)
            at = grid.rowCount()
            grid.addWidget(name_label, at, 0)
            grid.addLayout(line, at, 1)
        return grid


class YearBox(QSpinBox):
    """A spin box for a year. Ignores the wheel unless it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(FIRST_YEAR, LAST_YEAR)
        self.setAccessibleName("新年度")
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _text_lengths(report: Report, edition: Edition) -> str:
    """How many characters of each section were read."""
    lengths = []
    for key in edition.text_keys:
        name = "前言" if key == PREFACE else edition.section(key).numeral
        text = report.texts.get(key)
        lengths.append(f"{name} {len(plain(text)):,} 字" if text else f"{name} 没有读到")
    return "文字：" + "，".join(lengths)
