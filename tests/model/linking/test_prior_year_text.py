"""What became of last year's words."""

from model.linking.prior_year_text import CHANGED, GONE, KEPT, SAME, prior_text_stretches

OLD = """（一）主动公开
2023年，我局完善公开目录，逐项梳理栏目。
全年举办培训2场，参加80人次，效果良好。
开通热线电话解答群众疑问。"""


def reported(text: str) -> list[tuple[str, str]]:
    return [(OLD[each.start : each.end], each.kind) for each in prior_text_stretches(text, OLD) if each.kind != KEPT]


def test_unchanged_text_is_recognised_though_the_year_advanced() -> None:
    assert reported(OLD.replace("2023", "2024")) == [(line, SAME) for line in OLD.split("\n")[1:]]


def test_of_a_rewritten_paragraph_the_stretches_that_changed_are_reported() -> None:
    new = OLD.replace("2场", "3场").replace("80人", "95人").replace("2023", "2024")
    assert [each for each in reported(new) if each[1] == CHANGED] == [("2", CHANGED), ("80", CHANGED)]


def test_a_paragraph_without_successor_is_gone() -> None:
    lines = OLD.split("\n")
    assert reported("\n".join(lines[:3])) == [(lines[1], SAME), (lines[2], SAME), (lines[3], GONE)]
    assert {kind for _, kind in reported("")} == {GONE}


def test_an_unchanged_number_has_its_position_in_this_years_text() -> None:
    new = "新增一段。\n" + OLD.replace("举办培训2场", "组织培训2场").replace("80人", "95人").replace("2023", "2024")
    kept = [each for each in prior_text_stretches(new, OLD) if each.kind == KEPT]
    assert [(OLD[each.start : each.end], new[each.now :][:2]) for each in kept] == [("2", "2场")]
    kept = [each for each in prior_text_stretches(OLD, OLD) if each.kind == KEPT]
    assert [(OLD[each.start : each.end], each.now) for each in kept] == [
        ("2", OLD.index("2场")),
        ("80", OLD.index("80")),
    ]
