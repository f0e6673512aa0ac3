"""Reads documents in a process of its own with limits on time and memory, so that none of them ends the program.

Nothing that the process says is trusted: its answers are JSON of limited length, checked value by value. A process that
ran native parsers on a document (PDF, .xls) or answered with anything but content is not used again.
"""

import atexit
import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from model.errors import missing_part
from model.importing.content_json import MOST_BYTES, changes_from, content_from, message_from
from model.importing.document_reading import (
    DocumentContent,
    read_copied_page,
    read_copied_text,
    read_document,
    read_register,
)
from model.importing.notes import ImportedDocumentError
from model.importing.readers.docx_revisions import TrackedChange, tracked_changes_in
from model.importing.reading_child import HEADER, MEMORY, MEMORY_EXIT, READY
from model.importing.time_limit import TimeLimit

INTERPRETER = "ZFXXGK_PYTHON"
"""Environment variable: the Python interpreter for the reading process, where the program's own is none."""
IN_PROCESS = "ZFXXGK_READ_IN_PROCESS"
"""Environment variable: if set, documents are read without a process of their own."""
SECONDS = 4.0
SECONDS_PER_MB = 0.1
"""Computing time for a document: more than the PDF reader takes before it stops by itself and says how far it came."""
WAITING, WAITING_NICE = 3, 9
"""How many times as long it may take on a busy machine; of a process that lets other programs go first."""
REGISTER_SECONDS = 60.0
"""Of computing time for a register of applications, whose rows take longer."""
START_SECONDS = 30.0
_MOST_DOCUMENTS = 100
"""After so many a process is replaced, whatever it has kept."""
NATIVE = ("pdf", "xls")
"""Kinds that native parsers read; the process that ran them reads nothing else."""
_ROOT = Path(__file__).resolve().parent.parent.parent
_READING_CHILD = "model.importing.reading_child"
_START = "import sys, importlib; sys.path.insert(0, sys.argv[1]); importlib.import_module(sys.argv[2]).main()"
_NO_WINDOW, _BELOW_NORMAL = (0x08000000, 0x00004000) if sys.platform == "win32" else (0, 0)
_LOG = logging.getLogger(__name__)
_Read = TypeVar("_Read")


class NotStartedError(Exception):
    """There is no reading process here."""


class ChildProcess:
    """One reading process. Every exchange with it ends in time: when its time is up it is killed."""

    def __init__(
        self,
        command: list[str],
        module: str = _READING_CHILD,
        most_documents: int = _MOST_DOCUMENTS,
        nice: int = 0,
    ) -> None:
        """``module``: the one whose ``main`` serves in it; after ``most_documents`` it is no longer usable. ``nice``:
        how far its priority is below this program's, as Unix counts.

        Raises:
            NotStartedError: it cannot be started.
        """
        try:
            self._process = subprocess.Popen(
                [*command, "-P", "-X", "utf8", "-c", _START, str(_ROOT), module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW | (_BELOW_NORMAL if nice else 0),
                start_new_session=sys.platform != "win32",  # a group that is killed whole, copies of it too
            )
        except (OSError, ValueError) as error:
            raise NotStartedError(str(error)) from error
        if nice and sys.platform != "win32":
            with contextlib.suppress(OSError):  # it has ended, which is found out when it is asked
                os.setpriority(os.PRIO_PROCESS, self.pid, min(19, os.getpriority(os.PRIO_PROCESS, 0) + nice))
        self._job = _windows_job(self._process) if sys.platform == "win32" else None
        self._waiting = WAITING_NICE if nice else WAITING
        self._greetings = 1
        """That it has still to send: one when it is there, one after each warming up."""
        self._is_late = False
        self._limit = TimeLimit(self._be_late)
        self._documents = 0
        self._most_documents = most_documents

    def warm_up(self, **about: Any) -> None:
        """Lets it import what it needs, without waiting for that; ``about`` tells it what that is."""
        try:
            self._write({"operation": "warm", **about}, b"")
            self._greetings += 1
        except OSError:
            self.end()

    def await_ready(self) -> None:
        """Waits until it is there and has imported what it was told to: on a slow disk, or under an antivirus program,
        that may take longer than any document.

        Raises:
            NotStartedError: it does not answer.
        """
        while self._greetings:
            try:
                said = self._in_time(START_SECONDS, self._read)
            except (OSError, EOFError, ValueError) as error:
                self.end()
                raise NotStartedError(type(error).__name__) from error
            if said != READY:
                self.end()
                raise NotStartedError("no greeting")
            self._greetings -= 1

    def ask(self, operation: str, name: str, data: bytes, more_seconds: float = 0.0) -> Any:
        """The answer to a request, parsed. ``more_seconds``: of computing, besides what reading may take.

        Raises:
            ImportedDocumentError: the process has ended, or was ended when its time was up; or the document's error.
        """
        seconds = (REGISTER_SECONDS if operation == "register" else SECONDS) + SECONDS_PER_MB * len(data) / 1e6
        seconds += more_seconds
        request = {"operation": operation, "name": name, "seconds": seconds}

        def exchange() -> bytes:
            self._write(request, data)
            return self._read()

        try:
            answer = json.loads(self._in_time(self._waiting * seconds, exchange).decode("utf-8", "surrogatepass"))
        except (OSError, EOFError, ValueError, RecursionError) as error:
            with contextlib.suppress(subprocess.TimeoutExpired):  # where it is ending by itself, its status says why
                self._process.wait(1)
            self.end()
            raise self._failure(name) from error
        self._documents += 1
        if isinstance(answer, dict) and "fault" in answer:
            self.end()
            _LOG.info("reading process: %s", str(answer["fault"])[:80])
            raise _unreadable(name)
        if isinstance(answer, dict) and "error" in answer:
            raise ImportedDocumentError(checked_answer(lambda: message_from(answer["error"]), name))
        return answer

    def _failure(self, name: str) -> ImportedDocumentError:
        code = self._process.returncode
        if self._is_late or (sys.platform != "win32" and code == -_signal_of_time()):
            return ImportedDocumentError(
                f"“{name}”读得太久，内容可能不正常，已停止读取。请在 Word、Excel 或 WPS 里打开，另存一份后再导入"
            )
        if code == MEMORY_EXIT:
            return ImportedDocumentError(f"“{name}”展开后大得不正常，为安全起见没有打开。请向原单位重新要一份文件")
        _LOG.info("reading process ended: %s", code)
        return _unreadable(name)

    @property
    def is_usable(self) -> bool:
        """Whether it may read another document."""
        return self._process.poll() is None and self._documents < self._most_documents

    @property
    def pid(self) -> int:
        """Of the process itself, not of its copies."""
        return self._process.pid

    def end(self) -> None:
        """Kills it, waits for its end and closes its pipes."""
        self.kill()
        self._limit.end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was still to be written
                    pipe.close()

    def _in_time(self, seconds: float, exchange: Callable[[], bytes]) -> bytes:
        with self._limit.of(seconds):
            return exchange()

    def kill(self) -> None:
        """Kills it and its copies at once; whoever waits for its answer gets an error."""
        if self._process.poll() is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _be_late(self) -> None:
        self._is_late = True
        self.kill()

    def _write(self, request: dict[str, Any], data: bytes) -> None:
        head = json.dumps(request).encode()
        pipe = _pipe(self._process.stdin)
        pipe.write(HEADER.pack(len(head), len(data)) + head)
        pipe.write(data)
        pipe.flush()

    def _read(self) -> bytes:
        pipe = _pipe(self._process.stdout)
        head = pipe.read(HEADER.size)
        if len(head) < HEADER.size:
            raise EOFError
        length, _ = HEADER.unpack(head)
        if length > MOST_BYTES:
            raise ValueError("length")
        data = pipe.read(length)
        if len(data) < length:
            raise EOFError
        return data


def _pipe(pipe: Any) -> BinaryIO:
    assert pipe is not None
    found: BinaryIO = pipe
    return found


def _signal_of_time() -> int:
    return signal.SIGXCPU if sys.platform != "win32" else 0


def _unreadable(name: str) -> ImportedDocumentError:
    return ImportedDocumentError(
        f"“{name}”读不出来，可能已损坏。请在 Word、Excel 或 WPS 里打开（会提示修复），另存一份后再导入"
    )


def checked_answer(read: Callable[[], Any], name: str) -> Any:
    """
    Raises:
        ImportedDocumentError: the answer is not what a reading process says.
    """
    try:
        return read()
    except (ValueError, TypeError) as error:
        raise _unreadable(name) from error


def _here(read: Callable[[], _Read], name: str) -> _Read:
    """What is read in this process.

    Raises:
        ImportedDocumentError: a part of the program that reads such documents is not installed.
    """
    try:
        return read()
    except ModuleNotFoundError as error:
        raise ImportedDocumentError(f"“{name}”没有读入：{missing_part(error)}") from error


class ReadingStop:
    """Lets another thread end a reading at once: the process that reads is killed, and whoever waits for it gets an
    error."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: ChildProcess | None = None
        self._is_set = False

    def set(self) -> None:
        """Ends the reading, or the one that begins later."""
        with self._lock:
            self._is_set = True
            if self._process is not None:
                self._process.kill()

    @contextlib.contextmanager
    def ends(self, process: ChildProcess) -> Iterator[None]:
        """While the process reads."""
        with self._lock:
            self._process = process
            if self._is_set:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._process = None


class Readers:
    """Reads documents in this process until :meth:`isolate` is called; then each in a process of its own, of which one
    is kept ready. Where none can be started, documents are read in this process; the readers have limits of their
    own."""

    def __init__(self) -> None:
        self._command: list[str] = []
        self._idle: list[ChildProcess] = []
        self._keeps_one_ready = False
        self._lock = threading.Lock()

    def isolate(self) -> None:
        """From now on documents are read in processes of their own."""
        if not self._command and not os.environ.get(IN_PROCESS):
            self._command = interpreter()
            atexit.register(self.stop)

    def warm_up(self) -> None:
        """Starts a process for the next document, without waiting for it; from now on there is always one ready."""
        self._keeps_one_ready = True
        if self._command and not self._idle:
            try:
                process = ChildProcess(self._command)
            except NotStartedError as error:
                self._give_up(error)
                return
            process.warm_up()
            self._keep(process)

    def stop(self) -> None:
        """Ends the process that waits for documents."""
        self._keeps_one_ready = False
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.end()

    def document(self, data: bytes, name: str, stop: ReadingStop | None = None) -> DocumentContent:
        """The content of a file.

        Raises:
            ImportedDocumentError: it cannot be read, or was stopped; the message gives the reason and a remedy.
        """
        return self._content("document", read_document, data, name, stop)

    def register(self, data: bytes, name: str) -> DocumentContent:
        """As :meth:`document`, for a register of applications.

        Raises:
            ImportedDocumentError: it cannot be read; the message gives the reason and a remedy.
        """
        return self._content("register", read_register, data, name)

    def copied_page(self, html: str, name: str, stop: ReadingStop | None = None) -> DocumentContent:
        """As :meth:`document`, for a copied web page."""
        return self._content("page", read_copied_page, html.encode("utf-8", "surrogatepass"), name, stop)

    def copied_text(self, text: str, name: str, stop: ReadingStop | None = None) -> DocumentContent:
        """As :meth:`document`, for copied text."""
        return self._content("text", read_copied_text, text.encode("utf-8", "surrogatepass"), name, stop)

    def tracked_changes(self, data: bytes, name: str) -> tuple[TrackedChange, ...]:
        """The tracked changes and comments of a file; empty where it is not a ``.docx``.

        Raises:
            ImportedDocumentError: it cannot be read.
        """
        process = self._process()
        if process is None:
            return _here(lambda: tracked_changes_in(data), name)
        changes: tuple[TrackedChange, ...] = self._asked(process, "changes", data, name, changes_from)
        self._keep(process)
        return changes

    def _content(
        self,
        operation: str,
        read: Callable[[bytes, str], DocumentContent],
        data: bytes,
        name: str,
        stop: ReadingStop | None = None,
    ) -> DocumentContent:
        process = self._process()
        if process is None:
            return _here(lambda: read(data, name), name)
        with stop.ends(process) if stop else contextlib.nullcontext():
            found: DocumentContent = self._asked(process, operation, data, name, content_from)
        if found.kind in NATIVE:
            self._replace(process)
        else:
            self._keep(process)
        return found

    def _asked(
        self, process: ChildProcess, operation: str, data: bytes, name: str, checked: Callable[[Any], Any]
    ) -> Any:
        try:
            answer = process.ask(operation, name, data)
            return checked_answer(lambda: checked(answer), name)
        except ImportedDocumentError:
            self._replace(process)
            raise

    def _replace(self, process: ChildProcess) -> None:
        process.end()
        if self._keeps_one_ready:
            self.warm_up()

    def _process(self) -> ChildProcess | None:
        if not self._command:
            return None
        with self._lock:
            process = self._idle.pop() if self._idle else None
        try:
            if process is not None and not process.is_usable:
                process.end()
                process = None
            process = process or ChildProcess(self._command)
            process.await_ready()
        except NotStartedError as error:
            self._give_up(error)
            return None
        return process

    def _keep(self, process: ChildProcess) -> None:
        with self._lock:
            if process.is_usable and not self._idle:
                self._idle.append(process)
                return
        process.end()

    def _give_up(self, error: Exception) -> None:
        _LOG.info("documents are read in this process: %s", error)
        self._command = []


def interpreter() -> list[str]:
    """The command that starts Python; empty where the program's own file is no interpreter."""
    if given := os.environ.get(INTERPRETER):
        return [given]
    own = Path(sys.executable) if sys.executable else None
    if own is None or getattr(sys, "frozen", False):
        return []
    console = own.with_name(own.name.lower().replace("pythonw", "python"))
    if console.is_file():
        own = console
    return [str(own)] if own.name.lower().startswith(("python", "pypy")) else []


def _windows_job(process: "subprocess.Popen[bytes]") -> object:
    """Limits memory, and ends the process with this one. The object keeps the limits as long as it is held."""
    from model.importing.windows_job import limited

    return limited(process, MEMORY)


READERS = Readers()
"""The readers of this program: entry points call ``isolate`` on it."""
