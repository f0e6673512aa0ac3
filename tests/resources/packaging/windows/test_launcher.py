"""The launcher: versions that Windows compares, and files that it looks for."""

import re
from pathlib import Path

import pytest

from model.importing.reading_processes import INTERPRETER
from resources.packaging.errors import PackagingError
from resources.packaging.inputs import FOLDER
from resources.packaging.staging import program_files
from resources.packaging.windows.launcher import WINDOW, numbers
from resources.packaging.windows.python_runtime import LIBRARY

SOURCE = (FOLDER / "windows" / "launcher.c").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "said"), [("0.1.0", "0,1,0,0"), ("12.3", "12,3,0,0"), ("1.2.3.4", "1,2,3,4"), ("1.2.0rc1", "1,2,0,0")]
)
def test_a_version_as_windows_compares_it(version: str, said: str) -> None:
    assert numbers(version) == said


@pytest.mark.parametrize("version", ["new", "1.2.3.4.5", ""])
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(PackagingError):
        numbers(version)


def test_the_launcher_looks_for_files_that_the_bundle_has() -> None:
    parts = {part.replace("\\\\", "/") for part in re.findall(r'L"((?:runtime|app)\\\\[^"%]+)"', SOURCE)}
    program = {f"app/{path.as_posix()}" for path in program_files()}
    assert {part for part in parts if part.startswith("app/")} <= program
    assert {f"runtime/{LIBRARY}", "runtime/python313._pth"} <= parts


def test_documents_are_read_by_the_interpreter_of_the_bundle() -> None:
    assert f'L"{INTERPRETER}"' in SOURCE


def test_the_resources_take_their_values_from_the_program() -> None:
    text = (FOLDER / "windows" / "launcher.rc").read_text(encoding="utf-8")
    assert not re.search(r"\d+\.\d+\.\d+", text)
    assert {"@NUMBERS@", "@NAME@", "@VERSION@"} <= set(re.findall(r"@\w+@", text))
    assert "longPathAware" in (FOLDER / "windows" / "launcher.manifest").read_text(encoding="utf-8")
    assert Path(WINDOW).suffix == ".exe"
