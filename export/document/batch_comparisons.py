"""Tables of what a comparison of batches found: near copies and all-zero reports, hand-ins, published reports, sums."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from export.document.batch_tables import PlainSheet
from export.document.document import one_line
from model.batch.copies import Likeness
from model.batch.file_rows import FileRow
from model.batch.hand_ins import HandInChanges, PublishedDifferences
from model.batch.summary import Summary
from model.batch.unit_names import bare
from model.form.edition import Edition
from model.form.figures import show_figure
from model.report.comparison import CellDifference, Difference
from model.report.derived_totals import shown
from model.report.report import Report

Line = tuple[str | int, ...]
_LONGEST = 200
"""Characters of a paragraph that a table quotes."""


def copies_sheet(found: Sequence[Likeness], rows: Mapping[int, FileRow]) -> PlainSheet:
    """Near copies, the most alike first, then several files of one unit, then reports without a figure other than
    zero."""
    lines: list[tuple[str | int, ...]] = []
    for each in sorted(found, key=lambda each: _are_of_one_unit(each, rows)):
        one, other = rows[each.one], rows[each.other]
        kind = "同一单位" if _are_of_one_unit(each, rows) else "雷同"
        against = "本单位上年的文字" if each.one == each.other else other.organ or other.name
        lines.append((kind, one.organ or one.name, against, f"{each.share * 100:.0f} %", one.name, other.name))
    lines += [("全是 0", row.organ or row.name, "", "", row.name, "") for row in rows.values() if row.all_zero]
    heads = ("类别", "单位", "与哪个单位", "相同的部分", "文件", "对方文件")
    return PlainSheet("雷同与零报告", heads, (80, 220, 220, 90, 240, 240), tuple(lines))


def _are_of_one_unit(found: Likeness, rows: Mapping[int, FileRow]) -> bool:
    """Whether it handed in both files: they are no copies of each other."""
    one, other = rows[found.one], rows[found.other]
    return found.one != found.other and bool(one.organ) and bare(one.organ) == bare(other.organ)


def published_sheet(found: Iterable[PublishedDifferences]) -> PlainSheet:
    """One line a difference, then a line for each unit that could not be compared, then for each without any."""
    differing: list[Line] = []
    not_compared: list[Line] = []
    same: list[Line] = []
    for each in found:
        if each.problem:
            not_compared.append((each.unit, each.problem, "", ""))
        elif not each.differences:
            same.append((each.unit, "一致", "", ""))
        differing += [(each.unit, *_difference(difference)) for difference in each.differences]
    units = len({unit for unit, *_ in differing})
    title = f"不同的 {units} 个单位（{len(differing)} 处），没有比成的 {len(not_compared)} 个，一致的 {len(same)} 个"
    heads = ("单位", "位置", "报送的", "公开的")
    return PlainSheet("报送与公开", heads, (200, 300, 320, 320), (*differing, *not_compared, *same), title)


def hand_ins_sheet(found: Mapping[str, HandInChanges]) -> PlainSheet:
    """What became of each finding of the earlier hand-in, and what changed besides; then the units that are as they
    were."""
    lines: list[Line] = []
    same: list[Line] = []
    for unit, changes in found.items():
        for kind, findings in (("已改好", changes.settled), ("没有改", changes.remaining), ("新出现", changes.new)):
            lines += [(unit, kind, one_line(each.description), "", "") for each in findings]
        lines += [(unit, "另有改动", *_difference(each)) for each in changes.changed_besides]
        if not (changes.settled or changes.remaining or changes.new or changes.changed_besides):
            same.append((unit, "没有变化", "", "", ""))
    kinds = Counter(str(line[1]) for line in lines)
    counts = [f"{kind} {kinds[kind]} 处" for kind in ("已改好", "没有改", "新出现", "另有改动")]
    title = f"{'，'.join(counts)}；没有变化的 {len(same)} 个单位"
    heads = ("单位", "情况", "问题或位置", "原来", "现在")
    return PlainSheet("两次报送", heads, (200, 80, 420, 240, 240), (*lines, *same), title)


def _difference(each: Difference) -> tuple[str, str, str]:
    if isinstance(each, CellDifference):
        return each.name, each.ours or "空白", each.theirs or "空白"
    return each.name, _quoted(each.ours), _quoted(each.theirs)


def _quoted(paragraphs: Sequence[str]) -> str:
    text = one_line(" ".join(paragraphs))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def sums_sheet(summary: Summary, other: Report, other_edition: Edition, name: str) -> PlainSheet:
    """Every cell of the summary beside that of another summary, with the difference."""
    edition, mine = summary.edition, summary.figures
    theirs = shown(other, other_edition).figures
    lines: list[tuple[str | int, ...]] = []
    for cell in edition.cells:
        one, two = mine.get(cell), theirs.get(cell)
        apart = "" if one is None or two is None else show_figure(one - two)
        place = f"{edition.table(cell.table).name} {edition.name_of(cell)}"
        lines.append((place, show_figure(one) or "空着", show_figure(two) or "空着", apart))
    heads = ("格", "这次汇总", name, "相差")
    return PlainSheet("汇总比较", heads, (340, 120, 200, 120), tuple(lines))
