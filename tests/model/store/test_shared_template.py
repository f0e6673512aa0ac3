"""The office's own Word template within a settings file."""

import tomllib

import pytest

from model.store.shared_template import (
    MOST_BYTES,
    SECTION,
    SharedTemplate,
    SharedTemplateError,
    template_in,
    template_lines,
)

SAMPLE = SharedTemplate("红头.docx", bytes(range(256)) * 20)


def test_what_is_written_is_read_again() -> None:
    lines = list(template_lines(SAMPLE))
    assert max(map(len, lines)) == 100
    section = tomllib.loads("\n".join(lines).replace("\n", "\r\n"))
    assert template_in({**section, "name": SAMPLE.name}) == SAMPLE


@pytest.mark.parametrize(
    "section",
    [
        {},
        {"name": "", "content": "AAAA"},
        {"name": "a.docx"},
        {"name": 1, "content": "AAAA"},
        {"name": "x" * 400, "content": "AAAA"},
        {"name": "a.docx", "content": "AAA"},
        {"name": "a.docx", "content": "中文"},
    ],
    ids=str,
)
def test_a_damaged_section_is_refused_with_what_would_help(section: dict[str, object]) -> None:
    with pytest.raises(SharedTemplateError, match=f"{SECTION}.*请重新导出一份"):
        template_in(section)


def test_a_template_that_is_too_large_is_not_cut() -> None:
    with pytest.raises(SharedTemplateError, match=r"“大.docx”有 2.5 MB，放不进设置文件"):
        list(template_lines(SharedTemplate("大.docx", b"x" * (MOST_BYTES + 1))))
