"""The commands of a grid, their keys and the context menu that offers them."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class GridCommand(Enum):
    """A command on the current cell or the selected cells."""

    COPY = auto()
    CUT = auto()
    PASTE = auto()
    CLEAR = auto()
    DISCARD_UNREAD = auto()
    """Removes text that is not a figure and restores what the cells held before."""
    FILL_DOWN = auto()
    FILL_RIGHT = auto()
    FILL_WITH_ZERO = auto()
    WRITE_REMARK = auto()
    TOGGLE_FLAGS = auto()
    NEXT_BLANK = auto()
    PREVIOUS_BLANK = auto()
    SHOW_HISTORY = auto()
    SHOW_APPLICATIONS = auto()
    """Of a figure that was counted from a register."""
    SHOW_GUIDANCE = auto()


_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STANDARD_KEYS = (
    (QKeySequence.StandardKey.Copy, GridCommand.COPY),
    (QKeySequence.StandardKey.Cut, GridCommand.CUT),
    (QKeySequence.StandardKey.Paste, GridCommand.PASTE),
)
SINGLE_KEYS = {
    Qt.Key.Key_Delete: GridCommand.CLEAR,
    Qt.Key.Key_Backspace: GridCommand.CLEAR,
    Qt.Key.Key_Escape: GridCommand.DISCARD_UNREAD,
}
"""Keys that trigger a command regardless of modifiers."""
COMBINATIONS = {
    (Qt.Key.Key_D, _CTRL): GridCommand.FILL_DOWN,
    (Qt.Key.Key_R, _CTRL): GridCommand.FILL_RIGHT,
    (Qt.Key.Key_F2, _SHIFT): GridCommand.WRITE_REMARK,
    (Qt.Key.Key_M, _CTRL): GridCommand.TOGGLE_FLAGS,
}
MENU = (
    ("复制", GridCommand.COPY),
    ("粘贴", GridCommand.PASTE),
    ("清除（合计恢复自动）", GridCommand.CLEAR),
    ("空白补 0", GridCommand.FILL_WITH_ZERO),
    ("这一格的历次改动…", GridCommand.SHOW_HISTORY),
    ("由台账的哪几行统计…", GridCommand.SHOW_APPLICATIONS),
    ("这一格的填报口径　F1", GridCommand.SHOW_GUIDANCE),
    ("批注…　Shift+F2", GridCommand.WRITE_REMARK),
    ("标为待核实 / 取消　Ctrl+M", GridCommand.TOGGLE_FLAGS),
)
READING = frozenset(
    {GridCommand.COPY, GridCommand.SHOW_HISTORY, GridCommand.SHOW_APPLICATIONS, GridCommand.SHOW_GUIDANCE}
)
"""Read-only commands: the menu also enables them for a final report."""


def command_of(event: QKeyEvent) -> GridCommand | None:
    """The command of a key event; ``None`` for keys that navigate or type."""
    for standard, command in STANDARD_KEYS:
        if event.matches(standard):
            return command
    key = Qt.Key(event.key())
    if key in SINGLE_KEYS:
        return SINGLE_KEYS[key]
    if key == Qt.Key.Key_F6:
        return GridCommand.PREVIOUS_BLANK if event.modifiers() & _SHIFT else GridCommand.NEXT_BLANK
    return COMBINATIONS.get((key, event.modifiers()))


def context_menu(
    parent: QWidget, run: Callable[[GridCommand], None], *, is_final: bool, is_counted: bool = True
) -> QMenu:
    """The context menu, not yet shown; ``run`` is called with the chosen command. ``is_counted``: the current figure
    was counted from a register."""
    menu = QMenu(parent)
    for text, command in MENU:
        action = QAction(text, menu)
        action.triggered.connect(partial(_trigger, run, command))
        action.setEnabled(not is_final or command in READING)
        action.setVisible(is_counted or command is not GridCommand.SHOW_APPLICATIONS)
        menu.addAction(action)
    return menu


def _trigger(run: Callable[[GridCommand], None], command: GridCommand, _checked: bool = False) -> None:
    run(command)
