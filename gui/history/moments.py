"""How moments of the history are named and shown."""

from datetime import datetime

from model.report.history import HistoryEntry
from model.report.report import SignOffField

FIRST_MOMENT = "最初"
"""What the state before the first edit is called."""
FINAL_REFUSED = "没有恢复：这份年报已定稿，内容不能再修改。需要改时请先“重新打开定稿…”，写明原因"
"""Said when a draft that is final is to be restored."""


def is_named(moment: HistoryEntry) -> bool:
    """Marks, exports, 送签 and 定稿: what a person remembers the draft by."""
    return not moment.moved or (moment.moved > 0 and SignOffField.STAGE in moment.change.sign_off)


def full_time(at: datetime, now: datetime) -> str:
    """``今天 14:32:05``, ``2025-01-20 09:05:11``."""
    local = at.astimezone(now.tzinfo)
    return f"今天 {local:%H:%M:%S}" if local.date() == now.date() else f"{local:%Y-%m-%d %H:%M:%S}"
