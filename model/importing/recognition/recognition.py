"""Which edition, which table, which cell: from paragraphs and grids to a report, and notes on all that was doubtful."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from model.form.edition import PREFACE, Edition
from model.form.equations import Equation
from model.form.figures import Figure, FigureError, count_in_digits, plain
from model.form.labels import letters
from model.form.section_headings import Headings, headings_of
from model.form.tables import Cell
from model.form.tables_in_text import is_head, line_of
from model.importing.content import MOST_ROWS, UNREADABLE, Box, Content, Grid, NotText, SourceParagraph
from model.importing.notes import ImportedDocumentError, Note
from model.importing.recognition.absent_tables import CELLS_RUN_TOGETHER, why_no_table_was_found, why_nothing_was_found
from model.importing.recognition.cell_matching import TableReading
from model.importing.recognition.printed_grid import PrintedGrid
from model.importing.recognition.repeated_cells import merged_again
from model.importing.recognition.run_together import has_cells_run_together, parted_at_headings
from model.importing.recognition.sections import Words, cover_facts, read_words, year_of
from model.importing.recognition.spaced_rows import SpacedTables
from model.importing.recognition.split_rows import joined_split_rows
from model.importing.recognition.stacked_tables import parted_at_blank_rows
from model.importing.recognition.stated_totals import Stated
from model.importing.recognition.text_tables import TextTableCollector
from model.importing.recognition.unit_tables import with_unit_tables_as_text
from model.importing.recognition.vocabulary import NOTHING, Vocabulary
from model.named_tuples import made
from model.report.derived_totals import as_read
from model.report.organ import KINDS, LEVELS
from model.report.prompts import prompts_in, without_prompts
from model.report.report import Fact, Origin, Report

_KNOWN_ENOUGH = 3
"""Minimum number of distinct labels of a grid that is read as a table or sheet of the report, or a part of one."""
_MOST_REMEMBERED = 30
_HEADINGS_ENOUGH = 3
"""Minimum number of section headings for a file without tables to be read as a report."""
_YEAR = re.compile(r"20\d\d年")
_WITH_REMARK = re.compile(r"^(\d[\d,，]*+)\s*+[（(]\s*+((?:其中|含|包括).*\S)\s*+[）)]$", re.DOTALL)
_TWO_NUMBERS = re.compile(r"\d\s+\d")
_HEADS_OF_EQUATIONS = ["序号", "位置", "应满足的关系"]
_NAMES_OF_PREFACE = ("前言", "导语")
_COVER = ("机关名称", "年度", "标题", "机关类别", "机关层级", "落款", "成文日期")


class Recognised(NamedTuple):
    """A report, notes on what was doubtful or unassigned, and what the document states before anything is derived."""

    report: Report
    notes: tuple[Note, ...]
    stated: Stated


class _LikelyTable(NamedTuple):
    """The table of an edition that most of a grid's labels belong to."""

    table: str
    labels: int
    """How many different ones."""
    rows: int
    """How many of its rows they name."""


@dataclass(frozen=True)
class _Lexicon:
    """An edition with the vocabularies of its tables, created once."""

    edition: Edition
    vocabularies: Mapping[str, Vocabulary]
    equations: Mapping[str, Sequence[Equation]]
    """By table."""
    printed: Mapping[str, PrintedGrid]
    headings: Headings
    section_keys: Mapping[str, str]
    """What a text sheet calls a section -> its key."""
    _known: dict[frozenset[str], _LikelyTable] = field(default_factory=dict)

    @classmethod
    def of(cls, edition: Edition) -> "_Lexicon":
        vocabularies = {table.id: Vocabulary(table) for table in edition.tables}
        return cls(
            edition,
            vocabularies,
            {table: [each for each in edition.equations if each.cells[0].table == table] for table in vocabularies},
            {table: PrintedGrid(vocabulary) for table, vocabulary in vocabularies.items()},
            headings_of(edition.sections),
            {letters(name): s.key for s in edition.sections for name in (s.title, s.bare_title, *s.also)}
            | dict.fromkeys(_NAMES_OF_PREFACE, PREFACE),
        )

    def readings(self) -> dict[str, TableReading]:
        """The tables, of which nothing is read yet."""
        return {
            table: TableReading(vocabulary, self.equations[table], self.printed[table])
            for table, vocabulary in self.vocabularies.items()
        }

    def table_of(self, grid: Grid) -> _LikelyTable:
        """The table that most of the grid's labels belong to."""
        known = self._known.get(grid.words)
        if known is None:
            counts = {
                table: len([text for text in grid.words if vocabulary.meaning(text) is not NOTHING])
                for table, vocabulary in self.vocabularies.items()
            }
            best = max(counts, key=lambda table: counts[table])
            meaning = self.vocabularies[best].meaning
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            rows = {row for text in grid.words for row in meaning(text).rows}
            known = self._known[grid.words] = _LikelyTable(best, counts[best], len(rows))
        return known

    def sure_table_of(self, grid: Grid) -> str:
        """The id of that table; blank where few labels tell it."""
        likely = self.table_of(grid)
        return likely.table if likely.labels >= _KNOWN_ENOUGH else ""

    def is_printed(self, grid: Grid) -> bool:
        """Whether the grid is a table of the form as it is printed."""
        return self.printed[self.table_of(grid).table].found_in(grid) is not None

    def closeness(self, grids: Iterable[Grid]) -> tuple[int, float]:
        """How many labels of the grids belong to this edition, and the share of its rows that they name."""
        labels, rows, named = 0, 0, 0
        for grid in grids:
            likely = self.table_of(grid)
            labels += likely.labels
            rows += len(self.vocabularies[likely.table].table.rows)
            named += likely.rows
        return labels, named / rows if rows else 0


_lexicons: dict[int, _Lexicon] = {}


def _lexicon(edition: Edition) -> _Lexicon:
    known = _lexicons.get(id(edition))
    if known is None or known.edition is not edition:
        known = _lexicons[id(edition)] = _Lexicon.of(edition)
    return known


def _vocabularies(editions: Mapping[str, Edition]) -> list[Vocabulary]:
    return [each for edition in editions.values() for each in _lexicon(edition).vocabularies.values()]


def _collector(editions: Mapping[str, Edition]) -> TextTableCollector:
    return TextTableCollector(_vocabularies(editions), [_lexicon(edition).headings for edition in editions.values()])


def recognise(
    content: Content, source: str, editions: Mapping[str, Edition], beside: Set[NotText] = frozenset()
) -> Recognised:
    """The report in ``content``. ``source`` is the file's name; ``beside`` is what the file holds beside text.

    Raises:
        ImportedDocumentError: it contains no part of an annual report, or uses an unknown form.
    """
    newest = max(editions.values(), key=lambda edition: edition.first_year)
    content = _without_picture(_without_sign_off_sheet(tuple(parted_at_headings(content, newest))))
    content = SpacedTables(_vocabularies(editions)).collected(content)
    content = tuple(with_unit_tables_as_text(tuple(_collector(editions).collected(content))))
    grids = [item for item in content if isinstance(item, Grid)]
    cut = [Note(f"{grid.name}太长，只读了前 {MOST_ROWS} 行", grid.name) for grid in grids if grid.is_cut]
    lexicon = _best_lexicon(grids, editions)
    vocabularies = tuple(lexicon.vocabularies.values())
    content = [
        joined_split_rows(item, vocabularies) if isinstance(item, Grid) and item.seams else item for item in content
    ]
    content = [merged_again(item, vocabularies) if isinstance(item, Grid) else item for item in content]
    content, sheets = _with_special_sheets_apart(content, lexicon)
    content = tuple(_with_loose_rows_apart(content, lexicon))
    words = read_words(content, lexicon.edition, source.rpartition(".")[0])
    readings, left_over = _tables(content, lexicon, words)
    found = any(reading.found or reading.notes for reading in readings)
    if not found and len(words.headings) < _HEADINGS_ENOUGH:
        raise ImportedDocumentError(why_nothing_was_found(source, beside))
    if words.begin_again:
        cut.append(Note("文件里像有两份年报，请只留要读的一份，另存后再导入", source))
    notes = cut + [note for note in words.notes if not _answered(note, sheets.facts)] + left_over
    if found:
        missing = [note for reading in readings for note in reading.missing()]
        notes += [note for reading in readings for note in reading.notes] + missing
        if beside and any(note.what.startswith("没有找到") for note in missing):
            notes.append(Note(f"没有找到的表：{why_no_table_was_found(beside)}", "全文"))
    else:
        notes.append(Note(f"三张表都没有找到（{why_no_table_was_found(beside)}），各格留空", "全文"))
    absent = [reading.vocabulary.table for reading in readings if not reading.found]
    if has_cells_run_together(content, absent):
        notes.append(Note(CELLS_RUN_TOGETHER, "全文"))
    facts, texts = {**words.facts, **sheets.facts}, {**words.texts, **sheets.texts}
    foreign_labels = _foreign_labels(readings, lexicon, editions, notes)
    stated = Stated(
        title=facts.get(Fact.TITLE, ""),
        headings=(*words.headings, *sheets.headings),
        cells={cell: found.text.strip() for reading in readings for cell, found in reading.found.items()},
        repeated=tuple(reading.vocabulary.table.id for reading in readings if reading.is_repeated),
    )
    notes += _without_unreadable_names(texts)
    notes += _emptied_of_prompts(texts, lexicon.edition)
    if facts.get(Fact.TITLE) == lexicon.edition.printed_title(facts.get(Fact.ORGAN, ""), year_of(facts)):
        del facts[Fact.TITLE]  # a title that follows from organ and year is derived, like a total
    figures, unread, origins = _figures(readings, lexicon.edition, source, notes)
    report = Report(
        edition=lexicon.edition.id,
        figures=figures,
        unread=unread,
        origins=origins,
        facts=facts,
        texts=texts,
        headings=words.headings,
        foreign_labels=foreign_labels,
    )
    return Recognised(as_read(report, lexicon.edition), tuple(notes), stated)


def _without_unreadable_names(texts: dict[str, str]) -> list[Note]:
    """Removes organ and title from ``texts`` if a character of them is missing, with a note."""
    names = {"organ": "机关名称", "title": "标题"}
    unreadable = {key: texts.pop(key) for key in names if UNREADABLE in texts.get(key, "")}
    return [
        Note(f"{names[key]}“{text}”里有字在文件中没有编码（{UNREADABLE}），没有读入，请填写", "标题", raw=text)
        for key, text in unreadable.items()
    ]


def _emptied_of_prompts(texts: dict[str, str], edition: Edition) -> list[Note]:
    """Removes texts that the blank form itself prints from ``texts``, with a note."""
    notes = []
    for key in edition.text_keys:
        if found := prompts_in(texts.get(key, ""), edition):
            texts[key] = without_prompts(texts[key], edition)
            if not texts[key]:
                del texts[key]
            title = "前言" if key == PREFACE else edition.section(key).title
            notes.append(Note(f"{'、'.join(found)}是空白表上的提示，不是内容，没有读入", title))
    return notes


def _answered(note: Note, facts: Mapping[Fact, str]) -> bool:
    """Facts from the cover sheet, where the text states none."""
    return (
        (note.what.startswith("没有认出是哪个机关") and Fact.ORGAN in facts)
        or (note.what.startswith("没有认出是哪一年度") and Fact.YEAR in facts)
        or (note.what == "没有认出标题" and Fact.ORGAN in facts)
    )


def _best_lexicon(grids: Sequence[Grid], editions: Mapping[str, Edition]) -> _Lexicon:
    """By the wording of the tables, never by the year: newer reports often use an old form. The newest edition where
    the wording is ambiguous."""
    lexicons = [_lexicon(edition) for edition in sorted(editions.values(), key=lambda e: -e.first_year)]
    if len(lexicons) == 1:
        return lexicons[0]
    closeness = [lexicon.closeness(grids) for lexicon in lexicons]
    return lexicons[closeness.index(max(closeness))]


def _foreign_labels(
    readings: Iterable[TableReading], lexicon: _Lexicon, editions: Mapping[str, Edition], notes: list[Note]
) -> dict[str, str]:
    """For each table with labels of another edition, those labels; adds a note on each."""
    found: dict[str, str] = {}
    others = [_lexicon(edition) for edition in editions.values() if edition is not lexicon.edition]
    for reading in readings:
        table = reading.vocabulary.table
        for other in others:
            vocabulary = other.vocabularies.get(table.id)
            labels = [
                " ".join(text.split())
                for text in dict.fromkeys(reading.strange)
                if vocabulary and _names_figures(vocabulary, text) and not _names_figures(reading.vocabulary, text)
            ]
            if labels:
                listed = "".join(f"“{label}”" for label in labels)
                found[table.id] = listed
                what = f"{table.name}里有{other.edition.name}的栏目{listed}，不能归入{lexicon.edition.name}，没有读入"
                notes.append(Note(what, table.name, raw="\n".join(labels)))
                break
    return found


def _names_figures(vocabulary: Vocabulary, text: str) -> bool:
    """Whether the text is the label of a row or the head of a column."""
    means = vocabulary.meaning(text)
    return bool(means.rows or means.heads)


@dataclass
class _SpecialSheets:
    """What this program's own sheets beside the tables hold."""

    facts: dict[Fact, str] = field(default_factory=dict)
    """Of the cover."""
    texts: dict[str, str] = field(default_factory=dict)
    """Of the text sheet."""
    headings: list[str] = field(default_factory=list)
    """The names of the sections that the text sheet lists."""


def _with_special_sheets_apart(content: Content, lexicon: _Lexicon) -> tuple[Content, _SpecialSheets]:
    """The content without this program's own sheets beside the tables, and what those hold."""
    sheets = _SpecialSheets()
    rest: list[SourceParagraph | Grid] = []
    for item in content:
        if isinstance(item, Grid) and _is_list_of_equations(item):
            continue
        if isinstance(item, Grid) and item.is_sheet and not lexicon.is_printed(item):
            if (facts := _cover(item)) is not None:
                sheets.facts |= facts
                continue
            if (texts := _sections_sheet(item, lexicon.section_keys)) is not None:
                sheets.texts |= texts
                sheets.headings += [box.text for row in item.rows for box in row[:1] if box.left == 0 and not box.blank]
                continue
        rest.append(item)
    return rest, sheets


def _cover(grid: Grid) -> dict[Fact, str] | None:
    """Facts from rows of label and value; ``None`` when this is not a cover sheet."""
    pairs: dict[str, str] = {}
    for row in grid.rows:
        filled = [box for box in row if not box.blank]
        if filled and (label := letters(filled[0].text)) in _COVER:
            pairs[label] = filled[1].text.strip() if len(filled) > 1 else ""
    if len(pairs) < _KNOWN_ENOUGH:
        return None
    facts = cover_facts(pairs)
    if Fact.YEAR in facts:
        if year := re.search(r"20\d\d", plain(facts[Fact.YEAR])):
            facts[Fact.YEAR] = year[0]
        else:
            del facts[Fact.YEAR]
    for key, names in ((Fact.KIND, KINDS), (Fact.LEVEL, LEVELS)):
        keys = {name: each for each, name in names.items()} | {each: each for each in names}
        if key in facts and facts[key] in keys:
            facts[key] = keys[facts[key]]
        else:
            facts.pop(key, None)
    return facts


def _sections_sheet(grid: Grid, keys: Mapping[str, str]) -> dict[str, str] | None:
    """Texts from a sheet whose first column names the section and whose others hold its paragraphs; ``None`` when
    it is another kind of sheet. ``keys``: what it may call a section -> the key of that."""
    found: dict[str, list[str]] = {}
    key = ""
    columns = 0
    """Of the table of units that the row continues."""
    for row in grid.rows:
        if all(box.blank for box in row):
            columns = 0
            continue
        first = letters(row[0].text) if len(row[0].text) < 40 else ""
        if row[0].left == 0 and not row[0].blank:
            key = keys.get(first, "")
            if not key:
                return None
            found.setdefault(key, [])
            columns = 0
        cells = _cells_from(row, 1, columns)
        if is_head(cells):
            columns = len(cells)
        if key and columns:
            found[key].append(line_of(cells))
        elif key:
            found[key] += [line.strip() for box in row[1:] for line in box.text.splitlines() if line.strip()]
    if len(found) < _KNOWN_ENOUGH:
        return None
    return {key: "\n".join(lines) for key, lines in found.items() if lines}


def _cells_from(row: Sequence[Box], left: int, least: int) -> list[str]:
    """The texts of the row from column ``left`` on, at least so many, without blanks at the end beyond them."""
    texts = {box.left - left: " ".join(box.text.split()) for box in row if box.left >= left and not box.blank}
    return [texts.get(column, "") for column in range(max([least, *(column + 1 for column in texts)]))]


def _with_loose_rows_apart(content: Content, lexicon: _Lexicon) -> Iterator[SourceParagraph | Grid]:
    """Grids without rows of a single text that is not a label of the form: headings, remarks, a frame."""
    for item in content:
        if isinstance(item, SourceParagraph) or lexicon.is_printed(item):
            yield item  # each row of a printed table has a label of the form, or stands under heads
            continue
        for part in _parted(item, lexicon):
            if isinstance(part, Grid) and part.aligned:
                yield from parted_at_blank_rows(part, lexicon.sure_table_of)
            else:
                yield part


def _parted(grid: Grid, lexicon: _Lexicon) -> Iterator[SourceParagraph | Grid]:
    if not grid.aligned and grid.width == 1:
        yield grid  # one cell per line: a single text is not a row
        return
    vocabularies = tuple(lexicon.vocabularies.values())
    begin = 0
    for index, only in _single_texts(grid):
        if _is_figure(only.text) or any(v.meaning(only.text) for v in vocabularies):
            continue
        above = grid.rows[index - 1] if index else ()
        if any(not v.has_row_labels and any(v.meaning(box.text).heads for box in above) for v in vocabularies):
            continue  # the only row of table four has no label: any text there is meant as a figure
        if index > begin:
            yield grid.part(begin, index)
        yield SourceParagraph(only.text, grid.place_of(only))
        begin = index + 1
    if begin == 0:
        yield grid
    elif begin < grid.height:
        yield grid.part(begin, grid.height)


def _single_texts(grid: Grid) -> list[tuple[int, Box]]:
    """The rows that have a single text, in a box of this row alone, with that box."""
    filled = [box for box in grid.boxes if (text := box[0]) and not text.isspace()]
    alone = {row for row, boxes in Counter([box[1] for box in filled]).items() if boxes == 1}
    if not alone:
        return []
    reaching_down = [box for box in filled if box[3] > 1]
    return sorted(
        (box.top, box)
        for box in [box for box in filled if box[1] in alone]
        if box.high == 1 and not any(each.top < box.top < each.bottom for each in reaching_down)
    )


def _is_figure(text: str) -> bool:
    """Whether the text is a single figure rather than a sentence that begins with a year."""
    return len(text) < 20 and plain(text)[:1].isdigit() and "。" not in text and not _YEAR.match(plain(text))


def _tables(content: Content, lexicon: _Lexicon, words: Words) -> tuple[list[TableReading], list[Note]]:
    """The reading of each table of the form, and notes on grids that belong to none."""
    readings = lexicon.readings()
    notes: list[Note] = []
    for index, item in enumerate(content):
        if not isinstance(item, Grid) or all(box.blank for box in item.boxes):
            continue
        table, known, _ = lexicon.table_of(item)
        if known >= _KNOWN_ENOUGH:
            readings[table].read(item)
            continue
        section = words.sections.get(index, "")
        of_section = lexicon.edition.table_of_section(section) if section else None
        if of_section and known and table == of_section.id:
            readings[table].read(item)
        else:
            raw = "\n".join(
                " | ".join(" ".join(box.text.split()) for box in row if box.top == n) for n, row in enumerate(item.rows)
            )
            notes.append(Note(f"{item.name}没有认出是哪张表，没有读入", item.name, raw=raw))
    for reading in readings.values():
        reading.settle()
    return list(readings.values()), notes


def _without_sign_off_sheet(content: Content) -> Content:
    """Without the 审签单 that goes before a report to sign-off: its content is not part of the report."""
    first = content[0] if content else None
    if not isinstance(first, SourceParagraph) or plain(first.text) != "政府信息公开工作年度报告审签单":
        return content
    ends = [
        number
        for number, item in enumerate(content)
        if isinstance(item, SourceParagraph) and "本页供内部审签" in item.text
    ]
    return content[ends[0] + 1 :] if ends else content


def _without_picture(content: Content) -> Content:
    """Without the 图解 that may follow a report: bars of the figures in its tables.

    In a PDF the heading and the line below it may be read as one paragraph.
    """
    heading = "数据图解(附页,不属于年度报告格式内容)"
    words = ((n, item.text) for n, item in enumerate(content) if isinstance(item, SourceParagraph))
    # few texts have 图, and there is no other character that is made into it
    begins = [n for n, text in words if "图" in text and plain(text).startswith(heading)]
    return content[: begins[0]] if begins else content


def _is_list_of_equations(grid: Grid) -> bool:
    """Whether the grid is the sheet 勾稽 of an exported workbook: sums of figures on the other sheets."""
    if _HEADS_OF_EQUATIONS[-1] not in grid.words:
        return False
    heads = [box.text for row in grid.rows[:1] for box in row]
    return heads[:3] == _HEADS_OF_EQUATIONS


def _figures(
    readings: Iterable[TableReading], edition: Edition, source: str, notes: list[Note]
) -> tuple[dict[Cell, Figure], dict[Cell, str], dict[Cell, Origin]]:
    figures: dict[Cell, Figure] = {}
    unread: dict[Cell, str] = {}
    origins: dict[Cell, tuple[str, str, str]] = {}
    amounts = edition.amounts
    for reading in readings:
        table = reading.vocabulary.table
        for cell, (text, where) in reading.found.items():
            raw = text.strip()
            count = count_in_digits(raw)
            if count is not None and cell not in amounts:
                figures[cell] = count
                origins[cell] = source, where, raw
                continue
            number, remark = _with_remark_apart(raw)
            try:
                figure = _figure(number, cell, edition)
            except FigureError as error:
                unread[cell] = raw
                what = f"{table.name}“{table.name_of(cell)}”没有读入：{error}"
                notes.append(Note(what, where, cell, raw))
                continue
            if figure is not None:
                figures[cell] = figure
                origins[cell] = source, where, raw
                if remark:
                    what = f"{table.name}“{table.name_of(cell)}”读作 {number}，后面的说明“{remark}”没有归入表格"
                    notes.append(Note(what, where, cell, raw))
    return figures, unread, dict(zip(origins, made(Origin, origins.values()), strict=True))


def _with_remark_apart(raw: str) -> tuple[str, str]:
    """``22（其中修订 16 件）`` is 22 and a remark about a part of it; any other text in brackets is not split off."""
    match = _WITH_REMARK.match(raw)
    return (match[1], match[2]) if match else (raw, "")


def _figure(raw: str, cell: Cell, edition: Edition) -> Figure | None:
    """Raises: FigureError: not a figure, or a mark that means "nothing", such as a dash."""
    if raw in edition.blank_marks or plain(raw) in edition.blank_marks:
        raise FigureError(f"原文是“{raw}”，按空白处理，没有发生的请填 0")
    if UNREADABLE in raw:
        raise FigureError(f"“{raw}”里有字在文件中没有编码（〓），看不出是什么，请对照原件填写")
    if _TWO_NUMBERS.search(raw):
        raise FigureError(f"“{raw.strip()}”里像有两个数")
    return edition.read(cell, raw)
