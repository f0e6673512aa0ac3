"""The style sheet: controls that Qt draws are whole in both themes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QMenu,
    QMessageBox,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.kit.colours import DARK, LIGHT, Colours
from gui.kit.theme import THEME

Part = QStyle.SubControl


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def look(request: pytest.FixtureRequest, qapp: object) -> Iterator[Colours]:
    before = THEME.colours
    THEME.apply(request.param)
    yield request.param
    THEME.apply(before)


def drawn_in(widget: QWidget, place: QRect, ink: str) -> int:
    """How many pixels of about the colour ``ink`` there are in that place."""
    image, wanted = widget.grab().toImage(), QColor(ink)
    near = 0
    for x in range(max(place.left(), 0), min(place.right(), image.width() - 1) + 1):
        for y in range(max(place.top(), 0), min(place.bottom(), image.height() - 1) + 1):
            found = image.pixelColor(x, y)
            differs = max(
                abs(found.red() - wanted.red()),
                abs(found.green() - wanted.green()),
                abs(found.blue() - wanted.blue()),
            )
            near += differs < 40
    return near


@pytest.mark.parametrize("part", [Part.SC_SpinBoxUp, Part.SC_SpinBoxDown], ids=["up", "down"])
def test_a_spin_box_has_two_arrows_wide_enough_to_be_hit(qtbot: QtBot, look: Colours, part: QStyle.SubControl) -> None:
    box = QSpinBox()
    qtbot.addWidget(box)
    box.setRange(2019, 2099)
    box.setValue(2025)
    box.show()
    option = QStyleOptionSpinBox()
    box.initStyleOption(option)
    place = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, box)
    assert place.width() >= 16
    assert place.height() >= 14
    assert box.rect().contains(place)
    assert drawn_in(box, place, look.muted) >= 5


def test_the_number_does_not_run_under_the_arrows_of_its_spin_box(qtbot: QtBot, look: Colours) -> None:
    box = QSpinBox()
    qtbot.addWidget(box)
    box.show()
    option = QStyleOptionSpinBox()
    box.initStyleOption(option)
    style = box.style()
    arrow = style.subControlRect(QStyle.ComplexControl.CC_SpinBox, option, Part.SC_SpinBoxUp, box)
    number = style.subControlRect(QStyle.ComplexControl.CC_SpinBox, option, Part.SC_SpinBoxEditField, box)
    assert number.right() < arrow.left()


def test_a_choice_has_an_arrow(qtbot: QtBot, look: Colours) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["甲", "乙"])
    box.show()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    place = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, Part.SC_ComboBoxArrow, box)
    assert drawn_in(box, place, look.muted) >= 5


@pytest.mark.parametrize("widget", [QMenu, QMessageBox], ids=["menu", "box"])
def test_menus_and_boxes_have_the_font_of_the_window(
    qapp: QApplication, qtbot: QtBot, look: Colours, widget: type[QWidget]
) -> None:
    other = QFont("Tahoma", 30)
    qapp.setFont(other, widget.__name__)  # type: ignore[arg-type]  # as Windows gives them one of its own
    THEME.apply(DARK if look is LIGHT else LIGHT)
    made = widget()
    qtbot.addWidget(made)
    assert QApplication.font(made).families() == QApplication.font().families()
    assert QApplication.font(made).pixelSize() == QApplication.font().pixelSize()


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_the_choices_of_a_box_are_whole_without_scrolling(qtbot: QtBot, look: Colours, count: int) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["没有，不统计这张表"] * count)
    box.show()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    # on X11, a box that opens as a menu is too low for its last choice
    assert not box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, box)
    box.showPopup()
    view = box.view()
    last = view.visualRect(view.model().index(count - 1, 0))
    assert view.viewport().height() > last.bottom()
    assert view.verticalScrollBar().maximum() == 0
    box.hidePopup()
