"""The program installed as a package, in an environment of its own, away from the checkout."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

import main
from tests.conftest import SAMPLES

ROOT = Path(__file__).parent.parent
PACKAGE = "zfxxgk_nianbao"
FOLDERS = ("model", "gui", "export", "resources")
SAMPLE = SAMPLES / "enping-office-2024.txt"
WINDOW = """
import sys
from zfxxgk_nianbao.main import main  # first: it says where the other folders are
from PySide6.QtCore import QTimer
from gui.app.main_window import MainWindow

begin = MainWindow.begin

def begin_and_close(window, *arguments):
    def close_when_shown():
        if window.preview is not None:
            timer.stop()
            sys.stdout.reconfigure(encoding="utf-8")
            print(window.windowTitle())
            window.close()

    begin(window, *arguments)
    timer = QTimer(window)
    timer.timeout.connect(close_when_shown)
    timer.start(50)

MainWindow.begin = begin_and_close
sys.exit(main(["open", sys.argv[1]]))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, as building writes beside the source; with recipes for installers, which stay there."""
    copy = tmp_path_factory.mktemp("source") / "checkout"
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("main.py", "pyproject.toml", "README.md", "LICENSE", "tests/__init__.py", "tests/conftest.py"):
        (copy / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / file, copy / file)
    (copy / "resources" / "packaging").mkdir(exist_ok=True)
    (copy / "resources" / "packaging" / "recipe.toml").touch()
    return copy


def build(source: Path, kind: str) -> Path:
    """With the build backend that pyproject.toml names, as pip does it without a network."""
    pytest.importorskip("setuptools")
    code = f"from setuptools import build_meta; build_meta.build_{kind}({str(source.parent / kind)!r})"
    (source.parent / kind).mkdir()
    subprocess.run([sys.executable, "-c", code], cwd=source, check=True, capture_output=True)
    (built,) = (source.parent / kind).glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    return build(source, "wheel")


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(wheel, tmp_path_factory.mktemp("environment") / "venv")


def install(built: Path, folder: Path) -> Path:
    """The folder with the programs of a new environment, in which only ``built`` is installed and what it requires is
    seen."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    names = {"base": str(folder), "platbase": str(folder)}
    scripts, packages = (Path(sysconfig.get_path(each, "venv", names)) for each in ("scripts", "purelib"))
    (packages / "requirements.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = Path(sys.base_prefix, "python.exe" if os.name == "nt" else "bin/python3")
    command: list[str | Path] = [
        python,
        "-m",
        "pip",
        "--python",
        folder,
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        built,
    ]
    subprocess.run(command, check=True, capture_output=True)
    return scripts


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    own |= {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(folder / "data"), "LOCALAPPDATA": str(folder / "data")}
    return subprocess.run(
        command, cwd=folder, env=own, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


def test_the_wheel_holds_one_package_and_no_tests(wheel: Path) -> None:
    with ZipFile(wheel) as opened:
        tops = {name.partition("/")[0] for name in opened.namelist()}
        assert {top for top in tops if not top.endswith(".dist-info")} == {PACKAGE}
        within = {name.split("/")[1] for name in opened.namelist() if name.startswith(f"{PACKAGE}/")}
    assert within == {"main.py", *FOLDERS}


def test_every_module_and_every_resource_is_in_the_wheel(source: Path, wheel: Path) -> None:
    files = {
        f"{PACKAGE}/{path.relative_to(source).as_posix()}"
        for folder in FOLDERS
        for path in (source / folder).rglob("*")
        if path.is_file()
        and "packaging" not in path.parts
        and (folder == "resources" or path.suffix != ".md")  # notes for developers beside the modules
    }
    with ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if name.startswith(f"{PACKAGE}/")}
    assert names == {*files, f"{PACKAGE}/main.py"}


def test_the_version_is_the_one_that_the_program_tells(wheel: Path) -> None:
    assert wheel.name.split("-")[:2] == [PACKAGE, main.VERSION]


def test_the_version_is_written_in_one_place() -> None:
    """Windows, messages, bundles and packages ask main.py; the changes of this version are told first."""
    files = [path for folder in (*FOLDERS, "tests") for path in (ROOT / folder).rglob("*.py")]
    written = re.compile(rf"{re.escape(main.VERSION)}[\"'\\\\]")  # at the end of a string
    told = [path.relative_to(ROOT).as_posix() for path in files if written.search(path.read_text(encoding="utf-8"))]
    assert [each for each in told if not each.startswith("tests/resources/packaging/")] == []
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([0-9.]+)", changes, re.M)[0] == main.VERSION


def test_the_installed_program_checks_and_converts(environment: Path, tmp_path: Path) -> None:
    program = environment / "zfxxgk-nianbao"
    assert_checks(program, tmp_path)
    for suffix in (".docx", ".pdf"):
        converted = run([program, "convert", SAMPLE, tmp_path / f"report{suffix}"], tmp_path)
        assert (converted.returncode, converted.stderr) == (0, "")
        assert (tmp_path / f"report{suffix}").stat().st_size > 1000


def test_the_installed_program_opens_its_window(environment: Path, tmp_path: Path) -> None:
    python = environment / ("python.exe" if os.name == "nt" else "python")
    shown = run([python, "-c", WINDOW, SAMPLE], tmp_path)
    assert shown.stdout.splitlines() == [f"导入：{SAMPLE.name} — 政府信息公开年报"]
    assert (shown.returncode, shown.stderr) == (0, "")


def test_the_program_of_an_editable_install_runs_from_the_checkout(source: Path, tmp_path: Path) -> None:
    scripts = install(build(source, "editable"), tmp_path / "venv")
    assert_checks(scripts / "zfxxgk-nianbao", tmp_path)


def assert_checks(program: Path, folder: Path) -> None:
    checked = run([program, "check", "--json", SAMPLE], folder)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert json.loads(checked.stdout)["organ"] == "恩平市人民政府办公室"
