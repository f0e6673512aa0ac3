"""The whole job on the sample that ships with the program."""

from pathlib import Path

import pytest

from export.commands.demo import demo_figures, run_demo
from export.commands.environment import Environment
from model.form.edition import Edition
from tests.conftest import EDITIONS_FOLDER

RESOURCES = EDITIONS_FOLDER.parent


@pytest.fixture
def environment() -> Environment:
    return Environment(RESOURCES)


def test_the_demo_runs_all_steps(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    draft = run_demo(environment, None)
    (folder,) = tmp_path.iterdir()
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".xlsx", ".json"}
    assert draft.suffix == ".json" and (tmp_path / draft).exists()
    message = capsys.readouterr().out
    assert "商业企业列：一 3 + 二 0 = 3 ≠ 三（七）3 + 四 1 = 4" in message
    assert "→ 可能是 四、结转下年度 · 商业企业 应为 0" in message
    assert "已填 200 / 200 格，正文 3 处随之更新" in message
    assert "“4宗不予公开”的 4 与表格不符" in message
    run_demo(environment, None)
    assert len(list(tmp_path.iterdir())) == 2


def test_the_demos_figures_are_cells_of_the_form(edition: Edition) -> None:
    assert edition.cell_set >= demo_figures(RESOURCES, edition).keys()
    assert demo_figures(RESOURCES, edition)[edition.cell("requests.carried_out.business")] == 1
