"""The office's own Word template within a settings file: as text, so that one file is handed out and none is lost."""

import base64
import binascii
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model.errors import UserFacingError
from model.store.setting_values import problem_with

SECTION = "template"
MOST_BYTES = 2_500_000
"""Of a template that goes into a file; one with large pictures is handed on by itself."""
_WIDTH = 100


class SharedTemplateError(UserFacingError):
    """The template cannot go into a settings file, or what stands there is none."""


@dataclass(frozen=True)
class SharedTemplate:
    """``name``: of the Word file that the office chose."""

    name: str
    content: bytes


def template_lines(template: SharedTemplate) -> Iterator[str]:
    """The section of the file, but for its name.

    Raises:
        SharedTemplateError: the template is too large.
    """
    if len(template.content) > MOST_BYTES:
        large = f"{len(template.content) / 1_000_000:.1f} MB"
        raise SharedTemplateError(
            f"版式模板“{template.name}”有 {large}，放不进设置文件。请把模板里的图片改小，或单独发"
        )
    yield 'content = """'
    yield from textwrap.wrap(base64.b64encode(template.content).decode(), _WIDTH)
    yield '"""'


def template_in(section: Mapping[str, Any]) -> SharedTemplate:
    """The template of a section that was read.

    Raises:
        SharedTemplateError: the text says what is wrong, without the file's name.
    """
    name, content = section.get("name"), section.get("content")
    if not isinstance(name, str) or not isinstance(content, str) or not name or problem_with("template", name):
        raise SharedTemplateError(f"{SECTION} 一节应有模板的 name 和 content，请重新导出一份")
    try:
        return SharedTemplate(name, base64.b64decode("".join(content.split()), validate=True))
    except (binascii.Error, ValueError) as error:
        raise SharedTemplateError(f"{SECTION}.content 不完整，或者改动过：请重新导出一份") from error
