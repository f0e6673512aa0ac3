"""``count``: from a register to a report with table 三, each figure with its rows."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

import main
from model.importing import import_report
from tests.model.register.registers import (
    EDITIONS,
    HEAD,
    directly_counted,
    in_excel,
    plain_rows,
    random_applications,
    simple_xlsx,
)
from tests.model.register.test_applications import GOOD, register


def run(*arguments: object) -> int:
    return main.main(["count", *map(str, arguments)])


def test_the_report_holds_what_was_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = random_applications(5)
    out = tmp_path / "表三.json"
    assert run(simple_xlsx(tmp_path, made), out, "--year", 2024) == 0
    figures = import_report(out, EDITIONS).report.figures
    addends = {cell: figure for cell, figure in figures.items() if figure and cell not in EDITIONS["2021"].totals}
    assert addends == directly_counted(made)
    printed = capsys.readouterr()
    assert "计入" in printed.out
    assert "张三" not in printed.out + printed.err
    assert "批文" not in printed.out + printed.err


def test_json_names_the_rows_of_each_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = register(tmp_path, GOOD, {**GOOD, "登记编号": "2号", "答复结果": "转办", "申请人": "李四"})
    assert run(path, tmp_path / "o.json", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["withheld"]["requests.received.person"] == ["工作表“台账”第3行"]
    assert told["cells"]["requests.received.person"] is None
    assert told["cells"]["requests.received.business"] == 0
    assert told["cells"]["requests.received.total"] is None
    assert told["questions"] == [{"part": "results", "key": "转办", "proposed": "results.otherwise.other", "count": 1}]
    assert [odd["where"] for odd in told["odd"]] == ["工作表“台账”第3行"]
    assert "李四" not in json.dumps(told, ensure_ascii=False)
    assert import_report(tmp_path / "o.json", EDITIONS).report.year == 2024


def test_decisions_are_asked_in_a_file_and_followed(tmp_path: Path) -> None:
    path = register(tmp_path, {**GOOD, "答复结果": "转办"})
    made, out = tmp_path / "m.toml", tmp_path / "o.docx"
    assert run(path, "--make-map", made) == 1
    text = made.read_text(encoding="utf-8")
    made.write_text(text.replace('"转办" = "?"', '"转办" = "results.otherwise.other"'), encoding="utf-8")
    assert run(path, out, "--map", made) == 0
    figures = import_report(out, EDITIONS).report.figures
    assert figures[EDITIONS["2021"].cell("requests.results.otherwise.other.person")] == 1


def test_a_file_that_cannot_be_read_is_an_object_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "台账.xls").write_bytes(b"%PDF-1.4 x")
    assert run(tmp_path / "台账.xls", tmp_path / "o.json", "--json") == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"file": str(tmp_path / "台账.xls"), "error": printed.err.strip()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "哪一份台账"),
        (["{none}", "o.json"], "没有找到"),
        (["{path}"], "输出到哪里"),
        (["{path}", "{out}", "--map", "{none}"], "没有找到对应表"),
        (["{path}", "{out}", "--year", "24"], "四位年份"),
        (["{phones}", "{out}"], "没有认出台账"),
        (["{mixed}", "{out}"], "--year"),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_sentence(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mixed = random_applications(1, 2)
    rows = [[n, f"{n}", date(2020 + n, 1, 5), "张三", "个人", "", "", "", ""] for n in range(4)]
    paths = {
        "none": tmp_path / "none",
        "out": tmp_path / "o.json",
        "path": register(tmp_path, GOOD),
        "phones": in_excel(tmp_path / "p.xlsx", {"a": [["姓名", "电话"]]}),
        "mixed": in_excel(tmp_path / "m.xlsx", {"a": [HEAD, *plain_rows(mixed)[:0], *rows]}),
    }
    assert run(*(each.format(**paths) for each in arguments)) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert not paths["out"].exists()


def test_what_was_carried_in_is_compared_with_last_years_report_and_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "上年"
    before.mkdir()
    unanswered = {**GOOD, "收到日期": date(2023, 12, 20), "答复日期": "", "答复结果": ""}
    last, out = register(before, unanswered), tmp_path / "2023.json"
    assert run(last, out, "--year", 2023) == 0
    this = register(tmp_path, {**GOOD, "登记编号": "2号"})
    capsys.readouterr()
    assert run(this, tmp_path / "o.json", "--json", "--last-year", out, "--last-register", last) == 0
    carried = json.loads(capsys.readouterr().out)["carried_over"]
    assert [line.partition("，")[0] for line in carried] == [
        "二、上年结转 · 自然人",
        "上年台账工作表“台账”第2行：本年台账里没有（按编号、收到日期、申请人都没有对上）",
    ]
    assert run(this, tmp_path / "o.json", "--last-year", tmp_path / "o.json") == 2
    assert "不是 2023 年度的" in capsys.readouterr().err


def test_a_part_of_the_applications_gives_no_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = register(tmp_path, GOOD, {**GOOD, "登记编号": "2号", "答复结果": "转办"})
    assert run(path, tmp_path / "o.json") == 1
    assert "按期答复率" not in capsys.readouterr().out
    assert run(register(tmp_path, GOOD), tmp_path / "o.json") == 0
    assert "按期答复率" in capsys.readouterr().out


def test_columns_that_are_missing_are_told_without_a_list_of_all_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ["登记编号", "收到日期", "申请人", "答复结果"]
    assert run(register(tmp_path, GOOD, head=head), tmp_path / "o.json") == 1
    printed = capsys.readouterr()
    assert "没有“答复日期”一列" in printed.out
    assert "一、本年新收 · 自然人" not in printed.out
    assert "按申请人的名称归类" not in printed.err


SECRETS = ("王小明", "青山村拆迁补偿协议", "13800001234", "440785198001011234")
FREE = ("申请人类型", "申请方式", "答复日期", "答复结果", "理由", "办理状态", "是否延期", "征求意见日期", "收到日期")


@pytest.mark.parametrize("column", [*FREE, "补正通知日期", "收到补正日期", "行政复议", "行政诉讼", "备注", "登记编号"])
def test_nothing_of_who_applied_for_what_is_told_or_written(
    column: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Wherever in the row it stands."""
    name, subject, telephone, card = SECRETS
    row = {**GOOD, "申请人": name, "申请内容": subject, "联系电话": telephone, "身份证号": card}
    more = (*FREE, "补正通知日期", "收到补正日期", "行政诉讼", "联系电话", "身份证号", "备注")
    head = list(dict.fromkeys([*map(str, HEAD), *more]))
    rows = [{**row, "登记编号": f"{n}号", column: f"{said}{n}"} for n, said in enumerate(SECRETS)]
    path = register(tmp_path, *rows, head=head)
    made = tmp_path / "m.toml"
    written = [tmp_path / f"表三{suffix}" for suffix in (".json", ".docx", ".xlsx", ".html")]
    for out in written:
        run(path, out, "--year", 2024, "--make-map", made)
    run(path, written[0], "--year", 2024, "--json", "--last-register", path)
    told = [*capfd.readouterr(), made.read_text(encoding="utf-8"), written[0].read_text(encoding="utf-8")]
    for packed in (written[1], written[2]):
        with zipfile.ZipFile(packed) as package:
            told += [package.read(part).decode("utf-8", "replace") for part in package.namelist()]
    assert not [(secret, text[:200]) for secret in SECRETS for text in told if secret in text]
