"""A table that adds up."""

import pytest

from model.form.edition import Edition
from model.report.edits import apply, filling_with_zero
from model.report.report import Report
from tests.conftest import filled

SOUND = """
                      person  business  research  welfare  legal_service  other
    received           6         3         0         0        2             0
    carried_in         0         0         0         0        0             0
    results.granted    4         3         0         0        2             0
    carried_out        2         0         0         0        0             0
"""


@pytest.fixture
def sound(edition: Edition) -> Report:
    report = filled(edition, "requests", SOUND)
    return apply(report, filling_with_zero(report, edition, edition.cells))[0]
