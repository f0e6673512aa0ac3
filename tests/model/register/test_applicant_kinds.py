"""Columns of table 三 by kinds and names of applicants."""

from pathlib import Path

import pytest

from model.register.mapping import Decisions
from tests.model.register.registers import LABELS, counted
from tests.model.register.test_applications import GOOD, register, uncounted


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("某某有限公司", "business"),
        ("某某律师事务所、张三", "legal_service"),
        ("张三", ""),
        ("李四等三人", ""),
        ("某某中心", ""),
    ],
)
def test_without_a_column_for_the_kind_the_name_decides_or_nothing_does(name: str, column: str, tmp_path: Path) -> None:
    head = [name for name in LABELS if name != "申请人类型"]
    path = register(tmp_path, {**GOOD, "申请人": name}, head=head)
    found = counted(path)
    placed = [cell.column for cell, figure in found.count.figures.items() if figure]
    assert placed == [column, column] * bool(column)
    if name == "张三":
        assert counted(path, decisions=Decisions(settings={"names": "natural"})).count.counted == 1
    # nothing that is said about it quotes the name
    assert not any(name in text for text in (*uncounted(found), *found.notes, *found.rules))
