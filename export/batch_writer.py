"""Writes the papers of a batch: return lists into a folder, the overview, the list of files. Each is read back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from export.document.batch_tables import PlainSheet, finding_list, overview
from export.document.document import printable
from export.document.layout import load_layout
from export.document.return_list import ReturnList, compose_return_list
from export.read_back_check_list import missing_among
from export.report_writer import ExportError
from model.atomic_write import replacing
from model.batch.file_rows import FileRow, Verdict
from model.batch.hand_in_days import HandInDay
from model.batch.results import BatchResults
from model.batch.selection import NO_LIST, Selection
from model.batch.unit_list import UnitList
from model.errors import UserFacingError
from model.file_names import safe_name
from model.form.edition import Edition
from model.form.reporting_year import due

OVERVIEW_NAME = "退改总表.xlsx"
_KINDS = (".docx", ".xlsx")


@dataclass(frozen=True)
class Occasion:
    """What the papers say besides the findings."""

    year: int
    office: str
    """Who collects the reports, and signs."""
    today: date
    until: date | None = None
    """When corrected reports are expected."""
    due: date | None = None
    """Until when the reports were to be handed in; ``None``: the day of the law."""

    @property
    def deadline(self) -> date:
        """The day after which a file is late."""
        return self.due or due(self.year)


@dataclass(frozen=True)
class Written:
    """What became of the papers."""

    paths: tuple[Path, ...]
    problems: tuple[str, ...] = ()
    """One sentence for each paper that could not be written."""


@dataclass(frozen=True)
class BatchPapers:
    """A batch whose papers are written."""

    results: BatchResults
    selection: Selection
    editions: Mapping[str, Edition]
    resources: Path
    occasion: Occasion
    days: Mapping[int, HandInDay] = field(default_factory=dict)
    """On which each file was handed in, where known."""
    listed: UnitList = NO_LIST

    def return_lists(self) -> "Iterator[tuple[FileRow, ReturnList]]":
        """The list of each file with something to correct; files that could not be read have none, nor has another
        year's report of a unit that handed in this year's too."""
        units = self.selection.units
        year = self.occasion.year
        in_time = {units.get(row.number) for row in self.results.rows.values() if row.year == year} - {None}
        for number in sorted(self.results.rows):
            row = self.results.rows[number]
            if not row.edition or (row.year not in (None, year) and units.get(number) in in_time):
                continue
            listed = compose_return_list(
                units.get(number) or row.organ or row.name,
                Path(row.name.rpartition("!")[2]).name,
                self.results.checked(number),
                self.editions,
                year=year,
                office=self.occasion.office,
                today=self.occasion.today,
                until=self.occasion.until,
                besides=self._besides(row),
            )
            if listed is not None:
                yield row, listed

    def _besides(self, row: FileRow) -> tuple[str, ...]:
        found = []
        if row.verdict is Verdict.OLD_FORM:
            found.append(row.remark.partition("；")[0])
        if row.year is not None and row.year != self.occasion.year:
            found.append(f"报送的是 {row.year} 年度的报告，应报 {self.occasion.year} 年度的")
        name = self.selection.units.get(row.number, "")
        numbers = self.selection.doubles.get(name, ())
        if row.number in numbers and len({self.results.rows[each].digest for each in numbers}) > 1:
            found.append(f"共报送了 {len(numbers)} 份不同的文件，请说明以哪一份为准")
        return tuple(found)

    def overview_sheets(self) -> tuple[PlainSheet, ...]:
        """The overview of the units, and all findings."""
        units = self.selection.units
        year = self.occasion.year
        title = f"{year} 年度政府信息公开工作年度报告核对总表"
        days, deadline = self.days, self.occasion.deadline
        sheet = overview(
            self.results.rows, self.selection, title=title, days=days, due=deadline, year=year, listed=self.listed
        )
        files = (
            (units.get(number) or "？", row.name, self.results.checked(number))
            for number, row in sorted(self.results.rows.items())
            if row.edition
        )
        return sheet, finding_list(files)


def write_papers(
    papers: BatchPapers,
    folder: Path,
    kind: str = ".docx",
    wrote: Callable[[int], object] = lambda _: None,
) -> Written:
    """Write the return list of every unit as ``kind``, and the overview, into ``folder``. ``wrote`` is called with the
    number of papers written so far. A paper that cannot be written does not stop the others.

    Raises:
        ExportError: an unknown kind.
    """
    if kind not in _KINDS:
        raise ExportError(f"退改清单可以存为 {'、'.join(_KINDS)}，不能存为“{kind}”")
    paths: list[Path] = []
    problems: list[str] = []
    taken: set[str] = set()
    for _, listed in papers.return_lists():
        path = folder / _name(listed.unit, kind, taken)
        try:
            write_return_list(listed, path, papers.resources)
            paths.append(path)
        except UserFacingError as error:
            problems.append(str(error))
        wrote(len(paths))
    path = folder / OVERVIEW_NAME
    try:
        write_sheets(papers.overview_sheets(), path, papers.resources)
        paths.append(path)
    except UserFacingError as error:
        problems.append(str(error))
    return Written(tuple(paths), tuple(problems))


def _name(unit: str, kind: str, taken: set[str]) -> str:
    """A name of its own for each file, also where the file system does not tell capital letters apart."""
    stem, number = safe_name(unit, 120), 1
    name = f"{stem}-退改清单{kind}"
    while name.lower() in taken:
        number += 1
        name = f"{stem}-退改清单（{number}）{kind}"
    taken.add(name.lower())
    return name


def write_return_list(listed: ReturnList, path: Path, resources: Path) -> None:
    """Write a return list as ``.docx`` or ``.xlsx``.

    Raises:
        ExportError: the file lacks what is listed; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    from export.document.return_list import HEADS, WIDTHS_PX
    from export.writers.docx.package import TEMPLATE
    from export.writers.docx.return_list import write_return_list_word
    from export.writers.xlsx.plain_sheets import write_plain_sheets

    layout = load_layout(resources / "layout.toml")
    texts = [*listed.opening, *(text for row in listed.rows for text in row), *listed.closing]
    if path.suffix.lower() == ".docx":
        _verified(path, lambda target: write_return_list_word(listed, layout, resources / TEMPLATE, target), texts)
        return
    around = tuple(("", "", text, "") for text in (*listed.opening, ""))
    rows = (*around, HEADS, *listed.rows, *(("", "", text, "") for text in listed.closing))
    sheet = PlainSheet("退改清单", ("", "", listed.title, ""), WIDTHS_PX, rows)
    _verified(path, lambda target: write_plain_sheets((sheet,), layout, target), texts)


def write_sheets(sheets: Sequence[PlainSheet], path: Path, resources: Path) -> None:
    """Write tables as ``.xlsx``.

    Raises:
        ExportError: not the name of a workbook, or the file lacks what is listed; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    from export.writers.xlsx.plain_sheets import write_plain_sheets

    if path.suffix.lower() != ".xlsx":
        raise ExportError(f"“{path.name}”：表格存为 Excel 工作簿，文件名应以 .xlsx 结尾")
    layout = load_layout(resources / "layout.toml")
    texts = [str(value) for sheet in sheets for row in sheet.rows for value in row if isinstance(value, str)]
    _verified(path, lambda target: write_plain_sheets(sheets, layout, target), texts)


def _verified(path: Path, write: Callable[[Path], object], texts: Iterable[str]) -> None:
    with replacing(path) as temporary:
        write(temporary)
        if missing := missing_among([printable(text) for text in texts], temporary):
            raise ExportError(f"“{path.name}”没有写成：写出后读回，缺少“{missing[0][:60]}”等 {len(missing)} 处")
