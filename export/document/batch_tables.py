"""Tables about a batch, free of file formats: the list of files, all findings, and the overview of units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from export.document.document import one_line
from model.batch.checked_file import CheckedFile
from model.batch.file_rows import FileRow
from model.batch.hand_in_days import HandInDay
from model.batch.selection import NO_LIST, Selection, remark_of
from model.batch.unit_list import UnitList
from model.form.edition import Edition


@dataclass(frozen=True)
class PlainSheet:
    """One sheet: heads, widths in px, rows. Whole numbers are written as numbers."""

    name: str
    heads: tuple[str, ...]
    widths_px: tuple[int, ...]
    rows: tuple[tuple[str | int, ...], ...]
    title: str = ""


FILE_HEADS = ("机关", "文件", "格式", "读出", "应有", "结论", "必改", "须核实", "未填", "汇总", "说明")
_FILE_WIDTHS = (190, 230, 90, 55, 55, 80, 55, 60, 55, 60, 520)


def file_list(lines: Iterable[tuple[str | int, ...]]) -> PlainSheet:
    """``lines``: what :func:`file_line` says of each file."""
    return PlainSheet("文件", FILE_HEADS, _FILE_WIDTHS, tuple(lines))


def file_line(
    row: FileRow, editions: Mapping[str, Edition], counted: str = "", why_not: str = ""
) -> tuple[str | int, ...]:
    """The texts and numbers of one file, as the table on the screen shows them. ``counted``: whether it is summed, in a
    word; ``why_not``: why it is not."""
    read = bool(row.edition)
    counts: tuple[str | int, ...] = (row.errors, row.warnings, row.blanks) if read else ("", "", "")
    cells: tuple[str | int, ...] = (row.filled, row.of_cells) if read else ("", "")
    form = editions[row.edition].name if read else ""
    said = one_line(remark_of(row, why_not))
    return (row.organ or "？", row.name, form, *cells, row.verdict.label, *counts, counted, said)


OVERVIEW_HEADS = (
    *(
        "单位",
        "是否报送",
        "文件",
        "报送日期",
        "日期依据",
        "是否逾期",
        "结论",
        "必改",
        "须核实",
        "未填",
        "计入汇总",
        "没有计入的原因",
    ),
    "说明",
)
_OVERVIEW_WIDTHS = (190, 70, 230, 95, 110, 70, 80, 55, 60, 55, 70, 300, 420)


def overview(
    rows: Mapping[int, FileRow],
    selection: Selection,
    *,
    title: str,
    days: Mapping[int, HandInDay],
    due: date,
    year: int,
    listed: UnitList = NO_LIST,
) -> PlainSheet:
    """One line a file by unit in the order of the list, then units that handed in nothing. ``days``: on which files
    were handed in, where known; one after ``due`` is late."""
    why = {each.number: each.why for each in selection.left_out}
    units = selection.units
    lines: list[tuple[str | int, ...]] = []
    places = {unit.name: place for place, unit in enumerate(listed.units)}

    def place(number: int) -> tuple[int, str, int]:
        unit = units.get(number, "\uffff")
        return (places.get(unit, len(places)), unit, number)

    for number in sorted(rows, key=place):
        row, day = rows[number], days.get(number)
        counts: tuple[str | int, ...] = (row.errors, row.warnings, row.blanks) if row.edition else ("", "", "")
        lines.append(
            (
                units.get(number) or "？",
                _handed_in(row, year),
                row.name,
                day.day.isoformat() if day else "",
                day.basis if day else "",
                "" if day is None else ("逾期" if day.day > due else "按时"),
                row.verdict.label,
                *counts,
                "" if number in why else "计入",
                one_line(why.get(number, "")),
                "" if row.remark in why.get(number, "") else one_line(row.remark),
            )
        )
    blank = ("",) * (len(OVERVIEW_HEADS) - 2)
    lines += [(unit.name, "未交", *blank) for unit in selection.missing]
    if selection.unread:
        lines.append((f"还有 {selection.unread} 个文件没有读，未交的单位不知道", "", *blank))
    return PlainSheet("总表", OVERVIEW_HEADS, _OVERVIEW_WIDTHS, tuple(lines), title)


def _handed_in(row: FileRow, year: int) -> str:
    """A report of another year, or what was not read, does not say that a unit has handed in."""
    if not row.edition:
        return "没有读出"
    return "已报" if row.year in (None, year) else f"{row.year} 年度的"


def year_sheet(title: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> PlainSheet:
    """Units × years; the first column holds the names."""
    return PlainSheet("历年", tuple(heads), (240, *(110,) * (len(heads) - 1)), tuple(map(tuple, rows)), title)


FINDING_HEADS = ("单位", "文件", "性质", "问题", "建议")
_FINDING_WIDTHS = (190, 230, 65, 560, 280)


def finding_list(files: Iterable[tuple[str, str, CheckedFile]]) -> PlainSheet:
    """One line a finding that is open; ``files`` are (unit, file, what was found)."""
    lines = [
        (unit, name, each.weight, one_line(each.description), one_line(checked.proposals.get(each.rule, "")))
        for unit, name, checked in files
        for each in checked.open_findings
    ]
    return PlainSheet("发现", FINDING_HEADS, _FINDING_WIDTHS, tuple(lines))


def tab_separated(heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """The table as the clipboard gives it to Excel and WPS; line ends within a cell become spaces."""
    lines = [heads, *rows]
    return "\n".join("\t".join(" ".join(str(each).split()) for each in line) for line in lines)
