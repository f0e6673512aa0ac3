"""Tables as they are found: labels with slips, columns moved or missing, heads repeated, tables cut apart."""

from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.tables import Cell, Table
from tests.model.importing.conftest import Import, ImportBytes, ReadText
from tests.model.importing.documents import (
    Texts,
    figures_of,
    html_page,
    html_table,
    numbered,
    piped_table,
    rows_of,
    text_page,
    without_row,
    word_paragraph,
    word_rows,
    write_word,
)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("（三）不予公开", "（三） 不予公开"),
        ("（三）不予公开", "(三)不予公开"),
        ("（三）不予公开", "三）不予公开"),
        ("商业企业", "商业 企业"),
        ("总计", "总 计"),
        ("总计", "合计"),
        ("第二十条第（一）项", "第二十条 第（一）项"),
        ("第二十条第（一）项", "第二十条(一)项"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("1.属于国家秘密", "1．属于国家秘密"),
        ("1.属于国家秘密", "①属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("2.重复申请", "3.重复申请"),
        ("行政规范性文件", "规范性文件"),
        ("规章", "规章（件）"),
        ("现行有效件数", "现行有效件"),
        ("现行有效件数", "现行有效"),
        ("本年制发件数", "本年度制发数"),
        ("本年废止件数", "本年度废止数"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "（二）部分公开(区分处理的,只计这一情形,不计其他情形)",
        ),
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.申请人无正当理由逾期不补正、行政机关"),
        ("本年制发件数", "本年发件"),
        ("本年处理决定数量", "处理绝对数量"),
        ("二、上年结转政府信息公开申请数量", "二、上年转结政府信息公开申请数量"),
        ("勾稽关系", "钩稽关系"),
        ("一、本年新收", "⼀、本年新收"),
        ("信息内容", "信息\u3000内容"),
        ("总计", "總計"),
        ("商业企业", "商業企業"),
        ("（三）不予公开", "（三）不予公開"),
        ("第二十条第（八）项", "第二十條第（八）項"),
        ("单位：万元", "單位：萬元"),
        ("商业企业", "企业"),
        ("科研机构", "科研"),
        ("社会公益组织", "公益组织"),
        ("法律服务机构", "法律服务"),
    ],
)
@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_label_is_known_by_its_letters(
    read_bytes: ImportBytes, edition: Edition, kind: str, printed: str, written: str
) -> None:
    if kind == "html":
        # only inside the tables, and with the mark-up's own brackets left alone
        page = html_page(
            edition, numbered(edition), table=lambda t, texts: html_table(t, texts).replace(printed, written)
        )
        imported = read_bytes("a.html", page.encode())
    else:
        lines = text_page(edition, numbered(edition)).splitlines()
        lines = [line.replace(printed, written) if "|" in line else line for line in lines]
        imported = read_bytes("a.txt", "\n".join(lines).encode())
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


@pytest.mark.parametrize("written", ["（六）其他", "（六）总计", "2.其他", "某种情形", "（五）其他"])
def test_a_label_that_may_be_another_is_not_guessed(read_text: ReadText, edition: Edition, written: str) -> None:
    imported = read_text(text_page(edition, numbered(edition)).replace("3.其他 |", f"{written} |"))
    row = "results.otherwise.other"
    assert figures_of(imported) == without_row(numbered(edition), row)
    noted = "\n".join(note.raw for note in imported.notes)
    assert all(text in noted for cell, text in numbered(edition).items() if cell.row == row)


def test_short_labels_without_their_number_need_the_right_group(read_text: ReadText, edition: Edition) -> None:
    page = text_page(edition, numbered(edition)).replace("3.其他 |", "其他 |").replace("（七）总计 |", "总计 |")
    assert figures_of(read_text(page)) == numbered(edition)
    page = page.replace("（六）其他处理 |", " |")
    assert figures_of(read_text(page)) == without_row(numbered(edition), "results.otherwise.other")


def test_an_undivided_other_handling_is_reported_and_not_spread(read_text: ReadText, edition: Edition) -> None:
    def undivided(table: Table, texts: Texts) -> list[str]:
        lines = [line for line in piped_table(table, texts) if "2.申请人逾期" not in line and "3.其他" not in line]
        return [
            line.replace("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | ", "") for line in lines
        ]

    imported = read_text(text_page(edition, numbered(edition), undivided))
    assert {cell.row for cell in numbered(edition).keys() - figures_of(imported).keys()} == {
        "results.otherwise.not_corrected",
        "results.otherwise.fee_unpaid",
        "results.otherwise.other",
    }
    assert "（六）其他处理" in imported.notes[0].what
    assert "第2张表第24行" in imported.notes[0].where
    assert "表三没有读到“三（六）1.逾期不补正”，留空" in [note.what for note in imported.notes]


def of_table(edition: Edition, table: str) -> dict[Cell, str]:
    return {cell: text for cell, text in numbered(edition).items() if cell.table == table}


def test_columns_in_another_order_are_read_by_their_heads(read_bytes: ImportBytes, edition: Edition) -> None:
    swapped = {"business": "research", "research": "business"}
    texts = of_table(edition, "requests")
    moved = {Cell(cell.table, cell.row, swapped.get(cell.column, cell.column)): text for cell, text in texts.items()}
    page = html_table(edition.table("requests"), moved)
    page = page.replace("商业企业", "@").replace("科研机构", "商业企业").replace("@", "科研机构")
    assert figures_of(read_bytes("a.html", page.encode())) == texts


def test_text_whose_heads_are_in_another_order_is_not_read(read_bytes: ImportBytes, edition: Edition) -> None:
    lines = piped_table(edition.table("requests"), of_table(edition, "requests"))
    page = "\n".join(lines).replace("商业企业", "@").replace("科研机构", "商业企业").replace("@", "科研机构")
    imported = read_bytes(
        "a.txt",
        f"一、总体情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n{page}".encode(),
    )
    assert figures_of(imported) == {}
    assert all(any(text in note.raw for note in imported.notes) for text in of_table(edition, "requests").values())


def test_a_column_with_a_strange_head_is_left_out_and_the_others_are_read(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    page = html_page(edition, numbered(edition)).replace("科研机构", "科研单位")
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == {cell: text for cell, text in numbered(edition).items() if cell.column != "research"}
    assert "没有认出列名“科研单位”" in " ".join(note.what for note in imported.notes)


def test_a_table_without_one_of_the_columns_is_not_read_and_reported(read_bytes: ImportBytes, edition: Edition) -> None:
    import re

    page = html_table(edition.table("requests"), of_table(edition, "requests"))
    rows = page.split("</tr>")
    kept = [
        row if "科研机构" not in row else re.sub(r"<td[^>]*><p><span>科研机构</span></p></td>", "", row) for row in rows
    ]
    kept = [
        re.sub(r"(<td(?:(?!<td).)*</td>)(?=(?:<td(?:(?!<td).)*</td>){4}$)", "", row)
        if re.search(r">\d{4}<", row)
        else row
        for row in kept
    ]
    imported = read_bytes("a.html", "</tr>".join(kept).encode())
    for cell, figure in figures_of(imported).items():
        assert figure == numbered(edition)[cell]
    assert imported.notes


def test_a_fifth_empty_column_is_ignored(read_bytes: ImportBytes, edition: Edition) -> None:
    page = html_page(
        edition, numbered(edition), table=lambda t, texts: html_table(t, texts).replace("</tr>", "<td>&nbsp;</td></tr>")
    )
    assert figures_of(read_bytes("a.html", page.encode())) == numbered(edition)


def test_merged_cells_written_again_as_empty_ones_are_read(read_bytes: ImportBytes, edition: Edition) -> None:
    def flat(table: Table, texts: Texts) -> str:
        rows = []
        for top in range(table.height):
            cells = []
            for left in range(table.width):
                place = table.place_at[(top, left)]
                text = (
                    ""
                    if (place.top, place.left) != (top, left)
                    else texts.get(place.cell, "")
                    if place.cell
                    else place.text
                )
                cells.append(f"<td>{text}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    imported = read_bytes("a.html", html_page(edition, numbered(edition), table=flat).encode())
    assert figures_of(imported) == numbered(edition)


def test_heads_repeated_inside_a_table_change_nothing(read_bytes: ImportBytes, edition: Edition) -> None:
    def with_heads_again(table: Table, texts: Texts) -> str:
        rows = html_table(table, texts).split("\n")
        again = [rows[0].partition("<tbody>")[2], *rows[1:3]] if table.id == "requests" else []
        return "\n".join([*rows[:7], *again, *rows[7:]])

    # the group over the rows ends at the cut and is written again below it
    page = html_page(edition, numbered(edition), table=with_heads_again)
    page = page.replace('<td rowspan="22" colspan="1">', '<td rowspan="2" colspan="1">').replace(
        '<td rowspan="8" colspan="1">',
        '<td rowspan="20" colspan="1"><p>三、本年度办理结果</p></td><td rowspan="8" colspan="1">',
    )
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


@pytest.mark.parametrize("with_heads", [True, False])
def test_a_table_cut_in_two_is_read_whole(read: Import, edition: Edition, tmp_path: Path, with_heads: bool) -> None:
    rows = word_rows(edition.table("requests"), of_table(edition, "requests"))
    again = rows[:3] if with_heads else []
    body = f"<w:tbl>{''.join(rows[:14])}</w:tbl>{word_paragraph('')}<w:tbl>{''.join([*again, *rows[14:]])}</w:tbl>"
    imported = read(write_word(tmp_path / "a.docx", body))
    assert figures_of(imported) == of_table(edition, "requests")


def test_table_four_in_three_pieces_is_read_whole(read_bytes: ImportBytes, edition: Edition) -> None:
    pieces = []
    texts = of_table(edition, "disputes")
    for row, heads in (
        ("reconsideration", ["行政复议"]),
        ("suit_direct", ["行政诉讼", "未经复议直接起诉"]),
        ("suit_after_reconsideration", ["行政诉讼", "复议后起诉"]),
    ):
        lines = [f"<tr><td colspan=5>{head}</td></tr>" for head in heads]
        for cells in (
            ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
            [texts[c] for c in texts if c.row == row],
        ):
            lines.append("<tr>" + "".join(f"<td>{text}</td>" for text in cells) + "</tr>")
        pieces.append(f"<table>{''.join(lines)}</table>")
    assert figures_of(read_bytes("a.html", "<p></p>".join(pieces).encode())) == texts
    # without the head that tells one suit from the other, nothing of that piece is taken for either
    unclear = "<p></p>".join(pieces).replace("<tr><td colspan=5>复议后起诉</td></tr>", "")
    imported = read_bytes("a.html", unclear.encode())
    assert figures_of(imported) == {
        cell: text for cell, text in texts.items() if cell.row != "suit_after_reconsideration"
    }


@pytest.mark.parametrize("is_clear", [True, False])
def test_table_four_in_three_pieces_of_text(read_text: ReadText, edition: Edition, is_clear: bool) -> None:
    texts = numbered(edition)

    def in_pieces(table: Table, held: Texts) -> list[str]:
        if table.id != "disputes":
            return piped_table(table, held)
        lines = []
        for row, heads in (
            ("reconsideration", ["行政复议"]),
            ("suit_direct", ["行政诉讼", "未经复议直接起诉"]),
            ("suit_after_reconsideration", ["复议后起诉"] if is_clear else ["行政诉讼"]),
        ):
            lines += [f"{head} | | | | |" for head in heads]
            lines.append("结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |")
            lines += [" | ".join(held[cell] for cell in table.cells if cell.row == row) + " |", ""]
        return lines

    imported = read_text(text_page(edition, texts, in_pieces))
    # without the head that tells one suit from the other, nothing of that piece is taken for either
    expected = texts if is_clear else without_row(texts, "suit_after_reconsideration")
    assert figures_of(imported) == expected
    assert is_clear or imported.notes


def test_a_row_that_is_missing_is_reported(read_text: ReadText, edition: Edition) -> None:
    lines = text_page(edition, numbered(edition)).splitlines()
    imported = read_text("\n".join(line for line in lines if "2.重复申请" not in line))
    assert figures_of(imported) == without_row(numbered(edition), "results.not_processed.repeated")
    assert [note.what for note in imported.notes] == ["表三没有读到“三（五）2.重复申请”，留空"]


def test_a_row_without_its_label_is_reported(read_text: ReadText, edition: Edition) -> None:
    imported = read_text(text_page(edition, numbered(edition)).replace("2.重复申请 |", " |"))
    assert figures_of(imported) == without_row(numbered(edition), "results.not_processed.repeated")
    assert imported.notes[0].what == "表三有一行没有认出行名，没有读入"


def test_a_cell_that_is_missing_leaves_its_whole_row_blank(read_bytes: ImportBytes, edition: Edition) -> None:
    text = numbered(edition)[Cell("requests", "carried_out", "research")]
    page = html_page(edition, numbered(edition)).replace(
        f'<td rowspan="1" colspan="1"><p><span>{text}</span></p></td>', ""
    )
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == without_row(numbered(edition), "carried_out")
    (note,) = imported.notes
    assert note.what == "表三“四、结转下年度”一行的格数与表头对不上（应有 7 格），整行没有读入"
    assert note.where == "第2张表第28行"


def test_figures_merged_over_two_rows_are_taken_for_neither(read_bytes: ImportBytes, edition: Edition) -> None:
    text = numbered(edition)[Cell("disclosure", "penalties", "decisions")]
    other = numbered(edition)[Cell("disclosure", "coercive_measures", "decisions")]
    page = html_page(edition, numbered(edition)).replace(
        f'<td rowspan="1" colspan="3"><p><span>{other}</span></p></td>', ""
    )
    page = page.replace(f'rowspan="1" colspan="3"><p><span>{text}<', f'rowspan="2" colspan="3"><p><span>{text}<')
    imported = read_bytes("a.html", page.encode())
    assert not {"penalties", "coercive_measures"} & {cell.row for cell in figures_of(imported)}
    assert text in " ".join(note.raw for note in imported.notes)


def test_a_figure_that_is_given_twice_and_differs_is_taken_from_neither(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    texts = of_table(edition, "disclosure")
    licences = Cell("disclosure", "licences", "decisions")
    page = html_table(edition.table("disclosure"), texts) + html_table(
        edition.table("disclosure"), {**texts, licences: "5"}
    )
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == {cell: text for cell, text in texts.items() if cell != licences}
    (note,) = [note for note in imported.notes if note.cell == licences]
    assert note.raw == f"{texts[licences]}；5"


def one_cell_a_line(table: Table, texts: Texts) -> list[str]:
    return [f"{texts.get(place.cell, '') if place.cell else place.text} |" for row in rows_of(table) for place in row]


def test_text_with_one_cell_a_line_is_read_by_the_count_of_cells(read_text: ReadText, edition: Edition) -> None:
    imported = read_text(text_page(edition, numbered(edition), one_cell_a_line))
    assert figures_of(imported) == numbered(edition)
    assert imported.notes == ()


def test_a_blank_that_left_no_line_leaves_its_row_blank(read_text: ReadText, edition: Edition) -> None:
    page = text_page(edition, numbered(edition), one_cell_a_line)
    text = numbered(edition)[Cell("requests", "carried_in", "research")]
    imported = read_text(page.replace(f"{text} |\n", ""))
    assert figures_of(imported) == without_row(numbered(edition), "carried_in")


def test_a_label_of_this_form_that_no_row_could_be_told_by_is_of_no_other_form(
    read_bytes: ImportBytes, edition: Edition
) -> None:
    """The group beside it goes on for a row too many, so that it stands within that group."""
    page = html_page(edition, numbered(edition)).replace('rowspan="22"', 'rowspan="23"')
    imported = read_bytes("a.html", page.encode())
    assert figures_of(imported) == without_row(numbered(edition), "carried_out")
    assert not any("版格式的栏目" in note.what for note in imported.notes)
