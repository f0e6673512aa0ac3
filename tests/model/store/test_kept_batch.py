"""What is kept of a report for later years, and what is not."""

from decimal import Decimal

from model.form.tables import Cell
from model.report.report import Fact, Origin, Report
from model.store.kept_batch import BatchSummary, KeptBatch, RecoveredBatches, batch_name, kept_report
from tests.model.store.batches import FEES, OFFICE, RECEIVED, batch


def test_figures_stay_exact_and_a_blank_stays_blank() -> None:
    report = Report("2021", {RECEIVED: 0, FEES: Decimal("59237.2449")})
    kept = kept_report(report, ("1",))
    assert kept.figures == {RECEIVED: 0, FEES: Decimal("59237.2449")}
    assert kept.figure(Cell("requests", "received", "business")) is None


def test_marks_origins_and_contact_data_are_left_out() -> None:
    report = Report(
        "2021",
        {RECEIVED: 1},
        unread={FEES: "约3万"},
        origins={RECEIVED: Origin("a.docx", "第3张表", "1")},
        facts={Fact.ORGAN: "局", Fact.YEAR: "2024", Fact.SIGNATURE: "张三"},
        texts={"1": "总体情况", "9": "电话"},
        headings=("一、",),
    )
    assert kept_report(report, ("1",)) == Report(
        "2021", {RECEIVED: 1}, facts={Fact.ORGAN: "局", Fact.YEAR: "2024"}, texts={"1": "总体情况"}
    )


def test_a_batch_is_named_by_year_and_office() -> None:
    assert batch(2024).name == batch_name(OFFICE, 2024) == "2024 年度 · 恩平市人民政府"
    assert KeptBatch("", 2024, ()).name == "2024 年度"
    assert BatchSummary("a", OFFICE, 2023, 3, None).name == "2023 年度 · 恩平市人民政府"  # type: ignore[arg-type]


def test_nothing_to_tell_where_there_was_no_batch() -> None:
    assert RecoveredBatches().is_empty
    assert RecoveredBatches().sentences == ()
    assert not RecoveredBatches(lost=("2024 年度",)).is_empty


def test_every_outcome_of_a_recovery_has_its_sentence() -> None:
    many = tuple(f"{year} 年度" for year in range(2015, 2022))
    told = RecoveredBatches(("2024 年度",), ("2023 年度",), ("2022 年度",), many).sentences
    assert [each[0] for each in told] == ["✓", "△", "△", "✕"]
    assert "2023 年度" in told[1] and "2022 年度" in told[2] and "等 7 批" in told[3]
