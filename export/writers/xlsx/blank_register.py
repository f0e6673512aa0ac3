"""A register of applications to hand out: drop-down lists, checks of dates, and a sheet that counts by formulas."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from model.atomic_write import replacing
from model.form.edition import Edition
from model.form.tables import Cell
from model.register.standard_entries import applicant_entries, counted_cells, outcome_entries, result_entries
from model.register.words import RegisterWords

LABELS = (
    ("登记编号", 16),
    ("收到日期", 12),
    ("申请人", 12),
    ("申请人类型", 14),
    ("申请方式", 10),
    ("申请内容", 28),
    ("补正通知日期", 13),
    ("收到补正日期", 13),
    ("征求意见日期", 13),
    ("收到意见日期", 13),
    ("是否延期", 9),
    ("答复日期", 12),
    ("答复结果", 34),
    ("答复文号", 16),
    ("行政复议结果", 13),
    ("行政诉讼结果", 13),
    ("备注", 16),
)
"""(label, width in characters) of each column."""
ROWS = 2000
"""That have lists and checks."""
FIRST = 2
"""Row of the first application, counted from 0."""
REGISTER, COUNT = "登记", "统计"
_DATES = ("收到日期", "补正通知日期", "收到补正日期", "征求意见日期", "收到意见日期", "答复日期")
_WAYS = ("当面", "邮寄", "网络", "传真", "其他")
_NOTES = (
    "一件申请写一行，登记编号不要重复；一件申请分几次答复的，仍写一行，按最后一次答复填。",
    "收到日期：当面提交的是提交之日，邮寄的是签收之日，网络、传真的是双方确认之日（《政府信息公开条例》第三十一条）。",
    "上年收到、上年没有答复的，也要登记在本年的台账里，收到日期照写上年的日期：它们就是“上年结转”。",
    "申请人类型、答复结果、是否延期和复议、诉讼结果从下拉列表里选；日期写成 2025/3/5 的样子。",
    "答复结果只选一种；部分内容公开、部分内容不公开的，选“部分公开”（年度报告格式：区分处理的，只计这一情形）。",
    "还没有答复的，答复日期和答复结果都空着：年底没有答复的就是“结转下年度”。",
    "答复期限：收到之日起 20 个工作日，经批准可以延长 20 个工作日（《政府信息公开条例》第三十三条）。",
    "征求第三方或者其他机关意见的，写上征求意见和收到意见的日期：这段时间不计算在答复期限内（同一条）。",
    "“统计”一页随登记自动计算，可以照填表三；也可以用年报程序的“由台账统计”，两者的数相同。",
    "申请人姓名和申请内容只供本机关办理使用，年报程序统计时不保存。",
)
Values = Sequence[Mapping[str, object]]


def write_blank_register(
    words: RegisterWords,
    edition: Edition,
    year: int,
    path: Path,
    rows: Values = (),
    figures: Mapping[Cell, int] | None = None,
) -> None:
    """Writes the register of ``year``. ``rows``: entries by label, for a sample; ``figures`` are what they are counted
    to, so that programs that do not calculate show them.

    Raises:
        FileWriteError: it could not be written; ``path`` is as it was.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    packed = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    workbook = xlsxwriter.Workbook(packed, options)
    workbook.set_properties({"created": datetime(year, 1, 1)})  # the same bytes each time
    made = _Register(workbook, words, edition, year)
    made.write_lists()
    made.write_register(rows)
    made.write_count(figures or {})
    made.write_notes()
    workbook.close()
    with replacing(path) as temporary:
        temporary.write_bytes(packed.getvalue())


class _Register:
    def __init__(self, workbook: Any, words: RegisterWords, edition: Edition, year: int) -> None:
        # in the order in which they are shown; lists are written first, as the others refer to them
        self._sheets = {name: workbook.add_worksheet(name) for name in (REGISTER, COUNT, "填写说明", "选项")}
        self._words = words
        self._edition = edition
        self._year = year
        font = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
        self._title = workbook.add_format({**font, "font_size": 15, "bold": True})
        self._head = workbook.add_format(
            {**font, "bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#E8EEF5"}
        )
        self._text = workbook.add_format({**font, "text_wrap": True})
        self._day = workbook.add_format({**font, "num_format": "yyyy/m/d", "align": "left"})
        self._number = workbook.add_format({**font, "border": 1})
        self._applicants = applicant_entries(words, edition)
        self._results = result_entries(words, edition)
        self._lists: dict[str, str] = {}

    def write_lists(self) -> None:
        """What the drop-down lists offer."""
        outcomes = tuple(outcome_entries(self._words, self._edition).values())
        offered = {
            "申请人类型": tuple(self._applicants.values()),
            "申请方式": _WAYS,
            "是否延期": ("是", "否"),
            "答复结果": tuple(self._results.values()),
            "行政复议结果": outcomes,
            "行政诉讼结果": outcomes,
        }
        sheet = self._sheets["选项"]
        for column, (label, entries) in enumerate(offered.items()):
            letter = chr(ord("A") + column)
            sheet.write_string(0, column, f"{label}的写法", self._head)
            for row, entry in enumerate(entries, start=1):
                sheet.write_string(row, column, entry, self._text)
            sheet.set_column(column, column, 36 if label == "答复结果" else 14)
            self._lists[label] = f"=选项!${letter}$2:${letter}${len(entries) + 1}"

    def write_register(self, rows: Values) -> None:
        """The head, lists and checks, and the rows of a sample."""
        sheet = self._sheets[REGISTER]
        sheet.write_string(0, 0, f"政府信息公开申请登记台账（{self._year}年）", self._title)
        sheet.set_row(0, 28)
        sheet.set_row(FIRST - 1, 30)
        last = FIRST + ROWS - 1
        for column, (label, width) in enumerate(LABELS):
            is_date = label in _DATES
            sheet.set_column(column, column, width, self._day if is_date else self._text)
            sheet.write_string(FIRST - 1, column, label, self._head)
            if is_date:
                sheet.data_validation(FIRST, column, last, column, self._check_of_date(label))
            elif label in self._lists:
                rule = {
                    "validate": "list",
                    "source": self._lists[label],
                    "error_title": label,
                    "error_message": "请从下拉列表里选一项",
                }
                sheet.data_validation(FIRST, column, last, column, rule)
        sheet.freeze_panes(FIRST, 1)
        sheet.autofilter(FIRST - 1, 0, last, len(LABELS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST - 1)
        for number, values in enumerate(rows, start=FIRST):
            for column, (label, _) in enumerate(LABELS):
                value = values.get(label, "")
                if isinstance(value, date):
                    sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), self._day)
                elif value:
                    sheet.write_string(number, column, str(value), self._text)

    def _check_of_date(self, label: str) -> dict[str, Any]:
        earliest = date(self._year - 3, 1, 1)
        rule: dict[str, Any] = {
            "validate": "date",
            "criteria": "between",
            "minimum": earliest,
            "maximum": date(self._year + 1, 12, 31),
            "error_title": label,
            "error_message": f"请写日期，如 {self._year}/3/5，在 {earliest.year} 年至 {self._year + 1} 年之间",
        }
        if label == "答复日期":
            received = _column("收到日期")
            rule["minimum"], rule["maximum"] = f"={received}{FIRST + 1}", f"=DATE({self._year + 1},12,31)"
            rule["error_message"] = "答复日期不能早于收到日期"
        return rule

    def write_count(self, figures: Mapping[Cell, int]) -> None:
        """Table 三 by formulas: the same rules as the program counts by."""
        sheet, roles = self._sheets[COUNT], self._words.roles
        table = self._edition.table(roles.table)
        sheet.write_string(0, 0, "年度", self._head)
        sheet.write_number(0, 1, self._year, self._number)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, len(self._applicants) + 1, 13)
        for column, name in enumerate((*self._applicants.values(), "总计"), start=1):
            sheet.write_string(1, column, name, self._head)
        sheet.write_string(1, 0, "由“登记”自动统计", self._head)
        rows = list(dict.fromkeys(cell.row for cell in counted_cells(self._words, self._edition)))
        first_result, out = rows.index(self._words.result_rows(self._edition)[0]), len(rows) - 1
        for number, row in enumerate(rows):
            at = number + 2
            sheet.write_string(at, 0, self._results.get(row) or table.row(row).name, self._text)
            values = [figures.get(Cell(table.id, row, column), 0) for column in self._applicants]
            for column, (entry, value) in enumerate(zip(self._applicants.values(), values, strict=True), start=1):
                sheet.write_formula(at, column, self._formula(row, entry), self._number, value)
            letter = _letter(len(values))
            total = f"=SUM(B{at + 1}:{letter}{at + 1})"
            sheet.write_formula(at, len(values) + 1, total, self._number, sum(values))
        check = out + 3
        sheet.write_string(check, 0, "核对：新收＋上年结转－办理结果－结转下年度（应为 0）", self._text)
        for column in range(1, len(self._applicants) + 2):
            letter = _letter(column)
            results = f"SUM({letter}{first_result + 3}:{letter}{out + 2})"
            sheet.write_formula(check, column, f"={letter}3+{letter}4-{results}-{letter}{out + 3}", self._number, 0)

    def _formula(self, row: str, entry: str) -> str:
        roles = self._words.roles
        kind, received, answered = (_range(label) for label in ("申请人类型", "收到日期", "答复日期"))
        first, last = "DATE($B$1,1,1)", "DATE($B$1,12,31)"
        of_kind = f'{kind},"{entry}"'
        if row == roles.received:
            return f'=COUNTIFS({of_kind},{received},">="&{first},{received},"<="&{last})'
        if row == roles.carried_in:
            before = f'{of_kind},{received},"<"&{first}'
            return f'=COUNTIFS({before},{answered},"=")+COUNTIFS({before},{answered},">="&{first})'
        by_end = f'{of_kind},{received},"<="&{last}'
        if row == roles.carried_out:
            return f'=COUNTIFS({by_end},{answered},"=")+COUNTIFS({by_end},{answered},">"&{last})'
        result = f'{_range("答复结果")},"{self._results[row]}"'
        return f'=COUNTIFS({by_end},{result},{answered},">="&{first},{answered},"<="&{last})'

    def write_notes(self) -> None:
        """How to fill it in."""
        sheet = self._sheets["填写说明"]
        sheet.set_column(0, 0, 100, self._text)
        sheet.write_string(0, 0, "填写说明", self._title)
        for number, note in enumerate(_NOTES, start=1):
            sheet.write_string(number, 0, f"{number}. {note}", self._text)


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _column(label: str) -> str:
    return _letter([name for name, _ in LABELS].index(label))


def _range(label: str) -> str:
    letter = _column(label)
    return f"{REGISTER}!${letter}${FIRST + 1}:${letter}${FIRST + ROWS}"
