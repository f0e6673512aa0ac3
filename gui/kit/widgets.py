"""Labels, buttons, layouts and other small parts that every page is built from, so that all pages look alike."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from gui.kit.focus_return import commit_focused_input
from gui.kit.plain_text import set_tool_tip
from gui.kit.theme import STEP


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text; ``role`` is one of the style sheet's. Text from files is never taken for markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


class Elided(QLabel):
    """A line that is elided in the middle where there is too little room; the tool tip has the full text."""

    def __init__(self, text: str, role: str = "", least: int = 80) -> None:
        """``least``: minimum width in px."""
        super().__init__(text)
        self._least = least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        set_tool_tip(self, text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(self._least, hint.width()), hint.height())

    def shown(self) -> str:
        """The text as it is painted now, elided where there is too little room."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.shown())
        painter.end()


class TwoLines(QLabel):
    """A message in up to two lines of small type; the tool tip has the full text if it does not fit."""

    PITCH = 15
    """Line pitch in px."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 2 * self.PITCH)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(min(wide, 240) + 1, 2 * self.PITCH)

    def lines(self) -> list[str]:
        """The text as it is painted in the present width, one or two lines."""
        metrics, wide, text = self.fontMetrics(), self.width(), self.text()
        if metrics.horizontalAdvance(text) <= wide:
            return [text] if text else []
        fits = next((at for at in range(len(text), 0, -1) if metrics.horizontalAdvance(text[:at]) <= wide), 0)
        rest = text[fits:].lstrip()
        return [text[:fits], metrics.elidedText(rest, Qt.TextElideMode.ElideMiddle, wide)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines = self.lines()
        top = (self.height() - self.PITCH * len(lines)) // 2
        for at, line in enumerate(lines):
            place = QRect(0, top + at * self.PITCH, self.width(), self.PITCH)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)
        painter.end()


class Button(QPushButton):
    """A button that Enter presses too while it has the focus; Qt does so in dialogs only. A mouse click does not move
    the focus, so that the next key does not go to the button."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            commit_focused_input(self)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, does: Callable[[], object], role: str = "", tip: str = "") -> QPushButton:
    """A button that calls ``does`` when clicked; ``role`` is one of the style sheet's."""
    return _set_up(Button(text), does, role, tip)


def _set_up(made: QPushButton, does: Callable[[], object], role: str, tip: str) -> QPushButton:
    made.setProperty("role", role)
    made.setAutoDefault(False)
    if tip:
        set_tool_tip(made, tip)
    if role in ("link", "main", "card"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: does())
    return made


class MenuButton(Button):
    """A button that opens a menu, with an arrow that the style sheet draws: fonts of offices lack a small one."""

    ARROW = 16
    """What the arrow and the gap before it need, in px."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self.ARROW, 0)  # Qt leaves room for menus that it opens itself

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.features |= QStyleOptionButton.ButtonFeature.HasMenu  # type: ignore[attr-defined]


def menu_button(text: str, opens: Callable[[], object], tip: str = "") -> QPushButton:
    """A button that calls ``opens``, which shows a menu that is made anew each time."""
    return _set_up(MenuButton(text), opens, "", tip)


def tab_row(names: Sequence[str], owner: QObject) -> tuple[QButtonGroup, QWidget]:
    """A row of tabs with the first one checked; their ids in the group count from 0."""
    group, line = QButtonGroup(owner), row(gap=STEP)
    for number, name in enumerate(names):
        tab = Button(name)
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        tab.setAutoDefault(False)
        tab.setChecked(number == 0)
        chosen = tab.font()  # the checked tab is bold, and Latin letters are wider then
        chosen.setBold(True)
        tab.setMinimumWidth(QFontMetrics(chosen).horizontalAdvance(name) + 6 * STEP)
        group.addButton(tab, number)
        line.addWidget(tab)
    line.addStretch(1)
    made = QWidget()
    made.setLayout(line)
    return group, made


def add_menu_action(menu: QMenu, text: str, does: Callable[[], object] | None) -> QAction:
    """One line of a menu, disabled where ``does`` is ``None``."""
    made = menu.addAction(text)
    made.setEnabled(does is not None)
    if does is not None:
        act = does
        made.triggered.connect(lambda _checked=False: act())
    return made


def frame(role: str) -> QFrame:
    """A frame with the look of ``role``, one of the style sheet's."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def put_cards(splitter: QSplitter, *cards: tuple[QLayout, int]) -> None:
    """Puts (layout, width in px) into cards side by side that share what room there is by their widths; none can be
    closed."""
    for place, (inside, wide) in enumerate(cards):
        card = frame("card")
        card.setLayout(inside)
        splitter.addWidget(card)
        splitter.setStretchFactor(place, wide)
    splitter.setChildrenCollapsible(False)
    splitter.setSizes([wide for _, wide in cards])


def column(*widgets: QWidget | QLayout | int, margin: int = 0, gap: int = 2 * STEP) -> QVBoxLayout:
    """A vertical layout; a number is a stretch of that weight."""
    made = QVBoxLayout()
    _fill(made, widgets, margin, gap)
    return made


def row(*widgets: QWidget | QLayout | int, margin: int = 0, gap: int = 2 * STEP) -> QHBoxLayout:
    """A horizontal layout; a number is a stretch of that weight."""
    made = QHBoxLayout()
    _fill(made, widgets, margin, gap)
    return made


def _fill(
    layout: QVBoxLayout | QHBoxLayout, widgets: tuple[QWidget | QLayout | int, ...], margin: int, gap: int
) -> None:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for each in widgets:
        if isinstance(each, int):
            layout.addStretch(each)
        elif isinstance(each, QLayout):
            layout.addLayout(each)
        else:
            layout.addWidget(each)


def scroll_area(page: QWidget) -> QScrollArea:
    """``page`` in a scroll area: as wide as there is room, scrolled vertically only."""
    made = QScrollArea()
    made.setWidget(page)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Sets a dynamic property that the style sheet depends on, and restyles the widget."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clear_layout(layout: QLayout) -> None:
    """Removes and deletes every widget of the layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)


def is_text_input(event: QKeyEvent) -> bool:
    """Whether the key would change the text of a field or a cell: writes, pastes or deletes, not only navigates."""
    if event.matches(QKeySequence.StandardKey.Paste) or event.matches(QKeySequence.StandardKey.Cut):
        return True
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    writes = event.text().isprintable() and bool(event.text()) and not event.modifiers() & commands
    return writes or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
