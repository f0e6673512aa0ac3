"""Names and display formats of history moments."""

from datetime import datetime

from model.report.history import HistoryEntry
from model.report.report import SignOffField

FIRST_MOMENT = "最初"
"""Name of the state before the first edit."""
FINAL_REFUSED = "没有恢复：这份年报已定稿，内容不能再修改。需要改时请先“重新打开定稿…”，写明原因"
"""Message when restoring is rejected because the draft is final."""


def is_named(moment: HistoryEntry) -> bool:
    """Whether it is a named moment: a mark, an export, or a change of stage such as 送签 and 定稿."""
    return not moment.moved or (moment.moved > 0 and SignOffField.STAGE in moment.change.sign_off)


def full_time(at: datetime, now: datetime) -> str:
    """Local time of ``at``: ``今天 14:32:05`` on the day of ``now``, else ``2025-01-20 09:05:11``."""
    local = at.astimezone(now.tzinfo)
    return f"今天 {local:%H:%M:%S}" if local.date() == now.date() else f"{local:%Y-%m-%d %H:%M:%S}"
