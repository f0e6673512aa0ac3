"""Sign-off (草稿 → 送签 → 定稿): its stages, the people involved, and write protection of a final report."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.errors import UserFacingError
from model.report.edits import CHANGING, Edit
from model.report.report import Report, SignOffField

PEOPLE = {SignOffField.DRAFTER: "拟稿人", SignOffField.REVIEWER: "审核人", SignOffField.LEADER: "签发人"}
PROGRESS = (SignOffField.STAGE, SignOffField.DATE, SignOffField.REASON)
"""The fields that hold the stage; the others name people."""


class SignOffError(UserFacingError):
    """The change of stage is not allowed now."""


class Stage(StrEnum):
    """The stages of sign-off; a report without one is a draft."""

    DRAFT = "draft"
    SENT = "sent"
    FINAL = "final"
    SAMPLE = "sample"
    """Made to practise on; no step leads there or away, see :mod:`model.report.sample`."""

    @property
    def label(self) -> str:
        """The stage as the user reads it."""
        return {"draft": "草稿", "sent": "送签", "final": "定稿", "sample": "示例"}[self.value]


@dataclass(frozen=True)
class SignOffState:
    """``on`` is the day of the last change of stage, ``reason`` why a final report was reopened; both may be empty."""

    stage: Stage
    on: str
    reason: str

    @property
    def description(self) -> str:
        """The state as one phrase for the user, e.g. ``已送签（2026年1月8日）``."""
        if self.stage is Stage.DRAFT:
            return f"{self.on} 重新打开：{self.reason}" if self.reason else self.stage.label
        if self.stage is Stage.SAMPLE:
            return "示例，只供练习"
        return f"{'已送签' if self.stage is Stage.SENT else '已定稿'}（{self.on}）"


def sign_off_state(report: Report) -> SignOffState:
    """The stored state; an unknown stage, e.g. of a newer version, counts as a draft."""
    stage = report.sign_off.get(SignOffField.STAGE, "")
    known = Stage(stage) if stage in tuple(Stage) else Stage.DRAFT
    return SignOffState(known, report.sign_off.get(SignOffField.DATE, ""), report.sign_off.get(SignOffField.REASON, ""))


def sending(on: date) -> Edit:
    """送签; clears the reason of an earlier reopening."""
    return Edit("送签", sign_off=_step(Stage.SENT, on))


def finishing(on: date) -> Edit:
    """定稿; the report is read-only afterwards."""
    return Edit("定稿", sign_off=_step(Stage.FINAL, on))


def taking_back(on: date) -> Edit:
    """Turns a report sent for sign-off back into a draft; no reason is required."""
    return Edit("退回草稿", sign_off=_step(None, on))


def reopening(on: date, reason: str) -> Edit:
    """Turns a final report back into a draft.

    Raises:
        SignOffError: no reason is given.
    """
    stated = " ".join(reason.split())
    if not stated:
        raise SignOffError("重新打开定稿要写明原因，如“领导要求补充第三方面内容”")
    return Edit(f"重新打开定稿：{stated}", sign_off=_step(None, on, stated))


def allows(report: Report, edit: Edit) -> bool:
    """Whether ``edit`` is allowed: a final report accepts only the edit that reopens it with a reason, a sample none
    that changes its stage."""
    stage = sign_off_state(report).stage
    if stage is Stage.SAMPLE:
        return SignOffField.STAGE not in edit.sign_off
    if stage is not Stage.FINAL:
        return True
    touched = [name for name in CHANGING if getattr(edit, name)]
    return touched == ["sign_off"] and _reopens(edit)


def _reopens(edit: Edit) -> bool:
    """Whether it makes a draft again, says why, and changes nobody's name."""
    changed = edit.sign_off
    stated = changed.get(SignOffField.REASON) or ""
    return changed.keys() <= {*PROGRESS} and changed.get(SignOffField.STAGE, "") is None and bool(stated.strip())


def without_progress(edit: Edit) -> Edit:
    """``edit`` without changes of the stage, which restoring earlier contents must not affect."""
    kept = {key: text for key, text in edit.sign_off.items() if key not in PROGRESS}
    return dataclasses.replace(edit, sign_off=kept)


def content_of(report: Report) -> Report:
    """``report`` without its stage: reports with equal content give the same document."""
    return report.with_(sign_off={key: text for key, text in report.sign_off.items() if key not in PROGRESS})


def _step(stage: Stage | None, on: date, reason: str | None = None) -> dict[SignOffField, str | None]:
    """The fields of a change of stage; without a reason an earlier one is cleared."""
    return {
        SignOffField.STAGE: stage.value if stage else None,
        SignOffField.DATE: _date_text(on),
        SignOffField.REASON: reason,
    }


def _date_text(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
