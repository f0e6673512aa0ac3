"""Tables of units among the words of a report, which are no tables of the form: they become lines of the text."""

from collections.abc import Iterator

from model.form.tables_in_text import Row, is_head, lines_of
from model.importing.content import Box, Content, Grid, SourceParagraph


def with_unit_tables_as_text(content: Content) -> Iterator[SourceParagraph | Grid]:
    """The content with each table of units as a paragraph of its lines. Parts of one on several pages, each with the
    head, are one table."""
    rows: list[Row] = []
    where = ""
    for item in content:
        found = _rows(item) if isinstance(item, Grid) else ()
        if rows and found[:1] == (rows[0],):
            rows += found[1:]
            continue
        if rows:
            yield SourceParagraph(lines_of(rows), where)
            rows = []
        if found and isinstance(item, Grid):
            rows, where = list(found), item.name
        else:
            yield item
    if rows:
        yield SourceParagraph(lines_of(rows), where)


def _rows(grid: Grid) -> tuple[Row, ...]:
    """The rows of a table of units; none where the grid is another one. A page may repeat the head."""
    if grid.is_sheet or any(box.high != 1 or box.wide != 1 for box in grid.boxes) or grid.height < 2:
        return ()
    rows = tuple(tuple(_text(box) for box in row) for row in grid.rows)
    if not is_head(rows[0]) or any(len(row) != len(rows[0]) for row in rows):
        return ()
    return (rows[0], *(row for row in rows[1:] if row != rows[0]))


def _text(box: Box) -> str:
    return " ".join(box.text.split())
