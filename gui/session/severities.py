"""How a severity looks: one sign and one pair of colours, wherever it is shown."""

from gui.kit.theme import colours
from model.checks.findings import Severity

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "△", Severity.HINT: "·"}
"""A colour is never the only thing that tells them apart."""


def ink_of(severity: Severity) -> str:
    """The colour of text and signs, in the present theme."""
    look = colours()
    return {Severity.ERROR: look.error, Severity.WARNING: look.warning, Severity.HINT: look.muted}[severity]


def ground_of(severity: Severity) -> str:
    """The colour of the ground behind them, in the present theme."""
    look = colours()
    return {Severity.ERROR: look.error_tint, Severity.WARNING: look.warning_tint, Severity.HINT: look.hover}[severity]
