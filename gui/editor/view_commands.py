"""Commands that change how every table of the draft is shown and filled, not the report."""

from dataclasses import replace

from gui.editor.page_stack import PageStack
from gui.kit.status_sink import StatusSink
from gui.output.export_controller import ExportController
from gui.session.open_report import OpenReport


class ViewCommands:
    """对照上年 and 回车到右边一格."""

    def __init__(
        self, open_report: OpenReport, pages: PageStack, exporter: ExportController, status: StatusSink
    ) -> None:
        self._open_report = open_report
        self._pages = pages
        self._exporter = exporter
        self._status = status

    def show_prior_year(self, shown: bool) -> None:
        """Shows or hides prior-year figures in all tables, with a message on a doubtful prior-year report."""
        decision = self._open_report.checked.context.prior_year.decision
        if shown and decision.sentence:
            self._status.show_status(decision.sentence, problem=not decision.accepted)
        self._pages.show_prior_year(shown=shown)

    @property
    def enter_goes_right(self) -> bool:
        """Whether Enter in a table moves to the next cell of the row instead of down the column."""
        return self._exporter.settings.enter_goes_right

    def toggle_enter_direction(self) -> None:
        """Changes where Enter moves, in all tables, and stores it in the settings."""
        settings = replace(self._exporter.settings, enter_goes_right=not self.enter_goes_right)
        self._exporter.change(settings)
        self._pages.set_enter_goes_right(settings.enter_goes_right)
        self._status.show_status(f"填表时按回车，到{'右边' if settings.enter_goes_right else '下面'}一格")
