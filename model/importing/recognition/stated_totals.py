"""What a file states literally, before anything is derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from model.form.tables import Cell


@dataclass(frozen=True)
class Stated:
    """The parts of a file that :class:`~model.report.report.Report` does not keep: there a total that equals its sum
    and a title that follows organ and year are blank again. An exported file is compared with this when
    it is read back."""

    title: str = ""
    """The title of the file; blank where it has none, even if organ and year were found elsewhere."""
    headings: tuple[str, ...] = ()
    """The section headings in the order of the file."""
    cells: Mapping[Cell, str] = field(default_factory=dict)
    """The text of each cell that the file has a place for, totals included; a blank is ``""``, a cell without a place
    (its row or column is missing, or the file holds two different figures for it) is absent."""
    repeated: tuple[str, ...] = ()
    """The ids of the tables that occur in the file more than once."""
