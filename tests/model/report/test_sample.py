"""The sample to practise on is told apart, whatever is done to it."""

from datetime import date

import pytest

from model.form.edition import Edition
from model.report.edits import Edit
from model.report.report import Fact, Report, SignOffField
from model.report.sample import WORD, is_sample, title_of
from model.report.sign_off import (
    Stage,
    allows,
    content_of,
    finishing,
    reopening,
    sending,
    sign_off_state,
    taking_back,
    without_progress,
)

SAMPLE = Report(
    "2021",
    facts={Fact.ORGAN: "示例县教育局", Fact.YEAR: "2025"},
    sign_off={SignOffField.STAGE: Stage.SAMPLE.value},
)
TITLE = "示例县教育局2025年政府信息公开工作年度报告"


def test_every_title_of_it_has_the_word(edition: Edition) -> None:
    assert title_of(SAMPLE, edition) == f"{WORD}{TITLE}"
    typed = SAMPLE.with_(facts={**SAMPLE.facts, Fact.TITLE: "正式的年报"})
    assert title_of(typed, edition) == f"{WORD}正式的年报"
    already = SAMPLE.with_(facts={**SAMPLE.facts, Fact.TITLE: f"{WORD}年报"})
    assert title_of(already, edition) == f"{WORD}年报"
    assert title_of(SAMPLE.with_(facts={}), edition) == WORD
    assert title_of(SAMPLE.with_(sign_off={}), edition) == TITLE


@pytest.mark.parametrize(
    "edit",
    [
        sending(date(2026, 1, 8)),
        finishing(date(2026, 1, 8)),
        taking_back(date(2026, 1, 8)),
        reopening(date(2026, 1, 8), "领导要求"),
    ],
    ids=lambda edit: edit.label,
)
def test_no_step_of_the_sign_off_is_allowed(edit: Edit) -> None:
    assert not allows(SAMPLE, edit)
    assert allows(SAMPLE, without_progress(edit))


def test_everything_else_is(edition: Edition) -> None:
    assert allows(SAMPLE, Edit("填写", {edition.cell("requests.received.person"): 1}))
    assert allows(SAMPLE, Edit("拟稿人", sign_off={SignOffField.DRAFTER: "张三"}))
    assert sign_off_state(SAMPLE).description == "示例，只供练习"


def test_its_content_alone_is_no_sample() -> None:
    assert is_sample(SAMPLE) and not is_sample(content_of(SAMPLE)) and not is_sample(Report("2021"))
