"""``python -m tests.pictures FOLDER [WORD …]``: every page and state of the window as PNG, to be looked at.

Only pictures whose name holds one of the words are made. Without a display Qt's offscreen platform draws them.
``python -m tests.pictures --help-pictures`` makes those of the help anew, small, in ``resources/help/pictures``.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

import main
from export.commands.demo import demo_figures
from export.document.layout import load_layout
from export.office_template import OfficeTemplate
from gui.app.crash_reporter import CrashDialog
from gui.app.main_window import MainWindow
from gui.app.start_page import NAME
from gui.editor.comparison_dialog import ComparisonDialog
from gui.editor.editor_page import EditorPage
from gui.editor.reopen_dialog import ReopenDialog
from gui.editor.table_page import TablePage
from gui.grid.guidance_dialog import FILE, HEIGHT, WIDTH, GuidanceDialog
from gui.grid.legend import Legend
from gui.grid.remark_dialog import RemarkDialog
from gui.history.cell_history_dialog import CellHistoryDialog
from gui.history.history_dialog import HistoryDialog
from gui.home.backup_dialog import BackupDialog
from gui.home.feedback import FeedbackDialog, feedback_text
from gui.home.help_dialog import PARTS, HelpDialog
from gui.home.licences import Licences, LicencesDialog
from gui.kit.colours import DARK, LIGHT, Colours
from gui.kit.command_palette import CommandPalette
from gui.kit.sign_font import offer_signs
from gui.kit.theme import THEME
from gui.kit.widgets import Elided
from gui.narrative.link_dialog import LinkDialog
from gui.narrative.years_dialog import YearsDialog
from gui.output.chart_dialog import ChartDialog
from gui.output.layout_dialog import LayoutDialog
from gui.output.multi_export_dialog import MultiExportDialog
from gui.output.print_preview import PrintPreview
from gui.output.printing import pages_of
from gui.output.template_dialog import TemplateDialog
from gui.settings.settings_dialog import PAGES, SettingsDialog
from model.form.edition import Edition, load_editions
from model.form.guidance import load_guidance
from model.linking.links import linking_edit
from model.report.edits import Edit, filling_with_zero
from model.report.report import Remark
from model.report.sign_off import finishing
from model.store.backups import back_up
from model.store.draft_store import DraftStore
from model.store.settings import Settings
from tests import county_pictures

ROOT = Path(__file__).parent.parent
RESOURCES = ROOT / "resources"
SAMPLE = ROOT / "tests" / "samples" / "enping-office-2024.txt"
SIZES = {
    "office": QSize(1366, 698),
    "100 %": QSize(1280, 650),
    "200 %": QSize(960, 470),
    "large": QSize(1920, 1200),
}
"""Of the window: 1366×768, 1280×720, 1920×1080 at 200 %, each less a title bar of 30 px and a task bar of 40 px."""
OFFICE, LARGE = SIZES["office"], SIZES["large"]


HELP_PICTURES = {
    "light-home": "home",
    "light-preview": "import",
    "light-editor-broken": "editor",
    "light-editor-1": "texts",
    "light-export-many": "export",
    "light-backups": "backups",
    "light-settings-rules": "rules",
}
"""Picture -> its name in the help."""
HELP_WIDTH = 760


class HelpPictures:
    """Those of the help: scaled down, in few colours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.words = list(HELP_PICTURES)
        self.taken: list[str] = []

    def take(self, widget: QWidget, name: str) -> None:
        if name in HELP_PICTURES and name not in self.taken:
            QTest.qWait(350)
            image = widget.grab().toImage()
            image = image.scaledToWidth(min(HELP_WIDTH, image.width()), Qt.TransformationMode.SmoothTransformation)
            in_few_colours(image).save(str(self.folder / f"{HELP_PICTURES[name]}.png"))
            self.taken.append(name)

    def small(self, window: QWidget, name: str) -> None:
        """None of the help."""


def in_few_colours(image: QImage) -> QImage:
    """With the 256 colours that most of its points have."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    points = Counter(memoryview(image.constBits()).cast("I"))
    return image.convertToFormat(QImage.Format.Format_Indexed8, [colour for colour, _ in points.most_common(256)])


class Pictures:
    """Takes them, and knows which ones are wanted."""

    def __init__(self, folder: Path, words: list[str]) -> None:
        self.folder, self.words = folder, words
        self.taken: list[str] = []

    def take(self, widget: QWidget, name: str) -> None:
        if self.words and not any(word in name for word in self.words):
            return
        QTest.qWait(350)
        widget.grab().save(str(self.folder / f"{name}.png"))
        self.taken.append(name)

    def small(self, window: QWidget, name: str) -> None:
        """At the smallest size as well."""
        before = window.size()
        window.resize(SIZES["200 %"])
        self.take(window, f"{name}-200%")
        window.resize(before)


@contextmanager
def window_on(editions: dict[str, Edition]) -> Iterator[tuple[MainWindow, DraftStore]]:
    """A window, and the store of its own that it shows."""
    with tempfile.TemporaryDirectory() as folder:
        store = DraftStore(Path(folder))
        window = MainWindow(RESOURCES, main.VERSION)
        window.resize(OFFICE)
        window.show()
        window.begin(store, editions)
        QTest.qWait(200)
        yield window, store
        window.close()
        store.close()


def editor_of(window: MainWindow) -> EditorPage:
    """The draft for the year after the report that the preview shows."""
    assert window.preview is not None
    buttons: list[QPushButton] = list(window.preview.findChildren(QPushButton))
    next(each for each in buttons if each.text().startswith("生成")).click()
    assert window.editor is not None
    return window.editor


def wait_for_repairs(editor: EditorPage) -> None:
    """They are looked for on a thread, which a busy machine lets wait."""
    while editor.panel.repairs.advice is None:
        QTest.qWait(20)


def backups(store: DraftStore, editor: EditorPage) -> BackupDialog:
    """With backups of three days, and the folder where an office's are."""
    for days in (2, 1, 0):
        back_up(store.path.parent, keep=30, today=date.today() - timedelta(days), even_if_done=True)
    dialog = BackupDialog(store, editor)
    shown = str(store.path.parent)
    lines: list[Elided] = list(dialog.findChildren(Elided))
    for line in lines:
        if line.text() == shown:
            line.setText(r"C:\Users\张三\AppData\Local\zfxxgk-nianbao")
    return dialog


def pages(pictures: Pictures | HelpPictures, window: MainWindow, store: DraftStore, look: str) -> None:
    """The editor in each of its states."""
    editor = editor_of(window)
    report, edition = editor.open_report, editor.open_report.edition
    pictures.take(window, f"{look}-editor-blank")
    report.edit(Edit("演示", demo_figures(RESOURCES, edition)))
    report.edit(filling_with_zero(report.report, edition, edition.cells))
    wrong = edition.cell("requests.results.otherwise.other.business")
    report.edit(
        Edit(
            "批注",
            remarks={
                edition.cell("requests.received.business"): Remark("与信访科核对", flagged=True),
                edition.cell("requests.received.person"): Remark("见台账第 3 页"),
            },
        )
    )
    page = editor.page
    assert isinstance(page, TablePage)
    page.view.go_to(wrong)
    wait_for_repairs(editor)
    pictures.take(window, f"{look}-editor-broken")
    editor.foot.prior_year.click()
    pictures.take(window, f"{look}-editor-last-year")
    editor.foot.prior_year.click()
    editor.find_bar.open_with("1")
    editor.find_bar.step()
    pictures.take(window, f"{look}-editor-find")
    editor.find_bar.close_bar()
    granted = tuple(edition.cell(f"requests.results.{row}.total") for row in ("granted", "granted_in_part"))
    report.edit(linking_edit(report.checked.context, "1", report.report.texts["1"].index("57条"), "57", granted))
    wait_for_repairs(editor)
    for key in ("facts", "preface", "1", "2", "4", "5", "6"):
        editor.navigation.choose(key)
        pictures.take(window, f"{look}-editor-{key}")
    editor.navigation.choose("3")
    for name, widget in (*dialogs(editor), ("backups", backups(store, editor))):
        widget.show()
        pictures.take(widget, f"{look}-{name}")
        widget.close()
    county_pictures.register(pictures, editor, load_editions(RESOURCES / "editions"), look)
    for size, room in SIZES.items():
        if room != OFFICE:
            window.resize(room)
            for key in ("3", "1"):
                editor.navigation.choose(key)
                pictures.take(window, f"{look}-editor-{key}-{size.replace(' ', '')}")
    window.resize(OFFICE)
    editor.toggle_panel()
    pictures.take(window, f"{look}-editor-folded")
    editor.toggle_panel()
    exported = Path("文档/恩平市人民政府办公室2025年政府信息公开工作年度报告.docx")
    editor.exported.show_files([exported], for_sign_off=True)
    pictures.take(window, f"{look}-exported")
    pictures.small(window, f"{look}-exported")
    editor.open_report.edit(finishing(date(2026, 1, 20)))
    editor.navigation.choose("1")
    pictures.take(window, f"{look}-final")


def dialogs(editor: EditorPage) -> Iterator[tuple[str, QWidget]]:
    """Every dialog of a draft, with its name; whoever asks closes them."""
    yield "legend", Legend(editor)
    palette = CommandPalette([*editor.palette_choices.choices(), *editor.palette_choices.cell_choices()], editor)
    palette.resize(520, 380)
    palette.field.setText("bnxs")
    yield "palette", palette
    yield "history", HistoryDialog(editor.open_report, editor)
    report = editor.open_report
    person = report.edition.cell("requests.received.person")
    yield "cell-history", CellHistoryDialog(report, person, editor)
    yield "years", YearsDialog(report, editor)
    formats = editor.documents.formats
    many = MultiExportDialog(editor.exporter, formats.all(), report.title, editor)
    many.set_folder(Path(r"C:\Users\张三\Documents"))
    yield "export-many", many
    yield "picture", ChartDialog(formats.charts(), load_layout(RESOURCES / "layout.toml"), editor)
    yield "reopen", ReopenDialog(editor)
    yield "crash", CrashDialog(f"{NAME} {main.VERSION}\nTraceback …", editor, saved=True)
    theirs = report.report.with_(
        figures={**report.report.figures, person: 9},
        texts={**report.report.texts, "6": "本机关2025年没有需要报告的其他事项，特此说明。"},
    )
    yield "comparison", ComparisonDialog(report, theirs, report.edition, "领导改过的.docx", (), editor)
    yield "print-preview", PrintPreview(pages_of(report.report, report.edition, RESOURCES), lambda _: None, editor)
    yield "layout", LayoutDialog(Settings(), load_layout(RESOURCES / "layout.toml"), editor)
    yield "template", TemplateDialog(editor.exporter, editor)
    guidance = load_guidance(RESOURCES / FILE, load_editions(RESOURCES / "editions"))
    reported = GuidanceDialog(report.edition, guidance, editor)
    reported.show_cell(report.edition.cell("requests.results.granted_in_part.person"))
    reported.resize(WIDTH, HEIGHT)
    yield "guidance", reported
    editions = sorted(load_editions(RESOURCES / "editions").values(), key=lambda each: -each.first_year)
    usual = load_layout(RESOURCES / "layout.toml")
    own = Settings(organ_name="恩平市教育局", limits={"report.length": 1500}, severities={"words.slips": "off"})
    for page, name in zip(PAGES, ("organ", "deadlines", "rules", "layout", "places", "backups"), strict=True):
        settings = SettingsDialog(own, editions, usual, OfficeTemplate(report.folder, RESOURCES), editor)
        settings.show_page(page)
        yield f"settings-{name}", settings
    for part, name in zip(PARTS, ("help", "help-counting", "help-keys", "help-about"), strict=True):
        where = Path("某处/zfxxgk-nianbao")
        help_ = HelpDialog(NAME, main.VERSION, [report.edition], where, editor, guidance, resources=RESOURCES)
        help_.show_part(part)
        yield name, help_
    of_rule = HelpDialog(NAME, main.VERSION, editions, where, editor, guidance, resources=RESOURCES)
    of_rule.show_topic("rule:requests.balance")
    yield "help-rule", of_rule
    licences = Licences(RESOURCES)
    yield "licences", LicencesDialog(licences, editor)
    yield "feedback", FeedbackDialog(feedback_text(NAME, main.VERSION, licences, report.folder), editor)
    words = report.report.texts["1"]
    start = words.index("128条")
    link = LinkDialog(report.checked.context, "1", start, "128", editor)
    link.tick(0)
    yield "link", link
    yield "remark", RemarkDialog("表三 一、本年新收 · 自然人", Remark("与信访科核对", flagged=True), editor)


def make(pictures: Pictures | HelpPictures, looks: Iterable[tuple[str, Colours]]) -> None:
    editions = load_editions(RESOURCES / "editions")
    for look, colours in looks:
        THEME.apply(colours)
        with window_on(editions) as (window, store):
            pictures.take(window, f"{look}-home-empty")
            window.import_file(SAMPLE)
            while window.preview is None:
                QTest.qWait(20)
            pictures.take(window, f"{look}-preview")
            pictures.small(window, f"{look}-preview")
            pages(pictures, window, store, look)
            window.show_home()
            pictures.take(window, f"{look}-home")
            pictures.small(window, f"{look}-home")
            window.check_file(SAMPLE)
            while window.preview is None:
                QTest.qWait(20)
            pictures.take(window, f"{look}-check")
            pictures.small(window, f"{look}-check")
        county_pictures.batch(pictures, editions, look)


def run(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    of_help = arguments[0] == "--help-pictures"
    folder = RESOURCES / "help" / "pictures" if of_help else Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    offer_signs(RESOURCES)
    both = (("light", LIGHT), ("dark", DARK))
    pictures = HelpPictures(folder) if of_help else Pictures(folder, arguments[1:])
    make(pictures, both[:1] if of_help else both)
    sys.stdout.write(f"{len(pictures.taken)} pictures in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
