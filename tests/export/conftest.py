"""Reports to export: the blank form, a filled one, and one with everything that is awkward."""

from decimal import Decimal
from pathlib import Path

import pytest

from export.document.document import Document, compose
from export.document.layout import Layout, load_layout
from export.writers.docx.package import TEMPLATE
from model.checks.engine import CheckResult, check
from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.report import Fact, Remark, Report, SignOffField

RESOURCES = Path(__file__).parent.parent.parent / "resources"
ORGAN = "恩平市人民政府办公室"


@pytest.fixture(scope="session")
def layout() -> Layout:
    return load_layout(RESOURCES / "layout.toml")


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def template() -> Path:
    """The official Word template."""
    return RESOURCES / TEMPLATE


@pytest.fixture(scope="session")
def blank(edition: Edition) -> Report:
    return Report(edition.id)


@pytest.fixture(scope="session")
def report(edition: Edition) -> Report:
    """Some applications, one row whole and others half filled, a fee with decimals, totals that follow;
    words with headings of every level."""
    figures: dict[Cell, Figure] = {
        Cell("disclosure", "normative_documents", "issued"): 5,
        Cell("disclosure", "fees", "amount"): Decimal("3.50"),
        Cell("requests", "received", "person"): 6,
        Cell("requests", "received", "business"): 3,
        **{Cell("requests", "received", each): 0 for each in ("research", "welfare", "legal_service", "other")},
        Cell("requests", "carried_in", "person"): 0,
        Cell("requests", "results.granted", "person"): 4,
        Cell("requests", "results.denied.state_secret", "business"): 3,
        Cell("requests", "carried_out", "person"): 2,
        Cell("disputes", "reconsideration", "upheld"): 2,
    }
    texts = {
        "preface": "根据《中华人民共和国政府信息公开条例》，编制本报告。",
        "1": "2024年工作如下。\n（一）主动公开情况\n（二）依申请公开情况。全年收到申请9件。\n"
        "1.完善制度。\n（1）明确责任。落实专人负责。",
        "5": "存在的问题：公开不够及时。\n改进措施：加强培训。",
        "6": "2024年没有收取信息处理费。",
    }
    facts = {Fact.ORGAN: ORGAN, Fact.YEAR: "2024", Fact.SIGNATURE: ORGAN, Fact.DATE: "2025-01-08"}
    return Report(edition.id, figures, facts=facts, texts=texts)


@pytest.fixture(scope="session")
def awkward(edition: Edition, report: Report) -> Report:
    """Formulas, markup and control characters in the words, and figures that nobody could read."""
    raw = {
        Cell("requests", "received", "research"): "约3件<b>",
        Cell("requests", "carried_out", "other"): "=SUM(A1)",
        Cell("disclosure", "licences", "decisions"): "本单位未制作",
    }
    texts = {
        **report.texts,
        "1": "=1+1\n+2\n-3\n@SUM(1)\n<script>alert('1')</script>&amp;\x0b\x00控制\ud800符\ufffe",
    }
    figures = {cell: figure for cell, figure in report.figures.items() if cell not in raw}
    facts = {**report.facts, Fact.ORGAN: '=HYPERLINK("x")<&>局', Fact.SIGNATURE: "+1\x00"}
    return report.with_(figures=figures, unread=raw, facts=facts, texts=texts)


@pytest.fixture
def document(report: Report, edition: Edition) -> Document:
    return compose(report, edition)


@pytest.fixture
def unbalanced(edition: Edition) -> Report:
    """One request received that nothing became of, with people to sign and a remark."""
    person = Cell("requests", "received", "person")
    people = {SignOffField.DRAFTER: "张三", SignOffField.LEADER: "王局长", SignOffField.DATE: "2026年1月8日"}
    figures = {cell: 0 for cell in edition.cells if cell not in edition.totals}
    facts = {Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024"}
    return Report(
        edition.id, {**figures, person: 5}, facts=facts, remarks={person: Remark("问过业务科", True)}, sign_off=people
    )


@pytest.fixture
def checked(unbalanced: Report, edition: Edition) -> CheckResult:
    return check(unbalanced, edition)
