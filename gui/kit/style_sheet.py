"""The style sheet and the palette that put a set of colours on the application."""

from pathlib import Path

from PySide6.QtGui import QColor, QPalette

from gui.kit.colours import DARK, Colours
from gui.kit.fonts import BASE, PAGE_TITLE, PAPER, SMALL, TITLE


def palette(hues: Colours) -> QPalette:
    """The palette for what Qt paints without the style sheet."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, hues.page),
        (roles.Base, hues.surface),
        (roles.AlternateBase, hues.label),
        (roles.Button, hues.surface),
        (roles.Text, hues.text),
        (roles.WindowText, hues.text),
        (roles.ButtonText, hues.text),
        (roles.ToolTipBase, hues.surface),
        (roles.ToolTipText, hues.text),
        (roles.PlaceholderText, hues.muted),
        (roles.Highlight, hues.accent),
        (roles.HighlightedText, hues.on_accent),
        (roles.Link, hues.accent),
        (roles.Accent, hues.accent),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(hues.muted))
    return made


def style_sheet(hues: Colours) -> str:
    """Plain widgets are styled by kind; others by the dynamic property ``role``: ``card``, ``bar``, ``title``,
    ``page_title``, ``muted``, ``small``, ``link``, ``main``, ``quiet``, ``badge-error/-warning/-good/-plain``."""
    return f"""
    QWidget {{ color: {hues.text}; font-size: {BASE}px; }}
    QMainWindow, QDialog, QStackedWidget {{ background: {hues.page}; }}
    QStackedWidget[role="plain"] {{ background: transparent; }}
    QToolTip {{ background: {hues.surface}; color: {hues.text}; border: 1px solid {hues.grid_line}; padding: 6px; }}
    QFrame[role="card"] {{ background: {hues.surface}; border: 1px solid {hues.card_line}; border-radius: 10px; }}
    QFrame[role="bar"] {{ background: {hues.surface}; border: none; border-bottom: 1px solid {hues.card_line}; }}
    QFrame[role="side"] {{ background: {hues.surface}; border: none; border-right: 1px solid {hues.card_line}; }}
    QFrame[role="panel"] {{ background: {hues.surface}; border: none; border-left: 1px solid {hues.card_line}; }}
    QFrame[role="foot"] {{ background: {hues.surface}; border: none; border-top: 1px solid {hues.card_line}; }}
    QFrame[role="alert"] {{ background: {hues.error_tint}; border: none; border-bottom: 1px solid {hues.error}; }}
    QFrame[role="notice"] {{ background: {hues.warning_tint}; border: 1px solid {hues.card_line};
        border-radius: 10px; }}
    QFrame[role="done"] {{ background: {hues.good_tint}; border: none; border-bottom: 1px solid {hues.card_line}; }}
    QFrame[role="line"] {{ background: {hues.card_line}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[role="drop"] {{ background: {hues.accent_tint}; border: 2px dashed {hues.accent}; border-radius: 10px; }}
    QFrame[role="drop"][over="true"] {{ background: {hues.hover}; border-style: solid; }}
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {TITLE}px; font-weight: 600; }}
    QLabel[role="sample"] {{ font-size: {TITLE}px; font-weight: 600; color: {hues.warning}; }}
    QLabel[role="page_title"] {{ font-size: {PAGE_TITLE}px; font-weight: 600; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="muted"] {{ color: {hues.muted}; }}
    QLabel[role="small"] {{ color: {hues.muted}; font-size: {SMALL}px; }}
    QLabel[role="error"] {{ color: {hues.error}; }}
    QLabel[role="warning"] {{ color: {hues.warning}; }}
    QLabel[role="good"] {{ color: {hues.good}; }}
    QLabel[role="badge-error"], QLabel[role="badge-warning"], QLabel[role="badge-good"], QLabel[role="badge-plain"] {{
        border-radius: 10px; padding: 2px 8px; font-size: {SMALL}px; }}
    QLabel[role="badge-error"] {{ background: {hues.error_tint}; color: {hues.error}; }}
    QLabel[role="badge-warning"] {{ background: {hues.warning_tint}; color: {hues.warning}; }}
    QLabel[role="badge-good"] {{ background: {hues.good_tint}; color: {hues.good}; }}
    QLabel[role="badge-plain"] {{ background: {hues.hover}; color: {hues.muted}; }}
    QPushButton {{ background: {hues.surface}; border: 1px solid {hues.grid_line}; border-radius: 6px;
        padding: 6px 12px; min-height: 19px; }}
    QPushButton:hover {{ background: {hues.hover}; }}
    QPushButton:focus {{ border: 2px solid {hues.accent}; padding: 5px 11px; }}
    QPushButton:disabled {{ color: {hues.muted}; border-color: {hues.card_line}; }}
    QPushButton::menu-indicator {{ image: url("{_shape_file("down", hues)}"); width: 12px; height: 10px;
        subcontrol-origin: content; subcontrol-position: center right; }}
    QPushButton::menu-indicator:disabled {{ image: url("{_shape_file("down-off", hues)}"); }}
    QPushButton[role="main"] {{ background: {hues.accent}; color: {hues.on_accent}; border-color: {hues.accent}; }}
    QPushButton[role="main"]:focus {{ border: 2px solid {hues.text}; }}
    QPushButton[role="main"]:disabled {{ background: {hues.card_line}; color: {hues.muted}; }}
    QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {hues.accent};
        padding: 1px 2px; text-align: left; }}
    QPushButton[role="link"]:hover {{ text-decoration: underline; }}
    QPushButton[role="link"]:disabled {{ color: {hues.muted}; text-decoration: none; }}
    QPushButton[role="link"]:focus {{ border: 1px solid {hues.accent}; padding: 1px 2px; }}
    QPushButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; padding: 4px 6px; }}
    QPushButton[role="quiet"]:hover {{ background: {hues.hover}; }}
    QPushButton[role="quiet"]:focus {{ border: 1px solid {hues.accent}; }}
    QPushButton[role="tab"] {{ background: transparent; border: 1px solid transparent; padding: 5px 10px; }}
    QPushButton[role="tab"]:hover {{ background: {hues.hover}; }}
    QPushButton[role="tab"]:checked {{ background: {hues.accent_tint}; border-color: {hues.card_line};
        color: {hues.accent}; font-weight: 600; }}
    QPushButton[role="tab"]:focus {{ border: 1px solid {hues.accent}; }}
    QPushButton[role="card"] {{ background: {hues.surface}; border: 1px solid {hues.card_line}; border-radius: 10px;
        padding: 16px 20px; text-align: left; }}
    QPushButton[role="card"]:hover {{ background: {hues.hover}; }}
    QPushButton[role="card"]:focus {{ border: 2px solid {hues.accent}; padding: 15px 19px; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ background: {hues.surface};
        border: 1px solid {hues.grid_line}; border-radius: 6px; padding: 5px 8px;
        selection-background-color: {hues.accent}; selection-color: {hues.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
        border: 2px solid {hues.accent}; padding: 4px 7px; }}
    QLineEdit[role="cell"] {{ border: 2px solid {hues.accent}; border-radius: 0; padding: 0 5px; }}
    QTextEdit[role="paper"] {{ font-size: {PAPER}px; border-radius: 0; padding: 1px; }}
    QTextEdit[role="paper"]:focus {{ padding: 0; }}
    QTextEdit[role="paper"][readOnly="true"], QLineEdit[readOnly="true"] {{ background: {hues.page}; }}
    QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; min-height: 0; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url("{_shape_file("down", hues)}"); width: 12px; height: 10px; }}
    QComboBox::down-arrow:disabled {{ image: url("{_shape_file("down-off", hues)}"); }}
    QAbstractSpinBox[buttonSymbols="0"], QAbstractSpinBox[buttonSymbols="1"] {{ padding-right: 26px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 24px;
        border: none; border-left: 1px solid {hues.grid_line}; background: transparent; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; border-top-right-radius: 5px; margin: 1px 1px 0 0; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; border-bottom-right-radius: 5px;
        margin: 0 1px 1px 0; border-top: 1px solid {hues.grid_line}; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {hues.hover}; }}
    QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed {{ background: {hues.accent_tint}; }}
    QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ width: 12px; height: 10px; }}
    QAbstractSpinBox::up-arrow {{ image: url("{_shape_file("up", hues)}"); }}
    QAbstractSpinBox::down-arrow {{ image: url("{_shape_file("down", hues)}"); }}
    QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::up-arrow:disabled {{
        image: url("{_shape_file("up-off", hues)}"); }}
    QAbstractSpinBox::down-arrow:off, QAbstractSpinBox::down-arrow:disabled {{
        image: url("{_shape_file("down-off", hues)}"); }}
    QComboBox QAbstractItemView, QMenu {{ background: {hues.surface}; border: 1px solid {hues.grid_line}; padding: 4px;
        selection-background-color: {hues.hover}; selection-color: {hues.text}; }}
    QComboBox {{ combobox-popup: 0; }} /* a list; as a menu it opens too low for its last choice */
    QComboBox QAbstractItemView {{ padding: 0; }}
    QComboBox QAbstractItemView::item {{ min-height: 26px; padding-left: 6px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {hues.hover}; color: {hues.text}; }}
    QMenu::item:disabled {{ color: {hues.muted}; }}
    QTableView, QListView, QTreeView {{ background: {hues.surface}; border: none; gridline-color: {hues.grid_line};
        outline: none; }}
    QTableView[role="lines"]::item {{ border-bottom: 1px solid {hues.card_line}; padding: 0 6px; }}
    QTreeView::item {{ border-bottom: 1px solid {hues.card_line}; padding: 6px 4px; }}
    QTreeView::item:selected {{ background: {hues.hover}; color: {hues.text}; }}
    QTableView[role="lines"]::item:selected {{ background: {hues.hover}; color: {hues.text}; }}
    QTableView[role="printed"] {{ background: transparent; }}
    QTableView[role="frozen"] {{ border-right: 1px solid {hues.grid_line}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QListView[role="choices"]::item {{ padding: 5px 8px; border-radius: 4px; }}
    QListView[role="choices"]::item:selected {{ background: {hues.hover}; color: {hues.text}; }}
    QHeaderView::section {{ background: {hues.surface}; color: {hues.muted}; border: none;
        border-bottom: 1px solid {hues.card_line}; padding: 8px; text-align: left; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {hues.grid_line}; border-radius: 4px; margin: 2px; min-height: 24px;
        min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {hues.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; width: 0; height: 0; }}
    QProgressBar {{ background: {hues.hover}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {hues.accent}; border-radius: 3px; }}
    QSplitter::handle {{ background: {hues.card_line}; }}
    QSplitter[role="papers"]::handle {{ background: transparent; }}
    QCheckBox {{ spacing: 8px; background: transparent; }}
    QCheckBox::indicator, QTreeView::indicator, QTableView::indicator, QListView::indicator {{
        width: 14px; height: 14px; background: {hues.surface}; border: 1px solid {hues.muted}; border-radius: 3px; }}
    QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked,
    QListView::indicator:checked {{
        background: {hues.accent}; border-color: {hues.accent}; image: url("{_shape_file("tick", hues)}"); }}
    QCheckBox::indicator:focus {{ border-color: {hues.accent}; }}
    """


def _shape_file(name: str, hues: Colours) -> str:
    """The file of a shape; a style sheet takes images from files only."""
    return (Path(__file__).parent.parent / "icons" / f"{name}-{'dark' if hues is DARK else 'light'}.svg").as_posix()
