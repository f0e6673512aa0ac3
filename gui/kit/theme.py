"""The theme in force: puts light or dark colours on the application and announces a change; and the spacing."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.kit.colours import DARK, LIGHT, Colours
from gui.kit.fonts import font
from gui.kit.style_sheet import palette, style_sheet

STEP = 4
"""The unit of all spacing, in px."""

FONTS_OF_THE_SYSTEM = ("QMenu", "QMenuBar", "QMessageBox", "QStatusBar", "QTipLabel")
"""Widgets that keep a font of the system's own on Windows, of another size, unless they are given one by name."""


class Theme(QObject):
    """Which colours are in force: those of the system, or light or dark ones whatever the system has."""

    changed = Signal()
    """The colours have changed: cached pictures must be redrawn."""

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self._applied: Colours | None = None
        self._name: str | None = None
        """The name of the wanted colours; ``None`` before any were applied."""

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self.colours is DARK

    def use(self, name: str) -> None:
        """Applies ``light`` or ``dark``; anything else follows the system, now and whenever it changes."""
        hints = QGuiApplication.styleHints()
        if self._name is None:
            hints.colorSchemeChanged.connect(self._apply_system_scheme)
        self._name = name
        wanted = {"light": LIGHT, "dark": DARK}.get(name)
        if wanted is None:
            self._apply_system_scheme()
        else:
            self.apply(wanted)

    def _apply_system_scheme(self) -> None:
        if self._name in ("light", "dark"):
            return
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.apply(DARK if dark else LIGHT)

    def apply(self, scheme: Colours) -> None:
        """Applies these colours regardless of the system's; nothing is styled anew if they are in force already."""
        if scheme is self._applied:
            return
        self.colours = self._applied = scheme
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyle("Fusion")
        application.setFont(font())
        application.setPalette(palette(self.colours))
        application.setStyleSheet(style_sheet(self.colours))  # which brings the fonts of the system back
        for each in FONTS_OF_THE_SYSTEM:
            application.setFont(font(), each)  # type: ignore[arg-type]  # the stubs want bytes, which are refused
        self.changed.emit()


THEME = Theme()


def colours() -> Colours:
    """The colours in force."""
    return THEME.colours
