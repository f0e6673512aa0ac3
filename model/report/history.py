"""The history of a draft: its entries, the report after each, differences, and edits that restore an earlier state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model.form.edition import PREFACE, Edition
from model.form.figures import Figure, show_figure
from model.form.tables import Cell
from model.narrative.text_diff import shared, widened
from model.report.derived_totals import shown
from model.report.edits import CHANGING, Edit, apply, changed_only
from model.report.report import Fact, Origin, Reason, Remark, Report, SignOffField
from model.report.sign_off import PEOPLE, sign_off_state


@dataclass(frozen=True)
class HistoryEntry:
    """One entry of the history: a step done, undone or redone, or a named moment."""

    number: int
    """Ascending, independent of the clock."""
    at: datetime
    who: str
    """The user's name on that computer; empty if unknown."""
    moved: int
    """+1: the step was done or redone, -1: undone, 0: a named moment."""
    label: str
    change: Edit
    """The edit made to the report, for an undo the inverse of the step; empty for a named moment."""
    back: Edit
    """The inverse of ``change``."""
    again: bool = False
    """The entry is a redo."""

    @property
    def description(self) -> str:
        """The label as shown, with 撤销 or 重做 before it."""
        if self.moved < 0:
            return f"撤销 {self.label}"
        return f"重做 {self.label}" if self.again else self.label


def report_at(now: Report, moments: Sequence[HistoryEntry], place: int) -> Report:
    """The report after ``moments[place]``, -1: before all of them. ``now`` is the report after the last one."""
    report = now
    for moment in reversed(moments[place + 1 :]):
        report, _ = apply(report, moment.back)
    return report


def reports(now: Report, moments: Sequence[HistoryEntry]) -> list[Report]:
    """The report before all moments and after each; one more than ``moments``."""
    found = [now]
    for moment in reversed(moments):
        found.append(apply(found[-1], moment.back)[0])
    return found[::-1]


@dataclass(frozen=True)
class StateDifference:
    """One cell, text, reason or mark that differs between two states; empty text where there is no value."""

    part: str
    """The field of the report: ``figures``, ``texts``, …"""
    key: Any
    """The key in that field: a ``Cell`` or a string; ``None``: the field as a whole."""
    name: str
    """As the user reads it: ``三、… · 自然人``."""
    then: str
    now: str


def differences(then: Report, now: Report, edition: Edition) -> tuple[StateDifference, ...]:
    """All differences: figures and texts in the order of the form, then labels, sign-off, reasons, remarks and
    marks."""
    found: list[StateDifference] = []
    cells = {
        cell
        for part in ("figures", "unread")
        for cell, _ in {*getattr(then, part).items()} ^ {*getattr(now, part).items()}
    }
    known = [cell for cell in edition.cells if cell in cells]
    for cell in (*known, *sorted(cells - edition.cell_set)):
        found.append(StateDifference("figures", cell, _name(cell, edition), _figure(then, cell), _figure(now, cell)))
    for fact in Fact:
        if then.facts.get(fact) != now.facts.get(fact):
            found.append(
                StateDifference("facts", fact, FACT_NAMES[fact], then.facts.get(fact, ""), now.facts.get(fact, ""))
            )
    order = {key: at for at, key in enumerate(edition.text_keys)}
    keys = {key for key, _ in {*then.texts.items()} ^ {*now.texts.items()}}
    for key in sorted(keys, key=lambda key: (order.get(key, len(order)), key)):
        found.append(
            StateDifference("texts", key, _text_name(key, edition), then.texts.get(key, ""), now.texts.get(key, ""))
        )
    for table_id in sorted({key for key, _ in {*then.foreign_labels.items()} ^ {*now.foreign_labels.items()}}):
        was_text, new_text = then.foreign_labels.get(table_id, ""), now.foreign_labels.get(table_id, "")
        found.append(StateDifference("foreign_labels", table_id, "上年表样", was_text, new_text))
    for field in SignOffField:
        was_text, new_text = (_sign_off_text(report, field) for report in (then, now))
        if then.sign_off.get(field) != now.sign_off.get(field):
            found.append(StateDifference("sign_off", field, SIGN_OFF_NAMES[field], was_text, new_text))
    for part in ("reasons", "dismissed"):
        was_given, now_given = getattr(then, part), getattr(now, part)
        for key in sorted({key for key, _ in {*was_given.items()} ^ {*now_given.items()}}):
            was, new = was_given.get(key), now_given.get(key)
            about = (new or was).about
            found.append(
                StateDifference(part, key, f"核实说明：{about}", was.text if was else "", new.text if new else "")
            )
    cells_remarked = {cell for cell, _ in {*then.remarks.items()} ^ {*now.remarks.items()}}
    for cell in sorted(cells_remarked):
        remarks = [_remark(report.remarks.get(cell)) for report in (then, now)]
        found.append(StateDifference("remarks", cell, f"批注：{_name(cell, edition)}", *remarks))
    if (was_marks := then.to_check.keys()) != (new_marks := now.to_check.keys()):
        found.append(
            StateDifference("to_check", None, "文中待核实的数字", f"{len(was_marks)} 处", f"{len(new_marks)} 处")
        )
    was_linked, now_linked = (
        {key for key, link in report.links.items() if not link.automatic} for report in (then, now)
    )
    if was_linked != now_linked:
        found.append(
            StateDifference("links", None, "正文里关联到表格的数字", f"{len(was_linked)} 处", f"{len(now_linked)} 处")
        )
    return tuple(found)


MOST_SHOWN, CONTEXT = 60, 8


def excerpts(then: str, now: str, most: int = MOST_SHOWN, context: int = CONTEXT) -> tuple[str, str]:
    """The differing part of both texts with ``context`` characters around it; texts up to ``most`` unshortened."""
    if len(then) <= most and len(now) <= most:
        return then, now
    start, end = shared(then, now)
    return _excerpt(then, start, end, most, context), _excerpt(now, start, end, most, context)


def _excerpt(text: str, start: int, end: int, most: int, context: int) -> str:
    first, last = widened(text, max(start - context, 0), min(len(text) - end + context, len(text)))
    middle = text[first:last]
    if len(middle) > most:
        middle = f"{middle[: most // 2]}…{middle[-(most // 2) :]}"
    return f"{'…' if first else ''}{middle}{'…' if last < len(text) else ''}"


def _remark(remark: Remark | None) -> str:
    if remark is None:
        return ""
    return f"{'〔待核实〕' if remark.flagged else ''}{remark.text}"


def restoring_edit(now: Report, then: Report, label: str) -> Edit:
    """The edit that restores ``then``; falsy if ``now`` already equals it."""
    return changed_only(now, Edit(label, **_all_values_of(now, then)))


def restoring_chosen_edit(now: Report, then: Report, chosen: Iterable[StateDifference], label: str) -> Edit:
    """The edit that restores only the chosen differences."""
    parts: dict[str, dict[Any, Any]] = {name: {} for name in CHANGING}
    for each in chosen:
        for name in ("figures", "unread", "origins") if each.part == "figures" else (each.part,):
            if each.key is not None:
                parts[name][each.key] = getattr(then, name).get(each.key)
            else:
                parts[name].update(_values_of(now, then, name))
        if each.part == "texts":  # restore what is stored by position together with its text
            for name in ("to_check", "links", "reasons", "dismissed"):
                restored = _values_of(now, then, name)
                parts[name].update(
                    {key: restored[key] for key in restored if _is_held_in(each.key, key, name, now, then)}
                )
    return changed_only(now, Edit(label, **parts, placed=True))


def _is_held_in(section: str, key: str, name: str, *reports: Report) -> bool:
    """Whether the mark, link or reason of that key has a position in the section in one of the reports."""
    held = [found for report in reports if (found := getattr(report, name).get(key)) is not None]
    places = [each.place if isinstance(each, Reason) else each for each in held]
    return any(place is not None and place.section == section for place in places)


def _all_values_of(now: Report, then: Report) -> dict[str, Any]:
    return {name: _values_of(now, then, name) for name in CHANGING}


def _values_of(now: Report, then: Report, name: str) -> dict[Any, Any]:
    old, new = getattr(then, name), getattr(now, name)
    return {**dict.fromkeys(new), **old}


@dataclass(frozen=True)
class CellValue:
    """The value that a cell showed from one entry of the history on."""

    place: int
    """Index of the entry that set it; -1: the initial value."""
    at: datetime | None
    """``None`` for the initial value of a draft whose history does not begin with a named moment."""
    who: str
    figure: Figure | None
    shown: str
    """As the user reads it; empty for a blank cell, unread text in quotes."""
    source: str
    """What set it: ``填写``, ``合计自动计算``, ``导入 2024年报.docx，第2张表第3行第4列``, a repair, 撤销 …"""


def values_of(cell: Cell, now: Report, moments: Sequence[HistoryEntry], edition: Edition) -> tuple[CellValue, ...]:
    """Every value that the cell has shown, oldest first, including those of a derived total."""
    found: list[CellValue] = []
    first_named = moments[0] if moments and not moments[0].moved else None
    for place, report in enumerate(reports(now, moments), start=-1):
        moment = moments[place] if place >= 0 else None
        if moment and found and not _may_change(cell, moment, edition):
            continue
        figure = _shown(report, cell, edition)
        text = show_figure(figure) if figure is not None else _figure(report, cell)
        source = _source(cell, report, figure, moment or first_named, edition)
        if found and (found[-1].shown == text and (found[-1].figure is None) == (figure is None)):
            continue
        source_moment = moment or first_named
        found.append(
            CellValue(
                place,
                source_moment.at if source_moment else None,
                source_moment.who if source_moment else "",
                figure,
                text,
                source,
            )
        )
    return tuple(found)


def _may_change(cell: Cell, moment: HistoryEntry, edition: Edition) -> bool:
    if not moment.moved:
        return False
    if cell in edition.totals:
        return bool(moment.change.figures)
    return cell in moment.change.figures or cell in moment.change.unread


def _shown(report: Report, cell: Cell, edition: Edition) -> Figure | None:
    if cell in report.figures or cell not in edition.totals:
        return report.figures.get(cell)
    return shown(report, edition).figures.get(cell)


def _source(cell: Cell, report: Report, figure: Figure | None, moment: HistoryEntry | None, edition: Edition) -> str:
    if cell in edition.totals and cell not in report.figures and cell not in report.unread:
        how = "合计自动计算" if figure is not None else "未填"
        return f"{how}（{moment.description}）" if moment and moment.moved else how
    origin = report.origins.get(cell)
    if moment is None or not moment.moved:
        return _origin_text(origin) if origin else (moment.label if moment and figure is not None else "最初")
    return f"{moment.description}（{_origin_text(origin)}）" if origin and moment.moved > 0 else moment.description


def _origin_text(origin: Origin) -> str:
    return "，".join(filter(None, (f"取自 {origin.source}", origin.place)))


def _figure(report: Report, cell: Cell) -> str:
    if (figure := report.figures.get(cell)) is not None:
        return show_figure(figure)
    unread = report.unread.get(cell, "")
    return f"“{unread}”（读不出）" if unread.strip() else ""


def _name(cell: Cell, edition: Edition) -> str:
    if cell not in edition.cell_set:
        return str(cell)
    return edition.name_of(cell)


FACT_NAMES = {
    Fact.ORGAN: "机关名称",
    Fact.KIND: "机关类型",
    Fact.LEVEL: "机关层级",
    Fact.YEAR: "年度",
    Fact.TITLE: "标题",
    Fact.SIGNATURE: "落款",
    Fact.DATE: "日期",
}

SIGN_OFF_NAMES = {
    SignOffField.STAGE: "办理进度",
    SignOffField.DATE: "办理日期",
    SignOffField.REASON: "重新打开的原因",
    **PEOPLE,
}


def _sign_off_text(report: Report, field: SignOffField) -> str:
    return sign_off_state(report).stage.label if field is SignOffField.STAGE else report.sign_off.get(field, "")


def _text_name(key: str, edition: Edition) -> str:
    if key == PREFACE:
        return "前言"
    return edition.section(key).title if key in edition.text_keys else key
