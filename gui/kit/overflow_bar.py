"""A bar that hides its less important parts in narrow windows; their commands are also in a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget


class OverflowBar(QFrame):
    """``spare`` are the widgets that may be hidden, in this order; each must also be a command of a menu."""

    def __init__(self, role: str, layout: QHBoxLayout, spare: Sequence[QWidget]) -> None:
        super().__init__()
        self.setProperty("role", role)
        self._spare = tuple(spare)
        self._dropped: frozenset[QWidget] = frozenset()
        self._parts = layout
        self.setLayout(layout)

    @property
    def dropped(self) -> tuple[QWidget, ...]:
        """The parts that are hidden for lack of space."""
        return tuple(each for each in self._spare if each in self._dropped)

    def minimumSizeHint(self) -> QSize:
        """The size without the parts that may be hidden."""
        return QSize(self._room_for(self._kept(frozenset(self._spare)), least=True), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._room_for(self._kept(frozenset()), least=False), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the text of a part has changed
            self._fit()
        return done

    def _fit(self) -> None:
        dropped: frozenset[QWidget] = frozenset()
        for each in self._spare:
            if self._room_for(self._kept(dropped), least=False) <= self.width():
                break
            dropped |= {each}
        if dropped != self._dropped:
            self._dropped = dropped
            for each in self._spare:
                each.setHidden(each in dropped)

    def _kept(self, dropped: frozenset[QWidget]) -> list[QWidget]:
        widgets = [self._parts.itemAt(at).widget() for at in range(self._parts.count())]
        shown = [each for each in widgets if each is not None and (each in self._spare or not each.isHidden())]
        return [each for each in shown if each not in dropped]

    def _room_for(self, widgets: list[QWidget], *, least: bool) -> int:
        margins = self._parts.contentsMargins()
        wide = sum(
            max(each.minimumWidth(), (each.minimumSizeHint() if least else each.sizeHint()).width()) for each in widgets
        )
        gaps = self._parts.spacing() * max(0, len(widgets) - 1 + self._stretches())
        return wide + gaps + margins.left() + margins.right()

    def _stretches(self) -> int:
        return sum(self._parts.itemAt(at).spacerItem() is not None for at in range(self._parts.count()))
