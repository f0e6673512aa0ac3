"""One window per user: a second start brings the first window to the front and passes its file on.

Within this computer only, through a socket that its owner alone can use, in a folder that its owner alone can open. If
there is no such folder, or a window does not answer in time, a second one opens; draft locks then prevent conflicts.
"""

import contextlib
import hashlib
import json
import os
import secrets
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

if TYPE_CHECKING:  # imported on first use: the window opens first
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 3000
"""Time limit for the answer of the first window, which may be busy with an import."""
CONNECT_MS = 500
DECIDE_MS = 5000
"""Time limit of the lock under which concurrent starts decide which is the first."""
LONGEST_NAME = 100
"""The path of a Unix socket may have 107 bytes."""
MOST_BYTES = 1 << 16
MOST_CALLERS = 20
"""At a time; every start is one, for some milliseconds."""
LONGEST_PATH = 4096
LONGEST_TOKEN = 1000
SECRET = "instance"
ACKNOWLEDGED = b"heard\n"


class SingleInstance(QObject):
    """The socket that later starts of the program connect to; owned by the first window while it is open."""

    second_started = Signal(object)
    """A later start requests this window; ``Path`` of a file to open, or ``None``."""

    def __init__(self, server: "QLocalServer | None") -> None:
        """``server``: ``None`` where no private place for a socket was found: later starts open windows of their
        own."""
        super().__init__()
        self._server = server
        self._callers = 0
        if server is not None:
            server.setParent(self)
            server.newConnection.connect(self._take_call)

    def close(self) -> None:
        """Stops accepting connections of later starts."""
        if self._server is not None:
            self._server.close()

    def _take_call(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            caller.setReadBufferSize(MOST_BYTES)
            self._callers += 1
            caller.disconnected.connect(self._forget_caller)
            caller.disconnected.connect(caller.deleteLater)
            if self._callers > MOST_CALLERS:
                caller.abort()
                continue
            caller.readyRead.connect(self._read_call)
            QTimer.singleShot(ANSWER_MS, caller, caller.abort)
            if caller.bytesAvailable():
                self._answer(caller)

    def _forget_caller(self) -> None:
        self._callers -= 1

    def _read_call(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._answer(caller)

    def _answer(self, caller: "QLocalSocket") -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() >= MOST_BYTES:
                caller.abort()
            return
        call = parsed_call(bytes(caller.readLine().data()))
        if call is None:
            caller.abort()
            return
        caller.readyRead.disconnect(self._read_call)  # one call a connection
        caller.write(ACKNOWLEDGED)
        caller.flush()
        file, token = call
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # lets the window come to the front under Wayland
        self.second_started.emit(file)


def parsed_call(message: bytes) -> tuple[Path | None, str] | None:
    """(file to open or ``None``, activation token or blank); ``None`` if the message is not one of a later start."""
    try:
        request = json.loads(message)
        file, token = request["file"], request["token"]
        if not isinstance(token, str) or not isinstance(file, str | None):
            return None
        if not file:
            path = None
        elif len(os.fsencode(file)) <= LONGEST_PATH and not any(ch < " " for ch in file):
            path = Path(file)
        else:
            return None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if path is not None and not path.is_absolute():
        return None
    return path, token if len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable() else ""


def may_be_open(data: Path) -> bool:
    """Whether a socket exists; returns at once, without connecting."""
    name = _name(data)
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            return Path(rf"\\.\pipe\{name}").exists()
        return bool(name) and Path(name).exists()
    return True


def acquire_single_instance(data: Path, file: Path | None) -> SingleInstance | None:
    """``None``: another window of this user has the drafts in ``data`` open, and was brought to the front."""
    from PySide6.QtNetwork import QLocalServer

    with contextlib.suppress(OSError):  # the store reports this error later
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # the name depends on whether the folder exists
    name = _name(data)
    if not name:
        return SingleInstance(None)
    deciding = QLockFile(_lock_path(name))
    locked = deciding.tryLock(DECIDE_MS)  # without the lock, two windows at worst
    try:
        if _called(name, file):
            return None
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(MOST_CALLERS)
        if not server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash: nothing listens there
            server.listen(name)
        return SingleInstance(server)
    finally:
        if locked:
            deciding.unlock()


def _called(name: str, file: Path | None) -> bool:
    """Whether a first window has acknowledged the request."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CONNECT_MS):
        return False
    _allow_foreground()
    request = {"file": str(file.absolute()) if file else None, "token": os.environ.get("XDG_ACTIVATION_TOKEN", "")}
    socket.write(json.dumps(request).encode() + b"\n")
    socket.flush()
    is_acknowledged = socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()).startswith(ACKNOWLEDGED)
    socket.abort()
    return bool(is_acknowledged)


def _allow_foreground() -> None:
    """Allows the first window to come to the front: on Windows only the foreground process may permit that."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)


def _name(data: Path) -> str:
    """The name of the socket: one per user and folder of drafts, in a folder that only the user can open; empty if
    there is none. On Windows, where names are open to all, it cannot be guessed."""
    distinguished = f"{_person()}|{os.path.normcase(data.absolute())}"
    if sys.platform == "win32":
        distinguished += f"|{secret_of(data)}"
    short = f"nianbao-{hashlib.sha256(distinguished.encode(errors='surrogatepass')).hexdigest()[:20]}"
    if sys.platform == "win32":
        return short
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), str(data), _own_temporary_folder()):
        path = f"{folder}/{short}"
        if Path(folder).is_absolute() and _is_private(Path(folder)) and len(os.fsencode(path)) <= LONGEST_NAME:
            return path
    return ""


def secret_of(data: Path) -> str:
    """A random text that this user's starts share, kept beside the drafts; empty if it cannot be stored."""
    path = data / SECRET
    with contextlib.suppress(OSError, ValueError):
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(16))
        return path.read_text(encoding="ascii")[:64]
    return ""


def _own_temporary_folder() -> str:
    """A folder of this user within the shared temporary folder, for data paths that are too long for a socket. Another
    user may have made one of this name: it is used only if :func:`_is_private`."""
    folder = Path(tempfile.gettempdir()) / f"nianbao-{_person()}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700)
    return str(folder)


def _is_private(folder: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        found = folder.lstat()
        is_own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
        return is_own and not found.st_mode & 0o077 and os.access(folder, os.W_OK)
    return False


def _person() -> str:
    return os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())


def _lock_path(name: str) -> str:
    """Beside the socket; on Windows the temporary folder belongs to the user."""
    return str(Path(tempfile.gettempdir()) / f"{name}.lock")  # a name that is a path stands as it is
