"""The parts that the program is made of, with their licences: named in ``resources/licences/parts.toml``, the texts
taken from there, from the installed packages, or from the folder that an installer brings."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QSplitter, QWidget

from gui.kit.help_topics import offer_help
from gui.kit.line_table import LineTableModel, LineTableView, TableLine
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row

FOLDER = "licences"
PARTS = "parts.toml"
NOTICE = "许可说明.txt"
"""In the folder of a bundle."""
PROGRAM = "zfxxgk-nianbao"
"""The distribution of the program itself."""
MOST_ABOVE = 4
"""So many folders above the resources a bundle's folder of licences is looked for."""


@dataclass(frozen=True)
class Part:
    """Something that is shipped with the program."""

    name: str
    licence: str
    role: str
    distributions: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """Files of the folder beside ``parts.toml``."""
    note: str = ""
    """What the licence asks to be said, e.g. how the part is replaced."""
    bundled_only: bool = False
    """Only installers bring it."""


class Licences:
    """Parts and texts of this installation. ``resources`` has the folder ``licences``."""

    def __init__(self, resources: Path) -> None:
        self._folder = resources / FOLDER
        self._resources = resources

    @cached_property
    def bundle(self) -> Path | None:
        """The folder of licences that an installer put beside the program; ``None`` without an installer."""
        above = list(self._resources.resolve().parents)[:MOST_ABOVE]
        return next((each / FOLDER for each in above if (each / FOLDER / NOTICE).is_file()), None)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts that are here."""
        entries = tomllib.loads((self._folder / PARTS).read_text(encoding="utf-8"))["parts"]
        found = (
            Part(
                entry["name"],
                entry["licence"],
                entry["role"],
                tuple(entry.get("distributions", ())),
                tuple(entry.get("texts", ())),
                entry.get("note", ""),
                entry.get("with") == "bundle",
            )
            for entry in entries
        )
        return tuple(each for each in found if self.bundle is not None or not each.bundled_only)

    def version_of(self, part: Part) -> str:
        """Of its first distribution; empty where it has none or it cannot be told."""
        if not part.distributions:
            return ""
        installed = _installed(part.distributions[0])
        if installed is not None:
            return installed.version
        return next((each.name.rpartition("-")[2] for each in self._bundled(part)), "")

    def text_of(self, part: Part) -> str:
        """The note and the licence's whole text, or where it is to be found."""
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in self._files(part)]
        if not texts:
            texts = [f"许可：{part.licence}。全文随这个部分的安装包提供。"]
        return "\n\n".join(([part.note] if part.note else []) + [text.strip() for text in texts]) + "\n"

    def _files(self, part: Part) -> Iterator[Path]:
        if part.texts:
            yield from (self._folder / name for name in part.texts)
            return
        found = [path for name in part.distributions for path in _licence_files(_installed(name))]
        if not found:
            found = [path for folder in self._bundled(part) for path in sorted(folder.rglob("*")) if path.is_file()]
        if not found and not part.bundled_only:  # the program itself
            places = (self._resources.parent, self._resources.parent.parent)
            found = [path for each in places if (path := each / "LICENSE").is_file()][:1]
            found = found or _licence_files(_installed(PROGRAM))
        yield from found

    def _bundled(self, part: Part) -> list[Path]:
        if self.bundle is None:
            return []
        names = {each.lower().replace("_", "-") for each in (part.distributions or (part.name,))}
        folders = sorted(each for each in self.bundle.iterdir() if each.is_dir())
        return [each for each in folders if each.name.rpartition("-")[0].lower().replace("_", "-") in names]


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence_files(installed: Distribution | None) -> list[Path]:
    if installed is None:
        return []
    named = [each for each in installed.files or () if "licen" in str(each).lower() and ".dist-info" in str(each)]
    paths = [Path(str(installed.locate_file(each))) for each in named]
    return [each for each in paths if each.is_file() and each.suffix.lower() in ("", ".txt", ".rst", ".md", ".python")]


class LicencesDialog(QDialog):
    """The parts on the left, the licence of the current one on the right."""

    def __init__(self, licences: Licences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._licences = licences
        self.setWindowTitle("各部分的许可")
        offer_help(self, "install")
        resize_within_screen(self, 940, 600)
        model = LineTableModel(("部分", "许可"))
        model.show_lines(
            [
                TableLine((f"{each.name} {licences.version_of(each)}".rstrip(), each.licence), tip=each.role)
                for each in licences.parts
            ]
        )
        self.parts = LineTableView(model, "各部分", 0, (0, 150))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("许可全文")
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.parts)
        both.addWidget(self.text)
        both.setSizes([400, 520])
        close = button("关闭", self.accept)
        close.setDefault(True)
        note = label("程序由下列部分组成，各按其许可使用和分发。", "muted", wrap=True)
        whole = column(note, both, row(1, close), margin=4 * STEP, gap=3 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.parts.selectionModel().currentChanged.connect(self._show)
        self.parts.choose(0)

    def _show(self, current: QModelIndex, _previous: QModelIndex | None = None) -> None:
        self.text.setPlainText(self._licences.text_of(self._licences.parts[current.row()]))
