"""The command line: the arguments of every command, and argparse's own messages in Chinese."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from export.commands.exit_status import EXIT_UNREADABLE
from export.commands.printing import print_text

SENTENCES = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示本说明",
    "show program's version number and exit": "显示版本",
    "the following arguments are required: %s": "缺少：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r 这个命令，可用：%(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r 不是整数",
    "expected one argument": "后面应有一个值",
    "expected at least one argument": "后面应至少有一个值",
    "%(prog)s: error: %(message)s\n": "%(message)s（用法见 %(prog)s --help）\n",
}


class _ArgumentParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print_text(f"{message}（用法见 {self.prog} --help）", as_error=True)
        self.exit(EXIT_UNREADABLE)


def _positive(text: str) -> int:
    """The number of worker processes."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} 不是个数，应写 1、2 …")
    return int(text)


def parse_arguments(arguments: Sequence[str] | None, version: str) -> argparse.Namespace:
    """Parse ``arguments``, or ``sys.argv`` where they are ``None``; ``command`` is ``None`` when none is given.

    Raises ``SystemExit`` on invalid arguments (with a message in Chinese), and after ``--help`` and ``--version``.
    """
    # argparse translates its messages through this name; that needs no message catalogue
    argparse._ = lambda sentence: SENTENCES.get(sentence, sentence)  # type: ignore[attr-defined]
    parser = _ArgumentParser(
        prog="main.py",
        description="政府信息公开工作年度报告：导入上年年报，填表即时核对，导出 Word 和 Excel。不写命令则打开窗口。",
        epilog="退出状态：0 没有必改；1 有必改；2 有文件读不出、写不成，或用法不对。",
    )
    parser.add_argument("--version", action="version", version=f"政府信息公开年报 {version}")
    parser.set_defaults(file=None)
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=says, description=says)

    opened = command("open", "打开窗口并导入文件")
    opened.add_argument("file", metavar="文件", help="年报文件")
    check = command("check", "读取并核对年报，列出不一致之处")
    check.add_argument("files", metavar="文件", nargs="+", help="年报文件，也可以是文件夹和 .zip")
    check.add_argument("--last-year", metavar="文件", help="上年年报，用于核对跨年衔接；可以是文件夹，按机关找")
    check.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")
    check.add_argument("--explain", action="store_true", help="并写明正文里每个数是怎样读的，与表格相符的也写")
    jobs_help = "同时用几个进程读取（默认按电脑的核数）"
    check.add_argument("--jobs", metavar="个数", type=_positive, help=jobs_help)
    merge = command("merge", "核对许多年报，汇总成一份，写明哪些没有计入、为什么")
    merge.add_argument("files", metavar="文件", nargs="+", help="各单位的年报，也可以是文件夹和 .zip")
    merge.add_argument("-o", "--output", metavar="目标", type=Path, required=True, help="汇总报告，后缀同 convert")
    merge.add_argument("--organ", metavar="机关", required=True, help="汇总报告的机关，如 恩平市人民政府")
    merge.add_argument("--year", metavar="年度", type=int, required=True, help="年度，如 2025")
    merge.add_argument("--units", metavar="名单", type=Path, help="应交单位名单，.xlsx 或 .txt")
    merge.add_argument("--jobs", metavar="个数", type=_positive, help=jobs_help)
    merge.add_argument("--json", action="store_true", help="每个文件输出一行 JSON，最后一行是汇总")
    merge.add_argument("--with-errors", action="store_true", help="有必改的也计入（默认不计入）")
    merge.add_argument("--with-old-form", action="store_true", help="旧格式的也计入两版相同的格（默认不计入）")
    merge.add_argument("--with-unknown", action="store_true", help="名单以外的单位也计入（默认不计入）")
    some_help = "有单位没有填的格，写已填单位之和（默认空着）"
    merge.add_argument("--sums-of-some", action="store_true", help=some_help)
    leave_help = "不计入的单位：名单里注明的 垂管、双管、开发区"
    merge.add_argument("--leave-out", metavar="类别", nargs="+", default=[], help=leave_help)
    years_help = "各单位上年年报的文件夹或压缩包，按机关（和名单的别名）找，核对跨年衔接"
    merge.add_argument("--last-year", metavar="文件夹", help=years_help)
    merge.add_argument("--last-summary", metavar="文件", help="上年汇总报告，核对上年结转")
    tables_help = "正文附各单位的表：申请（第一部分，办理申请的情况）、收费（第六部分，信息处理费）"
    merge.add_argument("--unit-tables", metavar="表", nargs="+", default=[], help=tables_help)
    lists_help = "把各单位的退改清单和总表写进这个文件夹"
    merge.add_argument("--lists", metavar="文件夹", type=Path, help=lists_help)
    convert = command("convert", "读取年报，按后缀另存为 .docx .xlsx .html .json .pdf")
    convert.add_argument("source", metavar="来源", type=Path, help="年报文件")
    convert.add_argument("target", metavar="目标", type=Path, help="要写的文件")
    roll = command("roll", "由上年年报生成本年草稿")
    roll.add_argument("source", metavar="上年年报", type=Path, help="上年的年报文件")
    roll.add_argument("target", metavar="目标", type=Path, help="草稿文件，一般为 .docx 或 .json")
    roll.add_argument("--year", metavar="年度", type=int, required=True, help="本年度，如 2025")
    fill = command("fill", "把数填进年报或草稿：合计和正文里关联的数随之更新，其余不变")
    fill.add_argument("source", metavar="来源", type=Path, help="年报或草稿文件")
    fill.add_argument("target", metavar="目标", type=Path, help="要写的文件，一般为 .json 或 .docx")
    cell_help = "如 requests.received.person=6；等号后面空着就是清空这一格"
    fill.add_argument("--set", metavar="格=数", nargs="+", action="extend", default=[], help=cell_help)
    fill.add_argument("--from", dest="figures", metavar="文件", type=Path, help="格和数的 .json，或任何一份年报")
    fill.add_argument("--clear-marks", action="store_true", help="正文里待核实的标记全部清除")
    count = command(
        "count", "把依申请公开台账统计成表三、表四，每个数都指明是哪几行（退出状态：0 全部计入，1 有没计入的）"
    )
    count.add_argument(
        "source", metavar="台账", type=Path, nargs="?", help=".xlsx .xls .et .ods .csv、网页，或 .docx 里的表格"
    )
    count.add_argument("target", metavar="目标", type=Path, nargs="?", help="要写的文件，一般为 .json 或 .docx")
    count.add_argument("--map", metavar="文件", type=Path, help="对应表：台账的列和写法各算哪一格")
    count.add_argument("--make-map", metavar="文件", type=Path, help="写出对应表，把要决定的列在里面")
    count.add_argument("--blank", metavar="文件", type=Path, help="写出一份空白台账（.xlsx），有下拉列表和自动统计")
    count.add_argument("--year", metavar="年度", type=int, help="统计哪一年；不写则取台账标题里的年份")
    count.add_argument("--last-year", metavar="文件", type=Path, help="上年年报：上年结转与它的结转下年度对照")
    count.add_argument("--last-register", metavar="文件", type=Path, help="上年台账：结转的申请与它逐件对照")
    count.add_argument("--json", action="store_true", help="输出一行 JSON")
    compare = command("compare", "比较两份年报，逐格、逐段列出不同（退出状态：0 相同，1 不同）")
    compare.add_argument("a", metavar="甲", help="年报文件，如送签前的草稿")
    compare.add_argument("b", metavar="乙", help="另一份年报文件，如领导改过的 Word")
    compare.add_argument("--json", action="store_true", help="输出一行 JSON")
    for each in (check, merge, convert, roll, fill):
        each.add_argument("--settings", metavar="文件", type=Path, help="按这份设置（.toml）办理，不用本机的设置")
    demo = command("demo", "用自带的样例走一遍：导入、填写、核对、导出")
    demo.add_argument("folder", metavar="文件夹", nargs="?", help="导出到哪里（默认在当前位置新建）")
    return parser.parse_args(arguments)
