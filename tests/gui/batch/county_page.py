"""The units of a small batch, and what the page asks the window for; without pytest, for the pictures too."""

from dataclasses import dataclass, field

from model.report.report import Report
from tests.model.batch.county import COUNTY

UNITS = (f"{COUNTY}办公室", "恩平市教育局", "恩平市民政局", "恩平市公安局", "恩平市财政局")


@dataclass
class RecordedCommands:
    """What the page asked the window for."""

    drafts: list[tuple[Report, str]] = field(default_factory=list)
    homes: int = 0

    def show_home(self) -> None:
        self.homes += 1

    def create_draft(self, report: Report, origin: str) -> None:
        self.drafts.append((report, origin))
