"""Libraries that Qt needs and desktops lack or have older ones of: helpers of X11, Wayland, the input context of
fcitx."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from resources.packaging.errors import PackagingError
from resources.packaging.linux.debian import unpack_packages
from resources.packaging.linux.elf import excuse_versions
from resources.packaging.linux.python_build import Toolchain

SHIM_SOURCE = Path(__file__).resolve().parent / "runtime_shim.c"
SHIM = "libnianbao-runtime-shim.so"
INPUT_CONTEXT = "libfcitx5platforminputcontextplugin.so"
_FCITX = "libFcitx5Qt6DBusAddons.so.1"
_PLAIN = ("libxcb-*.so.*", "libwayland-*.so.*", "libffi.so.*")
_TOO_NEW = {INPUT_CONTEXT: ("GLIBCXX_3.4.29", "CXXABI_1.3.15"), _FCITX: ("CXXABI_1.3.15",)}
"""Needed versions of which :data:`SHIM` has what is used."""


def add_libraries(packages: Iterable[Path], qt: Path, tools: Toolchain, patchelf: Path, work: Path) -> None:
    """Adds them to Qt's folder in the bundle.

    Args:
        packages: Debian's packages with them.
        qt: holds ``lib`` and ``plugins``.

    Raises:
        PackagingError: a library is not in the packages, or cannot be adapted.
    """
    shutil.rmtree(work, ignore_errors=True)
    unpack_packages(packages, work)
    system = work / "usr/lib/x86_64-linux-gnu"
    for pattern in _PLAIN:
        for library in sorted(system.glob(pattern)):
            if library.is_symlink():  # named as the loader looks for it
                _add(library, qt / "lib" / library.name, patchelf, "$ORIGIN")
    _add(system / _FCITX, qt / "lib" / _FCITX, patchelf, "$ORIGIN", shim=SHIM)
    plugin = f"plugins/platforminputcontexts/{INPUT_CONTEXT}"
    _add(system / "qt6" / plugin, qt / plugin, patchelf, "$ORIGIN/../../lib", shim=SHIM)
    build_shim(tools, patchelf, qt / "lib" / SHIM)


def build_shim(tools: Toolchain, patchelf: Path, target: Path) -> None:
    """
    Raises:
        PackagingError: it does not compile.
    """
    options = ("-O2", "-fPIC", "-shared", "-nostdlib", "-s", f"-Wl,-soname,{SHIM}")
    _run(["cc", *options, "-o", str(target), str(SHIM_SOURCE)], tools.environment())
    _run([str(patchelf), "--add-needed", "libstdc++.so.6", str(target)])


def _add(source: Path, target: Path, patchelf: Path, run_path: str, *, shim: str = "") -> None:
    if not source.exists():
        raise PackagingError(f"Debian's packages have no {source.name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    added = ["--add-needed", shim] if shim else []
    _run([str(patchelf), "--set-rpath", run_path, *added, str(target)])
    if versions := _TOO_NEW.get(target.name):
        excuse_versions(target, versions)


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PackagingError(f"{' '.join(command)[:120]}: {done.stderr[-500:]}")
