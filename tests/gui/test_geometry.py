"""Every page and dialog fits a small screen: nothing outside the window, nothing cut off, no figure left out."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSplitterHandle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from export.commands.demo import demo_figures
from gui.app.main_window import MainWindow
from gui.batch.batch_page import BatchPage
from gui.editor.editor_page import EditorPage
from gui.editor.table_page import TablePage
from gui.home.backup_dialog import BackupDialog
from gui.importing.import_preview import ImportPreview
from gui.kit.colours import LIGHT
from gui.kit.commands import choices_of_menu, name_of
from gui.kit.help_topics import help_topic_of
from gui.kit.overflow_bar import OverflowBar
from gui.kit.theme import THEME
from gui.kit.widgets import Elided, TwoLines
from gui.session.draft_saving import Saving
from model.drafting.rollover import roll_over
from model.form.edition import Edition, load_editions
from model.importing import import_report
from model.report.edits import Edit, filling_with_zero
from model.report.report import Fact, Report
from model.report.sign_off import finishing, sending
from model.store.draft_store import DraftStore
from tests.conftest import EDITIONS_FOLDER, SAMPLES
from tests.county_pictures import batch_widgets, register_dialogs, years_widgets
from tests.pictures import SIZES, dialogs

WRONG = "requests.results.otherwise.other.business"
SAMPLE = SAMPLES / "enping-office-2024.txt"
ROOM = {name: size for name, size in SIZES.items() if name != "large"}
"""Screens that offices have, less title bar and task bar."""


def digits(text: str) -> str:
    return "".join(ch for ch in text if ch.isdigit())


def parts_of(window: QWidget) -> Iterator[QWidget]:
    """Every visible widget in ``window`` except what scrolls inside a view of its own."""
    waiting = [window]
    while waiting:
        widget = waiting.pop()
        yield widget
        if isinstance(widget, QAbstractScrollArea):
            continue
        waiting += [
            each
            for each in widget.children()
            if isinstance(each, QWidget) and not each.isWindow() and each.isVisibleTo(window)
        ]


def scrolled_parts_of(window: QWidget) -> Iterator[QWidget]:
    """What stands in areas that scroll up and down only: there must be room for the whole width of it."""
    areas: list[QScrollArea] = list(window.findChildren(QScrollArea))
    for area in areas:
        inner = area.widget()
        if area.isVisibleTo(window) and inner is not None and area.horizontalScrollBar().maximum() == 0:
            yield from parts_of(inner)


def named(widget: QWidget) -> str:
    message = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} “{message[:40]}”"


def faults(window: QWidget) -> list[str]:
    """What does not fit, in words."""
    for _ in range(3):  # a height may follow from a width, and a text from a figure
        QApplication.processEvents()
    found = []
    for widget in parts_of(window):
        place = QRect(widget.mapTo(window, QPoint()), widget.size())
        if not window.rect().contains(place) and not isinstance(widget, QSplitterHandle):
            found.append(f"{named(widget)} outside the window: {place.getRect()}")
        parent = widget.parentWidget()
        if widget is not window and parent is not None and not parent.rect().contains(widget.geometry()):
            found.append(f"{named(widget)} cut off by {named(parent)}: {widget.geometry().getRect()}")
        found += _cut_text(widget)
    for widget in scrolled_parts_of(window):
        found += _cut_text(widget)
    return found


def _cut_text(widget: QWidget) -> list[str]:
    if isinstance(widget, Elided):
        lost = digits(widget.shown()) != digits(widget.text())
    elif isinstance(widget, TwoLines):
        lost = digits("".join(widget.lines())) != digits(widget.text())
    elif isinstance(widget, QLabel) and widget.wordWrap():
        lost = bool(widget.text()) and widget.height() < widget.heightForWidth(widget.width())
    elif isinstance(widget, QLineEdit | QAbstractSpinBox | QComboBox):
        lost = widget.height() < widget.minimumSizeHint().height()
    elif isinstance(widget, QLabel | QAbstractButton):
        lost = widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.minimumSizeHint().height()
    else:
        return []
    return [f"{named(widget)} is cut: {widget.size().toTuple()} < {widget.minimumSizeHint().toTuple()}"] if lost else []


@pytest.fixture(scope="module", autouse=True)
def look(qapp: object) -> Iterator[None]:
    """Sizes are those of the style that users see."""
    THEME.apply(LIGHT)
    yield


@contextmanager
def opened(folder: Path, editions: Mapping[str, Edition]) -> Iterator[tuple[MainWindow, DraftStore]]:
    store = DraftStore(folder)
    window = MainWindow(EDITIONS_FOLDER.parent, "0")
    window.begin(store, dict(editions))
    window.show()
    yield window, store
    window.close()
    window.deleteLater()
    store.close()


def previewed(window: MainWindow, qtbot: QtBot, opens: Callable[[Path], None]) -> ImportPreview:
    opens(SAMPLE)
    qtbot.waitUntil(lambda: window.preview is not None)
    assert window.preview is not None
    return window.preview


def at_every_size(window: MainWindow, does: Callable[[], object] = lambda: None) -> dict[str, list[str]]:
    found = {}
    for name, size in ROOM.items():
        window.resize(size)
        assert window.size() == size
        does()
        if message := faults(window):
            found[name] = message
    return found


def test_the_list_of_drafts_and_both_previews_fit(
    tmp_path: Path, editions: Mapping[str, Edition], qtbot: QtBot
) -> None:
    with opened(tmp_path, editions) as (window, store):
        assert at_every_size(window) == {}
        store.create(Report("2021", facts={Fact.ORGAN: "恩平市人民政府办公室", Fact.YEAR: "2025"}))
        window.home.refresh()
        name = "恩平市人民政府办公室2024年政府信息公开工作年度报告.docx"
        window.home.drafts.show_message(f"一次只导入一个文件：拖入了 12 个，已取“{name}”")
        window.home.drafts.show_problem(
            f"“{name}”已不在 /home/某某/文档：可能移走、改名，或 U 盘没有插上。请重新选择文件"
        )
        assert at_every_size(window) == {}
        previewed(window, qtbot, window.import_file)
        assert at_every_size(window) == {}
        window.show_home()
        window.resize(ROOM["200 %"])
        checked = previewed(window, qtbot, window.check_file)
        QApplication.processEvents()
        QApplication.processEvents()
        below = checked.lists.findings.mapTo(window, checked.lists.findings.rect().bottomLeft()).y()
        assert below < window.height()  # what was asked for is in sight
        assert at_every_size(window) == {}


@pytest.fixture(scope="module")
def drafted(
    tmp_path_factory: pytest.TempPathFactory, editions: Mapping[str, Edition], look: None
) -> Iterator[tuple[MainWindow, DraftStore]]:
    """This year's draft, filled as the demo fills it, with an error in it."""
    last_year = import_report(SAMPLE, editions).report
    with opened(tmp_path_factory.mktemp("drafts"), editions) as (window, store):
        edition = editions["2021"]
        window.open_draft(store.create(roll_over(last_year, edition, 2025), last_year))
        assert window.editor is not None
        report = window.editor.open_report
        report.edit(Edit("填写", demo_figures(EDITIONS_FOLDER.parent, edition)))
        report.edit(filling_with_zero(report.report, edition, edition.cells))
        report.edit(Edit("填写", {edition.cell(WRONG): 77}))
        assert report.saving.flush(5)
        yield window, store


@pytest.fixture
def window(drafted: tuple[MainWindow, DraftStore]) -> MainWindow:
    return drafted[0]


@pytest.fixture
def editor(window: MainWindow) -> EditorPage:
    assert window.editor is not None
    return window.editor


def go_to_the_longest_name(page: TablePage, edition: Edition) -> None:
    names = {cell: len(edition.name_of(cell)) for cell in page.model.table.cells}
    page.view.go_to(max(names, key=lambda cell: names[cell]))


@pytest.mark.parametrize("folded", [True, False], ids=["panel folded", "panel shown"])
def test_every_page_of_a_draft_fits(window: MainWindow, editor: EditorPage, *, folded: bool) -> None:
    def fold() -> None:
        if editor.splitter.is_folded != folded:
            editor.toggle_panel()

    found = {}
    for key, _ in editor.navigation.titles:
        editor.navigation.choose(key)
        if isinstance(editor.page, TablePage):
            go_to_the_longest_name(editor.page, editor.open_report.edition)
        if message := at_every_size(window, fold):
            found[key] = message
    assert found == {}


def test_every_button_that_a_narrow_bar_drops_is_in_a_menu(window: MainWindow, editor: EditorPage) -> None:
    window.resize(ROOM["200 %"])
    QApplication.processEvents()
    in_menus = {each.name.rstrip("…") for menu in editor.menus() for each in choices_of_menu(menu)}
    bars: list[OverflowBar] = list(editor.findChildren(OverflowBar))
    dropped = [each for bar in bars for each in bar.dropped]
    assert dropped
    buttons = [each for each in dropped if isinstance(each, QAbstractButton) and each.isEnabled()]
    assert {name_of(each) for each in buttons} <= in_menus


EXPLAINED_BY_THEMSELVES = ("help", "guidance")
"""Dialogs, by the beginning of their names, in which F1 has nothing to add."""


def test_every_dialog_fits_the_smallest_screen(drafted: tuple[MainWindow, DraftStore], editor: EditorPage) -> None:
    """Also one that a person would like larger: whatever it holds scrolls. F1 has a topic for each."""
    written = {path.stem for path in (EDITIONS_FOLDER.parent / "help" / "topics").iterdir()}
    room = ROOM["200 %"]
    found: dict[str, object] = {}
    editions = load_editions(EDITIONS_FOLDER)
    county = itertools.chain(register_dialogs(editor, editions), batch_widgets(editions), years_widgets(editions))
    for name, dialog in itertools.chain(dialogs(editor), [("backups", BackupDialog(drafted[1], editor))], county):
        if isinstance(dialog, QDialog | BatchPage):
            dialog.ensurePolished()
            if (
                isinstance(dialog, QDialog)
                and help_topic_of(dialog) not in written
                and not name.startswith(EXPLAINED_BY_THEMSELVES)
            ):
                found[f"{name} F1"] = help_topic_of(dialog)
            least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
            if least.width() > room.width() or least.height() > room.height():
                found[name] = least.toTuple()
            dialog.show()
            dialog.resize(dialog.size().boundedTo(room))
            if message := faults(dialog):
                found[f"{name} cut"] = message
        if not isinstance(dialog, BatchPage):
            dialog.close()
            dialog.deleteLater()
    assert found == {}


def test_a_draft_fits_with_the_strips_above_it(window: MainWindow, editor: EditorPage, tmp_path: Path) -> None:
    """The last one here: what was sent and is final stays so."""
    report = editor.open_report
    problem = "磁盘已满，最近的修改没有写进去：请腾出 20 MB 以上的空间，程序会自动再试，窗口里的内容不会丢"
    editor.navigation.choose("1")
    editor.open_find(replacing=True)
    editor.banner.show_saving(Saving(None, problem))
    assert at_every_size(window) == {}
    editor.banner.hide()
    report.edit(sending(date(2026, 1, 20)))
    long_line = "批注已保存：三、本年度办理结果（六）其他处理 3.其他 · 法人或其他组织 商业企业，待核实 12 处"
    editor.status.show_status(long_line)
    assert at_every_size(window) == {}
    editor.find_bar.close_bar()
    editor.exported.show_files([tmp_path / "恩平市人民政府办公室2025年政府信息公开工作年度报告.docx"], True)
    assert at_every_size(window) == {}
    report.edit(finishing(date(2026, 1, 20)))
    assert at_every_size(window) == {}
