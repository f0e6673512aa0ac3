"""The look, in one place: colours for light and dark, type sizes, spacing, and the style sheet made of them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication

FAMILIES = ["Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC"]
BASE, SMALL, TITLE, PAGE_TITLE = 13, 12, 15, 20
"""Type sizes in px."""
PAPER = 16
"""Type size of the words of a report, in px."""
STEP = 4
"""Everything is spaced in multiples of it, in px."""


@dataclass(frozen=True)
class Colours:
    """One theme. Every pair of text and ground is at least 4.5 : 1."""

    page: str
    surface: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_tint: str
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    good: str
    good_tint: str
    label: str
    total: str
    total_tint: str
    trace_left: str
    trace_right: str
    hatch: str
    grid_line: str
    card_line: str
    hover: str


LIGHT = Colours(
    page="#F4F6F9",
    surface="#FFFFFF",
    text="#1F2733",
    muted="#5A6575",
    accent="#1F4E8C",
    on_accent="#FFFFFF",
    accent_tint="#F1F5FC",
    error="#A61B1B",
    error_tint="#FDE4E4",
    warning="#7A4F00",
    warning_tint="#FFF1D6",
    good="#1C6B2B",
    good_tint="#E3F3E6",
    label="#F2F4F7",
    total="#163F75",
    total_tint="#EEF4FC",
    trace_left="#FFF4C2",
    trace_right="#DDEBFF",
    hatch="#DDE2EA",
    grid_line="#AAB4C2",
    card_line="#DDE2EA",
    hover="#E4ECF7",
)
DARK = Colours(
    page="#15191F",
    surface="#1D232B",
    text="#E6EAF0",
    muted="#A3AFBF",
    accent="#8AB8F5",
    on_accent="#15191F",
    accent_tint="#222D3B",
    error="#FFB4AB",
    error_tint="#4A1D1D",
    warning="#FFD58A",
    warning_tint="#43340F",
    good="#A5DDB0",
    good_tint="#173A20",
    label="#252C36",
    total="#CFE1FA",
    total_tint="#1F2F45",
    trace_left="#4A4212",
    trace_right="#1B3A5E",
    hatch="#2E3641",
    grid_line="#46505E",
    card_line="#2E3641",
    hover="#2A3442",
)


class Theme(QObject):
    """Which colours are in force; follows the system between light and dark."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT

    def follow_system(self) -> None:
        """Put the look on the application now and whenever the system changes between light and dark."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._put_on)
        self._put_on()

    def _put_on(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.put_on(DARK if dark else LIGHT)

    def put_on(self, look: Colours) -> None:
        """Put just this look on the application."""
        self.colours = look
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyle("Fusion")
        application.setFont(font())
        application.setPalette(_palette(self.colours))
        application.setStyleSheet(_style_sheet(self.colours))
        self.changed.emit()


THEME = Theme()


def colours() -> Colours:
    """The colours in force."""
    return THEME.colours


@lru_cache(maxsize=64)
def font(size: int = BASE, *, bold: bool = False) -> QFont:
    """The interface's type, ``size`` in px. Made once: every painted cell asks for it."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _palette(look: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, look.page),
        (roles.Base, look.surface),
        (roles.AlternateBase, look.label),
        (roles.Button, look.surface),
        (roles.Text, look.text),
        (roles.WindowText, look.text),
        (roles.ButtonText, look.text),
        (roles.ToolTipBase, look.surface),
        (roles.ToolTipText, look.text),
        (roles.PlaceholderText, look.muted),
        (roles.Highlight, look.accent),
        (roles.HighlightedText, look.on_accent),
        (roles.Link, look.accent),
        (roles.Accent, look.accent),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.muted))
    return palette


def _style_sheet(look: Colours) -> str:
    """Plain widgets are styled by kind; others by the dynamic property ``role``: ``card``, ``bar``, ``title``,
    ``page_title``, ``muted``, ``small``, ``link``, ``main``, ``quiet``, ``badge-error/-warning/-good/-plain``."""
    return f"""
    QWidget {{ color: {look.text}; font-size: {BASE}px; }}
    QMainWindow, QDialog, QStackedWidget {{ background: {look.page}; }}
    QStackedWidget[role="plain"] {{ background: transparent; }}
    QToolTip {{ background: {look.surface}; color: {look.text}; border: 1px solid {look.grid_line}; padding: 6px; }}
    QFrame[role="card"] {{ background: {look.surface}; border: 1px solid {look.card_line}; border-radius: 10px; }}
    QFrame[role="bar"] {{ background: {look.surface}; border: none; border-bottom: 1px solid {look.card_line}; }}
    QFrame[role="side"] {{ background: {look.surface}; border: none; border-right: 1px solid {look.card_line}; }}
    QFrame[role="panel"] {{ background: {look.surface}; border: none; border-left: 1px solid {look.card_line}; }}
    QFrame[role="foot"] {{ background: {look.surface}; border: none; border-top: 1px solid {look.card_line}; }}
    QFrame[role="alert"] {{ background: {look.error_tint}; border: none; border-bottom: 1px solid {look.error}; }}
    QFrame[role="notice"] {{ background: {look.warning_tint}; border: 1px solid {look.card_line};
        border-radius: 10px; }}
    QFrame[role="done"] {{ background: {look.good_tint}; border: none; border-bottom: 1px solid {look.card_line}; }}
    QFrame[role="line"] {{ background: {look.card_line}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[role="drop"] {{ background: {look.accent_tint}; border: 2px dashed {look.accent}; border-radius: 10px; }}
    QFrame[role="drop"][over="true"] {{ background: {look.hover}; border-style: solid; }}
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {TITLE}px; font-weight: 600; }}
    QLabel[role="page_title"] {{ font-size: {PAGE_TITLE}px; font-weight: 600; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="muted"] {{ color: {look.muted}; }}
    QLabel[role="small"] {{ color: {look.muted}; font-size: {SMALL}px; }}
    QLabel[role="error"] {{ color: {look.error}; }}
    QLabel[role="warning"] {{ color: {look.warning}; }}
    QLabel[role="good"] {{ color: {look.good}; }}
    QLabel[role="badge-error"], QLabel[role="badge-warning"], QLabel[role="badge-good"], QLabel[role="badge-plain"] {{
        border-radius: 10px; padding: 2px 8px; font-size: {SMALL}px; }}
    QLabel[role="badge-error"] {{ background: {look.error_tint}; color: {look.error}; }}
    QLabel[role="badge-warning"] {{ background: {look.warning_tint}; color: {look.warning}; }}
    QLabel[role="badge-good"] {{ background: {look.good_tint}; color: {look.good}; }}
    QLabel[role="badge-plain"] {{ background: {look.hover}; color: {look.muted}; }}
    QPushButton {{ background: {look.surface}; border: 1px solid {look.grid_line}; border-radius: 6px;
        padding: 6px 12px; min-height: 19px; }}
    QPushButton:hover {{ background: {look.hover}; }}
    QPushButton:focus {{ border: 2px solid {look.accent}; padding: 5px 11px; }}
    QPushButton:disabled {{ color: {look.muted}; border-color: {look.card_line}; }}
    QPushButton[role="main"] {{ background: {look.accent}; color: {look.on_accent}; border-color: {look.accent}; }}
    QPushButton[role="main"]:focus {{ border: 2px solid {look.text}; }}
    QPushButton[role="main"]:disabled {{ background: {look.card_line}; color: {look.muted}; }}
    QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {look.accent};
        padding: 1px 2px; text-align: left; }}
    QPushButton[role="link"]:hover {{ text-decoration: underline; }}
    QPushButton[role="link"]:disabled {{ color: {look.muted}; text-decoration: none; }}
    QPushButton[role="link"]:focus {{ border: 1px solid {look.accent}; padding: 1px 2px; }}
    QPushButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; padding: 4px 6px; }}
    QPushButton[role="quiet"]:hover {{ background: {look.hover}; }}
    QPushButton[role="quiet"]:focus {{ border: 1px solid {look.accent}; }}
    QPushButton[role="tab"] {{ background: transparent; border: 1px solid transparent; padding: 5px 10px; }}
    QPushButton[role="tab"]:hover {{ background: {look.hover}; }}
    QPushButton[role="tab"]:checked {{ background: {look.accent_tint}; border-color: {look.card_line};
        color: {look.accent}; font-weight: 600; }}
    QPushButton[role="tab"]:focus {{ border: 1px solid {look.accent}; }}
    QPushButton[role="card"] {{ background: {look.surface}; border: 1px solid {look.card_line}; border-radius: 10px;
        padding: 16px 20px; text-align: left; }}
    QPushButton[role="card"]:hover {{ background: {look.hover}; }}
    QPushButton[role="card"]:focus {{ border: 2px solid {look.accent}; padding: 15px 19px; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ background: {look.surface};
        border: 1px solid {look.grid_line}; border-radius: 6px; padding: 5px 8px;
        selection-background-color: {look.accent}; selection-color: {look.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {look.accent}; padding: 4px 7px; }}
    QLineEdit[role="cell"] {{ border: 2px solid {look.accent}; border-radius: 0; padding: 0 5px; }}
    QTextEdit[role="paper"] {{ font-size: {PAPER}px; border-radius: 0; padding: 1px; }}
    QTextEdit[role="paper"]:focus {{ padding: 0; }}
    QTextEdit[role="paper"][readOnly="true"], QLineEdit[readOnly="true"] {{ background: {look.page}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url("{_shape("down", look)}"); width: 12px; height: 10px; }}
    QComboBox::down-arrow:disabled {{ image: url("{_shape("down-off", look)}"); }}
    QAbstractSpinBox[buttonSymbols="0"], QAbstractSpinBox[buttonSymbols="1"] {{ padding-right: 26px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 24px;
        border: none; border-left: 1px solid {look.grid_line}; background: transparent; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; border-top-right-radius: 5px; margin: 1px 1px 0 0; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; border-bottom-right-radius: 5px;
        margin: 0 1px 1px 0; border-top: 1px solid {look.grid_line}; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {look.hover}; }}
    QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed {{ background: {look.accent_tint}; }}
    QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ width: 12px; height: 10px; }}
    QAbstractSpinBox::up-arrow {{ image: url("{_shape("up", look)}"); }}
    QAbstractSpinBox::down-arrow {{ image: url("{_shape("down", look)}"); }}
    QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::up-arrow:disabled {{
        image: url("{_shape("up-off", look)}"); }}
    QAbstractSpinBox::down-arrow:off, QAbstractSpinBox::down-arrow:disabled {{
        image: url("{_shape("down-off", look)}"); }}
    QComboBox QAbstractItemView, QMenu {{ background: {look.surface}; border: 1px solid {look.grid_line}; padding: 4px;
        selection-background-color: {look.hover}; selection-color: {look.text}; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {look.hover}; color: {look.text}; }}
    QMenu::item:disabled {{ color: {look.muted}; }}
    QTableView, QListView, QTreeView {{ background: {look.surface}; border: none; gridline-color: {look.grid_line};
        outline: none; }}
    QTableView[role="lines"]::item {{ border-bottom: 1px solid {look.card_line}; padding: 0 6px; }}
    QTreeView::item {{ border-bottom: 1px solid {look.card_line}; padding: 6px 4px; }}
    QTreeView::item:selected {{ background: {look.hover}; color: {look.text}; }}
    QTableView[role="lines"]::item:selected {{ background: {look.hover}; color: {look.text}; }}
    QTableView[role="printed"] {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QListView[role="choices"]::item {{ padding: 5px 8px; border-radius: 4px; }}
    QListView[role="choices"]::item:selected {{ background: {look.hover}; color: {look.text}; }}
    QHeaderView::section {{ background: {look.surface}; color: {look.muted}; border: none;
        border-bottom: 1px solid {look.card_line}; padding: 8px; text-align: left; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {look.grid_line}; border-radius: 4px; margin: 2px; min-height: 24px;
        min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {look.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; width: 0; height: 0; }}
    QProgressBar {{ background: {look.hover}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {look.accent}; border-radius: 3px; }}
    QSplitter::handle {{ background: {look.card_line}; }}
    QSplitter[role="papers"]::handle {{ background: transparent; }}
    QCheckBox {{ spacing: 8px; background: transparent; }}
    QCheckBox::indicator, QTreeView::indicator, QTableView::indicator, QListView::indicator {{
        width: 14px; height: 14px; background: {look.surface}; border: 1px solid {look.muted}; border-radius: 3px; }}
    QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked,
    QListView::indicator:checked {{
        background: {look.accent}; border-color: {look.accent}; image: url("{_shape("tick", look)}"); }}
    QCheckBox::indicator:focus {{ border-color: {look.accent}; }}
    """


def _shape(name: str, look: Colours) -> str:
    """A style sheet takes shapes from files only."""
    return (Path(__file__).parent.parent / "icons" / f"{name}-{'dark' if look is DARK else 'light'}.svg").as_posix()


_SHAPES: dict[str, list[list[tuple[float, float]]]] = {
    "undo": [[(8, 5), (4, 9), (8, 13)], [(4, 9), (12, 9), (15, 10.5), (16, 13), (15, 15.5), (12, 16)]],
    "redo": [[(12, 5), (16, 9), (12, 13)], [(16, 9), (8, 9), (5, 10.5), (4, 13), (5, 15.5), (8, 16)]],
    "back": [[(12, 4), (6, 10), (12, 16)]],
    "history": [
        [
            (10, 3),
            (13.5, 3.9),
            (16.1, 6.5),
            (17, 10),
            (16.1, 13.5),
            (13.5, 16.1),
            (10, 17),
            (6.5, 16.1),
            (3.9, 13.5),
            (3, 10),
            (3.9, 6.5),
            (6.5, 3.9),
            (10, 3),
        ],
        [(10, 6), (10, 10), (13, 12)],
    ],
    "more": [[(4, 10), (4.4, 10)], [(10, 10), (10.4, 10)], [(16, 10), (16.4, 10)]],
}
"""Line icons in a 20 px box, as polylines."""


def icon(name: str) -> QIcon:
    """A line icon of the family, 1.5 px stroke, in the text colour in force, crisp at 100 to 300 %."""
    made = QIcon()
    for scale in (1, 2, 3):
        pixmap = QPixmap(QSize(20 * scale, 20 * scale))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        pen = QPen(QColor(colours().text), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for line in _SHAPES[name]:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))
        painter.end()
        made.addPixmap(pixmap)
    return made
