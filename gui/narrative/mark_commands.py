"""The commands for the numbers that are marked in a section's text: confirming, taking the tables' value, linking, …"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gui.kit.status_sink import StatusSink
from gui.narrative.number_linking import NumberLinking
from gui.narrative.number_marks import NumberMark, number_marks, unmatched_number_mark
from gui.narrative.text_editor import TextEditor
from gui.session.open_report import OpenReport
from model.linking.finding_actions import CONFIRMING, Action, ActionKind, AvailableActions
from model.linking.finding_edits import confirming
from model.linking.link_targets import linkable_number_at


class MarkCommands(QObject):
    """Holds the marks of one section. ``commit`` submits pending typing and is called before each command."""

    cell_requested = Signal(object)
    """:class:`Cell`: the cell of a number in the text is to be shown."""
    confirmed = Signal()
    """The last mark of this section that needed attention was set to 已核实."""

    def __init__(
        self,
        open_report: OpenReport,
        section: str,
        editor: TextEditor,
        linking: NumberLinking,
        status: StatusSink,
        commit: Callable[[], object],
    ) -> None:
        super().__init__(editor)
        self._open_report = open_report
        self._section = section
        self._editor = editor
        self._linking = linking
        self._status = status
        self._commit = commit
        self.marks: dict[str, NumberMark] = {}
        """Key -> mark, in text order; as of the last :meth:`refresh`."""

    def refresh(self) -> None:
        """Determines the marks of the text in the report and shows them in the editor."""
        self.marks = number_marks(self._open_report, self._section)
        self._editor.set_marks([each.mark for each in self.marks.values()])

    def mark_here(self) -> NumberMark | None:
        """The mark at the text cursor."""
        mark = self._editor.mark_here()
        return self.marks.get(mark.key) if mark else None

    def unmatched_number_here(self) -> NumberMark | None:
        """The mark of a number at the cursor that matches no claim and can be linked; ``None`` if there is none."""
        if self._editor.isReadOnly():
            return None
        found = linkable_number_at(self._editor.words(), self._editor.place_here())
        if found is None:
            return None
        verdicts = self._open_report.checked.context.words.evaluations(self._section)
        verdict = next((each for each in verdicts if each.start == found[0]), None)
        return unmatched_number_mark(self._section, *found, verdict, AvailableActions(self._open_report.checked))

    def show_mark(self, key: str) -> None:
        """Selects a mark and scrolls to it; ``key`` is that of the mark or of its number to check."""
        self._commit()
        named = next((k for k, each in self.marks.items() if each.to_check == key), key)
        self._editor.select_mark(named)
        self._editor.setFocus()

    def show_next_mark(self) -> None:
        """Goes to the next mark that needs attention."""
        if mark := self._editor.next_mark():
            self.show_mark(mark.key)

    def confirm_here(self) -> None:
        """Sets 已核实 for the number at the cursor, if any, and goes to the next mark that needs attention."""
        self._commit()
        here = self.mark_here()
        if here is not None and here.can_confirm:
            self._confirm(here)
        else:
            self.show_next_mark()

    def run(self, key: str, action: Action) -> None:
        """Runs an action of the mark ``key``: one undo step, or going to its cell."""
        self._commit()
        if action.kind == ActionKind.LINK:
            self._linking.link_here()
            return
        found = self.marks.get(key)
        if found is None or action not in found.actions:
            return  # the mark was removed by the commit
        if action.kind == ActionKind.SHOW_CELL:
            self.cell_requested.emit(action.cell)
        elif action.kind == ActionKind.TAKE_TABLE_VALUE:
            self._take_table_value(found, action)
        elif action.kind in CONFIRMING:
            self._confirm(found)
        else:
            self._open_report.edit(action.edit(self._open_report.checked))

    def _take_table_value(self, found: NumberMark, action: Action) -> None:
        edit, start = action.edit(self._open_report.checked), found.mark.start
        if not self._open_report.edit(edit):
            return
        if found.link:
            self._editor.select_place(start, 0)
            self._status.show_status(f"{edit.label}（Ctrl+Z 撤销）")
        else:
            self._editor.select_place(start, len(found.replacement))
            self._editor.setFocus()

    def _confirm(self, found: NumberMark) -> None:
        """Sets 已核实 and goes to the next mark that needs attention."""
        if not self._open_report.edit(confirming(self._open_report.report, found.finding, found.to_check)):
            return
        marks = [each.mark for each in self.marks.values() if each.is_open]
        behind = [each for each in marks if each.start > found.mark.start]
        if following := next(iter([*behind, *marks]), None):
            self.show_mark(following.key)
        else:
            self._editor.setFocus()
            self.confirmed.emit()
