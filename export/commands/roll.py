"""``roll``: make this year's draft from the prior year's report."""

import sys
from pathlib import Path

from export.commands.environment import Environment
from export.commands.exit_status import EXIT_OK
from export.commands.printing import print_notes
from model.errors import UserFacingError


def roll_file(environment: Environment, source: Path, target: Path, year: int) -> int:
    from model.drafting.rollover import roll_over
    from model.form.edition import edition_for
    from model.importing import import_report

    editions = environment.editions
    imported = import_report(source, editions)
    prior = imported.report
    if not 2008 <= year <= 2099:
        raise UserFacingError(f"--year 应为四位年份，如 2025，而写的是 {year}")
    if prior.year is not None and year <= prior.year:
        raise UserFacingError(f"{source} 是 {prior.year} 年度的年报，新年度应晚于它，而写的是 {year}")
    draft = roll_over(prior, edition_for(year, editions), year, editions[prior.edition])
    environment.export(draft, target, prior)
    if prior.year is not None and year != prior.year + 1:
        print(f"注意：上年年报是 {prior.year} 年度的，与 {year} 年度不相连", file=sys.stderr)
    print_notes(imported.notes)
    print(f"已生成 {year} 年度草稿：{target}（待核实的年份和数字 {len(draft.to_check)} 处）", file=sys.stderr)
    return EXIT_OK
