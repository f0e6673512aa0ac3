"""The commands of the home page for tests of its parts: each keeps what it was called with."""

from collections.abc import Sequence
from pathlib import Path


class RecordedCommands:
    """``calls`` has (name of the command, argument) in order."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []

    def import_file(self, path: Path) -> None:
        self.calls.append(("import_file", path))

    def check_file(self, path: Path) -> None:
        self.calls.append(("check_file", path))

    def check_many(self, paths: Sequence[Path] = ()) -> None:
        self.calls.append(("check_many", tuple(paths)))

    def import_clipboard(self) -> None:
        self.calls.append(("import_clipboard", None))

    def start_blank(self) -> None:
        self.calls.append(("start_blank", None))

    def open_sample(self) -> None:
        self.calls.append(("open_sample", None))

    def open_draft(self, draft_id: str) -> None:
        self.calls.append(("open_draft", draft_id))


class RecordedDraftCommands:
    """The commands for a draft of the list: ``calls`` has (name of the command, id) in order."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def open(self, draft_id: str) -> None:
        self.calls.append(("open", draft_id))

    def copy(self, draft_id: str) -> None:
        self.calls.append(("copy", draft_id))

    def move_to_bin(self, draft_id: str) -> None:
        self.calls.append(("move_to_bin", draft_id))

    def restore(self, draft_id: str) -> None:
        self.calls.append(("restore", draft_id))

    def purge(self, draft_id: str) -> None:
        self.calls.append(("purge", draft_id))

    def export_to_file(self, draft_id: str) -> None:
        self.calls.append(("export_to_file", draft_id))
