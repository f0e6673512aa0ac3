"""``merge``: the county of sixty units, summed; everything that is not in the sum is named with its reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from model.form.edition import Edition, load_editions
from tests.conftest import EDITIONS_FOLDER
from tests.export.commands.running import BLANK, SAMPLE, Run, with_changed
from tests.export.exporting import write_report
from tests.model.batch.county import COUNTY, RESOURCES, YEAR, County, correct_report, make_county


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"), load_editions(EDITIONS_FOLDER), (".json",))


def test_the_county_is_summed_and_all_that_is_not_in_it_is_named(
    run: Run, county: County, tmp_path: Path, edition: Edition
) -> None:
    out = tmp_path / "汇总.json"
    options = ("-o", out, "--organ", COUNTY, "--year", str(YEAR), "--units", county.list_file)
    done = run("merge", county.folder, *options, "--json")
    *files, summary = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 2  # files that could not be read
    assert len(files) == len(county.files)
    by_name: dict[str, dict[str, Any]] = {Path(each["file"]).name: each for each in files}
    for name, planted in county.files.items():
        assert by_name[name]["counted"] is planted.counted, name
        assert (by_name[name]["why"] is None) is planted.counted
        assert ("error" in by_name[name]) is (planted.report is None)
    assert {Path(each["file"]).name for each in summary["counted"]} == {
        name for name, planted in county.files.items() if planted.counted
    }
    expected = {
        address: format(figure, "f") if address == "disclosure.fees.amount" else figure
        for address, figure in county.expected_sums.items()
    }
    assert {address: value for address, value in summary["cells"].items() if value is not None} == expected
    assert set(summary["missing"]) == county.missing | {"恩平市审计局"}
    assert set(summary["cells"]) == {str(cell) for cell in edition.cells}
    written = json.loads(out.read_text(encoding="utf-8"))
    assert (written["organ"], written["year"], written["cells"]) == (COUNTY, YEAR, summary["cells"])
    assert summary["title"] == "恩平市人民政府2024年政府信息公开工作年度报告"


def test_the_lines_for_people_say_the_same(run: Run, county: County, tmp_path: Path) -> None:
    out = tmp_path / "汇总.docx"
    options = ("-o", out, "--organ", COUNTY, "--year", str(YEAR), "--units", county.list_file)
    done = run("merge", county.folder, *options, "--lists", tmp_path / "清单")
    counted = sum(each.counted for each in county.files.values())
    lists = tmp_path / "清单"
    assert {path.name for path in lists.iterdir()} >= {"恩平市教育局-退改清单.docx", "退改总表.xlsx"}
    assert f"汇总：恩平市人民政府 2024 年度，计入 {counted} 个单位，写入 {out}" in done.stdout
    assert "△ 汇总：未交 3 个单位：" in done.stdout
    assert "（恩平市司法局）：同一单位交了 2 份不同的文件" in done.stdout
    assert "“下载不完整.docx”" in done.stderr
    again = json.loads(run("check", out, "--json").stdout)
    assert again["cells"]["requests.received.total"] == county.expected_sums["requests.received.total"]


def test_reports_without_fault_sum_to_exit_0_and_one_with_an_error_to_1(
    run: Run, tmp_path: Path, edition: Edition
) -> None:
    files = []
    for unit in (f"{COUNTY}办公室", "恩平市教育局"):
        files.append(tmp_path / f"{unit}.json")
        write_report(correct_report(unit, edition), edition, files[-1], RESOURCES)
    options = ("-o", tmp_path / "汇总.json", "--organ", COUNTY, "--year", str(YEAR))
    assert run("merge", *files, *options).returncode == 0
    text = files[1].read_text(encoding="utf-8")
    wrong = json.loads(text)
    wrong["cells"]["requests.received.person"] += 1
    wrong["cells"]["requests.received.total"] = None
    files[1].write_text(json.dumps(wrong), encoding="utf-8")
    done = run("merge", *files, *options, "--json")
    assert done.returncode == 1
    assert [each["counted"] for each in map(json.loads, done.stdout.splitlines()[:2])] == [True, False]
    with_errors = json.loads(run("merge", *files, *options, "--json", "--with-errors").stdout.splitlines()[-1])
    assert len(with_errors["counted"]) == 2
    assert any(each["rule"].startswith("requests.balance") for each in with_errors["findings"])


def test_what_cannot_be_summed_is_one_sentence_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "汇总.json"
    done = run("merge", BLANK, "-o", out, "--organ", COUNTY, "--year", "2031")
    assert (done.returncode, out.exists()) == (2, False)
    assert "没有可以汇总的文件，没有写出汇总报告：" in done.stderr
    assert run("merge", SAMPLE, "-o", out, "--organ", COUNTY, "--year", "24").returncode == 2
    assert run("merge", SAMPLE, "-o", out, "--organ", COUNTY, "--year", "2024", "--leave-out", "外地").returncode == 2
    assert run("merge", SAMPLE, "-o", out, "--organ", COUNTY, "--year", "2024", "--jobs", "0").returncode == 2
    assert not out.exists()


def test_an_earlier_summary_in_the_folder_is_no_addend(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "上报"
    folder.mkdir()
    with_changed(SAMPLE, folder / "甲.txt", "恩平市人民政府办公室", "恩平市教育局")
    out = folder / "汇总.json"
    options = (folder, "-o", out, "--organ", COUNTY, "--year", "2024", "--json")
    first = json.loads(run("merge", *options).stdout.splitlines()[-1])
    done = run("merge", *options)
    *files, second = map(json.loads, done.stdout.splitlines())
    assert [Path(each["file"]).name for each in files] == ["汇总.json", "甲.txt"]
    assert files[0]["why"] == "是恩平市人民政府的汇总报告，不是加数"
    assert second["cells"] == first["cells"]


def test_carried_in_is_compared_with_the_last_summary(run: Run, tmp_path: Path) -> None:
    last = with_changed(SAMPLE, tmp_path / "去年.txt", "2024", "2023")
    out = tmp_path / "汇总.json"
    done = run(*("merge", SAMPLE, "-o", out, "--organ", COUNTY, "--year", "2024"), "--last-summary", last, "--json")
    rules = {each["rule"]: each for each in json.loads(done.stdout.splitlines()[-1])["findings"]}
    assert rules["summary.carried_in.person"]["cells"] == ["requests.carried_in.person"]


def test_last_years_reports_are_found_by_organ_and_alias_and_named(run: Run, tmp_path: Path, edition: Edition) -> None:
    now, before = tmp_path / "今年", tmp_path / "上年"
    now.mkdir()
    before.mkdir()
    for unit, former in (("恩平市教育局", "恩平市教育局"), ("恩平市水务局", "恩平市水利局"), ("恩平市文旅局", "")):
        write_report(correct_report(unit, edition, YEAR), edition, now / f"{unit}.json", RESOURCES)
        for name in (former,) if former else ("恩平市文化局", "恩平市旅游局"):
            write_report(correct_report(name, edition, YEAR - 1), edition, before / f"{name}.json", RESOURCES)
    units = tmp_path / "名单.txt"
    units.write_text(
        "恩平市教育局\n恩平市水务局|恩平市水利局\n恩平市文旅局|恩平市文化局|恩平市旅游局", encoding="utf-8"
    )
    options = ("-o", tmp_path / "汇总.json", "--organ", COUNTY, "--year", str(YEAR), "--units", units, "--json")
    done = run("merge", now, *options, "--last-year", before)
    *files, _ = map(json.loads, done.stdout.splitlines())
    found = {each["unit"]: each["last_year_file"] and Path(each["last_year_file"]).name for each in files}
    assert found == {"恩平市教育局": "恩平市教育局.json", "恩平市水务局": "恩平市水利局.json", "恩平市文旅局": None}
    evaluated = {
        each["unit"]: not any(one["rule"].startswith("years.carried_in") for one in each["not_evaluated"])
        for each in files
    }
    assert evaluated == {"恩平市教育局": True, "恩平市水务局": True, "恩平市文旅局": False}
    without = run("merge", now, *options)
    assert all("last_year_file" not in json.loads(line) for line in without.stdout.splitlines())


def test_last_years_reports_come_in_a_folder(run: Run, tmp_path: Path, edition: Edition) -> None:
    unit = tmp_path / "教育局.json"
    write_report(correct_report("恩平市教育局", edition), edition, unit, RESOURCES)
    done = run("merge", unit, "-o", tmp_path / "汇总.json", "--organ", COUNTY, "--year", str(YEAR), "--last-year", unit)
    assert done.returncode == 2
    assert "--last-year 应为放着各单位上年年报的文件夹或压缩包" in done.stderr


def test_tables_of_the_units_stand_in_the_words_and_are_told(
    run: Run, county: County, tmp_path: Path, edition: Edition
) -> None:
    out = tmp_path / "汇总.json"
    options = ("-o", out, "--organ", COUNTY, "--year", str(YEAR), "--units", county.list_file)
    done = run("merge", county.folder, *options, "--json", "--unit-tables", "收费", "申请")
    summary = json.loads(done.stdout.splitlines()[-1])
    counted = len(summary["counted"])
    assert summary["unit_tables"] == [
        {"table": "收费", "section": "6", "units": counted},
        {"table": "申请", "section": "1", "units": counted},
    ]
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["sections"] == summary["sections"]
    heads, *lines = [line for line in written["sections"]["1"].splitlines() if line.startswith("｜")]
    assert heads.startswith("｜单位｜")
    parts = [line.strip("｜").split("｜") for line in lines]
    listed = [line.partition("|")[0] for line in county.list_file.read_text(encoding="utf-8").splitlines()]
    names = [unit for unit in listed if unit in {each["unit"] for each in summary["counted"]}]
    assert [each[0] for each in parts] == [*names, "合计"]
    received = [int(each[1]) for each in parts]
    assert sum(received[:-1]) == received[-1] == summary["cells"]["requests.received.total"]
    assert "信息处理费" in written["sections"]["6"]


def test_what_is_said_of_the_tables_to_people_and_an_unknown_one(run: Run, tmp_path: Path, edition: Edition) -> None:
    report = tmp_path / "报.json"
    write_report(correct_report("恩平市教育局", edition), edition, report, RESOURCES)
    options = ("-o", tmp_path / "汇总.docx", "--organ", COUNTY, "--year", str(YEAR))
    done = run("merge", report, *options, "--unit-tables", "申请")
    assert "正文附表：申请（一、总体情况），1 个单位" in done.stdout
    plain = run("merge", report, *options)
    assert "正文附表" not in plain.stdout
    wrong = run("merge", report, *options, "--unit-tables", "工资")
    assert (wrong.returncode, wrong.stderr.strip()) == (2, "--unit-tables 没有“工资”这张表，可用：申请、收费")
