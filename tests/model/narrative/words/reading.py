"""What the reader makes of the sentences, counted."""

from collections import Counter
from typing import NamedTuple

from model.checks.engine import check
from model.checks.findings import Severity
from model.form.edition import Edition
from model.narrative.claim_extraction import claims_in
from model.narrative.claims import Claim
from model.narrative.numbers import folded
from tests.model.narrative.words.reports import Whole
from tests.model.narrative.words.sentences import Sentence

Found = tuple[str, str, str]
"""Kind, number, phrase."""


class Score(NamedTuple):
    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def wanted(sentence: Sentence) -> list[Found]:
    found = []
    for each in sentence.claims.split():
        number, phrase = each.rsplit("=", 1)
        kind, _, number = number.rpartition(":")
        found.append((kind or "count", number, phrase))
    return found


def read(sentence: Sentence) -> list[tuple[Claim, Found | None]]:
    """Each claim that was found, and which of the wanted ones it is."""
    left = Counter(wanted(sentence))
    found: list[tuple[Claim, Found | None]] = []
    for claim in claims_in(sentence.text, "requests"):
        number = claim.text if claim.kind not in ("none", "done", "left") else ""
        same = [
            each
            for each in left
            if each[:2] == (claim.kind, folded(number)) and each[2] in claim.phrase_ids and left[each]
        ]
        if same:
            left[same[0]] -= 1
        found.append((claim, same[0] if same else None))
    return found


def score(sentence: Sentence) -> Score:
    found = read(sentence)
    right = sum(each is not None for _, each in found)
    return Score(right, len(found) - right, len(wanted(sentence)) - right)


def score_report(whole: Whole, edition: Edition) -> tuple[Score, list[str], list[str]]:
    """(score, false alarms, missed): of what is 必改 or 须核实 about words."""
    checked = check(whole.report(edition), edition, whole.last_year(edition))
    found = [
        each
        for each in checked.findings
        if each.stated_by.startswith("words.") and each.severity is not Severity.HINT and each.passage
    ]
    left = list(whole.wrong)
    false = []
    for finding in found:
        text = whole.texts.sections[finding.section]
        assert finding.passage
        around = text[finding.passage.start : finding.passage.end]
        same = [each for each in left if each.split()[0] == finding.stated_by and each.split()[1] in around]
        if same:
            left.remove(same[0])
        else:
            false.append(f"{finding.rule}: {finding.message}")
    return Score(len(whole.wrong) - len(left), len(false), len(left)), false, left
