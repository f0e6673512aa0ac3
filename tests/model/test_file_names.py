"""File names that Windows and Linux take."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.file_names import refused_name, safe_name


@given(st.text(max_size=300), st.sampled_from(["", ".docx", ".xlsx"]))
@example("", "")
@example("CON", ".docx")
@example("年" * 300, ".docx")
@example("名. . ", "")
@example("\ud800", ".docx")
@example("a." + "长" * 200, "")
@example(" nul .txt", "")
def test_a_safe_name_is_taken_everywhere(name: str, suffix: str) -> None:
    made = safe_name(name + suffix)
    assert made
    assert refused_name(made, windows=True) == ""
    assert refused_name(made, windows=False) == ""
    assert safe_name(made) == made


def test_a_safe_name_changes_no_more_than_it_must() -> None:
    assert safe_name("恩平市人民政府办公室2024年年报.docx") == "恩平市人民政府办公室2024年年报.docx"
    assert safe_name("2024/2025: “年报”?.docx") == "2024_2025_ “年报”_.docx"
    assert safe_name("com1.docx") == "_com1.docx"
    assert safe_name("common.docx") == "common.docx"
    assert safe_name("年" * 100 + ".docx") == "年" * 65 + ".docx"


@pytest.mark.parametrize("name", ["年" * 250 + ".docx", "a" * 255])
def test_ntfs_counts_units_of_utf16_not_bytes(name: str) -> None:
    assert refused_name(name, windows=True) == ""


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("年" * 251 + ".docx", "太长"),
        ("😀" * 128, "太长"),
        ("aux.docx", "设备"),
        ("LPT1", "设备"),
        ("年报.", "末尾"),
        ("年报 ", "末尾"),
        ("年报:1.docx", "字符"),
        ("年报?.docx", "字符"),
    ],
)
def test_what_windows_refuses_is_said(name: str, word: str) -> None:
    assert word in refused_name(name, windows=True)


def test_linux_takes_what_only_windows_refuses() -> None:
    for name in ("aux.docx", "年报.", "年报?.docx", "年" * 80 + ".docx"):
        assert refused_name(name, windows=False) == ""
    assert "太长" in refused_name("年" * 86, windows=False)
    assert "字符" in refused_name("年\0报", windows=False)
