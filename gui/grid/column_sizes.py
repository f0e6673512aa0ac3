"""Column widths and row heights of a statutory table on the screen."""

from PySide6.QtGui import QFontMetrics

from gui.grid.cell_painter import PADDING, CellPainter
from gui.grid.table_model import TableModel
from model.form.tables import Place, Table

ROW = 26
CHARACTERS_OF_A_LABEL = (8, 16)
FEWEST_OF_A_LABEL = 7
"""Minimum width of a label column, in characters, if the columns do not fit the viewport."""
CHARACTERS_OF_A_TALL_LABEL = 4
CHARACTERS_OF_A_HEAD = 4
WIDEST_FIGURE = 130
NARROWEST_FIGURE = 50


def sizes(model: TableModel, painter: CellPainter, room: int) -> tuple[list[int], list[int]]:
    """(column widths, row heights) in px: widths from labels and figures, then enlarged to fill ``room`` px;
    heights from wrapped labels."""
    table, metrics = model.table, QFontMetrics(painter.font())
    widths = _spread(table, _least_widths(model, painter, metrics, room), room, painter.zoom)
    beside = QFontMetrics(painter.small_font()).height() if model.shows_last_year else 0
    heights = []
    for top in range(table.height):
        in_row = [place for place in table.places if place.top == top]
        low = [place for place in in_row if place.high == 1 and place.text]
        least = round(ROW * painter.zoom) + (beside if any(place.cell for place in in_row) else 0)
        heights.append(max([least, *(_text_height(place, widths, painter) for place in low)]))
    for place in table.places:
        if place.high > 1:
            lacks = _text_height(place, widths, painter) - sum(heights[place.top : place.bottom])
            heights[place.bottom - 1] += max(0, lacks)
    return widths, heights


def width_needed(model: TableModel, painter: CellPainter, place: Place) -> int:
    """Minimum width in px of the figure at ``place``, including its prior-year line."""
    return painter.width_needed(model.state(place), model.text(place))


def _least_widths(model: TableModel, painter: CellPainter, metrics: QFontMetrics, room: int) -> list[int]:
    table = model.table
    least = [_least_width(table, column, metrics, painter.zoom) for column in range(table.width)]
    for place in sorted((place for place in table.places if place.cell), key=lambda place: place.wide):
        lacks = width_needed(model, painter, place) - sum(least[place.left : place.right])
        least[place.right - 1] += max(0, lacks)
    labels = {place.left for place in table.places if place.role == "label" and place.wide == place.high == 1}
    fewest = metrics.horizontalAdvance("一") * FEWEST_OF_A_LABEL + 2 * PADDING + 2
    for column in sorted(labels, key=lambda column: -least[column]):  # more lines are preferred to a scroll bar
        least[column] -= max(0, min(sum(least) - room, least[column] - fewest))
    return least


def _least_width(table: Table, column: int, metrics: QFontMetrics, zoom: float) -> int:
    narrow = [place for place in table.places if place.left == column and place.wide == 1]
    character = metrics.horizontalAdvance("一")
    tall = [place for place in narrow if place.role == "label" and place.high > 1]
    labels = [place for place in narrow if place.role == "label" and place.high == 1]
    if labels:
        low, high = CHARACTERS_OF_A_LABEL
        wanted = max((len(place.text) + 1) // 2 for place in labels)
        return character * max(low, min(high, wanted)) + 2 * PADDING + 2
    if tall:
        return character * CHARACTERS_OF_A_TALL_LABEL + 2 * PADDING + 2
    if any(place.cell for place in narrow):
        heads = [len(place.text) for place in narrow if place.role == "head"]
        lines = CHARACTERS_OF_A_HEAD if table.width <= 10 else CHARACTERS_OF_A_HEAD // 2
        wanted = character * min(lines, max(heads, default=lines)) + 2 * PADDING + 2
        return max(wanted, round(NARROWEST_FIGURE * zoom) if table.width <= 10 else 0)
    return character * 4


def _spread(table: Table, least: list[int], room: int, zoom: float) -> list[int]:
    """Distributes the spare width in proportion to what each column can use up to its maximum."""
    figure_columns = {place.left for place in table.places if place.cell and place.wide == 1}
    spare = max(0, room - sum(least))
    most = [WIDEST_FIGURE if column in figure_columns else width * 2 for column, width in enumerate(least)]
    wishes = [max(0, round(wide * zoom) - width) for wide, width in zip(most, least, strict=True)]
    share = min(1.0, spare / sum(wishes)) if sum(wishes) else 0.0
    return [width + int(wish * share) for width, wish in zip(least, wishes, strict=True)]


def _text_height(place: Place, widths: list[int], painter: CellPainter) -> int:
    """Measured with the layout that is painted; another measure could cut the last line of a label."""
    return painter.label_height(place.text, place.role, sum(widths[place.left : place.right])) + 8
