"""Removes what a report or an edit holds for cells that its edition does not have, e.g. in a draft file of others."""

import dataclasses
from typing import Any, TypeVar

from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Report

Holder = TypeVar("Holder", Report, Edit)

_KEYED_BY_CELL = ("figures", "unread", "origins", "remarks")
_WITH_CELLS = ("links", "to_check")


def known_only(holder: Holder, edition: Edition) -> Holder:
    """``holder`` without values of unknown cells, and without links and marks that name one. Nobody can have typed
    them: no table shows such a cell."""
    cells = edition.cell_set
    changes: dict[str, Any] = {}
    for name in _KEYED_BY_CELL:
        values = getattr(holder, name)
        if not values.keys() <= cells:
            changes[name] = {cell: value for cell, value in values.items() if cell in cells}
    for name in _WITH_CELLS:
        values = getattr(holder, name)
        known = {
            key: each
            for key, each in values.items()
            if each is None or each.cells is None or cells.issuperset(each.cells)
        }
        if len(known) < len(values):
            changes[name] = known
    return dataclasses.replace(holder, **changes) if changes else holder
