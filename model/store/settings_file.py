"""Settings as a TOML file that a county hands out: which settings it holds, writing and reading it.

A key that the file lacks leaves the setting as it is; one that this version does not know is kept and named.
"""

import dataclasses
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from model.atomic_write import replacing
from model.disk_errors import reason
from model.errors import UserFacingError
from model.form.rule_choices import LEVEL_NAMES
from model.store.setting_values import CHOICES, problem_with
from model.store.settings import Settings
from model.store.shared_template import SECTION as TEMPLATE
from model.store.shared_template import SharedTemplate, SharedTemplateError, template_in, template_lines

SUFFIX = ".toml"
FORMAT = 1
MOST_BYTES = 4 << 20
MOST_NAMED = 5
RULES, LIMITS = "rules", "limits"
"""The sections whose keys are the ids of rules."""


class SettingsFileError(UserFacingError):
    """The file is no settings file; nothing was taken from it."""


@dataclass(frozen=True)
class SharedSetting:
    """One setting of the file: its place there, and what is written beside it. ``own``: it concerns one organ or one
    computer, so that a file for a whole county lacks it."""

    section: str
    key: str
    name: str
    comment: str
    own: bool = False

    @property
    def place(self) -> str:
        """``layout.line_pt``, as errors name it."""
        return f"{self.section}.{self.key}"


SECTIONS = {
    "organ": "本机关",
    "deadlines": "期限：下一年的几月几日",
    "layout": "版式",
    "backups": "副本和回收站",
    "window": "窗口",
    "folders": "文件夹",
    RULES: "核对规则的级别：规则的编号 = 必改、须核实、提示、不核对；没有写的按格式规定",
    LIMITS: "核对规则的限度：规则的编号 = 数；没有写的按格式规定",
}
SHARED = (
    SharedSetting("organ", "name", "organ_name", "机关名称（规范全称）", own=True),
    SharedSetting("organ", "kind", "organ_kind", "机关类别", own=True),
    SharedSetting("organ", "level", "organ_level", "机关层级", own=True),
    SharedSetting("organ", "rulemaking", "organ_power", "规章制定权", own=True),
    SharedSetting("organ", "address", "contact_address", "联系地址", own=True),
    SharedSetting("organ", "postcode", "contact_postcode", "邮政编码", own=True),
    SharedSetting("organ", "phone", "contact_phone", "联系电话", own=True),
    SharedSetting("organ", "email", "contact_email", "电子邮箱", own=True),
    SharedSetting("deadlines", "due", "due", "各机关报送截止"),
    SharedSetting("deadlines", "published", "published", "本级政府公布；此后首页显示下一年度"),
    SharedSetting("layout", "line_pt", "line_pt", "正文行距（磅），0 是按公文格式"),
    SharedSetting("layout", "title_font", "title_font", "标题字体；空着按公文格式，下同"),
    SharedSetting("layout", "body_font", "body_font", "正文字体"),
    SharedSetting("layout", "heading_font", "heading_font", "一级标题字体"),
    SharedSetting("layout", "subheading_font", "subheading_font", "二级标题字体"),
    SharedSetting("layout", "latin_as_body", "latin_as_body", "数字和字母与正文同字体"),
    SharedSetting("layout", "shaded", "shaded", "表二“第二十条第…项”各行加底纹"),
    SharedSetting("layout", "dated_names", "dated_names", "文件名末尾加导出日期"),
    SharedSetting("backups", "kept", "backups_kept", "每日副本保留份数"),
    SharedSetting("backups", "bin_days", "bin_days", "回收站保留天数"),
    SharedSetting("backups", "second_folder", "second_folder", "副本另存一份的文件夹", own=True),
    SharedSetting("window", "theme", "theme", "外观", own=True),
    SharedSetting("window", "enter_goes_right", "enter_goes_right", "填表时按回车到右边一格", own=True),
    SharedSetting("folders", "open", "open_folder", "选择文件时从这里开始", own=True),
    SharedSetting("folders", "save", "save_folder", "导出文件时从这里开始", own=True),
)
_BY_PLACE = {(each.section, each.key): each for each in SHARED}


@dataclass(frozen=True)
class ImportedSettings:
    """What a settings file has: values by the name of the setting, and what this version does not know."""

    source: str
    values: Mapping[str, Any]
    unknown: Mapping[str, Any]
    """By section; a key without a section is in section ``""``."""
    template: SharedTemplate | None = None

    def applied_to(self, settings: Settings) -> Settings:
        """``settings`` with the values of the file; unknown ones are added to those kept from earlier files."""
        kept: dict[str, Any] = {name: dict(section) for name, section in settings.unknown_shared.items()}
        kept.pop(TEMPLATE, None)  # an older version kept what it did not know
        for name, section in self.unknown.items():
            kept[name] = {**kept.get(name, {}), **section}
        return dataclasses.replace(settings, **self.values, unknown_shared=kept)

    @property
    def unknown_places(self) -> tuple[str, ...]:
        """``layout.margin``, for the user."""
        return tuple(f"{section}.{key}" if section else key for section, keys in self.unknown.items() for key in keys)

    @property
    def description(self) -> str:
        """What was taken from the file, and what is unknown, for the user."""
        places = self.unknown_places
        more = f" 等 {len(places)} 项" if len(places) > MOST_NAMED else ""
        unknown = f"；本程序不认识、已原样保留：{'、'.join(places[:MOST_NAMED])}{more}" if places else ""
        template = f"和版式模板“{self.template.name}”" if self.template else ""
        return f"已导入“{self.source}”里的 {len(self.values)} 项设置{template}{unknown}"


def read_settings_file(path: Path) -> ImportedSettings:
    """The settings in the file at ``path``.

    Raises:
        SettingsFileError: naming the file, the place in it and what would help.
    """
    entries = _toml(path)
    if (stated := entries.pop("format", FORMAT)) != FORMAT:
        raise SettingsFileError(f"“{path.name}”：format 应为 {FORMAT}，实为 {stated!r}：文件是更新的版本导出的")
    values: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    template = None
    for section, keys in entries.items():
        if not isinstance(keys, dict):
            if section in SECTIONS:
                raise SettingsFileError(f"“{path.name}”：{section} 应为一节，写作 [{section}]")
            unknown.setdefault("", {})[section] = _plain(keys)
        elif section == TEMPLATE:
            template = _template(path, keys)
        elif section in (RULES, LIMITS):
            name = "severities" if section == RULES else "limits"
            values[name] = {rule: _value(path, section, rule, name, value) for rule, value in keys.items()}
        else:
            for key, value in keys.items():
                if (known := _BY_PLACE.get((section, key))) is not None:
                    values[known.name] = _value(path, section, key, known.name, value)
                else:
                    unknown.setdefault(section, {})[key] = _plain(value)
    return ImportedSettings(path.name, values, unknown, template)


def _template(path: Path, section: Mapping[str, Any]) -> SharedTemplate:
    try:
        return template_in(section)
    except SharedTemplateError as error:
        raise SettingsFileError(f"“{path.name}”：{error}") from error


def _value(path: Path, section: str, key: str, name: str, written: object) -> object:
    """The value of one key, with the Chinese name of a choice replaced by its id."""
    value = written
    if name == "line_pt" and type(value) is int:
        value = float(value)
    if isinstance(value, str):
        names = LEVEL_NAMES if name == "severities" else CHOICES.get(name, {})
        value = next((each for each, chinese in names.items() if chinese == value), value)
    if problem := problem_with(name, {key: value} if name in ("severities", "limits") else value):
        raise SettingsFileError(f"“{path.name}”：{section}.{key} {problem}，实为{_short(written)}")
    return value


def _short(value: object) -> str:
    shown = " ".join(str(value).split())
    return f"“{shown[:40]}…”" if len(shown) > 40 else f"“{shown}”"


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SettingsFileError(f"“{path.name}”打不开：{reason(error)}") from error
    if len(content) > MOST_BYTES:
        raise SettingsFileError(f"“{path.name}”太大，不是设置文件：设置文件不超过 {MOST_BYTES >> 20} MB")
    try:
        text = content.decode("utf-8-sig")  # the Windows editor writes the mark
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise SettingsFileError(f"“{path.name}”不是文本文件：设置文件的后缀是 {SUFFIX}，可用记事本打开") from error
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsFileError(f"“{path.name}”{_place_in(text, str(error))}") from error


def _place_in(text: str, message: str) -> str:
    """Where the text is no TOML, and what would help."""
    found = re.search(r"line (\d+), column (\d+)", message)
    if found is None:
        lines = text.count("\n") + 1
        return f"最后一行没有写完（共 {lines} 行），不是有效的 TOML：每行应为 名称 = 值，文字两边要有英文引号"
    line, column = int(found[1]), int(found[2])
    if "Cannot overwrite" in message or "already" in message or "twice" in message:
        return f"第 {line} 行：同一个名称写了两次"
    return f"第 {line} 行第 {column} 个字处不是有效的 TOML：每行应为 名称 = 值，文字两边要有英文引号"


def _plain(value: object) -> Any:
    """An unknown value as JSON can hold it; a time as its text."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def write_settings_file(
    settings: Settings, path: Path, *, with_own: bool, template: SharedTemplate | None = None
) -> None:
    """``with_own``: also what concerns one organ or one computer, for another computer of the same organ. ``template``:
    the office's own, if it is to go with them.

    Raises:
        FileWriteError: the file cannot be written; one that was there is untouched.
        SharedTemplateError: the template is too large; likewise.
    """
    text = settings_toml(settings, with_own=with_own, template=template)
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\r\n")


def settings_toml(settings: Settings, *, with_own: bool, template: SharedTemplate | None = None) -> str:
    """The content of the file, with a comment for each setting."""
    lines = [*_lines(settings, with_own=with_own)]
    if template is not None:
        lines += ["", f"[{TEMPLATE}]  # 版式模板（Word 文档），请勿改动", f"name = {_text(template.name)}"]
        lines += template_lines(template)
    return "\n".join(lines) + "\n"


def _lines(settings: Settings, *, with_own: bool) -> Iterator[str]:
    yield "# 政府信息公开年报程序的设置。可用记事本修改，在程序的“设置”里导入；删去的行，导入时保持各机关原来的设置。"
    yield f"format = {FORMAT}"
    foreign: dict[str, Any] = dict(settings.unknown_shared)
    foreign.pop(TEMPLATE, None)
    for key, value in foreign.pop("", {}).items():
        yield f"{_key(key)} = {_toml_value(value)}"
    for section, title in SECTIONS.items():
        lines = [
            f"{each.key} = {_toml_value(_written(each, settings))}  # {each.comment}{_allowed(each)}"
            for each in SHARED
            if each.section == section and (with_own or not each.own)
        ]
        if section == RULES:
            lines = [f"{_key(rule)} = {_toml_value(LEVEL_NAMES[level])}" for rule, level in settings.severities.items()]
        elif section == LIMITS:
            lines = [f"{_key(rule)} = {limit}" for rule, limit in settings.limits.items()]
        lines += [f"{_key(key)} = {_toml_value(value)}" for key, value in foreign.pop(section, {}).items()]
        if lines or section in (RULES, LIMITS):
            yield from ("", f"[{section}]  # {title}", *lines)
    for section, keys in foreign.items():
        yield from ("", f"[{_key(section)}]", *(f"{_key(key)} = {_toml_value(value)}" for key, value in keys.items()))


def _written(each: SharedSetting, settings: Settings) -> object:
    value = getattr(settings, each.name)
    return CHOICES[each.name][value] if each.name in CHOICES else value


def _allowed(each: SharedSetting) -> str:
    return f"：{'、'.join(CHOICES[each.name].values())}" if each.name in CHOICES else ""


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)


def _text(text: str) -> str:
    """As TOML writes it: like JSON, but a deleted character is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_toml_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    return _text(value) if isinstance(value, str) else f"{value}"
