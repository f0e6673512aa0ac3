"""What an office may change in the rules of an edition: their severity, their limits, its power to make 规章."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from model.form.rule_kinds import SEVERITIES, RulemakingPower

OFF = "off"
"""In place of a severity: the rule is not checked."""
LEVELS = (*SEVERITIES, OFF)
LEVEL_NAMES = {"error": "必改", "warning": "须核实", "hint": "提示", OFF: "不核对"}
POWERS = {"": "按类别和层级判断", "yes": "有", "no": "没有"}
"""Whether the organ may make 规章."""


@dataclass(frozen=True)
class RuleChoices:
    """``severities``: rule id -> one of :data:`LEVELS`; ``limits``: rule id -> limit, in the unit of the rule's
    threshold. Ids that an edition does not have, and severities of its fixed rules, have no effect there."""

    severities: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    organ: str = ""
    """The name of the organ that :attr:`power` is about."""
    power: str = ""
    """A key of :data:`POWERS`."""

    def with_power(self, rule: RulemakingPower) -> RulemakingPower:
        """The rule with the stated power of the organ; itself where nothing is stated."""
        if not (self.organ and self.power):
            return rule
        if self.power == "yes":
            return replace(rule, also_powers=(*rule.also_powers, self.organ))
        also = tuple(each for each in rule.also_powers if each != self.organ)
        return replace(rule, also_powers=also, no_powers=(*rule.no_powers, self.organ))


UNCHANGED = RuleChoices()
"""The rules as the editions have them."""


@dataclass(frozen=True)
class Adjustment:
    """One rule that an office has changed. Empty or ``None``: this part is as in the edition's file."""

    rule: str
    says: str
    form_severity: str
    severity: str
    """One of :data:`LEVELS`."""
    form_limit: int | None
    limit: int | None
    unit: str

    @property
    def description(self) -> str:
        """For the user, e.g. ``总体情况不超过 1000 字：提示改为须核实，1000 字改为 1500 字``."""
        parts = []
        if self.severity:
            parts.append(f"{LEVEL_NAMES[self.form_severity]}改为{LEVEL_NAMES[self.severity]}")
        if self.limit is not None:
            parts.append(f"{self.form_limit} {self.unit}改为 {self.limit} {self.unit}")
        return f"{self.says}：{'，'.join(parts)}"

    def as_json(self) -> dict[str, object]:
        """For ``check --json``: the rule, and what differs from the form."""
        found: dict[str, object] = {"rule": self.rule}
        if self.severity:
            found |= {"severity": self.severity, "form_severity": self.form_severity}
        if self.limit is not None:
            found |= {"limit": self.limit, "form_limit": self.form_limit, "unit": self.unit}
        return found
