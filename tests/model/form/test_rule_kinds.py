"""Rules of the edition files: each kind has its keys, and an entry that makes no sense is refused by name."""

from collections import Counter
from pathlib import Path

import pytest

from model.form.edition import Edition, load_edition
from model.form.rule_kinds import KINDS, SEVERITIES
from model.form.schema import EditionError
from tests.conftest import EDITIONS_FOLDER, every_edition

REAL = (EDITIONS_FOLDER / "2021.toml").read_text(encoding="utf-8")
WRONG = {
    "unknown kind": ('kind = "filled"', 'kind = "full"', ["规则 cell.blank", "不认识的 kind 'full'"]),
    "no kind": ('kind = "filled"\n', "", ["规则 cell.blank", "不认识的 kind None"]),
    "rule without id": ('id = "cell.blank"\n', "", ["规则 （没有 id）", "缺少 id"]),
    "rule twice": ('id = "cell.blank"', 'id = "cell.whole"', ["rules", "重复的 cell.whole"]),
    "rule with an unknown key": (
        'kind = "filled"',
        'kind = "filled"\ntable = "requests"',
        ["规则 cell.blank", "不认识的键 table"],
    ),
    "rule that lacks a key": ('left = ["received", "carried_in"]\n', "", ["规则 requests.balance", "缺少 left"]),
    "rule without a source": (
        'source = "《政府信息公开条例》第三十三条"\n',
        "",
        ["规则 requests.carried_out_large", "缺少 source"],
    ),
    "rule with a blank source": (
        'source = "《政府信息公开条例》第三十三条"',
        'source = " "',
        ["规则 requests.carried_out_large", "source 是空的"],
    ),
    "rule that says nothing": ('says = "表格不留空，没有发生的填 0"', 'says = ""', ["规则 cell.blank", "says 是空的"]),
    "severity that is none": ('severity = "hint"', 'severity = "fatal"', ["requests.carried_out_large", "'fatal'"]),
    "severity at sign-off that is none": ('at_sign_off = "error"', 'at_sign_off = "never"', ["cell.blank", "'never'"]),
    "weaker severity that is none": ('weaker = "warning"', 'weaker = "mild"', ["report.section_five", "'mild'"]),
    "share that is no number": ('share = "0.3"', 'share = "a third"', ["share 应为数字，实为 'a third'"]),
    "term that is no row": (
        'left = ["received", "carried_in"]',
        'left = ["received", "brought_in"]',
        ["规则 requests.balance", "没有 brought_in"],
    ),
    "direction that is none": ('along = "column"', 'along = "diagonal"', ["requests.balance", "'diagonal'"]),
    "condition that is none": ('when = "no_last_year"', 'when = "always"', ["disclosure.in_force_min", "when"]),
    "rule that no row has the cells for": (
        'right = ["in_force"]',
        'right = ["decisions"]',
        ["disclosure.in_force_min", "没有一行有全部各项"],
    ),
    "rule of an unknown table": (
        'kind = "split_digits"\nseverity = "warning"\ntable = "requests"',
        'kind = "split_digits"\nseverity = "warning"\ntable = "request"',
        ["规则 cell.split", "'request'"],
    ),
    "rule of an unknown cell": (
        'cell = "disclosure.fees.amount"',
        'cell = "disclosure.fees.total"',
        ["规则 cell.fee_unit", "'disclosure.fees.total'"],
    ),
    "rule with an unknown cell among many": (
        '    "disclosure.licences.decisions",\n',
        '    "disclosure.licence.decisions",\n',
        ["规则 years.jump", "'disclosure.licence.decisions'"],
    ),
    "rule of an unknown part": (
        'part = "requests.carried_out.total"',
        'part = "requests.carried_over.total"',
        ["规则 requests.carried_out_large", "'requests.carried_over.total'"],
    ),
    "rule of an unknown row": (
        'row = "government_rules"',
        'row = "rules"',
        ["规则 disclosure.rulemaking_power", "'rules'"],
    ),
    "rule of an unknown section": ('section = "6"', 'section = "9"', ["规则 disclosure.fee_covers_charges", "'9'"]),
    "linear rule of an unknown table": (
        'table = "requests"\nalong = "column"',
        'table = "request"\nalong = "column"',
        ["规则 requests.balance", "'request'"],
    ),
    "row rule of an unknown table": (
        'table = "disclosure"\nrow = "government_rules"',
        'table = "disclosures"\nrow = "government_rules"',
        ["规则 disclosure.rulemaking_power", "'disclosures'"],
    ),
    "words in groups of one": (
        'all = [["信息处理费"]]',
        'all = ["信息处理费"]',
        ["规则 report.charges", "all", "应为列表"],
    ),
    "powers of three": (
        '["department", "state"]',
        '["department", "state", "city"]',
        ["规则 disclosure.rulemaking_power", "应有 2 项"],
    ),
    "a total that is not a side of its own": (
        'sets = "results.total"',
        'sets = "results.granted"',
        ["规则 requests.results", "sets 应是单独一边的 'results.granted'"],
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_rule_is_refused_naming_file_and_rule(tmp_path: Path, wrong: str) -> None:
    right, left, message = WRONG[wrong]
    assert right in REAL, "the edition file has changed: change this test too"
    path = tmp_path / "2021.toml"
    path.write_text(REAL.replace(right, left, 1), encoding="utf-8")
    with pytest.raises(EditionError) as refused:
        load_edition(path)
    assert str(refused.value).startswith("2021.toml：")
    for words in message:
        assert words in str(refused.value)


@pytest.mark.parametrize("edition", every_edition(), ids=lambda edition: edition.id)
def test_every_rule_has_an_id_of_its_own_a_sentence_and_a_source(edition: Edition) -> None:
    assert max(Counter(rule.id for rule in edition.rules).values()) == 1
    for rule in edition.rules:
        assert rule.id.strip()
        assert rule.says.strip()
        assert rule.source.strip()
        assert rule.severity in SEVERITIES


def test_every_kind_of_rule_is_in_use() -> None:
    assert {rule.kind for edition in every_edition() for rule in edition.rules} == KINDS.keys()
