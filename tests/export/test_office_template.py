"""The office's own template in the program's folder: vetted, used, given out again."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from export.document.layout import Choices
from export.office_template import OfficeTemplate, options_given, options_of
from export.writers.docx.own_template import TemplateError
from model.atomic_write import FileWriteError
from model.store.settings import Settings
from model.store.shared_template import SharedTemplate


@pytest.fixture
def office(resources: Path, tmp_path: Path) -> OfficeTemplate:
    (tmp_path / "store").mkdir()
    return OfficeTemplate(tmp_path / "store", resources)


def test_a_vetted_file_is_a_candidate_until_it_is_used(office: OfficeTemplate, template: Path) -> None:
    assert office.vet(template).lacking == ()
    assert office.candidate.exists() and not office.path.exists()
    office.use_candidate()
    assert office.path.exists() and not office.candidate.exists()
    assert docx.Document(str(office.path)).paragraphs == []


def test_a_file_that_is_refused_leaves_the_one_in_use(office: OfficeTemplate, template: Path, tmp_path: Path) -> None:
    office.vet(template)
    office.use_candidate()
    kept = office.path.read_bytes()
    (tmp_path / "other.docx").write_bytes(b"nothing")
    with pytest.raises(TemplateError):
        office.vet(tmp_path / "other.docx")
    office.discard_candidate()
    assert [path.name for path in office.folder.iterdir()] == [office.path.name]
    assert office.path.read_bytes() == kept


def test_a_candidate_that_is_gone_cannot_be_used(office: OfficeTemplate) -> None:
    with pytest.raises(FileWriteError, match="模板没有存下"):
        office.use_candidate()


def test_both_templates_are_given_out(office: OfficeTemplate, template: Path, tmp_path: Path) -> None:
    office.copy_official(tmp_path / "official.docx")
    assert (tmp_path / "official.docx").read_bytes() == template.read_bytes()
    with pytest.raises(FileWriteError, match="不在了，请重新选用一次"):
        office.copy_own(tmp_path / "own.docx")
    office.vet(template)
    office.use_candidate()
    office.copy_own(tmp_path / "own.docx")
    assert (tmp_path / "own.docx").read_bytes() == office.path.read_bytes()


def test_the_settings_say_layout_and_template_of_exports(office: OfficeTemplate, resources: Path) -> None:
    settings = Settings(line_pt=28.0, body_font="仿宋", shaded=False)
    plain = options_of(settings, office.folder, resources)
    assert (plain.layout, plain.template) == (Choices(28.0, shaded=False, body_font="仿宋"), None)
    own = options_of(replace(settings, template="版式.docx"), office.folder, resources)
    assert own.template == office.path
    assert options_of(replace(settings, template="版式.docx"), None, resources).template is None


def test_a_template_of_a_settings_file_is_vetted_again_and_used_for_word_only(
    office: OfficeTemplate, resources: Path, template: Path
) -> None:
    office.vet(template)
    office.use_candidate()
    shared = office.shared("../红头.docx")
    with options_given(Settings(), shared, ".DOCX", resources) as options:
        assert options.template is not None and options.template.exists()
    assert not options.template.exists()
    with options_given(Settings(), shared, ".xlsx", resources) as options:
        assert options.template is None
    with (
        pytest.raises(TemplateError),
        options_given(Settings(), SharedTemplate("红头.docx", b"x"), ".docx", resources),
    ):
        pass
