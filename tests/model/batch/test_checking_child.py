"""The worker process: what native parsers see is seen by copies of it, each of which handles a few documents."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from model.batch.checking_child import CHECK, _Checker, ruled_page
from model.batch.checking_pool import CHECKING_SECONDS
from model.batch.packed_file import packed_from
from model.form.rule_choices import RuleChoices
from model.importing import ImportedDocumentError
from model.importing.content import Grid
from model.importing.readers.pdf.document import read_pdf
from model.importing.reading_child import DOCUMENTS_OF_A_COPY
from model.importing.reading_processes import ChildProcess, interpreter
from model.report.organ import OrganProfile
from tests.conftest import EDITIONS_FOLDER, SAMPLES

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="makes copies of a process")


@pytest.fixture(scope="module")
def child() -> Iterator[ChildProcess]:
    child = ChildProcess(interpreter(), "model.batch.checking_child")
    child.warm_up(editions=str(EDITIONS_FOLDER))
    child.await_ready()
    yield child
    child.end()


def ask(child: ChildProcess, name: str, data: bytes) -> dict[str, Any]:
    answer: dict[str, Any] = child.ask(CHECK, name, data, CHECKING_SECONDS)
    return answer


def copies(child: ChildProcess) -> list[int]:
    """The processes that handle, or could handle, documents for the worker."""
    return [int(each) for each in Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text("ascii").split()]


@linux
def test_pages_and_old_workbooks_are_read_by_a_copy_and_the_worker_goes_on(child: ChildProcess) -> None:
    for name in ("huaian-2024.pdf", "filled-libreoffice.xls", "enping-office-2024.txt", "huaian-2024.pdf"):
        answer = ask(child, name, (SAMPLES / name).read_bytes())
        assert answer["outline"][3] == Path(name).suffix[1:]
        assert child.is_usable


@linux
def test_a_copy_handles_a_few_documents_and_says_of_each_what_a_new_one_says(child: ChildProcess) -> None:
    data = (SAMPLES / "filled-libreoffice.pdf").read_bytes()
    answers, seen = [], []
    for _ in range(DOCUMENTS_OF_A_COPY + 1):
        answers.append(ask(child, "年报.pdf", data))
        seen.append([each for each in copies(child) if is_running(each)])
    assert len({json.dumps(each, sort_keys=True) for each in answers}) == 1
    handled = Counter(each for processes in seen for each in processes)
    assert max(handled.values()) <= DOCUMENTS_OF_A_COPY and len(handled) >= 2


@linux
def test_a_document_that_was_not_read_shares_its_copy_with_no_later_one(child: ChildProcess) -> None:
    ask(child, "年报.pdf", (SAMPLES / "filled-libreoffice.pdf").read_bytes())
    with pytest.raises(ImportedDocumentError):
        ask(child, "坏.pdf", b"%PDF-1.4\n" + bytes(2000))
    assert comes_true(lambda: not copies(child)) and child.is_usable


@linux
def test_an_unusual_document_has_a_copy_of_its_own(child: ChildProcess) -> None:
    data = (SAMPLES / "filled-libreoffice.pdf").read_bytes()
    ask(child, "年报.pdf", data)
    before = copies(child)
    ask(child, "脚本.pdf", data + b"% /JavaScript")
    assert comes_true(lambda: copies(child) == before)


@linux
def test_a_copy_that_has_ended_between_two_documents_costs_none(child: ChildProcess) -> None:
    data = (SAMPLES / "filled-libreoffice.pdf").read_bytes()
    ask(child, "年报.pdf", data)
    [copy] = filter(is_running, copies(child))
    assert comes_true(lambda: state(copy) == "S")  # it has told the worker that it has answered
    os.kill(copy, signal.SIGKILL)
    assert comes_true(lambda: not is_running(copy))
    assert ask(child, "年报.pdf", data)["outline"][3] == "pdf" and child.is_usable


@linux
def test_no_copy_outlives_its_worker() -> None:
    child = ChildProcess(interpreter(), "model.batch.checking_child")
    child.warm_up(editions=str(EDITIONS_FOLDER))
    child.await_ready()
    ask(child, "年报.pdf", (SAMPLES / "filled-libreoffice.pdf").read_bytes())
    [copy] = copies(child)
    os.kill(child.pid, signal.SIGKILL)  # by the system, for want of memory: its group is not killed with it
    assert comes_true(lambda: not is_running(copy))
    child.end()


def comes_true(condition: Callable[[], bool]) -> bool:
    """Within ten seconds: a process answers before it ends."""
    deadline = time.monotonic() + 10
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def is_running(process: int) -> bool:
    """Whether it is there, and not only waiting to be asked how it ended."""
    return state(process) not in ("", "Z")


def state(process: int) -> str:
    """The letter that the system gives it, such as S for one that waits; empty where there is none."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[0]


@linux
def test_a_document_that_ends_the_copy_ends_the_worker_with_one_sentence(child: ChildProcess) -> None:
    # pdfium reads it in a copy, which is killed here as a hostile page would
    data = (SAMPLES / "huaian-2024.pdf").read_bytes()
    with pytest.raises(ImportedDocumentError):
        ask(child, "坏.pdf", b"%PDF-1.4")  # the copy that earlier tests used ends
    ask(child, "年报.pdf", data)
    [copy] = filter(is_running, copies(child))
    os.kill(copy, signal.SIGSTOP)

    def kill_copy() -> None:
        os.kill(copy, signal.SIGSEGV)
        os.kill(copy, signal.SIGCONT)

    clock = threading.Timer(0.3, kill_copy)
    clock.start()
    with pytest.raises(ImportedDocumentError, match=r"“年报\.pdf”读不出来，可能已损坏"):
        ask(child, "年报.pdf", data)
    clock.join()
    assert not child.is_usable


LOOKED_AT = """
import re, sys
from pathlib import Path
from model.batch.checking_child import CHECK, _Checker, ruled_page
checker = _Checker()
checker.warm_up({"editions": sys.argv[1]})
page = Path(sys.argv[2])
known, compiled = set(sys.modules), []
def watched(pattern, flags=0, compiling=re._compiler.compile):
    compiled.append(len(str(pattern)))
    return compiling(pattern, flags)
re._compiler.compile = watched
checker.handle({"operation": CHECK, "name": page.name}, page.read_bytes())
print(max(compiled, default=0), sorted(set(sys.modules) - known))
"""


def test_all_that_a_report_on_pages_needs_is_ready_before_there_is_one() -> None:
    # each copy of the worker would load and compile it again
    command = [sys.executable, "-c", LOOKED_AT, str(EDITIONS_FOLDER), str(SAMPLES / "huaian-2024.pdf")]
    said = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=60).stdout
    longest_pattern, _, loaded = said.strip().partition(" ")
    assert int(longest_pattern) < 500
    assert loaded == "[]"


def test_the_page_of_our_own_is_a_page_with_a_table() -> None:
    content, notes = read_pdf(ruled_page(), "")
    assert [type(each) for each in content] == [Grid] and not notes


def test_the_worker_checks_by_the_choices_of_the_office() -> None:
    own = OrganProfile("恩平市人民政府办公室", level="county")
    checker = _Checker()
    choices = RuleChoices({"report.title": "off"}, {"report.length": 200})
    checker.warm_up({"editions": str(EDITIONS_FOLDER), "choices": asdict(choices), "own": asdict(own)})
    sample = SAMPLES / "enping-office-2024.txt"
    answer = checker.handle({"operation": CHECK, "name": sample.name}, sample.read_bytes())
    rules = packed_from(answer, checker.editions).outline.rules
    assert "report.length" in rules and "report.title" not in rules
