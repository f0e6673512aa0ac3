"""核对单 read back: every text must stand in the file, in its order."""

import importlib
from dataclasses import replace
from pathlib import Path

import pytest

from export.document.check_list import CheckList
from export.report_writer import ExportError, export_check_list
from model.checks.engine import CheckResult


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_file_that_lacks_a_finding_is_not_exported(
    checked: CheckResult, resources: Path, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_text("原有文件", encoding="utf-8")
    writer = {".docx": "docx.check_list.write_check_list_word", ".xlsx": "xlsx.check_list.write_check_list_excel"}
    module, name = f"export.writers.{writer[suffix]}".rsplit(".", 1)
    write = getattr(importlib.import_module(module), name)

    def write_all_but_one(listed: CheckList, *rest: object) -> None:
        write(replace(listed, lines=listed.lines[1:]), *rest)

    monkeypatch.setattr(f"{module}.{name}", write_all_but_one)
    with pytest.raises(ExportError, match="读回，缺少"):
        export_check_list(checked, path, resources)
    assert path.read_text(encoding="utf-8") == "原有文件"
