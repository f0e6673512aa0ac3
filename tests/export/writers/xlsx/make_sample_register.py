"""``python -m tests.export.writers.xlsx.make_sample_register``: writes the sample register of ``resources/demo`` anew.

Its rows are invented. What was carried into its year is what the sample report of the year before carried out.
"""

import random
from datetime import date, timedelta
from pathlib import Path

from export.writers.xlsx.blank_register import write_blank_register
from model.form.edition import edition_for
from model.importing import import_report
from model.register.mapping import Decisions
from model.register.register import count_register, read_register_file
from model.register.standard_entries import applicant_entries, result_entries
from tests.model.register.registers import EDITIONS, RESOURCES, WORDS

TARGET = RESOURCES / "demo" / "台账样例.xlsx"
_NAMES = ("申请人甲", "申请人乙", "申请人丙", "申请人丁")
_SUBJECTS = ("某道路改造项目的批准文件", "某年度部门预算的编制说明", "某地块的规划条件", "某项资金的发放办法")


def rows_of(year: int, carried_in: dict[str, int], count: int = 36) -> list[dict[str, object]]:
    """Invented applications; ``carried_in`` by column."""
    chance = random.Random(7)
    edition = edition_for(year, EDITIONS)
    kinds, results = applicant_entries(WORDS, edition), list(result_entries(WORDS, edition).values())
    columns = [column for column, times in carried_in.items() for _ in range(times)]
    days = sorted(date(year - 1, 12, 10) + timedelta(chance.randrange(20)) for _ in columns)
    columns += [chance.choice([*kinds, *["person"] * 6]) for _ in range(count)]
    days += sorted(date(year, 1, 2) + timedelta(chance.randrange(360)) for _ in range(count))
    found: list[dict[str, object]] = []
    for number, (column, day) in enumerate(zip(columns, days, strict=True), start=1):
        answered = day + timedelta(chance.randrange(8, 28))
        is_open = answered > date(year, 12, 31)
        found.append(
            {
                "登记编号": f"〔{day.year}〕{number:03}",
                "收到日期": day,
                "申请人": chance.choice(_NAMES),
                "申请人类型": kinds[column],
                "申请方式": chance.choice(("网络", "邮寄", "当面")),
                "申请内容": chance.choice(_SUBJECTS),
                "是否延期": "否",
                "答复日期": "" if is_open else max(answered, date(year, 1, 4)),
                "答复结果": "" if is_open else chance.choice([*results, *results[:2] * 10, results[10], results[10]]),
            }
        )
    return found


def write_sample(target: Path) -> None:
    """Twice: the second time with the figures that the first one is counted to."""
    report = import_report(next((RESOURCES / "demo").glob("*.txt")), EDITIONS).report
    year = (report.year or 0) + 1
    edition = edition_for(year, EDITIONS)
    carried = {
        column: int(report.figures.get(edition.carried_from[cell], 0))
        for column in WORDS.applicant_columns(edition)
        for cell in [edition.cell(f"{WORDS.roles.table}.{WORDS.roles.carried_in}.{column}")]
    }
    rows = rows_of(year, carried)
    write_blank_register(WORDS, edition, year, target, rows)
    counted = count_register(read_register_file(target, WORDS), WORDS, Decisions(), EDITIONS, year)
    assert counted.is_whole
    write_blank_register(WORDS, edition, year, target, rows, counted.count.figures)


if __name__ == "__main__":
    write_sample(TARGET)
