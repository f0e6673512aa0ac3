"""The office's own Word template, taken from a settings file and given out with one."""

from dataclasses import replace

from export.office_template import OfficeTemplate
from model.errors import UserFacingError
from model.store.settings import Settings
from model.store.shared_template import SharedTemplate


class TemplateTransfer:
    """``office`` keeps the template; what was taken is in use only after :meth:`keep`."""

    def __init__(self, office: OfficeTemplate) -> None:
        self._office = office
        self._taken = ""

    def take(self, template: SharedTemplate) -> str:
        """Vets a template that came with a file; what is to be said about it.

        Raises:
            UserFacingError: it cannot be used, or not be stored; none is taken.
        """
        self._taken = ""
        try:
            found = self._office.vet_shared(template)
        except UserFacingError:
            self._office.discard_candidate()
            raise
        self._taken = template.name
        return "；".join(each.rstrip("。") for each in (found.sentence, *found.notes))

    def keep(self) -> None:
        """Puts what was taken into use.

        Raises:
            FileWriteError: it could not be stored.
        """
        if self._taken:
            self._office.use_candidate()

    def discard(self) -> None:
        """Forgets what was taken."""
        if self._taken:
            self._taken = ""
            self._office.discard_candidate()

    def chosen(self, settings: Settings) -> Settings:
        """``settings`` with the template that was taken, if there is one."""
        return replace(settings, template=self._taken) if self._taken else settings

    def to_give(self, settings: Settings) -> SharedTemplate | None:
        """The template in use; ``None`` where it is the official one.

        Raises:
            FileWriteError: it is not there any more.
        """
        return self._office.shared(settings.template) if settings.template else None
