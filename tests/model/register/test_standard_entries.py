"""Entries of a register that is handed out: each is read with certainty as what it stands for."""

import pytest

from model.register.phrases import Certainty, Phrases
from model.register.standard_entries import applicant_entries, counted_cells, outcome_entries, result_entries
from tests.model.register.registers import EDITION, WORDS

LISTS = {
    "results": result_entries(WORDS, EDITION),
    "applicants": applicant_entries(WORDS, EDITION),
    "outcomes": outcome_entries(WORDS, EDITION),
}


@pytest.mark.parametrize(("part", "target"), [(part, target) for part, entries in LISTS.items() for target in entries])
def test_each_is_read_with_certainty(part: str, target: str) -> None:
    reading = Phrases(getattr(WORDS, part), WORDS.marks).read(LISTS[part][target])
    assert (reading.certainty, reading.target) == (Certainty.SURE, target)


def test_names_of_the_form_without_its_numbers() -> None:
    assert LISTS["results"]["results.denied.state_secret"] == "不予公开：属于国家秘密"
    assert LISTS["results"]["results.granted"] == "予以公开"
    assert LISTS["applicants"]["person"] == "自然人"
    assert len(counted_cells(WORDS, EDITION)) == 24 * 6
