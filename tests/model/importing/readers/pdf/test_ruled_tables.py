"""Tables from lines: cells, numbers that wrap, tables over the end of a page, and frames that are no tables."""

from model.form.tables import Cell
from model.importing.readers.pdf.ruled_tables import Run, Stroke, joined, tables_of
from tests.model.importing.conftest import Import
from tests.model.importing.readers.pdf.pdfs import HUAIAN, frame, grids, line, text


def test_a_cell_that_a_page_cut_in_two_is_whole_again(read: Import) -> None:
    origin = read(HUAIAN).report.origins[Cell("requests", "results.unavailable.not_held", "person")]
    assert (origin.place, origin.raw) == ("第2张表第16行第4列", "746")


def test_two_numbers_that_nearly_touch_stay_in_their_cells() -> None:
    drawn = frame([50, 100, 150], [710, 680, 650])
    drawn += (
        text("一二三四五六七八九十", 50.5, 690, 4.9)
        + text("一" * 10, 101, 690, 4.9)
        + text("12", 89.9, 660)
        + text("345", 100.5, 660)
    )
    assert grids([drawn])[0][1] == ["12", "345"]


def test_a_number_that_its_cell_wraps_is_one_and_two_numbers_below_each_other_are_two() -> None:
    def run(word: str, top: float) -> Run:
        return Run(word, 0, 5.0 * len(word), top, top + 10, tuple(2.5 + 5 * n for n in range(len(word))))

    assert joined([run("447", 0), run("228", 12)], 24) == "447228"
    assert joined([run("12", 0), run("34", 12)], 60) == "12\n34"
    assert joined([run("结果", 0), run("维持", 12)], 60) == "结果维持"


def test_a_text_that_is_drawn_twice_to_look_bold_is_read_once() -> None:
    def run(text: str, left: float) -> Run:
        return Run(text, left, left + 5 * len(text), 0, 10, tuple(left + 5 * n + 2.5 for n in range(len(text))))

    assert joined([run("143", 0), run("143", 0.4)], 60) == "143"
    assert joined([run("规章", 0), run("规章", 0.4)], 60) == "规章"
    assert joined([run("1", 0), run("1", 5)], 60) == "11"
    assert joined([run("143", 0), run("143", 8)], 60) == "143（叠印143）"
    assert joined([run("143", 0), run(" ", 20)], 60) == "143"


def test_the_curves_of_a_seal_divide_no_cells() -> None:
    """Between the points of a curve, and those that bend it, nothing is drawn."""
    table = frame((50, 200, 350), (700, 670, 640)) + text("行政许可一二三四", 60, 680) + text("143", 210, 680)
    bent = (
        b"200 670 m 200 687 214 700 230 700 c 247 700 260 687 260 670 c "
        b"260 653 247 640 230 640 c 200 653 200 653 200 670 c S\n"
    )
    title = text("政府信息公开工作年度报告一二三四五六七八九十", 50, 780)
    assert grids([table + bent + title]) == [[["行政许可一二三四", "143"], ["", ""]]]


def test_rules_and_frames_around_text_are_no_tables() -> None:
    drawn = line(50, 700, 500, 700) + b"30 30 500 780 re S\n"
    drawn += text("一、总体情况总体情况总体情况", 60, 720) + text("二、主动公开政府信息情况", 60, 600)
    assert grids([drawn]) == []


def test_a_table_goes_on_overleaf_only_where_it_lies_the_same() -> None:
    above = (
        frame([50, 200, 300], [110, 80, 50])
        + text("规章规章规章规章规章规章", 60, 90)
        + text("行政许可行政许可行政许可", 60, 60)
    )
    same, other = frame([50, 200, 300], [800, 770, 740]), frame([80, 200, 330], [800, 770, 740])
    assert len(grids([above, same])) == 1
    assert len(grids([above, other])) == 2
    assert len(grids([above, text("一段话", 60, 820) + same])) == 2


def test_too_many_lines_are_no_table() -> None:
    assert tables_of([Stroke(n, 0, 100) for n in range(2000)], [Stroke(0, 0, 2000), Stroke(100, 0, 2000)]) == []
