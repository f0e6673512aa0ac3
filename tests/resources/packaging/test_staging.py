"""The tree of a bundle: the program's files, wheels, bytecode."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from resources.packaging.archives import EPOCH
from resources.packaging.errors import PackagingError
from resources.packaging.staging import (
    ROOT,
    compile_modules,
    find_python,
    program_files,
    settle,
    stage_program,
    unpack_wheels,
)

THIS = f"{sys.version_info[0]}.{sys.version_info[1]}"


def wheel(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in files.items():
            opened.writestr(name.replace("__", "/").replace("_py", ".py"), content)
    return path


def test_the_program_is_what_its_wheel_holds_and_no_recipe() -> None:
    files = set(program_files())
    assert {Path("main.py"), Path("gui/app/application.py"), Path("resources/editions/2021.toml")} <= files
    assert not {path for path in files if "packaging" in path.parts or "tests" in path.parts}


def test_the_staged_program_tells_its_version(tmp_path: Path) -> None:
    stage_program(tmp_path / "app")
    command = [sys.executable, str(tmp_path / "app" / "main.py"), "--version"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    said = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=own)
    assert said.stdout.split()[-1] == "0.1.0"


def test_wheels_are_unpacked_side_by_side(tmp_path: Path) -> None:
    one, two = wheel(tmp_path / "one.whl", a__x_py="1"), wheel(tmp_path / "two.whl", a__y_py="2", b_py="3")
    unpack_wheels([one, two], tmp_path / "site")
    assert sorted(path.name for path in (tmp_path / "site").rglob("*.py")) == ["b.py", "x.py", "y.py"]


def test_two_wheels_with_different_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match="in another wheel too"):
        unpack_wheels([wheel(tmp_path / "one.whl", a_py="1"), wheel(tmp_path / "two.whl", a_py="2")], tmp_path / "site")


def test_a_name_that_leads_out_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.whl", "w") as opened:
        opened.writestr("../evil.py", "")
    with pytest.raises(PackagingError, match="leads out"):
        unpack_wheels([tmp_path / "bad.whl"], tmp_path / "site")


def test_modules_are_compiled_without_the_building_folder_and_the_same_each_time(tmp_path: Path) -> None:
    found = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        (folder / "inner").mkdir(parents=True)
        (folder / "inner" / "module.py").write_text("def f(): pass\n", encoding="utf-8")
        compile_modules(Path(sys.executable), folder, "app")
        (compiled,) = folder.rglob("*.pyc")
        found.append(compiled.read_bytes())
    assert found[0] == found[1]
    assert b"app/inner/module.py" in found[0]
    assert str(tmp_path).encode() not in found[0]


def test_a_module_that_does_not_compile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("def\n", encoding="utf-8")
    with pytest.raises(PackagingError, match="module"):
        compile_modules(Path(sys.executable), tmp_path, "app")


def test_only_a_python_of_the_version_compiles() -> None:
    assert find_python(THIS, Path(sys.executable)) == Path(sys.executable)
    with pytest.raises(PackagingError, match=r"no Python 3\.7"):
        find_python("3.7", Path(sys.executable))


def test_everything_gets_one_time(tmp_path: Path) -> None:
    (tmp_path / "tree" / "inner").mkdir(parents=True)
    (tmp_path / "tree" / "inner" / "a").touch()
    settle(tmp_path / "tree", EPOCH)
    assert {int(path.stat().st_mtime) for path in (tmp_path / "tree", *(tmp_path / "tree").rglob("*"))} == {EPOCH}


def test_the_recipes_are_in_the_checkout_only() -> None:
    assert (ROOT / "resources" / "packaging" / "inputs.toml").is_file()
