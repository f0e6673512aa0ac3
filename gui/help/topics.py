"""The topics of the help: written ones, one for each rule of the editions, one for each entry of 填报口径."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from model.disk_errors import reason
from model.form.edition import Edition
from model.form.guidance import Guidance
from model.form.rule_choices import LEVEL_NAMES
from model.form.rule_kinds import Rule
from model.form.schema import EditionError, built, entries_of, require_unique

FOLDER = "help"
FORMAT = 1
RULE, GUIDANCE = "rule:", "guidance:"
"""Beginnings of the keys of topics that are made from data."""
RULES_GROUP, GUIDANCE_GROUP = "核对规则逐条", "填报口径"


@dataclass(frozen=True)
class Topic:
    """One page. ``text`` is in the small subset of Markdown that :mod:`gui.help.page_html` reads."""

    key: str
    group: str
    title: str
    text: str

    @property
    def words(self) -> str:
        """What the search looks through."""
        return f"{self.title} {self.text}".lower()


@dataclass(frozen=True)
class _Group:
    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class _Index:
    format: int
    groups: tuple[_Group, ...]


@dataclass(frozen=True)
class RuleHelp:
    """What is said of a rule besides its wording and source."""

    id: str
    example: str
    advice: str


@dataclass(frozen=True)
class _RulesFile:
    format: int
    rules: tuple[RuleHelp, ...]


def load_topics(resources: Path, editions: Sequence[Edition], guidance: Mapping[Guidance, str]) -> tuple[Topic, ...]:
    """All topics in their order. ``editions`` with the newest first; ``guidance``: entry -> the rows and columns that
    it is about, by their names.

    Raises:
        EditionError: a file of the help is missing or wrong.
    """
    folder = resources / FOLDER
    return (*_written(folder), *_of_rules(folder, editions), *map(_of_guidance, guidance, guidance.values()))


def _written(folder: Path) -> Iterator[Topic]:
    index = built(_Index, entries_of(folder / "index.toml", FORMAT), "index.toml")
    require_unique("index.toml", "topics", [key for group in index.groups for key in group.topics])
    for group in index.groups:
        for key in group.topics:
            try:
                head, _, text = (folder / "topics" / f"{key}.md").read_text(encoding="utf-8").partition("\n")
            except OSError as error:
                raise EditionError(f"help：{key}.md 打不开（{reason(error)}）") from error
            yield Topic(key, group.name, head.removeprefix("# ").strip(), text.strip())


def load_rule_help(folder: Path) -> Mapping[str, RuleHelp]:
    """Rule id -> what is said of it; rules of a newer edition may be absent."""
    found = built(_RulesFile, entries_of(folder / "rules.toml", FORMAT), "rules.toml").rules
    require_unique("rules.toml", "rules", [each.id for each in found])
    return {each.id: each for each in found}


def _of_rules(folder: Path, editions: Sequence[Edition]) -> Iterator[Topic]:
    said = load_rule_help(folder)
    by_id: dict[str, list[tuple[Edition, Rule]]] = {}
    for edition in editions:
        for rule in edition.rules:
            by_id.setdefault(rule.id, []).append((edition, rule))
    for rule_id, stated in by_id.items():
        yield Topic(f"{RULE}{rule_id}", RULES_GROUP, stated[0][1].says, _rule_text(stated, said.get(rule_id), editions))


def _rule_text(stated: Sequence[tuple[Edition, Rule]], said: RuleHelp | None, editions: Sequence[Edition]) -> str:
    first = stated[0][1]
    lines = []
    for edition, rule in stated:
        named = "" if len(stated) == len(editions) and rule is first else f"（{edition.name}）"
        lines += [f"**要求{named}：** {rule.says}。"] if rule is first or rule.says != first.says else []
        lines += [f"**依据{named}：** {rule.source}。"] if rule is first or rule.source != first.source else []
    level = f"**级别：** {LEVEL_NAMES[first.severity]}"
    if first.at_sign_off and first.at_sign_off != first.severity:
        level += f"，报送时为{LEVEL_NAMES[first.at_sign_off]}"
    limit = first.threshold
    more = f"；{limit.name} {first.limit} {limit.unit}" if limit is not None else ""
    may = f"不能调整：{first.fixed}" if first.fixed else "可以在[设置](topic:rules)里按本地要求调整"
    lines.append(f"{level}{more}。{may}。")
    if first.may_be_explained and first.severity == "error":
        lines.append("写明核实说明后可以报送。")
    if said is not None:
        lines += [f"**例子：** {said.example}", f"**怎么办：** {said.advice}"]
    lines.append(f"规则编号 {first.id}")
    return "\n\n".join(lines)


def _of_guidance(entry: Guidance, scope: str) -> Topic:
    source = f"△ {entry.source}，以本级主管部门口径为准。" if entry.is_practice else f"**依据：** {entry.source}。"
    return Topic(f"{GUIDANCE}{entry.id}", GUIDANCE_GROUP, entry.title, f"{scope}\n\n{entry.text}\n\n{source}")
