"""Daily copies, drafts carried to another computer and back, the bin: in the window."""

import contextlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from gui.app.maintenance import Maintenance
from gui.home.backup_dialog import BackupDialog
from gui.home.draft_transfer import DraftTransfer
from gui.home.home_page import HomePage
from gui.kit.line_table import LineTableModel
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.edits import Edit, apply
from model.report.report import Fact, Report
from model.store.backups import back_up, backups_of
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.draft_transfer import ConflictChoice, TransferDraft
from model.store.settings import Settings, write_settings
from tests.gui.home.recorded_commands import RecordedCommands
from tests.gui.recorded_status import RecordedStatus

DAY = date(2025, 1, 20)
CELL = Cell("requests", "received", "person")


@pytest.fixture
def folder(store: DraftStore) -> Path:
    return store.path.parent


def typed(store: DraftStore, draft_id: str, figure: int) -> None:
    edit = Edit(f"填写 {figure}", {CELL: figure})
    report, inverse = apply(store.open(draft_id).report, edit)
    store.record(draft_id, edit, inverse, report, DraftProgress())


@pytest.fixture
def draft(store: DraftStore) -> str:
    made = store.create(Report("2021", facts={Fact.ORGAN: "恩平市教育局", Fact.YEAR: "2025"}))
    typed(store, made, 1)
    return made


@pytest.fixture
def home(store: DraftStore, draft: str, editions: Mapping[str, Edition], qtbot: QtBot) -> HomePage:
    made = HomePage(store, editions, RecordedCommands())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[DraftStore]:
    with contextlib.closing(DraftStore(tmp_path / "另一台")) as other:
        yield other


def dialog_on(store: DraftStore, qtbot: QtBot) -> BackupDialog:
    made = BackupDialog(store)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(model: LineTableModel, column: int) -> list[str]:
    return [line.texts[column] for line in model.lines]


def answering(monkeypatch: pytest.MonkeyPatch, answer: ConflictChoice | None) -> list[TransferDraft]:
    requested: list[TransferDraft] = []

    def answered(_moving: DraftTransfer, offered: TransferDraft) -> ConflictChoice | None:
        requested.append(offered)
        return answer

    monkeypatch.setattr(DraftTransfer, "ask", answered)
    return requested


def test_copies_are_listed_newest_first_with_their_drafts_and_how_these_stand(
    store: DraftStore, folder: Path, draft: str, qtbot: QtBot
) -> None:
    back_up(folder, 10, DAY)
    typed(store, draft, 2)
    back_up(folder, 10, DAY + timedelta(days=1))
    dialog = dialog_on(store, qtbot)
    assert shown(dialog._copies_model, 0) == ["2025-01-21", "2025-01-20"]
    qtbot.waitUntil(lambda: shown(dialog._drafts_model, 3) == ["与本机的相同"], timeout=5000)
    dialog.copies.choose(1)
    qtbot.waitUntil(lambda: shown(dialog._drafts_model, 3) == ["与本机的不同"], timeout=5000)
    assert shown(dialog._drafts_model, 0) == ["恩平市教育局"]


def test_a_draft_is_taken_out_of_a_copy_beside_the_one_that_is_there(
    store: DraftStore, folder: Path, draft: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(folder, 10, DAY)
    typed(store, draft, 2)
    requested = answering(monkeypatch, ConflictChoice.KEEP_BOTH)
    dialog = dialog_on(store, qtbot)
    qtbot.waitUntil(lambda: len(dialog._drafts_model.lines) == 1, timeout=5000)
    with qtbot.waitSignal(dialog.restored, timeout=5000) as restored:
        dialog.restore()
    assert len(requested) == 1
    assert store.open(restored.args[0]).report.figures == {CELL: 1}
    assert store.open(draft).report.figures == {CELL: 2}


def test_a_draft_that_was_deleted_for_good_comes_back_from_a_copy(
    store: DraftStore, folder: Path, draft: str, qtbot: QtBot
) -> None:
    back_up(folder, 10, DAY)
    store.delete(draft)
    store.purge(draft)
    dialog = dialog_on(store, qtbot)
    qtbot.waitUntil(lambda: shown(dialog._drafts_model, 3) == ["本机没有"], timeout=5000)
    with qtbot.waitSignal(dialog.restored, timeout=5000):
        dialog.restore()
    assert [each.id for each in store.drafts()] == [draft]
    assert [step.edit.label for step in store.open(draft).undo] == ["填写 1"]


def test_without_copies_it_is_reported_and_one_can_be_made(
    store: DraftStore, folder: Path, draft: str, qtbot: QtBot
) -> None:
    dialog = dialog_on(store, qtbot)
    assert "还没有副本" in dialog._about.text()
    assert not dialog._restore.isEnabled()
    dialog.back_up_now()
    qtbot.waitUntil(lambda: len(dialog._copies_model.lines) == 1, timeout=5000)
    qtbot.waitUntil(lambda: len(dialog._drafts_model.lines) == 1, timeout=5000)
    assert "已做好" in dialog._status_label.text()
    assert len(backups_of(folder)) == 1


def test_the_copies_go_to_a_second_folder_and_its_absence_is_reported_once(
    store: DraftStore, folder: Path, draft: str, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "U盘"
    write_settings(folder, Settings(second_folder=str(stick)))
    status = RecordedStatus()
    upkeep = Maintenance(store, status, today=lambda: DAY)
    upkeep.run_due_tasks()
    qtbot.waitUntil(lambda: not upkeep._working, timeout=5000)
    upkeep.run_due_tasks()
    qtbot.waitUntil(lambda: not upkeep._working, timeout=5000)
    assert [each for each in status.problems if "没有另存" in each] == status.problems and len(status.problems) == 1
    stick.mkdir()
    upkeep.run_due_tasks()
    qtbot.waitUntil(lambda: not upkeep._working, timeout=5000)
    assert [each.name for each in stick.rglob("*.sqlite3")] == [backups_of(folder)[0].path.name]


def test_a_copy_made_by_hand_goes_to_the_second_folder_too(
    store: DraftStore, folder: Path, draft: str, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    write_settings(folder, Settings(second_folder=str(stick)))
    dialog = dialog_on(store, qtbot)
    dialog.back_up_now()
    qtbot.waitUntil(lambda: "已做好" in dialog._status_label.text(), timeout=5000)
    assert len(list(stick.rglob("*.sqlite3"))) == 1


def test_a_damaged_copy_is_reported_in_its_place(store: DraftStore, folder: Path, draft: str, qtbot: QtBot) -> None:
    made = back_up(folder, 10, DAY)
    assert made is not None
    made.path.write_bytes(b"\0" * 5000)
    dialog = dialog_on(store, qtbot)
    qtbot.waitUntil(lambda: dialog._about.text().startswith("✕"), timeout=5000)
    assert not dialog._restore.isEnabled()


def test_a_draft_travels_to_another_computer_with_its_history(
    home: HomePage, draft: str, elsewhere: DraftStore, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "U盘" / "教育局"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    home.drafts.draft_actions.export_to_file(draft)
    qtbot.waitUntil(lambda: "已导出" in home.drafts.message.text(), timeout=5000)
    file = target.with_name("教育局.nianbao")
    there = DraftTransfer(elsewhere, home, RecordedStatus())
    with qtbot.waitSignal(there.taken) as taken:
        there.import_file(file)
    assert [step.edit.label for step in elsewhere.open(taken.args[0]).undo] == ["填写 1"]


@pytest.mark.parametrize(("answer", "drafts"), [(ConflictChoice.KEEP_BOTH, 2), (ConflictChoice.REPLACE, 1), (None, 1)])
def test_a_draft_that_is_here_already_is_asked_about(
    home: HomePage,
    store: DraftStore,
    draft: str,
    elsewhere: DraftStore,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    answer: ConflictChoice | None,
    drafts: int,
) -> None:
    file = tmp_path / "草稿.nianbao"
    home.drafts.draft_actions.transfer.export_to(draft, file)
    qtbot.waitUntil(lambda: "已导出" in home.drafts.message.text(), timeout=5000)
    typed(store, draft, 2)
    requested = answering(monkeypatch, answer)
    home.drafts.draft_actions.transfer.import_file(file)
    qtbot.waitUntil(lambda: len(requested) == 1, timeout=5000)
    qtbot.wait(50)
    assert len(store.drafts()) == drafts
    assert home.drafts.table.drafts.rowCount() == drafts
    assert len(store.binned()) == (answer is ConflictChoice.REPLACE)


def test_the_same_draft_again_is_no_question(
    home: HomePage, store: DraftStore, draft: str, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "草稿.nianbao"
    home.drafts.draft_actions.transfer.export_to(draft, file)
    qtbot.waitUntil(lambda: "已导出" in home.drafts.message.text(), timeout=5000)
    requested = answering(monkeypatch, None)
    home.drafts.draft_actions.transfer.import_file(file)
    qtbot.waitUntil(lambda: "完全相同" in home.drafts.message.text(), timeout=5000)
    assert not requested
    assert len(store.drafts()) == 1


def test_the_question_says_which_is_newer_and_offers_it(
    home: HomePage, store: DraftStore, draft: str, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "草稿.nianbao"
    home.drafts.draft_actions.transfer.export_to(draft, file)
    qtbot.waitUntil(lambda: "已导出" in home.drafts.message.text(), timeout=5000)
    typed(store, draft, 2)
    text_shown: list[str] = []

    def answered(box: QMessageBox) -> int:
        text_shown.extend((box.text(), box.defaultButton().text()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answered)
    home.drafts.draft_actions.transfer.import_file(file)
    qtbot.waitUntil(lambda: bool(text_shown), timeout=5000)
    assert "本机的一份是接着文件里这份改的" in text_shown[0]
    assert text_shown[1] == "两份都保留"
    assert len(store.drafts()) == 1  # no button was pressed: rather not


def test_a_foreign_file_is_reported(home: HomePage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "别的.nianbao").write_bytes(b"not ours")
    home.drafts.draft_actions.transfer.import_file(tmp_path / "别的.nianbao")
    qtbot.waitUntil(lambda: "不是本程序的草稿文件" in home.drafts.problem.text(), timeout=5000)


def test_the_bin_is_emptied_by_hand(
    home: HomePage, store: DraftStore, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.delete(draft)
    home.refresh()
    assert home.drafts.empty_link.isHidden()
    home.drafts.toggle_bin()
    assert home.drafts.empty_link.isVisible()
    monkeypatch.setattr(home.drafts.draft_actions, "confirm_purge", lambda _name: False)
    home.drafts.empty_link.click()
    assert len(store.binned()) == 1
    monkeypatch.setattr(home.drafts.draft_actions, "confirm_purge", lambda _name: True)
    home.drafts.empty_link.click()
    assert not store.binned()
    assert "回收站是空的" in home.drafts.empty.text()


def test_what_is_old_leaves_the_bin_and_the_daily_copy_is_made_without_being_asked(
    store: DraftStore, folder: Path, draft: str, qtbot: QtBot
) -> None:
    old = store.create(Report("2021"))
    for each in (old, draft):
        store.delete(each)
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp() * 1_000_000
    store._connection.execute("UPDATE drafts SET deleted_at = ? WHERE id = ?", (int(long_ago), old))
    write_settings(folder, Settings(backups_kept=2))
    upkeep = Maintenance(store, RecordedStatus(), today=lambda: DAY)
    with qtbot.waitSignal(upkeep.bin_purged) as clear_layout:
        upkeep.run_due_tasks()
    assert clear_layout.args == [1]
    assert [each.id for each in store.binned()] == [draft]
    qtbot.waitUntil(lambda: not upkeep._working, timeout=5000)
    assert [each.day for each in backups_of(folder)] == [DAY]


def test_a_copy_that_cannot_be_made_is_reported(store: DraftStore, folder: Path, draft: str, qtbot: QtBot) -> None:
    (folder / "backups").write_text("a file stands where the folder should be")
    status = RecordedStatus()
    upkeep = Maintenance(store, status, today=lambda: DAY)
    upkeep.run_due_tasks()
    qtbot.waitUntil(lambda: bool(status.problems), timeout=5000)
    assert "没有备份" in status.problems[0]
