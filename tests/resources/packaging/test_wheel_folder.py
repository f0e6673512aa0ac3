"""The folder of wheels: the program's own wheel, and scripts that install without an index."""

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from main import VERSION
from resources.packaging.wheel_folder import build_program_wheel, write_script


def test_the_programs_wheel_is_the_same_each_time_and_leaves_the_checkout_alone(tmp_path: Path) -> None:
    pytest.importorskip("setuptools")
    wheels = []
    for umask in (0o022, 0o077):
        folder = tmp_path / f"{umask:o}"
        folder.mkdir()
        before = os.umask(umask)
        try:
            wheels.append(build_program_wheel(folder))
        finally:
            os.umask(before)
    built, again = wheels
    assert built.read_bytes() == again.read_bytes()
    assert built.name == f"zfxxgk_nianbao-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(built) as opened:
        assert not [name for name in opened.namelist() if "packaging/" in name or name.startswith("tests")]
        assert len({info.date_time for info in opened.infolist()}) == 1


def test_the_script_for_windows_is_in_the_code_page_of_its_console(tmp_path: Path) -> None:
    write_script(tmp_path, "windows", "pip-26.3-py3-none-any.whl")
    data = (tmp_path / "安装.bat").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("gbk")
    assert f"zfxxgk-nianbao=={VERSION}" in text and "pip-26.3-py3-none-any.whl\\pip" in text and "@PIP@" not in text
    assert "--no-index" in text


def test_the_script_for_linux_runs_and_says_what_is_missing(tmp_path: Path) -> None:
    write_script(tmp_path, "linux", "pip-26.3-py3-none-any.whl")
    script = tmp_path / "安装.sh"
    assert script.stat().st_mode & 0o111
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("dirname",):
        (tools / name).symlink_to(f"/usr/bin/{name}")
    done = subprocess.run(
        ["/bin/sh", script],
        env={"PATH": str(tools), "HOME": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "没有找到 Python 3.11、3.12 或 3.13。没有 Python 的电脑请改用 .deb 或免安装压缩包。\n"
