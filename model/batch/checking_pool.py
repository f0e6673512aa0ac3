"""A pool of worker processes that read and check the files of a batch, each file at its own risk.

A thread a worker waits for its answers; results come in the order in which they are ready. Nothing of a file stays here
but what :class:`Outcome` holds, and that only until it has been delivered.
"""

import base64
import json
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from model.batch import native_documents
from model.batch.checking import PriorFile, check_data, check_imported
from model.batch.checking_child import AGAIN, CHECK
from model.batch.packed_file import FileOutline, PackedFile, packed, packed_from
from model.batch.sources import OpenArchive, Source
from model.errors import UserFacingError
from model.form.edition import Edition
from model.form.rule_choices import UNCHANGED, RuleChoices
from model.importing import Imported
from model.importing.notes import ImportedDocumentError
from model.importing.reading_child import CAN_COPY, DOCUMENTS_OF_A_COPY
from model.importing.reading_processes import (
    IN_PROCESS,
    ChildProcess,
    NotStartedError,
    checked_answer,
    interpreter,
)
from model.report.json_format import write_report_json
from model.report.organ import UNKNOWN_ORGAN, OrganProfile

CHECKING_SECONDS = 6.0
"""Computing time for a report's check and the search for corrections, besides that for reading it."""
MOST_JOBS = 32
BESIDE_THE_WINDOW = 10
"""How far the priority of workers is below a window's, whose thread would else wait for them with every core busy."""
_CHILD = "model.batch.checking_child"
_MOST_DOCUMENTS = 1000
"""Of one worker: loading forms and words again takes as long as some thirty files."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    number: int
    """Its place among the sources."""
    source: Source
    digest: str
    """Of its bytes; empty where it has none."""
    file: PackedFile | None
    """``None`` where it was not read."""
    error: str = ""
    """Why it was not read, as a sentence; empty for a file that was."""
    seconds: float = 0.0
    """By the clock, waiting for a process included."""


@dataclass(frozen=True)
class Checking:
    """What a file is checked with."""

    editions: Mapping[str, Edition]
    editions_folder: Path
    """Where worker processes load the editions from."""
    choices: RuleChoices = UNCHANGED
    """What the office changed in the rules; ``editions`` have it already."""
    own: OrganProfile = UNKNOWN_ORGAN
    """The organ of the settings, whose reports are completed by what they say."""
    prior: PriorFile | None = None
    """The prior year's report for every file, where one was given."""
    prior_of: Callable[[FileOutline], PriorFile | None] | None = None
    """Finds the prior year's report of the organ of a report that was read; called on the threads of the pool."""


def default_jobs() -> int:
    """As many as the computer does at once."""
    return max(
        1, min(MOST_JOBS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    )


class CheckingPool:
    """Runs once."""

    def __init__(self, checking: Checking, jobs: int, nice: int = 0) -> None:
        """``jobs``: worker processes; without an interpreter to start one, files are read here, one by one. ``nice``:
        how far their priority is below this program's."""
        self._checking = checking
        self._nice = nice
        self._command = [] if os.environ.get(IN_PROCESS) else interpreter()
        self._jobs = max(1, min(jobs, MOST_JOBS)) if self._command else 1
        self._next = count()
        self._lock = threading.Lock()
        self._delivering = threading.Lock()
        self._workers: set[ChildProcess] = set()
        self._is_cancelled = threading.Event()
        self._failure: BaseException | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._is_cancelled.is_set()

    def cancel(self) -> None:
        """Ends the workers at once; files without a result get none. May be called from any thread."""
        self._is_cancelled.set()
        with self._lock:
            workers = list(self._workers)
        for worker in workers:
            worker.kill()

    def run(self, sources: Sequence[Source], deliver: Callable[[Outcome], object]) -> None:
        """Reads and checks every source, and returns when all are done or the pool was cancelled.

        ``deliver`` is called for one outcome at a time, on a thread of the pool. An exception of it ends the batch.
        """
        jobs = min(self._jobs, len(sources))
        threads = [
            threading.Thread(target=self._work, args=(sources, deliver), name=f"batch {number}", daemon=True)
            for number in range(jobs)
        ]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                while thread.is_alive():
                    thread.join(0.2)  # a signal, such as Ctrl+C, is seen between two waits
        except BaseException:
            self.cancel()
            raise
        if self._failure is not None:
            raise self._failure

    def _work(self, sources: Sequence[Source], deliver: Callable[[Outcome], object]) -> None:
        worker = _Worker(self)
        try:
            while not self.is_cancelled and (number := next(self._next)) < len(sources):
                outcome = self._outcome(worker, number, sources[number])
                if self.is_cancelled:
                    return
                with self._delivering:
                    deliver(outcome)
        except BaseException as error:
            self._failure = self._failure or error
            self.cancel()
        finally:
            worker.end()
            worker.archive.close()

    def _outcome(self, worker: "_Worker", number: int, source: Source) -> Outcome:
        began = time.monotonic()
        digest, file, error = "", None, ""
        try:
            found = source.read(worker.archive)
            digest = found.digest
            file = worker.checked(found.data, source.name)
        except UserFacingError as refused:
            error = str(refused)
        return Outcome(number, source, digest, file, error, time.monotonic() - began)

    def start_worker(self) -> ChildProcess | None:
        """A process that loads what it needs while the caller goes on; ``None`` where there can be none."""
        if not self._command:
            return None
        about = self._checking
        prior = None
        if about.prior is not None:
            prior = {
                "name": about.prior.name,
                "report": write_report_json(about.prior.report, about.editions[about.prior.report.edition]),
                "notes": [[each.what, each.where, None, each.raw] for each in about.prior.notes],
            }
        try:
            child = ChildProcess(self._command, _CHILD, _MOST_DOCUMENTS, self._nice)
        except NotStartedError:
            return None
        with self._lock:
            self._workers.add(child)  # so that cancelling does not wait until it is ready
        if self.is_cancelled:
            child.kill()
        try:
            child.warm_up(
                editions=str(about.editions_folder), choices=asdict(about.choices), own=asdict(about.own), prior=prior
            )
            child.await_ready()
        except NotStartedError:
            self.forget(child)
            return None
        return child

    def forget(self, child: ChildProcess) -> None:
        """``child`` is not used any more."""
        with self._lock:
            self._workers.discard(child)
        child.end()

    @property
    def checking(self) -> Checking:
        """What files are checked with."""
        return self._checking


class _Worker:
    """The worker processes of one thread, one after another. Where a process cannot be copied, native documents have
    one of their own, which is replaced as often as a copy would be."""

    def __init__(self, pool: CheckingPool) -> None:
        self._pool = pool
        self._children: dict[bool, ChildProcess] = {}
        """By whether it is the one for native documents."""
        self._native_documents = 0
        self.archive = OpenArchive()

    def checked(self, data: bytes, name: str) -> PackedFile:
        """
        Raises:
            UserFacingError: the file cannot be read.
        """
        about = self._pool.checking
        if not CAN_COPY and native_documents.is_native(data):
            found = self._native(data, name)
        else:
            found = self._asked(False, CHECK, name, data)
        if found is None:
            if self._pool.is_cancelled:  # there is no process because it was killed
                raise ImportedDocumentError(f"“{name}”没有读：已停止")
            return self._checked_here(data, name)
        prior = None if found.outline.has_last_year or about.prior_of is None else about.prior_of(found.outline)
        if prior is None:
            return found
        request = {
            "packed": base64.b64encode(found.packed).decode("ascii"),
            "prior": write_report_json(prior.report, about.editions[prior.report.edition]),
            "prior_name": prior.name,
        }
        return self._asked(False, AGAIN, name, json.dumps(request).encode()) or found

    def _native(self, data: bytes, name: str) -> PackedFile | None:
        self._native_documents += 1
        try:
            found = self._asked(True, CHECK, name, data)
        except ImportedDocumentError:
            self._end(True)
            raise
        if self._native_documents >= DOCUMENTS_OF_A_COPY or native_documents.is_unusual(data):
            self._end(True)
        return found

    def _checked_here(self, data: bytes, name: str) -> PackedFile:
        about = self._pool.checking
        found = check_data(data, name, about.editions, about.prior, about.own)
        file = packed(found, about.editions)
        prior = None if found.last_year is not None or about.prior_of is None else about.prior_of(file.outline)
        if prior is None:
            return file
        imported = Imported(found.report, found.notes, None, found.container)
        return packed(check_imported(imported, name, about.editions, prior, about.own), about.editions)

    def _asked(self, is_native: bool, operation: str, name: str, data: bytes) -> PackedFile | None:
        """``None`` where there is no worker process."""
        child = self._children.get(is_native) or self._pool.start_worker()
        if child is None:
            return None
        self._children[is_native] = child
        try:
            answer = child.ask(operation, name, data, CHECKING_SECONDS)
            found: PackedFile = checked_answer(lambda: packed_from(answer, self._pool.checking.editions), name)
        except ImportedDocumentError:
            if not child.is_usable:
                self._end(is_native)
            raise
        if not child.is_usable:
            self._end(is_native)
        return found

    def _end(self, is_native: bool) -> None:
        child = self._children.pop(is_native, None)
        if child is not None:
            self._pool.forget(child)
        if is_native:
            self._native_documents = 0

    def end(self) -> None:
        """Ends its processes."""
        for is_native in list(self._children):
            self._end(is_native)
