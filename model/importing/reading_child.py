"""The reading process: gets the bytes of one document after another, and answers with their content as JSON.

It limits its own memory and computing time before it looks at a document, and can neither open sockets, nor start
programs, nor write files. Libraries' own output goes nowhere. It ends when its standard input is closed.
"""

import contextlib
import gc
import importlib
import json
import os
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

READY = b"ready"
HEADER = struct.Struct(">II")
"""Before a request: length of its JSON, and of the document. Before an answer: its length, and 0."""
MEMORY = 230_000_000
"""Bytes that a document may take beyond what the process takes before it."""
MEMORY_EXIT = 77
MOST_SECONDS_OF_A_COPY = 240
"""For one document; where this process was killed, nobody waits for the copy."""
DOCUMENTS_OF_A_COPY = 8
"""A copy costs about as much computing as half a report, mostly for the memory that it no longer shares; each further
document that it handles costs a tenth of that."""
GROWTH_OF_A_COPY = MEMORY // 4
"""Bytes; a copy that has grown by more handles no further document."""
_LIBRARIES = ("lxml.html", "olefile", "openpyxl", "pypdfium2", "python_calamine")
_MODULES = (
    *("content_json", "document_reading", "readers.doc", "readers.docx", "readers.docx_revisions", "readers.html"),
    *(
        "readers.mhtml",
        "readers.ods",
        "readers.pdf.ofd",
        "readers.odt",
        "readers.rtf",
        "readers.text",
        "readers.xls",
        "readers.xlsx",
    ),
    "readers.pdf.ofd",
    "readers.pdf.document",
)
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.startfile")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


Request = dict[str, Any]
Handler = Callable[[Request, bytes], Any]
"""What answers a request about a document: the answer as JSON values.

Raises:
    UserFacingError: the document cannot be read.
"""


def main() -> None:
    """Answers requests until standard input ends."""
    serve(_content_of, lambda _: import_readers())


class InCopies(Protocol):
    """Which documents are handled in copies of the process."""

    def is_native(self, data: bytes) -> bool:
        """Whether native code that a document may lead astray will parse it."""

    def is_unusual(self, data: bytes) -> bool:
        """Whether a native document asks for more of that code than documents of its kind need."""


def serve(handle: Handler, warm_up: Callable[[Request], object], in_copies: InCopies | None = None) -> None:
    """Answers requests by ``handle`` until standard input ends; ``warm_up`` gets those to get ready.

    Where the system can copy processes, native documents are handled in copies of this one, so that whatever native
    code does to memory is gone with the copy: :data:`DOCUMENTS_OF_A_COPY` in one, as long as it answers each with its
    content; an unusual one in a copy of its own.
    """
    incoming, outgoing = _channels()
    sys.dont_write_bytecode = True
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # openpyxl would import it, for a second
    _send(outgoing, READY)
    sys.addaudithook(_refuse)
    try:
        _answer_all(incoming, outgoing, handle, warm_up, in_copies if CAN_COPY else None)
    except MemoryError:
        os._exit(MEMORY_EXIT)  # before the document was there, or after its answer
    os._exit(0)


def _answer_all(
    incoming: BinaryIO,
    outgoing: BinaryIO,
    handle: Handler,
    warm_up: Callable[[Request], object],
    in_copies: InCopies | None,
) -> None:
    copy: _Copy | None = None
    while head := incoming.read(HEADER.size):
        request_length, length = HEADER.unpack(head)
        request = json.loads(incoming.read(request_length))
        if request["operation"] == "warm":
            warm_up(request)
            _send(outgoing, READY)
            continue
        data = incoming.read(length)
        if len(data) < length:
            break
        if in_copies is None or not in_copies.is_native(data):
            _limit(request["seconds"])
            _send(outgoing, _answer(handle, request, data))
        elif in_copies.is_unusual(data):
            _Copy(incoming, outgoing, handle, 1).answer(request, data)
        else:
            if copy is None or copy.has_ended():
                copy = _Copy(incoming, outgoing, handle, DOCUMENTS_OF_A_COPY)
            if not copy.answer(request, data):
                copy = None
        del data


CAN_COPY = hasattr(os, "fork")
_COPYING = [False]
"""Whether the audit hook lets this process make a copy of itself."""
_GOES_ON, _ENDS = b"+", b"-"
_NO_CONTENT = (b'{"error":', b'{"fault":')
"""How answers to documents begin that were not read."""


class _Copy:
    """A copy of this process that handles some documents and writes its answers where this process writes its own."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO, handle: Handler, most_documents: int) -> None:
        gc.collect()
        gc.freeze()  # collections of the copy would touch, and so copy, all that it shares with this process
        theirs, ours = os.pipe()
        said, saying = os.pipe()
        _COPYING[0] = True
        try:
            self._process = os.fork()
        finally:
            _COPYING[0] = False
        if self._process == 0:
            for each in (ours, said, incoming.fileno()):
                os.close(each)
            _answer_as_a_copy(theirs, outgoing, saying, handle, most_documents)
            os._exit(0)
        os.close(theirs)
        os.close(saying)
        self._to_it, self._of_it = ours, said  # opened as files, the audit hook would refuse them

    def has_ended(self) -> bool:
        """Whether something ended it while it had nothing to do, which costs no document."""
        if os.waitpid(self._process, os.WNOHANG) == (0, 0):
            return False
        self._close()
        return True

    def answer(self, request: Request, data: bytes) -> bool:
        """Lets it answer, and tells whether it can handle another document. Ends this process as the copy ended,
        unless that answered: half an answer may be in the pipe."""
        head = json.dumps(request).encode()
        with contextlib.suppress(BrokenPipeError):  # its status says why
            for part in (HEADER.pack(len(head), len(data)), head, data):
                _write_all(self._to_it, part)
        said = os.read(self._of_it, 1)
        if said == _GOES_ON:
            return True
        _, status = os.waitpid(self._process, 0)
        if said != _ENDS or status:
            _end_as(status)
        self._close()
        return False

    def _close(self) -> None:
        os.close(self._of_it)
        os.close(self._to_it)


def _end_as(status: int) -> None:
    import signal

    if os.WIFSIGNALED(status):
        signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    os._exit(os.waitstatus_to_exitcode(status) or 1)


def _answer_as_a_copy(requests: int, outgoing: BinaryIO, saying: int, handle: Handler, most_documents: int) -> None:
    import signal

    most_memory = _memory() + GROWTH_OF_A_COPY
    for number in range(1, most_documents + 1):
        head = _read_all(requests, HEADER.size)
        if not head:
            return  # the process that it is a copy of has ended
        request_length, length = HEADER.unpack(head)
        request = json.loads(_read_all(requests, request_length))
        signal.alarm(MOST_SECONDS_OF_A_COPY)
        data = _read_all(requests, length)
        _limit(request["seconds"])
        answer = _answer(handle, request, data)
        del data
        _send(outgoing, answer)
        signal.alarm(0)
        goes_on = number < most_documents and not answer.startswith(_NO_CONTENT) and _memory() <= most_memory
        os.write(saying, _GOES_ON if goes_on else _ENDS)
        if not goes_on:
            return


def _write_all(pipe: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _read_all(pipe: int, length: int) -> bytes:
    """So many bytes; none where the pipe has ended."""
    parts = []
    while length:
        part = os.read(pipe, min(length, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the program; the standard streams, which libraries write to, lead nowhere from now on."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return incoming, outgoing


def _send(outgoing: BinaryIO, data: bytes) -> None:
    outgoing.write(HEADER.pack(len(data), 0) + data)
    outgoing.flush()


def _answer(handle: Handler, request: Request, data: bytes) -> bytes:
    from model.errors import UserFacingError, missing_part
    from model.importing.content_json import encoded

    name = request["name"]
    try:
        return encoded(handle(request, data), name)
    except UserFacingError as error:
        return encoded({"error": str(error)}, name)
    except ModuleNotFoundError as error:  # not the document's fault
        return encoded({"error": f"“{name}”没有读入：{missing_part(error)}"}, name)
    except MemoryError:
        os._exit(MEMORY_EXIT)  # what is left is too little to go on with
    except BaseException as error:  # a fault of a library or of ours, panics of native ones included
        return encoded({"fault": type(error).__name__}, name)


def _content_of(request: Request, data: bytes) -> Any:
    return _operation(request["operation"])(data, request["name"])


def _operation(operation: str) -> Callable[[bytes, str], Any]:
    from model.importing.content_json import changes_json, content_json
    from model.importing.document_reading import read_copied_page, read_copied_text, read_document, read_register
    from model.importing.readers.docx_revisions import tracked_changes_in

    if operation == "changes":
        return lambda data, name: changes_json(tracked_changes_in(data), name)
    read = {
        "document": read_document,
        "register": read_register,
        "page": read_copied_page,
        "text": read_copied_text,
    }[operation]
    return lambda data, name: content_json(read(data, name), name)


def import_readers() -> None:
    """What any document may need, before there is one; what is not installed is reported by the document that needs
    it."""
    for name in _LIBRARIES + tuple(f"model.importing.{each}" for each in _MODULES):
        with contextlib.suppress(ModuleNotFoundError):
            importlib.import_module(name)


def _limit(seconds: float) -> None:
    """From now on at most ``MEMORY`` more and ``seconds`` of computing time. The parent limits both on Windows."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime + seconds) + 1
    _set_limit(resource.RLIMIT_CPU, end)
    held = _memory()
    if held:
        _set_limit(resource.RLIMIT_AS, held + MEMORY)
    else:  # the limit is on data only
        _set_limit(resource.RLIMIT_DATA, MEMORY)
    _set_limit(resource.RLIMIT_CORE, 0)


def _memory() -> int:
    """Bytes of address space that this process has; 0 on a system that does not say so."""
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib is not imported yet
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _set_limit(which: int, limit: int) -> None:
    """The soft limit, at most the hard one that the process was started with."""
    import resource

    hard = resource.getrlimit(which)[1]
    resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook: no sockets, no programs, no files written."""
    if event == "os.fork" and _COPYING[0]:
        return
    if event.startswith(_REFUSED) or (event == "open" and _is_for_writing(*arguments[1:3])):
        raise PermissionError(event)


def _is_for_writing(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return not set(mode).isdisjoint("wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)
