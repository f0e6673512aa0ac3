"""What a reading process sends is content as it was, and nothing else is taken for it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.importing import ImportedDocumentError
from model.importing.content import Box, Grid, SourceParagraph
from model.importing.content_json import (
    changes_from,
    changes_json,
    content_from,
    content_json,
    encoded,
    message_from,
)
from model.importing.document_reading import DocumentContent, read_document
from model.importing.notes import Note
from model.importing.readers.docx_revisions import TrackedChange
from tests.conftest import SAMPLES

GRID = Grid("第1张表", (Box("a\ud800", 0, 0, 2, 1), Box("", 0, 1)), False, True, 3, (1,), True)
CONTENT = DocumentContent("xlsx", (SourceParagraph("甲\n乙", "第1段"), GRID), (Note("何", "处", raw="文"),))


def sent(value: Any) -> Any:
    return json.loads(encoded(value, "年报").decode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", ["filled-libreoffice.xlsx", "filled-libreoffice.odt", "enping-office-2024.txt"])
def test_content_arrives_as_it_was(name: str) -> None:
    read = read_document((SAMPLES / name).read_bytes(), name)
    assert content_from(sent(content_json(read, name))) == read
    assert content_from(sent(content_json(CONTENT, ""))) == CONTENT


def test_changes_arrive_as_they_were() -> None:
    change = TrackedChange("插入", "王局长", "", "稳中有进", "第3段")
    assert changes_from(sent(changes_json([change], ""))) == (change,)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["boxes", "flags", "name"]), inner),
    max_leaves=8,
)


@settings(max_examples=40)
@given(st.data())
def test_anything_else_is_a_value_error(data: st.DataObject) -> None:
    value = sent(content_json(CONTENT, ""))
    place: Any = value
    while isinstance(place, dict | list) and place and data.draw(st.booleans()):
        holder, key = place, data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
        place = holder[key]
        if data.draw(st.booleans()):
            holder[key] = data.draw(anything)
            break
    try:
        read = content_from(value)
    except ValueError:
        return
    assert content_from(sent(content_json(read, ""))) == read


@pytest.mark.parametrize("value", [None, 3, "二" * 700, "\x1b[2J", "行\n行"])
def test_an_error_is_one_plain_sentence(value: object) -> None:
    with pytest.raises(ValueError, match=r"text|message"):
        message_from(value)


def test_more_than_any_report_holds_is_refused() -> None:
    boxes = tuple(Box("", 0, 0, 1000, 200) for _ in range(6))
    with pytest.raises(ImportedDocumentError):
        content_json(DocumentContent("xlsx", (Grid("甲", boxes),), ()), "年报.xlsx")
    with pytest.raises(ImportedDocumentError):
        encoded("一" * 6_000_000, str(Path("年报.txt")))
