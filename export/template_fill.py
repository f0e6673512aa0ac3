"""Writes a report into an office's own Word file: styles, headers and seal are kept, figures and texts replaced.

To map places to cells, every place for a figure in a copy gets a unique number and the copy is imported; the cell that
each number is read into identifies its place.
"""

import copy
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from export.document.document import Document, Heading, Paragraph, UnitTable, Words, compose, printed_figures
from export.own_file_tables import OwnFileTables
from export.read_back import Kind, ReadBackDifference, differences
from export.report_writer import ExportError
from model.atomic_write import replacing
from model.form.edition import PREFACE, Edition
from model.form.tables import Cell
from model.form.tables_in_text import without_tables
from model.narrative.text_diff import opcodes
from model.report.report import Fact, Report

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "word/document.xml"
FIRST_NUMBER = 700_001
"""The first of the numbers that mark places: larger than any figure of a real report."""
MOST_PARTS = 4
"""Most paragraphs that one line of the report may be split over, and vice versa."""
MOST_SKIPPED = 3
MOST_BYTES = 20_000_000
"""Of an office's own file."""
_BLANK_MARKS = "/／-—－一\\无"


def write_into_own_file(report: Report, editions: Mapping[str, Edition], own: Path, target: Path) -> tuple[str, ...]:
    """Write a copy of ``own`` to ``target`` with the figures and texts of ``report``.

    Returns a message for everything that could not be placed; the rest of the file is unchanged.

    Raises:
        ExportError: the file is no Word document of this form; ``target`` is as it was.
        ImportedDocumentError: it cannot be read at all.
        FileWriteError: the copy could not be written.
    """
    from lxml import etree

    edition = editions[report.edition]
    with tempfile.TemporaryDirectory() as folder:
        as_it_is = Path(folder) / own.name
        _keep_copy(own, as_it_is)
        was = _read(as_it_is, editions)  # within its limits of time and memory, and before anything is read here
        root = _main_part_of(as_it_is, own.name)
        names = _TagNames(root)
        if next(root.iter(names.of("ins"), names.of("del")), None) is not None:
            raise ExportError(f"“{own.name}”里有没有接受的修订。请先在 Word 或 WPS 里接受全部修订，另存后再用")
        if was.edition != report.edition:
            raise ExportError(f"“{own.name}”里是{editions[was.edition].name}的表，本年用的是{edition.name}，不能填入")
        places = _places(root, names, as_it_is, editions, was)
        if not places:
            raise ExportError(f"“{own.name}”里没有找到年报的表格，不能填入")
        figures = printed_figures(report, edition)
        for cell, element in places.items():
            _set_text(element, figures[cell], names)
        _Words(root, names, edition, was).write(report)
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        with replacing(target) as temporary:
            _copy(as_it_is, temporary, data)
            found = differences(report, temporary, editions)
    return (*(each.sentence for each in found if _is_of_the_report(each)), *_years_left(own, was, report))


def _is_of_the_report(difference: ReadBackDifference) -> bool:
    """Whether a difference concerns the report; headings, texts beside it and missing places for blanks do not."""
    if difference.kind is Kind.NO_PLACE:
        return not difference.is_blank
    return difference.kind not in (Kind.HEADING, Kind.EXTRA)


def _read(path: Path, editions: Mapping[str, Edition]) -> Report:
    from model.importing import import_report

    return import_report(path, editions).report


def _keep_copy(own: Path, kept: Path) -> None:
    """A copy that other programs cannot change meanwhile."""
    try:
        size = own.stat().st_size
        if size > MOST_BYTES:
            raise ExportError(f"“{own.name}”超过 {MOST_BYTES // 1_000_000} MB，不像是年报，没有填入。请确认选对了文件")
        kept.write_bytes(own.read_bytes())
        with zipfile.ZipFile(kept) as package:
            package.getinfo(MAIN)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise _no_word_document(own.name) from error


def _main_part_of(kept: Path, name: str) -> "_Element":
    from lxml import etree

    try:
        with zipfile.ZipFile(kept) as package:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(package.read(MAIN), parser)
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise _no_word_document(name) from error


def _no_word_document(name: str) -> ExportError:
    return ExportError(f"“{name}”不是可以填入的 Word 文档（.docx）。旧的 .doc 请先在 Word 或 WPS 里另存为 .docx")


def _copy(own: Path, target: Path, main: bytes) -> None:
    """Copies every other part with its bytes, date and position in the package."""
    with zipfile.ZipFile(own) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            after.writestr(entry, main if entry.filename == MAIN else before.read(entry.filename))


class _TagNames:
    """The qualified names in the namespace of the document."""

    def __init__(self, root: "_Element") -> None:
        self._namespace = str(root.tag).partition("}")[0] + "}"

    def of(self, local: str) -> str:
        return self._namespace + local


def _places(
    root: "_Element", names: _TagNames, as_it_is: Path, editions: Mapping[str, Edition], was: Report
) -> dict[Cell, "_Element"]:
    """Maps cells to their ``w:tc`` elements."""
    from lxml import etree

    # text in a figure cell that is not a figure, such as 约3件
    raws = {"".join(raw.split()) for raw in (*was.unread.values(), *(each.raw for each in was.origins.values()))}
    marked = copy.deepcopy(root)
    cells = [each for each in marked.iter(names.of("tc")) if _is_for_a_figure(each, names, raws)]
    originals = [each for each in root.iter(names.of("tc")) if _is_for_a_figure(each, names, raws)]
    for number, element in enumerate(cells, start=FIRST_NUMBER):
        _set_text(element, str(number), names)
    trial = as_it_is.with_name(f"marked-{as_it_is.name}")
    _copy(as_it_is, trial, etree.tostring(marked))
    read = _read(trial, editions)
    found: dict[Cell, _Element] = {}
    for cell, figure in read.figures.items():
        number = int(figure) - FIRST_NUMBER
        if 0 <= number < len(originals):
            found[cell] = originals[number]
    return found


def _is_for_a_figure(cell: "_Element", names: _TagNames, raws: Set[str]) -> bool:
    """Whether the cell is blank, a number, a blank mark, or one of ``raws``; ``False`` for continued merged cells."""
    for kind in ("vMerge", "hMerge"):
        merge = cell.find(f"{names.of('tcPr')}/{names.of(kind)}")
        if merge is not None and merge.get(names.of("val"), "continue") == "continue":
            return False
    if cell.find(f".//{names.of('tbl')}") is not None:
        return False
    text = "".join(_text(paragraph, names) for paragraph in cell.iter(names.of("p")))
    if "".join(text.split()) in raws:
        return True
    without_spaces = "".join(text.split()).replace(",", "").replace("，", "")
    return not without_spaces.strip(_BLANK_MARKS) or without_spaces.replace(".", "", 1).isdigit()


def _text(paragraph: "_Element", names: _TagNames) -> str:
    return "".join(
        element.text or "" if element.tag == names.of("t") else " " for element in _letters(paragraph, names)
    )


def _letters(paragraph: "_Element", names: _TagNames) -> Iterator["_Element"]:
    """The text elements of the paragraph, without those of text boxes in it."""
    for element in paragraph.iter(names.of("t"), names.of("br"), names.of("tab"), names.of("cr")):
        run = element.getparent()
        if run is None or run.tag != names.of("r"):
            continue
        if next(element.iterancestors(names.of("p"))) is paragraph:
            yield element


def _set_text(element: "_Element", text: str, names: _TagNames, lead: int = 0) -> None:
    """Replaces the text of the paragraph, or of the cell's first paragraph, by ``text`` and keeps its formatting.

    The first ``lead`` characters get the formatting of the first run if the rest is formatted differently. Drawings and
    marks are kept.
    """
    from lxml import etree

    paragraphs = [element] if element.tag == names.of("p") else list(element.iter(names.of("p")))
    if not paragraphs:
        return
    runs: list[_Element] = []
    lengths: dict[int, int] = {}
    for paragraph in paragraphs:
        for letter in list(_letters(paragraph, names)):
            run = letter.getparent()
            if run is None:
                continue
            if all(each is not run for each in runs):
                runs.append(run)
            lengths[id(run)] = lengths.get(id(run), 0) + len(letter.text or "")
            run.remove(letter)
    if not text:
        return
    if not runs:
        run = etree.SubElement(paragraphs[0], names.of("r"))
        look = paragraphs[0].find(f"{names.of('pPr')}/{names.of('rPr')}")
        if look is not None:
            run.append(copy.deepcopy(look))
        runs.append(run)

    def long(run: "_Element") -> int:
        return lengths.get(id(run), 0)

    if lead and len(runs) > 1:
        _add_text(runs[0], text[:lead], names)
        _add_text(max(runs[1:], key=long), text[lead:], names)
    else:
        _add_text(max(runs, key=long), text, names)


def _add_text(run: "_Element", text: str, names: _TagNames) -> None:
    from lxml import etree

    for number, piece in enumerate(text.split("\t")):
        if number:
            etree.SubElement(run, names.of("tab"))
        if piece:
            etree.SubElement(run, names.of("t")).text = piece
            run[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


class _Words:
    """The paragraphs of the file outside its tables, each with the text of the report that it corresponds to."""

    def __init__(self, root: "_Element", names: _TagNames, edition: Edition, was: Report) -> None:
        self._names = names
        self._edition = edition
        self._was = was
        box, table = names.of("txbxContent"), names.of("tbl")
        self._paragraphs = [
            each
            for each in root.iter(names.of("p"))
            if next(each.iterancestors(box, table), None) is None and self._text_of(each)
        ]
        self._parts = self._assigned()
        self._tables = OwnFileTables(root)
        self._tables.remove()

    def _text_of(self, paragraph: "_Element") -> str:
        return "".join(_text(paragraph, self._names).split())

    def write(self, report: Report) -> None:
        document = compose(report, self._edition)
        self._write_title(document)
        for key in self._edition.text_keys:
            blocks = document.preface if key == PREFACE else self._blocks(document, key)
            written = self._write_section(key, [each for each in blocks if not isinstance(each, UnitTable)])
            self._add_tables(key, blocks, written)
        for key, text in ((Fact.SIGNATURE, document.signature), (Fact.DATE, document.date)):
            for paragraph in self._parts.get(key, [])[:1]:
                _set_text(paragraph, text, self._names)

    @staticmethod
    def _blocks(document: Document, key: str) -> Sequence[Words]:
        (section,) = [each for each in document.sections if each.key == key]
        return [block for block in section.blocks if isinstance(block, Words)]

    def _assigned(self) -> dict[str, list["_Element"]]:
        """Key of the text -> its paragraphs, assigned in the order in which the importer read them."""
        was = self._was
        texts: list[tuple[str, str]] = [(key, was.texts.get(key, "")) for key in self._edition.text_keys]
        texts += [(fact, was.facts.get(fact, "")) for fact in (Fact.SIGNATURE, Fact.DATE)]
        texts = [(key, without_tables(text)) for key, text in texts]
        flow = [(key, "".join(line.split())) for key, text in texts for line in text.splitlines() if line.strip()]
        found: dict[str, list[_Element]] = {}
        at = 0
        for paragraph in self._paragraphs:
            text = self._text_of(paragraph)
            for start in range(at, min(len(flow), at + MOST_SKIPPED + 1)):
                if (count := _matching(text, [line for _, line in flow[start : start + MOST_PARTS]])) > 0:
                    found.setdefault(flow[start][0], []).append(paragraph)
                    at = start + count
                    break
        return found

    def _write_title(self, document: Document) -> None:
        """Writes the title over one or several paragraphs: the organ's name goes into the first of several."""
        wanted = "".join((self._was.title or self._edition.printed_title(self._was.organ, self._was.year)).split())
        for start in range(len(self._paragraphs)):
            for count in range(1, MOST_PARTS + 1):
                parts = self._paragraphs[start : start + count]
                if wanted and "".join(map(self._text_of, parts)) == wanted:
                    self._spread(document, parts)
                    return

    def _spread(self, document: Document, parts: Sequence["_Element"]) -> None:
        title, organ = document.title, document.organ
        is_parted = len(parts) > 1 and organ and title.startswith(organ)
        texts = [organ, title[len(organ) :]] if is_parted else [title]
        for number, paragraph in enumerate(parts):
            _set_text(paragraph, texts[number] if number < len(texts) else "", self._names)

    def _add_tables(self, key: str, blocks: Sequence[Words], written: Sequence["_Element"]) -> None:
        """Puts each table behind the paragraph, or the heading, that it follows; ``written``: the paragraphs."""
        above = 0
        for block in blocks:
            if not isinstance(block, UnitTable):
                above += 1
                continue
            after = written[above - 1] if 0 < above <= len(written) else None if above else self._heading_of(key)
            if after is not None:
                self._tables.add(block, after)

    def _write_section(self, key: str, blocks: Sequence[Heading | Paragraph]) -> list["_Element"]:
        """Returns the paragraphs of the blocks; none where there is no place for them."""
        old, new = self._parts.get(key, []), list(blocks)
        if not old:
            return self._begin_section(key, new)
        written: list[_Element] = []
        texts = [self._text_of(each) for each in old]
        wanted = ["".join(each.text.split()) for each in new]
        models = self._models(old)
        for kind, a, b, c, d in opcodes(texts, wanted):
            if kind == "equal":
                written += old[a:b]
                continue
            after = old[a - 1] if a else None
            for number, block in enumerate(new[c:d]):
                place = old[a + number] if a + number < b else None
                if place is not None and _numbering(texts[a + number]) == _numbering(block.text):
                    after = place
                else:
                    made = self._like(block, models)
                    if place is not None:
                        place.addprevious(made)
                        self._strike(place)
                    elif after is not None:
                        after.addnext(made)
                    else:
                        old[0].addprevious(made)
                    after = made
                self._set(after, block)
                written.append(after)
            for number in range(a + d - c, b):
                self._strike(old[number])
        return written

    def _heading_of(self, key: str) -> "_Element | None":
        """The heading of a section; ``None`` where the file has none, as before the preface."""
        if key == PREFACE:
            return None
        title = "".join(self._edition.section(key).title.split())
        bare = "".join(self._edition.section(key).bare_title.split())
        return next((each for each in self._paragraphs if self._text_of(each) in (title, bare)), None)

    def _begin_section(self, key: str, blocks: Sequence[Heading | Paragraph]) -> list["_Element"]:
        """Inserts paragraphs after the heading of an empty section, formatted like the first paragraph of another."""
        if key == PREFACE or not blocks:
            return []
        heading = self._heading_of(key)
        models = self._models([each for other in self._edition.text_keys for each in self._parts.get(other, [])])
        if heading is None or not models:
            return []
        after = heading
        written: list[_Element] = []
        for block in blocks:
            made = self._like(block, models)
            after.addnext(made)
            after = made
            self._set(made, block)
            written.append(made)
        return written

    def _models(self, paragraphs: Sequence["_Element"]) -> list[tuple[tuple[str, bool], "_Element"]]:
        """Sample paragraphs of the file by kind: the style of their number, and whether a heading is run in."""
        return [
            ((_numbering(self._text_of(each)), len({id(each.getparent()) for each in _letters(each, self._names)}) > 1),
             copy.deepcopy(each))
            for each in paragraphs
        ]  # fmt: skip

    def _like(self, block: Heading | Paragraph, models: Sequence[tuple[tuple[str, bool], "_Element"]]) -> "_Element":
        """A copy of the sample paragraph for this kind of text: with the same style of number, or plain."""
        number, has_lead = _numbering(block.text), isinstance(block, Paragraph) and block.lead > 0

        def unlike(model: tuple[tuple[str, bool], "_Element"]) -> tuple[bool, bool]:
            return model[0][0] != number, model[0][1] != has_lead

        made = copy.deepcopy(min(models, key=unlike)[1])
        names = self._names
        for tag in ("bookmarkStart", "bookmarkEnd", "drawing", "pict", "object", "sectPr", "commentReference"):
            for each in list(made.iter(names.of(tag))):
                parent = each.getparent()
                if parent is not None:
                    parent.remove(each)
        return made

    def _set(self, paragraph: "_Element", block: Heading | Paragraph) -> None:
        _set_text(paragraph, block.text, self._names, block.lead if isinstance(block, Paragraph) else 0)

    def _strike(self, paragraph: "_Element") -> None:
        """Removes the paragraph; one with a drawing or a section break is only emptied."""
        names = self._names
        kept = [names.of(tag) for tag in ("drawing", "pict", "object", "sectPr")]
        parent = paragraph.getparent()
        if parent is not None and next(paragraph.iter(*kept), None) is None:
            parent.remove(paragraph)
        else:
            _set_text(paragraph, "", names)


def _matching(text: str, lines: Sequence[str]) -> int:
    """How many of the lines the paragraph contains; its number may be an automatic one that is not in the text."""
    for count in range(1, len(lines) + 1):
        whole = "".join(lines[:count])
        if text == whole or (len(text) > 3 and whole.endswith(text) and len(whole) - len(text) <= 6):
            return count
    return 0


def _numbering(text: str) -> str:
    """The kind of number that a paragraph begins with."""
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("（一）", lambda text: text[:1] in "（(" and text[1:2] in "一二三四五六七八九十"),
        ("（1）", lambda text: text[:1] in "（(" and text[1:2].isdigit()),
        ("1.", lambda text: text[:1].isdigit() and text.lstrip("0123456789")[:1] in ".．、"),
    )
    return next((kind for kind, fits in kinds if text and fits(text)), "")


def _years_left(own: Path, was: Report, report: Report) -> Iterator[str]:
    """Messages about last year's year in headers and footers, which are not changed."""
    if was.year is None or was.year == report.year:
        return
    from lxml import etree

    with zipfile.ZipFile(own) as package:
        for name in package.namelist():
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                text = "".join(str(each) for each in etree.fromstring(package.read(name)).itertext())
                if str(was.year) in text:
                    yield f"页眉或页脚里有“{was.year}”，没有改动，请在文件里自己改"
