"""The door: the commands without Qt; with no command, the window."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if __package__:  # installed: model, gui and export lie beside this file, within a package of their own
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from model.errors import UserFacingError

if TYPE_CHECKING:
    from model.checks.engine import CheckResult
    from model.checks.findings import Finding
    from model.form.edition import Edition
    from model.importing import Imported, Note
    from model.report.report import Report

VERSION = "0.1.0"
RESOURCES = Path(__file__).resolve().parent / "resources"
APP_FOLDER = "zfxxgk-nianbao"

EXIT_OK, EXIT_FINDINGS, EXIT_UNREADABLE = 0, 1, 2
DIFFERENT = 1

MARKS = {"error": "✕", "warning": "△", "hint": "·"}
DEMO_FIGURES = {
    "requests.received.person": 8,
    "requests.received.business": 3,
    "requests.results.granted.person": 6,
    "requests.results.granted_in_part.business": 3,
    "requests.carried_out.person": 4,
    "requests.carried_out.business": 1,
    "disclosure.normative_documents.issued": 4,
    "disclosure.normative_documents.repealed": 2,
    "disclosure.normative_documents.in_force": 22,
}
"""Rightly filled but for one: 商业企业 has 1 carried out that never came in."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is part of the contract in ``--help``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parsed = _parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except UserFacingError as error:
        print(error, file=sys.stderr)
        return EXIT_UNREADABLE
    except OSError as error:  # files have sentences of their own: this is standard output
        if not isinstance(error, BrokenPipeError):
            from model.atomic_write import REFUSALS

            print(f"结果写不出去：{REFUSALS.get(error.errno or 0, error.strerror)}", file=sys.stderr)
        # Python would complain once more while it exits
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_UNREADABLE
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return EXIT_UNREADABLE


def _editions() -> "dict[str, Edition]":
    from model.form.edition import load_editions

    return load_editions(RESOURCES / "editions")


# ---------------------------------------------------------------- check


def check_files(parsed: argparse.Namespace) -> int:
    from model.importing import import_report

    editions = _editions()
    worst = EXIT_OK
    last_year: Imported | None = None
    if parsed.last_year:
        try:
            last_year = import_report(Path(parsed.last_year), editions)
        except UserFacingError as error:
            worst = EXIT_UNREADABLE
            print(f"上年年报没有读出，跨年的规则不核对：{error}", file=sys.stderr)
    for name in parsed.files:
        try:
            imported = import_report(Path(name), editions)
        except UserFacingError as error:
            worst = EXIT_UNREADABLE
            print(error, file=sys.stderr)
            if parsed.json:
                _print_json({"file": name, "error": str(error)})
            continue
        if last_year is not None:
            imported = _with_last_year(imported, last_year, parsed.last_year)
        checked = _checked(imported.report, editions, imported.last_year)
        if any(finding.severity == "error" for finding in _still_open(checked)):
            worst = max(worst, EXIT_FINDINGS)
        if parsed.json:
            _print_json(_as_json(name, imported, checked))
        else:
            print("\n".join(_as_text(name, imported, checked)))
    return worst


def _with_last_year(imported: "Imported", last_year: "Imported", name: str) -> "Imported":
    """The file held against the one that the person named, unless that is the report of another year."""
    from dataclasses import replace

    from model.importing import Note

    report, last = imported.report, last_year.report
    notes = [Note(f"上年年报：{note.what}", note.where, None, note.raw) for note in last_year.notes]
    usable = True
    if report.year is not None and last.year is not None and last.year != report.year - 1:
        usable = False
        notes.insert(
            0, Note(f"这是 {last.year} 年度的年报，不是 {report.year - 1} 年度的，跨年的规则没有用它核对", name)
        )
    elif report.organ and last.organ and report.organ != last.organ:
        notes.insert(0, Note(f"上年年报是“{last.organ}”的，本年是“{report.organ}”的，请确认没有选错", name))
    return replace(imported, notes=(*imported.notes, *notes), last_year=last if usable else imported.last_year)


def _checked(report: "Report", editions: "Mapping[str, Edition]", last_year: "Report | None") -> "CheckResult":
    from model.checks.engine import check

    last_edition = editions.get(last_year.edition) if last_year else None
    return check(report, editions[report.edition], last_year, last_edition=last_edition)


def _still_open(checked: "CheckResult") -> tuple[Any, ...]:
    from model.checks.findings import still_open

    return still_open(checked.findings, checked.context.report.reasons)


def _print_json(entry: Mapping[str, Any]) -> None:
    from model.report.json_format import dumped

    print(dumped(entry, indent=None), flush=True)


def _as_json(name: str, imported: "Imported", checked: "CheckResult") -> dict[str, Any]:
    from model.repairs.repairs import with_repairs
    from model.report.json_format import write_report_json

    edition = checked.context.edition
    written = write_report_json(imported.report, edition)
    return {
        "file": name,
        **{key: written[key] for key in ("edition", "organ", "year", "title", "cells", "sections")},
        "unread": [
            {"what": note.what, "where": note.where, **({"raw": note.raw} if note.raw else {})}
            for note in imported.notes
        ],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "cells": [str(cell) for cell in finding.cells],
                "message": finding.message,
                "repair": {"cells": dict(finding.repair)} if finding.repair else None,
                **_passage_json(finding),
            }
            for finding in with_repairs(checked)
        ],
        "not_evaluated": [{"rule": each.rule, "why": each.why} for each in checked.not_evaluated],
    }


def _passage_json(finding: "Finding") -> dict[str, object]:
    """Where a finding about the words stands in them: in characters of that section's text."""
    found = finding.passage
    if found is None:
        return {}
    return {"passage": {"section": finding.section, "start": found.start, "end": found.end, "text": found.text}}


def _note_json(note: "Note") -> dict[str, str]:
    said = {"what": note.what, "where": note.where}
    return {**said, "raw": note.raw} if note.raw else said


def _as_text(name: str, imported: "Imported", checked: "CheckResult") -> Iterable[str]:
    from model.checks.findings import WEIGHTS, blank_cells
    from model.repairs.repairs import advise
    from model.report.edits import filled_count

    report, edition, advice = imported.report, checked.context.edition, advise(checked)
    counts = {weight: str(sum(each.weight == weight for each in checked.findings)) for weight in WEIGHTS}
    counts["未填"] = f"{blank_cells(checked.findings)} 格"
    yield f"{name}"
    yield (
        f"  {report.organ or '（机关不详）'} {report.year or '（年度不详）'} 年度 · {edition.name} · "
        f"已填 {filled_count(report, edition)} / {len(edition.cells)} 格"
    )
    yield f"  {' · '.join(f'{weight} {count}' for weight, count in counts.items())}"
    for finding in sorted(checked.findings, key=lambda each: list(MARKS).index(each.severity.value)):
        yield f"  {MARKS[finding.severity.value]} {finding.description}"
        if finding.rule in advice.proposals:
            yield f"      → {advice.proposals[finding.rule].says}"
    for table_id, repairs in advice.tables.items():
        if repairs.says and repairs.best is None and not repairs.choices:
            yield f"  ？ {edition.table(table_id).name}：{repairs.says}"
    yield from _not_evaluated_text(checked)
    for note in imported.notes:
        yield f"  ？ {_note_text(note)}"


def _not_evaluated_text(checked: "CheckResult") -> Iterable[str]:
    by_reason: dict[str, list[str]] = {}
    for each in checked.not_evaluated:
        by_reason.setdefault(each.why, []).append(each.says)
    for why, sayings in by_reason.items():
        yield f"  － {why}，未核对 {len(sayings)} 条：{'；'.join(sayings)}"


def _note_text(note: "Note") -> str:
    said = f"{note.where}：{note.what}" if note.where else note.what
    raw = " ".join(note.raw.split())
    return f"{said}（原文：{raw}）" if raw and raw not in said else said


# ---------------------------------------------------------------- convert, roll


def convert_file(parsed: argparse.Namespace) -> int:
    from model.importing import import_report

    editions = _editions()
    imported = import_report(Path(parsed.source), editions)
    _export(imported.report, editions, Path(parsed.target), imported.last_year)
    for note in imported.notes:
        print(f"？ {_note_text(note)}", file=sys.stderr)
    return EXIT_OK


def roll_file(parsed: argparse.Namespace) -> int:
    from model.drafting.rollover import roll_over
    from model.form.edition import edition_for
    from model.importing import import_report

    editions = _editions()
    imported = import_report(Path(parsed.source), editions)
    last_year = imported.report
    if not 2008 <= parsed.year <= 2099:
        raise UserFacingError(f"--year 应为四位年份，如 2025，而写的是 {parsed.year}")
    if last_year.year is not None and parsed.year <= last_year.year:
        raise UserFacingError(f"{parsed.source} 是 {last_year.year} 年度的年报，新年度应晚于它，而写的是 {parsed.year}")
    draft = roll_over(last_year, edition_for(parsed.year, editions), parsed.year, editions[last_year.edition])
    _export(draft, editions, Path(parsed.target), last_year)
    if last_year.year is not None and parsed.year != last_year.year + 1:
        print(f"注意：上年年报是 {last_year.year} 年度的，与 {parsed.year} 年度不相连", file=sys.stderr)
    for note in imported.notes:
        print(f"？ {_note_text(note)}", file=sys.stderr)
    print(
        f"已生成 {parsed.year} 年度草稿：{parsed.target}（待核实的年份和数字 {len(draft.to_check)} 处）",
        file=sys.stderr,
    )
    return EXIT_OK


def fill_file(parsed: argparse.Namespace) -> int:
    from model.drafting.filling import assigned, cells_in, figures_of, filled
    from model.importing import import_report

    if not (parsed.set or parsed.source_of_figures or parsed.clear_marks):
        raise UserFacingError("没有写要填什么：用 --set 格=数，或 --from 文件")
    editions = _editions()
    imported = import_report(Path(parsed.source), editions)
    report, last_year = imported.report, imported.last_year
    edition = editions[report.edition]
    figures: dict[Any, Any] = {}
    if parsed.source_of_figures:
        path = Path(parsed.source_of_figures)
        cells = cells_in(path, edition)
        figures = figures_of(import_report(path, editions).report, edition, path.name) if cells is None else cells
    figures |= assigned(edition, parsed.set or ())
    last_edition = editions[last_year.edition] if last_year else None
    done = filled(report, edition, figures, last_year, last_edition, clear_marks=parsed.clear_marks)
    _export(done.report, editions, Path(parsed.target), last_year)
    for note in imported.notes:
        print(f"？ {_note_text(note)}", file=sys.stderr)
    print(f"{done.description}：{parsed.target}", file=sys.stderr)
    return EXIT_OK


def _export(report: "Report", editions: "Mapping[str, Edition]", path: Path, last_year: "Report | None") -> None:
    if path.suffix.lower() == ".pdf":
        _export_pdf(report, editions, path)
        return
    from export import export_report

    export_report(report, editions, path, RESOURCES, last_year)


def _export_pdf(report: "Report", editions: "Mapping[str, Edition]", path: Path) -> None:
    try:
        from gui.output.pdf_printing import export_pdf
    except ImportError as error:
        raise UserFacingError(
            f"“{path.name}”没有导出：写 PDF 要用窗口组件（PySide6），这里没有装。"
            "可以先转成 .docx，再用 Word 或 WPS 另存为 PDF"
        ) from error
    export_pdf(report, editions, path, RESOURCES)


# ---------------------------------------------------------------- compare


def compare_files(parsed: argparse.Namespace) -> int:
    from model.importing import import_report
    from model.importing.readers.docx_revisions import tracked_changes
    from model.report.comparison import CellDifference, compare, unknown

    editions = _editions()
    paths = (Path(parsed.a), Path(parsed.b))
    a, b = (import_report(path, editions).report for path in paths)
    found = compare(a, b, editions[a.edition], editions[b.edition])
    tracked = [(path, change) for path in paths for change in tracked_changes(path)]
    if parsed.json:
        _print_json(_comparison_json(parsed, (a, b), editions, tracked))
        return DIFFERENT if found else EXIT_OK
    print(f"{parsed.a} ↔ {parsed.b}：" + (f"{len(found)} 处不同" if found else "没有不同"))
    for each in found:
        if isinstance(each, CellDifference):
            note = "（随其他格变化的合计）" if each.follows else ""
            print(f"  {each.name}：{each.ours or '空白'} → {each.theirs or '空白'}{note}")
        else:
            print(f"  {each.name}")
            for mark, lines in (("－", each.ours), ("＋", each.theirs)):
                for line in lines:
                    print(f"    {mark} {line}")
    for path, names in zip(paths, unknown(a, b), strict=True):
        if names:
            print(f"  （{path.name} 没有写明{'、'.join(names)}，没有比较）")
    for path, change in tracked:
        print(f"  ※ {path.name}：{change.description}")
    return DIFFERENT if found else EXIT_OK


def _comparison_json(
    parsed: argparse.Namespace,
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
        "a": {"file": parsed.a, "edition": a.edition, "organ": a.organ, "year": a.year},
        "b": {"file": parsed.b, "edition": b.edition, "organ": b.organ, "year": b.year},
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


# ---------------------------------------------------------------- demo


def run_demo(parsed: argparse.Namespace) -> int:
    """The whole job on the sample that ships with the program."""
    from model.drafting.rollover import roll_over
    from model.form.edition import edition_for
    from model.importing import import_report
    from model.linking.links import carried_over, following
    from model.repairs.repairs import advise
    from model.report.edits import Edit, apply, filled_count, filling_with_zero

    editions = _editions()
    sample = next((RESOURCES / "demo").glob("*.txt"))
    imported = import_report(sample, editions)
    last_year = imported.report
    edition = edition_for((last_year.year or 0) + 1, editions)
    print(f"一、导入上年年报：{sample.name}")
    print(
        f"    {last_year.organ}，{last_year.year} 年度，"
        f"读出 {filled_count(last_year, edition)} / {len(edition.cells)} 格"
    )
    draft = roll_over(last_year, edition, (last_year.year or 0) + 1)
    print(f"二、生成 {draft.year} 年度草稿：上年结转取自上年年报，待核实的年份和数字 {len(draft.to_check)} 处")
    figures = {edition.cell(address): figure for address, figure in DEMO_FIGURES.items()}
    draft, _ = apply(draft, Edit("演示填写", figures=figures))
    filling = filling_with_zero(draft, edition, edition.cells)
    before, after = (_checked(each, editions, last_year) for each in (draft, apply(draft, filling)[0]))
    full = following(filling, before, after, carried_over(_checked(last_year, editions, None).context))
    draft, _ = apply(draft, full)
    followed = full.label.removeprefix(filling.label)
    shown = f"已填 {filled_count(draft, edition)} / {len(edition.cells)} 格{followed}"
    print(f"三、填写 {len(figures)} 格，其余空白补 0，{shown}")
    checked = _checked(draft, editions, last_year)
    proposals = advise(checked).proposals
    print(f"四、核对：{len(checked.findings)} 处")
    for finding in checked.findings:
        print(f"    {MARKS[finding.severity.value]} {finding.severity.label} {finding.description}")
        if finding.rule in proposals:
            print(f"        → {proposals[finding.rule].says}")
    folder = _demo_folder(parsed.folder)
    written = [folder / f"{draft.organ}{draft.year}年年报.{suffix}" for suffix in ("docx", "xlsx", "json")]
    for path in written:
        _export(draft, editions, path, last_year)
    print("五、导出并回读核对：" + "、".join(str(path) for path in written))
    from gui.app.display_check import missing_for_window

    if why := missing_for_window():
        print(f"六、{why}；用 python main.py check / convert / roll 可以继续")
        return EXIT_OK
    print("六、打开窗口")
    sys.stdout.flush()
    return _show_window(written[-1])


def _demo_folder(wanted: str | None) -> Path:
    """The folder to write to; without one wanted, a new one beside."""
    folder = Path(wanted) if wanted else Path("年报演示")
    number = 2
    while not wanted and folder.exists():
        folder = Path(f"年报演示{number}")
        number += 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from model.atomic_write import REFUSALS

        why = REFUSALS.get(error.errno or 0, error.strerror)
        raise UserFacingError(f"建不了文件夹“{folder}”：{why}。请换一个位置") from error
    return folder


# ---------------------------------------------------------------- the window


def open_window(parsed: argparse.Namespace) -> int:
    from gui.app.display_check import missing_for_window

    if why := missing_for_window():
        raise UserFacingError(f"{why}。不用窗口也能办理：python main.py check、convert、roll、demo（用法见 --help）")
    return _show_window(Path(parsed.file) if parsed.file else None)


def _show_window(file: Path | None) -> int:
    import platformdirs

    try:
        from gui.app.application import run
    except ImportError as error:  # a system library that Qt needs is not there
        raise UserFacingError(
            f"窗口组件装不上（{error}），请让管理员补装后再试；命令 check、convert、roll 仍可使用"
        ) from error
    data = Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))
    return run(RESOURCES, data, VERSION, file)


# ---------------------------------------------------------------- the command line, in Chinese

_CHINESE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示本说明",
    "show program's version number and exit": "显示版本",
    "the following arguments are required: %s": "缺少：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r 这个命令，可用：%(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r 不是整数",
    "expected one argument": "后面应有一个值",
    "expected at least one argument": "后面应至少有一个值",
    "%(prog)s: error: %(message)s\n": "%(message)s（用法见 %(prog)s --help）\n",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_UNREADABLE, f"{message}（用法见 {self.prog} --help）\n")


def _parser() -> argparse.ArgumentParser:
    # argparse looks its own sentences up through this name; there is no catalogue to install
    argparse._ = lambda sentence: _CHINESE.get(sentence, sentence)  # type: ignore[attr-defined]
    parser = _Parser(
        prog="main.py",
        description="政府信息公开工作年度报告：导入上年年报，填表即时核对，导出 Word 和 Excel。不写命令则打开窗口。",
        epilog="退出状态：0 没有必改；1 有必改；2 有文件读不出、写不成，或用法不对。",
    )
    parser.add_argument("--version", action="version", version=f"政府信息公开年报 {VERSION}")
    parser.set_defaults(run=open_window, file=None)
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command")

    def command(name: str, run: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says)
        added.set_defaults(run=run)
        return added

    opened = command("open", open_window, "打开窗口并导入文件")
    opened.add_argument("file", metavar="文件", help="年报文件")
    check = command("check", check_files, "读取并核对年报，列出不一致之处")
    check.add_argument("files", metavar="文件", nargs="+", help="一个或多个年报文件")
    check.add_argument("--last-year", metavar="文件", help="上年年报，用于核对跨年衔接")
    check.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")
    convert = command("convert", convert_file, "读取年报，按后缀另存为 .docx .xlsx .html .json .pdf")
    convert.add_argument("source", metavar="来源", help="年报文件")
    convert.add_argument("target", metavar="目标", help="要写的文件")
    roll = command("roll", roll_file, "由上年年报生成本年草稿")
    roll.add_argument("source", metavar="上年年报", help="上年的年报文件")
    roll.add_argument("target", metavar="目标", help="草稿文件，一般为 .docx 或 .json")
    roll.add_argument("--year", metavar="年度", type=int, required=True, help="本年度，如 2025")
    fill = command("fill", fill_file, "把数填进年报或草稿：合计和正文里关联的数随之更新，其余不变")
    fill.add_argument("source", metavar="来源", help="年报或草稿文件")
    fill.add_argument("target", metavar="目标", help="要写的文件，一般为 .json 或 .docx")
    fill.add_argument(
        "--set",
        metavar="格=数",
        nargs="+",
        action="extend",
        help="如 requests.received.person=6；等号后面空着就是清空这一格",
    )
    fill.add_argument("--from", dest="source_of_figures", metavar="文件", help="格和数的 .json，或任何一份年报")
    fill.add_argument("--clear-marks", action="store_true", help="正文里待核实的标记全部清除")
    compare = command("compare", compare_files, "比较两份年报，逐格、逐段列出不同（退出状态：0 相同，1 不同）")
    compare.add_argument("a", metavar="甲", help="年报文件，如送签前的草稿")
    compare.add_argument("b", metavar="乙", help="另一份年报文件，如领导改过的 Word")
    compare.add_argument("--json", action="store_true", help="输出一行 JSON")
    demo = command("demo", run_demo, "用自带的样例走一遍：导入、填写、核对、导出")
    demo.add_argument("folder", metavar="文件夹", nargs="?", help="导出到哪里（默认在当前位置新建）")
    return parser


if __name__ == "__main__":
    sys.exit(main())
