"""Which files go into a bundle, and that no rule is idle."""

import sys
from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import read_inputs
from resources.packaging.pruning import Rule, prune, read_rules, select, sizes, weight_table
from tests.test_architecture import imported, modules

QT = Rule(("qt",), (), ("*.py", "Core.dll"), ("tests/*",))
INFO = Rule(("*.dist-info",), (), (), ())


def test_what_a_rule_keeps_and_drops() -> None:
    names = ["qt/a.py", "qt/in/b.py", "qt/tests/c.py", "qt/Core.dll", "qt/Quick.dll", "qt-1.dist-info/RECORD"]
    selection = select(names, (QT, INFO))
    assert selection.kept == {"qt/a.py", "qt/in/b.py", "qt/Core.dll"}
    assert selection.kept | selection.dropped == set(names)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["qt/a.py", "qt/tests/c.py"], "qt: Core.dll"),
        (["qt/a.py", "qt/Core.dll"], r"qt: tests/\*"),
        (["new/a.py"], "nothing about new"),
    ],
)
def test_rules_that_do_not_fit_the_packages_are_refused(names: list[str], said: str) -> None:
    with pytest.raises(PackagingError, match=said):
        select(names, (QT,))


def test_pruning_removes_files_and_empty_folders(tmp_path: Path) -> None:
    for name in ("qt/a.py", "qt/Core.dll", "qt/tests/deep/c.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * 100_000)
    before = sizes(tmp_path)
    prune(tmp_path, (QT,))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["Core.dll", "a.py", "qt"]
    assert weight_table(before, sizes(tmp_path)).splitlines()[1].split() == ["qt", "0.3", "0.2"]


def test_what_the_program_imports_of_the_standard_library_stays() -> None:
    """In a bundle, a module that is left out is missed only when somebody comes to the place that needs it."""
    known = modules("main", "model", "export", "gui")
    used = {
        name for path in known.values() for name in imported(path) if name.partition(".")[0] in sys.stdlib_module_names
    }
    rules = read_rules("windows", "library")
    names = {f"{name.replace('.', '/')}{ending}" for name in used for ending in (".py", "/__init__.py")}
    rule_for_all = rules[-1]
    dropped = select({*names, "any.py"}, [rule for rule in rules if rule.tops != ("urllib",)]).dropped
    assert not dropped
    assert rule_for_all.tops == ("*",)


@pytest.mark.parametrize("system", ["windows", "linux"])
def test_every_package_of_a_bundle_has_a_rule(system: str) -> None:
    tops = {top.lower().removesuffix(".py") for rule in read_rules(system) for top in rule.tops}
    imported = {"pyside6-essentials": "pyside6", "python-docx": "docx", "python-calamine": "python_calamine"}
    wheels = read_inputs().systems[system].bundled_wheels
    assert {imported.get(each.project, each.project.replace("-", "_")) for each in wheels} <= tops
