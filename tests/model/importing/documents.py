"""Documents as offices write them, made from the form with the figures that a test wants in them."""

import zipfile
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from model.form.edition import Edition
from model.form.figures import show_figure
from model.form.tables import Cell, Place, Table
from model.importing import Imported

Texts = Mapping[Cell, str]
"""What stands in the figure cells; blank where a cell is missing here."""

TITLE = "某市水务局2024年政府信息公开工作年度报告"
WORDS = {
    "preface": ["根据《中华人民共和国政府信息公开条例》编制本报告。"],
    "1": ["2024年，我局主动公开信息128条。", "（一）主动公开情况。"],
    "5": ["存在的主要问题是更新不够及时。", "下一步将加以改进。"],
    "6": ["2024年无收取信息处理费。"],
}


def numbered(edition: Edition) -> dict[Cell, str]:
    """Another number in every cell, and no total that equals its sum."""
    return {cell: str(1000 + 7 * number) for number, cell in enumerate(edition.cells)}


def without_row(texts: Mapping[Cell, str], row: str) -> dict[Cell, str]:
    return {cell: text for cell, text in texts.items() if cell.row != row}


def rows_of(table: Table) -> list[list[Place]]:
    """The printed cells that begin in each row."""
    rows: list[list[Place]] = [[] for _ in range(table.height)]
    for place in table.places:
        rows[place.top].append(place)
    return [sorted(row, key=lambda place: place.left) for row in rows]


def text_in(place: Place, texts: Texts) -> str:
    return texts.get(place.cell, "") if place.cell else place.text


def html_table(table: Table, texts: Texts, spans: bool = True) -> str:
    """With ``spans=False`` the merged cells have lost their spans, as after a bad paste."""

    def td(place: Place) -> str:
        span = f' rowspan="{place.high}" colspan="{place.wide}"' if spans else ""
        return f"<td{span}><p><span>{escape(text_in(place, texts)) or '&nbsp;'}</span></p></td>"

    rows = "\n".join("<tr>" + "".join(map(td, row)) + "</tr>" for row in rows_of(table))
    return f'<table border="1"><tbody>{rows}</tbody></table>'


def html_page(
    edition: Edition,
    texts: Texts,
    charset: str = "",
    title: str = TITLE,
    table: Callable[[Table, Texts], str] = html_table,
) -> str:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    parts = [f"<h1>{title}</h1>", *(f"<p>　　{line}</p>" for line in WORDS["preface"])]
    for section in edition.sections:
        parts.append(f"<p><b>{section.title}</b></p>")
        parts += [f"<p>　　{line}</p>" for line in WORDS.get(section.key, ())]
        of_section = edition.table_of_section(section.key)
        if of_section:
            parts.append(table(of_section, texts))
    return f"<!DOCTYPE html><html><head>{head}<title>年报</title></head><body>{''.join(parts)}</body></html>"


def piped_table(table: Table, texts: Texts) -> list[str]:
    """As text tables come from converted pages: the places that merged cells cover are empty cells at the end."""
    cells = [[text_in(place, texts) for place in row] for row in rows_of(table)]
    return [" | ".join([*row, *[""] * (table.width - len(row))]) + " |" for row in cells]


def text_page(edition: Edition, texts: Texts, table: Callable[[Table, Texts], list[str]] = piped_table) -> str:
    lines = [TITLE, *WORDS["preface"]]
    for section in edition.sections:
        lines.append(section.title)
        lines += WORDS.get(section.key, [])
        of_section = edition.table_of_section(section.key)
        if of_section:
            lines += table(of_section, texts)
    return "\n".join(lines)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(table: Table, texts: Texts) -> str:
    """With ``gridSpan`` and ``vMerge``, as Word writes merged cells."""
    rows = []
    for top in range(table.height):
        cells = []
        left = 0
        while left < table.width:
            place = table.place_at[(top, left)]
            merge = '<w:vMerge w:val="restart"/>' if place.high > 1 else ""
            if place.top < top:
                merge = "<w:vMerge/>"
            text = text_in(place, texts) if place.top == top else ""
            cells.append(
                f'<w:tc><w:tcPr><w:gridSpan w:val="{place.wide}"/>{merge}</w:tcPr>{word_paragraph(text)}</w:tc>'
            )
            left = place.right
        rows.append("<w:tr>" + "".join(cells) + "</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word_rows(table: Table, texts: Texts) -> list[str]:
    """The rows of :func:`word_table`, to be put into other tables."""
    return [f"<w:tr>{row}" for row in word_table(table, texts).removesuffix("</w:tbl>").split("<w:tr>")[1:]]


def word_body(edition: Edition, texts: Texts, title: str = TITLE) -> str:
    parts = [word_paragraph(title), *map(word_paragraph, WORDS["preface"])]
    for section in edition.sections:
        parts.append(word_paragraph(section.title))
        parts += map(word_paragraph, WORDS.get(section.key, ()))
        table = edition.table_of_section(section.key)
        if table:
            parts.append(word_table(table, texts))
    return "".join(parts)


def write_word(path: Path, body: str, more: Mapping[str, str] | None = None, namespace: str = W) -> Path:
    """The smallest package that is a Word document, with ``more`` parts by their names."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", xml)
        for name, text in (more or {}).items():
            package.writestr(name, text)
    return path


def write_workbook(path: Path, edition: Edition, texts: Texts) -> Path:
    """A sheet for each table, merged as in the form, and numbers as numbers."""
    import openpyxl

    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "封面"
    facts = (
        ("机关名称", "某市水务局"),
        ("年度", 2024),
        ("标题", TITLE),
        ("落款", "某市水务局"),
        ("成文日期", "2025年1月20日"),
    )
    for row in facts:
        cover.append(row)
    for table in edition.tables:
        sheet = book.create_sheet(table.name)
        for place in table.places:
            text = text_in(place, texts)
            value = float(text) if place.cell and text.replace(".", "").isdigit() else text
            sheet.cell(place.top + 1, place.left + 1, value or None)
            if place.high * place.wide > 1:
                sheet.merge_cells(
                    start_row=place.top + 1, start_column=place.left + 1, end_row=place.bottom, end_column=place.right
                )
    words = book.create_sheet("文字")
    for heading, key in (
        ("前言", "preface"),
        ("一、总体情况", "1"),
        ("五、存在的主要问题及改进情况", "5"),
        ("六、其他需要报告的事项", "6"),
    ):
        for number, line in enumerate(WORDS[key]):
            words.append(["" if number else heading, line])
    book.save(path)
    return path


def lines_of(key: str) -> str:
    return "\n".join(WORDS[key])


def filled_copy(blank: Path, to: Path, edition: Edition, texts: Texts, title: str = TITLE) -> Path:
    """The office's own blank with ``texts`` written into its cells: every cell of a table row that the form has for a
    figure is filled in reading order, because the blank's grid is the form's."""
    from lxml import etree

    def w(name: str) -> str:
        return f"{{{W}}}{name}"

    with zipfile.ZipFile(blank) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for table, element in zip(edition.tables, root.iter(w("tbl")), strict=True):
        for top, row in enumerate(element.iter(w("tr"))):
            left = 0
            for cell in row.iter(w("tc")):
                span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
                place = table.place_at[(top, left)]
                left += int(span.get(w("val"), "1")) if span is not None else 1
                if place.cell is None:
                    continue
                paragraph = cell.find(w("p"))
                assert paragraph is not None
                for run in paragraph.findall(w("r")):
                    paragraph.remove(run)
                text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
                text.text = texts.get(place.cell, "")
    for text in root.iter(w("t")):
        if text.text == "政府信息公开工作年度报告格式模板":
            text.text = title
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return to


def figures_of(imported: Imported) -> dict[Cell, str]:
    """Every figure that was read, as it is shown."""
    return {cell: show_figure(figure) for cell, figure in imported.report.figures.items()}


def assert_whole(imported: Imported, edition: Edition) -> None:
    """Every figure of :func:`numbered` and every word of ``WORDS`` was read, and nothing else was seen."""
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()
    assert {key: imported.report.texts[key] for key in ("preface", "1", "5", "6")} == {
        key: lines_of(key) for key in ("preface", "1", "5", "6")
    }
    assert (imported.report.organ, imported.report.year) == ("某市水务局", 2024)


def besides_prompts(imported: Imported) -> list[str]:
    """What the notes say, but for the prompts of the blank form, which the samples still hold."""
    return [note.what for note in imported.notes if not note.what.endswith("是空白表上的提示，不是内容，没有读入")]
