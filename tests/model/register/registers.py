"""Registers made by the tests: random applications, counted directly, and written in the layouts that offices have."""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import docx
import openpyxl
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import strategies as st

from model.form.edition import Edition, load_editions
from model.form.tables import Cell
from model.register.mapping import Decisions
from model.register.register import Counted, RegisterFile, count_register, read_register_file
from model.register.words import RegisterWords, load_register_words
from tests.conftest import EDITIONS_FOLDER
from tests.model.register.xls_writer import write_xls

RESOURCES = EDITIONS_FOLDER.parent
EDITIONS = load_editions(EDITIONS_FOLDER)
WORDS: RegisterWords = load_register_words(RESOURCES / "register.toml", EDITIONS)
EDITION: Edition = EDITIONS["2021"]
YEAR = 2024

KINDS = {
    "person": ("自然人", "公民", "个人"),
    "business": ("商业企业", "企业", "公司"),
    "research": ("科研机构", "高校"),
    "welfare": ("社会公益组织", "公益组织"),
    "legal_service": ("法律服务机构", "律所"),
    "other": ("其他", "其他组织"),
}
RESULTS = {
    "results.granted": ("予以公开", "公开", "主动公开"),
    "results.granted_in_part": ("部分公开", "区分处理"),
    "results.denied.state_secret": ("不予公开（属于国家秘密）",),
    "results.denied.third_party_rights": ("不予公开：涉及商业秘密", "不予公开（第三方合法权益）"),
    "results.denied.internal_affairs": ("不予公开，内部事务信息",),
    "results.denied.deliberative": ("过程性信息",),
    "results.denied.enforcement_file": ("属于行政执法案卷",),
    "results.denied.inquiry_matter": ("行政查询事项",),
    "results.unavailable.not_held": ("信息不存在", "本机关不掌握", "无法提供（非本机关负责公开）", "第36条第4项"),
    "results.unavailable.needs_creating": ("没有现成信息，需要另行制作",),
    "results.unavailable.still_unclear": ("补正后申请内容仍不明确",),
    "results.not_processed.petition": ("信访类申请", "不予处理（信访投诉举报）"),
    "results.not_processed.repeated": ("重复申请",),
    "results.otherwise.not_corrected": ("逾期不补正", "申请人无正当理由逾期不补正"),
    "results.otherwise.other": ("申请人撤回",),
}
OUTCOMES = {"upheld": ("维持", "驳回"), "corrected": ("撤销", "确认违法"), "other": ("终止",), "pending": ("审理中",)}


@dataclass(frozen=True)
class Made:
    """An application as it was: what the register must be counted to."""

    number: str
    received: date
    column: str
    kind: str
    answered: date | None
    row: str
    result: str
    outcome: str = ""
    outcome_text: str = ""


def random_applications(seed: int, count: int = 40) -> list[Made]:
    chance = random.Random(seed)
    made = []
    for number in range(count):
        received = date(YEAR - 1, 10, 1) + timedelta(chance.randrange(480))
        column = chance.choice(list(KINDS))
        answered = received + timedelta(chance.randrange(60)) if chance.random() < 0.85 else None
        row = chance.choice(list(RESULTS)) if answered else ""
        outcome = chance.choice(list(OUTCOMES)) if answered and chance.random() < 0.2 else ""
        made.append(
            Made(
                f"依申〔{received.year}〕{number + 1}号",
                received,
                column,
                chance.choice(KINDS[column]),
                answered,
                row,
                chance.choice(RESULTS[row]) if row else "",
                outcome,
                chance.choice(OUTCOMES[outcome]) if outcome else "",
            )
        )
    return sorted(made, key=lambda each: each.received)


@st.composite
def any_applications(draw: st.DrawFn) -> list[Made]:
    """Some applications in the order of their receipt: any kinds, results and outcomes, open or answered, with many
    dates at the turns of the years."""
    turns = [date(year, month, day) for year in (YEAR - 1, YEAR) for month, day in ((1, 1), (12, 31))]
    last = date(YEAR + 1, 12, 31)
    days = st.sampled_from(turns) | st.dates(date(YEAR - 2, 1, 1), last)
    made = []
    for number, received in enumerate(sorted(draw(st.lists(days, max_size=12))), 1):
        column = draw(st.sampled_from(list(KINDS)))
        later = st.sampled_from([*(day for day in turns if day >= received), received]) | st.dates(received, last)
        answered = draw(st.none() | later)
        row = draw(st.sampled_from(list(RESULTS))) if answered else ""
        outcome = draw(st.sampled_from(["", *OUTCOMES])) if answered else ""
        made.append(
            Made(
                f"依申〔{received.year}〕{number}号",
                received,
                column,
                draw(st.sampled_from(KINDS[column])),
                answered,
                row,
                draw(st.sampled_from(RESULTS[row])) if row else "",
                outcome,
                draw(st.sampled_from(OUTCOMES[outcome])) if outcome else "",
            )
        )
    return made


def directly_counted(made: Sequence[Made], year: int = YEAR, *, disputes: bool = True) -> dict[Cell, int]:
    """The count by definition, written without the program's own code."""
    found: dict[Cell, int] = {}

    def add(table: str, row: str, column: str) -> None:
        cell = Cell(table, row, column)
        found[cell] = found.get(cell, 0) + 1

    first, last = date(year, 1, 1), date(year, 12, 31)
    for each in made:
        if each.received > last or (each.answered and each.answered < first):
            continue
        add("requests", "received" if each.received >= first else "carried_in", each.column)
        add("requests", each.row if each.answered and each.answered <= last else "carried_out", each.column)
        if each.outcome and disputes:
            add("disputes", "reconsideration", each.outcome)
    return found


Table = Sequence[Sequence[object]]
LABELS = ["序号", "登记编号", "收到日期", "申请人", "申请人类型", "申请内容", "答复日期", "答复结果", "行政复议"]
HEAD: list[object] = [*LABELS]


def plain_rows(made: Sequence[Made], day: Callable[[date], object] = lambda each: each) -> list[list[object]]:
    return [
        [
            number,
            each.number,
            day(each.received),
            "张三",
            each.kind,
            "某项目的批文",
            day(each.answered) if each.answered else "",
            each.result,
            each.outcome_text or "无",
        ]
        for number, each in enumerate(made, 1)
    ]


def read(path: Path) -> RegisterFile:
    return read_register_file(path, WORDS)


def counted(path: Path, year: int = YEAR, decisions: Decisions | None = None) -> Counted:
    return count_register(read(path), WORDS, decisions or Decisions(), EDITIONS, year)


def nonzero(found: Counted) -> dict[Cell, int]:
    return {cell: figure for cell, figure in found.count.figures.items() if figure}


def in_excel(path: Path, sheets: Mapping[str, Table], merged: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


# ---------------------------------------------------------------- the layouts


def simple_xlsx(folder: Path, made: Sequence[Made]) -> Path:
    return in_excel(folder / "台账.xlsx", {"Sheet1": [HEAD, *plain_rows(made)]})


def titled_xlsx(folder: Path, made: Sequence[Made]) -> Path:
    """A title across, who filled it in, sums and remarks at the foot."""
    title: Table = [["某某局2024年依申请公开台账"], ["填报单位：某某局"], list(HEAD)]
    foot: Table = [["合计", *[""] * 6, f"{len(made)}件"], ["填表人：李四"], ["注：按收到日期登记"]]
    return in_excel(folder / "台账.xlsx", {"台账": [*title, *plain_rows(made), *foot]}, ["A1:I1", "A2:I2"])


def months_xlsx(folder: Path, made: Sequence[Made]) -> Path:
    """A sheet a month of receipt, dates without their year where the sheet names it, sums on each."""
    sheets: dict[str, list[list[object]]] = {} if made else {"1月": [["1月依申请公开台账"], list(HEAD)]}
    for each in made:
        name = f"{each.received.year}年{each.received.month}月"
        if name not in sheets:
            sheets[name] = [[f"{name}依申请公开台账"], list(HEAD)]
        row = plain_rows([each])[0]
        row[2] = f"{each.received.month}月{each.received.day}日"
        sheets[name].append(row)
    for rows in sheets.values():
        rows.append(["本月合计", "", "", "", "", "", "", f"{len(rows) - 2}", ""])
    return in_excel(folder / "台账.xlsx", sheets)


def grouped_xlsx(folder: Path, made: Sequence[Made]) -> Path:
    """A head of two rows with merged cells, columns in another order, results and grounds apart."""
    upper = ["编号", "申请人情况", "", "办理情况", "", "", "收到申请日期", "申请内容", "复议结果"]
    lower = ["", "姓名或名称", "类别", "答复日期", "答复结果", "理由", "", "", ""]
    rows: list[list[object]] = [[*upper], [*lower]]
    for each in made:
        group, _, ground = each.result.partition("（")
        rows.append(
            [
                each.number,
                "张三",
                each.kind,
                each.answered.strftime("%Y/%m/%d") if each.answered else "",
                group,
                ground.rstrip("）"),
                each.received.strftime("%Y.%m.%d"),
                "某文件",
                each.outcome_text,
            ]
        )
    merged = ["A1:A2", "B1:C1", "D1:F1", "G1:G2", "H1:H2", "I1:I2"]
    return in_excel(folder / "台账.xlsx", {"登记": rows}, merged)


def serial_xlsx(folder: Path, made: Sequence[Made]) -> Path:
    """Days as numbers without a format, open ones called so, blank rows between, a head repeated on each page."""
    rows: list[list[object]] = [list(HEAD)]
    for number, row in enumerate(plain_rows(made, lambda each: (each - date(1899, 12, 30)).days)):
        if number and number % 10 == 0:
            rows += [[""] * len(HEAD), list(HEAD)]
        row[7] = row[7] or "在办"
        rows.append(row)
    return in_excel(folder / "台账.xlsx", {"Sheet1": rows, "说明": [["本表由办公室填写"]]})


def filtered_xlsx(folder: Path, made: Sequence[Made]) -> Path:
    """Written by another program; rows that a filter hides count."""
    path = folder / "台账.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("台账")
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    sheet.write_row(0, 0, HEAD)
    for number, row in enumerate(plain_rows(made), 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write(number, column, value)
        if number % 3 == 0:
            sheet.set_row(number, None, None, {"hidden": True})
    book.close()
    return path


def comma_csv(folder: Path, made: Sequence[Made]) -> Path:
    """GB18030, as Excel saves it in China; line breaks and commas within cells, blank rows."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["依申请公开登记台账（2024年）"])
    writer.writerow([])
    writer.writerow(HEAD)
    for row in plain_rows(made, lambda each: f"{each.year}/{each.month}/{each.day}"):
        row[5] = "一、批文\n二、附件,图纸"
        writer.writerow(row)
    path = folder / "台账.csv"
    path.write_bytes(text.getvalue().encode("gb18030"))
    return path


def word_table(folder: Path, made: Sequence[Made]) -> Path:
    """A table in a letter, continued in a second one without a head."""
    document = docx.Document()
    document.add_paragraph("某某局2024年政府信息公开申请办理台账")
    rows = plain_rows(made, lambda each: f"{each.year}年{each.month}月{each.day}日")
    for head, part in (([HEAD], rows[: len(rows) // 2]), ([], rows[len(rows) // 2 :])):
        lines = [*head, *part]
        table = document.add_table(len(lines), len(HEAD))
        cells = table._cells
        for number, value in enumerate(value for line in lines for value in line):
            cells[number].text = str(value)
        document.add_paragraph("")
    path = folder / "台账.docx"
    document.save(str(path))
    return path


def open_document(folder: Path, made: Sequence[Made]) -> Path:
    """As LibreOffice writes it: dates with their value, blank cells repeated."""

    def cell(value: object) -> str:
        if isinstance(value, date):
            shown = f"{value.month}月{value.day}日"
            about = f'office:value-type="date" office:date-value="{value}"'
            return f"<table:table-cell {about}><text:p>{shown}</text:p></table:table-cell>"
        if value == "":
            return '<table:table-cell table:number-columns-repeated="1"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in [HEAD, *plain_rows(made)]
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="台账">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "台账.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return path


def old_workbook(folder: Path, made: Sequence[Made]) -> Path:
    """Saved as .et by WPS: a title across, days as days."""
    foot = ["合计", *[""] * 6, f"{len(made)}件"]
    rows: list[Sequence[object]] = [["依申请公开台账"], HEAD, *plain_rows(made), foot]
    path = folder / "台账.et"
    write_xls(path, {"台账": rows}, [(0, 0, 0, len(HEAD) - 1)])
    return path


def web_page(folder: Path, made: Sequence[Made]) -> Path:
    """A table of a web page called .xls, as programs that offices work with export it; a row that is not shown."""
    rows = plain_rows(made, lambda each: f"{each.year}-{each.month:02}-{each.day:02} 00:00:00")
    lines = [f"<tr>{''.join(f'<th>{label}</th>' for label in HEAD)}</tr>"]
    for number, row in enumerate(rows):
        hidden = ' style="display:none"' if number == 1 else ""
        lines.append(f"<tr{hidden}>{''.join(f'<td>{value}</td>' for value in row)}</tr>")
    title = f'<tr><td colspan="{len(HEAD)}">依申请公开台账</td></tr>'
    path = folder / "台账.xls"
    path.write_text(f'<html><meta charset="utf-8"><table>{title}{"".join(lines)}</table></html>', encoding="utf-8")
    return path


LAYOUTS = (
    simple_xlsx,
    titled_xlsx,
    months_xlsx,
    grouped_xlsx,
    serial_xlsx,
    filtered_xlsx,
    comma_csv,
    word_table,
    open_document,
    old_workbook,
    web_page,
)
