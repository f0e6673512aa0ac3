"""What reading a register turns up beside its applications."""

from model.register.mapping import JOINT, Decisions
from model.register.phrases import Certainty, Reading
from model.register.record import Record, shown_entry
from model.register.sheets import Place


def test_an_entry_is_asked_once_with_all_its_places() -> None:
    record = Record(Decisions())
    for row in (2, 5):
        record.ask("results", "酌情", Reading(Certainty.ASKED, "x"), Place("台账", row))
    (question,) = record.questions
    assert (question.key, question.proposed, [place.row for place in question.places]) == ("酌情", "x", [2, 5])


def test_rules_and_customs_are_counted() -> None:
    record = Record(Decisions(settings={"joint": "list"}))
    record.say("甲")
    record.say("甲", 2)
    record.practice("撤回", "x")
    assert record.said == {"甲": 3}
    assert record.practices == {"撤回": ("x", 1)}
    assert record.setting(JOINT) == "list"
    assert record.used == {"joint"}


def test_a_long_entry_is_not_shown() -> None:
    assert shown_entry("张三" * 30) == "（较长或写有姓名的一段文字）"
    assert shown_entry("酌情") == "酌情"
