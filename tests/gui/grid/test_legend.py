"""图例 shows what the grid shows."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.grid.cell_painter import CellPainter
from gui.grid.legend import SAMPLES, Legend
from gui.grid.table_model import CellState
from gui.kit.colours import DARK, LIGHT
from gui.kit.theme import THEME


def _painted(state: CellState, text: str) -> bytes:
    image = QImage(64, 26, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    CellPainter().paint(painter, QRect(0, 0, 64, 26), state, text)
    painter.end()
    return bytes(image.constBits())


def test_no_two_states_look_alike(qtbot: QtBot) -> None:
    for look in (LIGHT, DARK):
        THEME.apply(look)
        painted = [_painted(state, text) for text, state, _, _ in SAMPLES]
        assert len(set(painted)) == len(SAMPLES)
    THEME.apply(LIGHT)


def test_states_differ_without_colour_too(qtbot: QtBot) -> None:
    """In grey every state still has a shape, weight or sign of its own; the name says which."""
    message = {state.words for _, state, name, _ in SAMPLES if name not in ("手填", "等式左边", "等式右边")}
    assert len(message) == len(SAMPLES) - 3


def test_it_opens_above_its_button_within_the_screen(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    anchor = QPushButton("图例", around)
    around.show()
    legend = Legend(around)
    legend.open_above(anchor)
    assert legend.x() >= 0
    assert legend.y() >= 0
    names: list[QLabel] = list(legend.findChildren(QLabel))
    assert {name for _, _, name, _ in SAMPLES} <= {each.text() for each in names}
    legend.close()
