"""Reads and checks one file of a batch, against the prior year's report if there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from model.batch.checked_file import CheckedFile, checked_file
from model.checks.engine import check
from model.form.edition import Edition
from model.importing import Imported, Note, import_data
from model.report.organ import UNKNOWN_ORGAN, OrganProfile
from model.report.prior_year import decide_prior_year
from model.report.report import Report


@dataclass(frozen=True)
class PriorFile:
    """A prior year's report given by the user."""

    name: str
    report: Report
    notes: tuple[Note, ...] = ()


def check_data(
    data: bytes,
    name: str,
    editions: Mapping[str, Edition],
    prior: PriorFile | None = None,
    own: OrganProfile = UNKNOWN_ORGAN,
) -> CheckedFile:
    """The report in the bytes of the file ``name``, checked; ``own`` is the organ of the settings.

    Raises:
        ImportedDocumentError: the file cannot be read or contains no report.
    """
    return check_imported(import_data(data, name, editions), name, editions, prior, own)


def check_imported(
    imported: Imported,
    name: str,
    editions: Mapping[str, Edition],
    prior: PriorFile | None = None,
    own: OrganProfile = UNKNOWN_ORGAN,
) -> CheckedFile:
    """``imported`` from the file ``name``, checked. ``prior`` counts before a report that the file itself includes,
    unless it is another year's."""
    if prior is not None:
        imported = _with_prior(imported, prior)
    report, last_year = own.complete(imported.report), imported.last_year
    last_edition = editions.get(last_year.edition) if last_year is not None else None
    checked = check(report, editions[report.edition], last_year, last_edition=last_edition)
    found = checked_file(imported, checked)
    if not found.prior_sentence:
        return found
    note = Note(found.prior_sentence, prior.name if prior is not None else name)
    return replace(found, notes=(*found.notes, note))


def _with_prior(imported: Imported, prior: PriorFile) -> Imported:
    """Its notes are marked as such."""
    notes = [Note(f"上年年报：{note.what}", note.where, None, note.raw) for note in prior.notes]
    decision = decide_prior_year(imported.report, prior.report)
    if not decision.accepted and imported.last_year is not None:
        return replace(imported, notes=(*imported.notes, Note(decision.sentence, prior.name), *notes))
    return replace(imported, notes=(*imported.notes, *notes), last_year=prior.report)
