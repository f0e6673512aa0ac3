"""Batches to be kept: made of nothing, or any by hypothesis."""

from decimal import Decimal

from hypothesis import strategies as st

from model.form.tables import Cell
from model.report.report import Fact, Report
from model.store.kept_batch import KeptBatch, KeptFile, KeptFinding, KeptUnit, kept_report
from tests.model.strategies import reports, texts

RECEIVED, FEES = Cell("requests", "received", "person"), Cell("disclosure", "fees", "amount")
OFFICE = "恩平市人民政府"
SECRET = "不得外传"
TEXT_KEYS = ("preface", "1", "5", "6")

_findings = st.builds(KeptFinding, texts, st.sampled_from(["error", "warning", "hint"]))
_kept = reports.map(lambda report: kept_report(report, TEXT_KEYS))
_files = st.builds(
    KeptFile,
    texts,
    texts,
    st.sampled_from(["agrees", "wrong", "unreadable"]),
    st.none() | st.booleans(),
    st.booleans(),
    st.lists(_findings, max_size=3).map(tuple),
    st.none() | _kept,
)
_units = st.builds(KeptUnit, texts, st.lists(texts, max_size=2).map(tuple), texts)
any_batches = st.builds(
    KeptBatch,
    texts,
    st.integers(2008, 2099),
    st.lists(_files, max_size=4).map(tuple),
    st.lists(_units, max_size=3).map(tuple),
)


def unit(number: int) -> str:
    return f"恩平市第{number}局"


def batch(year: int, units: int = 3, characters: int = 40) -> KeptBatch:
    """``units`` units of a county; the last one handed in nothing that could be read."""
    files = [
        KeptFile(
            unit(number),
            f"第{number}局{year}.docx",
            "wrong" if number == 1 else "agrees",
            number != 2,
            number != 1,
            (KeptFinding("requests.balance.business", "error"),) if number == 1 else (),
            Report(
                "2021",
                {RECEIVED: 10 * number + year - 2020, FEES: Decimal("0.5000")},
                facts={Fact.ORGAN: unit(number), Fact.YEAR: str(year)},
                texts={"1": f"{SECRET}{unit(number)}{year}年" * characters},
            ),
        )
        for number in range(units)
    ]
    files.append(KeptFile("", "扫描件.pdf", "unreadable", is_counted=False))
    listed = tuple(
        KeptUnit(unit(number), (f"{number}局",), "垂管" if number == 2 else "") for number in range(units + 1)
    )
    return KeptBatch(OFFICE, year, tuple(files), listed)
