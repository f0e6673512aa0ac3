"""What an import could not understand, and the sentence for a file that cannot be read at all."""

from dataclasses import dataclass

from model.errors import UserFacingError
from model.form.tables import Cell


class ImportedDocumentError(UserFacingError):
    """A file cannot be read; the message gives the file, the reason and a remedy."""


TABLES_HIDDEN = "网页里有隐藏的表格"
"""The beginning of the note on tables that a web page does not show."""


@dataclass(frozen=True)
class Note:
    """``what`` was doubtful or unassigned, ``where`` it is in the file; ``raw`` is its verbatim text."""

    what: str
    where: str
    cell: Cell | None = None
    raw: str = ""


def apart(why: str, text: str) -> str:
    """``text`` in a form that cannot be read as a part of the figure beside it."""
    return f"（{why}{text}）" if text.strip() else ""


PICTURE = "（图片）"
"""Stands in a cell for a picture, which may show a figure."""


def is_beside_figures(text: str) -> bool:
    """Whether a picture in a cell with this text may be a figure, or a part of one: there are no words."""
    return not any(map(str.isalpha, text))
