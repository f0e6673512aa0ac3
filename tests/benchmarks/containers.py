"""Three different reports in every container that LibreOffice writes: cells right, wrong, and said to be doubtful."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.importing import ImportedDocumentError, import_report
from model.report.derived_totals import shown
from model.report.report import Fact, Report
from tests.benchmarks.sample import RESOURCES, ROOT, editions, last_year
from tests.export.exporting import export_report
from tests.model.importing.documents import filled_copy, numbered

SAMPLES = ROOT / "tests" / "samples"
DOCUMENTS, SHEETS = ("doc", "rtf", "odt", "pdf", "html"), ("xls", "ods", "pdf", "html")
REAL = "huaian-2024.pdf"

Truth = Mapping[Cell, Figure]


def containers() -> None:
    """No ratio: a line for each container, and one for a real published PDF. ``wrong`` and ``lost`` must be 0."""
    known = editions()
    soffice = shutil.which("soffice")
    if soffice is None:
        print(json.dumps({"name": "containers", "skipped": "LibreOffice is not installed"}))
        return
    is_bad = False
    with tempfile.TemporaryDirectory() as folder:
        made = _made(Path(folder), known["2021"], known)
        for source, targets in (("docx", DOCUMENTS), ("xlsx", SHEETS)):
            paths = [path for path in made if path.suffix == f".{source}"]
            for target in (source, *targets):
                there = Path(folder) / f"{source}-{target}"
                if target == source:
                    read = paths
                else:
                    profile = f"-env:UserInstallation=file://{folder}/profile"
                    command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(there)]
                    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
                    read = [there / path.with_suffix(f".{target}").name for path in paths]
                counts = [_counts(path, made[was], known) for path, was in zip(read, paths, strict=True)]
                sums = {key: sum(each[key] for each in counts) for key in counts[0]}
                is_bad = is_bad or bool(sums["wrong"] or sums["lost"])
                line = {"name": f"{source} → {target}", "files": len(read), **sums}
                print(json.dumps(line, ensure_ascii=False), flush=True)
    real = import_report(SAMPLES / REAL, known)
    count = len(shown(real.report, known[real.report.edition]).figures)
    print(json.dumps({"name": REAL, "cells": count, "notes": len(real.notes)}), flush=True)
    if is_bad or count != 200:
        sys.exit(1)


def _made(folder: Path, edition: Edition, known: Mapping[str, Edition]) -> dict[Path, Truth]:
    """File -> the figures in it: a real report and an invented one as this program exports them, and the blank that
    the State Council's office publishes, filled in; some cells stay blank in the latter two."""
    real = last_year()
    figures: dict[Cell, Figure] = {cell: int(text) for cell, text in numbered(edition).items()}
    some = {cell: figure for number, (cell, figure) in enumerate(figures.items()) if number % 3}
    facts = {
        Fact.TITLE: "某县水利局2024年政府信息公开工作年度报告",
        Fact.ORGAN: "某县水利局",
        Fact.YEAR: "2024",
    }
    words = {"1": "全年公开。"}
    invented = Report(edition.id, figures=some, facts=facts, texts={**words, "5": "无。", "6": "无。"})
    made: dict[Path, Truth] = {}
    for name, report in (("real", real), ("invented", invented)):
        for kind in ("docx", "xlsx"):
            path = folder / f"{name}.{kind}"
            export_report(report, known, path, RESOURCES)
            made[path] = shown(report, known[report.edition]).figures
    texts = {cell: str(figure) for cell, figure in figures.items()}
    path = filled_copy(SAMPLES / "official-blank-2021-wps.docx", folder / "official.docx", edition, texts)
    made[path] = figures
    zeros = Report(edition.id, figures=dict.fromkeys(figures, 0), facts=facts, texts=words)
    path = folder / "zeros.xlsx"
    export_report(zeros, known, path, RESOURCES)
    made[path] = shown(zeros, edition).figures
    return made


def _counts(path: Path, truth: Truth, known: Mapping[str, Edition]) -> dict[str, int]:
    """``right``, ``wrong``; of the others those that a note or ``unread`` names (``doubtful``), and those it does not
    (``lost``)."""
    try:
        imported = import_report(path, known)
    except ImportedDocumentError as error:
        print(error, file=sys.stderr)
        return {"right": 0, "wrong": 0, "doubtful": len(truth), "lost": 0}
    found = shown(imported.report, known[imported.report.edition]).figures
    wrong = [cell for cell, figure in found.items() if truth.get(cell) != figure]
    missing = [cell for cell in truth if cell not in found]
    is_said = bool(imported.notes or imported.report.unread)
    return {
        "right": len(found) - len(wrong),
        "wrong": len(wrong),
        "doubtful": len(missing) if is_said else 0,
        "lost": 0 if is_said else len(missing),
    }
