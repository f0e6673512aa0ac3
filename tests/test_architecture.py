"""Who may import whom: the sentences of ARCHITECTURE.md, and nothing else is allowed."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("model", "export", "gui")
DOORS = ("main", "model.importing", "export")
"""What others import; the heavy libraries wait behind them until a file is read or written."""
HEAVY = {"PySide6", "docx", "lxml", "olefile", "openpyxl", "pypdfium2", "pypinyin", "python_calamine", "xlsxwriter"}


def sources(*folders: str) -> dict[str, Path]:
    """Module name -> file, for the packages named; ``main`` is ``main.py``."""
    found = {"main": ROOT / "main.py"} if "main" in folders else {}
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")) if folder != "main" else ():
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = path
    return found


def imported(path: Path, *, at_import_time: bool = False) -> Iterator[str]:
    """Every module that the file imports; with ``at_import_time`` not those inside functions or for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(_run_at_import(tree)) if at_import_time else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            # `from gui import colours` imports the module gui.kit.theme
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _run_at_import(child)


def tops(path: Path, *, at_import_time: bool = False) -> set[str]:
    return {name.partition(".")[0] for name in imported(path, at_import_time=at_import_time)}


def offenders(modules: Mapping[str, Path], forbidden: set[str]) -> dict[str, set[str]]:
    return {name: bad for name, path in modules.items() if (bad := tops(path) & forbidden)}


def test_qt_is_known_only_in_gui() -> None:
    assert not offenders(sources("main", "model", "export"), {"PySide6", "shiboken6"})


def test_the_model_needs_the_standard_library_only_importing_apart() -> None:
    modules = {name: path for name, path in sources("model").items() if not name.startswith("model.importing")}
    allowed = set(sys.stdlib_module_names) | {"model"}
    assert not {name: off for name, path in modules.items() if (off := tops(path) - allowed)}


def test_nothing_in_the_model_imports_importing() -> None:
    modules = {name: path for name, path in sources("model").items() if not name.startswith("model.importing")}
    assert not {name for name, path in modules.items() for each in imported(path) if each.startswith("model.importing")}


def test_arrows_point_from_the_window_to_the_model() -> None:
    assert not offenders(sources("model"), {"export", "gui", "main"})
    assert not offenders(sources("export"), {"gui", "main"})
    assert not offenders(sources("gui"), {"main"})


def test_importing_and_export_know_no_libraries_but_their_own() -> None:
    allowed = set(sys.stdlib_module_names) | {"model"}
    importing = {name: path for name, path in sources("model").items() if name.startswith("model.importing")}
    ours = allowed | {"lxml", "olefile", "openpyxl", "pypdfium2", "python_calamine"}
    assert not {n: off for n, path in importing.items() if (off := tops(path) - ours)}
    exporting = sources("export")
    ours = allowed | {"export", "docx", "lxml", "openpyxl", "xlsxwriter"}
    assert not {n: off for n, path in exporting.items() if (off := tops(path) - ours)}


def test_platformdirs_is_asked_only_where_the_program_starts() -> None:
    assert not offenders(sources("model", "export", "gui"), {"platformdirs"})


def test_nothing_reaches_for_the_network() -> None:
    network = {"http", "ftplib", "smtplib", "requests", "socketserver", "telnetlib", "xmlrpc"}
    everything = sources("main", *PACKAGES)
    assert not offenders(everything, network)
    assert not {n for n, path in everything.items() for each in imported(path) if each.startswith("urllib.request")}
    # the one socket asks the X server of this machine whether it is there
    assert set(offenders(everything, {"socket"})) <= {"gui.app.display_check"}
    # a second start calls the first window through a socket that never leaves this machine
    assert {
        name for name, path in sources("gui").items() for each in imported(path) if each.startswith("PySide6.QtNetwork")
    } <= {"gui.app.single_instance"}
    first = {
        each for each in imported(ROOT / "gui" / "app" / "single_instance.py") if each.startswith("PySide6.QtNetwork.")
    }
    assert first == {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    doors = {name: path for name, path in sources("main", "model", "export").items() if name in DOORS}
    assert not {n: bad for n, path in doors.items() if (bad := tops(path, at_import_time=True) & HEAVY)}
    window = {
        n: bad for n, p in sources("gui").items() if (bad := tops(p, at_import_time=True) & (HEAVY - {"PySide6"}))
    }
    assert not window


def test_the_window_is_on_the_screen_before_the_store_is_thought_of() -> None:
    told = "import sys, gui.app.application, gui.app.main_window; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"sqlite3", "model.store.draft_store", "model.form.edition", "gui.home.home_page"} & set(
        loaded.stdout.split()
    )


@pytest.mark.parametrize("folders", [("model",), ("export",), ("gui",), ("main", *PACKAGES)], ids=str)
def test_there_are_no_rings_of_imports(folders: tuple[str, ...]) -> None:
    modules = sources(*folders)
    graph = {
        n: {each for each in imported(p, at_import_time=True) if each in modules} - {n} for n, p in modules.items()
    }
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above[above.index(name) :], name))
        if name not in done:
            for following in sorted(graph[name]):
                visit(following, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_these_tests_bite(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("def f():\n    import PySide6.QtCore\n", encoding="utf-8")
    assert offenders({"model.bad": tmp_path / "bad.py"}, {"PySide6"}) == {"model.bad": {"PySide6"}}
    assert "PySide6" not in tops(tmp_path / "bad.py", at_import_time=True)
