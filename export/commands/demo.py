"""``demo``: the whole workflow on a sample, step by step, without a window."""

from pathlib import Path
from typing import TYPE_CHECKING

from export.commands.environment import Environment
from export.commands.printing import MARKS, print_text
from model.errors import UserFacingError

if TYPE_CHECKING:
    from model.form.edition import Edition
    from model.form.figures import Figure
    from model.form.tables import Cell


def demo_figures(resources: Path, edition: "Edition") -> "dict[Cell, Figure | None]":
    """Correct figures except one: 商业企业 has 1 carried out that was never received."""
    from model.drafting.filling import cells_in

    return cells_in(resources / "demo" / "figures.json", edition) or {}


def run_demo(environment: Environment, wanted: str | None) -> Path:
    """Run the whole workflow on the sample that ships with the program; return the path of the last draft written.

    ``wanted`` is the folder to write to; ``None`` creates a new one.
    """
    from model.drafting.rollover import roll_over
    from model.form.edition import edition_for
    from model.importing import import_report
    from model.linking.links import mark_cells_from, with_linked_numbers
    from model.repairs.repairs import advise
    from model.report.edits import Edit, apply, filled_count, filling_with_zero

    editions = environment.editions
    sample = next((environment.resources / "demo").glob("*.txt"))
    imported = import_report(sample, editions)
    last_year = imported.report
    edition = edition_for((last_year.year or 0) + 1, editions)
    print_text(f"一、导入上年年报：{sample.name}")
    print_text(
        f"    {last_year.organ}，{last_year.year} 年度，"
        f"读出 {filled_count(last_year, edition)} / {len(edition.cells)} 格"
    )
    draft = roll_over(last_year, edition, (last_year.year or 0) + 1)
    print_text(f"二、生成 {draft.year} 年度草稿：上年结转取自上年年报，待核实的年份和数字 {len(draft.to_check)} 处")
    figures = demo_figures(environment.resources, edition)
    draft, _ = apply(draft, Edit("演示填写", figures=figures))
    filling = filling_with_zero(draft, edition, edition.cells)
    before, after = (environment.check(each, last_year) for each in (draft, apply(draft, filling)[0]))
    full = with_linked_numbers(filling, before, after, mark_cells_from(environment.check(last_year, None).context))
    draft, _ = apply(draft, full)
    followed = full.label.removeprefix(filling.label)
    shown = f"已填 {filled_count(draft, edition)} / {len(edition.cells)} 格{followed}"
    print_text(f"三、填写 {len(figures)} 格，其余空白补 0，{shown}")
    checked = environment.check(draft, last_year)
    proposals = advise(checked).proposals
    print_text(f"四、核对：{len(checked.findings)} 处")
    for finding in checked.findings:
        print_text(f"    {MARKS[finding.severity.value]} {finding.severity.label} {finding.description}")
        if finding.rule in proposals:
            print_text(f"        → {proposals[finding.rule].says}")
    folder = _demo_folder(wanted)
    written = [folder / f"{draft.organ}{draft.year}年年报.{suffix}" for suffix in ("docx", "xlsx", "json")]
    for path in written:
        environment.export(draft, path, last_year)
    print_text("五、导出并回读核对：" + "、".join(str(path) for path in written))
    _count_sample_register(environment, edition, draft.year or 0)
    return written[-1]


def _count_sample_register(environment: Environment, edition: "Edition", year: int) -> None:
    """The second part: the sample register counted, to be compared with what was typed."""
    from model.register.mapping import Decisions
    from model.register.register import count_register, read_register_file
    from model.register.words import load_register_words

    sample = next((environment.resources / "demo").glob("*.xlsx"))
    words = load_register_words(environment.resources / "register.toml", environment.editions)
    counted = count_register(read_register_file(sample, words), words, Decisions(), environment.editions, year)
    figures = counted.count.figures
    filled = sum(bool(figure) for cell, figure in figures.items() if cell in edition.cell_set)
    print_text(
        f"    由台账统计：{sample.name} 计入 {counted.count.counted} 件，得出 {len(figures)} 格，{filled} 格不是 0"
    )
    print_text(f"    自己试：python main.py count {sample} 表三.json；窗口里：更多 → 由台账统计")


def _demo_folder(wanted: str | None) -> Path:
    """The folder to write to; a new one where none is given."""
    folder = Path(wanted) if wanted else Path("年报演示")
    number = 2
    while not wanted and folder.exists():
        folder = Path(f"年报演示{number}")
        number += 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from model.disk_errors import known_reason, reason

        help_ = "" if known_reason(error) else "。请换一个位置"
        raise UserFacingError(f"建不了文件夹“{folder}”：{reason(error)}{help_}") from error
    return folder
