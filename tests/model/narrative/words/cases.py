"""Sentences with figures and what the check must say about them; the first ones come from outside the project."""

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from model.checks.engine import check
from model.checks.findings import Finding, Severity
from model.form.edition import Edition
from model.report.report import Fact, Report
from tests.conftest import SAMPLES


class Case(NamedTuple):
    kind: str
    text: str
    figures: Mapping[str, int]
    expect: str
    """``clean``, ``clean, no hint``, or the beginning of the rule's id; with ``at 须核实``, a hint is not enough."""
    organ: str = "清远县教育局"
    section: str = "1"
    also: tuple[str, ...] = ()
    """The rules concerned, where they are others than all of ``words.``."""


@cache
def given_cases() -> tuple[Case, ...]:
    """The cases of ``tests/samples/words-cases.json``."""
    return tuple(
        Case(
            each["cause"],
            each["text"],
            each.get("figures", {}),
            each["expect"],
            each.get("organ", Case._field_defaults["organ"]),
            each.get("section", "1"),
            tuple(each.get("also", ())),
        )
        for each in json.loads(Path(SAMPLES, "words-cases.json").read_text("utf-8"))
    )


def findings(case: Case, edition: Edition) -> list[Finding]:
    """What the check finds in the words, and by the rules that the case names."""
    figures = {**dict.fromkeys(edition.cells, 0), **{edition.cell(at): figure for at, figure in case.figures.items()}}
    facts = {Fact.ORGAN: case.organ, Fact.YEAR: "2024"}
    report = Report(edition.id, figures, facts=facts, texts={case.section: case.text})
    return [each for each in check(report, edition).findings if each.stated_by.startswith(case.also or "words.")]


def passes(case: Case, edition: Edition) -> bool:
    """Whether the check says what the case expects."""
    found = findings(case, edition)
    loud = [each for each in found if each.severity is not Severity.HINT]
    if case.expect == "clean":
        return not loud
    if case.expect == "clean, no hint":
        return not found
    if case.expect.startswith("no "):
        word = case.expect.split()[1]
        return not any(word in each.message for each in found)
    rule, _, strength = case.expect.partition(" at ")
    return any(each.stated_by.startswith(rule) for each in (loud if strength else found))


def passed_by_kind(cases: tuple[Case, ...], edition: Edition) -> dict[str, tuple[int, int]]:
    """Kind -> (cases that pass, all cases)."""
    every = Counter(each.kind for each in cases)
    right = Counter(each.kind for each in cases if passes(each, edition))
    return {kind: (right[kind], every[kind]) for kind in every}
