"""Who may import whom: the arrows of ARCHITECTURE.md, folder by folder, and nothing else.

Imports inside functions and under ``TYPE_CHECKING`` count as well: a type that is only named is a dependency, too.
"""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP_LEVEL = ("main", "model", "export", "gui")
HEAVY = {
    *("PySide6", "docx", "lxml", "olefile", "openpyxl", "pypdfium2", "pypinyin", "python_calamine", "typst"),
    "xlsxwriter",
}
"""Libraries that are imported only when a file is read or written, so that a command starts at once."""
STARTED_WITH = ("main", "model.importing", "export")
"""What every command imports first; all modules of ``export.commands`` as well."""

MOST_LINES, MOST_METHODS = 300, 30
"""Of a class; beyond, it has a second responsibility that needs a name and a module of its own."""
LARGER_FOR_A_REASON: Mapping[str, str] = {}
"""``module.Class`` -> why it is one responsibility all the same."""

MODEL_BASE = (
    "model.errors",
    "model.disk_errors",
    "model.file_names",
    "model.temporary_files",
    "model.atomic_write",
    "model.memo",
    "model.named_tuples",
)
IMPORTING_BASE = ("model.importing.content", "model.importing.notes", "model.importing.file_types")

ALLOWED: Mapping[str, tuple[str, ...]] = {
    # model: form <- narrative <- report <- checks <- repairs <- linking <- drafting; store and importing beside checks;
    # batch above importing and checks; years above batch and store
    "model.form": (*MODEL_BASE,),
    "model.narrative": (*MODEL_BASE, "model.form"),
    "model.report": (*MODEL_BASE, "model.form", "model.narrative"),
    "model.checks": (*MODEL_BASE, "model.form", "model.report", "model.narrative"),
    "model.repairs": (*MODEL_BASE, "model.form", "model.report", "model.narrative", "model.checks"),
    "model.linking": (*MODEL_BASE, "model.form", "model.report", "model.narrative", "model.checks", "model.repairs"),
    "model.drafting": (
        *(*MODEL_BASE, "model.form", "model.report", "model.narrative", "model.checks"),
        *("model.repairs", "model.linking"),
    ),
    "model.batch": (
        *(*MODEL_BASE, "model.form", "model.report", "model.narrative", "model.checks", "model.repairs"),
        *("model.importing",),
    ),
    "model.store": (*MODEL_BASE, "model.form", "model.report"),
    "model.years": (*MODEL_BASE, "model.form", "model.report", "model.batch", "model.store"),
    "model.importing.readers.pdf": (*MODEL_BASE, *IMPORTING_BASE, "model.importing.readers"),
    "model.importing.readers": (*MODEL_BASE, *IMPORTING_BASE),
    "model.importing.recognition": (*MODEL_BASE, *IMPORTING_BASE, "model.form", "model.report"),
    "model.importing": (*MODEL_BASE, "model.form", "model.report", "model.importing"),
    "model.register": (*MODEL_BASE, "model.form", "model.report", "model.importing"),
    "model": MODEL_BASE,
    # export: document <- writers <- read_back <- report_writer <- template_fill; commands above them all
    "export.document": ("model",),
    "export.writers.docx": ("model", "export.document"),
    "export.writers.pdf": ("model", "export.document"),
    "export.writers.xlsx": ("model", "export.document"),
    "export.writers": ("model", "export.document"),
    "export": ("model", "export.document", "export.writers"),
    "export.commands": ("model", "export"),
    # gui: kit <- session <- grid, narrative, output <- home, importing, history <- editor <- app
    "gui.kit": ("model.errors",),
    "gui.session": ("model", "gui.kit"),
    "gui.grid": ("model", "gui.kit", "gui.session"),
    "gui.narrative": ("model", "gui.kit", "gui.session"),
    "gui.output": ("model", "export", "gui.kit", "gui.session"),
    "gui.help": ("model", "gui.kit", "gui.session"),
    "gui.home": ("model", "gui.kit", "gui.help", "gui.session", "gui.grid", "gui.narrative", "gui.output"),
    "gui.importing": ("model", "export", "gui.kit", "gui.session", "gui.grid", "gui.narrative", "gui.output"),
    "gui.history": ("model", "gui.kit", "gui.session", "gui.grid", "gui.narrative", "gui.output"),
    "gui.settings": ("model", "export", "gui.kit", "gui.session", "gui.output"),
    "gui.years": ("model", "export", "gui.kit", "gui.session", "gui.history"),
    "gui.batch": (
        *("model", "export", "gui.kit", "gui.session", "gui.grid", "gui.narrative", "gui.output"),
        *("gui.history", "gui.years"),
    ),
    "gui.editor": (
        *("model", "export", "gui.kit", "gui.session", "gui.grid", "gui.narrative", "gui.output"),
        *("gui.home", "gui.importing", "gui.history", "gui.register"),
    ),
    "gui.register": ("model", "export", "gui.kit", "gui.session"),
    "gui.app": ("model", "export", "gui"),
    "gui": (),
}
"""Folder -> folders and modules whose contents it may import, besides its own. A folder's parent is no permission."""


def modules(*tops: str, root: Path = ROOT) -> dict[str, Path]:
    """Module name -> file; ``main`` is ``main.py``, a package is named by its folder."""
    found = {"main": root / "main.py"} if "main" in tops else {}
    for top in tops:
        for path in sorted((root / top).rglob("*.py")) if top != "main" else ():
            found[".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")] = path
    return found


def folder_of(name: str, path: Path) -> str:
    return name if path.name == "__init__.py" else name.rpartition(".")[0]


def imported(path: Path, *, at_import_time: bool = False) -> Iterator[str]:
    """Every module that the file imports; with ``at_import_time`` not those inside functions or for types only."""
    for node in _imports_of(path, at_import_time=at_import_time):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            # `from gui.kit import theme` imports the module gui.kit.theme
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache  # every test asks for the same few hundred files
def _imports_of(path: Path, *, at_import_time: bool) -> tuple[ast.AST, ...]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = _run_at_import(tree) if at_import_time else ast.walk(tree)
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _run_at_import(child)


def imported_modules(name: str, known: Mapping[str, Path], *, at_import_time: bool = False) -> set[str]:
    """The project's modules that ``name`` imports; a package counts only where one of its own names is taken."""
    found = {each for each in imported(known[name], at_import_time=at_import_time) if each in known}
    inner = {each.rpartition(".")[0] for each in found}
    return {each for each in found if each not in inner or known[each].stat().st_size > 200} - {name}


def tops(path: Path, *, at_import_time: bool = False) -> set[str]:
    return {name.partition(".")[0] for name in imported(path, at_import_time=at_import_time)}


def offenders(found: Mapping[str, Path], forbidden: set[str]) -> dict[str, set[str]]:
    return {name: bad for name, path in found.items() if (bad := tops(path) & forbidden)}


def breaches(folder: str, known: Mapping[str, Path]) -> set[str]:
    """``importing module -> imported module`` for every import that :data:`ALLOWED` does not name."""
    found = set()
    for name, path in known.items():
        if folder_of(name, path) != folder:
            continue
        for other in imported(path):
            if other.partition(".")[0] not in TOP_LEVEL:
                continue
            target = other if other in known else other.rpartition(".")[0]
            if target not in known or target == name or target in PACKAGE_ROOTS:
                continue
            if folder_of(target, known[target]) == folder:
                continue
            if not any(target == may or target.startswith(f"{may}.") for may in ALLOWED[folder]):
                found.add(f"{name} -> {target}")
    return found


PACKAGE_ROOTS = {"model", "gui", "model.importing.readers", "export.writers", "export.writers.docx"}
"""Packages that hold nothing themselves: naming one on the way to a module in it is no import of its own."""


def cycles(graph: Mapping[str, set[str]]) -> list[str]:
    """Every import cycle that a depth-first walk meets, as ``a -> b -> a``."""
    found: list[str] = []
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            found.append(" -> ".join((*above[above.index(name) :], name)))
            return
        if name not in done:
            for following in sorted(graph[name]):
                visit(following, (*above, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
    return found


# ---------------------------------------------------------------- the arrows


def test_every_folder_has_its_arrows_stated() -> None:
    folders = {folder_of(name, path) for name, path in modules("model", "export", "gui").items()}
    assert folders == set(ALLOWED)


@pytest.mark.parametrize("folder", sorted(ALLOWED))
def test_a_folder_imports_only_what_its_arrows_allow(folder: str) -> None:
    assert not breaches(folder, modules(*TOP_LEVEL))


def test_nothing_imports_main() -> None:
    assert not offenders(modules("model", "export", "gui"), {"main"})


@pytest.mark.parametrize("tops_", [("model",), ("export",), ("gui",), TOP_LEVEL], ids="+".join)
def test_there_are_no_import_cycles_types_counted(tops_: tuple[str, ...]) -> None:
    known = modules(*tops_)
    assert not cycles({name: imported_modules(name, known) for name in known})


@pytest.mark.parametrize("folder", sorted(set(ALLOWED) - {"model", "gui"}))
def test_a_folder_is_described_in_its_first_sentence(folder: str) -> None:
    text = (ROOT / folder.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
    assert len(ast.get_docstring(ast.parse(text)) or "") > 20


# ---------------------------------------------------------------- libraries


def test_qt_is_known_only_in_gui() -> None:
    assert not offenders(modules("main", "model", "export"), {"PySide6", "shiboken6"})


def test_the_model_needs_the_standard_library_only_importing_apart() -> None:
    found = {name: path for name, path in modules("model").items() if not name.startswith("model.importing")}
    allowed = set(sys.stdlib_module_names) | {"model"}
    assert not {name: off for name, path in found.items() if (off := tops(path) - allowed)}


def test_importing_and_export_know_no_libraries_but_their_own() -> None:
    allowed = set(sys.stdlib_module_names) | {"model"}
    importing = {name: path for name, path in modules("model").items() if name.startswith("model.importing")}
    ours = allowed | {"lxml", "olefile", "openpyxl", "pypdfium2", "python_calamine"}
    assert not {n: off for n, path in importing.items() if (off := tops(path) - ours)}
    exporting = modules("export")
    ours = allowed | {"export", "docx", "lxml", "openpyxl", "typst", "xlsxwriter"}
    assert not {n: off for n, path in exporting.items() if (off := tops(path) - ours)}


def test_platformdirs_is_imported_only_where_the_program_starts() -> None:
    assert not offenders(modules("model", "export", "gui"), {"platformdirs"})


def test_nothing_imports_network_modules() -> None:
    network = {"http", "ftplib", "smtplib", "requests", "socketserver", "telnetlib", "xmlrpc"}
    everything = modules(*TOP_LEVEL)
    assert not offenders(everything, network)
    assert not {n for n, path in everything.items() for each in imported(path) if each.startswith("urllib.request")}
    # the one socket asks the X server of this machine whether it is there
    assert set(offenders(everything, {"socket"})) <= {"gui.app.display_check"}
    # a second start calls the first window through a socket that never leaves this machine
    single = "gui.app.single_instance"
    users = {name for name, path in modules("gui").items() if any("QtNetwork" in each for each in imported(path))}
    assert users <= {single}
    first = {each for each in imported(modules("gui")[single]) if each.startswith("PySide6.QtNetwork.")}
    assert first == {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}


def _starts(name: str) -> bool:
    return name in STARTED_WITH or name.startswith("export.commands.")


_TAKES_MARKUP = re.compile(
    r"\.setToolTip\(|\bQMessageBox\b|\bQLabel\(|\(QLabel\)|\bQErrorMessage\b|\bQToolTip\.|\bsetWhatsThis\(|\bQTextBrowser\(|\.setHtml\("
)
_MAKE_PLAIN_TEXT = {"gui.kit.plain_text", "gui.kit.widgets"}
"""Tool tips, message boxes and labels are made here; elsewhere a file's text could be taken for markup."""
_SHOWN_ESCAPED = {
    "gui.grid.clipboard": {".setHtml("},
    "gui.help.topic_pages": {".setHtml("},
    "gui.narrative.topics_line": {"(QLabel)"},
    "gui.editor.progress_label": {"(QLabel)"},
    "gui.kit.theme": {"QMessageBox"},
}
"""Escaped, a label that sets its own format, or nothing but a name."""


def test_text_of_files_cannot_become_markup_on_the_screen() -> None:
    found = {
        name: used - _SHOWN_ESCAPED.get(name, set())
        for name, path in modules("gui").items()
        if name not in _MAKE_PLAIN_TEXT and (used := set(_TAKES_MARKUP.findall(path.read_text(encoding="utf-8"))))
    }
    assert not {name: used for name, used in found.items() if used}


def test_all_output_of_commands_goes_through_one_function() -> None:
    """Control characters in a file's text never reach a terminal."""
    printing = {
        name
        for name, path in modules(*TOP_LEVEL).items()
        if re.search(r"(?<![\w.])print\(|sys\.std(?:out|err)\.write", path.read_text(encoding="utf-8"))
    }
    assert printing <= {"export.commands.printing", "gui.app.crash_reporter"}  # the latter holds no text of files


def test_only_main_calls_the_commands() -> None:
    callers = {
        name for name, path in modules(*TOP_LEVEL).items() if any("export.commands" in i for i in imported(path))
    }
    assert {name for name in callers if not name.startswith("export.commands.")} == {"main"}


def test_main_parses_and_dispatches_and_does_nothing_else() -> None:
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_help_and_version_need_neither_edition_files_nor_qt() -> None:
    program = "import sys, main\ntry: main.main(['--version'])\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    loaded = done.stdout.decode("ascii", "replace").split()  # after the version, in whatever a console reads
    assert {"main", "argparse"} <= set(loaded)
    assert not {"tomllib", "model.checks.engine", "PySide6", *HEAVY} & set(loaded)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    first = {name: path for name, path in modules("main", "model", "export").items() if _starts(name)}
    assert not {n: bad for n, path in first.items() if (bad := tops(path, at_import_time=True) & HEAVY)}
    window = {
        n: bad for n, p in modules("gui").items() if (bad := tops(p, at_import_time=True) & (HEAVY - {"PySide6"}))
    }
    assert not window


def test_the_window_is_shown_before_the_store_is_loaded() -> None:
    program = "import sys, gui.app.application, gui.app.main_window; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    late = {"sqlite3", "model.store.draft_store", "model.form.edition", "gui.home.home_page"}
    assert not late & set(done.stdout.split())


# ---------------------------------------------------------------- tests


def test_tests_read_what_programs_say_as_the_utf8_that_they_write() -> None:
    """``conftest.py`` has them write UTF-8; ``text`` alone would read the code page of Windows."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "subprocess" not in text or "packaging" in path.parts:  # which runs on Debian only
            continue
        for call in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)):
            given = {each.arg for each in call.keywords}
            if "text" in given and "encoding" not in given and given & {"capture_output", "stdout", "stderr"}:
                found.append(f"{path.relative_to(ROOT).as_posix()}:{call.lineno}")
    assert found == []


TESTED_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "tests/export/document/test_approval_sheet.py": ("export.writers.docx.approval_sheet",),
    "tests/export/document/test_charts.py": ("export.writers.docx.charts",),
    "tests/export/document/test_check_list.py": (
        "export.writers.docx.check_list",
        "export.writers.docx.plain_tables",
        "export.writers.xlsx.check_list",
    ),
    "tests/export/test_batch_writer.py": ("export.writers.docx.return_list",),
    "tests/export/writers/docx/test_document.py": (
        "export.writers.docx.elements",
        "export.writers.docx.statutory_table",
    ),
    "tests/export/writers/docx/test_template.py": (
        "export.writers.docx.package",
        "export.writers.docx.styles",
    ),
    "tests/gui/app/test_application.py": (
        "gui.app.maintenance",
        "gui.app.start_page",
    ),
    "tests/gui/app/test_main_window.py": (
        "gui.app.editor_settings",
        "gui.app.help_commands",
        "gui.app.import_workflow",
        "gui.app.window_palette",
    ),
    "tests/gui/editor/test_editor_page.py": (
        "gui.editor.documents_menu",
        "gui.editor.dropped_files",
        "gui.editor.editor_foot",
        "gui.editor.editor_head",
        "gui.editor.editor_palette",
        "gui.editor.finding_entries",
        "gui.editor.findings_model",
        "gui.editor.history_dialogs",
        "gui.editor.page_stack",
        "gui.editor.progress_label",
        "gui.editor.report_navigation",
        "gui.editor.table_page",
        "gui.editor.tools_menu",
        "gui.grid.cell_bar",
        "gui.output.export_result_bar",
    ),
    "tests/gui/editor/test_find_bar.py": ("gui.kit.status_sink",),
    "tests/gui/editor/test_findings_panel.py": (
        "gui.editor.entry_layout",
        "gui.editor.findings_list",
        "gui.editor.repair_entries",
    ),
    "tests/gui/editor/test_save_errors.py": ("gui.editor.save_error_banner",),
    "tests/gui/editor/test_section_list.py": ("gui.kit.fonts",),
    "tests/gui/editor/test_sign_off.py": (
        "gui.editor.comparison_dialog",
        "gui.editor.reopen_dialog",
        "gui.editor.sign_off_bar",
    ),
    "tests/gui/grid/test_cell_selection.py": ("gui.grid.painted_table",),
    "tests/gui/grid/test_scaled_table.py": ("gui.grid.frozen_parts",),
    "tests/gui/grid/test_table_model.py": ("gui.session.severities",),
    "tests/gui/grid/test_table_view.py": ("gui.grid.cell_editor",),
    "tests/gui/history/test_history_dialog.py": (
        "gui.history.cell_history_dialog",
        "gui.history.snapshot_view",
    ),
    "tests/gui/home/test_backup_dialog.py": ("gui.home.draft_transfer",),
    "tests/gui/home/test_draft_list.py": ("gui.kit.icons",),
    "tests/gui/home/test_help_dialog.py": ("gui.home.guidance_list",),
    "tests/gui/home/test_home_page.py": (
        "gui.home.recent_files",
        "gui.home.recovery_notice",
        "gui.home.start_cards",
        "gui.session.imported_report",
    ),
    "tests/gui/importing/test_check_preview.py": ("gui.importing.read_lists",),
    "tests/gui/importing/test_import_preview.py": (
        "gui.importing.preview_line_list",
        "gui.importing.preview_tabs",
        "gui.importing.read_contents",
    ),
    "tests/gui/kit/test_theme.py": ("gui.kit.style_sheet",),
    "tests/gui/narrative/test_number_marks.py": (
        "gui.narrative.mark_commands",
        "gui.narrative.link_dialog",
    ),
    "tests/gui/narrative/test_text_editor.py": (
        "gui.narrative.text_mark",
        "gui.narrative.text_marks",
        "gui.narrative.word_navigation",
    ),
    "tests/gui/narrative/test_text_page.py": (
        "gui.narrative.mark_bar",
        "gui.narrative.number_linking",
        "gui.narrative.prior_year_pane",
        "gui.narrative.text_page_head",
        "gui.narrative.topics_line",
    ),
    "tests/gui/narrative/test_waiting_words.py": ("gui.narrative.years_dialog",),
    "tests/gui/output/test_export_controller.py": ("gui.output.layout_dialog",),
    "tests/gui/output/test_multi_export_dialog.py": (
        "gui.kit.desktop",
        "gui.output.export_formats",
    ),
    "tests/gui/output/test_printing.py": (
        "gui.output.chart_dialog",
        "gui.output.charts_page",
        "gui.output.font_pair",
    ),
    "tests/model/checks/test_claim_matching.py": ("model.checks.placed_claims",),
    "tests/model/importing/readers/test_rtf.py": (
        "model.importing.readers.rtf_content",
        "model.importing.readers.rtf_group",
        "model.importing.readers.rtf_rows",
    ),
    "tests/model/linking/test_finding_actions.py": ("model.linking.finding_edits",),
    "tests/model/linking/test_links.py": (
        "model.linking.link_targets",
        "model.linking.prior_year_marks",
    ),
    "tests/model/narrative/test_number_claims.py": (
        "model.narrative.claims",
        "model.narrative.number_phrases",
        "model.narrative.phrase_meanings",
        "model.narrative.sentence_reading",
        "model.narrative.sentence_state",
    ),
    "tests/model/repairs/test_repairs.py": ("model.repairs.plausibility",),
    "tests/model/importing/test_reading_processes.py": (
        "model.importing.document_reading",
        "model.importing.windows_job",
    ),
    "tests/model/store/test_backups.py": (
        "model.store.guarded_connection",
        "model.store.migrations",
    ),
    "tests/model/store/test_damaged_drafts.py": ("model.store.draft_rows",),
    "tests/model/store/test_database.py": ("model.store.transactions",),
    "tests/model/store/test_external_store.py": ("model.store.report_sum",),
    "tests/model/store/test_recovery.py": ("model.store.found_rows",),
    "tests/resources/packaging/test_main.py": (
        "resources.packaging.__main__",
        "resources.packaging.windows.bundle",
    ),
}
"""Test module -> modules whose behaviour it tests although its name is another's, because they are parts of what it is
about. To shrink only: a module that gets a test module of its own leaves this list."""


def has_behaviour(path: Path) -> bool:
    """Whether there is anything to run: no function means constants, types or errors alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return path.name != "__init__.py" and any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))


def own_test_module(path: Path, root: Path = ROOT) -> Path:
    """``tests/model/form/test_labels.py`` for ``model/form/labels.py``."""
    inner = path.relative_to(root)
    return root / "tests" / inner.parent / f"test_{inner.name}"


def untested(known: Mapping[str, Path], root: Path = ROOT) -> set[str]:
    """Modules with behaviour and without a test module of their name and place."""
    return {n for n, path in known.items() if has_behaviour(path) and not own_test_module(path, root).exists()}


def test_every_module_with_behaviour_has_a_test_module_of_its_name() -> None:
    listed = {name for names in TESTED_ELSEWHERE.values() for name in names}
    known = modules("model", "export", "gui", "resources")
    assert untested(known) - listed == set(), "write a test module of this name"


def test_a_module_that_is_tested_elsewhere_has_no_test_module_of_its_own() -> None:
    listed = {name for names in TESTED_ELSEWHERE.values() for name in names}
    known = modules("model", "export", "gui", "resources")
    assert listed - untested(known) == set(), "take it out of TESTED_ELSEWHERE"
    assert all((ROOT / test).exists() for test in TESTED_ELSEWHERE)


# ---------------------------------------------------------------- sizes


def large_classes(found: Mapping[str, Path]) -> set[str]:
    """``module.Class`` of every class with more lines or methods than a reader can keep in mind."""
    return {
        f"{name}.{node.name}"
        for name, path in found.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and ((node.end_lineno or 0) - node.lineno >= MOST_LINES or _methods(node) > MOST_METHODS)
    }


def _methods(node: ast.ClassDef) -> int:
    return sum(isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) for each in node.body)


def test_no_class_is_larger_than_one_responsibility_needs() -> None:
    assert large_classes(modules(*TOP_LEVEL, "resources")) == set(LARGER_FOR_A_REASON)


@pytest.mark.parametrize(
    ("body", "is_large"),
    [
        ("    x = 1\n" * (MOST_LINES - 1), False),
        ("    x = 1\n" * MOST_LINES, True),
        ("    def f(self): ...\n" * MOST_METHODS, False),
        ("    def f(self): ...\n" * (MOST_METHODS + 1), True),
    ],
    ids=["lines", "too many lines", "methods", "too many methods"],
)
def test_a_class_that_is_too_large_is_seen(body: str, is_large: bool, tmp_path: Path) -> None:
    known = _tree(tmp_path, gui__kit__large=f"class Large:\n{body}")
    assert large_classes(known) == ({"gui.kit.large.Large"} if is_large else set())


# ---------------------------------------------------------------- each kind of breach is seen


def defined_twice(found: Mapping[str, Path]) -> set[str]:
    """``module.name`` of what a module defines or assigns twice by itself: the first is lost, and no tool says so."""
    twice: set[str] = set()
    for name, path in found.items():
        defined = Counter(each for node in ast.parse(path.read_text("utf-8")).body for each in _defines(node))
        twice |= {f"{name}.{each}" for each, times in defined.items() if times > 1}
    return twice


def _defines(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name) and each.id != "_")


def test_no_module_defines_a_name_twice() -> None:
    assert defined_twice(modules(*TOP_LEVEL)) == set()


@pytest.mark.parametrize(
    ("body", "twice"),
    [("A = 1\nB = 2\nA = 3", {"model.a.A"}), ("A = 1\ndef A(): ...", {"model.a.A"}), ("A: int = 1\nB = A", set())],
)
def test_a_name_that_is_defined_twice_is_seen(body: str, twice: set[str], tmp_path: Path) -> None:
    assert defined_twice(_tree(tmp_path, model__a=body)) == twice


def _tree(root: Path, **files: str) -> dict[str, Path]:
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return modules("model", "export", "gui", root=root)


@pytest.mark.parametrize(
    "line",
    [
        "from gui.app.window import Window\n",
        "import gui.app.window\n",
        "from gui.app import window\n",
        "def f():\n    from gui.app.window import Window\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gui.app.window import Window\n",
    ],
    ids=["from", "import", "module", "in a function", "for types"],
)
def test_an_arrow_that_points_up_is_seen(line: str, tmp_path: Path) -> None:
    known = _tree(tmp_path, gui__kit__colours=line, gui__app__window="class Window: ...\n")
    assert breaches("gui.kit", known) == {"gui.kit.colours -> gui.app.window"}


def test_an_arrow_between_siblings_is_seen(tmp_path: Path) -> None:
    known = _tree(tmp_path, gui__grid__view="from gui.narrative.page import Page\n", gui__narrative__page="Page = 1\n")
    assert breaches("gui.grid", known) == {"gui.grid.view -> gui.narrative.page"}


def test_a_library_that_is_imported_in_a_function_is_seen(tmp_path: Path) -> None:
    known = _tree(tmp_path, model__form__bad="def f():\n    import PySide6.QtCore\n")
    assert offenders(known, {"PySide6"}) == {"model.form.bad": {"PySide6"}}
    assert "PySide6" not in tops(known["model.form.bad"], at_import_time=True)


def test_a_cycle_through_a_type_is_seen(tmp_path: Path) -> None:
    known = _tree(
        tmp_path,
        model__form__a="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from model.form.b import B\n",
        model__form__b="from model.form.a import A\n",
    )
    assert cycles({name: imported_modules(name, known) for name in known}) == [
        "model.form.a -> model.form.b -> model.form.a"
    ]


def test_a_module_without_a_test_of_its_name_is_seen(tmp_path: Path) -> None:
    known = _tree(
        tmp_path,
        model__form__tested="def f(): ...\n",
        model__form__bad="class A:\n    def f(self): ...\n",
        model__form__constants="A = 1\n",
    )
    (tmp_path / "tests" / "model" / "form").mkdir(parents=True)
    (tmp_path / "tests" / "model" / "form" / "test_tested.py").write_text("", encoding="utf-8")
    assert untested(known, tmp_path) == {"model.form.bad"}
