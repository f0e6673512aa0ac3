"""The qualified names of the elements and attributes that the reader of Word documents looks at."""

from collections.abc import Set as AbstractSet

from model.importing.readers.docx_inside import OBJECT
from model.importing.readers.docx_unseen import looks_of

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SYMBOL = "□"
"""Placeholder for a symbol that is known only by its code in a symbol font."""
REPEATED_CELL = "repeatedCell"
"""Our own element for a cell like an earlier one, see :mod:`.docx_repeated_cells`."""


class WordNames:
    """The qualified names of one of the two namespaces that Word documents come in."""

    def __init__(self, namespace: str) -> None:
        def name(local: str) -> str:
            return f"{{{namespace}}}{local}"

        self.body, self.paragraph, self.run = name("body"), name("p"), name("r")
        self.table, self.row, self.cell = name("tbl"), name("tr"), name("tc")
        self.repeated_cell = name(REPEATED_CELL)
        self.run_properties = name("rPr")
        self.text, self.tab, self.value = name("t"), name("tab"), name("val")
        self.tab_to_place = name("ptab")
        self.breaks = (name("br"), name("cr"))
        self.hyphen = name("noBreakHyphen")
        self.span, self.merge, self.merge_across = name("gridSpan"), name("vMerge"), name("hMerge")
        self.before, self.row_properties = name("gridBefore"), name("trPr")
        self.deleted, self.moved_away, self.cell_deleted = name("del"), name("moveFrom"), name("cellDel")
        self.note_marks = (name("footnoteReference"), name("endnoteReference"))
        self.own_mark = name("customMarkFollows")
        self.backwards, self.choices = name("bdo"), name("ddList")
        self.choice, self.chosen, self.usual_choice = name("listEntry"), name("result"), name("default")
        self.hidden = name("vanish")
        self.text_box = name("txbxContent")
        self.chunk = name("altChunk")
        self.symbol, self.ruby_text = name("sym"), name("rt")
        self.code, self.field_mark, self.kind = name("instrText"), name("fldChar"), name("fldCharType")
        self.control, self.shows_prompt = name("sdt"), name("showingPlcHdr")
        self.position = name("position")
        self.apart = {name("strike"): "划去", name("dstrike"): "划去", name("vertAlign"): ""}
        self.special = (
            *(self.deleted, self.moved_away, self.cell_deleted, FALLBACK, self.hidden, self.text_box),
            *(*self.note_marks, self.backwards, self.choices),
            *(f"{MATHS}oMath", *PICTURES, *self.apart, self.ruby_text, self.shows_prompt, self.code),
        )
        self.looks = looks_of(name(""))
        self.rare_in_paragraph = (self.tab, self.tab_to_place, *self.breaks, self.hyphen, self.symbol)
        self.rare_in_table = (self.before, self.merge_across)
        self.looked_for = (
            *(self.table, *self.special, *self.looks, self.position, self.chunk, OBJECT),
            *(*self.rare_in_paragraph, *self.rare_in_table),
        )
        self.without_steps_of_their_own = frozenset((self.table, *self.looks, *self.rare_in_paragraph, self.before))
        """Those of ``looked_for`` that change no other element."""

    def of_paragraph(self, there: AbstractSet[str]) -> tuple[str, ...]:
        """The elements of a paragraph that are read; ``there`` are the rarer ones that the document has."""
        return (self.text, *(each for each in self.rare_in_paragraph if each in there))

    def of_table(self, there: AbstractSet[str]) -> tuple[str, ...]:
        """As ``of_paragraph``, for a table."""
        more = (each for each in (*self.rare_in_table, self.repeated_cell) if each in there)
        return (self.row, self.cell, self.span, self.merge, self.paragraph, *more, *self.of_paragraph(there))


_NAMES = {namespace: WordNames(namespace) for namespace in (_TRANSITIONAL, _STRICT)}


def names_of(namespace: str) -> WordNames:
    """Those of the usual namespace for a document in none of the two."""
    return _NAMES.get(namespace, _NAMES[_TRANSITIONAL])
