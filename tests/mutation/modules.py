"""Which modules are mutated, and the tests that hold each of them."""

from collections.abc import Mapping

MODULES: Mapping[str, tuple[str, ...]] = {
    # read-back: the gate before 已导出
    "export/read_back.py": ("tests/export/test_read_back.py",),
    "export/read_back_text.py": ("tests/export/test_read_back_text.py", "tests/export/test_read_back.py"),
    # cell matching
    "model/importing/recognition/grid_lines.py": (
        "tests/model/importing/recognition/test_grid_lines.py",
        "tests/model/importing/recognition/test_cell_matching.py",
        "tests/model/importing/recognition/test_figures_in_files.py",
    ),
    "model/importing/recognition/column_heads.py": (
        "tests/model/importing/recognition/test_column_heads.py",
        "tests/model/importing/recognition/test_cell_matching.py",
        "tests/model/importing/recognition/test_figures_in_files.py",
    ),
    "model/importing/recognition/cell_placement.py": (
        "tests/model/importing/recognition/test_cell_placement.py",
        "tests/model/importing/recognition/test_cell_matching.py",
        "tests/model/importing/recognition/test_figures_in_files.py",
    ),
    "model/importing/recognition/table_pieces.py": (
        "tests/model/importing/recognition/test_table_pieces.py",
        "tests/model/importing/recognition/test_cell_matching.py",
        "tests/model/importing/recognition/test_figures_in_files.py",
    ),
    "model/importing/recognition/cell_matching.py": (
        "tests/model/importing/recognition/test_cell_matching.py",
        "tests/model/importing/recognition/test_extra_columns.py",
        "tests/model/importing/recognition/test_text_tables.py",
        "tests/model/importing/recognition/test_dialects.py",
        "tests/model/importing/recognition/test_figures_in_files.py",
    ),
    "model/importing/recognition/printed_grid.py": (
        "tests/model/importing/recognition/test_printed_grid.py",
        "tests/model/importing/recognition/test_cell_matching.py",
    ),
    "model/importing/recognition/vocabulary.py": (
        "tests/model/importing/recognition/test_vocabulary.py",
        "tests/model/importing/recognition/test_cell_matching.py",
    ),
    # equations and totals
    "model/form/equations.py": ("tests/model/form/test_equations.py",),
    "model/form/formulas.py": ("tests/model/form/test_formulas.py", "tests/model/form/test_equations.py"),
    "model/report/derived_totals.py": ("tests/model/report/test_derived_totals.py",),
    # checks engine
    "model/checks/engine.py": ("tests/model/checks/test_engine.py", "tests/model/checks/test_two_editions.py"),
    "model/checks/table_rules.py": (
        "tests/model/checks/test_table_rules.py",
        "tests/model/checks/test_engine.py",
        "tests/model/checks/test_two_editions.py",
    ),
    # draft store
    "model/store/draft_store.py": (
        "tests/model/store/test_draft_store.py",
        "tests/model/store/test_draft_steps.py",
        "tests/model/store/test_draft_summary.py",
        "tests/model/store/test_draft_locks.py",
        "tests/model/store/test_damaged_drafts.py",
    ),
    "model/store/draft_steps.py": ("tests/model/store/test_draft_steps.py", "tests/model/store/test_draft_writer.py"),
    "model/store/draft_writer.py": ("tests/model/store/test_draft_writer.py", "tests/model/store/test_draft_locks.py"),
    "model/store/database.py": ("tests/model/store/test_database.py",),
    # table model of the window
    "gui/grid/table_model.py": ("tests/gui/grid/test_table_model.py",),
}
"""Module -> test files, the quick ones first. A mutant that none of them kills survives."""
