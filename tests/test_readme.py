"""The two commands of the README, and the one that CI calls, stay the same."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def blocks(language: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block.strip() for block in re.findall(rf"```{language}\n(.*?)```", text, re.S)]


def test_there_are_two_commands_of_one_line_each() -> None:
    run, test = blocks("sh")
    assert "\n" not in run + test
    assert run.endswith(".venv/bin/python main.py demo")
    assert test.endswith(".venv/bin/python -m pytest -q")


def test_ci_calls_the_test_command_as_it_stands() -> None:
    assert blocks("sh")[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_command_that_the_readme_names_is_there() -> None:
    main = (ROOT / "main.py").read_text(encoding="utf-8")
    for name in re.findall(r"`python main\.py (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert f'command("{name}"' in main


def test_pictures_and_documents_that_are_linked_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / target).exists(), target
