"""A register of applications read and counted: the one way that the command and the window take."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from model.errors import UserFacingError
from model.form.edition import Edition, edition_for
from model.importing import register_content
from model.importing.content import REGISTER, Grid
from model.importing.readers.xlsx import UNCALCULATED
from model.register.applications import ApplicationReader, Applications
from model.register.columns import ColumnFinder, ColumnQuestion, Columns
from model.register.counting import Count, count_applications
from model.register.dates import read_date
from model.register.derived_columns import ColumnDeriver
from model.register.mapping import SETTINGS, Decisions
from model.register.meanings import Meaning
from model.register.record import ValueQuestion, shown_entry
from model.register.sheets import Sheets, sheets_of
from model.register.words import RegisterWords


class RegisterError(UserFacingError):
    """The file is no register that can be counted; the text says what is missing and what would help."""


@dataclass(frozen=True)
class RegisterFile:
    """The tables of a register's file. They hold names and contents, and are kept only while it is being counted."""

    name: str
    sheets: Sheets
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Tables of the register with cells whose content is not known, as sentences: nothing can be counted."""


@dataclass(frozen=True)
class Counted:
    """A register counted for a year, with everything that is to be decided or said."""

    file: str
    edition: Edition
    decisions: Decisions
    applications: Applications
    count: Count
    column_questions: tuple[ColumnQuestion, ...] = ()
    left_out: Mapping[str, int] | None = None
    """Tables without a known head -> rows with dates; applications may be among them, so nothing has a figure."""
    missing: tuple[str, ...] = ()
    """Columns that nothing can be counted without."""
    notes: tuple[str, ...] = ()

    @property
    def value_questions(self) -> tuple[ValueQuestion, ...]:
        """Entries to be decided."""
        return self.applications.questions

    @property
    def is_whole(self) -> bool:
        """Whether every application was counted."""
        return not (self.missing or self.left_out or self.count.uncounted or self.count.withheld)

    @property
    def nothing(self) -> str:
        """What is to be asked where no application is of the year, so that all is 0; empty where some are."""
        count = self.count
        if count.counted or self.incomplete:
            return ""
        others = [
            f"{count.earlier} 件以前已经答复" if count.earlier else "",
            f"{count.later} 件以后收到" if count.later else "",
        ]
        told = f"（{'、'.join(filter(None, others))}）" if any(others) else ""
        return f"台账里没有 {count.year} 年的申请{told}，统计出来全是 0，请确认文件和年度"

    @property
    def incomplete(self) -> str:
        """What keeps its applications from being all: then numbers of them are not the office's. Empty if all are."""
        parts = [*self.missing, *(f"{name}没有认出表头" for name in self.left_out or ())]
        if self.count.uncounted:
            parts.append(f"{self.count.uncounted} 件没有计入")
        return "；".join(parts)

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules that were applied where the law leaves a choice, as sentences."""
        said = [f"{rule}（{count} 件）" for rule, count in self.applications.said.items()]
        used = self.applications.settings_used
        return (
            *said,
            *(f"{each.name}：{each.choices[self.decisions.setting(each)]}" for each in SETTINGS if each.id in used),
        )


def read_register_file(path: Path, words: RegisterWords) -> RegisterFile:
    """The tables of the register at ``path``.

    Raises:
        ImportedDocumentError: the file cannot be read; the message gives the reason and a remedy.
        RegisterError: no table of it has a head that is known.
    """
    content, notes = register_content(path)
    if cut := next((item.name for item in content if isinstance(item, Grid) and item.is_cut), None):
        raise RegisterError(f"“{path.name}”的{cut}超过 {REGISTER.rows} 行，没有读取。请按年另存，再分年统计")
    sheets = sheets_of(content, words, path.stem)
    deriver = ColumnDeriver(words)
    sheets = replace(sheets, found=tuple(map(deriver.derive, sheets.found)))
    if not sheets.found:
        raise RegisterError(
            f"“{path.name}”里没有认出台账：没有一张表有“收到日期、申请人、答复日期、答复结果”这样的表头。"
            "请确认选对了文件，并在表的前几行写上列名"
        )
    # of other sheets, formulas do not matter; in a register a blank means that there is no answer yet
    tables = {sheet.name for sheet in sheets.found}
    formulas = [note for note in notes if UNCALCULATED in note.what]
    unknown = tuple(note.what.replace("导入", "统计") for note in formulas if note.where in tables)
    return RegisterFile(path.name, sheets, tuple(note.what for note in notes if note not in formulas), unknown)


def probable_year(file: RegisterFile, words: RegisterWords, decisions: Decisions) -> int | None:
    """The year that the register is of: that its titles name, else the only one that most applications were received
    in; ``None`` where that is not certain."""
    named = {year for sheet in file.sheets.found for year in sheet.years}
    if len(named) == 1:
        return named.pop()
    finder = ColumnFinder(words, decisions)
    years: dict[int, int] = {}
    for sheet in file.sheets.found:
        columns = finder.find(sheet)
        for line in sheet.lines:
            if day := read_date(columns.text(line.texts, Meaning.RECEIVED), sheet.year):
                years[day.year] = years.get(day.year, 0) + 1
    total = sum(years.values())
    often = [year for year, count in years.items() if 2 * count > total]
    return often[0] if often else None


def count_register(
    file: RegisterFile,
    words: RegisterWords,
    decisions: Decisions,
    editions: Mapping[str, Edition],
    year: int,
) -> Counted:
    """The register counted for ``year``."""
    edition = edition_for(year, editions)
    finder = ColumnFinder(words, decisions)
    found = [(sheet, finder.find(sheet)) for sheet in file.sheets.found if sheet.name not in decisions.left_out]
    left_out = {name: rows for name, rows in file.sheets.left_out.items() if name not in decisions.left_out}
    notes = [*file.notes, *file.sheets.notes]
    for sheet, columns in found:
        notes += [*sheet.notes, *(f"{sheet.name}：{note}" for note in columns.notes)]
    missing = {meaning: sheet.name for sheet, columns in reversed(found) for meaning in columns.missing if sheet.lines}
    questions = {question.label: question for _, columns in reversed(found) for question in columns.questions}
    columns_lacking = (f"{sheet}没有“{words.names[meaning]}”一列" for meaning, sheet in missing.items())
    lacking = (*file.unknown, *columns_lacking)
    applications = Applications(())
    has_disputes = any(_has_disputes(columns) for _, columns in found)
    if not lacking:
        if not any(Meaning.APPLICANT_KIND in columns.at for _, columns in found):
            notes.append("没有“申请人类型”一列，按申请人的名称归类")
        applications = ApplicationReader(words, decisions, edition).read(found)
    count = count_applications(applications.found, year, edition, words, has_disputes=has_disputes)
    if lacking or left_out:
        # what is not read may belong to any cell
        count = replace(count, figures={}, places={}, withheld=dict.fromkeys((*count.figures, *count.withheld), ()))
    if has_disputes:
        notes.append("表四按本年新收和上年结转的申请所登记的复议、诉讼结果计，台账没有复议、诉讼自己的日期")
    where, disputes = edition.table(words.roles.table), edition.table(words.roles.disputes)
    names = {row.id: row.name for row in where.rows} | {column.id: column.name for column in where.columns}
    names |= {f"{disputes.id}.{column.id}": f"表四的{column.name}" for column in disputes.columns}
    for entry, (target, times) in applications.practices.items():
        notes.append(f"“{shown_entry(entry)}”{times} 件按实践做法计入{names.get(target, target)}")
    return Counted(
        file.name,
        edition,
        decisions,
        applications,
        count,
        tuple(questions.values()),
        left_out,
        lacking,
        tuple(dict.fromkeys(notes)),
    )


def _has_disputes(columns: Columns) -> bool:
    return Meaning.RECONSIDERED in columns.at or Meaning.SUED in columns.at
