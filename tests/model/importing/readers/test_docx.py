"""Word documents: merged cells, changes, content controls, frames, text boxes."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.content import Box, Grid
from model.importing.readers.docx import read_word
from tests.model.importing.conftest import Import
from tests.model.importing.documents import (
    TITLE,
    assert_whole,
    lines_of,
    numbered,
    word_body,
    word_paragraph,
    word_table,
    write_word,
)


def test_a_word_document_with_merged_cells_is_read_whole(read: Import, edition: Edition, tmp_path: Path) -> None:
    imported = read(write_word(tmp_path / "a.docx", word_body(edition, numbered(edition))))
    assert_whole(imported, edition)
    assert imported.container == "docx"


def test_a_document_of_python_docx_is_read_whole(read: Import, edition: Edition, tmp_path: Path) -> None:
    import docx

    texts = numbered(edition)
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(lines_of("preface"))
    for section in edition.sections:
        document.add_paragraph(section.title)
        if section.kind == "text":
            for line in lines_of(section.key).splitlines():
                document.add_paragraph(line)
        form = edition.table_of_section(section.key)
        if form:
            table = document.add_table(form.height, form.width)
            cells = [row.cells for row in table.rows]  # python-docx lays the whole table out for each single cell
            for place in form.places:
                cell = cells[place.top][place.left]
                if place.high > 1 or place.wide > 1:
                    cell = cell.merge(cells[place.bottom - 1][place.right - 1])
                cell.text = texts[place.cell] if place.cell else place.text
    path = tmp_path / "python-docx.docx"
    document.save(str(path))
    assert_whole(read(path), edition)


def test_tables_around_tables_are_layout_whatever_else_is_between_them(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    frame = f"<w:p><w:r><w:t>{'说明' * 30}</w:t></w:r></w:p>"
    for around in ("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "{}"):
        held = around.format(inner)
        for outer in (f"<w:tbl><w:tr><w:tc>{frame}{held}</w:tc></w:tr></w:tbl>", f"<w:tbl>{held}</w:tbl>"):
            with zipfile.ZipFile(write_word(tmp_path / "a.docx", outer)) as package:
                content, _ = read_word(package)
            assert [item.texts() for item in content if isinstance(item, Grid)] == [[["甲", ""]]]


def test_cells_left_out_before_a_row_count_as_its_columns(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition))
    continued = f'<w:tc><w:tcPr><w:gridSpan w:val="1"/><w:vMerge/></w:tcPr>{word_paragraph("")}</w:tc>'
    first, second = continued * 2 + "<w:tc>", continued + "<w:tc>"
    assert first in body
    body = body.replace("<w:tr>" + first, '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc>').replace(
        "<w:tr>" + second, '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>'
    )
    imported = read(write_word(tmp_path / "a.docx", body))
    # such rows are narrower than the rest of the table: every figure of them must come from a full count
    assert_whole(imported, edition)


def test_tracked_insertions_are_read_and_deletions_are_not(read: Import, edition: Edition, tmp_path: Path) -> None:
    changed = Cell("requests", "received", "person")
    texts = {**numbered(edition), changed: "OLD"}
    run = '<w:r><w:t xml:space="preserve">OLD</w:t></w:r>'
    body = word_body(edition, texts).replace(
        run,
        '<w:del w:id="1"><w:r><w:delText>5</w:delText><w:tab/></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t>9</w:t></w:r></w:moveFrom>',
    )
    deleted_row = (
        "<w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc><w:p><w:r><w:delText>规章</w:delText></w:r></w:p></w:tc></w:tr>"
    )
    body = body.replace("</w:tbl>", deleted_row + "</w:tbl>", 1)
    imported = read(write_word(tmp_path / "a.docx", body))
    assert imported.report.figure(changed) == 12
    assert ["修订" in note.what for note in imported.notes] == [True]


def test_content_controls_around_anything_are_looked_through(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition))
    for tag in ("tbl", "tr", "tc", "p", "r"):
        body = body.replace(f"<w:{tag}>", f"<w:sdt><w:sdtPr/><w:sdtContent><w:{tag}>").replace(
            f"</w:{tag}>", f"</w:{tag}></w:sdtContent></w:sdt>"
        )
    assert_whole(read(write_word(tmp_path / "a.docx", body)), edition)


def test_the_strict_namespace_of_word_is_read_too(read: Import, edition: Edition, tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    path = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition)), namespace=strict)
    assert_whole(read(path), edition)


def test_a_table_that_frames_the_whole_document_is_no_table(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = f"<w:tbl><w:tr><w:tc>{word_body(edition, numbered(edition))}</w:tc></w:tr></w:tbl>"
    assert_whole(read(write_word(tmp_path / "a.docx", body)), edition)


def test_a_title_in_a_text_box_is_found(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, numbered(edition))
    box = f"<w:p><w:r><w:pict><w:txbxContent>{word_paragraph(TITLE)}</w:txbxContent></w:pict></w:r></w:p>"
    assert_whole(read(write_word(tmp_path / "a.docx", body.replace(word_paragraph(TITLE), box))), edition)


def test_a_line_break_inside_a_paragraph_parts_two_lines(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = word_body(edition, {}).replace("2024年无收取信息处理费。", "甲</w:t><w:br/><w:t>乙")
    assert read(write_word(tmp_path / "a.docx", body)).report.texts["6"] == "甲\n乙"


def test_a_document_never_changes_by_being_read(read: Import, edition: Edition, tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition)))
    before = path.read_bytes()
    assert read(path) == read(path)
    assert path.read_bytes() == before


def test_a_section_of_word_tables_alone_is_enough(read: Import, edition: Edition, tmp_path: Path) -> None:
    body = "".join(word_table(table, numbered(edition)) for table in edition.tables)
    assert len(read(write_word(tmp_path / "a.docx", body)).report.figures) == 200


def test_parts_of_a_package_that_do_not_concern_us_may_be_anything(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    more: Mapping[str, str] = {"word/numbering.xml": "<broken", "customXml/item1.xml": "\x00"}
    path = write_word(tmp_path / "a.docx", word_body(edition, numbered(edition)), more)
    with zipfile.ZipFile(path) as package:
        assert "customXml/item1.xml" in package.namelist()
    assert_whole(read(path), edition)


def test_a_content_control_that_shows_its_prompt_is_blank(read: Import, edition: Edition, tmp_path: Path) -> None:
    cell, other = edition.cells[40], edition.cells[41]
    texts = numbered(edition) | {cell: "@", other: "@@"}
    body = word_body(edition, texts)
    for mark, prompt in (("@@", "填写数字，如 0"), ("@", "单击或点击此处输入文字。")):
        control = (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{word_paragraph(prompt)}</w:sdtContent></w:sdt>"
        )
        body = body.replace(word_paragraph(mark), control)
    imported = read(write_word(tmp_path / "a.docx", body))
    assert {*edition.cells} - {*imported.report.figures} == {cell, other}
    assert imported.report.unread == {other: "（未填的提示填写数字，如 0）"}


def test_pinyin_above_the_name_is_no_part_of_it(read: Import, edition: Edition, tmp_path: Path) -> None:
    def above(text: str, pinyin: str) -> str:
        parts = (
            f"<w:{tag}><w:r><w:t>{each}</w:t></w:r></w:{tag}>" for tag, each in (("rt", pinyin), ("rubyBase", text))
        )
        return f"</w:t></w:r><w:ruby>{''.join(parts)}</w:ruby><w:r><w:t>"

    body = word_body(edition, numbered(edition)).replace(">某市水务局", f">{above('某市', 'mǒu shì')}水务局")
    body = body.replace("自然人", f"自{above('然', 'rán')}人")
    assert_whole(read(write_word(tmp_path / "a.docx", body)), edition)


def test_cells_merged_across_in_the_old_way_are_one(read: Import, tmp_path: Path) -> None:
    rows = [("restart", "continue", ""), ("", "", "")]
    cells = [
        [f'<w:tc><w:tcPr><w:hMerge w:val="{merge}"/></w:tcPr>' if merge else "<w:tc>" for merge in row] for row in rows
    ]
    texts = [["甲乙", "", "丙"], ["1", "2", "3"]]
    written = "".join(
        "<w:tr>"
        + "".join(cell + word_paragraph(text) + "</w:tc>" for cell, text in zip(*each, strict=True))
        + "</w:tr>"
        for each in zip(cells, texts, strict=True)
    )
    path = write_word(tmp_path / "a.docx", f"<w:tbl>{written}</w:tbl>")
    with zipfile.ZipFile(path) as package:
        content, _ = read_word(package)
    (grid,) = content
    assert isinstance(grid, Grid)
    assert [box for box in grid.boxes if box.top == 0] == [Box("甲乙", 0, 0, 1, 2), Box("丙", 0, 2)]


def test_a_frame_around_the_text_of_a_cell_is_a_part_of_the_cell(
    read: Import, edition: Edition, tmp_path: Path
) -> None:
    body = word_body(edition, numbered(edition))
    for text in (numbered(edition)[edition.cells[40]], "自然人"):
        framed = f"<w:tbl><w:tr><w:tc>{word_paragraph(text)}</w:tc></w:tr></w:tbl><w:p/>"
        assert word_paragraph(text) in body
        body = body.replace(word_paragraph(text), framed)
    assert_whole(read(write_word(tmp_path / "a.docx", body)), edition)
