"""草稿 → 送签 → 定稿: how far a report has come, who had it in hand, and that a final one stays as it is."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.errors import UserFacingError
from model.report.edits import CHANGING, Edit
from model.report.report import Report

STAGE, DATE, REASON = "sign_off.stage", "sign_off.date", "sign_off.reason"
"""Keys of ``Report.texts``; they are part of the draft's history, and of no document but the sign-off sheet."""
DRAFTER, REVIEWER, LEADER = "sign_off.drafter", "sign_off.reviewer", "sign_off.leader"
PEOPLE = {DRAFTER: "拟稿人", REVIEWER: "审核人", LEADER: "签发人"}
KEYS = frozenset((STAGE, DATE, REASON, *PEOPLE))


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
class Standing:
    """``on`` is the day of the last step, ``reason`` why a final report was opened again; both may be empty."""

    stage: Stage
    on: str
    reason: str

    @property
    def description(self) -> str:
        if self.stage is Stage.DRAFT:
            return f"{self.on} 重新打开：{self.reason}" if self.reason else self.stage.label
        return f"{'已送签' if self.stage is Stage.SENT else '已定稿'}（{self.on}）"


def standing(report: Report) -> Standing:
    stage = report.texts.get(STAGE, "")
    known = Stage(stage) if stage in tuple(Stage) else Stage.DRAFT
    return Standing(known, report.texts.get(DATE, ""), report.texts.get(REASON, ""))


def sending(on: date) -> Edit:
    """送签; a draft that goes again says no more why it was opened."""
    return Edit("送签", texts={STAGE: Stage.SENT.value, DATE: _written(on), REASON: None})


def finishing(on: date) -> Edit:
    """定稿: from here on the report is read-only."""
    return Edit("定稿", texts={STAGE: Stage.FINAL.value, DATE: _written(on), REASON: None})


def taking_back(on: date) -> Edit:
    """A report that was sent is a draft again; no reason is asked for."""
    return Edit("退回草稿", texts={STAGE: None, DATE: _written(on), REASON: None})


def reopening(on: date, reason: str) -> Edit:
    """A final report is a draft again.

    Raises:
        SignOffError: no reason is given.
    """
    said = " ".join(reason.split())
    if not said:
        raise SignOffError("重新打开定稿要写明原因，如“领导要求补充第三方面内容”")
    return Edit(f"重新打开定稿：{said}", texts={STAGE: None, DATE: _written(on), REASON: said})


def allows(report: Report, edit: Edit) -> bool:
    """Whether ``edit`` may be made: in a final report only the one that opens it again, with its reason."""
    if standing(report).stage is not Stage.FINAL:
        return True
    touched = [name for name in CHANGING if getattr(edit, name)]
    return touched == ["texts"] and edit.texts.keys() <= KEYS and bool(edit.texts.get(REASON))


def without_steps(edit: Edit) -> Edit:
    """Bringing an earlier moment back turns the words and figures back, not how far the report has come."""
    kept = {key: text for key, text in edit.texts.items() if key not in (STAGE, DATE, REASON)}
    return dataclasses.replace(edit, texts=kept)


def content_of(report: Report) -> Report:
    """``report`` without how far its sign-off has come: two reports with equal content make the same document."""
    return report.with_(texts={key: text for key, text in report.texts.items() if key not in (STAGE, DATE, REASON)})


def _written(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
