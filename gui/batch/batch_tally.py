"""How many files have which verdict and which year, counted as they come."""

from collections import Counter
from collections.abc import Iterable

from model.batch.file_rows import FileRow, Verdict


class BatchTally:
    """A file that is read again is taken out as it was and counted as it is."""

    def __init__(self) -> None:
        self.verdicts: Counter[Verdict] = Counter()
        self._years: Counter[int] = Counter()

    def count(self, rows: Iterable[FileRow], replaced: Iterable[FileRow] = ()) -> None:
        """``replaced``: what was counted of the same files before."""
        for each in replaced:
            self._add(each, -1)
        for each in rows:
            self._add(each, 1)

    def _add(self, row: FileRow, times: int) -> None:
        self.verdicts[row.verdict] += times
        if row.year is not None:
            self._years[row.year] += times

    @property
    def year(self) -> int | None:
        """That of most files; of the earlier one where there are as many of two; ``None`` where none states one."""
        found = [(count, -year) for year, count in self._years.items() if count > 0]
        return -max(found)[1] if found else None
