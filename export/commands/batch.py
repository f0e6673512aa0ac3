"""The files of a command that takes many: found, read and checked, here or in worker processes, in the order given."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from export.commands.environment import Environment
from export.commands.printing import print_progress, print_text

if TYPE_CHECKING:
    from model.batch.checking import PriorFile
    from model.batch.checking_pool import Checking, Outcome
    from model.batch.packed_file import FileOutline
    from model.batch.sources import Source
    from model.batch.unit_list import UnitList

FEW = 8
"""So many files are read before a worker process has loaded what it needs."""


def sources_of(names: Sequence[str]) -> "tuple[list[tuple[str, Source]], list[str]]":
    """((what the file is called in the output, file) in order, sentences about what could not be looked into).

    A file is called as it was given, one in a folder or archive by its whole path.
    """
    from model.batch.sources import Source, collect, is_of_many

    found: list[tuple[str, Source]] = []
    problems: list[str] = []
    for name in names:
        path = Path(name)
        if not is_of_many(path):
            found.append((name, Source(path, shown=name)))
            continue
        sources, sentences = collect([path])
        found += [(each.full, each) for each in sources]
        problems += sentences or ([] if sources else [f"“{name}”里没有文件"])
    return found, problems


def prior_file(environment: Environment, name: str) -> "PriorFile":
    """The prior year's report in the file.

    Raises:
        ImportedDocumentError: it cannot be read.
    """
    from model.batch.checking import PriorFile
    from model.importing import import_report

    imported = import_report(Path(name), environment.editions)
    return PriorFile(name, imported.report, imported.notes)


class PriorFiles:
    """The prior year's reports in a folder or archive, by organ and year; of a list of units also by their aliases."""

    def __init__(self, units: "UnitList") -> None:
        self._units = units
        self._known: dict[tuple[str, int | None], list[PriorFile]] = {}

    def add(self, prior: "PriorFile") -> None:
        """Of two reports of the same organ the later one counts."""
        known = self._known.setdefault((self._unit(prior.report.organ), prior.report.year), [])
        known[:] = [each for each in known if each.report.organ != prior.report.organ] + [prior]

    def of(self, organ: str, year: int | None) -> "PriorFile | None":
        """That of the year before; none of several units that are one now."""
        found = self._known.get((self._unit(organ), year - 1), []) if organ and year else []
        return found[0] if len(found) == 1 else None

    def of_file(self, file: "FileOutline") -> "PriorFile | None":
        """As :meth:`of`."""
        return self.of(file.organ, file.year)

    def _unit(self, organ: str) -> str:
        from model.batch.unit_names import bare

        unit = self._units.match(organ).unit if self._units.units else None
        return bare(unit.name if unit is not None else organ)


def prior_files(environment: Environment, name: str, jobs: int | None, units: "UnitList | None" = None) -> PriorFiles:
    """Reads the files of the folder or archive ``name``. What cannot be read there is told."""
    from model.batch.checking import PriorFile
    from model.batch.selection import NO_LIST

    found, problems = sources_of([name])
    for problem in problems:
        print_text(problem, as_error=True)
    priors = PriorFiles(units or NO_LIST)
    for outcome in outcomes(environment, [source for _, source in found], None, jobs):
        if outcome.file is None:
            print_text(f"上年年报：{outcome.error}", as_error=True)
        else:
            checked = outcome.file.unpacked(environment.editions)
            priors.add(PriorFile(found[outcome.number][0], checked.report, checked.notes))
    return priors


def outcomes(
    environment: Environment,
    sources: "Sequence[Source]",
    prior: "PriorFile | None",
    jobs: int | None,
    prior_of: "Callable[[FileOutline], PriorFile | None] | None" = None,
) -> "Iterator[Outcome]":
    """What became of each file, in the order of the sources. ``jobs``: worker processes; ``None``: as many as the
    computer does at once, and none for a few files. ``prior_of`` finds the prior year's report of one just read."""
    from model.batch.checking_pool import Checking, default_jobs

    settings = environment.settings
    choices, own = settings.rule_choices, settings.organ
    checking = Checking(environment.editions, environment.resources / "editions", choices, own, prior, prior_of)
    count = default_jobs() if jobs is None else jobs
    if prior_of is None and (len(sources) <= 1 or (jobs is None and len(sources) <= FEW)):
        yield from _one_by_one(checking, sources)
        return
    yield from _pooled(checking, sources, count)


def _one_by_one(checking: "Checking", sources: "Sequence[Source]") -> "Iterator[Outcome]":
    from model.batch.checking import check_data
    from model.batch.checking_pool import Outcome
    from model.batch.packed_file import packed
    from model.errors import UserFacingError

    for number, source in enumerate(sources):
        try:
            found = source.read()
            checked = check_data(found.data, source.name, checking.editions, checking.prior, checking.own)
        except UserFacingError as error:
            yield Outcome(number, source, "", None, str(error))
        else:
            yield Outcome(number, source, found.digest, packed(checked, checking.editions))


def _pooled(checking: "Checking", sources: "Sequence[Source]", jobs: int) -> "Iterator[Outcome]":
    from model.batch.checking_pool import CheckingPool

    pool = CheckingPool(checking, jobs)
    ready: SimpleQueue[Outcome | BaseException | None] = SimpleQueue()

    def run() -> None:
        try:
            pool.run(sources, ready.put)
            ready.put(None)
        except BaseException as error:
            ready.put(error)

    thread = threading.Thread(target=run, name="batch", daemon=True)
    thread.start()
    waiting: dict[int, Outcome] = {}
    following, done = 0, 0
    try:
        while (outcome := ready.get()) is not None:
            if isinstance(outcome, BaseException):
                raise outcome
            done += 1
            print_progress(f"已读 {done} / {len(sources)} 个文件" if done < len(sources) else "")
            waiting[outcome.number] = outcome
            while following in waiting:
                yield waiting.pop(following)
                following += 1
    finally:
        pool.cancel()
        thread.join()
