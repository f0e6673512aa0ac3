"""草稿 → 送签 → 定稿: how far a report has come, who had it in hand, and that a final one stays as it is."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.errors import UserFacingError
from model.report.edits import CHANGING, Edit
from model.report.report import Report, SignOffField

PEOPLE = {SignOffField.DRAFTER: "拟稿人", SignOffField.REVIEWER: "审核人", SignOffField.LEADER: "签发人"}
PROGRESS = (SignOffField.STAGE, SignOffField.DATE, SignOffField.REASON)
"""How far the report has come; the other fields name people."""


class SignOffError(UserFacingError):
    """The step is not one that can be taken now."""


class Stage(StrEnum):
    """Absent is a draft."""

    DRAFT = "draft"
    SENT = "sent"
    FINAL = "final"

    @property
    def label(self) -> str:
        return {"draft": "草稿", "sent": "送签", "final": "定稿"}[self.value]


@dataclass(frozen=True)
class SignOffState:
    """``on`` is the day of the last step, ``reason`` why a final report was opened again; both may be empty."""

    stage: Stage
    on: str
    reason: str

    @property
    def description(self) -> str:
        if self.stage is Stage.DRAFT:
            return f"{self.on} 重新打开：{self.reason}" if self.reason else self.stage.label
        return f"{'已送签' if self.stage is Stage.SENT else '已定稿'}（{self.on}）"


def sign_off_state(report: Report) -> SignOffState:
    stage = report.sign_off.get(SignOffField.STAGE, "")
    known = Stage(stage) if stage in tuple(Stage) else Stage.DRAFT
    return SignOffState(known, report.sign_off.get(SignOffField.DATE, ""), report.sign_off.get(SignOffField.REASON, ""))


def sending(on: date) -> Edit:
    """送签; a draft that goes again says no more why it was opened."""
    return Edit("送签", sign_off=_step(Stage.SENT, on))


def finishing(on: date) -> Edit:
    """定稿: from here on the report is read-only."""
    return Edit("定稿", sign_off=_step(Stage.FINAL, on))


def taking_back(on: date) -> Edit:
    """A report that was sent is a draft again; no reason is asked for."""
    return Edit("退回草稿", sign_off=_step(None, on))


def reopening(on: date, reason: str) -> Edit:
    """A final report is a draft again.

    Raises:
        SignOffError: no reason is given.
    """
    stated = " ".join(reason.split())
    if not stated:
        raise SignOffError("重新打开定稿要写明原因，如“领导要求补充第三方面内容”")
    return Edit(f"重新打开定稿：{stated}", sign_off=_step(None, on, stated))


def allows(report: Report, edit: Edit) -> bool:
    """Whether ``edit`` may be made: in a final report only the one that opens it again, with its reason."""
    if sign_off_state(report).stage is not Stage.FINAL:
        return True
    touched = [name for name in CHANGING if getattr(edit, name)]
    return touched == ["sign_off"] and bool(edit.sign_off.get(SignOffField.REASON))


def without_progress(edit: Edit) -> Edit:
    """``edit`` without a change of the stage: restoring an earlier content does not restore how far it had come."""
    kept = {key: text for key, text in edit.sign_off.items() if key not in PROGRESS}
    return dataclasses.replace(edit, sign_off=kept)


def content_of(report: Report) -> Report:
    """``report`` without how far its sign-off has come: two reports with equal content make the same document."""
    return report.with_(sign_off={key: text for key, text in report.sign_off.items() if key not in PROGRESS})


def _step(stage: Stage | None, on: date, reason: str | None = None) -> dict[SignOffField, str | None]:
    """A step made without a reason takes away that of an earlier one."""
    return {
        SignOffField.STAGE: stage.value if stage else None,
        SignOffField.DATE: _date_text(on),
        SignOffField.REASON: reason,
    }


def _date_text(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
