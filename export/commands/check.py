"""``check``: read reports, check them, and print what is found, for people or as JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from export.commands.batch import outcomes, prior_file, prior_files, sources_of
from export.commands.environment import Environment
from export.commands.exit_status import EXIT_FINDINGS, EXIT_OK, EXIT_UNREADABLE
from export.commands.explain import explained, read_numbers
from export.commands.file_output import as_json, as_text
from export.commands.printing import print_json, print_text
from model.errors import UserFacingError

if TYPE_CHECKING:
    from model.batch.checked_file import CheckedFile


def check_files(
    environment: Environment,
    names: Sequence[str],
    prior_name: str | None,
    *,
    as_json_lines: bool,
    explain: bool = False,
    jobs: int | None = None,
) -> int:
    """Check every file, also those in folders and archives, against the prior year's report in ``prior_name`` if given;
    in a folder or archive of that name, each against that of its organ. Return the worst exit status.

    ``explain``: tell how each number of the words was read, too. ``jobs``: worker processes.
    """
    from model.batch.sources import is_of_many

    worst, prior, prior_of = EXIT_OK, None, None
    if prior_name and is_of_many(Path(prior_name)):
        prior_of = prior_files(environment, prior_name, jobs).of_file
    elif prior_name:
        try:
            prior = prior_file(environment, prior_name)
        except UserFacingError as error:
            worst = EXIT_UNREADABLE
            print_text(f"上年年报没有读出，跨年的规则不核对：{error}", as_error=True)
    found, problems = sources_of(names)
    for problem in problems:
        worst = EXIT_UNREADABLE
        print_text(problem, as_error=True)
    sources = [source for _, source in found]
    for outcome in outcomes(environment, sources, prior, jobs, prior_of):
        name = found[outcome.number][0]
        if outcome.file is None:
            worst = EXIT_UNREADABLE
            print_text(outcome.error, as_error=True)
            if as_json_lines:
                print_json({"file": name, "error": outcome.error})
            continue
        checked = outcome.file.unpacked(environment.editions)
        if checked.has_errors:
            worst = max(worst, EXIT_FINDINGS)
        _print(environment, name, checked, as_json_lines=as_json_lines, explain=explain)
    return worst


def _print(environment: Environment, name: str, checked: "CheckedFile", *, as_json_lines: bool, explain: bool) -> None:
    result = environment.check(checked.report, checked.last_year) if explain else None
    if as_json_lines:
        words = {"words": read_numbers(result)} if result is not None else {}
        print_json({**as_json(name, checked, environment.editions), **words})
    else:
        words_lines = explained(result) if result is not None else ()
        print_text("\n".join((*as_text(name, checked, environment.editions), *words_lines)))
