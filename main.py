"""Command-line entry: parses the arguments and runs one command; with no command, the window."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

if __package__:  # installed: model, gui and export are beside this file, inside one package
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from export.commands.arguments import parse_arguments
from export.commands.environment import Environment
from export.commands.exit_status import EXIT_OK, EXIT_UNREADABLE
from export.commands.printing import print_json, print_text
from export.commands.standard_streams import is_closed_pipe, prepare_streams, write_json_as_utf8
from model.errors import UserFacingError, missing_part

VERSION = "0.1.0"
RESOURCES = Path(__file__).resolve().parent / "resources"
COMMANDS = ("check", "merge", "convert", "roll", "fill", "count", "compare", "demo")
"""Those that need no window."""
APP_FOLDER = "zfxxgk-nianbao"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is part of the contract in ``--help``."""
    prepare_streams()
    parsed = parse_arguments(arguments, VERSION)
    if getattr(parsed, "json", False):
        write_json_as_utf8()
    try:
        return _run(parsed)
    except UserFacingError as error:
        return _told(str(error), parsed)
    except ModuleNotFoundError as error:
        return _told(missing_part(error), parsed)
    except OSError as error:  # file errors are UserFacingErrors: this one concerns standard output
        if not is_closed_pipe(error):
            from model.disk_errors import reason

            print_text(f"结果写不出去：{reason(error)}", as_error=True)
        # otherwise Python reports the error again while it exits
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_UNREADABLE
    except KeyboardInterrupt:
        print_text("已中断", as_error=True)
        return EXIT_UNREADABLE


def _told(text: str, parsed: argparse.Namespace) -> int:
    """Prints why the command failed; in a box where it was to open a window and nobody would read standard error."""
    print_text(text, as_error=True)
    if parsed.command == "count" and parsed.json:
        print_json({"file": str(parsed.source or ""), "error": text})
    if parsed.command in (None, "open"):
        from gui.app.early_message import has_console, show_early_message

        if not has_console():
            show_early_message(text)
    return EXIT_UNREADABLE


def _run(parsed: argparse.Namespace) -> int:
    """Each command's module is imported only when it runs."""
    folder = None if parsed.command == "demo" else _data_folder()  # the demo is the same everywhere
    environment = Environment(RESOURCES, folder, getattr(parsed, "settings", None))
    if parsed.command in COMMANDS:  # these read documents in processes of their own, as the window does
        from model.importing.reading_processes import READERS

        READERS.isolate()
    match parsed.command:
        case "check":
            from export.commands.check import check_files

            files, prior = parsed.files, parsed.last_year
            return check_files(
                environment, files, prior, as_json_lines=parsed.json, explain=parsed.explain, jobs=parsed.jobs
            )
        case "merge":
            from export.commands.merge import merge_files

            return merge_files(environment, parsed)
        case "convert":
            from export.commands.convert import convert_file

            return convert_file(environment, parsed.source, parsed.target)
        case "roll":
            from export.commands.roll import roll_file

            return roll_file(environment, parsed.source, parsed.target, parsed.year)
        case "fill":
            from export.commands.fill import run_fill

            return run_fill(environment, parsed)
        case "count":
            from export.commands.count import run_count

            return run_count(environment, parsed)
        case "compare":
            from export.commands.compare import compare_files

            return compare_files(environment, parsed.a, parsed.b, as_json=parsed.json)
        case "demo":
            from export.commands.demo import run_demo

            return _open_demo(run_demo(environment, parsed.folder))
        case _:
            return _open(Path(parsed.file) if parsed.file else None)


def _data_folder() -> Path:
    """Where drafts and settings are."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))


def _open(file: Path | None) -> int:
    from gui.app.display_check import missing_for_window

    if why := missing_for_window():
        raise UserFacingError(f"{why}。不用窗口也能办理：python main.py check、convert、roll、demo（用法见 --help）")
    return _show_window(file)


def _open_demo(draft: Path) -> int:
    from gui.app.display_check import missing_for_window

    if why := missing_for_window():
        print_text(f"六、{why}；用 python main.py check / convert / roll 可以继续")
        return EXIT_OK
    print_text("六、打开窗口")
    return _show_window(draft)


def _show_window(file: Path | None) -> int:
    try:
        from gui.app.application import run
    except ModuleNotFoundError:
        raise
    except ImportError as error:
        from gui.app.display_check import unloadable

        raise UserFacingError(unloadable(error)) from error
    return run(RESOURCES, _data_folder(), VERSION, file)


if __name__ == "__main__":
    sys.exit(main())
