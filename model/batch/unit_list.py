"""名单: the units expected to hand in a report, read from a plain .xlsx or .txt, and the files matched with them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from model.batch.unit_names import Likeness, bare, likeness, readings
from model.errors import UserFacingError
from model.importing import read_bytes
from model.importing.content import Grid, SourceParagraph
from model.importing.notes import ImportedDocumentError

MOST_UNITS = 20_000
_NAME_HEADS = ("单位名称", "机关名称", "部门名称", "单位全称", "单位", "机关", "部门", "名称", "名单")
_ALIAS_HEADS = ("别名", "简称", "曾用名", "原名", "旧名", "又名", "其他名称")
_SCOPE_HEADS = ("范围", "管理体制", "体制", "备注", "类别", "说明")
_RECEIVED_HEADS = ("收到日期", "收件日期", "报送日期", "交来日期", "上报日期", "收到时间", "报送时间", "上报时间")
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_NUMBER_HEADS = ("序号", "编号", "行号")
_SEPARATORS = re.compile(r"[|｜;；/／、,，\n\t]+")
_NUMBERED = re.compile(r"^\s*[（(]?\d{1,4}[)）.、．]?\s*(?=\D)")
_CHINESE_NUMBERED = re.compile(r"^\s*(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．])\s*")
_GROUP = re.compile(
    r"^(?:各|[省市县区州旗盟]级?)*(?:直属?|属|政府|党委)?"
    r"(?:工作部门|组成部门|部门|单位|机关|乡镇|镇街|镇|乡|街道|街道办事处|事业单位|国有企业|园区|开发区"
    r"|垂管单位|双管单位|垂直管理单位|双重管理单位|其他单位|其他)+"
    r"(?:[（(][^（）()]*[)）]|共?\d+[个家]|[:：])*$"
)
"""A heading over some units: 县直部门, 镇（街道）, 各乡镇（12个）."""
_NO_UNIT = re.compile(
    r"^(?:(?:合计|共计|总计|小计)(?:\W|\d|$)|(?:联系人|联系电话|电话|填表人|填报人|制表人?|审核人?|负责人|备注|附件|注|说明)\d?"
    r"(?:[:：]|$)|(?:报送|截止)时间)"
    r"|(?:名单|一览表|统计表|登记表|汇总表)(?:[（(][^（）()]*[)）])?$"
)
"""What stands above and below a list: its title, sums, who made it."""
_REMARK = re.compile(r"^(?P<name>\S{2,40}?)[ \t\u3000]+(?P<rest>\S.*)$")
_ORGAN_ENDS = (
    *("局", "委", "会", "办", "厅", "署", "处", "院", "队", "所", "站", "馆", "社", "校", "公司", "集团"),
    *("室", "政府", "中心", "镇", "乡", "街道", "部", "联"),
)
_FORMER_REMARK = re.compile(r"^(?:原名?|曾用名|简称|又名|原称)(?:为|是)?[:：]?\s*(?P<name>[^\s，。；、]{3,40})$")
_FORMER = re.compile(r"[（(](?:原名?|曾用名|简称|又名|原称)[:：]?(.{2,40}?)[)）]")
OF_FILE = "文件："
_ABOUT_FILES = re.compile(
    r"\d+年?度?|政府信息公开|信息公开|工作|年度|年报|报告|定稿|终稿|最终|修改|盖章|版|[-_.·,()（）\[\]【】+ ]"
)
OUT_OF_SCOPE = ("垂管", "双管", "开发区")
"""Kinds of units that a county may leave out, as lists write them."""
_SCOPES = {"垂管": ("垂管", "垂直"), "双管": ("双管", "双重"), "开发区": ("开发区", "园区", "高新区", "管委会")}


class UnitListError(UserFacingError):
    """The file holds no list of units."""


@dataclass(frozen=True)
class Unit:
    """A unit expected to hand in a report."""

    name: str
    aliases: tuple[str, ...] = ()
    """Short names, and names before a reform."""
    scope: str = ""
    """One of :data:`OUT_OF_SCOPE`; empty for an ordinary unit."""
    received: date | None = None
    """The day on which it handed in, as the office has recorded it; ``None`` where it has not."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names, its own first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class UnitList:
    """The units expected, in the order of the list."""

    units: tuple[Unit, ...] = ()
    source: str = ""
    """The name of the file."""
    remembered: Mapping[str, str] = field(default_factory=dict)
    """The name that a file states (:func:`model.batch.unit_names.bare`) -> the unit that the user said it is; an empty
    name: none of the list."""

    def match(self, organ: str) -> "UnitMatch":
        """The unit of that name, as far as it is certain."""
        stated = bare(organ)
        if not stated:
            return UnitMatch(None)
        if stated in self.remembered:
            said = self.remembered[stated]
            return UnitMatch(next((unit for unit in self.units if unit.name == said), None), is_settled=True)
        if exact := self._by_name.get(stated):
            return UnitMatch(exact)
        likely: dict[Likeness, list[Unit]] = {}
        for unit in self.units:
            found = max(likeness(organ, name) for name in unit.names)
            if found is not Likeness.NONE:
                likely.setdefault(found, []).append(unit)
        for units in (likely.get(Likeness.SAME, []), likely.get(Likeness.SHORT, [])):
            if len(units) == 1:
                return UnitMatch(units[0])
            if units:
                return UnitMatch(None, tuple(units))
        return UnitMatch(None, tuple(likely.get(Likeness.PERHAPS, ())))

    def match_file(self, name: str) -> "UnitMatch":
        """The units that the name of a file may mean whose report states no organ: never certain, but if the user said
        so."""
        if (key := key_of_file(name)) in self.remembered:
            said = self.remembered[key]
            return UnitMatch(next((unit for unit in self.units if unit.name == said), None), is_settled=True)
        plain = bare(PurePosixPath(name.rpartition("!")[2]).stem)
        inside = [u for u in self.units if any(r in plain for each in u.names for r in readings(each) if len(r) > 2)]
        if inside:
            return UnitMatch(None, tuple(inside))
        words = _ABOUT_FILES.sub("", plain)
        likely = [u for u in self.units if any(likeness(words, each) >= Likeness.SHORT for each in u.names)]
        return UnitMatch(None, tuple(likely))

    @cached_property
    def _by_name(self) -> Mapping[str, Unit]:
        return {bare(name): unit for unit in reversed(self.units) for name in reversed(unit.names)}


def key_of_file(name: str) -> str:
    """Of :attr:`UnitList.remembered`, for a file of this batch whose report states no organ; not for later ones."""
    return f"{OF_FILE}{name}"


@dataclass(frozen=True)
class UnitMatch:
    """The unit that a file's organ is."""

    unit: Unit | None
    """``None`` where it is unknown or unsure."""
    candidates: tuple[Unit, ...] = ()
    """The units that it may be; the user is asked."""
    is_settled: bool = False
    """The user said so."""


def read_unit_list(path: Path) -> UnitList:
    """The units in a workbook, table or text: a column of names (单位名称 …), perhaps 别名, 范围, 收到日期; or a line
    a unit.

    Raises:
        UserFacingError: the file cannot be read, or has no units, or one name twice.
    """
    from model.importing.reading_processes import READERS

    name = path.name
    data = read_bytes(path)
    if path.suffix.lower() == ".txt":
        units = _of_lines(_decoded(data, name).splitlines())
    else:
        try:
            content = READERS.document(data, name).content
        except ImportedDocumentError as error:
            raise UnitListError(f"名单没有读出：{error}") from error
        grids = [each for each in content if isinstance(each, Grid)]
        lines = [each.text for each in content if isinstance(each, SourceParagraph)]
        units = [unit for grid in grids for unit in _of_grid(grid)] or _of_lines(lines)
    if not units:
        raise UnitListError(
            f"“{name}”里没有找到单位。名单应是一列“单位名称”（可以另有“别名”“范围”“收到日期”），或每行一个单位的文本"
        )
    if len(units) > MOST_UNITS:
        raise UnitListError(f"“{name}”里的单位超过 {MOST_UNITS} 个，不像是名单。请确认选对了文件")
    _refuse_repetition(units, name)
    return UnitList(tuple(units), name)


def _refuse_repetition(units: Sequence[Unit], name: str) -> None:
    seen: dict[str, Unit] = {}
    for unit in units:
        for each in unit.names:
            other = seen.setdefault(bare(each), unit)
            if other is not unit:
                raise UnitListError(f"名单“{name}”里“{each}”写了两次（{other.name}、{unit.name}）。请改好名单再选")


def _decoded(data: bytes, name: str) -> str:
    from model.importing.readers.text import decoded

    try:
        return decoded(data, "")
    except UnicodeDecodeError as error:
        raise UnitListError(f"名单“{name}”的文字编码认不出来。请在记事本里另存为 UTF-8 编码后再选") from error


def _of_lines(lines: Iterable[str]) -> list[Unit]:
    found = []
    for line in lines:
        parts = [part.strip() for part in re.split(r"[|｜\t;；,，]", line)]
        if unit := _unit(parts[0], parts[1:]):
            found.append(unit)
    return found


def _unit(name: str, others: Iterable[str], scope: str = "") -> Unit | None:
    """``others`` are aliases or the scope; ``None`` for a heading, an empty line, or what stands around a list."""
    name = _CHINESE_NUMBERED.sub("", _NUMBERED.sub("", name)).strip()
    if _GROUP.match(_without_space(name)) or _NO_UNIT.search(name):
        return None
    name = _without_remark(name)
    aliases = [former for match in _FORMER.finditer(name) for former in _SEPARATORS.split(match[1])]
    name = _FORMER.sub("", name).strip()
    if not name or name.startswith("#") or bare(name) in map(bare, _NAME_HEADS) or len(bare(name)) < 2:
        return None
    for other in others:
        if kind := _scope_of(other):
            scope = scope or kind
        else:
            aliases += _SEPARATORS.split(other)
    distinct = {bare(each): each.strip() for each in aliases if each.strip() and bare(each) != bare(name)}
    return Unit(name, tuple(distinct.values()), scope)


def _without_space(text: str) -> str:
    """Without white space, which lists put into short names to make them as wide as long ones."""
    return "".join(text.split())


def _without_remark(name: str) -> str:
    """``恩平市民政局 已交`` is 恩平市民政局; a name set wide (``教 育 局``) stays whole."""
    match = _REMARK.match(name)
    if match is None or not match["name"].endswith(_ORGAN_ENDS) or _without_space(match["rest"]).endswith(_ORGAN_ENDS):
        return name
    return match["name"]


def _former_in(remark: str) -> list[str]:
    """The name before a reform that a remark gives, ``原经济和信息化局``; none where it says anything else."""
    match = _FORMER_REMARK.match(remark.strip())
    return [match["name"]] if match is not None and match["name"].endswith(_ORGAN_ENDS) else []


def _scope_of(text: str) -> str:
    """A kind of unit that may be out of scope; only what a list writes in so many words."""
    plain = bare(text)
    for kind, words in _SCOPES.items():
        if len(plain) <= 8 and any(plain.startswith(word) for word in words):
            return kind
    return ""


def _of_grid(grid: Grid) -> Iterator[Unit]:
    rows: dict[int, dict[int, str]] = {}
    for box in grid.boxes:
        rows.setdefault(box.top, {})[box.left] = box.text.strip()
    head = next((row for row in sorted(rows) if _head_columns(rows[row], _NAME_HEADS)), None)
    below = [rows[row] for row in sorted(rows) if head is None or row > head]
    if head is None:
        for cells in below:
            texts = [text for _, text in sorted(cells.items()) if text and not text.isdigit()]
            if texts and (unit := _unit(texts[0], texts[1:])):
                _refuse_two_units(unit)
                yield unit
        return
    # printed lists go on beside themselves: 序号 单位 序号 单位
    names = _head_columns(rows[head], _NAME_HEADS)
    for at, following in zip(names, [*names[1:], None], strict=True):
        first = at if len(names) > 1 else 0
        heads = {
            column: text
            for column, text in rows[head].items()
            if column >= first and (following is None or column < following)
        }
        yield from _of_columns(heads, at, below)


def _of_columns(heads: Mapping[int, str], name_at: int, rows: Iterable[Mapping[int, str]]) -> Iterator[Unit]:
    """``heads``: of the columns that say something about the units in column ``name_at``."""
    alias_at = [at for at, text in heads.items() if bare(text).startswith(_ALIAS_HEADS)]
    scope_at = [at for at, text in heads.items() if bare(text).startswith(_SCOPE_HEADS)]
    received_at = next(iter(_head_columns(heads, _RECEIVED_HEADS)), None)
    for cells in rows:
        scopes = [kind for at in scope_at if (kind := _scope_of(cells.get(at, "")))]
        others = [cells.get(at, "") for at in alias_at]
        others += [former for at in scope_at for former in _former_in(cells.get(at, ""))]
        if unit := _unit(cells.get(name_at, ""), others, next(iter(scopes), "")):
            day = None if received_at is None else _day(cells.get(received_at, ""))
            yield replace(unit, received=day)


def _refuse_two_units(unit: Unit) -> None:
    """In a table without headings a second organ in a line may be another name of the first, or another unit."""
    others = [each for each in unit.aliases if each.endswith(_ORGAN_ENDS) and len(bare(each)) > 3]
    if other := next((each for each in others if likeness(unit.name, each) < Likeness.SHORT), ""):
        raise UnitListError(
            f"名单没有表头，“{unit.name}”和“{other}”在同一行，看不出是两个单位，还是同一单位的别名。"
            "请加一行表头，如：单位名称、别名"
        )


def _day(text: str) -> date | None:
    """The day that a cell begins with; ``None`` where it holds no whole date."""
    if (match := _DAY.match(text)) is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _head_columns(row: Mapping[int, str], heads: Sequence[str]) -> list[int]:
    """The columns under the first of ``heads`` that the row has, from left to right."""
    plain = {at: bare(text) for at, text in row.items()}
    return next((found for head in heads if (found := [at for at, text in sorted(plain.items()) if text == head])), [])
