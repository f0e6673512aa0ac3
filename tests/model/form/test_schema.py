"""Entries of data files become dataclasses; what does not fit is refused, naming file, entry and key."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from model.form.schema import EditionError, built, entries_of, require_unique


@dataclass(frozen=True)
class Part:
    id: str
    count: int = 1


@dataclass(frozen=True)
class Whole:
    name: str
    from_: int
    share: Decimal | None = None
    parts: tuple[Part, ...] = ()
    pair: tuple[str, str] = ("", "")
    on: bool = False


def test_an_entry_becomes_an_instance_of_its_class() -> None:
    entry = {"name": "甲", "from": 2021, "share": "0.3", "parts": [{"id": "a"}, {"id": "b", "count": 2}], "on": True}
    assert built(Whole, entry, "x.toml") == Whole("甲", 2021, Decimal("0.3"), (Part("a"), Part("b", 2)), on=True)
    assert built(Whole, {"name": "甲", "from": 1, "pair": ["a", "b"]}, "x.toml").pair == ("a", "b")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"colour": 1, "age": 2}, "x.toml：不认识的键 age、colour"),
        ({"name": None}, "x.toml：name 类型不对：None"),
        ({"from": True}, "x.toml：from 应为整数，实为 True"),
        ({"from": "2021"}, "x.toml：from 类型不对：'2021'"),
        ({"share": "a third"}, "x.toml：share 应为数字，实为 'a third'"),
        ({"share": 0.3}, "x.toml：share 类型不对：0.3"),
        ({"parts": "a"}, "x.toml：parts 应为列表，实为 'a'"),
        ({"parts": [{"id": "a"}, 3]}, "x.toml：parts 第 2 项：应为一组键值，实为 3"),
        ({"parts": [{"id": "a", "count": "2"}]}, "x.toml：parts a：count 类型不对：'2'"),
        ({"parts": [{"count": 2}]}, "x.toml：parts 第 1 项：缺少 id"),
        ({"pair": ["a"]}, "x.toml：pair 应有 2 项，实为 ['a']"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_key(changed: dict[str, object], message: str) -> None:
    with pytest.raises(EditionError) as refused:
        built(Whole, {"name": "甲", "from": 2021, **changed}, "x.toml")
    assert str(refused.value) == message


def test_what_is_missing_is_named_as_the_file_calls_it() -> None:
    with pytest.raises(EditionError, match=r"^x\.toml：缺少 from、name$"):
        built(Whole, {}, "x.toml")
    with pytest.raises(EditionError, match=r"^x\.toml：应为一组键值，实为 3$"):
        built(Whole, 3, "x.toml")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"format = 2", "x.toml：format 应为 1，实为 2"),
        (b"", "x.toml：format 应为 1，实为 None"),
        (b"format = ", "x.toml：不是有效的 TOML"),
        ("format = 1 # 甲".encode("gb18030"), "x.toml：不是有效的 TOML"),
        (None, "x.toml：打不开"),
    ],
)
def test_a_file_that_is_no_data_file_of_the_format_is_refused(
    content: bytes | None, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EditionError) as refused:
        entries_of(path, 1)
    assert str(refused.value).startswith(message)


def test_a_data_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('format = 1\nname = "甲"\n', encoding="utf-8")
    assert entries_of(path, 1) == {"format": 1, "name": "甲"}


def test_a_name_that_is_there_twice_is_refused() -> None:
    require_unique("x.toml", "rows", ["a", "b"])
    with pytest.raises(EditionError, match=r"^x\.toml：rows：重复的 a、b$"):
        require_unique("x.toml", "rows", ["b", "a", "b", "a", "c"])
