"""The names of both namespaces of Word, and which of them change how others are read."""

import pytest

from model.importing.readers.docx_names import names_of

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT])
def test_a_document_has_the_names_of_its_namespace(namespace: str) -> None:
    assert names_of(namespace).cell == f"{{{namespace}}}tc"


def test_a_document_of_another_namespace_is_read_as_the_usual_one() -> None:
    assert names_of("urn:another").cell == names_of(TRANSITIONAL).cell


def test_what_hides_or_sets_apart_has_a_step_of_its_own() -> None:
    names = names_of(TRANSITIONAL)
    assert names.without_steps_of_their_own < set(names.looked_for)
    assert names.without_steps_of_their_own.isdisjoint(
        (*names.special, names.position, names.chunk, names.merge_across)
    )


def test_of_rare_elements_only_those_that_the_document_has_are_read() -> None:
    names = names_of(TRANSITIONAL)
    assert names.tab not in names.of_table(set()) and names.tab in names.of_table({names.tab})
    assert names.of_paragraph({names.before}) == (names.text,)
