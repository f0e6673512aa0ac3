"""``fill``: write figures into a report or draft; totals and linked numbers in the text follow."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from export.commands.environment import Environment
from export.commands.exit_status import EXIT_OK
from export.commands.printing import print_notes, print_text
from model.errors import UserFacingError


def run_fill(environment: Environment, parsed: Namespace) -> int:
    """The command with its arguments."""
    source, target, figures = parsed.source, parsed.target, parsed.figures
    return fill_file(environment, source, target, parsed.set, figures, clear_marks=parsed.clear_marks)


def fill_file(
    environment: Environment,
    source: Path,
    target: Path,
    assignments: Sequence[str],
    source_of_figures: Path | None,
    *,
    clear_marks: bool,
) -> int:
    """``assignments`` (``CELL=VALUE``) override ``source_of_figures``, a ``.json`` of cells or a whole report."""
    from model.drafting.filling import assigned, cells_in, figures_of, filled
    from model.importing import import_report

    if not (assignments or source_of_figures or clear_marks):
        raise UserFacingError("没有写要填什么：用 --set 格=数，或 --from 文件")
    editions = environment.editions
    imported = import_report(source, editions)
    report, prior = imported.report, imported.last_year
    edition = editions[report.edition]
    figures = assigned(edition, ())
    if source_of_figures is not None:
        found = cells_in(source_of_figures, edition)
        if found is None:
            other = import_report(source_of_figures, editions).report
            found = figures_of(other, edition, source_of_figures.name)
        figures |= found
    figures |= assigned(edition, assignments)
    prior_edition = editions[prior.edition] if prior else None
    done = filled(report, edition, figures, prior, prior_edition, clear_marks=clear_marks)
    environment.export(done.report, target, prior)
    print_notes(imported.notes)
    print_text(f"{done.description}：{target}", as_error=True)
    return EXIT_OK
