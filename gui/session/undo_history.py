"""The steps of a draft that can be undone and redone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from model.form.tables import Cell
from model.report.edits import ZERO_FILL, Edit
from model.store.draft_steps import Step


class UndoHistory:
    """Undo and redo stacks; adding a step clears the redo stack."""

    def __init__(self, done: Sequence[Step], undone: Sequence[Step]) -> None:
        """``done``: oldest step first; ``undone``: the next step to redo first."""
        self._done = list(done)
        self._undone = list(reversed(undone))

    def add(self, step: Step) -> None:
        """Pushes a new step and clears the redo stack."""
        self._done.append(step)
        self._undone.clear()

    @property
    def to_undo(self) -> Step | None:
        """The step that :meth:`undo` reverts; ``None`` if there is none."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """The step that :meth:`redo` repeats; ``None`` if there is none."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> Step:
        """Moves the last step to the redo stack and returns it.

        Raises:
            IndexError: there is none.
        """
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Step:
        """Moves the step undone last back to the undo stack and returns it.

        Raises:
            IndexError: there is none.
        """
        self._done.append(self._undone.pop())
        return self._done[-1]

    def steps_back(self) -> list[tuple[Edit, Edit]]:
        """(edit, inverse) of each step that can be undone, newest first."""
        return [(step.edit, step.inverse) for step in reversed(self._done)]

    def dated_steps_back(self) -> Iterator[tuple[Edit, Edit, datetime]]:
        """Like :meth:`steps_back`, each with the time of the edit."""
        for step in reversed(self._done):
            yield step.edit, step.inverse, step.made_at

    def filled_with_zero(self) -> frozenset[Cell]:
        """The cells filled by 空白补 0 in steps not undone, whatever their figures are now."""
        filling = (step.edit for step in self._done if step.edit.label.startswith(ZERO_FILL))
        return frozenset(cell for edit in filling for cell in edit.figures)
