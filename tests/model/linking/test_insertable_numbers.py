"""Numbers and sentences of the tables that can be inserted into the text."""

from model.checks.claim_evaluation import ClaimState
from model.checks.engine import check
from model.form.edition import Edition
from model.linking.insertable_numbers import insertable_numbers
from model.report.report import Report
from tests.model.checks.text_reports import saying, words_of


def test_sentences_that_the_tables_decide_are_offered_and_agree_with_them(edition: Edition) -> None:
    for figures in ({}, {"requests__received__total": 5, "requests__carried_out__total": 1}):
        report = saying(edition, "", **figures)
        offered = [each for each in insertable_numbers(check(report, edition).context) if each.group == "整句"]
        assert len(offered) == 3
        words = "".join(each.text for each in offered)
        if figures:
            report = report.with_(figures={**report.figures, edition.cell("requests.results.total.total"): 4})
            offered = [each for each in insertable_numbers(check(report, edition).context) if each.group == "整句"]
            words = "".join(each.text for each in offered)
            assert "共收到政府信息公开申请5件，办结4件，结转下年度1件。" in words
        message = report.with_(texts={**report.texts, "1": words})
        assert not words_of(message, edition)
        states = {each.state for each in check(message, edition).context.words.evaluations("1")}
        assert states == {ClaimState.AGREES}


def test_no_sentence_about_charges_where_the_form_asks_for_none(editions: dict[str, Edition]) -> None:
    """The 2019 form has an amount of procurement, which says nothing of charges."""
    for key, offered in (("2019", False), ("2021", True)):
        edition = editions[key]
        context = check(Report(key, dict.fromkeys(edition.cells, 0)), edition).context
        assert ("没有收费" in {each.name for each in insertable_numbers(context)}) is offered
