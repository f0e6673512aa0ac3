"""The worker process: what a native parser sees is seen by a copy of it that ends with the document."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
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


@linux
def test_pages_and_old_workbooks_are_read_by_a_copy_and_the_worker_goes_on(child: ChildProcess) -> None:
    for name in ("huaian-2024.pdf", "filled-libreoffice.xls", "enping-office-2024.txt", "huaian-2024.pdf"):
        answer = ask(child, name, (SAMPLES / name).read_bytes())
        assert answer["outline"][3] == Path(name).suffix[1:]
        assert child.is_usable


@linux
def test_a_document_that_ends_the_copy_ends_the_worker_with_one_sentence(child: ChildProcess) -> None:
    # pdfium reads it in a copy, which is killed here as a hostile page would
    stop = threading.Event()

    copies = Path(f"/proc/{child.pid}/task/{child.pid}/children")

    def kill_copies() -> None:
        while not stop.is_set():
            for copy in copies.read_text(encoding="ascii").split():
                with contextlib.suppress(OSError):
                    os.kill(int(copy), signal.SIGSEGV)
                return

    while copies.read_text(encoding="ascii").split():
        time.sleep(0.01)  # the copy of an earlier document has answered, but not ended
    thread = threading.Thread(target=kill_copies)
    thread.start()
    try:
        with pytest.raises(ImportedDocumentError, match=r"“年报\.pdf”读不出来，可能已损坏"):
            ask(child, "年报.pdf", (SAMPLES / "huaian-2024.pdf").read_bytes())
    finally:
        stop.set()
        thread.join()
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
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
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
