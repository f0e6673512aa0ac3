"""The steps of a draft that can be undone and redone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from model.form.tables import Cell
from model.report.edits import ZERO_FILL, Edit
from model.store.draft_steps import Step


class UndoHistory:
    """Two stacks: a step that is undone goes to the other one, a new step clears it."""

    def __init__(self, done: Sequence[Step], undone: Sequence[Step]) -> None:
        """``undone``: the step to be redone first comes first."""
        self._done = list(done)
        self._undone = list(reversed(undone))

    def add(self, step: Step) -> None:
        """A new step; what was undone before can no longer be redone."""
        self._done.append(step)
        self._undone.clear()

    @property
    def to_undo(self) -> Step | None:
        """The step that :meth:`undo` takes back."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """The step that :meth:`redo` repeats."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> Step:
        """Moves the last step to those that can be redone.

        Raises:
            IndexError: there is none.
        """
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Step:
        """The reverse of :meth:`undo`.

        Raises:
            IndexError: there is none.
        """
        self._done.append(self._undone.pop())
        return self._done[-1]

    def steps_back(self) -> list[tuple[Edit, Edit]]:
        """Each edit that can be undone with its inverse, the last one first."""
        return [(step.edit, step.inverse) for step in reversed(self._done)]

    def dated_steps_back(self) -> Iterator[tuple[Edit, Edit, datetime]]:
        """As :meth:`steps_back`, each with the time when it was made."""
        for step in reversed(self._done):
            yield step.edit, step.inverse, step.made_at

    def filled_with_zero(self) -> frozenset[Cell]:
        """The cells that 空白补 0 filled, whatever they hold now."""
        filling = (step.edit for step in self._done if step.edit.label.startswith(ZERO_FILL))
        return frozenset(cell for edit in filling for cell in edit.figures)
