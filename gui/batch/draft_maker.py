"""The sum of a batch as a draft, with tables of units in its words if the user wants them."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from export.document.unit_tables import CHARGES, REQUESTS, with_unit_tables
from gui.batch.batch_run import BatchRun
from gui.batch.batch_sum import BatchSummer
from gui.batch.draft_dialog import DraftDialog
from gui.kit.background_task import run_in_background
from gui.kit.status_sink import StatusSink
from model.batch.summary import Summary
from model.form.edition import Edition
from model.report.report import Report


class DraftMaker:
    """Asks, and creates the draft."""

    def __init__(
        self,
        owner: QWidget,
        run: BatchRun,
        summer: BatchSummer,
        editions: Mapping[str, Edition],
        status: StatusSink,
        create: Callable[[Report, str], object],
    ) -> None:
        """``create`` opens a draft of a report, given where it comes from."""
        self._owner = owner
        self._run = run
        self._summer = summer
        self._editions = editions
        self._status = status
        self._create = create

    def ask(self) -> None:
        """Opens the dialog, or says what is still missing for a sum."""
        current = self._summer.current
        if current is None or current.summary is None:
            self._status.show_status("还没有可以汇总的文件", problem=True)
            return
        dialog = DraftDialog(current, self._summer.organ, self._summer.year, self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._make, current.summary, dialog))
        dialog.open()

    def _make(self, summary: Summary, dialog: DraftDialog) -> None:
        report = summary.report(self._summer.organ, self._summer.year)
        origin = f"汇总 {len(summary.taken)} 个单位"
        ticked = {REQUESTS: dialog.with_requests, CHARGES: dialog.with_charges}
        tables = [name for name, box in ticked.items() if box.isChecked()]
        if not tables:
            self._create(report, origin)
            return
        work = partial(with_unit_tables, report, summary, tables, self._summer.units, self._run.results, self._editions)
        self._status.show_status("正在列出各单位…")
        run_in_background(
            self._owner, work, partial(self._open, origin), partial(self._status.show_status, problem=True)
        )

    def _open(self, origin: str, report: Report) -> None:
        self._status.show_status("")
        self._create(report, origin)
