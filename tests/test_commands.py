"""The commands as their users run them: processes, without Qt and without a display."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from model.form.edition import Edition

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "tests" / "samples" / "enping-office-2024.txt"
BLANK = ROOT / "tests" / "samples" / "official-blank-2021-wps.docx"

Run = Any


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs ``main.py`` in a Python in which PySide6 is not to be had, and that has no display."""
    folder = tmp_path_factory.mktemp("without-qt")
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['PySide6'] = None\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment["PYTHONPATH"] = str(folder)

    def run_(*arguments: str | Path, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env=environment,
            timeout=60,
        )

    return run_


def with_changed(path: Path, target: Path, old: str, new: str) -> Path:
    target.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return target


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The sample with one request too many carried out."""
    old = "四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"
    return with_changed(SAMPLE, tmp_path / "错.txt", old, "四、结转下年度继续办理 | 2 | 1 | 0 | 0 | 0 | 0 | 2 |")


# ---------------------------------------------------------------- check


def test_the_sample_has_no_error_and_exits_0(run: Run) -> None:
    done = run("check", SAMPLE)
    assert done.returncode == 0, done.stderr
    assert "恩平市人民政府办公室 2024 年度 · 2021 版格式 · 已填 200 / 200 格" in done.stdout
    assert "“年度”重复" in done.stdout
    assert done.stderr == ""


def test_an_error_is_told_with_its_numbers_and_exits_1(run: Run, wrong: Path) -> None:
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


def test_last_year_makes_the_rules_across_years_speak(run: Run, tmp_path: Path) -> None:
    this_year = with_changed(SAMPLE, tmp_path / "今年.txt", "2024", "2025")
    done = run("check", this_year, "--last-year", SAMPLE, "--json")
    rules = {each["rule"] for each in json.loads(done.stdout)["findings"]}
    assert "years.carried_in.person" in rules
    without = json.loads(run("check", this_year, "--json").stdout)
    assert "years.carried_in" in {each["rule"] for each in without["not_evaluated"]}


# ---------------------------------------------------------------- convert, roll


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json"])
def test_what_is_converted_reads_back_the_same(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"年报{suffix}"
    done = run("convert", SAMPLE, target)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    first, second = map(json.loads, run("check", SAMPLE, target, "--json").stdout.splitlines())
    for key in ("cells", "sections", "organ", "year", "title"):
        assert first[key] == second[key], key


def test_a_draft_rolls_over_with_its_last_year_inside(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "草稿.json"
    assert run("roll", SAMPLE, target, "--year", "2025").returncode == 0
    draft = json.loads(target.read_text(encoding="utf-8"))
    assert (draft["year"], draft["title"]) == (2025, "恩平市人民政府办公室2025年政府信息公开工作年度报告")
    assert draft["cells"]["requests.carried_in.person"] == 2
    assert draft["cells"]["requests.carried_in.total"] == 2
    assert draft["cells"]["requests.received.person"] is None
    assert draft["last_year"]["year"] == 2024
    assert draft["to_check"]
    assert "findings" not in draft
    # the cross-year checks work on the file alone
    checked = json.loads(run("check", target, "--json").stdout)
    assert "years.carried_in" not in {each["rule"] for each in checked["not_evaluated"] if "上年" in each["why"]}


def test_a_year_that_is_not_later_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("roll", SAMPLE, tmp_path / "草稿.docx", "--year", "2024")
    assert done.returncode == 2
    assert "2024" in done.stderr
    assert not (tmp_path / "草稿.docx").exists()


@pytest.mark.parametrize(
    ("target", "said"),
    [("没有/的文件夹/年报.docx", "文件夹"), ("年报.abc", "年报.abc"), ("年报.pdf", "pdf")],
)
def test_a_target_that_cannot_be_written_is_told_in_a_sentence(
    run: Run, tmp_path: Path, target: str, said: str
) -> None:
    done = run("convert", SAMPLE, tmp_path / target)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.*"))


# ---------------------------------------------------------------- bad files


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


def test_a_missing_file_and_a_folder_are_told(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "没有.docx", tmp_path):
        done = run("check", path)
        assert done.returncode == 2
        assert path.name in done.stderr


@pytest.mark.parametrize("figure", ["-3", "2.5", "1" + "0" * 30, "若干", "约3"])
def test_what_is_no_count_is_an_error_at_its_cell_and_never_a_number(run: Run, tmp_path: Path, figure: str) -> None:
    old = "(七)总计 | 4 |"
    path = with_changed(SAMPLE, tmp_path / "年报.txt", old, f"(七)总计 | {figure} |")
    done = run("check", path, "--json")
    written = json.loads(done.stdout)
    assert done.returncode == 1
    finding = next(each for each in written["findings"] if each["rule"].startswith("cell.whole"))
    assert finding["cells"] == ["requests.results.total.person"]
    assert figure in finding["message"] or figure[:10] in finding["message"]
    assert any("总计" in each["what"] + each["where"] for each in written["unread"])


# ---------------------------------------------------------------- the door


@pytest.mark.parametrize("arguments", [(), ("open", SAMPLE)])
def test_without_a_window_one_sentence_names_the_commands_and_exits_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    for command in ("check", "convert", "roll"):
        assert command in done.stderr


def test_with_qt_but_without_a_display_it_says_the_same(run: Run) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for display in (None, ":4711", "other.example:0"):
        changed = environment | ({"DISPLAY": display} if display else {})
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py")],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=changed,
        )
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1


def test_help_is_chinese_and_usage_errors_exit_2(run: Run) -> None:
    assert run("--help").returncode == 0
    for command in ("check", "convert", "roll", "open", "demo"):
        done = run(command, "--help")
        assert done.returncode == 0
        assert "用法：" in done.stdout
        assert "show this help" not in done.stdout
    for wrong_use in (("check",), ("没有这个命令",), ("roll", "a", "b"), ("roll", "a", "b", "--year", "明年")):
        done = run(*wrong_use)
        assert done.returncode == 2
        assert "用法见" in done.stderr
    assert run("--version").returncode == 0


def test_the_demo_does_the_whole_job(run: Run, tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (folder,) = tmp_path.iterdir()
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".xlsx", ".json"}
    assert "商业企业列：一 3 + 二 0 = 3 ≠ 三（七）3 + 四 1 = 4" in done.stdout
    assert "→ 可能是 四、结转下年度 · 商业企业 应为 0" in done.stdout
    assert "已填 200 / 200 格，正文 3 处随之更新" in done.stdout
    assert "“4宗不予公开”的 4 与表格不符" in done.stdout
    again = run("demo", cwd=tmp_path)
    assert again.returncode == 0
    assert len(list(tmp_path.iterdir())) == 2


# ---------------------------------------------------------------- what a hostile tester found


def test_a_json_file_with_wrong_types_is_read_as_far_as_it_goes_and_the_rest_is_said(run: Run, tmp_path: Path) -> None:
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
    said = " ".join(each["what"] for each in read["unread"])
    for key in ("organ", "headings", "kind", "to_check", "上年年报"):
        assert key in said


def test_a_name_too_long_for_the_disk_is_told(run: Run, tmp_path: Path) -> None:
    done = run("convert", SAMPLE, tmp_path / f"{'长' * 90}.docx")
    assert done.returncode == 2
    assert "太长" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_output_that_cannot_be_written_is_told_and_exits_2(run: Run) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "check", str(SAMPLE), "--json"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_link_is_written_through(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "年报.json", tmp_path / "链接.json"
    target.write_text("", encoding="utf-8")
    link.symlink_to(target)
    assert run("convert", SAMPLE, link).returncode == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["year"] == 2024


@pytest.mark.parametrize(("old", "new", "said"), [("2024", "2023", "2023"), ("恩平市", "另平市", "另平市")])
def test_a_last_year_that_is_not_this_report_s_is_told(run: Run, tmp_path: Path, old: str, new: str, said: str) -> None:
    this_year = with_changed(SAMPLE, tmp_path / "今年.txt", "2024", "2025")
    other = with_changed(SAMPLE, tmp_path / "别的.txt", old, new)
    read = json.loads(run("check", this_year, "--last-year", other, "--json").stdout)
    assert any(said in each["what"] for each in read["unread"])


def test_a_last_year_that_cannot_be_read_does_not_stop_the_check(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04")
    done = run("check", SAMPLE, "--last-year", bad, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["year"] == 2024
    assert "坏.docx" in done.stderr


def test_text_that_found_no_home_is_told_in_full(run: Run, tmp_path: Path) -> None:
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


def test_a_title_without_end_is_still_exported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "年报.json"
    run("convert", SAMPLE, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["title"] = "很长的标题" * 400
    path.write_text(json.dumps(data), encoding="utf-8")
    done = run("convert", path, tmp_path / "年报.docx")
    assert "Traceback" not in done.stderr


def test_two_files_are_compared_cell_by_cell_and_paragraph_by_paragraph(run: Run, tmp_path: Path) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    run("convert", SAMPLE, a)
    draft = json.loads(a.read_text(encoding="utf-8"))
    was = draft["cells"]["disputes.reconsideration.upheld"]
    draft["cells"]["disputes.reconsideration.upheld"] = (was or 0) + 2
    draft["sections"]["6"] = "改过的一段。"
    b.write_text(json.dumps(draft), encoding="utf-8")
    done = run("compare", a, b, "--json")
    assert done.returncode == 1
    said = json.loads(done.stdout)
    assert said["same"] is False
    assert said["unknown"] == {"a": [], "b": []}
    assert {"cell": "disputes.reconsideration.upheld", "a": was, "b": (was or 0) + 2}.items() <= said["cells"][
        0
    ].items()
    assert said["paragraphs"][0]["section"] == "6"
    assert "改过的一段。" in said["paragraphs"][0]["b"]
    assert "改过的一段。" in run("compare", a, b).stdout
    same = run("compare", a, a)
    assert (same.returncode, same.stdout.strip()) == (0, f"{a} ↔ {a}：没有不同")


def test_a_draft_does_not_differ_from_its_own_word_file(run: Run, tmp_path: Path) -> None:
    a, b = tmp_path / "a.json", tmp_path / "b.docx"
    run("convert", SAMPLE, a)
    run("convert", a, b)
    done = run("compare", a, b)
    assert (done.returncode, done.stdout.strip()) == (0, f"{a} ↔ {b}：没有不同")


def test_a_file_that_cannot_be_compared_is_told(run: Run, tmp_path: Path) -> None:
    done = run("compare", SAMPLE, tmp_path / "没有.docx")
    assert done.returncode == 2
    assert "没有.docx" in done.stderr
