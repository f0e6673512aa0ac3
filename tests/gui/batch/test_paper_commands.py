"""The list exported, return lists written."""

import threading
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from export.batch_writer import BatchPapers, Written, write_papers
from gui.batch import paper_commands
from gui.batch.batch_page import BatchPage


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Until it is set the writing waits after each list, so that its progress can be seen however fast it is."""
    looked = threading.Event()

    def write(papers: BatchPapers, folder: Path, wrote: Callable[[int], None]) -> Written:
        def told(count: int) -> None:
            wrote(count)
            looked.wait(20)

        return write_papers(papers, folder, wrote=told)

    monkeypatch.setattr(paper_commands, "write_papers", write)
    return looked


def test_the_list_and_the_papers_are_written_and_that_is_said(
    page: BatchPage, read: Callable[[], None], looked: threading.Event, tmp_path: Path, qtbot: QtBot
) -> None:
    read()
    path = tmp_path / "列表.xlsx"
    page.papers.export_list_to(path)
    qtbot.waitUntil(lambda: page.status.text() == f"已导出 {path}", timeout=20_000)
    assert openpyxl.load_workbook(path)["文件"].max_row == 7
    papers = tmp_path / "清单"
    papers.mkdir()
    page.papers.write_lists_to(papers)
    assert page.status.text() == "正在写退改清单…"
    qtbot.waitUntil(lambda: "正在写退改清单，已写 " in page.status.text(), timeout=30_000)
    looked.set()
    qtbot.waitUntil(lambda: "份退改清单和 1 份总表" in page.status.text(), timeout=30_000)
    names = {each.name for each in papers.iterdir()}
    assert {"恩平市教育局-退改清单.docx", "恩平市民政局-退改清单.docx", "退改总表.xlsx"} <= names
    page.papers.export_list_to(tmp_path / "没有这个文件夹" / "列表.xlsx")
    qtbot.waitUntil(lambda: "没有“" in page.status.text(), timeout=20_000)
