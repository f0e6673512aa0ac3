"""Keyboard shortcuts that work everywhere in the window while a draft is open."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # the window opens before the editor is loaded
    from gui.editor.editor_page import EditorPage

Keys = str | QKeySequence.StandardKey


def install_shortcuts(
    window: QWidget, editor: "Callable[[], EditorPage | None]", always: Mapping[str, Callable[[], object]]
) -> None:
    """``editor`` gives the open one, without which its shortcuts do nothing; those of ``always`` work on every page."""
    for keys, command in EDITOR_SHORTCUTS:
        QShortcut(QKeySequence(keys), window).activated.connect(partial(_run, editor, command))
    for key, action in always.items():
        QShortcut(QKeySequence(key), window).activated.connect(action)


def _run(editor: "Callable[[], EditorPage | None]", command: "Callable[[EditorPage], object]") -> None:
    if (opened := editor()) is not None:
        command(opened)


def _show_saved_time(editor: "EditorPage") -> None:
    """Ctrl+S: edits are saved automatically; shows the time of the last one."""
    editor.commit()
    at = editor.open_report.saving.state.at
    text = f"每次修改都已自动保存，最近一次 {at.astimezone():%H:%M:%S}" if at else "每次修改都自动保存"
    editor.status.show_status(text)


EDITOR_SHORTCUTS: "tuple[tuple[Keys, Callable[[EditorPage], object]], ...]" = (
    (QKeySequence.StandardKey.Undo, lambda editor: editor.undo()),
    ("Ctrl+Y", lambda editor: editor.redo()),
    ("Ctrl+Shift+Z", lambda editor: editor.redo()),
    ("Ctrl+S", _show_saved_time),
    ("Ctrl+Shift+H", lambda editor: editor.show_history()),
    ("F7", lambda editor: editor.places.go_to_next_finding()),
    ("Shift+F7", lambda editor: editor.places.go_to_next_finding(-1)),
    ("Ctrl+F", lambda editor: editor.open_find()),
    ("Ctrl+H", lambda editor: editor.open_find(replacing=True)),
    ("Ctrl+P", lambda editor: editor.documents.preview()),
    ("F9", lambda editor: editor.toggle_panel()),
)
