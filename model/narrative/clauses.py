"""Where the statement, the clause or the item begins that a place of a sentence stands in; of folded text."""

STATEMENTS = ";"
"""Ends a statement."""
CLAUSES = STATEMENTS + ","
"""End a clause."""
LABELS = CLAUSES + ":"
"""End a clause, or a label before one: 办理情况：…"""
SIGNS = LABELS + "。、()—●■◆【】|"
"""Everything that stands between words."""


def start_of(signs: str, text: str, at: int, begin: int = 0) -> int:
    """The place behind the last of the ``signs`` from ``begin`` to ``at``; ``begin`` where there is none."""
    return max(begin, *(text.rfind(sign, begin, at) + 1 for sign in signs))
