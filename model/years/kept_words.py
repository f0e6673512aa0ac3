"""What is said of a kept file: its verdict, whether it was on time, and the rules that it broke, in words."""

from model.batch.file_rows import Verdict
from model.batch.hand_in_days import OF_FILE, RECORDED
from model.form.edition import Edition
from model.form.rule_choices import LEVEL_NAMES
from model.store.kept_batch import KeptFile, KeptFinding

_ON_TIME = {True: "按时", False: "逾期", None: ""}


def level_words(level: str) -> str:
    """As the findings of a report are called."""
    return LEVEL_NAMES.get(level, level)


def verdict_of(file: KeptFile) -> Verdict:
    """One that this program does not know counts as unreadable."""
    return next((each for each in Verdict if each.value == file.verdict), Verdict.UNREADABLE)


def on_time_words(file: KeptFile) -> str:
    """Empty where the day is not known."""
    return _ON_TIME[file.on_time]


def on_time_and_basis(file: KeptFile) -> str:
    """With the day that it follows from: that of the office's record, or of the file."""
    words = on_time_words(file)
    return f"{words}（按{RECORDED if file.is_day_recorded else OF_FILE}）" if words else ""


def count_of(file: KeptFile, level: str) -> int:
    """How many of its findings are of that level."""
    return sum(each.level == level for each in file.findings)


def said_about(file: KeptFile) -> str:
    """Its verdict and how it was handed in."""
    parts = (verdict_of(file).label, on_time_and_basis(file), "" if file.is_counted else "当时没有计入汇总")
    return " · ".join(filter(None, parts))


def finding_words(finding: KeptFinding, edition: Edition) -> str:
    """What the rule demands; its id where the form has no such rule any more."""
    rules = [rule for rule in edition.rules if finding.rule == rule.id or finding.rule.startswith(f"{rule.id}.")]
    if not rules:
        return finding.rule
    says = max(rules, key=lambda each: len(each.id)).says
    rest = finding.rule.removeprefix(max(rules, key=lambda each: len(each.id)).id).strip(".")
    place = next((edition.name_of(each) for each in edition.cells if str(each) == rest), "")
    return f"{says}（{place}）" if place else says
