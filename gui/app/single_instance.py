"""One window per user: a second start brings the first window to the front and passes its file on.

Within this computer only, through a socket that its owner alone can use. If a window does not
answer in time, a second one opens; draft locks then prevent conflicts.
"""

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

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
ACKNOWLEDGED = b"heard\n"


class SingleInstance(QObject):
    """The socket that later starts of the program connect to; owned by the first window while it is open."""

    second_started = Signal(object)
    """A later start requests this window; ``Path`` of a file to open, or ``None``."""

    def __init__(self, server: "QLocalServer") -> None:
        super().__init__()
        self._server = server
        server.setParent(self)
        server.newConnection.connect(self._take_call)

    def close(self) -> None:
        """Stops accepting connections of later starts."""
        self._server.close()

    def _take_call(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(self._read_call)
            if caller.bytesAvailable():
                self._answer(caller)

    def _read_call(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._answer(caller)

    def _answer(self, caller: "QLocalSocket") -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > MOST_BYTES:
                caller.abort()
            return
        try:
            request = json.loads(bytes(caller.readLine().data()))
            file, token = request["file"], request["token"]
        except (ValueError, KeyError, TypeError):
            caller.abort()
            return
        caller.write(ACKNOWLEDGED)
        caller.flush()
        if isinstance(token, str) and token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # lets the window come to the front under Wayland
        self.second_started.emit(Path(file) if isinstance(file, str) and file else None)


def may_be_open(data: Path) -> bool:
    """Whether a socket exists; returns at once, without connecting."""
    name = _name(data)
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            return Path(rf"\\.\pipe\{name}").exists()
        return (Path(tempfile.gettempdir()) / name).exists()  # a name that is a path stands as it is
    return True


def acquire_single_instance(data: Path, file: Path | None) -> SingleInstance | None:
    """``None``: another window of this user has the drafts in ``data`` open, and was brought to the front."""
    from PySide6.QtNetwork import QLocalServer

    with contextlib.suppress(OSError):  # the store reports this error later
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # the name depends on whether the folder exists
    name = _name(data)
    deciding = QLockFile(_lock_path(name))
    locked = deciding.tryLock(DECIDE_MS)  # without the lock, two windows at worst
    try:
        if _called(name, file):
            return None
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
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
    """The name of the socket: one per user and folder of drafts; in a private folder of the user if there is one."""
    distinguished = f"{_person()}|{os.path.normcase(data.absolute())}"
    short = f"nianbao-{hashlib.sha256(distinguished.encode(errors='surrogatepass')).hexdigest()[:20]}"
    if sys.platform == "win32":
        return short
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), str(data)):
        path = f"{folder}/{short}"
        if folder and _is_private(Path(folder)) and len(os.fsencode(path)) <= LONGEST_NAME:
            return path
    return short


def _is_private(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        found = folder.stat()
        return found.st_uid == os.getuid() and not found.st_mode & 0o077 and os.access(folder, os.W_OK)
    return False


def _person() -> str:
    return os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())


def _lock_path(name: str) -> str:
    return str(Path(tempfile.gettempdir()) / f"{name}.lock")  # a name that is a path stands as it is
