"""``roll``: make this year's draft from the prior year's report."""

from pathlib import Path

from export.commands.environment import Environment
from export.commands.exit_status import EXIT_OK
from export.commands.printing import print_notes, print_text
from model.errors import UserFacingError


def roll_file(environment: Environment, source: Path, target: Path, year: int) -> int:
    """Write the draft for ``year`` made of the prior year's report in ``source`` to ``target``."""
    from model.drafting.rollover import roll_over
    from model.form.edition import edition_for
    from model.importing import import_report
    from model.report.prior_year import roll_over_doubt, roll_over_problem

    editions = environment.editions
    imported = import_report(source, editions)
    prior = imported.report
    if not 2008 <= year <= 2099:
        raise UserFacingError(f"--year 应为四位年份，如 2025，而写的是 {year}")
    if problem := roll_over_problem(prior.year, year):
        raise UserFacingError(f"{source}：{problem}，而写的是 {year}")
    draft = roll_over(prior, edition_for(year, editions), year, editions[prior.edition])
    draft = environment.settings.organ.complete(draft)
    environment.export(draft, target, prior)
    if doubt := roll_over_doubt(prior.year, year):
        print_text(f"注意：{doubt}", as_error=True)
    print_notes(imported.notes)
    print_text(f"已生成 {year} 年度草稿：{target}（待核实的年份和数字 {len(draft.to_check)} 处）", as_error=True)
    return EXIT_OK
