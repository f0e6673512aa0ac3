"""Checking files: what is printed, the JSON of each file, and exit statuses."""

import json
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.store.settings import Settings, write_settings
from tests.export.commands.running import BLANK, SAMPLE, Run, with_changed


def test_an_error_is_reported_with_its_numbers_and_exits_1(run: Run, wrong: Path) -> None:
    done = run("check", wrong)
    assert done.returncode == 1
    assert "✕ 表三 商业企业列：一 3 + 二 0 = 3 ≠ 三（七）3 + 四 1 = 4" in done.stdout


def test_json_is_one_object_a_file_with_the_keys_of_the_contract(run: Run, edition: Edition, wrong: Path) -> None:
    done = run("check", SAMPLE, wrong, "--json")
    sample, other = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    contract = ["file", "edition", "organ", "year", "title", "cells", "sections", "unread", "findings"]
    assert list(sample)[:9] == contract
    assert (sample["edition"], sample["organ"], sample["year"]) == ("2021", "恩平市人民政府办公室", 2024)
    assert list(sample["cells"]) == [str(cell) for cell in edition.cells]
    assert sample["cells"]["requests.received.person"] == 6
    assert sample["cells"]["disclosure.fees.amount"] == "0"
    assert list(sample["sections"]) == ["preface", "1", "5", "6"]
    assert sample["sections"]["6"] == "2024年无收取任何信息处理费用。"
    assert sample["unread"] == []
    balance = next(each for each in other["findings"] if each["rule"] == "requests.balance.business")
    assert balance["severity"] == "error"
    assert "requests.carried_out.business" in balance["cells"]
    assert list(balance) == ["rule", "severity", "cells", "message", "repair"]


def test_a_finding_about_words_says_where_in_them_it_stands(run: Run) -> None:
    written = json.loads(run("check", SAMPLE, "--json").stdout)
    passages = [each["passage"] for each in written["findings"] if "passage" in each]
    assert {each["section"] for each in passages} <= {*written["sections"]}
    assert passages
    for each in passages:
        assert list(each) == ["section", "start", "end", "text"]
        assert written["sections"][each["section"]][each["start"] : each["end"]] == each["text"]


def test_the_repair_stands_with_each_finding_that_it_settles(run: Run, wrong: Path) -> None:
    findings = json.loads(run("check", wrong, "--json").stdout)["findings"]
    repaired = {each["rule"]: each["repair"] for each in findings if each["repair"]}
    repair = {"cells": {"requests.carried_out.business": 0}}
    assert repaired == {"requests.balance.business": repair, "requests.total.carried_out": repair}
    assert "→ 四、结转下年度 · 商业企业 应为 0" in run("check", wrong).stdout


def test_a_blank_form_is_200_nulls_and_no_fault_of_a_cell_is_hidden(run: Run) -> None:
    done = run("check", BLANK, "--json")
    written = json.loads(done.stdout)
    assert len(written["cells"]) == 200
    assert set(written["cells"].values()) == {None}
    blank = [each for each in written["findings"] if each["rule"].startswith("cell.blank")]
    assert sum(len(each["cells"]) for each in blank) == 166  # the 34 totals come by themselves
    assert {each["severity"] for each in blank} == {"warning"}


def test_a_file_that_cannot_be_read_exits_2_and_the_others_are_still_checked(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 nothing more")
    done = run("check", broken, SAMPLE, "--json")
    assert done.returncode == 2
    first, second = map(json.loads, done.stdout.splitlines())
    assert list(first) == ["file", "error"]
    assert second["year"] == 2024
    assert "坏.docx" in done.stderr
    assert "Traceback" not in done.stderr


def test_last_years_report_enables_the_rules_across_years(run: Run, tmp_path: Path) -> None:
    this_year = with_changed(SAMPLE, tmp_path / "今年.txt", "2024", "2025")
    done = run("check", this_year, "--last-year", SAMPLE, "--json")
    rules = {each["rule"] for each in json.loads(done.stdout)["findings"]}
    assert "years.carried_in.person" in rules
    without = json.loads(run("check", this_year, "--json").stdout)
    assert "years.carried_in" in {each["rule"] for each in without["not_evaluated"]}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.docx", b""),
        ("程序.docx", b"MZ\x90\x00" + bytes(200)),
        ("加密.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        ("扫描.pdf", b"%PDF-1.4\n"),
        ("随便.txt", "今天天气很好\n".encode()),
        ("数据.json", b'{"cells": 3}'),
        ("截断.json", b'{"cells": {'),
    ],
)
def test_a_bad_file_gets_a_sentence_that_names_it(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = run("check", path)
    assert done.returncode == 2
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stdout == ""


def test_a_missing_file_and_a_folder_are_reported(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "没有.docx", tmp_path):
        done = run("check", path)
        assert done.returncode == 2
        assert path.name in done.stderr


@pytest.mark.parametrize("figure", ["-3", "2.5", "1" + "0" * 30, "若干", "约3"])
def test_text_that_is_no_count_is_an_error_at_its_cell_and_never_a_number(
    run: Run, tmp_path: Path, figure: str
) -> None:
    old = "(七)总计 | 4 |"
    path = with_changed(SAMPLE, tmp_path / "年报.txt", old, f"(七)总计 | {figure} |")
    done = run("check", path, "--json")
    written = json.loads(done.stdout)
    assert done.returncode == 1
    finding = next(each for each in written["findings"] if each["rule"].startswith("cell.whole"))
    assert finding["cells"] == ["requests.results.total.person"]
    assert figure in finding["message"] or figure[:10] in finding["message"]
    assert any("总计" in each["what"] + each["where"] for each in written["unread"])


def test_a_json_file_with_wrong_types_is_read_as_far_as_it_goes_and_the_rest_is_reported(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "草稿.json"
    path.write_text(
        '{"edition": "2021", "organ": 3, "year": "2024", "title": "", "cells": {}, "sections": {}, "headings": 1,'
        ' "facts": {"kind": "zzz"}, "to_check": [{"section": "1", "start": 1e400, "text": "", "was": ""}],'
        ' "last_year": 3}',
        encoding="utf-8",
    )
    done = run("check", path, "--json")
    assert "Traceback" not in done.stderr
    read = json.loads(done.stdout)
    assert read["year"] == 2024
    shown = " ".join(each["what"] for each in read["unread"])
    for key in ("organ", "headings", "kind", "to_check", "上年年报"):
        assert key in shown


@pytest.mark.parametrize(("old", "new", "shown"), [("2024", "2023", "2023"), ("恩平市", "另平市", "另平市")])
def test_a_last_year_that_is_not_this_report_s_is_reported(
    run: Run, tmp_path: Path, old: str, new: str, shown: str
) -> None:
    this_year = with_changed(SAMPLE, tmp_path / "今年.txt", "2024", "2025")
    other = with_changed(SAMPLE, tmp_path / "别的.txt", old, new)
    read = json.loads(run("check", this_year, "--last-year", other, "--json").stdout)
    assert any(shown in each["what"] for each in read["unread"])


def test_a_last_year_that_cannot_be_read_does_not_stop_the_check(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04")
    done = run("check", SAMPLE, "--last-year", bad, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["year"] == 2024
    assert "坏.docx" in done.stderr


def test_text_without_a_section_is_reported_in_full(run: Run, tmp_path: Path) -> None:
    tail = "而这一段很长的说明，" * 25 + "到此为止。"
    heading = "三、收到和处理政府信息公开申请情况\n"
    path = with_changed(SAMPLE, tmp_path / "年报.txt", heading, f"{heading}{tail}\n")
    assert "到此为止" in run("check", path).stdout
    assert "到此为止" in run("check", path, "--json").stdout
    assert "到此为止" in run("convert", path, tmp_path / "年报.docx").stderr


def test_a_json_line_is_one_line_for_every_reader(run: Run, tmp_path: Path) -> None:
    path = with_changed(SAMPLE, tmp_path / "年报.txt", "2024年无收取", "2024年\u2028无\u0085收取")
    (line,) = run("check", path, "--json").stdout.splitlines()
    assert json.loads(line)["year"] == 2024


SETTINGS = """
[rules]
"requests.balance" = "不核对"
"report.title" = "不核对"
"words.same_as_last_year" = "必改"
[limits]
"report.length" = 200
"""


def test_the_settings_of_a_file_are_obeyed_and_said(run: Run, wrong: Path, tmp_path: Path) -> None:
    (tmp_path / "全县.toml").write_text(SETTINGS, encoding="utf-8")
    before = json.loads(run("check", wrong, "--json").stdout)
    done = run("check", wrong, "--json", "--settings", tmp_path / "全县.toml")
    after = json.loads(done.stdout)
    assert done.returncode == 1
    rules = {each["rule"] for each in after["findings"]}
    assert "requests.balance.business" in rules  # printed in the form: no settings switch it off
    assert "report.title" not in rules and "report.length" in rules
    assert "report.title" in {each["rule"] for each in before["findings"]}
    assert {"rule": "report.title", "why": "本单位在设置里定为不核对"} in after["not_evaluated"]
    assert [each["rule"] for each in after["office_rules"]] == [
        "words.same_as_last_year",
        "report.title",
        "report.length",
    ]
    assert after["office_rules"][1] == {"rule": "report.title", "severity": "off", "form_severity": "warning"}
    # the contract: the same keys in the same order, and the addition after them
    assert list(after) == [*before, "office_rules"]
    shown = run("check", wrong, "--settings", tmp_path / "全县.toml").stdout
    assert "本单位设置：总体情况不超过 1000 字：1000 字改为 200 字" in shown
    assert "本单位在设置里定为不核对，未核对 1 条" in shown


def test_the_settings_of_this_computer_are_obeyed_like_in_the_window(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("main._data_folder", lambda: tmp_path)
    write_settings(tmp_path, Settings(limits={"report.length": 200}, severities={"report.length": "error"}))
    done = run("check", SAMPLE, "--json")
    assert done.returncode == 1
    assert "report.length" in {each["rule"] for each in json.loads(done.stdout)["findings"]}
    (tmp_path / "空.toml").write_text("", encoding="utf-8")
    assert run("check", SAMPLE, "--settings", tmp_path / "空.toml").returncode == 0


def test_a_wrong_settings_file_is_one_sentence_and_exits_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "全县.toml").write_text("[rules\n", encoding="utf-8")
    done = run("check", SAMPLE, "--settings", tmp_path / "全县.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("“全县.toml”第 1 行") and len(done.stderr.splitlines()) == 1
