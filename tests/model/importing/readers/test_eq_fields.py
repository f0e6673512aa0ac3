"""EQ fields of Word, in .docx, .doc and .rtf: readings above characters, circled numbers, fractions."""

from pathlib import Path

import pytest

from model.importing.content import Grid, SourceParagraph
from model.importing.readers.docx import read_word
from model.importing.readers.eq_fields import eq_field
from model.importing.readers.rtf import read_rtf
from model.importing.readers.zip_package import opened
from tests.model.importing.documents import write_word
from tests.model.importing.readers import doc_files

READING = r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zhèng),政)'
READING_OF_DIGITS = r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(2),143)"
CIRCLED = r"eq \o\ac(○,3)"

CASES = [
    (READING, "政", "政"),
    (READING_OF_DIGITS, "143", "143（注音2）"),
    (CIRCLED, "○3", "（公式○3）"),
    (r"EQ \f(1,2)", "12", "（公式12）"),
    (r"EQ \r(3,x)", "3x", "（公式3x）"),
    (r"EQ \o(\s\do 3(8),办)", "办", "办（注音8）"),
]


@pytest.mark.parametrize(("code", "in_text", "in_cell"), CASES)
def test_what_a_field_shows(code: str, in_text: str, in_cell: str) -> None:
    field = eq_field(f" {code} ")
    assert field
    assert (field.shown(in_cell=False), field.shown(in_cell=True)) == (in_text, in_cell)


@pytest.mark.parametrize("code", [" PAGE ", "EQUALS", "= 1 + 2", "", "HYPERLINK (a,b)", r"SEQ \o(1)"])
def test_other_fields_are_none(code: str) -> None:
    assert eq_field(code) is None


@pytest.mark.parametrize("code", ["EQ " + "(" * 5000, "EQ " + ")" * 5000, "EQ " + "\\o" * 5000, r"EQ \o(", "EQ \\"])
def test_a_damaged_code_ends(code: str) -> None:
    assert eq_field(code)


def run(code: str) -> str:
    """As Word writes it: the code in several runs."""
    pieces = (code[:7], code[7:20], code[20:])
    return "".join(
        [
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            *(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ]
    )


def split(content: object) -> tuple[str, str]:
    """The text of the first paragraph, and that of the first cell."""
    assert isinstance(content, list)
    words = next(item.text for item in content if isinstance(item, SourceParagraph))
    return words, next(item.text_at(0, 0) for item in content if isinstance(item, Grid))


@pytest.mark.parametrize(("code", "in_text", "in_cell"), CASES)
def test_in_word_documents(tmp_path: Path, code: str, in_text: str, in_cell: str) -> None:
    inside = f"<w:p><w:r><w:t>市</w:t></w:r>{run(code)}<w:r><w:t>府</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    path = write_word(tmp_path / "a.docx", inside + table)
    content, _ = read_word(opened(path.read_bytes(), "a.docx"))
    assert split(content) == (f"市{in_text}府", f"市{in_cell}府")


@pytest.mark.parametrize(
    ("code", "in_text", "in_cell"),
    [
        (READING, "政", "政"),
        (READING_OF_DIGITS, "143", "（注音2）143"),
        (CIRCLED, "○3", "（公式○）（公式3）"),
        (r"EQ \f(1,2)", "12", "（公式1）（公式2）"),
    ],
)
def test_in_old_word_documents(code: str, in_text: str, in_cell: str) -> None:
    """Where each part stands in its order in the code."""
    inside = f"市\x13 {code} \x15府"
    paragraphs = [doc_files.P(f"{inside}\r"), *doc_files.row([inside, ""], [0, 1000, 2000]), doc_files.END]
    assert split(doc_files.read(paragraphs)) == (f"市{in_text}府", f"市{in_cell}府")


@pytest.mark.parametrize(("code", "in_text", "in_cell"), CASES)
def test_in_rich_text(code: str, in_text: str, in_cell: str) -> None:
    written = "".join(
        f"\\u{ord(char)}?" if ord(char) > 126 else "\\\\" if char == "\\" else char for char in f" {code} "
    )
    inside = f"\\u24066?{{\\field{{\\*\\fldinst {{{written}}}}}{{\\fldrslt }}}}\\u24220?"
    row = f"\\trowd\\cellx1000\\cellx2000\\intbl {inside}\\cell \\cell\\row"
    content = read_rtf(f"{{\\rtf1\\ansi {inside}\\par {row}\\pard \\par}}".encode())
    assert split(content) == (f"市{in_text}府", f"市{in_cell}府")
