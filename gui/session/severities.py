"""Sign and colours of each severity."""

from gui.kit.theme import colours
from model.checks.findings import Severity

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "△", Severity.HINT: "·"}
"""Severities are distinguished by sign, not by colour alone."""


def foreground_of(severity: Severity) -> str:
    """Foreground colour in the current theme."""
    look = colours()
    return {Severity.ERROR: look.error, Severity.WARNING: look.warning, Severity.HINT: look.muted}[severity]


def background_of(severity: Severity) -> str:
    """Background colour in the current theme."""
    look = colours()
    return {Severity.ERROR: look.error_tint, Severity.WARNING: look.warning_tint, Severity.HINT: look.hover}[severity]
