"""Settings as a TOML file: taken over as a whole or not at all; what is unknown is kept and named."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.store.setting_values import CHOICES
from model.store.settings import Settings, read_settings, update_settings, write_settings
from model.store.settings_file import (
    MOST_BYTES,
    SHARED,
    SettingsFileError,
    read_settings_file,
    settings_toml,
    write_settings_file,
)
from model.store.shared_template import SharedTemplate

OWN = Settings(
    organ_name="恩平市教育局",
    organ_kind="department",
    organ_level="county",
    organ_power="no",
    contact_phone="0750-7777777",
    due="01-20",
    published="02-28",
    severities={"words.slips": "off", "report.length": "warning"},
    limits={"report.length": 1500},
    line_pt=28.5,
    body_font="仿宋",
    backups_kept=5,
    second_folder="E:\\副本",
    theme="dark",
)


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_file_of_all_settings_gives_them_all_to_another_computer(tmp_path: Path) -> None:
    write_settings_file(OWN, tmp_path / "设置.toml", with_own=True)
    assert read_settings_file(tmp_path / "设置.toml").applied_to(Settings()) == OWN


def test_a_file_for_the_county_leaves_each_organ_its_name_folders_and_window(tmp_path: Path) -> None:
    write_settings_file(OWN, tmp_path / "全县.toml", with_own=False)
    other = Settings(organ_name="恩平市民政局", organ_level="town", second_folder="F:\\", theme="light")
    taken = read_settings_file(tmp_path / "全县.toml").applied_to(other)
    assert (taken.organ_name, taken.organ_level, taken.second_folder, taken.theme) == (
        "恩平市民政局",
        "town",
        "F:\\",
        "light",
    )
    assert (taken.due, taken.limits, taken.severities, taken.line_pt) == (OWN.due, OWN.limits, OWN.severities, 28.5)


def test_a_name_in_the_file_is_taken_over(tmp_path: Path) -> None:
    file = written(tmp_path / "a.toml", '[organ]\nname = "恩平市司法局"\n')
    assert read_settings_file(file).applied_to(OWN) == replace(OWN, organ_name="恩平市司法局")


def test_choices_are_written_and_read_in_chinese_and_read_by_their_id(tmp_path: Path) -> None:
    text = settings_toml(OWN, with_own=True)
    assert '"words.slips" = "不核对"' in text and 'theme = "深色"' in text
    file = written(tmp_path / "a.toml", '[rules]\n"words.slips" = "hint"\n[window]\ntheme = "浅色"\n')
    assert read_settings_file(file).values == {"severities": {"words.slips": "hint"}, "theme": "light"}


def test_what_is_unknown_is_named_kept_and_written_again(tmp_path: Path) -> None:
    text = 'format = 1\ncounty = "恩平"\n[layout]\nmargin_mm = 30\nline_pt = 29\n[seals]\nfrom = 2027-01-01\n'
    found = read_settings_file(written(tmp_path / "新版.toml", text))
    assert found.unknown_places == ("county", "layout.margin_mm", "seals.from")
    assert "layout.margin_mm" in found.description and "1 项设置" in found.description
    update_settings(tmp_path, found.applied_to)
    again = settings_toml(read_settings(tmp_path), with_own=False)
    write = written(tmp_path / "again.toml", again)
    assert read_settings_file(write).unknown == {
        "": {"county": "恩平"},
        "layout": {"margin_mm": 30},
        "seals": {"from": "2027-01-01"},
    }


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[layout\nline_pt = 29", "第 1 行第 8 个字"),
        ("format = 1\n[layout]\nline_pt 29\n", "第 3 行第 9 个字"),
        ('[organ]\nname = "甲', "最后一行没有写完"),
        ("[layout]\nline_pt = 28\nline_pt = 29\n", "第 3 行：同一个名称写了两次"),
        ("[layout]\nline_pt = 40\n", "layout.line_pt 应为 28 至 29.5 的数（磅），0 是按公文格式，实为“40”"),
        ('[layout]\nshaded = "是"\n', "layout.shaded 应为 true（是）或 false（否）"),
        ('[deadlines]\ndue = "02-30"\n', "deadlines.due 应为月和日，如 01-31，实为“02-30”"),
        ('[rules]\n"words.slips" = "算了"\n', "rules.words.slips 每条规则应为“必改”、“须核实”"),
        ('[limits]\n"report.length" = "很多"\n', "limits.report.length 每条规则的限度应为"),
        ('[organ]\nname = "甲\\n乙"\n', "organ.name 应为一行文字"),
        ('organ = "甲"\n', "organ 应为一节"),
        ("format = 2\n", "format 应为 1"),
        ("a = " + "[" * 5000, "TOML"),
    ],
)
def test_a_wrong_file_gives_one_sentence_with_its_place(text: str, where: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsFileError) as refused:
        read_settings_file(written(tmp_path / "全县.toml", text))
    assert where in str(refused.value)
    assert str(refused.value).startswith("“全县.toml”") and "\n" not in str(refused.value)


def test_a_file_of_the_windows_editor_is_read_in_both_encodings(tmp_path: Path) -> None:
    text = '[organ]\r\nname = "恩平市司法局"\r\n'
    for content in (b"\xef\xbb\xbf" + text.encode(), text.encode("gb18030")):
        (tmp_path / "a.toml").write_bytes(content)
        assert read_settings_file(tmp_path / "a.toml").values == {"organ_name": "恩平市司法局"}


@pytest.mark.parametrize(
    ("content", "says"), [(b"\xff\xfe\x00\x81", "不是文本文件"), (b"#" * (MOST_BYTES + 1), "太大")]
)
def test_no_settings_file_at_all(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(SettingsFileError, match=says):
        read_settings_file(tmp_path / "a.toml")
    with pytest.raises(SettingsFileError, match="打不开"):
        read_settings_file(tmp_path / "没有.toml")


def test_every_setting_of_the_file_is_a_setting_and_says_what_it_is() -> None:
    assert {each.name for each in SHARED} <= {each.name for each in fields(Settings)}
    assert len({each.place for each in SHARED}) == len(SHARED)
    text = settings_toml(Settings(), with_own=True)
    for each in SHARED:
        assert f"# {each.comment}" in text
        assert all(name in text for name in CHOICES.get(each.name, {}).values())


@given(st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_any_text_survives_writing(text: str, key: str) -> None:
    kept = Settings(unknown_shared={"甲": {key: [text, {"a b": 1}]}})
    assume_utf8 = text.encode("utf-8", "ignore").decode() == text and key.encode("utf-8", "ignore").decode() == key
    if assume_utf8:
        import tomllib

        assert tomllib.loads(settings_toml(kept, with_own=False))["甲"] == {key: [text, {"a b": 1}]}


def test_settings_of_a_newer_version_are_not_lost_by_an_older(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"backups_kept": 4, "seal": {"a": [1]}}), encoding="utf-8")
    update_settings(tmp_path, lambda settings: replace(settings, zoom=120))
    assert json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))["seal"] == {"a": [1]}
    assert read_settings(tmp_path) == Settings(4, zoom=120)


def test_the_limit_that_older_versions_stored_is_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"most_characters": 1200}', encoding="utf-8")
    assert read_settings(tmp_path) == Settings(limits={"report.length": 1200})
    write_settings(tmp_path, read_settings(tmp_path))
    assert "most_characters" not in (tmp_path / "settings.json").read_text(encoding="utf-8")


def test_a_template_goes_with_the_settings_and_one_that_an_older_version_kept_does_not_double_it(
    tmp_path: Path,
) -> None:
    path, template = tmp_path / "设置.toml", SharedTemplate("红头.docx", b"x" * 1000)
    write_settings_file(OWN, path, with_own=True, template=template)
    read = read_settings_file(path)
    assert read.template == template
    assert "项设置和版式模板“红头.docx”" in read.description
    assert read.applied_to(Settings(unknown_shared={"template": {"name": "旧"}})) == OWN
    older = replace(OWN, unknown_shared={"template": {"name": "旧", "content": "AA=="}})
    write_settings_file(older, path, with_own=True, template=template)
    assert read_settings_file(path).template == template


def test_a_damaged_template_is_told_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path / "全县.toml", '[template]\nname = "a.docx"\ncontent = "AAA"\n')
    with pytest.raises(SettingsFileError, match=r"“全县.toml”：template.content 不完整"):
        read_settings_file(path)
