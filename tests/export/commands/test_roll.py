"""This year's draft out of last year's file."""

import json
from pathlib import Path

from tests.export.commands.running import SAMPLE, Run


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
