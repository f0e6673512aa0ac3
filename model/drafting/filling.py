"""Filling figures into a report or draft without the window, with the same effects as typing them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from model.checks.engine import check
from model.drafting.editing import applied_edit, completed
from model.errors import UserFacingError
from model.form.edition import Edition
from model.form.figures import Figure, FigureError
from model.form.tables import Cell
from model.linking.links import mark_cells_from
from model.report.cell_entry import read_entry
from model.report.edits import Edit, apply, setting_figures
from model.report.report import Report

LABEL = "填写"
MOST_BYTES = 4 << 20
"""Larger files are not read as a file of cells."""


class FillError(UserFacingError):
    """The figures are invalid; nothing was written."""


@dataclass(frozen=True)
class FillResult:
    """The filled report with the number of changed cells."""

    report: Report
    cells: int
    """The number of cells in the edit."""
    description: str
    """What was done, as a sentence for the user."""


def assigned(edition: Edition, assignments: Iterable[str]) -> dict[Cell, Figure | None]:
    """The figures of ``CELL=VALUE`` each; ``CELL=`` blanks the cell. Of a cell named twice the last one counts.

    Raises:
        FillError: one is no assignment, its cell is unknown, or its value no figure of that cell.
    """
    texts: dict[str, object] = {}
    for each in assignments:
        address, sign, value = each.partition("=")
        if not sign:
            raise FillError(f"“{each}”不是“格=数”，例如 requests.received.person=6")
        texts[address.strip()] = value
    return _read(edition, texts, "--set")


def cells_in(path: Path, edition: Edition) -> dict[Cell, Figure | None] | None:
    """The figures of a ``.json`` of cells, an address and its value each; ``None`` where ``path`` is something else, a
    whole report perhaps. Blanks (``null``) are left out.

    Raises:
        FillError: a cell is unknown, or a value no figure of its cell.
    """
    if path.suffix.lower() != ".json":
        return None
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (OSError, ValueError, RecursionError):
        return None  # the report reader reports what is wrong with it
    if not isinstance(data, dict) or "edition" in data:
        return None
    cells = data.get("cells", data)
    if not isinstance(cells, dict):
        raise FillError(f"{path.name}：cells 不是一组“格：数”")
    return _read(edition, {str(key): value for key, value in cells.items() if value is not None}, path.name)


def figures_of(report: Report, edition: Edition, source: str) -> dict[Cell, Figure | None]:
    """All figures of a report that was read from ``source``.

    Raises:
        FillError: it has figures that this edition has no cell for.
    """
    if unknown := [cell for cell in report.figures if cell not in edition.cell_set]:
        raise FillError(f"{source} 是另一版格式，{len(unknown)} 个数在这份报告里没有对应的格，如 {unknown[0]}")
    return dict(report.figures)


def _read(edition: Edition, texts: Mapping[str, object], source: str) -> dict[Cell, Figure | None]:
    figures: dict[Cell, Figure | None] = {}
    for address, value in texts.items():
        try:
            cell = edition.cell(address)
        except (KeyError, ValueError) as error:
            raise FillError(f"{source}：没有“{address}”这一格（格的地址如 requests.received.person）") from error
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise FillError(f"{source}：{edition.name_of(cell)}（{address}）应是一个数")
        try:
            text = value if isinstance(value, str) else _plain(value)
            figures[cell] = read_entry(edition, cell, text)
        except FigureError as error:
            raise FillError(f"{source}：{edition.name_of(cell)}（{address}）：{error}") from error
    return figures


def _plain(value: int | Decimal) -> str:
    whole = isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value()
    return format(value.to_integral_value() if whole and isinstance(value, Decimal) else value, "f" if whole else "")


def filled(
    report: Report,
    edition: Edition,
    figures: Mapping[Cell, Figure | None],
    last_year: Report | None = None,
    last_edition: Edition | None = None,
    *,
    clear_marks: bool = False,
) -> FillResult:
    """``report`` with the figures; totals and linked numbers in the text follow. A total that equals its sum is
    derived. ``clear_marks``: removes all marks to be checked."""
    edit = setting_figures(report, figures, LABEL)
    checked = check(report, edition, last_year, last_edition=last_edition)
    mark_cells = mark_cells_from(check(last_year, last_edition or edition).context) if last_year else None
    done = applied_edit(report, checked, completed(report, checked, edit), mark_cells)
    cells = len(done.edit.figures)
    message = f"已填写 {cells} 格{done.edit.label.removeprefix(LABEL)}"
    now = done.report
    if clear_marks and now.to_check:
        message += f"，{len(now.to_check)} 处待核实的标记已清除"
        clearing = Edit("已核实文中数字", to_check=dict.fromkeys(now.to_check))
        now, _ = apply(now, completed(now, done.checked, clearing))
    return FillResult(now, cells, message)
