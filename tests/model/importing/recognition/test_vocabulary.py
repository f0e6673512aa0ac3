"""Labels of the form, known again however a file writes them."""

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing.recognition.vocabulary import NOTHING, Vocabulary, without_last_bracket

RESULTS, DENIED = "三、本年度办理结果", "（三）不予公开"


@pytest.fixture(scope="module")
def requests(edition: Edition) -> Vocabulary:
    return Vocabulary(edition.table("requests"))


@pytest.fixture(scope="module")
def disclosure(edition: Edition) -> Vocabulary:
    return Vocabulary(edition.table("disclosure"))


@pytest.fixture(scope="module")
def disputes(edition: Edition) -> Vocabulary:
    return Vocabulary(edition.table("disputes"))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("（二）部分公开（区分处理的，只计这一情形）", "(二)部分公开"),
        ("本年收费金额（单位：万元）", "本年收费金额"),
        ("本年收费金额（单位：元）", "本年收费金额(单位:元)"),
        ("（其他）", "(其他)"),
        ("自然人", "自然人"),
    ],
)
def test_an_explanation_in_brackets_is_left_out_but_another_unit_of_money_is_not(text: str, bare: str) -> None:
    assert without_last_bracket(text) == bare


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("一、本年新收政府信息公开申请数量", "received"),
        ("本年新收", "received"),
        ("（一）予以公开", "results.granted"),
        ("(一) 予以公开", "results.granted"),
        ("予以公开", "results.granted"),
        ("（二）部分公开", "results.granted_in_part"),
        ("1.属于国家秘密", "results.denied.state_secret"),
        ("属于国家秘密", "results.denied.state_secret"),
        ("四、结转下年度继续办理", "carried_out"),
        ("結轉下年度繼續辦理", "carried_out"),
    ],
)
def test_a_row_is_known_by_its_words_with_or_without_numeral(requests: Vocabulary, text: str, row: str) -> None:
    assert requests.meaning(text).rows == {row}


def test_a_wrong_numeral_of_a_long_label_is_tolerated_and_not_of_a_short_one(requests: Vocabulary) -> None:
    assert requests.meaning("（二）予以公开").rows == {"results.granted"}
    assert not requests.meaning("（九）总计").rows
    assert requests.meaning("（七）总计").rows == {"results.total"}
    assert not requests.meaning("一、予以公开").rows  # another kind of numeral


def test_no_head_of_a_column_is_numbered(requests: Vocabulary) -> None:
    assert requests.meaning("总计").heads == {"总计"}
    assert not requests.meaning("（七）总计").heads
    assert requests.meaning("自然人").heads == {"自然人"}
    assert requests.meaning("公民").heads == {"自然人"}


def test_a_label_over_several_rows_is_a_group(requests: Vocabulary) -> None:
    assert requests.meaning(DENIED).groups == {DENIED}
    assert not requests.meaning(DENIED).rows
    assert requests.groups_of["results.denied.state_secret"] == {RESULTS, DENIED}
    assert requests.groups_of["results.granted"] == {RESULTS}
    assert requests.groups_of["received"] == frozenset()
    assert (requests.depth_of[RESULTS], requests.depth_of[DENIED]) == (0, 1)


def test_block_titles_and_notes_stand_aside(disclosure: Vocabulary, requests: Vocabulary) -> None:
    block = next(place.text for place in disclosure.table.places if place.role == "block")
    assert (disclosure.meaning(block).aside, disclosure.meaning(block).block) == (True, True)
    note = next(place.text for place in requests.table.places if place.role == "note")
    assert (requests.meaning(note).aside, requests.meaning(note).block) == (True, False)
    row = disclosure.meaning("行政许可")
    assert (row.rows, row.aside, row.block) == (frozenset({"licences"}), False, False)


def test_a_short_form_keeps_the_numeral_of_the_printed_label(requests: Vocabulary) -> None:
    assert requests.meaning("一、本年新收").rows == {"received"}
    assert not requests.meaning("（一）本年新收").rows  # another kind of numeral: a row of another block


def test_what_is_no_label_means_nothing(requests: Vocabulary) -> None:
    assert not (NOTHING.aside or NOTHING.block or NOTHING.rows or NOTHING.groups or NOTHING.heads)
    for text in ("", "  ", "12", "某某局", "长" * 121):
        assert requests.meaning(text) is NOTHING
        assert not requests.meaning(text)
    assert requests.meaning("自然人")


def test_a_label_of_120_characters_is_still_looked_up(requests: Vocabulary) -> None:
    padded = "自然人" + " " * 117
    assert requests.meaning(padded).heads == {"自然人"}
    assert requests.meaning(padded + " ") is NOTHING


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("2.其他法律行政法", "results.denied.prohibited_by_law"),
        ("其他法律行政", "results.denied.prohibited_by_law"),
        ("其他法律行", None),  # five characters
        ("一、本年新收政府信息", "received"),
        ("没有现成信息需要", "results.unavailable.needs_creating"),
        ("属于四类过程性信", "results.denied.deliberative"),
    ],
)
def test_a_label_cut_short_is_known_by_its_first_six_characters(
    requests: Vocabulary, text: str, row: str | None
) -> None:
    assert requests.meaning(text).rows == ({row} if row else frozenset())


def test_a_note_with_a_slip_in_it_is_known(requests: Vocabulary) -> None:
    note = next(place.text for place in requests.table.places if place.role == "note")
    assert len(note) > 20
    assert requests.meaning(note.replace("勾稽", "钩稽")).aside
    assert requests.meaning(note[:-1]).aside
    assert not requests.meaning(note[::-1]).aside
    assert not requests.meaning("另有别的说明，" + note).aside
    assert not requests.meaning(note[:10] + "".join(chr(0x4E00 + n) for n in range(len(note) - 10))).aside


def test_the_cells_under_a_stack_of_heads(requests: Vocabulary) -> None:
    legal = requests.cells_under(("法人或其他组织", "法律服务机构"))
    assert legal is not None
    assert legal["received"] == Cell("requests", "received", "legal_service")
    assert len(legal) == len(requests.table.rows)
    assert requests.cells_under(("申请人情况", "自然人")) == requests.cells_under(("自然人",))
    assert requests.cells_under(("什么都不是", "自然人")) == requests.cells_under(("自然人",))


def test_heads_that_contradict_each_other_have_no_cell_and_an_unknown_one_is_not_known(requests: Vocabulary) -> None:
    assert requests.cells_under(("法人或其他组织", "自然人")) == {}
    assert requests.cells_under(("自然人", "什么都不是")) is None
    assert requests.cells_under(()) == {}


def test_a_head_that_stands_over_several_columns_is_no_cell(requests: Vocabulary, disputes: Vocabulary) -> None:
    assert requests.cells_under(("法人或其他组织",)) == {}
    upheld = disputes.cells_under(("结果维持",))
    assert upheld is not None
    assert {cell.column for cell in upheld.values()} == {"upheld"}
    assert set(upheld) == {"reconsideration", "suit_direct", "suit_after_reconsideration"}
    assert disputes.cells_under(("行政复议", "结果维持")) == {
        "reconsideration": Cell("disputes", "reconsideration", "upheld")
    }


def test_the_heads_over_a_cell_outermost_first(requests: Vocabulary, disputes: Vocabulary) -> None:
    assert requests.heads_of[Cell("requests", "received", "welfare")] == (
        "申请人情况",
        "法人或其他组织",
        "社会公益组织",
    )
    assert disputes.heads_of[Cell("disputes", "suit_direct", "total")] == ("行政诉讼", "未经复议直接起诉", "总计")


def test_the_heads_above_a_row_as_they_are_printed(requests: Vocabulary, disclosure: Vocabulary) -> None:
    heads = (
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    )
    assert set(requests.expected_heads.values()) == {heads}
    assert disclosure.expected_heads["government_rules"] == ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    assert disclosure.expected_heads["licences"] == ("信息内容", "本年处理决定数量")
    assert disclosure.expected_heads["fees"] == ("信息内容", "本年收费金额（单位：万元）")


def test_the_cells_of_each_row_and_whether_rows_have_labels(
    requests: Vocabulary, disputes: Vocabulary, disclosure: Vocabulary
) -> None:
    assert [cell.column for cell in requests.cells_by_row["received"]] == [c.id for c in requests.table.columns]
    assert [cell.column for cell in disclosure.cells_by_row["fees"]] == ["amount"]
    assert (requests.has_row_labels, disclosure.has_row_labels, disputes.has_row_labels) == (True, True, False)
