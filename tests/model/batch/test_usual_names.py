"""Usual short names of organs: the file is vetted, and each name of an organ means that organ."""

from itertools import combinations
from pathlib import Path

import pytest

from model.batch.unit_names import Likeness, likeness
from model.batch.usual_names import PATH, OrganNamesError, load_usual_names, mean_the_same, the_usual_names


def organs() -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for name, numbers in the_usual_names().items():
        for number in numbers:
            found.setdefault(number, []).append(name)
    return list(found.values())


@pytest.mark.parametrize("names", organs(), ids=lambda names: names[0])
def test_each_name_of_an_organ_means_it_whatever_its_ending(names: list[str]) -> None:
    endings = ("",) if any(name.endswith(("中心", "社", "队")) for name in names) else ("局", "委员会", "委", "办公室")
    for one, other in combinations(names, 2):
        for ending in endings:
            assert likeness(f"恩平市{one}{endings[0]}", other + ending) >= Likeness.SHORT


def test_organs_that_share_no_name_are_not_the_same() -> None:
    assert not mean_the_same("市场监管局", "国资委")
    assert not mean_the_same("教育局", "教育局")  # not in the file


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format = 2\norgans = []", "format = 1"),
        ("format = 1\norgans = 3", "organs are missing"),
        ('format = 1\norgans = [["市场监管"]]', "organ 1 is not a list"),
        ('format = 1\norgans = [["市场监管", "市场监管"]]', "organ 1 is not a list"),
        ('format = 1\norgans = [["市场监督管理", "市监局"]]', "organ 1: '市监局' is not a name without its ending"),
        ('format = 1\norgans = [["市场监督管理", 3]]', "organ 1: 3 is not"),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_refused_by_entry(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / PATH.name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OrganNamesError, match=f"{path.name}: .*{says}"):
        load_usual_names(path)
