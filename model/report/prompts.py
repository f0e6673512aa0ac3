"""Prompts that the official blank form prints in place of text, e.g. ``（文字描述）``; they are not content of a
report."""

from functools import lru_cache

from model.form.edition import Edition
from model.report.report import Report


def prompts_in(text: str, edition: Edition) -> tuple[str, ...]:
    """The prompts of the edition's blank form that occur in ``text``."""
    return tuple(match[0].strip() for match in edition.prompts.finditer(text)) if edition.prompts else ()


@lru_cache(maxsize=64)
def without_prompts(text: str, edition: Edition) -> str:
    """``text`` without prompts; paragraphs that consist only of a prompt are removed."""
    if not prompts_in(text, edition) or edition.prompts is None:
        return text
    left = []
    for line in text.split("\n"):
        without = edition.prompts.sub("", line)
        if without == line or without.strip():
            left.append(without)
    return "\n".join(left)


def as_written(report: Report, edition: Edition) -> Report:
    """The report without prompts, as it is printed; itself if it contains none."""
    held = {key: report.texts[key] for key in edition.text_keys if report.texts.get(key)}
    changed = {key: without for key, text in held.items() if (without := without_prompts(text, edition)) != text}
    return report.with_(texts={**report.texts, **changed}) if changed else report
