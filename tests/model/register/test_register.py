"""Random applications, written in any layout, are counted as they are counted directly."""

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from model.importing import ImportedDocumentError
from model.register.mapping import Decisions
from model.register.register import RegisterError, probable_year
from tests.conftest import SAMPLES
from tests.model.register.registers import (
    EDITION,
    HEAD,
    LAYOUTS,
    WORDS,
    YEAR,
    Made,
    any_applications,
    counted,
    directly_counted,
    in_excel,
    nonzero,
    plain_rows,
    random_applications,
    read,
    simple_xlsx,
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("seed", range(3))
def test_the_count_equals_the_direct_count(
    layout: Callable[[Path, Sequence[Made]], Path], seed: int, tmp_path: Path
) -> None:
    made = random_applications(seed)
    found = counted(layout(tmp_path, made))
    assert found.is_whole, (found.count.odd, found.value_questions, found.column_questions, found.missing)
    assert nonzero(found) == directly_counted(made)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=any_applications())
def test_any_applications_in_any_layout_are_counted_as_they_are_directly(
    layout: Callable[[Path, Sequence[Made]], Path], made: list[Made], tmp_path: Path
) -> None:
    found = counted(layout(tmp_path, made))  # each example replaces the file of the one before
    assert found.is_whole, (found.count.odd, found.value_questions, found.column_questions, found.missing)
    assert nonzero(found) == directly_counted(made)


@pytest.mark.parametrize("suffix", [".xls", ".et"])
def test_a_workbook_of_excel_97_is_counted(suffix: str, tmp_path: Path) -> None:
    """Written by LibreOffice, with a title, merged cells and a sum; WPS writes .et in the same format."""
    path = shutil.copy(SAMPLES / "register-libreoffice.xls", tmp_path / f"台账{suffix}")
    truth = json.loads((SAMPLES / "register-libreoffice.expected.json").read_text(encoding="utf-8"))
    found = counted(Path(path))
    assert found.is_whole
    assert {str(cell): figure for cell, figure in nonzero(found).items()} == truth


@pytest.mark.parametrize("count", [0, 1])
def test_a_text_of_few_rows_below_several_titles_is_a_register(count: int, tmp_path: Path) -> None:
    made = [Made("1号", date(YEAR, 3, 1), "person", "个人", date(YEAR, 3, 9), "results.granted", "公开")] * count
    titles = ["某某局2024年依申请公开台账", "填报单位：某某局", "填报日期：2024年12月31日"]
    path = tmp_path / "台账.csv"
    lines = [*titles, *(",".join(map(str, row)) for row in [HEAD, *plain_rows(made)])]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert counted(path).count.counted == count


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_and_what_goes_is_equal_in_each_column(seed: int, tmp_path: Path) -> None:
    figures = counted(simple_xlsx(tmp_path, random_applications(seed, 80))).count.figures
    roles = WORDS.roles
    for column in WORDS.applicant_columns(EDITION):
        by_row = {cell.row: figure for cell, figure in figures.items() if cell.column == column}
        gone = sum(figure for row, figure in by_row.items() if row.startswith(roles.results))
        assert by_row[roles.received] + by_row[roles.carried_in] == gone + by_row[roles.carried_out]


def test_each_figure_names_the_rows_that_it_comes_from(tmp_path: Path) -> None:
    made = [Made("1号", date(YEAR, 3, 1), "person", "个人", date(YEAR, 3, 9), "results.granted", "公开")]
    found = counted(simple_xlsx(tmp_path, made))
    places = {str(cell): [str(place) for place in rows] for cell, rows in found.count.places.items()}
    here = ["工作表“Sheet1”第2行"]
    assert places == {"requests.received.person": here, "requests.results.granted.person": here}


def test_a_file_that_is_no_register_is_refused_with_what_would_help(tmp_path: Path) -> None:
    path = in_excel(tmp_path / "通讯录.xlsx", {"Sheet1": [["姓名", "电话"], ["张三", "123"]]})
    with pytest.raises(RegisterError, match="表头"):
        read(path)
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>x</p></body></html>", encoding="utf-8")
    with pytest.raises(RegisterError, match="表头"):
        read(page)
    letter = tmp_path / "a.rtf"
    letter.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(ImportedDocumentError, match="不是表格文件"):
        read(letter)


def test_a_sheet_with_dates_but_no_known_head_keeps_everything_from_being_counted(tmp_path: Path) -> None:
    made = random_applications(1, 5)
    strange = [["甲", "乙"], ["2024-01-05", "x"], ["2024-02-05", "y"]]
    path = in_excel(tmp_path / "台账.xlsx", {"台账": [HEAD, *plain_rows(made)], "另册": strange})
    found = counted(path)
    assert found.left_out == {"工作表“另册”": 2}
    assert not found.count.figures
    assert not found.is_whole
    decided = counted(path, decisions=Decisions(left_out=("工作表“另册”",)))
    assert nonzero(decided) == directly_counted(made)


def test_without_a_column_that_is_needed_nothing_has_a_figure(tmp_path: Path) -> None:
    rows = [[value for column, value in enumerate(row) if column != 6] for row in [HEAD, *plain_rows([])]]
    rows.append([1, "1号", date(YEAR, 1, 2), "张三", "个人", "", "公开", ""])
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": rows}))
    assert found.missing == ("工作表“台账”没有“答复日期”一列",)
    assert not found.count.figures
    assert found.count.withheld


@pytest.mark.parametrize(("title", "year"), [("2024年台账", 2024), ("台账", 2023), ("台账（2022年、2024年）", None)])
def test_the_year_is_that_of_the_title_or_of_most_applications(title: str, year: int | None, tmp_path: Path) -> None:
    made = [Made(f"{n}", date(2023, 1 + n, 1), "person", "个人", None, "", "") for n in range(4)]
    made += [Made("9", date(2024, 2, 1), "person", "个人", None, "", "")] * (0 if year else 4)
    path = in_excel(tmp_path / "x.xlsx", {"Sheet1": [[title], HEAD, *plain_rows(made)]})
    assert probable_year(read(path), WORDS, Decisions()) == year


def test_a_register_of_more_rows_than_a_report_is_read_whole(tmp_path: Path) -> None:
    made = [Made("", date(YEAR, 1, 1), "person", "个人", date(YEAR, 1, 9), "results.granted", "公开")] * 2600
    text = "\n".join(",".join(map(str, row)) for row in [HEAD, *plain_rows(made)])
    path = tmp_path / "台账.csv"
    path.write_text(text, encoding="utf-8")
    assert counted(path).count.counted == 2600


def test_more_rows_than_any_register_are_refused_rather_than_cut(tmp_path: Path) -> None:
    row = ",".join(map(str, plain_rows(random_applications(1, 1))[0]))
    path = tmp_path / "台账.csv"
    path.write_text("\n".join([",".join(map(str, HEAD)), *[row] * 20_001]), encoding="utf-8")
    with pytest.raises(RegisterError, match="超过 20000 行"):
        read(path)


def test_formulas_that_were_never_calculated_keep_everything_from_being_counted(tmp_path: Path) -> None:
    """A blank date of the answer would mean that there is none."""
    row = plain_rows([Made("1号", date(YEAR, 3, 1), "person", "个人", date(YEAR, 3, 9), "results.granted", "公开")])[0]
    row[6] = "=C2+8"
    found = counted(in_excel(tmp_path / "台账.xlsx", {"台账": [HEAD, row]}))
    assert not found.count.figures
    assert "没有算过的公式" in found.missing[0]
    register: list[list[object]] = [HEAD, *plain_rows([])]
    elsewhere: list[list[object]] = [["共", "=1+1"]]
    assert counted(in_excel(tmp_path / "b.xlsx", {"台账": register, "统计": elsewhere})).is_whole


def test_a_register_without_applications_of_the_year_is_asked_about(tmp_path: Path) -> None:
    day = date(YEAR, 3, 1)
    made = [Made(f"{n}号", day, "person", "个人", date(YEAR, 3, 9), "results.granted", "公开") for n in (1, 2)]
    path = simple_xlsx(tmp_path, made)
    assert counted(path).nothing == ""
    assert "没有 2025 年的申请（2 件以前已经答复），统计出来全是 0" in counted(path, YEAR + 1).nothing
    assert "（2 件以后收到）" in counted(path, YEAR - 1).nothing
    assert "请确认文件和年度" in counted(simple_xlsx(tmp_path, [])).nothing
