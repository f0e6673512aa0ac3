"""The list of sections at the left, with badges for findings and progress."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.kit.fonts import SMALL, font
from gui.kit.plain_text import plain
from gui.kit.theme import STEP, THEME, colours
from gui.session.open_report import OpenReport, findings_of
from model.checks.context import FACTS_SECTION
from model.checks.findings import OF_BLANKS, Severity
from model.form.edition import PREFACE
from model.report import organ
from model.report.prompts import without_prompts

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
SHORT_TITLES = {
    "2": "二、主动公开",
    "3": "三、依申请公开",
    "4": "四、复议诉讼",
    "5": "五、问题与改进",
    "6": "六、其他事项",
}


@dataclass(frozen=True)
class SectionEntry:
    """``badges``: (text, weight), weight one of ``error warning waiting good plain``; ``spoken``: accessible text."""

    key: str
    title: str
    badges: tuple[tuple[str, str], ...]
    spoken: str

    @property
    def mark(self) -> str:
        """The texts of all badges."""
        return " ".join(text for text, _ in self.badges)


class SectionListModel(QAbstractListModel):
    """One :class:`SectionEntry` per section, under the role :data:`ENTRY`; follows the open report."""

    def __init__(self, open_report: OpenReport) -> None:
        super().__init__()
        self._open_report = open_report
        sections = open_report.edition.sections
        self.keys = [FACTS_SECTION, PREFACE, *(section.key for section in sections)]
        self._titles = {FACTS_SECTION: "基本信息", PREFACE: "前言"} | {each.key: each.title for each in sections}
        self._entries = self._made()
        open_report.open_matters_changed.connect(self._reload)

    def _reload(self) -> None:
        made = self._made()
        for number, (old, new) in enumerate(zip(self._entries, made, strict=True)):
            if old != new:
                self._entries[number] = new
                self.dataChanged.emit(self.index(number), self.index(number))

    def _made(self) -> list[SectionEntry]:
        findings = self._open_report.open_findings()
        report = self._open_report
        section_of = {table.id: table.section for table in report.edition.tables}
        waiting = [mark.section for mark in report.to_check().values()]
        waiting += [section_of[cell.table] for cell, remark in report.report.remarks.items() if remark.flagged]
        return [self._entry(key, findings_of(findings, key), waiting.count(key)) for key in self.keys]

    # ✕ and △ count findings only, so that their sums over all sections equal the counts of the panel
    def _entry(self, key: str, findings: tuple, waiting: int) -> SectionEntry:  # type: ignore[type-arg]
        title = SHORT_TITLES.get(key, self._titles[key])
        weights = [each.severity for each in findings if each.stated_by != OF_BLANKS]
        errors, warnings = weights.count(Severity.ERROR), weights.count(Severity.WARNING)
        blank = next((len(each.cells) for each in findings if each.stated_by == OF_BLANKS), 0)
        found = [
            each
            for count, *each in (
                (errors, f"✕ {errors}", "error", f"必改 {errors} 处"),
                (warnings, f"△ {warnings}", "warning", f"须核实 {warnings} 处"),
                (blank, f"空 {blank}", "plain", f"未填 {blank} 格"),
                (waiting, f"待 {waiting}", "waiting", f"待核实 {waiting} 处"),
            )
            if count
        ]
        if found:
            spoken = "，".join(words for *_, words in found)
            grave = [(text, weight) for text, weight, _ in found if weight in ("error", "warning")]
            return SectionEntry(key, title, tuple(grave or [(text, weight) for text, weight, _ in found]), spoken)
        if key in self._open_report.edition.text_keys and not self._written(key):
            return SectionEntry(key, title, (("未写", "plain"),), "还没有写")
        if key == FACTS_SECTION and not organ.kind(self._open_report.report):
            return SectionEntry(key, title, (("未选", "plain"),), "从名称看不出机关类别，请选择")
        return SectionEntry(key, title, (("✓", "good"),), "没有问题")

    def _written(self, key: str) -> str:
        return without_prompts(self._open_report.report.texts.get(key, ""), self._open_report.edition)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}，{entry.spoken}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(f"{self._titles[entry.key]}：{entry.spoken}")
        return None


def title_shown(entry: SectionEntry, width: int, in_font: QFont) -> str:
    """The title, elided to the width that the badges leave."""
    room = width - sum(_badge_width(text) + STEP for text, _ in entry.badges)
    return QFontMetrics(in_font).elidedText(entry.title, Qt.TextElideMode.ElideRight, room)


def _badge_width(text: str) -> int:
    return QFontMetrics(font(SMALL)).horizontalAdvance(text) + 14


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, 37)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: SectionEntry = index.data(ENTRY)
        look = colours()
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect.adjusted(2 * STEP, 1, -2 * STEP, -1)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(rect, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(look.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(font(bold=chosen))
        painter.setPen(QColor(look.accent if chosen else look.text))
        inner = rect.adjusted(2 * STEP + 2, 0, -2 * STEP, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, title_shown(entry, inner.width(), painter.font()))
        right = inner.right()
        for text, weight in reversed(entry.badges):
            right = self._badge(painter, inner, right, text, weight) - STEP
        painter.restore()

    def _badge(self, painter: QPainter, inner: QRect, right: int, text: str, weight: str) -> int:
        """Paints a badge that ends at ``right``; returns its left edge."""
        look = colours()
        ground, ink = {
            "error": (look.error_tint, look.error),
            "warning": (look.warning_tint, look.warning),
            "waiting": (look.label, look.warning),
            "good": (look.good_tint, look.good),
            "plain": (look.label, look.muted),
        }[weight]
        wide = _badge_width(text)
        badge = QRectF(right - wide, inner.center().y() - 9.5, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(badge, 10, 10)
        painter.setPen(QColor(ink))
        painter.setFont(font(SMALL))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        return right - wide


class SectionList(QListView):
    """One row per section; a choice is signalled by ``selectionModel().currentChanged``."""

    def __init__(self, open_report: OpenReport) -> None:
        super().__init__()
        self._model = SectionListModel(open_report)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("年报各部分")
        THEME.changed.connect(self._repaint)

    def _repaint(self) -> None:
        self.viewport().update()

    def choose(self, key: str) -> None:
        """Makes the section with this key current."""
        self.setCurrentIndex(self._model.index(self._model.keys.index(key)))

    @property
    def titles(self) -> list[tuple[str, str]]:
        """(key, displayed name) of every section."""
        model = self._model
        return [(key, str(model.index(number).data())) for number, key in enumerate(model.keys)]

    @property
    def current_key(self) -> str:
        """Key of the current section; empty if there is none."""
        entry = self.currentIndex().data(ENTRY)
        return entry.key if entry else ""
