import contextlib
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.home.draft_list import MORE, NAME
from gui.home.drafts_card import deadline_line
from gui.home.home_page import HomePage
from gui.home.recovery_notice import RecoveryNotice, sentences
from model.form.edition import Edition
from model.report.report import Fact, Report
from model.store.database import DraftStoreError
from model.store.draft_store import DraftStore
from model.store.draft_summary import DraftProgress
from model.store.kept_batch import RecoveredBatches
from model.store.recovery import RecoveredDrafts
from model.store.settings import Settings, write_settings
from tests.gui.home.recorded_commands import RecordedCommands


def _draft(store: DraftStore, organ: str, year: int = 2025) -> str:
    report = Report("2021", facts={Fact.ORGAN: organ, Fact.YEAR: str(year)})
    return store.create(report, progress=DraftProgress(187, 200, 2, 3))


@pytest.fixture
def ids(store: DraftStore) -> dict[str, str]:
    """Oldest first."""
    return {organ: _draft(store, organ) for organ in ("恩平市（汇总）", "大田镇人民政府", "恩平市人民政府办公室")}


@pytest.fixture
def commands() -> RecordedCommands:
    return RecordedCommands()


@pytest.fixture
def page(
    store: DraftStore, ids: dict[str, str], editions: Mapping[str, Edition], commands: RecordedCommands, qtbot: QtBot
) -> Iterator[HomePage]:
    made = HomePage(store, editions, commands, today=lambda: date(2025, 12, 19))
    qtbot.addWidget(made)
    made.show()
    yield made


def _names(page: HomePage) -> list[str]:
    model = page.drafts.table.drafts
    return [model.index(row, NAME).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2025, 12, 19), "2025 年度报送截止 2026-01-31 · 还有 43 天"),
        (date(2026, 1, 31), "2025 年度报送截止 2026-01-31 · 今天截止"),
        (date(2026, 2, 3), "2025 年度报送截止 2026-01-31 · 已过 3 天"),
    ],
)
def test_the_deadline_is_shown_in_days(today: date, shown: str) -> None:
    assert deadline_line(2025, today) == shown


def test_drafts_are_listed_newest_first_and_the_newest_is_current(page: HomePage) -> None:
    assert _names(page) == ["恩平市人民政府办公室", "大田镇人民政府", "恩平市（汇总）"]
    current = page.drafts.table.current()
    assert current and current.name == "恩平市人民政府办公室"


def test_the_card_names_the_year_and_the_form(page: HomePage) -> None:
    assert page._drop_title.text() == "导入上年年报，生成 2025 年度草稿"
    assert page.blank.accessibleDescription() == "按 2021 版格式（国办公开办函〔2021〕30号）"


def test_searching_leaves_those_that_match(page: HomePage) -> None:
    QTest.keyClicks(page.drafts.search, "2025 ")
    page.drafts.search.insert("大田")
    assert _names(page) == ["大田镇人民政府"]
    QTest.keyClick(page.drafts.search, Qt.Key.Key_Escape)
    assert len(_names(page)) == 3


def test_nothing_found_says_what_to_do(page: HomePage) -> None:
    page.drafts.search.setText("没有的")
    assert page.drafts.empty.isVisible()
    assert "没有找到“没有的”" in page.drafts.empty.text()


def test_enter_and_double_click_open(page: HomePage, ids: dict[str, str], commands: RecordedCommands) -> None:
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Down)
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Return)
    assert commands.calls == [("open_draft", ids["大田镇人民政府"])]
    at = page.drafts.table.visualRect(page.drafts.table.drafts.index(2, NAME)).center()
    QTest.mouseClick(page.drafts.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(page.drafts.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert commands.calls[1:] == [("open_draft", ids["恩平市（汇总）"])]


def test_f2_renames_in_place(page: HomePage, qtbot: QtBot) -> None:
    QTest.keyClick(page.drafts.table, Qt.Key.Key_F2)
    editor = page.drafts.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("市府办 第二稿")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "市府办 第二稿" in _names(page))


def test_a_deleted_draft_is_in_the_bin_and_is_restored_by_one_click(page: HomePage, store: DraftStore) -> None:
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Delete)
    assert _names(page) == ["大田镇人民政府", "恩平市（汇总）"]
    assert page.drafts.message.text() == "已移到回收站：恩平市人民政府办公室，2025 年度"
    assert page.drafts.bin_link.text() == "回收站（1）"
    page.drafts._undo_delete.click()
    assert len(_names(page)) == 3
    assert store.binned() == ()
    assert page.drafts.message.text() == "已恢复：恩平市人民政府办公室，2025 年度"


def test_the_bin_restores_and_purges_after_asking(
    page: HomePage, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Delete)
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Delete)
    page.drafts.bin_link.click()
    assert len(_names(page)) == 2
    menu = page.drafts.table.open_menu(page.drafts.table.drafts.draft(0), QPoint())  # type: ignore[arg-type]
    shown = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert list(shown) == ["恢复", "彻底删除…"]
    shown["恢复"].trigger()
    menu.close()
    assert len(store.drafts()) == 2
    monkeypatch.setattr(page.drafts.draft_actions, "confirm_purge", lambda _name: False)
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Delete)
    assert len(store.binned()) == 1
    monkeypatch.setattr(page.drafts.draft_actions, "confirm_purge", lambda _name: True)
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Delete)
    assert store.binned() == ()
    assert "回收站是空的" in page.drafts.empty.text()
    page.drafts.bin_link.click()
    assert len(_names(page)) == 2
    assert not page.drafts.bin_link.isVisible()


def test_a_copy_is_named_as_a_copy(page: HomePage) -> None:
    menu = page.drafts.table.open_menu(page.drafts.table.drafts.draft(0), QPoint())  # type: ignore[arg-type]
    shown = {action.text().partition("\t")[0]: action for action in menu.actions()}
    shown["复制"].trigger()
    menu.close()
    assert _names(page)[0] == "恩平市人民政府办公室（副本）"


def test_the_dots_open_the_menu_of_their_line(page: HomePage, ids: dict[str, str], qtbot: QtBot) -> None:
    at = page.drafts.table.visualRect(page.drafts.table.drafts.index(1, MORE)).center()
    QTest.mouseClick(page.drafts.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    current = page.drafts.table.current()
    assert current and current.id == ids["大田镇人民政府"]


def test_errors_of_the_store_are_shown_in_a_line(
    page: HomePage, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_draft_id: str) -> None:
        raise DraftStoreError("没有改成：磁盘已满。请清理后再试")

    monkeypatch.setattr(store, "delete", refuse)
    QTest.keyClick(page.drafts.table, Qt.Key.Key_Delete)
    assert page.drafts.problem.isVisible()
    assert page.drafts.problem.text() == "✕ 没有改成：磁盘已满。请清理后再试"
    assert len(_names(page)) == 3
    assert not page.drafts._message_line.isVisible()


def test_a_list_that_cannot_be_read_is_reported_too(
    page: HomePage, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise DraftStoreError("读不出草稿列表")

    monkeypatch.setattr(store, "drafts", refuse)
    page.refresh()
    assert page.drafts.problem.text() == "✕ 读不出草稿列表"


def test_without_drafts_the_page_says_how_to_begin(
    store: DraftStore, editions: Mapping[str, Edition], qtbot: QtBot
) -> None:
    page = HomePage(store, editions, RecordedCommands())
    qtbot.addWidget(page)
    page.show()
    assert page.drafts.empty.isVisible()
    assert "还没有草稿" in page.drafts.empty.text()


def test_recovered_and_lost_drafts_of_a_damaged_store_are_listed(
    tmp_path: Path, editions: Mapping[str, Edition], qtbot: QtBot
) -> None:
    folder = tmp_path / "damaged"
    with contextlib.closing(DraftStore(folder)) as store:
        for number in range(12):
            store.create(Report("2021", facts={Fact.ORGAN: f"第{number}局"}, texts={"1": f"第{number}段" * 900}))
    path = folder / "drafts.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with contextlib.closing(DraftStore(folder)) as store:
        page = HomePage(store, editions, RecordedCommands())
        qtbot.addWidget(page)
        page.show()
        notices: list[RecoveryNotice] = list(page.findChildren(RecoveryNotice))
        (notice,) = notices
        assert notice.isVisible()
        reported = "".join(notice.sentences)
        assert str(store.set_aside) in reported
        assert store.salvaged is not None
        assert store.salvaged.lost
        assert all(each in reported for each in store.salvaged.lost[:3])
        assert page.drafts.table.drafts.rowCount() == store.salvaged.count


@pytest.mark.parametrize(
    ("salvaged", "words"),
    [
        (RecoveredDrafts(), ["没有找到读得出的草稿"]),
        (RecoveredDrafts(whole=("甲",)), ["完整找回 1 份"]),
        (RecoveredDrafts(partly=("甲", "乙")), ["部分找回 2 份：甲、乙", "核实"]),
        (RecoveredDrafts(from_backup=("甲",)), ["从每日副本找回 1 份：甲", "做副本以后的修改不在里面"]),
        (RecoveredDrafts(lost=tuple("甲乙丙丁戊己")), ["没能找回 6 份：甲、乙、丙、丁、戊等 6 份"]),
    ],
)
def test_every_outcome_of_a_recovery_has_its_message(salvaged: RecoveredDrafts, words: list[str]) -> None:
    set_aside = Path("/草稿/drafts-损坏.sqlite3")
    reported = "".join(sentences(set_aside, salvaged))
    assert all(each in reported for each in [str(set_aside), "没有改动", *words])


def _dropped(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


def test_a_dropped_file_is_taken(page: HomePage, tmp_path: Path, commands: RecordedCommands) -> None:
    file = tmp_path / "2024年年报.docx"
    file.touch()
    page.import_dropped(_dropped(file))
    assert commands.calls == [("import_file", file)]


def test_several_files_a_folder_and_an_archive_go_to_the_batch_page(
    page: HomePage, tmp_path: Path, commands: RecordedCommands
) -> None:
    files = (tmp_path / "甲.docx", tmp_path / "乙.docx")
    for file in files:
        file.touch()
    archive = tmp_path / "年报.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("甲.txt", "内容")
    for dropped in (files, (tmp_path,), (archive,)):
        page.import_dropped(_dropped(*dropped))
    page.batch.click()
    assert commands.calls == [
        *(("check_many", files), ("check_many", (tmp_path,)), ("check_many", (archive,)), ("check_many", ())),
    ]


def test_links_are_answered_with_a_sentence(page: HomePage, commands: RecordedCommands) -> None:
    link = QMimeData()
    link.setUrls([QUrl("https://www.gov.cn/a.html")])
    page.import_dropped(link)
    assert "不是本机上的文件" in page.drafts.problem.text()
    assert not commands.calls


def test_a_file_dragged_over_the_page_highlights_the_card(page: HomePage, tmp_path: Path) -> None:
    held = _dropped(tmp_path / "a.docx")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dragEnterEvent(event)
    assert event.isAccepted()
    assert page.drop.property("over") is True


def test_a_chosen_file_is_passed_on(
    page: HomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: RecordedCommands
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "a.docx"), ""))
    QTest.mouseClick(page.drop, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert commands.calls == [("import_file", tmp_path / "a.docx")]
    page.check.click()
    assert commands.calls[1:] == [("check_file", tmp_path / "a.docx")]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.choose_file()
    assert len(commands.calls) == 2


def test_a_blank_report_can_be_begun(page: HomePage, commands: RecordedCommands) -> None:
    page.blank.click()
    assert commands.calls == [("start_blank", None)]


def test_a_file_dropped_on_the_search_box_is_meant_for_the_page(page: HomePage) -> None:
    assert not page.drafts.search.acceptDrops()


def test_the_newest_draft_has_the_focus_at_first(page: HomePage) -> None:
    assert page.focusWidget() is page.drafts.table


def test_without_drafts_the_file_button_has_the_focus(
    store: DraftStore, editions: Mapping[str, Edition], qtbot: QtBot
) -> None:
    page = HomePage(store, editions, RecordedCommands())
    qtbot.addWidget(page)
    page.show()
    focused = page.focusWidget()
    assert focused is not None and focused.accessibleName() == "选择上年年报文件"


def test_a_file_imported_lately_is_imported_again_by_one_click(
    page: HomePage, store: DraftStore, tmp_path: Path, commands: RecordedCommands
) -> None:
    assert page.recent.isHidden()
    there, gone = tmp_path / "2024年报.docx", tmp_path / "移走了.docx"
    there.write_bytes(b"")
    write_settings(store.path.parent, Settings(recent_files=(str(there), str(gone))))
    page.refresh()
    assert page.recent.isVisible()
    lines: list[QPushButton] = list(page.recent.findChildren(QPushButton))
    first, second = lines
    first.click()
    assert commands.calls == [("import_file", there)]
    second.click()
    assert len(commands.calls) == 1
    assert "“移走了.docx”已不在" in page.drafts.problem.text()


def test_kept_batches_are_told_as_drafts_are() -> None:
    batches = RecoveredBatches(("2024 年度",), ("2023 年度 · 甲",), ("2022 年度 · 甲",), ("2021 年度 · 甲",))
    told = sentences(Path("损坏.sqlite3"), RecoveredDrafts(batches=batches))
    assert [each[0] for each in told] == ["△", "✓", "△", "△", "✕"]
    assert "2023 年度 · 甲" in told[2] and "2021 年度 · 甲" in told[4]
