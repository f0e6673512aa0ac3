"""``count``: count a register of applications into tables 三 and 四, each figure with the rows that it comes from."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.commands.environment import Environment
from export.commands.exit_status import EXIT_FINDINGS, EXIT_OK
from export.commands.printing import print_json, print_text
from model.errors import UserFacingError

if TYPE_CHECKING:
    from model.register.register import Counted
    from model.register.statistics import Statistics
    from model.register.words import RegisterWords

_MOST_PRINTED = 60


def run_count(environment: Environment, parsed: Namespace) -> int:
    """The command with its arguments."""
    if parsed.blank is not None:
        return write_blank(environment, parsed.blank, parsed.year)
    if parsed.source is None:
        raise UserFacingError("没有写要统计哪一份台账")
    source, target = parsed.source, parsed.target
    before = (parsed.last_year, parsed.last_register)
    return count_file(
        environment, source, target, parsed.map, parsed.year, before, as_json=parsed.json, make_map=parsed.make_map
    )


def write_blank(environment: Environment, target: Path, year: int | None) -> int:
    """Writes a register to hand out, for ``year`` or the present one."""
    from datetime import datetime

    from export.writers.xlsx.blank_register import write_blank_register
    from model.form.edition import edition_for
    from model.register.words import load_register_words

    if target.suffix.lower() != ".xlsx":
        raise UserFacingError(f"空白台账是 Excel 文件，请把“{target.name}”的后缀写成 .xlsx")
    wanted = datetime.now().astimezone().year if year is None else year
    if not 2008 <= wanted <= 2099:
        raise UserFacingError(f"--year 应为四位年份，如 2025，而写的是 {wanted}")
    words = load_register_words(environment.resources / "register.toml", environment.editions)
    write_blank_register(words, edition_for(wanted, environment.editions), wanted, target)
    print_text(f"已写出 {wanted} 年空白台账：{target}", as_error=True)
    return EXIT_OK


def count_file(
    environment: Environment,
    source: Path,
    target: Path | None,
    decided: Path | None,
    year: int | None,
    before: tuple[Path | None, Path | None] = (None, None),
    *,
    as_json: bool,
    make_map: Path | None = None,
) -> int:
    """Counts the register ``source`` and writes a report that holds the figures to ``target``; ``None`` writes none.

    ``decided`` is a file of decisions; ``make_map`` is written with all that are still to be made. ``before``: last
    year's report and register.
    """
    from model.form.edition import edition_for
    from model.register.draft_edit import counted_report
    from model.register.mapping import Decisions, read_decisions, write_decisions
    from model.register.open_questions import decisions_to_fill
    from model.register.register import count_register, probable_year, read_register_file
    from model.register.statistics import statistics_of
    from model.register.words import load_register_words
    from model.register.working_days import working_days_of

    if target is None and make_map is None and not as_json:
        raise UserFacingError("没有写要输出到哪里：在台账后面写上要写的文件，如 count 台账.xlsx 表三.json")
    editions = environment.editions
    words = load_register_words(environment.resources / "register.toml", editions)
    file = read_register_file(source, words)
    newest = max(editions.values(), key=lambda each: each.first_year)
    edition = edition_for(year, editions) if year else newest
    decisions = read_decisions(decided, words, edition) if decided else Decisions()
    year = year or probable_year(file, words, decisions)
    if year is None:
        raise UserFacingError(f"“{source.name}”里看不出是哪一年的台账，请用 --year 写明，如 --year 2025")
    if not 2008 <= year <= 2099:
        raise UserFacingError(f"--year 应为四位年份，如 2025，而写的是 {year}")
    counted = count_register(file, words, decisions, editions, year)
    days = working_days_of(environment.resources, environment.folder)
    told = statistics_of(counted.applications.found, year, counted.edition, words, days)
    carried = _carried(environment, counted, words, *before)
    if make_map is not None:
        write_decisions(make_map, *decisions_to_fill(counted, words))
    if target is not None:
        environment.export(counted_report(counted), target, None)
    if as_json:
        compared = {} if before == (None, None) else {"carried_over": list(carried)}
        print_json({**_json(counted, words, str(source)), **_told_json(told), **compared})
    else:
        _print(counted, words)
        _print_told(told, counted.incomplete)
        if carried:
            print_text("上年结转对不上的：")
        for line in carried:
            print_text(f"    {line}")
    if make_map is not None:
        print_text(f"对应表已写出：{make_map}。把写成 ? 的改好，再用 --map 统计", as_error=True)
    if target is not None:
        blank = f"，{len(counted.count.withheld)} 格没有统计出来，留空" if counted.count.withheld else ""
        print_text(f"已统计 {len(counted.count.figures)} 格：{target}{blank}", as_error=True)
    return EXIT_OK if counted.is_whole else EXIT_FINDINGS


def _carried(
    environment: Environment, counted: "Counted", words: "RegisterWords", report: Path | None, register: Path | None
) -> tuple[str, ...]:
    """What does not agree with last year's report and register; empty where neither is given."""
    from model.importing import import_report
    from model.register.carry_over import about_carry_over
    from model.register.draft_edit import last_year_problem
    from model.register.register import count_register, read_register_file

    before = import_report(report, environment.editions).report if report else None
    if before is not None and (problem := last_year_problem(counted, before)):
        raise UserFacingError(problem)
    last = None
    if register is not None:
        file = read_register_file(register, words)
        last = count_register(file, words, counted.decisions, environment.editions, counted.count.year - 1)
    return about_carry_over(counted, before, last)


def _told_json(told: "Statistics") -> dict[str, Any]:
    return {
        "in_time": {"answered": told.answered, "in_time": told.in_time, "extended": told.extended},
        "late": [{"where": str(each.place), "what": each.sentence} for each in told.late],
        "may_be_late": [{"where": str(each.place), "what": each.sentence} for each in told.uncertain],
        "weekends_only": list(told.weekends_only),
        "about_limits": list(told.about_limits),
    }


def _print_told(told: "Statistics", incomplete: str) -> None:
    """Numbers of a register that was not counted whole are not the office's: no sentences then."""
    if not incomplete:
        for sentence in told.sentences:
            print_text(f"    {sentence}")
    for heading, found in (("超过答复期限的：", told.late), ("看不出是不是超过答复期限的：", told.uncertain)):
        if found:
            print_text(heading)
            for each in found[:_MOST_PRINTED]:
                print_text(f"    {each.place}：{each.sentence}")
            if len(found) > _MOST_PRINTED:
                print_text(f"    等 {len(found)} 件")
    for about in told.about_limits:
        print_text(f"？ {about}", as_error=True)


def _json(counted: "Counted", words: "RegisterWords", file: str) -> dict[str, Any]:
    from model.register.draft_edit import counted_report
    from model.register.open_questions import open_questions
    from model.report.derived_totals import shown

    count, edition = counted.count, counted.edition
    figures = shown(counted_report(counted), edition).figures
    tables = {cell.table for cell in (*count.figures, *count.withheld)}
    return {
        "file": file,
        "edition": edition.id,
        "year": count.year,
        "cells": {cell: figures.get(cell) for cell in edition.cells if cell.table in tables},
        "rows": {cell: [str(place) for place in places] for cell, places in count.places.items()},
        "withheld": {cell: [str(place) for place in places] for cell, places in count.withheld.items()},
        "odd": [{"where": str(odd.place), "what": odd.reason, "counted": odd.counted} for odd in count.odd],
        "questions": [
            {"part": each.part, "key": each.key, "proposed": each.proposed or None, "count": each.count}
            for each in open_questions(counted, words)
        ],
        "missing": list(counted.missing),
        "left_out": dict(counted.left_out or {}),
        "counted": count.counted,
        "uncounted": count.uncounted,
        "earlier": count.earlier,
        "later": count.later,
        "rules": list(counted.rules),
        "notes": [*filter(None, [counted.nothing]), *counted.notes],
    }


def _print(counted: "Counted", words: "RegisterWords") -> None:
    from model.register.draft_edit import counted_report, places_text
    from model.register.open_questions import open_questions
    from model.report.derived_totals import shown

    count, edition = counted.count, counted.edition
    report = counted_report(counted)
    figures = shown(report, edition).figures
    print_text(f"{counted.file}：{count.year} 年，计入 {count.counted} 件，没有计入 {count.uncounted} 件")
    for cell in edition.cells:
        if figure := figures.get(cell):
            rows = places_text(count.places.get(cell, ()), 12)
            print_text(f"    {edition.name_of(cell)}：{figure}" + (f"（{rows}）" if rows else ""))
    if count.withheld:
        print_text(f"没有统计出来的 {len(count.withheld)} 格（有申请可能属于它们而不能确定，留空）：")
        listed = [(cell, places) for cell, places in count.withheld.items() if places]
        for cell, places in listed[:_MOST_PRINTED]:
            print_text(f"    {edition.name_of(cell)}：{places_text(places, 8)}")
        if len(listed) > _MOST_PRINTED:
            print_text(f"    等 {len(listed)} 格")
        if not listed:
            print_text("    表三、表四的全部，原因见下")
    for heading, lines in (
        ("缺少的列", counted.missing),
        ("没有认出表头、却有日期的表", [f"{name}（{rows} 行）" for name, rows in (counted.left_out or {}).items()]),
        (
            "要决定的（用 --make-map 写出对应表，改好后用 --map）",
            [each.sentence for each in open_questions(counted, words)],
        ),
        ("没有计入的行", [f"{odd.place}：{odd.reason}" for odd in count.odd if not odd.counted]),
        ("计入了、但要看一看的行", [f"{odd.place}：{odd.reason}" for odd in count.odd if odd.counted]),
        ("没有计入表四的复议、诉讼（申请不属于本年）", [str(place) for place in count.dispute_rows]),
        ("采用的口径", counted.rules),
    ):
        if lines:
            print_text(f"{heading}：")
            for line in list(lines)[:_MOST_PRINTED]:
                print_text(f"    {line}")
            if len(lines) > _MOST_PRINTED:
                print_text(f"    等 {len(lines)} 处")
    for note in (*filter(None, [counted.nothing]), *counted.notes):
        print_text(f"？ {note}", as_error=True)
