"""``compare``: two reports cell by cell and paragraph by paragraph."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.commands.environment import Environment
from export.commands.exit_status import EXIT_DIFFERENT, EXIT_OK
from export.commands.printing import print_json, print_text

if TYPE_CHECKING:
    from model.form.edition import Edition
    from model.report.report import Report


def compare_files(environment: Environment, first: str, second: str, *, as_json: bool) -> int:
    """Print where the two reports differ; tracked changes of a Word file are listed with their authors."""
    from model.importing import import_report, tracked_changes
    from model.report.comparison import CellDifference, compare, unknown

    editions = environment.editions
    paths = (Path(first), Path(second))
    a, b = (import_report(path, editions).report for path in paths)
    found = compare(a, b, editions[a.edition], editions[b.edition])
    tracked = [(path, change) for path in paths for change in tracked_changes(path)]
    if as_json:
        print_json(_comparison_json((first, second), (a, b), editions, tracked))
        return EXIT_DIFFERENT if found else EXIT_OK
    print_text(f"{first} ↔ {second}：" + (f"{len(found)} 处不同" if found else "没有不同"))
    for each in found:
        if isinstance(each, CellDifference):
            note = "（随其他格变化的合计）" if each.follows else ""
            print_text(f"  {each.name}：{each.ours or '空白'} → {each.theirs or '空白'}{note}")
        else:
            print_text(f"  {each.name}")
            for mark, lines in (("－", each.ours), ("＋", each.theirs)):
                for line in lines:
                    print_text(f"    {mark} {line}")
    for path, names in zip(paths, unknown(a, b), strict=True):
        if names:
            print_text(f"  （{path.name} 没有写明{'、'.join(names)}，没有比较）")
    for path, change in tracked:
        print_text(f"  ※ {path.name}：{change.description}")
    return EXIT_DIFFERENT if found else EXIT_OK


def _comparison_json(
    names: tuple[str, str],
    reports: "tuple[Report, Report]",
    editions: "Mapping[str, Edition]",
    tracked: "list[tuple[Path, Any]]",
) -> dict[str, Any]:
    from model.report.comparison import CellDifference, compare, unknown
    from model.report.json_format import cells_json

    a, b = reports
    found = compare(a, b, editions[a.edition], editions[b.edition])
    figures = [cells_json(report, editions[report.edition]) for report in reports]
    words = [each for each in found if not isinstance(each, CellDifference)]
    text_keys = {*editions[a.edition].text_keys}
    return {
        "a": {"file": names[0], "edition": a.edition, "organ": a.organ, "year": a.year},
        "b": {"file": names[1], "edition": b.edition, "organ": b.organ, "year": b.year},
        "same": not found,
        "unknown": dict(zip(("a", "b"), map(list, unknown(a, b)), strict=True)),
        "cells": [
            {
                "cell": str(each.cell),
                "name": each.name,
                "a": figures[0].get(str(each.cell)),
                "b": figures[1].get(str(each.cell)),
                "shown": [each.ours, each.theirs],
            }
            for each in found
            if isinstance(each, CellDifference)
        ],
        "paragraphs": [
            {
                "section": each.key,
                "name": each.name,
                "paragraph": each.start + 1,
                "a": list(each.ours),
                "b": list(each.theirs),
            }
            for each in words
            if each.key in text_keys
        ],
        "facts": [
            {"key": each.key, "name": each.name, "a": "\n".join(each.ours), "b": "\n".join(each.theirs)}
            for each in words
            if each.key not in text_keys
        ],
        "tracked": [
            {
                "file": str(path),
                "kind": each.kind,
                "author": each.author,
                "at": each.at,
                "text": each.text,
                "where": each.where,
            }
            for path, each in tracked
        ],
    }
