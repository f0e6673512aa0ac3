"""Figures written into a file: what typing does, and nothing else."""

from model.drafting.filling import filled
from model.form.edition import Edition
from model.report.report import Origin, Report

UPHELD = "disputes.reconsideration.upheld"


def test_a_blank_put_over_a_text_that_could_not_be_read_takes_the_text_away(edition: Edition) -> None:
    cell = edition.cell(UPHELD)
    report = Report(edition.id, unread={cell: "约3"}, origins={cell: Origin("2024.docx", "第4张表", "约3")})
    done = filled(report, edition, {cell: None}).report
    assert (done.unread, done.origins, done.figures) == ({}, {}, {})
