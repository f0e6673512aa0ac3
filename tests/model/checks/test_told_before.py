"""Numbers of others behind the cell's own number, which contradict nothing."""

from collections.abc import Sequence

import pytest

from model.checks.claim_evaluation import MAY_BE_OTHER, ClaimState
from model.checks.engine import check
from model.form.edition import Edition
from model.report.report import Reason
from tests.model.checks.text_reports import saying, words_of

RECONSIDERED = {"disputes__reconsideration__upheld": 4, "disputes__reconsideration__total": 4}
SUED = {"disputes__suit_direct__upheld": 1, "disputes__suit_direct__total": 1}
ASKED = {"requests__received__person": 40, "requests__received__total": 40}
PENALTIES = {"disclosure__penalties__decisions": 64}


def _told(edition: Edition, text: str, figures: dict[str, int]) -> Sequence[str]:
    """The passages that contradict the tables."""
    found = words_of(saying(edition, text, **figures), edition)
    return [each.passage.text for each in found if each.passage]


@pytest.mark.parametrize(
    "text",
    [
        "信息公开行政复议4件，结果维持。全年收到其他复议申请216件，纠错11件。",
        "信息公开行政复议4件，结果维持；行政诉讼1件，维持。执法类复议216件；诉讼58件，败诉12件。",
        "信息公开行政复议4件，结果维持。被申请复议218件，纠正12件，纠正率5.5%。",
    ],
)
def test_disputes_counted_behind_ours_and_their_outcomes_are_of_others(edition: Edition, text: str) -> None:
    assert _told(edition, text, RECONSIDERED | SUED) == []


@pytest.mark.parametrize("none", ["未发生因信息公开引起的行政复议、诉讼", "信息公开行政复议0件、行政诉讼0件"])
def test_a_none_before_tells_the_number_as_well_and_each_outcome(edition: Edition, none: str) -> None:
    assert _told(edition, f"{none}，被提起诉讼13件，败诉3件。", {}) == []
    assert _told(edition, f"{none}。退捕产生的信访63件；复议2件维持，诉讼3件驳回。", {}) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年行政复议72件、行政诉讼38件。其中因政府信息公开提起复议4件，结果维持；因政府信息公开提起诉讼1件。",
        "全局全年被复议72件、被诉38件，败诉7件。属于信息公开的：复议4件，维持4件；诉讼1件。",
        "被复议72件，信息公开复议为4件。应诉案件共38件，信息公开诉讼为1件。",
    ],
)
def test_all_disputes_before_those_said_to_be_ours_are_of_any_cause(edition: Edition, text: str) -> None:
    assert _told(edition, text, RECONSIDERED | SUED) == []


def test_all_disputes_before_a_none_of_ours_are_of_any_cause(edition: Edition) -> None:
    assert _told(edition, "被申请行政复议1起，维持；政府信息公开方面没有行政复议、没有行政诉讼。", {}) == []


def test_fewer_than_those_said_to_be_ours_are_told(edition: Edition) -> None:
    text = "全年行政复议2件。其中因政府信息公开提起复议4件，结果维持。"
    assert _told(edition, text, RECONSIDERED) == ["2"]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请40件，无结转件。办结31件，结转下年办理9件。",
        "收到申请40件，除9件结转下年外，其余31件均已答复。",
        "收到申请40件，9件结转下年办理。20天以内全部出具书面答复。",
    ],
)
def test_none_or_all_done_is_of_others_where_the_cell_is_counted(edition: Edition, text: str) -> None:
    left = {"requests__carried_out__total": 9, "requests__results.total__total": 31}
    assert _told(edition, text, ASKED | left) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("信息公开行政复议4件。对上述16件复议案件逐一复盘。", ["16"]),
        ("信息公开行政复议6件，结果维持。", ["6"]),
        ("渣土类复议216件。信息公开行政复议6件。", ["6"]),
        ("信息公开行政复议4件。信息公开行政复议16件，结果维持。", ["16"]),
        ("信息公开行政复议4件。全年行政复议5件。", ["5"]),
    ],
)
def test_the_first_number_and_one_that_says_ours_or_differs_by_a_slip_is_told(
    edition: Edition, text: str, wrong: list[str]
) -> None:
    assert _told(edition, text, RECONSIDERED) == wrong


@pytest.mark.parametrize(("second", "wrong"), [("14", []), ("41", ["41"]), ("70", ["70"]), ("39", ["39"])])
def test_of_requests_only_what_may_be_a_part_of_them_is_left_alone(
    edition: Edition, second: str, wrong: list[str]
) -> None:
    assert _told(edition, f"全年收到申请40件。政务窗口方面，收到申请{second}件。", ASKED) == wrong


def test_a_number_of_another_section_is_told(edition: Edition) -> None:
    report = saying(edition, "作出行政处罚64件。", **PENALTIES)
    both = report.with_(texts={"1": report.texts["1"], "6": "作出行政处罚12件。"})
    assert [each.section for each in words_of(both, edition)] == ["6"]
    same = report.with_(texts={"1": report.texts["1"] + "作出行政处罚12件。"})
    assert words_of(same, edition) == []


@pytest.mark.parametrize(("example", "wrong"), [("其中一人提出申请11件", []), ("全年收到申请41件", ["41"])])
def test_of_requests_a_later_section_tells_examples(edition: Edition, example: str, wrong: list[str]) -> None:
    report = saying(edition, "全年收到申请40件。", **ASKED)
    both = report.with_(texts={"1": report.texts["1"], "6": f"{example}。"})
    assert [each.passage.text for each in words_of(both, edition) if each.passage] == wrong


@pytest.mark.parametrize(("problem", "wrong"), [("引发复议、诉讼合计62件", []), ("全年复议、诉讼合计62件", ["62"])])
def test_of_disputes_as_well_but_for_those_of_the_year(edition: Edition, problem: str, wrong: list[str]) -> None:
    report = saying(edition, "行政复议4件，行政诉讼1件。", **RECONSIDERED, **SUED)
    both = report.with_(texts={"1": report.texts["1"], "5": f"{problem}。"})
    assert [each.passage.text for each in words_of(both, edition) if each.passage] == wrong


def test_a_summary_in_the_preface_silences_nothing(edition: Edition) -> None:
    report = saying(edition, "收到申请25件。", **ASKED)
    both = report.with_(texts={"preface": "收到申请40件。", "1": report.texts["1"]})
    assert [each.passage.text for each in words_of(both, edition) if each.passage] == ["25"]


def test_it_is_unsure_and_says_why(edition: Edition) -> None:
    report = saying(edition, "信息公开行政复议4件，维持。收到复议申请216件，纠错11件。", **RECONSIDERED)
    found = {each.claim.text: each for each in check(report, edition).context.words.evaluations("1")}
    assert found["4"].state is ClaimState.AGREES
    assert (found["216"].state, found["216"].evaluation.why) == (ClaimState.UNSURE, MAY_BE_OTHER)


def test_the_second_is_told_as_soon_as_the_first_does_not_agree(edition: Edition) -> None:
    text = "作出行政处罚64件。城区作出行政处罚12件。"
    assert _told(edition, text, PENALTIES) == []
    assert _told(edition, text, {"disclosure__penalties__decisions": 90}) == ["64", "12"]


def test_last_year_s_number_of_the_cell_is_told(edition: Edition) -> None:
    report = saying(edition, "作出行政处罚64件。城区作出行政处罚12件。", **PENALTIES)
    last = saying(edition, "", disclosure__penalties__decisions=12)
    assert words_of(report, edition, saying(edition, "", disclosure__penalties__decisions=51)) == []
    assert [each.passage.text for each in words_of(report, edition, last) if each.passage] == ["12"]


def test_what_is_said_of_another_year_tells_nothing_of_this_one(edition: Edition) -> None:
    report = saying(edition, "2023年作出行政处罚51件。2024年作出行政处罚12件。", **PENALTIES)
    last = saying(edition, "", disclosure__penalties__decisions=51)
    found = {each.claim.text: each.state for each in check(report, edition, last).context.words.evaluations("1")}
    assert found["12"] is ClaimState.CONTRADICTS


@pytest.mark.parametrize(
    "text",
    [
        "因信息公开被申请行政复议4件，维持4件。全年未发生因政府信息公开引起的行政复议。",
        "行政复议4件，维持4件。没有被提起行政复议。",
    ],
)
def test_none_of_what_is_counted_is_told_but_for_what_is_carried_over(edition: Edition, text: str) -> None:
    assert len(_told(edition, text, RECONSIDERED)) == 1
    left = {"requests__carried_out__total": 9}
    assert len(_told(edition, "收到申请40件，结转下年办理9件。无结转下年度的申请。", ASKED | left)) == 1


@pytest.mark.parametrize(
    ("text", "figures", "wrong"),
    [
        ("全年收到申请40件。\n2024年我局共收到政府信息公开申请12件。", ASKED, ["12"]),
        ("作出行政处罚近70件。城区作出行政处罚12件。", PENALTIES, ["12"]),
        ("作出行政处罚64件。2024年，我局共作出行政处罚决定9件。", PENALTIES, ["9"]),
        (
            "行政复议4件、行政诉讼1件。全年因政府信息公开工作被申请行政复议11件，被提起行政诉讼8件。",
            RECONSIDERED | SUED,
            ["11", "8"],
        ),
        ("行政复议4件，维持4件。行政复议4件中，维持1件，纠正3件。", RECONSIDERED, ["1", "3"]),
    ],
)
def test_what_is_of_the_whole_year_or_of_an_agreeing_count_is_told_and_rough_numbers_tell_nothing(
    edition: Edition, text: str, figures: dict[str, int], wrong: list[str]
) -> None:
    assert _told(edition, text, figures) == wrong


def test_a_number_that_the_user_marks_as_unrelated_tells_nothing(edition: Edition) -> None:
    report = saying(edition, "作出行政处罚64件。城区作出行政处罚12件。", **PENALTIES)
    first, _ = check(report, edition).context.words.evaluations("1")
    marked = report.with_(dismissed={**report.dismissed, first.dismissal_key: Reason("", "不相关")})
    assert [each.passage.text for each in words_of(marked, edition) if each.passage] == ["12"]
