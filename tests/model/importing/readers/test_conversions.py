"""The same report in ``.doc``, ``.rtf``, ``.odt``: what LibreOffice made of a document reads like the document."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.importing import Imported, import_report
from model.report.derived_totals import shown
from tests.conftest import SAMPLES
from tests.model.importing.conftest import Import
from tests.model.importing.documents import besides_prompts
from tests.model.importing.readers.conversions import MADE, source

SAMPLE_FILES = sorted(
    [f"{name}-libreoffice.{container}" for name, containers in MADE.items() for container in containers]
    + ["filled-word97.doc", "filled-libreoffice.odt"]
)


@pytest.fixture(scope="module")
def original(editions: Mapping[str, Edition], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Imported]:
    """What the samples of a name were made from, each made and read once."""
    folder, known = tmp_path_factory.mktemp("originals"), dict[str, Imported]()

    def of(name: str) -> Imported:
        if name not in known:
            known[name] = import_report(source(name, folder, editions), editions)
        return known[name]

    return of


@pytest.mark.parametrize("file", SAMPLE_FILES)
def test_a_converted_report_reads_like_the_one_it_was_made_from(
    read: Import, original: Callable[[str], Imported], editions: Mapping[str, Edition], file: str
) -> None:
    was = original(file.partition("-")[0])
    imported = read(SAMPLES / file)
    assert cells_of(imported, editions) == cells_of(was, editions)
    assert imported.report.unread == was.report.unread
    assert imported.report.texts == was.report.texts
    assert imported.report.headings == was.report.headings
    assert (imported.report.organ, imported.report.year) == (was.report.organ, was.report.year)
    # only .docx keeps what was deleted
    assert [note.what for note in imported.notes] == [note.what for note in was.notes if "修订" not in note.what]
    assert imported.container == file.rpartition(".")[2]


def cells_of(imported: Imported, editions: Mapping[str, Edition]) -> dict[str, object]:
    report = shown(imported.report, editions[imported.report.edition])
    return {str(cell): figure for cell, figure in report.figures.items()}


def test_the_samples_have_the_properties_that_their_names_state(
    original: Callable[[str], Imported], editions: Mapping[str, Edition], edition: Edition
) -> None:
    counts = {name: len(cells_of(original(name), editions)) for name in MADE}
    thirds = sum(1 for number, _ in enumerate(edition.cells) if number % 3)
    assert {name: count for name, count in counts.items() if name != "thirds"} == dict.fromkeys(
        ("enping", "page", "sorts", "filled"), 200
    )
    assert thirds <= counts["thirds"] < 200  # totals that follow besides


def test_a_document_of_wps_office_is_a_word_document(read: Import, tmp_path: Path) -> None:
    for name in ("年报.wps", "年报.dot", "年报.wpt"):
        path = shutil.copy(SAMPLES / "filled-word97.doc", tmp_path / name)
        imported = read(Path(path))
        assert (imported.container, besides_prompts(imported)) == ("doc", [])
