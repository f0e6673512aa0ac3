"""A bar hides its spare parts in their order when it is too narrow, and shows them again."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.kit.overflow_bar import OverflowBar
from gui.kit.widgets import row


@pytest.fixture
def parts() -> tuple[QWidget, ...]:
    """Each 100 px wide; the second and third may be hidden, the third first."""
    made = tuple(QWidget() for _ in range(3))
    for each in made:
        each.setFixedSize(100, 20)
    return made


@pytest.fixture
def bar(parts: tuple[QWidget, ...], qtbot: QtBot) -> Iterator[OverflowBar]:
    window = QWidget()  # Qt does not let a window be narrower than all that is in its layout
    qtbot.addWidget(window)
    made = OverflowBar("bar", row(*parts, gap=0), (parts[2], parts[1]))
    made.setParent(window)
    window.show()
    yield made


@pytest.mark.parametrize(
    ("width", "hidden"),
    [(300, ()), (299, (2,)), (200, (2,)), (199, (2, 1)), (100, (2, 1))],
)
def test_the_spare_parts_are_hidden_in_their_order(
    bar: OverflowBar, parts: tuple[QWidget, ...], width: int, hidden: tuple[int, ...]
) -> None:
    bar.resize(width, 20)
    assert bar.dropped == tuple(parts[number] for number in hidden)
    assert [each.isHidden() for each in parts] == [number in hidden for number in range(3)]


def test_they_come_back_when_there_is_room_again(bar: OverflowBar, parts: tuple[QWidget, ...]) -> None:
    bar.resize(100, 20)
    bar.resize(400, 20)
    assert bar.dropped == ()
    assert all(each.isVisible() for each in parts)


def test_the_least_width_is_that_of_what_is_never_hidden(bar: OverflowBar) -> None:
    assert bar.minimumSizeHint().width() == 100
    assert bar.sizeHint().width() == 300


def test_a_part_that_grows_takes_the_room_of_a_spare_one(
    bar: OverflowBar, parts: tuple[QWidget, ...], qtbot: QtBot
) -> None:
    bar.resize(300, 20)
    grows: Callable[[int], None] = parts[0].setFixedWidth
    grows(150)
    qtbot.waitUntil(lambda: bar.dropped == (parts[2],), timeout=1000)
