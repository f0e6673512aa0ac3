"""The two commands of the README, and the one that CI calls, stay the same."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.first_start import first_command

ROOT = Path(__file__).parent.parent
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def blocks(language: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block.strip() for block in re.findall(rf"```{language}\n(.*?)```", text, re.S)]


def test_there_are_two_commands_of_one_line_each() -> None:
    run, test = blocks("sh")
    assert "\n" not in run + test
    assert run.endswith(".venv/bin/python main.py demo")
    assert test.endswith(".venv/bin/python -m pytest -q")


def test_the_commands_for_windows_install_the_same() -> None:
    for command, theirs in zip(blocks("sh"), blocks("bat")[0].splitlines(), strict=True):
        wanted = command.replace("python3 -m venv --without-pip .venv", "py -m venv .venv")
        wanted = wanted.replace("python3 -m pip --python .venv", ".venv/bin/python -m pip").replace("'", "")
        assert theirs == wanted.replace(".venv/bin/python", r".venv\Scripts\python")


def test_ci_calls_the_test_command_as_it_stands() -> None:
    assert blocks("sh")[1] in CI.splitlines()


def test_ci_runs_the_first_command_as_it_stands() -> None:
    """``tests.first_start`` takes it out of the README itself."""
    assert "\n.venv/bin/python -m tests.first_start\n" in CI
    assert first_command(ROOT) == blocks("sh")[0]


def test_both_commands_install_the_versions_that_were_tested() -> None:
    for command in blocks("sh"):
        assert " -c constraints.txt " in command
    pinned = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pinned), "a version each, and no addresses"
    extras = PROJECT["optional-dependencies"]
    wanted = {_name(each) for each in (*PROJECT["dependencies"], *extras["test"])}
    assert wanted <= {_name(line) for line in pinned}


def test_the_tests_run_on_the_oldest_and_the_newest_pyside6_that_is_allowed() -> None:
    """The suite on the oldest, which is what the README installs; the window on the newest, too."""
    allowed = next(each for each in PROJECT["dependencies"] if each.startswith("PySide6"))
    found = re.fullmatch(r"PySide6-Essentials>=([\d.]+),.*<=([\d.]+)", allowed)
    assert found is not None
    assert f"PySide6_Essentials=={found[1]}" in CONSTRAINTS.splitlines()
    taken = re.search(r"newest=\$\(sed -n '(s/.*/p)' pyproject.toml\)", CI)
    assert taken is not None
    if sed := shutil.which("sed"):
        newest = subprocess.run(
            [sed, "-n", taken[1], ROOT / "pyproject.toml"], capture_output=True, text=True, encoding="utf-8", check=True
        )
        assert newest.stdout == f"{found[2]}\n"


def _name(requirement: str) -> str:
    """Of the package, as pip compares it."""
    return re.split(r"[=<>!]", requirement)[0].lower().replace("_", "-")


def test_every_command_that_the_readme_names_is_there() -> None:
    reported = subprocess.run([sys.executable, "main.py", "--help"], cwd=ROOT, capture_output=True, check=True)
    offered = set(re.findall(r"^ {4}([a-z]+) {2,}", reported.stdout.decode("utf-8"), re.M))
    named = set(re.findall(r"`python main\.py (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named == offered


def test_pictures_and_documents_that_are_linked_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / target).exists(), target
