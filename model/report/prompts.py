"""Prompts that the official blank form prints in place of text, e.g. ``（文字描述）``; they are not content of a
report."""

import re
from functools import lru_cache

from model.form.edition import Edition
from model.report.report import Report


def prompts_in(text: str, edition: Edition) -> tuple[str, ...]:
    """The prompts of the edition's blank form that occur in ``text``."""
    if edition.prompts is None or edition.prompt_word not in text:
        return ()
    return tuple(match[0].strip() for match in edition.prompts.finditer(text))


def without_prompts(text: str, edition: Edition) -> str:
    """``text`` without prompts; paragraphs that consist only of a prompt are removed."""
    return text if edition.prompts is None else _without(text, edition.prompts)


@lru_cache(maxsize=64)  # by the pattern: hashing an edition takes longer than searching the text
def _without(text: str, prompts: re.Pattern[str]) -> str:
    if not prompts.search(text):
        return text
    left = []
    for line in text.split("\n"):
        without = prompts.sub("", line)
        if without == line or without.strip():
            left.append(without)
    return "\n".join(left)


def as_written(report: Report, edition: Edition) -> Report:
    """The report without prompts, as it is printed; itself if it contains none."""
    held = {key: report.texts[key] for key in edition.text_keys if report.texts.get(key)}
    changed = {key: without for key, text in held.items() if (without := without_prompts(text, edition)) != text}
    return report.with_(texts={**report.texts, **changed}) if changed else report
