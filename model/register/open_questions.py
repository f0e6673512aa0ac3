"""What is still to be decided about a register, as the command prints it and as a file of decisions lists it."""

from dataclasses import dataclass

from model.form.edition import Edition
from model.register.draft_edit import places_text
from model.register.mapping import ASK, OPEN, SETTINGS, Decisions, is_checksum
from model.register.register import Counted
from model.register.words import RegisterWords

_MOST_PLACES = 5


@dataclass(frozen=True)
class OpenQuestion:
    """One decision to be made: ``part`` and ``key`` are its place in a file of decisions; ``proposed`` may be empty."""

    part: str
    key: str
    sentence: str
    proposed: str
    count: int


def open_questions(counted: Counted, words: RegisterWords) -> tuple[OpenQuestion, ...]:
    """Columns first, then entries, each with how many rows it concerns and some examples."""
    found = []
    for column in counted.column_questions:
        guess = f"，像是{words.names[column.proposed]}" if column.proposed else ""
        examples = f"（如 {'、'.join(column.examples)}）" if column.examples else ""
        sentence = f"{column.sheet}的“{column.label}”一列是什么？有 {column.filled} 行{examples}{guess}"
        proposed = column.proposed.value if column.proposed else ""
        found.append(OpenQuestion("columns", column.label, sentence, proposed, column.filled))
    for value in counted.value_questions:
        shown = "一段较长或写有姓名的文字" if is_checksum(value.key) else f"“{value.key}”"
        where = places_text(value.places, _MOST_PLACES)
        guess = f"，像是{target_name(value.proposed, value.part, counted.edition, words)}" if value.proposed else ""
        sentence = f"{_PARTS[value.part]}{shown}算哪一项？{len(value.places)} 件，{where}{guess}"
        found.append(OpenQuestion(value.part, value.key, sentence, value.proposed, len(value.places)))
    return tuple(found)


_PARTS = {"applicants": "申请人类型", "results": "答复结果", "outcomes": "复议、诉讼结果"}


def target_name(target: str, part: str, edition: Edition, words: RegisterWords) -> str:
    """The name of a row or column of the form, for an id of a file of decisions."""
    if target == OPEN:
        return "还没有答复（在办）"
    if not target:
        return "不计入"
    table = edition.table(words.roles.disputes if part == "outcomes" else words.roles.table)
    names = {each.id: each.name for each in (table.rows if part == "results" else table.columns)}
    return names.get(target, target)


def decisions_to_fill(counted: Counted, words: RegisterWords) -> tuple[Decisions, dict[tuple[str, str], str]]:
    """The decisions so far with every open question as not decided, and remarks for the file that say what is asked."""
    added: dict[str, dict[str, str]] = {"columns": {}, "applicants": {}, "results": {}, "outcomes": {}}
    remarks: dict[tuple[str, str], str] = {}
    for each in open_questions(counted, words):
        added[each.part][each.key] = ASK
        # a sentence of a column may quote its entries, which do not belong into a file that is handed on
        remark = f"{each.count} 行" + (f"，建议写 {each.proposed}" if each.proposed else "")
        remarks[each.part, each.key] = " ".join(remark.split())
    settings = {each.id: counted.decisions.setting(each) for each in SETTINGS}
    return counted.decisions.with_(**added, settings=settings), remarks
