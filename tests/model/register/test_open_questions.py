"""What is still to be decided, and a file of decisions that lists it."""

from pathlib import Path

from model.register.mapping import OPEN, read_decisions, write_decisions
from model.register.open_questions import decisions_to_fill, open_questions, target_name
from tests.model.register.registers import EDITION, WORDS, counted
from tests.model.register.test_applications import GOOD, register


def test_each_entry_is_asked_once_with_how_many_rows(tmp_path: Path) -> None:
    rows = [{**GOOD, "登记编号": f"{n}号", "答复结果": "转办", "申请人类型": "外星人"} for n in range(3)]
    found = open_questions(counted(register(tmp_path, *rows)), WORDS)
    assert [(each.part, each.key, each.count) for each in found] == [
        ("results", "转办", 3),
        ("applicants", "外星人", 3),
    ]
    assert found[0].proposed == "results.otherwise.other"
    assert "像是三（六）3.其他" in found[0].sentence
    assert "第2–4行" in found[0].sentence


def test_a_file_with_the_questions_answered_settles_them(tmp_path: Path) -> None:
    path = register(tmp_path, {**GOOD, "答复结果": "转办"})
    made = tmp_path / "map.toml"
    write_decisions(made, *decisions_to_fill(counted(path), WORDS))
    text = made.read_text(encoding="utf-8")
    assert '"转办" = "?"  # 1 行，建议写 results.otherwise.other' in text
    made.write_text(text.replace('"?"  # 1', '"results.otherwise.other"  # 1'), encoding="utf-8")
    assert counted(path, decisions=read_decisions(made, WORDS, EDITION)).is_whole


def test_names_of_targets() -> None:
    assert target_name("person", "applicants", EDITION, WORDS) == "自然人"
    assert target_name("pending", "outcomes", EDITION, WORDS) == "尚未审结"
    assert target_name(OPEN, "results", EDITION, WORDS) == "还没有答复（在办）"
    assert target_name("", "results", EDITION, WORDS) == "不计入"
