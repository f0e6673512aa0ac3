"""A second hand-in against the first, and what was published against what was handed in."""

from collections.abc import Mapping

from model.batch.checked_file import CheckedFile
from model.batch.checking import check_imported
from model.batch.hand_ins import changes_between, published_differences
from model.form.edition import Edition
from model.importing import Imported
from model.report.comparison import CellDifference
from model.report.report import Report
from tests.model.batch.county import correct_report, unbalanced, with_blanks

UNIT = "恩平市教育局"


def checked(report: Report, editions: Mapping[str, Edition]) -> CheckedFile:
    return check_imported(Imported(report, (), container="json"), "a.json", editions)


def test_what_was_settled_what_remains_and_what_changed_besides(editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]
    right = correct_report(UNIT, edition)
    first = checked(with_blanks(unbalanced(right), "disputes.suit_direct.pending"), editions)
    licences = edition.cell("disclosure.licences.decisions")
    changed = right.with_(figures={**right.figures, licences: right.figures[licences] + 100})
    second = checked(with_blanks(changed, "disputes.suit_direct.pending"), editions)
    found = changes_between(first, second, editions)
    assert {each.stated_by for each in found.settled} == {"requests.balance"}
    assert {each.stated_by for each in found.remaining} == {"cell.blank"}
    assert not found.new
    [besides] = found.changed_besides
    assert isinstance(besides, CellDifference) and besides.cell == licences


def test_a_new_fault_of_the_second_hand_in_is_new(editions: Mapping[str, Edition]) -> None:
    right = correct_report(UNIT, editions["2021"])
    found = changes_between(checked(right, editions), checked(unbalanced(right), editions), editions)
    assert {each.stated_by for each in found.new} == {"requests.balance"} and not found.settled


def test_published_is_compared_by_unit_cell_by_cell_and_paragraph_by_paragraph(editions: Mapping[str, Edition]) -> None:
    edition = editions["2021"]
    one, two = (correct_report(unit, edition) for unit in (UNIT, "恩平市民政局"))
    cell = edition.cell("requests.received.person")
    other = one.with_(
        figures={**one.figures, cell: one.figures[cell] + 1},
        texts={**one.texts, "6": "本年度收取信息处理费。"},
    )
    same = checked(two, editions)
    handed_in = {UNIT: checked(one, editions), "恩平市民政局": same, "甲": None, "乙": same}
    published = {UNIT: checked(other, editions), "恩平市民政局": same, "甲": same, "丙": same}
    found = {each.unit: each for each in published_differences(handed_in, published, editions)}
    names = [each.name for each in found[UNIT].differences]
    assert names[0] == "表三 一、本年新收 · 自然人" and any("第 1 段" in name for name in names)
    assert not found["恩平市民政局"].differences and not found["恩平市民政局"].problem
    assert {unit: each.problem for unit, each in found.items() if each.problem} == {
        "甲": "报送的文件没有读出",
        "乙": "没有找到公开的年报",
        "丙": "公开了年报，但没有报送",
    }
