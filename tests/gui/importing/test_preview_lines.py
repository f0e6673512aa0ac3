"""What there is to know about a file, as lines."""

from dataclasses import replace

from gui.importing.preview_lines import LONGEST_SOURCE_TEXT, lines_of_findings, lines_of_notes
from gui.session.imported_report import ImportedReport
from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import Note
from model.report.report import Fact, Report

RECEIVED = Cell("requests", "received", "person")
READ = Report("2021", unread={RECEIVED: "6件左右"}, facts={Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2024"})
OTHER = Note("没有认出的一段文字", "第3段", raw="附件：略")
DOUBTFUL = Note("表三“一、本年新收 · 自然人”没有读入：不是数字", "第2张表第4行第2列", RECEIVED, "6件左右")


def test_doubtful_cells_come_first_with_what_stood_there(edition: Edition) -> None:
    lines = lines_of_notes((OTHER, DOUBTFUL), ImportedReport(READ, edition))
    assert [line.cell for line in lines] == [RECEIVED, None]
    assert lines[0].place == "第2张表第4行第2列　原文：6件左右"
    assert lines[1].text == "△ 没有认出的一段文字\n第3段　原文：附件：略"


def test_a_long_text_of_the_file_is_cut_and_one_that_the_note_quotes_is_not_repeated(edition: Edition) -> None:
    long, quoted = replace(OTHER, raw="略" * 200), replace(OTHER, what="没有认出“附件”", raw="附件")
    lines = lines_of_notes((long, quoted), ImportedReport(READ, edition))
    assert lines[0].place == f"第3段　原文：{'略' * LONGEST_SOURCE_TEXT}…"
    assert lines[1].place == "第3段"


def test_a_finding_has_a_sign_its_place_and_its_first_cell(edition: Edition) -> None:
    cells = {edition.cell("requests.received.person"): 3, edition.cell("requests.received.total"): 9}
    read = ImportedReport(Report(edition.id, cells, facts={Fact.YEAR: "2024"}), edition)
    lines = lines_of_findings(read)
    assert [line.finding for line in lines] == [*read.findings()]
    assert all(line.message[0] in "✕△" and line.finding and line.finding.place in line.message for line in lines)
