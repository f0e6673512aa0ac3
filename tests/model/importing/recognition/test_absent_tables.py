"""Why no table was found: pictures are named only where there are any."""

from itertools import chain, combinations

import pytest

from model.importing.content import NotText
from model.importing.recognition.absent_tables import why_no_table_was_found, why_nothing_was_found


@pytest.mark.parametrize("beside", [*chain.from_iterable(combinations(NotText, n) for n in range(4))])
def test_no_sentence_names_what_is_not_there(beside: tuple[NotText, ...]) -> None:
    for sentence in (why_nothing_was_found("年报.docx", set(beside)), why_no_table_was_found(set(beside))):
        for held, word in (
            (NotText.PICTURES, "图片"),
            (NotText.FRAMES, "框架"),
            (NotText.OBJECTS, "嵌入的对象"),
            (NotText.SCRIPTED, "脚本"),
        ):
            assert held in beside or word not in sentence
