"""The first column of a table stays in sight while the table is scrolled to the side."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView


class FrozenColumn(QTableView):
    """Lies over the first column of ``view`` while that is scrolled away; shares its model, selection, delegate and
    look. Create it when the view is ready."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.setModel(view.model())
        own = self.selectionModel()
        self.setSelectionModel(view.selectionModel())
        own.deleteLater()
        self.setItemDelegate(view.itemDelegate())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "frozen")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(view.selectionBehavior())
        self.setSelectionMode(view.selectionMode())
        self.setEditTriggers(view.editTriggers())
        self.setVerticalScrollMode(view.verticalScrollMode())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setDefaultAlignment(view.horizontalHeader().defaultAlignment())
        # what is clicked here is meant for the view
        heads.setSectionsClickable(True)
        heads.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(view.doubleClicked)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.horizontalScrollBar().valueChanged.connect(self._place)
        view.horizontalHeader().sectionResized.connect(self._place)
        view.horizontalHeader().geometriesChanged.connect(self._place)
        view.model().modelReset.connect(self._place)
        view.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        """Shows the first column where it would be if nothing was scrolled."""
        view = self._view
        away = view.horizontalScrollBar().value() > 0 and self.model().columnCount() > 1
        if away:
            for column in range(self.model().columnCount()):
                self.setColumnHidden(column, column > 0)
            width, frame = view.columnWidth(0), view.frameWidth()
            self.setColumnWidth(0, width)
            head = view.horizontalHeader().height()
            self.horizontalHeader().setFixedHeight(head)
            self.setGeometry(frame, frame, width, head + view.viewport().height())
            self.verticalScrollBar().setValue(view.verticalScrollBar().value())
            self.raise_()
        self.setVisible(away)

    def _sort(self, column: int) -> None:
        heads = self._view.horizontalHeader()
        descends = heads.sortIndicatorSection() == column and heads.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if descends else Qt.SortOrder.AscendingOrder
        heads.setSortIndicator(column, order)

    def uncover(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Scrolls the view so that the cell does not lie under the first column."""
        covered = self.width() - self._view.visualRect(index).left()
        if self.isVisible() and index.column() > 0 and covered > 0:
            bar = self._view.horizontalScrollBar()
            bar.setValue(bar.value() - covered)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible,
    ) -> None:
        """Follows the view, which scrolls itself."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the view."""
        QApplication.sendEvent(self._view.viewport(), event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
