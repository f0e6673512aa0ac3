"""The tabs of a preview."""

from PySide6.QtWidgets import QButtonGroup, QPushButton


def add_tab(group: QButtonGroup, text: str, number: int) -> QPushButton:
    """A tab with the id ``number`` in ``group``; the one with 0 is checked at first."""
    made = QPushButton(text)
    made.setProperty("role", "tab")
    made.setCheckable(True)
    made.setChecked(number == 0)
    made.setAutoDefault(False)
    group.addButton(made, number)
    return made
