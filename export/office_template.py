"""The office's own Word template: a copy in the program's folder, so that the original may move or change."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from export.document.layout import Choices, load_layout
from model.atomic_write import FileWriteError, replacing
from model.disk_errors import reason
from model.file_names import safe_name
from model.store.settings import Settings
from model.store.shared_template import SharedTemplate

if TYPE_CHECKING:
    from export.report_writer import ExportOptions
    from export.writers.docx.own_template import TemplateFindings

FILE = "template.docx"
_CANDIDATE = "template-candidate.docx"


def layout_choices(settings: Settings) -> Choices:
    """The layout that an office has chosen in its settings."""
    return Choices(
        settings.line_pt,
        settings.latin_as_body,
        settings.shaded,
        settings.title_font,
        settings.body_font,
        settings.heading_font,
        settings.subheading_font,
    )


def options_of(settings: Settings, folder: Path | None, resources: Path) -> "ExportOptions":
    """How a report is exported by the settings. ``folder`` is theirs, where the office's template is; without one, the
    official template is used."""
    from export.report_writer import ExportOptions

    template = OfficeTemplate(folder, resources).path if folder is not None and settings.template else None
    return ExportOptions(layout=layout_choices(settings), template=template)


@contextmanager
def options_given(
    settings: Settings, template: SharedTemplate | None, suffix: str, resources: Path
) -> "Iterator[ExportOptions]":
    """As :func:`options_of`, for settings that came in a file, with its template where a Word file is written.

    Raises:
        TemplateError: the template cannot be used.
    """
    if template is None or suffix.lower() != ".docx":
        yield options_of(settings, None, resources)
        return
    with tempfile.TemporaryDirectory() as folder:
        office = OfficeTemplate(Path(folder), resources)
        office.vet_shared(template)
        office.use_candidate()
        yield options_of(replace(settings, template=template.name), office.folder, resources)


@dataclass(frozen=True)
class OfficeTemplate:
    """``folder`` holds drafts and settings; ``resources`` the official template."""

    folder: Path
    resources: Path

    @property
    def path(self) -> Path:
        """The template in use; the settings say whether there is one."""
        return self.folder / FILE

    @property
    def candidate(self) -> Path:
        """A template that was vetted and is not yet in use."""
        return self.folder / _CANDIDATE

    def vet(self, source: Path) -> "TemplateFindings":
        """Make :attr:`candidate` of the office's file at ``source``.

        Raises:
            TemplateError: the file cannot be used.
            FileWriteError: the candidate could not be written.
        """
        from export.writers.docx.own_template import make_ready
        from export.writers.docx.package import TEMPLATE

        with replacing(self.candidate) as temporary:
            return make_ready(source, self.resources / TEMPLATE, temporary, load_layout(self.resources / "layout.toml"))

    def vet_shared(self, template: SharedTemplate) -> "TemplateFindings":
        """As :meth:`vet`, for a template that came with a settings file: it may be from anywhere.

        Raises:
            TemplateError: it cannot be used.
            FileWriteError: the candidate could not be written.
        """
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, f"{safe_name(Path(template.name).stem)}.docx")
            source.write_bytes(template.content)
            return self.vet(source)

    def shared(self, name: str) -> SharedTemplate:
        """The template in use, for a settings file; ``name`` as the settings have it.

        Raises:
            FileWriteError: it is not there any more.
        """
        try:
            return SharedTemplate(name, self.path.read_bytes())
        except OSError as error:
            raise FileWriteError("本单位的版式模板不在了，请重新选用一次") from error

    def use_candidate(self) -> None:
        """Put :attr:`candidate` into use.

        Raises:
            FileWriteError: the file could not be replaced.
        """
        try:
            self.candidate.replace(self.path)
        except OSError as error:
            raise FileWriteError(f"模板没有存下：{reason(error)}") from error

    def discard_candidate(self) -> None:
        """Remove :attr:`candidate`, if there is one."""
        self.candidate.unlink(missing_ok=True)

    def copy_official(self, target: Path) -> None:
        """Write the official template to ``target``, to be changed in Word."""
        from export.writers.docx.package import TEMPLATE

        self._copy(self.resources / TEMPLATE, target)

    def copy_own(self, target: Path) -> None:
        """Write the template in use to ``target``."""
        self._copy(self.path, target)

    def _copy(self, source: Path, target: Path) -> None:
        if not source.exists():
            raise FileWriteError("本单位的版式模板不在了，请重新选用一次")
        with replacing(target) as temporary:
            shutil.copyfile(source, temporary)
