"""The words of registers are vetted when they are loaded: a wrong entry is named."""

from pathlib import Path

import pytest

from model.form.schema import EditionError
from model.register.words import load_register_words
from tests.model.register.registers import EDITION, EDITIONS, RESOURCES, WORDS

TEXT = (RESOURCES / "register.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('row = "results.granted"', 'row = "results.given"', "results.given"),
        ('column = "welfare"', 'column = "welfair"', "welfair"),
        ('within = "results.denied."', 'within = "results.refused."', "results.refused."),
        ('received = "received"', 'received = "came"', "came"),
        ('id = "way"', 'id = "wey"', "wey"),
        ('kind = "date"', 'kind = "day"', "day"),
        ('source = "没有说明是哪一种结果"', 'source = ""', "source"),
        ('is = ["撤回", ', 'is = ["公开", ', "公开"),
        ('practice = true\nsource = "实践做法：申请人', 'practice = true\nsource = "申请人', "实践做法"),
        ('vague = ["日期"]', 'vague = ["时候"]', "时候"),
        ("format = 1", "format = 2", "format"),
    ],
)
def test_a_wrong_entry_is_named(old: str, new: str, named: str, tmp_path: Path) -> None:
    assert old in TEXT
    path = tmp_path / "register.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(EditionError, match=named.replace(".", r"\.")):
        load_register_words(path, EDITIONS)


def test_every_row_and_column_of_the_form_can_be_reached() -> None:
    rows = {entry.row for entry in WORDS.results} - {""}
    assert rows == set(WORDS.result_rows(EDITION))
    assert {entry.column for entry in WORDS.applicants} - {""} == set(WORDS.applicant_columns(EDITION))
    assert {entry.column for entry in WORDS.outcomes} - {""} == set(WORDS.outcome_columns(EDITION))


def test_totals_are_no_targets() -> None:
    assert len(WORDS.result_rows(EDITION)) == 21
    assert len(WORDS.applicant_columns(EDITION)) == 6
    assert len(WORDS.outcome_columns(EDITION)) == 4
