"""Parsing of text typed or pasted into cells: a figure, a blank, or invalid text that is kept in the cell.

Invalid text is stored in ``Report.unread`` without an origin. It is shown, searched, undone, saved and exported like
unreadable text of an imported file, and never counts as a figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from model.form.edition import Edition
from model.form.figures import Figure, FigureError
from model.form.formulas import as_decimal_text, is_formula
from model.form.tables import Cell
from model.report.edits import Edit, setting_figures
from model.report.report import Origin, Report

LONGEST_KEPT = 40
"""Characters; a longer pasted text is not cell content and is rejected."""
LONGEST_SHOWN = 16


@dataclass(frozen=True)
class Entered:
    """The result of parsing texts by cell."""

    figures: Mapping[Cell, Figure | None]
    """``None``: the cell becomes blank."""
    refused: Mapping[Cell, str] = field(default_factory=dict)
    """The texts that are not figures, with white space collapsed."""

    def edit(self, label: str, report: Report) -> Edit:
        """All figures and invalid texts as one undo step."""
        edit = setting_figures(report, {**self.figures, **dict.fromkeys(self.refused)}, label)
        if not self.refused:
            return edit
        # replacing one invalid text by another changes no figure, so that `apply` would not remove the origin
        origins = {**edit.origins, **{cell: None for cell in self.refused if cell in report.origins}}
        return replace(edit, unread={**edit.unread, **self.refused}, origins=origins)


def read_entry(edition: Edition, cell: Cell, text: str) -> Figure | None:
    """The figure that ``text`` means in ``cell``, a formula (``=3+5``) by its value; ``None`` for blank text and blank
    marks such as ``/``.

    Raises:
        FigureError: the text is not a figure of the cell's kind.
    """
    if text.strip() in edition.blank_marks:
        return None
    table = edition.table(cell.table)
    if not is_formula(text):
        return table.read(cell, text)
    value = as_decimal_text(text)
    try:
        return table.read(cell, value)
    except FigureError as error:
        raise FigureError(f"“{text.strip()}”得 {value}，{error}") from error


def read_entries(edition: Edition, texts: Mapping[Cell, str]) -> Entered:
    """Parses every text independently; invalid ones do not affect the others."""
    figures: dict[Cell, Figure | None] = {}
    refused: dict[Cell, str] = {}
    for cell, text in texts.items():
        try:
            figures[cell] = read_entry(edition, cell, text)
        except FigureError:
            refused[cell] = " ".join(text.split())
    return Entered(figures, refused)


def refusal(edition: Edition, cell: Cell, text: str) -> str:
    """Why ``text`` is not a figure of ``cell``; empty if it is one."""
    try:
        read_entry(edition, cell, text)
    except FigureError as error:
        return str(error)
    return ""


def was_typed(report: Report, cell: Cell) -> bool:
    """Whether the cell holds invalid text that was typed or pasted, not imported from a file."""
    return bool(report.unread.get(cell)) and cell not in report.origins


def objection(entered: Entered) -> str:
    """Why a pasted block is rejected as a whole, because it is not table content; empty if it is accepted, possibly
    with some invalid texts."""
    if not entered.refused:
        return ""
    example = max(entered.refused.values(), key=len)
    if len(example) > LONGEST_KEPT:
        return f"粘贴的内容里有整段文字：“{example[:LONGEST_SHOWN]}…”，没有粘贴"
    if len(entered.refused) > 1 and all(figure is None for figure in entered.figures.values()):
        return f"粘贴的内容里没有数，如“{example}”，没有粘贴"
    return ""


def kept_words(edition: Edition, refused: Mapping[Cell, str]) -> str:
    """The message about invalid texts that were kept in their cells."""
    cell, text = next(iter(refused.items()))
    table = edition.table(cell.table)
    first = f"{table.name_of(cell)}：{refusal(edition, cell, text)}"
    if len(refused) == 1:
        return f"{first}。原样留在格里，请改正，或在格里按 Esc 放弃"
    return f"{len(refused)} 格不是数，原样留在格里，请改正，或选中后按 Esc 放弃。如 {first}"


def discarding(report: Report, cells: Iterable[Cell], label: str, steps: Sequence[tuple[Edit, Edit]]) -> Edit:
    """The edit that discards typed invalid texts of ``cells`` and restores the previous contents; a cell without known
    previous content becomes blank. ``steps``: (edit, inverse) of the history, newest first."""
    figures: dict[Cell, Figure | None] = {}
    unread: dict[Cell, str | None] = {}
    origins: dict[Cell, Origin | None] = {}
    for cell in cells:
        if was_typed(report, cell):
            figures[cell], unread[cell], origins[cell] = _before_refusal(cell, steps)
    return Edit(label, figures, unread=unread, origins={c: o for c, o in origins.items() if o or c in report.origins})


def _before_refusal(cell: Cell, steps: Sequence[tuple[Edit, Edit]]) -> tuple[Figure | None, str | None, Origin | None]:
    """(figure, unread text of a file, origin) before the latest run of invalid texts typed into the cell."""
    for edit, inverse in steps:
        if cell not in edit.unread and cell not in edit.figures:
            continue
        if edit.unread.get(cell) is None:
            break
        raw, origin = inverse.unread.get(cell), inverse.origins.get(cell)
        if raw is None or origin is not None:
            return inverse.figures.get(cell), raw, origin
    return None, None, None
