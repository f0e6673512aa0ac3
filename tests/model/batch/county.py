"""A county of sixty units, made of nothing: reports whose every figure, fault and expected line is known."""

import random
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from model.form.edition import Edition
from model.form.figures import Figure
from model.form.tables import Cell
from model.report.report import Fact, Report
from tests.export.exporting import write_report

ROOT = Path(__file__).parent.parent.parent.parent
RESOURCES, SAMPLES = ROOT / "resources", ROOT / "tests" / "samples"
COUNTY = "恩平市人民政府"
PLACE = "恩平市"
YEAR = 2024
DEPARTMENTS = (
    *("发展和改革局", "教育局", "科工商务局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局"),
    *("自然资源局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "文化广电旅游体育局", "卫生健康局"),
    *("退役军人事务局", "应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局", "城市管理和综合执法局"),
    *("政务服务和数据管理局", "信访局", "林业局", "档案局", "机关事务管理局", "供销合作联社", "地方志办公室", "气象局"),
    *("烟草专卖局", "消防救援大队", "邮政管理局", "投资促进中心", "公路事务中心", "工业园区管理委员会", "残疾人联合会"),
)
TOWNS = (
    *("大槐镇", "横陂镇", "圣堂镇", "良西镇", "沙湖镇", "牛江镇", "君堂镇", "大田镇", "那吉镇", "东成镇", "朗底镇"),
    *("石角镇", "河排镇", "平石镇", "沙栏镇", "清湾镇", "江洲镇"),
)
STREETS = ("恩城街道", "平石街道", "东安街道", "西门街道", "南昌街道")
OFFICE = f"{COUNTY}办公室"
UNITS = (
    OFFICE,
    *(f"{PLACE}{each}" for each in DEPARTMENTS),
    *(f"{PLACE}{each}人民政府" for each in TOWNS),
    *(f"{PLACE}{each}办事处" for each in STREETS),
)
COLUMNS = ("person", "business", "research", "welfare", "legal_service", "other")


@dataclass(frozen=True)
class HandedIn:
    """One file of the county, and what must be said about it."""

    file: str
    unit: str
    """As the list names it; empty where it is not on the list or cannot be read."""
    report: Report | None
    """What the file holds; ``None`` where nothing can be read from it."""
    verdict: str
    counted: bool
    rules: frozenset[str] = frozenset()
    """Rules whose findings must be among those of the file."""


@dataclass(frozen=True)
class County:
    """The files of a county in a folder, and its list of units."""

    folder: Path
    list_file: Path
    files: Mapping[str, HandedIn]
    missing: frozenset[str]
    doubles: frozenset[str]

    @property
    def expected_sums(self) -> dict[str, Figure]:
        """The sum of the files that count, cell by cell, added up here and not by the program; cells that one of them
        left blank are absent."""
        return sums_of([each.report for each in self.files.values() if each.counted and each.report is not None])


def sums_of(reports: list[Report]) -> dict[str, Figure]:
    """Plain addition of inputs and of their totals."""
    everything = [_all_cells(report) for report in reports]
    return {
        cell: sum(each[cell] for each in everything)
        for cell in everything[0]
        if all(cell in each for each in everything)
    }


def _all_cells(report: Report) -> dict[str, Figure]:
    """The cells of a report by address, totals added by hand."""
    found: dict[str, Figure] = {str(cell): figure for cell, figure in report.figures.items()}
    rows = {cell.row for cell in report.figures if cell.table == "requests"}
    for row in rows:
        addends = [f"requests.{row}.{column}" for column in COLUMNS]
        if all(each in found for each in addends):
            found.setdefault(f"requests.{row}.total", sum(found[each] for each in addends))
    for column in (*COLUMNS, "total"):
        results = [f"requests.{row}.{column}" for row in rows if row.startswith("results.") and row != "results.total"]
        if results and all(each in found for each in results):
            found.setdefault(f"requests.results.total.{column}", sum(found[each] for each in results))
    for row in ("reconsideration", "suit_direct", "suit_after_reconsideration"):
        addends = [f"disputes.{row}.{column}" for column in ("upheld", "corrected", "other", "pending")]
        if all(each in found for each in addends):
            found.setdefault(f"disputes.{row}.total", sum(found[each] for each in addends))
    return found


def correct_report(unit: str, edition: Edition, year: int = YEAR, *, zero: bool = False) -> Report:
    """A report without any fault: every cell filled, every equation true, words that say no number."""
    chance = random.Random(zlib.crc32(f"{unit}{year}".encode()))
    figures: dict[Cell, Figure] = {}
    for cell in edition.cells:
        if cell in edition.totals:
            continue
        if cell in edition.amounts:
            figures[cell] = Decimal(0 if zero else chance.randrange(0, 100_000)) / 10_000
        elif cell.table == "requests" and cell.row.startswith("results."):
            figures[cell] = 0 if zero or chance.random() < 0.8 else chance.randrange(1, 9)
        else:
            figures[cell] = 0
    for column in COLUMNS:
        results = sum(
            figure for cell, figure in figures.items() if cell.row.startswith("results.") and cell.column == column
        )
        figures[Cell("requests", "carried_out", column)] = out = 0 if zero else chance.randrange(0, 2)
        carried = min(int(results) + out, chance.randrange(0, 3))
        figures[Cell("requests", "carried_in", column)] = carried
        figures[Cell("requests", "received", column)] = int(results) + out - carried
    if not zero:
        for row in ("licences", "penalties", "coercive_measures"):
            figures[Cell("disclosure", row, "decisions")] = chance.randrange(0, 500)
        issued = chance.randrange(0, 6)
        figures[Cell("disclosure", "normative_documents", "issued")] = issued
        figures[Cell("disclosure", "normative_documents", "in_force")] = issued + chance.randrange(0, 9)
        figures[Cell("disputes", "reconsideration", "upheld")] = chance.randrange(0, 2)
    texts = {
        "preface": f"根据《中华人民共和国政府信息公开条例》，现公布{unit}{year}年度政府信息公开工作年度报告。",
        "1": _words(unit, chance),
        "5": f"{unit}政府信息公开工作还存在不足：{_sentence(chance)}。今后将加强学习，{_sentence(chance)}。",
        "6": "本年度没有收取信息处理费。",
    }
    facts = {Fact.ORGAN: unit, Fact.YEAR: str(year)}
    return Report(edition.id, figures, facts=facts, texts=texts)


_PARTS = (
    *("及时更新栏目", "完善公开指南", "规范答复文书", "加强业务指导", "做好政策解读", "方便群众查阅", "听取社会意见"),
    *("抓好日常巡查", "落实保密审查", "细化责任分工", "回应群众关切", "改进办理流程", "充实查阅场所", "开展专题学习"),
    *("梳理公开目录", "推进基层公开", "提高办理质量", "严格审核程序", "用好宣传阵地", "强化部门协同", "查找薄弱环节"),
)


def _sentence(chance: random.Random) -> str:
    return "，".join(chance.sample(_PARTS, 4))


def _words(unit: str, chance: random.Random) -> str:
    return "\n".join(
        (
            f"（一）主动公开。{unit}围绕本单位职责，{_sentence(chance)}。",
            f"（二）依申请公开。{unit}依法办理政府信息公开申请，{_sentence(chance)}。",
            f"（三）政府信息管理。{_sentence(chance)}。",
            f"（四）政府信息公开平台建设。{_sentence(chance)}。",
            f"（五）监督保障。工作考核、社会评议、责任追究情况：{_sentence(chance)}。",
        )
    )


Changed = Callable[[Report], Report]


def _with(report: Report, **figures: int) -> Report:
    cells = {Cell.parse(address.replace("__", ".")): figure for address, figure in figures.items()}
    return report.with_(figures={**report.figures, **cells})


def unbalanced(report: Report) -> Report:
    """One request of a business too many is carried out."""
    cell = Cell("requests", "carried_out", "business")
    return report.with_(figures={**report.figures, cell: report.figures[cell] + 1})


def with_blanks(report: Report, *cells: str) -> Report:
    return report.with_(figures={cell: figure for cell, figure in report.figures.items() if str(cell) not in cells})


@dataclass
class _Making:
    folder: Path
    editions: Mapping[str, Edition]
    containers: tuple[str, ...]
    files: dict[str, HandedIn] = field(default_factory=dict)

    def write(self, name: str, report: Report, last_year: Report | None = None) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_report(report, self.editions[report.edition], path, RESOURCES, last_year)

    def hand_in(
        self,
        unit: str,
        *,
        report: Report,
        verdict: str = "agrees",
        counted: bool = True,
        stated: str = "",
        rules: tuple[str, ...] = (),
        suffix: str = "",
        on_list: bool = True,
    ) -> None:
        """``stated``: the name that the file states, where it is not the list's."""
        if stated:
            texts = {key: text.replace(unit, stated) for key, text in report.texts.items()}
            report = report.with_(facts={**report.facts, Fact.ORGAN: stated}, texts=texts)
        kind = suffix or self.containers[len(self.files) % len(self.containers)]
        name = f"{len(self.files):02}-{(stated or unit).removeprefix(PLACE)}{kind}"
        self.write(name, report)
        self.files[name] = HandedIn(name, unit if on_list else "", report, verdict, counted, frozenset(rules))

    def refuse(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)
        self.files[name] = HandedIn(name, "", None, "unreadable", counted=False)


def make_county(
    folder: Path, editions: Mapping[str, Edition], containers: tuple[str, ...] = (".json", ".html", ".json", ".json")
) -> County:
    """Sixty units on the list; most files are of the ``containers`` in turn."""
    edition = editions["2021"]
    made = _Making(folder / "上报", editions, containers)
    made.folder.mkdir(parents=True)
    missing = {f"{PLACE}财政局", f"{PLACE}横陂镇人民政府"}
    doubles = {f"{PLACE}民政局", f"{PLACE}司法局"}
    special = {
        f"{PLACE}教育局": _unbalanced_unit,
        f"{PLACE}公安局": _blank_unit,
        f"{PLACE}水利局": _old_form_unit,
        f"{PLACE}审计局": _wrong_year_unit,
        f"{PLACE}民政局": _equal_double,
        f"{PLACE}司法局": _unequal_double,
        f"{PLACE}气象局": _zero_unit,
        f"{PLACE}市场监督管理局": _short_name,
        f"{PLACE}科工商务局": _former_name,
        f"{PLACE}林业局": _same_words,
    }
    for unit in UNITS:
        if unit in missing:
            continue
        report = correct_report(unit, edition)
        special.get(unit, _ordinary)(made, unit, report)
    stranger = correct_report("江门市税务局", edition)
    made.hand_in("江门市税务局", report=stranger, counted=False, on_list=False, suffix=".json")
    made.refuse("扫描件.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    made.refuse("下载不完整.docx", b"PK\x03\x04 nothing more")
    made.refuse("有密码.pdf", (SAMPLES / "locked.pdf").read_bytes())
    (made.folder / "~$年报.docx").write_bytes(b"lock")
    list_file = folder / "名单.txt"
    lines = [f"{each}|{PLACE}经济和信息化局" if each.endswith("科工商务局") else each for each in UNITS]
    list_file.write_text("\n".join(lines), encoding="utf-8")
    return County(made.folder, list_file, made.files, frozenset(missing), frozenset(doubles))


def _ordinary(made: _Making, unit: str, report: Report) -> None:
    made.hand_in(unit, report=report)


def _unbalanced_unit(made: _Making, unit: str, report: Report) -> None:
    rules = ("requests.balance",)
    made.hand_in(unit, report=unbalanced(report), verdict="wrong", counted=False, rules=rules, suffix=".docx")


def _blank_unit(made: _Making, unit: str, report: Report) -> None:
    blank = with_blanks(report, "disclosure.licences.decisions", "disputes.suit_direct.pending")
    made.hand_in(unit, report=blank, verdict="to_verify", rules=("cell.blank",), suffix=".xlsx")


def _old_form_unit(made: _Making, unit: str, report: Report) -> None:
    old = made.editions["2019"]
    figures = {cell: figure for cell, figure in report.figures.items() if cell in old.cell_set}
    moved = report.with_(edition="2019", figures=figures)
    made.hand_in(unit, report=moved, verdict="old_form", counted=False, suffix=".json")


def _wrong_year_unit(made: _Making, unit: str, report: Report) -> None:
    made.hand_in(unit, report=correct_report(unit, made.editions["2021"], YEAR - 1), counted=False)


def _equal_double(made: _Making, unit: str, report: Report) -> None:
    made.hand_in(unit, report=report, suffix=".json")
    made.hand_in(unit, report=report, suffix=".json", counted=False)


def _unequal_double(made: _Making, unit: str, report: Report) -> None:
    made.hand_in(unit, report=report, counted=False)
    cell = Cell("disclosure", "licences", "decisions")
    later = report.with_(figures={**report.figures, cell: report.figures[cell] + 10})
    made.hand_in(unit, report=later, counted=False)


def _zero_unit(made: _Making, unit: str, report: Report) -> None:
    made.hand_in(
        unit,
        report=correct_report(unit, made.editions["2021"], zero=True),
        verdict="to_verify",
        rules=("requests.all_zero",),
    )


def _short_name(made: _Making, unit: str, report: Report) -> None:
    made.hand_in(unit, report=report, stated="恩平市市监局")


def _former_name(made: _Making, unit: str, report: Report) -> None:
    made.hand_in(unit, report=report, stated="恩平市经济和信息化局")


def _same_words(made: _Making, unit: str, report: Report) -> None:
    """Its words are those of another unit, with its own name."""
    other = correct_report(f"{PLACE}统计局", made.editions["2021"])
    texts = {key: text.replace(f"{PLACE}统计局", unit) for key, text in other.texts.items()}
    made.hand_in(unit, report=report.with_(texts=texts))
