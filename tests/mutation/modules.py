"""Which modules are mutated, and the tests that hold each of them."""

from collections.abc import Mapping

MODULES: Mapping[str, tuple[str, ...]] = {
    # read-back: the gate before 已导出
    "export/proof.py": ("tests/export/test_proof.py",),
    "export/proof_words.py": ("tests/export/test_proof.py",),
    # cell matching
    "model/importing/placing.py": (
        "tests/model/importing/test_placing.py",
        "tests/model/importing/test_figures_in_files.py",
    ),
    "model/importing/labels.py": (
        "tests/model/importing/test_labels.py",
        "tests/model/importing/test_placing.py",
    ),
    # equations and totals
    "model/equations.py": ("tests/model/test_equations.py",),
    "model/totals.py": ("tests/model/test_totals.py",),
    # checks engine
    "model/checks.py": ("tests/model/test_checks.py", "tests/model/test_two_editions.py"),
    # draft store
    "model/drafts.py": ("tests/model/test_drafts.py",),
    "model/store_file.py": ("tests/model/test_store_file.py",),
    # table model of the window
    "gui/table_model.py": ("tests/gui/test_table_model.py",),
}
"""Module -> test files, the quick ones first. A mutant that none of them kills survives."""
