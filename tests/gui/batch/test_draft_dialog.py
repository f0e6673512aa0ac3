"""What is asked before a sum becomes a draft."""

from collections.abc import Callable

from gui.batch.batch_page import BatchPage
from gui.batch.draft_dialog import DraftDialog
from tests.gui.batch.conftest import child
from tests.model.batch.county import COUNTY, YEAR


def test_it_says_what_is_summed_and_what_is_not(page: BatchPage, read: Callable[[], None]) -> None:
    read()
    current = page.summer.current
    assert current is not None
    page.make_draft()
    dialog = child(page, DraftDialog)
    assert dialog.sentence.text() == "三张表为 2 个单位之和，没有计入 4 个文件"
    assert not dialog.with_requests.isChecked() and not dialog.with_charges.isChecked()
    assert dialog.title.text() == f"{COUNTY} {YEAR} 年度"
    dialog.reject()
