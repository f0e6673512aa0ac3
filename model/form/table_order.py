"""Navigation between the figures of a printed table: the neighbour in a direction, and the next in order."""

from model.form.tables import Cell, Place, Table


def neighbour(table: Table, place: Place, down: int, right: int) -> Place | None:
    """The next figure in that direction (``down`` and ``right`` are -1, 0 or 1), skipping labels; ``None`` at the
    edge."""
    at = table.place_at
    top = place.top if not down else place.bottom if down > 0 else place.top - 1
    left = place.left if not right else place.right if right > 0 else place.left - 1
    while (found := at.get((top, left))) is not None:
        if found.cell is not None:
            return found
        top, left = top + down, left + right
    return None


def place_after(table: Table, place: Place, *, back: bool = False, along_rows: bool = False) -> Place | None:
    """The figure after ``place`` (before it with ``back``), column by column or row by row; ``None`` at the end."""
    figures = [each for each in table.places if each.cell]
    if not along_rows:
        figures.sort(key=lambda each: (each.left, each.top))
    at = figures.index(place) + (-1 if back else 1)
    return figures[at] if 0 <= at < len(figures) else None


def cells_beside(table: Table, place: Place) -> tuple[Cell, ...]:
    """The cells that a label or head applies to: the rows of a label, or the columns under a head within its block."""
    if place.role == "label":
        return tuple(each.cell for each in table.places if each.cell and place.top <= each.top < place.bottom)
    return tuple(
        each.cell
        for each in table.places
        if each.cell
        and place.left <= each.left < place.right
        and place.top < each.top
        and place.text in table.column_labels(each.cell)
    )
