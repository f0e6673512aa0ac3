"""Fields of the settings: a day of the year, a folder, a number, a choice."""

import calendar
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from gui.kit.theme import STEP
from gui.kit.widgets import button, label, row
from gui.session.file_dialogs import FileDialogs
from model.store.setting_values import LINES

NO_LEAP_YEAR = 2001
NAME_WIDTH = 92


class DayField(QWidget):
    """Month and day of every year, as ``01-31``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.month = number_field(range(1, 13), " 月", f"{name}：月")
        self.day = number_field(range(1, 32), " 日", f"{name}：日")
        self.month.valueChanged.connect(self._limit)
        self.setLayout(row(label("下一年"), self.month, self.day, 1))
        self.setFocusProxy(self.month)

    def _limit(self, month: int) -> None:
        self.day.setMaximum(calendar.monthrange(NO_LEAP_YEAR, month)[1])

    def show_day(self, day: str) -> None:
        """Shows a day as settings have it."""
        month, _, number = day.partition("-")
        self.month.setValue(int(month))
        self.day.setValue(int(number))

    @property
    def chosen(self) -> str:
        """As settings have it."""
        return f"{self.month.value():02}-{self.day.value():02}"


class FolderField(QWidget):
    """A folder, chosen or typed; blank for none."""

    def __init__(self, name: str, blank: str, dialogs: FileDialogs) -> None:
        """``blank``: what applies without a folder."""
        super().__init__()
        self._name, self._dialogs = name, dialogs
        self.field = line_field(name, LINES["open_folder"], blank)
        self.field.textChanged.connect(self._say_what_is_missing)
        self.missing = label("", "warning", wrap=True)
        self.missing.hide()
        whole = QGridLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP)
        whole.addWidget(self.field, 0, 0)
        choose = button("选择…", self.choose)
        choose.setAccessibleName(f"选择{name}")
        whole.addWidget(choose, 0, 1)
        whole.addWidget(self.missing, 1, 0, 1, 2)
        self.setLayout(whole)
        self.setFocusProxy(self.field)

    def choose(self) -> None:
        """Asks for the folder."""
        if (chosen := self._dialogs.ask_for_folder(self, self._name, self.field.text().strip())) is not None:
            self.field.setText(str(chosen))

    def _say_what_is_missing(self, text: str) -> None:
        path = text.strip()
        try:
            missing = bool(path) and not Path(path).is_dir()
        except (OSError, ValueError):
            missing = True
        self.missing.setText("△ 这个文件夹现在不在（U 盘、网络盘可能没有连上）" if missing else "")
        self.missing.setVisible(missing)

    @property
    def chosen(self) -> str:
        """The path; blank for none."""
        return self.field.text().strip()


class OptionField(QComboBox):
    """One of a few options. Ignores the wheel unless focused by key or click."""

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_options(options)

    def show_options(self, options: Mapping[str, str]) -> None:
        """Replaces the options: value -> name."""
        self.clear()
        for key, text in options.items():
            self.addItem(text, key)

    @property
    def chosen(self) -> str:
        """The value of the option."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Selects the option with the value ``key``."""
        self.setCurrentIndex(max(0, self.findData(key)))


def number_field(most: range, unit: str, name: str) -> QSpinBox:
    """A whole number within ``most``."""
    made = QSpinBox()
    made.setRange(most.start, most.stop - 1)
    made.setSuffix(unit)
    made.setAccessibleName(name)
    made.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    made.setFixedWidth(104)
    return made


def line_field(name: str, most: int, blank: str = "") -> QLineEdit:
    """A line of text; ``blank`` is shown while it is empty."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setMaxLength(most)
    made.setPlaceholderText(blank)
    made.setAcceptDrops(False)
    return made


def grid_of(*lines: tuple[str, QWidget] | QWidget) -> QGridLayout:
    """One row for each named field; a widget alone takes the second column."""
    made = QGridLayout()
    made.setHorizontalSpacing(4 * STEP)
    made.setVerticalSpacing(2 * STEP)
    made.setColumnStretch(1, 1)
    made.setColumnMinimumWidth(0, NAME_WIDTH)
    for at, line in enumerate(lines):
        if isinstance(line, QWidget):
            made.addWidget(line, at, 1)
            continue
        name, field = line
        named = label(name, "muted")
        named.setBuddy(field)
        named.setContentsMargins(0, 2 * STEP, 0, 0)  # on the line of the field's text
        made.addWidget(named, at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        made.addWidget(field, at, 1)
    return made
