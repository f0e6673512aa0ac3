"""``check --explain``: how each number of the words was read, and with which cells it was compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.checks.claim_matching import PlacedEvaluation
    from model.checks.engine import CheckResult

STATES = {"agrees": "相符", "contradicts": "不符", "unsure": "不下结论", "unrelated": "已标为不相关"}
"""State of an evaluation -> what is printed."""
NO_CELL = "no_cell"
"""The state of a number that speaks of no cell."""


def read_numbers(checked: "CheckResult") -> list[dict[str, Any]]:
    """Every number of the words and every phrase for none or all, in text order, with its reading."""
    words = checked.context.words
    found: list[dict[str, Any]] = []
    for key in words.by_section:
        claims = [_as_entry(each, checked.context.report.organ) for each in words.evaluations(key)]
        starts = {each["start"] for each in claims}
        others = [each for each in _other_numbers(key, checked) if each["start"] not in starts]
        found += sorted((*claims, *others), key=lambda each: (each["start"], each["end"]))
    return found


def _as_entry(placed: "PlacedEvaluation", organ: str) -> dict[str, Any]:
    from model.checks.organ_scope import names_organ
    from model.narrative.lexicon import the_lexicon

    claim, evaluation, phrases = placed.claim, placed.evaluation, the_lexicon().phrases
    return {
        "section": placed.section,
        "start": placed.start,
        "end": placed.end,
        "text": claim.text,
        "sentence": placed.sentence,
        "clause": placed.clause,
        "kind": claim.kind.value,
        "phrases": [phrases[each].name for each in claim.phrase_ids if each in phrases],
        **({} if names_organ(claim.scope, organ) else {"scope": claim.scope}),
        **({"year": claim.year} if claim.year else {}),
        "hedges": sorted(each.name.lower() for each in claim.hedges),
        "state": evaluation.state.value,
        "cells": [str(cell) for cell in evaluation.cells],
        "arithmetic": evaluation.says,
        "why": evaluation.why,
    }


def _other_numbers(section: str, checked: "CheckResult") -> Iterator[dict[str, Any]]:
    from model.checks.placed_claims import clause_at
    from model.narrative.numbers import folded, numbers_in

    for start, paragraph in checked.context.paragraphs[section]:
        text = folded(paragraph.text)
        for each in numbers_in(text, 0, len(text)):
            if each.unit == "年":
                continue
            yield {
                "section": section,
                "start": start + each.start,
                "end": start + each.end,
                "text": paragraph.text[each.start : each.end],
                "clause": clause_at(paragraph.text, each.start, each.end),
                "state": NO_CELL,
            }


def explained(checked: "CheckResult") -> Iterator[str]:
    """The same as lines of text."""
    from model.checks.claim_rules import place_of

    section = None
    yield "  正文里的数是怎样读的："
    for each in read_numbers(checked):
        if each["section"] != section:
            section = each["section"]
            yield f"    {place_of(checked.context.edition, section)}"
        yield f"      {_line(each)}"


def _line(each: dict[str, Any]) -> str:
    if each["state"] == NO_CELL:
        return f"{each['text']}：“{each['clause']}”不对应表格"
    about = "、".join(each["phrases"])
    scope = f"（{each['scope']}）" if "scope" in each else ""
    against = each["arithmetic"] or each["why"]
    why = f"（{each['why']}）" if each["arithmetic"] and each["why"] else ""
    return f"{each['text']}：“{each['clause']}”读作{about}{scope}；{against}；{STATES[each['state']]}{why}"
