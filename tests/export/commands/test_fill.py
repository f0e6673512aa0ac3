"""Figures written into a file: what typing does, and nothing else."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import main
from model.form.edition import Edition
from model.importing import import_report
from tests.conftest import SAMPLES

UPHELD = "disputes.reconsideration.upheld"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fill") / "d.json"
    assert main.main(["roll", str(SAMPLES / "huaian-2024.pdf"), str(path), "--year", "2025"]) == 0
    return path


def held(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_only_numbers_that_mean_the_cell_change_with_it(draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "e.json"
    assert main.main(["fill", str(draft), str(out), "--set", f"{UPHELD}=70"]) == 0
    before, after = held(draft), held(out)
    assert after["cells"][UPHELD] == 70
    assert after["sections"] == {
        **before["sections"],
        "1": before["sections"]["1"].replace("其中结果维持72件", "其中结果维持70件"),
    }
    changed = {address for address, value in after["cells"].items() if value != before["cells"][address]}
    assert changed <= {UPHELD, "disputes.reconsideration.total"}
    others = before.keys() - {"cells", "sections", "to_check"}
    assert {key: after[key] for key in others} == {key: before[key] for key in others}
    assert len(after["to_check"]) == len(before["to_check"]) - 1


def test_one_fill_after_another_comes_to_the_same_as_both_at_once(draft: Path, tmp_path: Path) -> None:
    suits = ("disputes.suit_direct.upheld=11", "disputes.suit_after_reconsideration.upheld=3")
    one, two, both = (tmp_path / f"{name}.json" for name in ("one", "two", "both"))
    assert main.main(["fill", str(draft), str(one), "--set", f"{UPHELD}=70", suits[0]]) == 0
    assert main.main(["fill", str(one), str(two), "--set", suits[1]]) == 0
    assert main.main(["fill", str(draft), str(both), "--set", f"{UPHELD}=70", "--set", *suits]) == 0
    assert held(two)["sections"] == held(both)["sections"]
    assert "其中结果维持70件" in held(two)["sections"]["1"]
    assert "其中结果维持14件" in held(two)["sections"]["1"]


def test_figures_come_from_a_file_of_cells_or_from_any_report(
    draft: Path, tmp_path: Path, editions: Mapping[str, Edition]
) -> None:
    cells = tmp_path / "cells.json"
    cells.write_text(json.dumps({UPHELD: 70, "disputes.reconsideration.other": None}), encoding="utf-8")
    out, whole = tmp_path / "e.json", tmp_path / "whole.json"
    assert main.main(["fill", str(draft), str(out), "--from", str(cells)]) == 0
    assert held(out)["cells"][UPHELD] == 70
    assert main.main(["fill", str(draft), str(whole), "--from", str(SAMPLES / "huaian-2024.pdf"), "--clear-marks"]) == 0
    last = import_report(SAMPLES / "huaian-2024.pdf", editions).report
    filled = import_report(whole, editions).report
    assert dict(filled.figures).items() >= dict(last.figures).items()
    assert held(whole)["to_check"] == []
    assert held(whole)["sections"]["1"] == held(draft)["sections"]["1"]  # the same figures as last year


def test_numbers_that_were_checked_go_on_following(draft: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.json", tmp_path / "e.json"
    assert main.main(["fill", str(draft), str(whole), "--from", str(SAMPLES / "huaian-2024.pdf"), "--clear-marks"]) == 0
    assert main.main(["fill", str(whole), str(out), "--set", f"{UPHELD}=70"]) == 0
    was = held(whole)["sections"]["1"]
    total = held(out)["cells"]["disputes.reconsideration.total"]
    now = was.replace("其中结果维持72件", "其中结果维持70件").replace("行政复议351件", f"行政复议{total}件")
    assert held(out)["sections"]["1"] == now


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "disputes.reconsideration.uphold=7"], "没有“disputes.reconsideration.uphold”这一格"),
        (["--set", f"{UPHELD}=7x"], "“7x”不是数字"),
        (["--set", f"{UPHELD}=-3"], "结果维持"),
        (["--set", UPHELD], "不是“格=数”"),
        ([], "没有写要填什么"),
        (["--from", "CELLS"], "没有“no.such.cell”这一格"),
    ],
)
def test_errors_are_reported_and_nothing_is_written(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    cells = tmp_path / "cells.json"
    cells.write_text(json.dumps({"cells": {"no.such.cell": 1}}), encoding="utf-8")
    out = tmp_path / "e.json"
    arguments = [str(cells) if each == "CELLS" else each for each in arguments]
    assert main.main(["fill", str(draft), str(out), *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not out.exists()
