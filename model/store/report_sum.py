"""Checksums of a draft's two stored reports, kept in the column ``drafts.last_write`` after the mark of the last write.

SQLite has no checksums in its pages: one flipped bit can make another digit of a figure. The column is only compared
for equality otherwise, also by older versions, which write no checksums; then nothing is compared.
"""

from hashlib import blake2b

SEPARATOR = "."


def last_write_of(mark: str, report: str, last_year: str | None) -> str:
    """``mark``, and the checksums of the report and the prior year's report."""
    return SEPARATOR.join((mark, _sum(report), _sum(last_year or "")))


def mark_of(last_write: str) -> str:
    """The mark of the last write; empty before the first."""
    return _parts(last_write)[0]


def after_write(last_write: str, mark: str, report: str | None) -> str:
    """``last_write`` after a write with this mark; ``report``: its new text, ``None``: unchanged."""
    _, of_report, of_last_year = _parts(last_write)
    return SEPARATOR.join((mark, of_report if report is None else _sum(report), of_last_year))


def after_last_year(last_write: str, last_year: str | None) -> str:
    """``last_write`` after the prior year's report was replaced."""
    mark, of_report, _ = _parts(last_write)
    return SEPARATOR.join((mark, of_report, _sum(last_year or "")))


def fits_report(last_write: object, report: str) -> bool:
    """Whether the report is the one that was written; also if that is not known."""
    return _parts(last_write)[1] in ("", _sum(report))


def names_report(last_write: object, report: str) -> bool:
    """Whether the report is certainly the one that was written."""
    return _parts(last_write)[1] == _sum(report)


def fits_last_year(last_write: object, last_year: str | None) -> bool:
    """Whether the prior year's report is the one that was written; also if that is not known."""
    return _parts(last_write)[2] in ("", _sum(last_year or ""))


def _parts(last_write: object) -> tuple[str, str, str]:
    mark, _, sums = last_write.partition(SEPARATOR) if isinstance(last_write, str) else ("", "", "")
    of_report, _, of_last_year = sums.partition(SEPARATOR)
    return mark, of_report, of_last_year


def _sum(text: str) -> str:
    return blake2b(text.encode(errors="surrogateescape"), digest_size=8).hexdigest()
