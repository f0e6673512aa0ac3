"""The worker process of a batch: reads and checks one document after another, with the limits of the reading process.

It holds nothing of a document after its answer, so that the order of the files is of no account.
"""

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.batch import native_documents
from model.importing.reading_child import Request, import_readers, serve
from model.report.organ import UNKNOWN_ORGAN, OrganProfile

if TYPE_CHECKING:
    from model.batch.checking import PriorFile
    from model.form.edition import Edition

CHECK, AGAIN = "check", "again"
"""Operations: a document's bytes, read and checked; a checked file, checked against another prior year."""
_SENTENCES = (
    "（一）主动公开。更新栏目，推进基层公开，加强业务指导。",
    "（二）依申请公开。全年收到申请12件，同比增长20%，办结11件，结转下年度1件。",
    "（三）监督保障。未收取信息处理费，没有行政复议，今后将加强学习。",
)
"""With what most reports say: headings, words without numbers, numbers, none."""


def main() -> None:
    """Answers requests until standard input ends."""
    checker = _Checker()
    serve(checker.handle, checker.warm_up, native_documents)


class _Checker:
    def __init__(self) -> None:
        self.editions: dict[str, Edition] = {}
        self.prior: PriorFile | None = None
        self.own = UNKNOWN_ORGAN

    def warm_up(self, request: Request) -> None:
        """Loads the forms, rules and words before there is a document; ``request`` says where they are."""
        import gc

        from model.batch.checking import PriorFile
        from model.form.edition import load_editions
        from model.form.rule_choices import RuleChoices
        from model.narrative.lexicon import the_lexicon
        from model.report.json_format import read_report_json

        loaded = load_editions(Path(request["editions"]))
        choices = RuleChoices(**request.get("choices", {}))
        self.editions = {key: edition.with_choices(choices) for key, edition in loaded.items()}
        self.own = OrganProfile(**request.get("own", {}))
        if request.get("prior") is not None:
            report, _, _ = read_report_json(request["prior"]["report"], self.editions)
            notes = tuple(_note(each) for each in request["prior"]["notes"])
            self.prior = PriorFile(request["prior"]["name"], report, notes)
        import_readers()
        the_lexicon().compile_all()
        for edition in self.editions.values():
            self._read_the_form(edition)
        self._read_a_page()
        gc.collect()
        gc.freeze()  # copies of this process share its memory

    def _read_the_form(self, edition: "Edition") -> None:
        """The blank form with a sentence is read and checked, so that labels, patterns and words are ready: a copy of
        this process would get them ready for its one document only."""
        from model.batch.checking import check_imported
        from model.batch.packed_file import packed, packed_json
        from model.importing import Imported
        from model.importing.content import Box, Grid, SourceParagraph
        from model.importing.recognition.recognition import recognise

        content: list[Grid | SourceParagraph] = [
            SourceParagraph(edition.printed_title("某县教育局", edition.first_year), "")
        ]
        for section in edition.sections:
            content.append(SourceParagraph(section.title, ""))
            table = edition.table_of_section(section.key)
            if table is None:
                content += [SourceParagraph(sentence, "") for sentence in _SENTENCES]
            else:
                boxes = (Box(each.text or "1", each.top, each.left, each.high, each.wide) for each in table.places)
                content.append(Grid(table.name, tuple(boxes)))
        report, notes, stated = recognise(tuple(content), "", self.editions)
        imported = Imported(report, tuple(notes), container="txt", stated=stated)
        packed_json(packed(check_imported(imported, "", self.editions), self.editions))

    def _read_a_page(self) -> None:
        """A page of our own, so that pdfium and what reads pages are ready: each copy would take as long for that as
        for the document."""
        from contextlib import suppress

        from model.importing import ImportedDocumentError, import_data

        with suppress(ImportedDocumentError):  # no report is on it
            import_data(ruled_page(), "", self.editions)

    def handle(self, request: Request, data: bytes) -> Any:
        from model.batch.checking import check_data
        from model.batch.packed_file import packed, packed_json

        if request["operation"] == AGAIN:
            return self._again(request, data)
        checked = check_data(data, request["name"], self.editions, self.prior, self.own)
        return packed_json(packed(checked, self.editions))

    def _again(self, request: Request, data: bytes) -> Any:
        from model.batch.checking import PriorFile, check_imported
        from model.batch.packed_file import packed, packed_json, unpacked
        from model.importing import Imported
        from model.report.json_format import read_report_json

        held = json.loads(data)
        before = unpacked(base64.b64decode(held["packed"]), self.editions)
        last_year, _, _ = read_report_json(held["prior"], self.editions)
        imported = Imported(before.report, before.notes, None, before.container)
        prior = PriorFile(held["prior_name"], last_year)
        checked = check_imported(imported, request["name"], self.editions, prior, self.own)
        return packed_json(packed(checked, self.editions))


def ruled_page() -> bytes:
    """A PDF of one page with a table of two by two boxes with numbers."""
    lines = [f"{x} 100 m {x} 300 l S" for x in (100, 200, 300)] + [f"100 {y} m 300 {y} l S" for y in (100, 200, 300)]
    texts = [f"BT /F1 12 Tf {x} {y} Td (12 of 340) Tj ET" for x in (120, 220) for y in (140, 240)]
    drawn = "\n".join((*lines, *texts))
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF\n"
    return f"{made}xref\n0 {count}\n0000000000 65535 f \n{table}{end}".encode("ascii")


def _note(value: list[Any]) -> Any:
    from model.importing.notes import Note

    what, where, _, raw = value
    return Note(what, where, None, raw)
