"""What the columns of a register mean, and what stands in them."""

from enum import StrEnum


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    DATE = "date"
    MARK = "mark"
    """Yes, no, or the date of it."""
    APPLICANT = "applicant"
    RESULT = "result"
    OUTCOME = "outcome"
    PRIVATE = "private"
    """Names, addresses, what was asked for: never kept, shown or written."""


class Meaning(StrEnum):
    """What a column of the register means; ids of ``resources/register.toml`` and of files for ``--map``."""

    NUMBER = "number"
    RECEIVED = "received_on"
    APPLICANT = "applicant"
    APPLICANT_KIND = "applicant_kind"
    WAY = "way"
    SUBJECT = "subject"
    CONTACT = "contact"
    CORRECTION_ASKED = "correction_asked_on"
    CORRECTED = "corrected_on"
    CONSULTED = "consulted_on"
    """A third party or another organ was asked for its opinion."""
    CONSULTATION_ENDED = "consultation_ended_on"
    EXTENDED = "extended"
    DUE = "due_on"
    ANSWERED = "answered_on"
    RESULT = "result"
    GROUND = "ground"
    IN_PART = "in_part"
    """Parts of what was asked for were treated apart: whatever else is said, it is granted in part."""
    DOCUMENT = "document"
    STATE = "state"
    RECONSIDERED = "reconsidered"
    SUED = "sued"
    REMARK = "remark"
    IGNORED = "ignored"
