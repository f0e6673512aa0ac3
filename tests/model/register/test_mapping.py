"""Files of decisions: read back as written, and vetted with a sentence."""

from pathlib import Path

import pytest

from model.register.mapping import (
    ASK,
    OPEN,
    Decisions,
    MappingError,
    is_checksum,
    is_private,
    key_of,
    private_key,
    read_decisions,
    write_decisions,
)
from tests.model.register.registers import EDITION, WORDS

FULL = Decisions(
    columns={"发出": "answered_on", '带"引号"\\的': "ignored"},
    applicants={"外星人": "other", "空": ""},
    results={"酌情": "results.granted", "在走": OPEN, "甲｜乙": ""},
    outcomes={"算了": "pending"},
    settings={"joint": "list"},
    left_out=("工作表“说明”",),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    write_decisions(path, FULL, {("results", "酌情"): "3 行"})
    assert read_decisions(path, WORDS, EDITION) == FULL


def test_what_is_not_decided_yet_is_no_decision(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    write_decisions(path, Decisions(results={"酌情": ASK}))
    assert not read_decisions(path, WORDS, EDITION).results


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = 2", "format"),
        ("format = 1\n[results]\na = 'results.nothing'", "results.nothing"),
        ("format = 1\n[results]\na = 'results.total'", "results.total"),
        ("format = 1\n[columns]\na = 'colour'", "colour"),
        ("format = 1\n[applicants]\na = 'total'", "total"),
        ("format = 1\n[outcomes]\na = 3", "文字"),
        ("format = 1\n[settings]\na = 'x'", "没有“a”"),
        ("format = 1\n[settings]\njoint = 'x'", "joint"),
        ("format = 1\nresults = 3", "results"),
        ("format = 1\nleft_out = 'x'", "left_out"),
        ("format = 1\nnames = []", "names"),
        ("format = ", "TOML"),
        ("\0", "TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_entry(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=said) as caught:
        read_decisions(path, WORDS, EDITION)
    assert "map.toml" in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(MappingError):
            read_decisions(path, WORDS, EDITION)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    with pytest.raises(MappingError, match="太大"):
        read_decisions(large, WORDS, EDITION)


def test_of_long_entries_a_checksum_is_kept() -> None:
    text = "该申请人张三" * 10
    assert key_of(text).startswith("#")
    assert "张三" not in key_of(text)
    assert key_of(text) == key_of(f" {text} ") != key_of(text + "。")
    assert key_of("信息  不存在") == "信息 不存在"


def test_parts_are_added_to() -> None:
    assert FULL.with_(results={"b": ""}, left_out=("x",)) == Decisions(
        FULL.columns, FULL.applicants, {**FULL.results, "b": ""}, FULL.outcomes, FULL.settings, (*FULL.left_out, "x")
    )


@pytest.mark.parametrize(
    ("entry", "names", "subject", "is_told"),
    [
        ("转办", "张三", "某项目的批文", True),
        ("答复张三", "张三", "", False),
        ("答复张三", "李四、张三", "", False),
        ("电话告知 13800001234", "13800001234", "", False),
        ("提供拆迁补偿协议书", "", "某村拆迁补偿协议书", False),
        ("提供协议", "", "某村拆迁补偿协议书", True),
    ],
)
def test_of_an_entry_that_tells_who_applied_for_what_a_checksum_is_kept(
    entry: str, names: str, subject: str, is_told: bool
) -> None:
    assert is_checksum(private_key(entry, names, subject)) is not is_told
    assert is_private(entry, names, subject) is not is_told
