"""名单: every unit with its state and files; names that are unsure are asked, doubles decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from gui.batch.batch_sum import BatchSummer
from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.batch.file_rows import FileRow
from model.batch.unit_list import key_of_file
from model.batch.unit_names import bare

NOT_LISTED = "都不是（名单以外的单位）"
STATES = ("拿不准", "重复", "未交", "名单以外", "其他年度", "已交")
"""In the order of the list: what needs a decision comes first, also as it may be a unit that seems to be missing."""


@dataclass(frozen=True)
class UnitLine:
    """A unit, or a file without one."""

    state: str
    unit: str
    file: str
    number: int | None = None
    """Of the file; ``None`` for a unit without one."""


def unit_lines(summer: BatchSummer, rows: Mapping[int, FileRow]) -> list[UnitLine]:
    """Everything about the list, most urgent first, then in the order of the list."""
    current = summer.current
    if current is None:
        return []
    selection = current.selection
    units = selection.units
    double = {number for numbers in selection.doubles.values() for number in numbers}
    lines = [UnitLine("未交", unit.name, "") for unit in selection.missing]
    for number, row_ in rows.items():
        if not row_.edition:
            continue
        if number in selection.unsure:
            state = "拿不准"
        elif number in double:
            state = "重复"
        elif number in selection.unknown:
            state = "名单以外"
        else:
            state = "已交" if row_.year in (None, summer.year) else "其他年度"
        lines.append(UnitLine(state, units.get(number) or row_.organ or "？", row_.name, number))
    places = {unit.name: place for place, unit in enumerate(summer.units.units)}

    def place(line: UnitLine) -> tuple[int, int, str, int]:
        return (STATES.index(line.state), places.get(line.unit, len(places)), line.unit, line.number or -1)

    return sorted(lines, key=place)


class UnitsDialog(QDialog):
    """Names and doubles are decided in the line below the list."""

    def __init__(self, summer: BatchSummer, rows: Mapping[int, FileRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summer = summer
        self._rows = rows
        self._lines: list[UnitLine] = []
        self.setWindowTitle("名单")
        offer_help(self, "batch")
        resize_within_screen(self, 860, 600)
        self.lines = LineTableModel(("状态", "单位", "文件"))
        self.list = LineTableView(self.lines, "单位", 2, (90, 300, 0))
        self._about = label("", "muted", wrap=True)
        self._question = label("", wrap=True)
        self.choice = QComboBox()
        self.choice.setAccessibleName("是名单上的哪个单位")
        self.assign = button("记住", self._assign, tip="以后这个名称都按这个单位对")
        self.keep = button("用这一份", self._keep, tip="同一单位交了多份时，计入这一份")
        close = button("关闭", self.accept)
        whole = column(
            self._about, self.list, self._question, row(self.choice, self.assign, self.keep, 1, close), margin=4 * STEP
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.selectionModel().currentRowChanged.connect(self._show_question)
        summer.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reads the state of the units again; the line stays."""
        at = max(0, self.list.currentIndex().row())
        self._lines = unit_lines(self._summer, self._rows)
        self.lines.show_lines(
            [TableLine((each.state, each.unit, each.file), each.state in STATES[:3]) for each in self._lines]
        )
        counts = {state: sum(each.state == state for each in self._lines) for state in STATES}
        source = (
            f"“{self._summer.units.source}”{len(self._summer.units.units)} 个单位　" if self._summer.units.units else ""
        )
        current = self._summer.current
        unread = 0 if current is None else current.selection.unread
        source += f"还有 {unread} 个文件没有读，未交的单位不知道　" if unread else ""
        self._about.setText(source + "　".join(f"{state} {count}" for state, count in counts.items() if count))
        self.list.choose(min(at, len(self._lines) - 1))
        self._show_question()

    def _current(self) -> UnitLine | None:
        place = self.list.currentIndex().row()
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _show_question(self) -> None:
        line, current = self._current(), self._summer.current
        asks = line is not None and line.number is not None and line.state in ("拿不准", "名单以外")
        for widget in (self.choice, self.assign):
            widget.setVisible(asks and bool(self._summer.units.units))
        self.keep.setVisible(line is not None and line.state == "重复")
        self._question.setText("")
        if line is None or current is None or line.number is None:
            return
        if asks:
            stated = self._rows[line.number].organ
            says = f"文件里写的是“{stated}”" if bare(stated) else "文件里没有写明机关"
            self._question.setText(f"{says}，它是名单上的哪个单位？")
            candidates = [unit.name for unit in current.selection.unsure.get(line.number, ())]
            others = [unit.name for unit in self._summer.units.units if unit.name not in candidates]
            self.choice.clear()
            self.choice.addItems([*candidates, NOT_LISTED, *others])
            self.assign.setText("记住" if bare(stated) else "是这个单位")
        elif line.state == "重复":
            self._question.setText(f"{line.unit}交了多份，用哪一份？")

    def _assign(self) -> None:
        if (line := self._current()) is None or line.number is None:
            return
        chosen = self.choice.currentText()
        row_ = self._rows[line.number]
        self._summer.remember_unit(bare(row_.organ) or key_of_file(row_.name), "" if chosen == NOT_LISTED else chosen)

    def _keep(self) -> None:
        if (line := self._current()) is not None and line.number is not None:
            self._summer.keep_file(line.unit, line.number)
