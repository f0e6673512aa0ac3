"""What Microsoft's Open XML SDK finds wrong in a Word file, by openxml-audit, which has its rules."""

from pathlib import Path

from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

_VALIDATOR = OpenXmlValidator()


def faults(path: Path) -> list[str]:
    """What in the file at ``path`` the standard does not allow, a sentence each."""
    return [str(error) for error in _VALIDATOR.validate(path).errors]
