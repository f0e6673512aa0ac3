"""The tool makes mutants that are valid, and tells those that a test kills from those that survive."""

from pathlib import Path

import pytest

from tests.mutation.__main__ import ROOT, Log, Worker, equivalents, try_module
from tests.mutation.modules import MODULES
from tests.mutation.mutants import mutants_of

TOY = '''"""A docstring with 1 and True."""

MOST: int = 3


def fits(number: int, *, strict: bool = False) -> bool:
    """Not more than ``MOST``."""
    if strict and number < 0:
        raise ValueError(f"{number + 1}")
    return number <= MOST


def unused(texts: list[str]) -> list[str]:
    return [text for text in texts[1:] if "甲" in text]
'''
GUARD = """def fits(number: int) -> bool:
    return number <= 3


def unused() -> int:
    return 1
"""
TEST = """from guard import fits

def test_two_fits_and_five_does_not():
    assert fits(2) and not fits(5)
"""


def test_every_mutant_is_the_source_with_one_change() -> None:
    changes = {(each.where, each.before, each.after) for each in mutants_of(TOY)}
    assert {
        ("", "MOST: int = 3", "MOST: int = 4"),
        ("fits", "return number <= MOST", "return number < MOST"),
        ("fits", "return number <= MOST", "return None"),
        ("fits", "if strict and number < 0:", "if (strict or number < 0):"),
        ("fits", "if strict and number < 0:", "if strict and number <= 0:"),
        ("fits", "if strict and number < 0:", "if strict and number < 1:"),
        ("fits", 'raise ValueError(f"{number + 1}")', "pass"),
        ("fits", "def fits(number: int, *, strict: bool = False) -> bool:",
         "def fits(number: int, *, strict: bool = True) -> bool:"),
        ("unused", 'return [text for text in texts[1:] if "甲" in text]',
         "return [text for text in texts[1:] if '甲' not in text]"),
        ("unused", 'return [text for text in texts[1:] if "甲" in text]',
         'return [text for text in texts[1:] if True]'),
        ("unused", 'return [text for text in texts[1:] if "甲" in text]',
         'return [text for text in texts[:] if "甲" in text]'),
        ("unused", 'return [text for text in texts[1:] if "甲" in text]',
         'return [text for text in texts[2:] if "甲" in text]'),
        ("unused", 'return [text for text in texts[1:] if "甲" in text]', "return None"),
    } == changes  # fmt: skip


@pytest.mark.parametrize("module", MODULES)
def test_every_mutant_of_the_guards_compiles_and_no_two_are_alike(module: str) -> None:
    source = (ROOT / module).read_text(encoding="utf-8")
    mutants = list(mutants_of(source))
    sources = [each.source for each in mutants]
    assert len(sources) == len(set(sources)) > 10
    assert source not in sources
    assert all(each.is_valid for each in mutants[::40])
    for test in MODULES[module]:
        assert (ROOT / test).exists(), test


def test_what_no_test_notices_survives_and_is_not_tried_again(tmp_path: Path) -> None:
    (tmp_path / "guard.py").write_text(GUARD, encoding="utf-8")
    (tmp_path / "test_guard.py").write_text(TEST, encoding="utf-8")
    worker, kept = Worker(tmp_path), tmp_path / "log.jsonl"
    try:
        result = try_module("guard.py", ("test_guard.py",), tmp_path, worker, 0, 1, Log(kept))
    finally:
        worker.close()
    assert {(each.where, each.after) for each in result.survivors} == {
        ("fits", "return number < 3"),
        ("fits", "return number <= 4"),
        ("unused", "return 2"),
        ("unused", "return None"),
    }
    assert (result.mutants, result.tried, result.killed, result.timed_out) == (5, 5, 1, 0)
    assert (tmp_path / "guard.py").read_text(encoding="utf-8") == GUARD
    # the worker has ended: nothing is run again
    again = try_module("guard.py", ("test_guard.py",), tmp_path, worker, 0, 1, Log(kept))
    assert again.line() == result.line()


def test_every_equivalent_mutant_has_a_reason_and_is_still_there() -> None:
    known = {
        (each.where, each.before, each.after)
        for module in MODULES
        for each in mutants_of((ROOT / module).read_text(encoding="utf-8"))
    }
    for mutant, reason in equivalents().items():
        assert reason and mutant in known, mutant
