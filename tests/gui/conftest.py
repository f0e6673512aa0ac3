"""What tests of the window share. No screen is needed: Qt draws into memory."""

import functools
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.garbage_collection import collect_due
from gui.session.open_report import OpenReport
from model.form.edition import Edition
from model.report.report import Fact, Report
from model.store.draft_store import DraftStore
from tests.gui.overrides import record_all_exceptions

WAITS = {"waitUntil": 5000, "waitSignal": 5000, "waitSignals": 5000, "waitExposed": 1000, "waitActive": 1000}
"""How long pytest-qt waits at most where a test says nothing, in ms."""
SLOWER = 10
"""Times that an emulated Windows may be slower on a busy computer. Each wait ends with its condition all the same."""


def with_time(wait: Callable[..., Any], longest: int) -> Callable[..., Any]:
    """The same wait, which gives up later."""

    @functools.wraps(wait)
    def waiting(*arguments: Any, timeout: int = longest, **more: Any) -> Any:
        return wait(*arguments, timeout=timeout * SLOWER, **more)

    return waiting


if sys.platform == "win32":
    for _name, _longest in WAITS.items():
        setattr(QtBot, _name, with_time(getattr(QtBot, _name), _longest))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a screen there are no window frames and no grabs; Qt says so, and it is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="package", autouse=True)
def rings() -> Iterator[None]:
    """Only this thread collects, as in the program: others would delete widgets."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def without_freezing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that opens has all objects looked through, which are many times those of the program while thousands of
    tests are among them; tests/gui/app/test_garbage_collection.py calls what does it."""
    monkeypatch.setattr("gui.app.editor_host.freeze_loaded_objects", lambda: None)


@pytest.fixture(autouse=True)
def collected(rings: None) -> Iterator[None]:
    """The widgets of a test are gone after it: processing events does not delete them outside of an event loop, and
    each one that is left makes every later change of the style slower."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_due()


@pytest.fixture(scope="session")
def raised_in_overrides() -> list[str]:
    raised: list[str] = []
    record_all_exceptions(raised)
    return raised


@pytest.fixture(autouse=True)
def lost_exceptions(raised_in_overrides: list[str]) -> Iterator[list[str]]:
    """No exception may leave an override that Qt calls; most would never be seen."""
    raised_in_overrides.clear()
    yield raised_in_overrides
    assert not raised_in_overrides


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """Emptied after each test: Qt would let go of Python's data only when Python is gone, and crash."""
    yield qapp.clipboard()
    qapp.clipboard().clear()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DraftStore]:
    made = DraftStore(tmp_path / "drafts")
    yield made
    made.close()


@pytest.fixture
def opens(store: DraftStore, edition: Edition, qapp: object) -> Iterator[Callable[..., OpenReport]]:
    """Opens a report as a draft of the store; closed again after the test."""
    opened: list[OpenReport] = []

    def open_(report: Report, last_year: Report | None = None) -> OpenReport:
        draft_id = store.create(report, last_year)
        opened.append(OpenReport(store.open(draft_id), edition, store))
        return opened[-1]

    yield open_
    for each in opened:
        each.close()


@pytest.fixture
def open_report(opens: Callable[..., OpenReport], edition: Edition) -> OpenReport:
    """A draft of 2025 without figures."""
    return opens(Report(edition.id, facts={Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2025"}))
