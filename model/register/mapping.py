"""What an office decided about its register: which column means what, which entry counts where, and the rules for what
the law leaves open. A small file (TOML) that can be handed to others; it holds no names and no contents.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from model.atomic_write import replacing
from model.errors import UserFacingError
from model.form.edition import Edition
from model.register.meanings import Meaning
from model.register.words import RegisterWords

FORMAT = 1
MOST_BYTES = 1_000_000
OPEN = "在办"
"""Target of an entry that stands for no answer yet."""
LONGEST = 40
"""A longer entry may be a sentence about a person: of it only a checksum is kept."""
_CHECKSUM = "#"
_REPEATED = 6
"""So many characters in a row that are those of the subject are no chance."""
_BETWEEN_NAMES = re.compile(r"[、，,；;/（）()\s]+|等")


class MappingError(UserFacingError):
    """A file of decisions is wrong; the text names the file and the entry."""


@dataclass(frozen=True)
class Setting:
    """A rule for what the law leaves open: its choices, the usual one first, each with what is said of it."""

    id: str
    name: str
    choices: Mapping[str, str]

    @property
    def usual(self) -> str:
        """What applies while nothing else was decided."""
        return next(iter(self.choices))


SEVERAL_ANSWERS = Setting(
    "several_answers",
    "一件申请有几次答复",
    {
        "last": "按最后一次答复计一件（实践做法）",
        "first": "按第一次答复计一件",
        "each": "每次答复各计一件（按一事一申请分别登记的）",
    },
)
SAME_NUMBER = Setting(
    "same_number",
    "编号相同、收到日期不同的几行",
    {"list": "是矛盾，列出来，都不计", "each": "各计一件", "one": "看作同一件，以最早的收到日期为准"},
)
JOINT = Setting(
    "joint",
    "几个人共同提出一件申请",
    {"first": "计一件，按第一申请人归类（实践做法）", "list": "列出来，逐件决定"},
)
NAMES = Setting(
    "names",
    "没有“申请人类型”一列时，二至四个字的姓名",
    {"ask": "列出来，不计", "natural": "计入自然人"},
)
NO_DATE = Setting(
    "result_without_date",
    "有结果而没有答复日期的",
    {"list": "是矛盾，列出来，不计", "same_year": "算作收到当年已经答复"},
)
SETTINGS = (SEVERAL_ANSWERS, SAME_NUMBER, JOINT, NAMES, NO_DATE)


@dataclass(frozen=True)
class Decisions:
    """Everything that was decided. Keys of ``columns`` are labels, of the others entries as :func:`key_of` gives them;
    a value is an id, ``OPEN``, or empty for "does not count"."""

    columns: Mapping[str, str] = field(default_factory=dict)
    applicants: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    """Names of tables that hold no applications."""

    def setting(self, setting: Setting) -> str:
        """The choice that applies."""
        chosen = self.settings.get(setting.id, setting.usual)
        return chosen if chosen in setting.choices else setting.usual

    def with_(self, **changes: Any) -> "Decisions":
        """A copy with entries added to its parts; ``left_out`` is added to as well."""
        merged: dict[str, Any] = {
            name: (*self.left_out, *value) if name == "left_out" else {**getattr(self, name), **value}
            for name, value in changes.items()
        }
        return replace(self, **merged)

    def replacing(self, part: str, entries: Mapping[str, str]) -> "Decisions":
        """A copy with the entries of one part instead of its own."""
        changes: dict[str, Any] = {part: entries}
        return replace(self, **changes)


def key_of(entry: str) -> str:
    """The entry as a key of a decision; of a long one a checksum."""
    text = _plain(entry)
    return text if len(text) <= LONGEST else _checksum(text)


def private_key(entry: str, names: str, subject: str = "") -> str:
    """As :func:`key_of`; a checksum, too, where the entry holds one of ``names``, or repeats what was applied for."""
    return _checksum(_plain(entry)) if is_private(entry, names, subject) else key_of(entry)


def is_private(entry: str, names: str, subject: str = "") -> bool:
    """Whether the entry holds one of ``names``, those of the row, or some words of its ``subject``."""
    if not entry:
        return False
    text = _plain(entry)
    if names and any(len(name) > 1 and name in text for name in _BETWEEN_NAMES.split(_plain(names))):
        return True
    if not subject:
        return False
    return any(text[at : at + _REPEATED] in subject for at in range(len(text) - _REPEATED + 1))


def _plain(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _checksum(text: str) -> str:
    return _CHECKSUM + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_checksum(key: str) -> bool:
    """Whether only a checksum of the entry is kept."""
    return key.startswith(_CHECKSUM)


def read_decisions(path: Path, words: RegisterWords, edition: Edition) -> Decisions:
    """The decisions in the file, vetted against the form.

    Raises:
        MappingError: it cannot be read, or an entry of it names what the form does not have.
    """
    try:
        if path.exists() and not path.is_file():
            raise MappingError(f"“{path.name}”不是普通文件，不能作为对应表。请选择本程序写出的 .toml 文件")
        if path.stat().st_size > MOST_BYTES:
            raise MappingError(f"“{path.name}”太大，不是对应表文件。请确认选对了文件")
        held = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise MappingError(
            f"没有找到对应表“{path.name}”。第一次统计时不写 --map，或先用 --make-map 生成一份"
        ) from error
    except OSError as error:
        raise MappingError(f"对应表“{path.name}”读不出来。请确认它是文件，而且有权读取") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MappingError(
            f"对应表“{path.name}”不是有效的 TOML 文件。请对照本程序写出的那一份修改，或重新生成"
        ) from error
    return _vetted(held, path.name, words, edition)


def _vetted(held: Mapping[str, Any], file: str, words: RegisterWords, edition: Edition) -> Decisions:
    if held.get("format") != FORMAT:
        raise MappingError(f"对应表“{file}”：format 应为 {FORMAT}。请用本程序重新生成一份")
    parts = ("columns", "applicants", "results", "outcomes", "settings")
    if unknown := sorted(held.keys() - {"format", "left_out", *parts}):
        raise MappingError(f"对应表“{file}”：不认识的部分 {'、'.join(unknown)}")
    targets: dict[str, set[str]] = {
        "columns": {each.value for each in Meaning},
        "applicants": set(words.applicant_columns(edition)) | {""},
        "results": {*words.result_rows(edition), OPEN, ""},
        "outcomes": {*words.outcome_columns(edition), ""},
    }
    found: dict[str, dict[str, str]] = {}
    for part in parts:
        entries = held.get(part, {})
        if not isinstance(entries, dict):
            raise MappingError(f"对应表“{file}”：{part} 应是一组“键 = 值”")
        for key, value in entries.items():
            if not isinstance(value, str):
                raise MappingError(f"对应表“{file}”：{part} 里“{key[:40]}”的值应是引号里的文字")
            if part == "settings":
                _vet_setting(key, value, file)
            elif value != ASK and value not in targets[part]:
                raise MappingError(
                    f"对应表“{file}”：{part} 里“{key[:40]}”写的是“{value[:60]}”，{edition.name}没有这一项"
                )
        found[part] = {key: value for key, value in entries.items() if value != ASK}
    left_out = held.get("left_out", [])
    if not isinstance(left_out, list) or not all(isinstance(each, str) for each in left_out):
        raise MappingError(f"对应表“{file}”：left_out 应是工作表名字的列表")
    return Decisions(**found, left_out=tuple(left_out))


ASK = "?"
"""In a file: not decided yet."""


def _vet_setting(key: str, value: str, file: str) -> None:
    setting = next((each for each in SETTINGS if each.id == key), None)
    if setting is None:
        raise MappingError(f"对应表“{file}”：settings 里没有“{key[:40]}”，有 {'、'.join(s.id for s in SETTINGS)}")
    if value not in setting.choices:
        raise MappingError(
            f"对应表“{file}”：settings 的 {key} 可以是 {'、'.join(setting.choices)}，写的是“{value[:40]}”"
        )


def write_decisions(path: Path, decisions: Decisions, comments: Mapping[tuple[str, str], str] | None = None) -> None:
    """Writes the file. ``comments``: (part, key) -> a remark behind the entry, e.g. what is proposed.

    Raises:
        FileWriteError: it could not be written; ``path`` is as it was.
    """
    text = decisions_text(decisions, comments)
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode())


def decisions_text(decisions: Decisions, comments: Mapping[tuple[str, str], str] | None = None) -> str:
    """The file's text."""
    said = comments or {}
    lines = [
        "# 台账对应表：台账的列和写法各算表三、表四的哪一格。可以改，也可以发给别的单位用；",
        "# 里面没有申请人姓名和申请内容。",
        f'# 写成 "{ASK}" 的还没有决定；写成 "" 的不计入。',
        f"format = {FORMAT}",
        f"left_out = [{', '.join(map(_quoted, decisions.left_out))}]",
    ]
    for part in ("columns", "applicants", "results", "outcomes", "settings"):
        lines += ["", f"[{part}]"]
        for key, value in getattr(decisions, part).items():
            remark = said.get((part, key), "")
            lines.append(f"{_quoted(key)} = {_quoted(value)}" + (f"  # {remark}" if remark else ""))
        if part == "settings":
            for setting in SETTINGS:
                choices = "；".join(f"{choice}：{means}" for choice, means in setting.choices.items())
                lines.append(f"# {setting.id}（{setting.name}）：{choices}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML; the escapes of JSON are a part of TOML's but for DEL, which is written apart."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
