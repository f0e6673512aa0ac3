"""``convert``: read a report and write it in another format."""

from pathlib import Path

from export.commands.environment import Environment
from export.commands.exit_status import EXIT_OK
from export.commands.printing import print_notes


def convert_file(environment: Environment, source: Path, target: Path) -> int:
    """Read ``source`` and write it to ``target`` in the format of its suffix; print the notes of the import."""
    from model.importing import import_report

    imported = import_report(source, environment.editions)
    environment.export(imported.report, target, imported.last_year)
    print_notes(imported.notes)
    return EXIT_OK
