"""The sample report to practise on: told apart wherever it is shown or written."""

from model.form.edition import Edition
from model.report.report import Report
from model.report.sign_off import Stage, sign_off_state

WORD = "（示例）"
"""Before the title of everything that is written of a sample."""
LISTED = "【示例】"
"""Before its name on the screen."""


def is_sample(report: Report) -> bool:
    """Whether it was made to practise on; nothing that is done to the report changes that."""
    return sign_off_state(report).stage is Stage.SAMPLE


def title_of(report: Report, edition: Edition) -> str:
    """The printed title: the one typed, otherwise the edition's of organ and year, empty while one of them is missing;
    that of a sample always begins with :data:`WORD`."""
    title = report.title or edition.printed_title(report.organ, report.year)
    return f"{WORD}{title}" if is_sample(report) and not title.startswith(WORD) else title
