"""A status sink for tests of single parts of the window: it keeps every line."""


class RecordedStatus:
    """``lines`` has everything that was shown, ``problems`` those lines of it that were shown as problems."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.problems: list[str] = []

    def show_status(self, text: str, *, problem: bool = False) -> None:
        self.lines.append(text)
        if problem:
            self.problems.append(text)
