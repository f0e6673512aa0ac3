"""What is to be mended, by gravity; a click goes there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.kit.fonts import SMALL, font
from gui.kit.status_sink import StatusSink
from gui.kit.theme import STEP, THEME, colours
from gui.kit.widgets import add_menu_action, button, column, frame, label, row
from gui.narrative.number_marks import contradicted, said_of, was_of
from gui.session.open_report import OpenReport, findings_of
from gui.session.repair_search import RepairSearch
from gui.session.severities import SIGNS, ink_of
from model.checks.context import FACTS_SECTION
from model.checks.findings import (
    NO_LAST_YEAR,
    OF_BLANKS,
    WEIGHTS,
    Finding,
    Severity,
    blank_cells,
    earlier_reason,
    explained,
    reason_key,
    reason_of,
    settled,
)
from model.form.edition import PREFACE
from model.form.figures import show_figure
from model.form.tables import Cell
from model.linking.finding_actions import confirming, dismissing_finding, taking_table_value
from model.linking.prior_year_marks import years_to_check
from model.narrative.text_diff import widened
from model.repairs.repairs import FEW, Repair, Repairs, distinguished
from model.repairs.unread_cells import Suggestion, suggestions, taking
from model.report.derived_totals import sum_of
from model.report.edits import Edit, filling_with_zero, letting_follow, setting_figures
from model.report.report import Remark, ToCheck

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ITEM = Role.UserRole
MOST_OTHERS = FEW
"""Other repairs that are offered."""
LOOKING = ("go", "fold", "unfold")
"""What can be done with an entry of a final report."""
CONTEXT = 12
"""Characters shown on each side of a number that is to be checked."""


@dataclass(frozen=True)
class Item:
    """One entry of the list. ``links`` are (what it says, what it does), offered under the text."""

    kind: str
    """``repair``, ``head``, ``finding``, ``remark``, ``settled``, ``to_check`` or ``note``."""
    title: str
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    finding: Finding | None = None
    mark_key: str = ""
    mark: ToCheck | None = None
    repair: Repair | None = None
    cell: Cell | None = None
    level: Severity | None = None
    """Whose sign and colour it has; ``None``: it has none."""
    laid_out: "dict[tuple[int, str], _Lines]" = field(default_factory=dict, compare=False, repr=False)
    """Remembered by :func:`laid_out`."""


def _only_looked_at(item: Item) -> Item:
    return replace(item, links=tuple(each for each in item.links if each[1] in LOOKING), laid_out={})


class FindingsModel(QAbstractListModel):
    """The open findings by gravity, the numbers still to be checked, what was settled, what could not be checked."""

    def __init__(self, open_report: OpenReport, repairs: RepairSearch) -> None:
        super().__init__()
        self._open_report = open_report
        self._repairs = repairs
        self._items: list[Item] = []
        self._section = ""
        self._unfolded = False
        self._with_tables = {table.section for table in open_report.edition.tables}
        self._only_section = False
        repairs.advice_changed.connect(self.reload)
        open_report.open_matters_changed.connect(self.reload)
        self.reload()

    def show_section(self, section: str) -> None:
        """Numbers still to be checked are listed for this section of words."""
        self._section = section
        self.reload()

    def unfold(self, unfolded: bool) -> None:
        """Whether settled findings are listed one by one."""
        self._unfolded = unfolded
        self.reload()

    def show_only_section(self, only: bool) -> None:
        """Whether findings of other sections are left out."""
        self._only_section = only
        self.reload()

    def reload(self) -> None:
        """Replaces only what differs, so that the list neither flickers nor loses its place."""
        items = self._made()
        old = self._items
        same = 0
        while same < min(len(items), len(old)) and items[same] == old[same]:
            same += 1
        tail = 0
        while tail < min(len(items), len(old)) - same and items[-1 - tail] == old[-1 - tail]:
            tail += 1
        items = [*old[:same], *items[same : len(items) - tail], *old[len(old) - tail :]]  # with what they remember
        if gone := len(old) - tail - same:
            self.beginRemoveRows(QModelIndex(), same, same + gone - 1)
            self._items = old[:same] + old[len(old) - tail :]
            self.endRemoveRows()
        if new := len(items) - tail - same:
            self.beginInsertRows(QModelIndex(), same, same + new - 1)
            self._items = items
            self.endInsertRows()

    def _made(self) -> list[Item]:
        report = self._open_report
        findings = report.open_findings()
        if self._only_section:
            findings = findings_of(findings, self._section)
        items: list[Item] = self._of_repairs()
        if self._only_section and self._section not in self._with_tables:
            items = []
        for weight in WEIGHTS:
            heavy = [each for each in findings if each.weight == weight]
            if heavy:
                count = blank_cells(heavy) or len(heavy)
                items.append(Item("head", f"{weight} {count}"))
                items += map(self._of_finding, self.in_order(heavy))
        items += self._remarks()
        items += self._to_check()
        items += self._settled()
        items += self._not_evaluated()
        return list(map(_only_looked_at, items)) if report.is_final else items

    def in_order(self, findings: Iterable[Finding]) -> list[Finding]:
        """As the list has them: by gravity, then section by section."""
        order = [FACTS_SECTION, PREFACE, *(each.key for each in self._open_report.edition.sections)]
        return sorted(
            findings, key=lambda each: (WEIGHTS.index(each.weight), order.index(each.section or FACTS_SECTION))
        )

    def _of_repairs(self) -> list[Item]:
        back = self._repairs.set_back
        if back is None:
            return self._of_suggested()
        links = [(f"改回 {show_figure(back.changes[0][1])}", "repair"), ("定位", "go")]
        text, others = f"{back.says}。", len(self._repairs.others)
        if 0 < others <= MOST_OTHERS:
            links.append((f"其他可能 {others}", "other_repairs"))
        elif others:
            text += f"按勾稽关系另有 {others} 种改法。"
        item = Item("repair", "刚改过的数，请先核对", text, tuple(links), repair=back)
        return [item] if self._repairs.settles_all else [item, *self._of_suggested()]

    def _of_suggested(self) -> list[Item]:
        """What the equations suggest."""
        best = self._repairs.best
        if best is None:
            unclear = self._repairs.unclear
            return [] if unclear is None else [self._of_unclear(unclear)]
        repairs, repair = best
        cells = len(repair.changes)
        settles = f"改这{'一格' if cells == 1 else f' {cells} 格'}，{len(repair.settles)} 处不一致全部消除。"
        text = settles + (f"{repair.reason}。" if repair.reason else "")
        take = f"改为 {show_figure(repair.changes[0][1])}" if cells == 1 else "照此改正"
        links = [(take, "repair"), ("定位", "go")]
        others = len(repairs.repairs) - 1
        if 0 < others <= MOST_OTHERS:
            links.append((f"其他可能 {others}", "other_repairs"))
        elif others:
            text += f"另有 {others} 种改法，都不如这种可能。"
        title = "最可能的错处" if repairs.clear else "可能的错处，请先核对"
        return [Item("repair", title, f"{repair.says}\n{text}", tuple(links), repair=repair)]

    def _of_unclear(self, repairs: Repairs) -> Item:
        """No figure is made up: what is certain, and where to look first."""
        text = f"{repairs.says}。"
        zeroed = self._open_report.filled_with_zero()
        if filled := [cell for cell in repairs.first if cell in zeroed]:
            which = "这些格" if len(filled) == len(repairs.first) else f"其中 {len(filled)} 格"
            text += f"{which}是用“空白补 0”填的。"
        links = [("定位", "go")] if repairs.first else []
        if 1 < len(repairs.repairs) <= MOST_OTHERS:
            links.append((f"可能的改法 {len(repairs.repairs)}", "other_repairs"))
        first = repairs.first[0] if repairs.first else None
        return Item("repair", "怎样改正", text, tuple(links), cell=first)

    def _of_finding(self, finding: Finding) -> Item:
        links = [("定位", "go")]
        offer = self._offer(finding)
        if offer is not None:
            links.insert(0, (f"填 {show_figure(offer.figure)}", "take_offer"))
        if finding.passage is not None and finding.passage.replacement:
            links.insert(0, (said_of(finding.passage.replacement), "take_words"))
        if finding.passage is not None and finding.passage.dismissal_key:
            links.append(("不相关", "unrelated"))
        if finding.stated_by == "years.carried_in":
            links.append(("取上年数", "take_last_year"))
        if totals := self.stated_totals(finding):
            links.append((f"恢复自动合计{self._sum_of(totals)}", "let_totals_follow"))
        elif finding.stated_by == OF_BLANKS:
            links.append(("空白补 0", "fill"))
        if finding.explainable and finding.severity is not Severity.HINT and finding.stated_by != OF_BLANKS:
            links.append(("核实说明", "explain"))
        earlier = earlier_reason(finding, self._open_report.report.reasons)
        if earlier:
            links.append(("沿用原说明", "keep_reason"))
        line = finding.place.partition(" ")[2]  # the title says it already
        text = finding.message.removeprefix(f"{line}：") if line else finding.message
        if offer is not None:
            text += f"。{offer.why}"
        if earlier:
            text += f"\n原说明（情况已变，请重新确认）：{earlier}"
        return Item("finding", finding.place, text, tuple(links), finding, level=finding.severity)

    def stated_totals(self, finding: Finding) -> tuple[Cell, ...]:
        """The totals that the finding is about and that could follow their sums instead: typed over, or left blank by
        the file."""
        report = self._open_report
        if finding.stated_by == OF_BLANKS:
            return tuple(cell for cell in finding.cells if cell in report.edition.totals)
        sets = {each.sets for each in report.edition.equations if each.id == finding.rule}
        return tuple(cell for cell in finding.cells if cell in sets and report.typed_over(cell))

    def _sum_of(self, totals: tuple[Cell, ...]) -> str:
        """``（12）`` where there is one total and its sum is complete."""
        report = self._open_report
        sum_ = sum_of(totals[0], report.checked.context.figures, report.edition) if len(totals) == 1 else None
        return "" if sum_ is None else f"（{show_figure(sum_)}）"

    def _offer(self, finding: Finding) -> Suggestion | None:
        """What the cell may mean whose text could not be read."""
        if len(finding.cells) != 1 or finding.cells[0] not in self._open_report.report.unread:
            return None
        return suggestions(self._open_report.checked).get(finding.cells[0])

    def _to_check(self) -> list[Item]:
        all_marks = self._open_report.to_check()
        marks = {key: mark for key, mark in all_marks.items() if mark.section == self._section}
        if not marks:
            if all_marks and not self._only_section:
                return [Item("head", f"文中年份和数字待核实 {len(all_marks)}"), Item("note", "在文字部分逐处核实", "")]
            return []
        text = self._open_report.report.texts.get(self._section, "")
        items = [Item("head", f"本节年份和数字待核实 {len(marks)}", links=(("全部已核实", "settle_all"),))]
        if years_to_check(self._open_report.report):
            items.append(Item("head", "全文的年份", links=(("全部年份已顺延…", "years"),)))
        against = contradicted(self._open_report, self._section)
        for key, mark in marks.items():
            end = mark.start + len(mark.text)
            first, last = widened(text, max(0, mark.start - CONTEXT), min(len(text), end + CONTEXT))
            before, after = text[first : mark.start], text[end:last]
            context = f"…{before}【{mark.text}】{after}…".replace("\n", " ")
            links, said, level = [("已核实", "settle"), ("定位", "go")], was_of(mark), None
            finding = against.get(mark.start)
            if finding is not None and finding.passage is not None:
                said, level = f"{finding.message}（{said}）", finding.severity
                if finding.passage.replacement:
                    links.insert(0, (said_of(finding.passage.replacement), "take_words"))
            items.append(Item("to_check", context, said, tuple(links), finding, key, mark, level=level))
        return items

    def _remarks(self) -> list[Item]:
        report = self._open_report
        held = report.report.remarks
        cells = [cell for cell in report.edition.cells if cell in held and self._is_here(cell)]
        flagged = [cell for cell in cells if held[cell].flagged]
        items = []
        for cell in (*flagged, *(cell for cell in cells if cell not in flagged)):
            links = [("定位", "go")]
            if held[cell].flagged:
                links.append(("已核实", "unflag"))
            title = f"{'⚑ ' if held[cell].flagged else ''}{report.edition.name_of(cell)}"
            items.append(Item("remark", title, held[cell].text, tuple(links), cell=cell))
        head = f"表格待核实 {len(flagged)}" + (
            f"　批注 {len(cells) - len(flagged)}" if len(cells) > len(flagged) else ""
        )
        return [Item("head", head), *items] if items else []

    def _is_here(self, cell: Cell) -> bool:
        return not self._only_section or self._open_report.edition.table(cell.table).section == self._section

    def _settled(self) -> list[Item]:
        report = self._open_report
        reasons = report.report.reasons
        done = tuple(each for each in report.checked.findings if settled(each, reasons))
        if self._only_section:
            done = findings_of(done, self._section)
        items = [
            Item(
                "settled",
                f"{each.place}（已说明）",
                reason.text if (reason := reason_of(each, reasons)) else "",
                (("定位", "go"), ("撤回说明", "withdraw")),
                each,
            )
            for each in done
        ]
        if not done:
            return []
        link = ("收起", "fold") if self._unfolded else ("展开", "unfold")
        return [Item("head", f"已说明 {len(done)}", links=(link,)), *(items if self._unfolded else ())]

    def _not_evaluated(self) -> list[Item]:
        skipped = self._open_report.checked.not_evaluated
        by_reason: dict[str, list[str]] = {}
        for each in skipped:
            by_reason.setdefault(each.why, []).append(each.says)
        items = [
            Item("note", f"{why}，{len(says)} 条暂不核对", "；".join(says) if why == NO_LAST_YEAR else "")
            for why, says in by_reason.items()
        ]
        doubt = self._open_report.checked.context.prior_year.decision.doubt
        items = [*([Item("note", doubt)] if doubt else []), *items]
        return [Item("head", "暂不核对" if skipped else "上年年报"), *items] if items else []

    def marks_of_section(self) -> tuple[str, ...]:
        """The keys of the numbers that are still to be checked in the section shown."""
        return tuple(item.mark_key for item in self._items if item.kind == "to_check")

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            weight = item.level.label if item.level and item.kind == "to_check" else ""
            weight = item.finding.weight if item.finding and item.kind == "finding" else weight
            return "，".join(each for each in (weight, item.title, item.text) if each)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = index.data(ITEM)
        if item is None or (item.kind in ("head", "note") and not item.links):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Lines:
    """Where the parts of an entry stand, for painting and for the mouse."""

    MARGIN = 4 * STEP

    def __init__(self, item: Item, width: int) -> None:
        self.item = item
        self.room = max(60, width - 2 * self.MARGIN)
        bold = QFontMetrics(font(bold=item.kind != "to_check" or item.level is not None))
        plain = QFontMetrics(font())
        small = QFontMetrics(font(SMALL))
        flags = Qt.TextFlag.TextWordWrap
        top = 2 * STEP + (STEP if item.kind == "head" else 0)
        used = small if item.kind in ("head", "note") else bold
        indent = 18 if item.level else 0
        high = used.boundingRect(QRect(0, 0, self.room - indent, 9999), flags, item.title).height()
        self.title = QRect(self.MARGIN + indent, top, self.room - indent, high)
        self.mark = QRect(self.MARGIN, top, indent, used.height())
        top += high + 2
        self.text = QRect(self.MARGIN, top, self.room, 0)
        if item.text:
            metrics = small if item.kind == "note" else plain
            high = metrics.boundingRect(QRect(0, 0, self.room, 9999), flags, item.text).height()
            self.text.setHeight(high)
            top += high + 2
        self.links: list[tuple[QRect, str, str]] = []
        x = self.MARGIN
        if item.kind == "head" and item.links:
            # beside the heading
            for said, does in item.links:
                wide = plain.horizontalAdvance(said) + 2
                self.links.append(
                    (QRect(width - self.MARGIN - wide, self.title.top(), wide, plain.height()), said, does)
                )
        elif item.links:
            for said, does in item.links:
                wide = plain.horizontalAdvance(said) + 2
                self.links.append((QRect(x, top + 2, wide, plain.height()), said, does))
                x += wide + 4 * STEP
            top += plain.height() + 4
        self.height = top + 2 * STEP


def laid_out(item: Item, width: int) -> _Lines:
    """Once for each width and font: the list asks for every entry whenever one of them changes."""
    key = (width, QGuiApplication.font().key())
    if key not in item.laid_out:
        item.laid_out.clear()
        item.laid_out[key] = _Lines(item, width)
    return item.laid_out[key]


class FindingsDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget  # type: ignore[attr-defined]
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 280
        return QSize(width, laid_out(index.data(ITEM), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(ITEM)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        look, lines = colours(), laid_out(item, rect.width())
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        stressed = selected or item.kind == "repair"
        painter.fillRect(rect, QColor(look.accent_tint if stressed else look.surface))
        if stressed:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(look.accent))
        painter.setPen(QPen(QColor(look.card_line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.translate(rect.topLeft())
        self._paint_words(painter, item, lines)
        painter.restore()

    def _paint_words(self, painter: QPainter, item: Item, lines: _Lines) -> None:
        look = colours()
        wrap = Qt.TextFlag.TextWordWrap
        ink = look.text
        if item.level is not None:
            ink = ink_of(item.level)
            painter.setPen(QColor(ink))
            painter.setFont(font(bold=True))
            painter.drawText(lines.mark, 0, SIGNS[item.level])
        elif item.kind == "repair":
            ink = look.error
        elif item.kind in ("head", "note", "settled"):
            ink = look.muted
        painter.setPen(QColor(ink))
        bold = item.kind in ("finding", "remark", "settled", "repair") or item.level is not None
        painter.setFont(font(SMALL) if item.kind in ("head", "note") else font(bold=bold))
        painter.drawText(lines.title, wrap, item.title)
        is_muted = item.kind == "note" or (item.kind == "to_check" and item.level is None)
        painter.setPen(QColor(look.muted if is_muted else look.text))
        painter.setFont(font(SMALL) if item.kind == "note" else font())
        painter.drawText(lines.text, wrap, item.text)
        painter.setPen(QColor(look.accent))
        painter.setFont(font())
        for rect, said, _ in lines.links:
            painter.drawText(rect, 0, said)


class FindingsList(QListView):
    """Enter or a click goes there; the links do what they say."""

    chosen = Signal(object, str)
    """(:class:`Item`, what to do)."""
    link_clicked = Signal()
    """The mouse has clicked a link, which was followed; the focus has gone nowhere else."""
    hovered = Signal(object)
    """``Item | None``: what is under the mouse now."""

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(FindingsDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)  # when the current entry goes, another becomes current, but the list stays in place
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._under_mouse: Item | None = None
        self.setAccessibleName("核对结果")
        THEME.changed.connect(self._repaint)

    def _repaint(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _link_at(self, event: QMouseEvent) -> tuple[Item | None, str]:
        index = self.indexAt(event.position().toPoint())
        item = index.data(ITEM)
        if item is None:
            return None, ""
        rect = self.visualRect(index)
        at = event.position().toPoint() - rect.topLeft()
        hit = [
            does for place, _, does in laid_out(item, rect.width()).links if place.adjusted(-4, -4, 4, 4).contains(at)
        ]
        return item, hit[0] if hit else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        _, link = self._link_at(event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        self._point(self.indexAt(event.position().toPoint()).data(ITEM))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _point(self, item: Item | None) -> None:
        if item is not self._under_mouse:
            self._under_mouse = item
            self.hovered.emit(item)

    def deeds_menu(self) -> QMenu | None:
        """Opens :meth:`menu` at the current entry, for the keyboard and the right button."""
        menu = self.menu()
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))
        return menu

    def menu(self) -> QMenu | None:
        """What can be done with the current entry; ``None`` where there is nothing."""
        item = self.currentIndex().data(ITEM)
        if item is None or not item.links:
            return None
        menu = QMenu(self)
        for said, does in item.links:
            add_menu_action(menu, said, partial(self.chosen.emit, item, does))
        return menu

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        self.deeds_menu()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item, link = self._link_at(event)
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            if link:
                self.chosen.emit(item, link)
                if self.hasFocus():
                    self.link_clicked.emit()
            elif item.kind in ("finding", "remark", "to_check", "settled", "repair"):
                self.chosen.emit(item, "go")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentIndex().data(ITEM)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.chosen.emit(item, item.links[0][1] if item.kind == "head" and item.links else "go")
            event.accept()
        elif event.key() == Qt.Key.Key_Space:
            self.deeds_menu()
            event.accept()
        else:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())


class ReasonBox(QFrame):
    """核实说明, written under the list while everything else stays in sight."""

    given = Signal(object, str)
    """(:class:`Finding`, why it stands as it is)."""
    closed = Signal()
    """A person is done with it, whether a reason was given or not."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._finding: Finding | None = None
        self._about = label(wrap=True)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("请写明为什么如此，如：上年结转 2 件因系统迁移漏计，已书面说明")
        self.text.setAccessibleName("核实说明")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(72)
        self._done = button("保存说明", self._give, "main", "Ctrl+Enter")
        buttons = row(1, button("取消", self._close), self._done)
        self.setLayout(column(label("核实说明", "strong"), self._about, self.text, buttons, margin=3 * STEP))
        self.text.textChanged.connect(self._judge)
        self.hide()

    def ask(self, finding: Finding, earlier: str = "") -> None:
        """``earlier`` is what was said before the numbers changed; it is there to be changed or kept."""
        self._finding = finding
        self._about.setText(finding.message)
        self.text.setPlainText(earlier)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._judge()
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def can_give(self) -> bool:
        return bool(self.text.toPlainText().strip())

    def _judge(self) -> None:
        self._done.setEnabled(self.can_give)

    def _give(self) -> None:
        text = self.text.toPlainText().strip()
        if self._finding is not None and text:
            self.given.emit(self._finding, text)
            self._close()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()  # the field keeps a plain Enter for itself; with Ctrl it comes here
        else:
            super().keyPressEvent(event)


class FindingsPanel(QFrame):
    """The list with a verdict on top."""

    finding_chosen = Signal(object)
    """:class:`Finding`: go there."""
    mark_chosen = Signal(str)
    """The key of a number to be checked: go there."""
    cell_chosen = Signal(object)
    """:class:`Cell`: go there."""
    years_wanted = Signal()
    """All years of the report that wait to be checked are to be listed."""
    fold_wanted = Signal()
    cells_hovered = Signal(object)
    """``frozenset[Cell]``: those that the finding under the mouse names; empty when there is none."""

    def __init__(self, open_report: OpenReport, status: StatusSink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self.setProperty("role", "panel")
        self._open_report = open_report
        self._verdict = label(role="title")
        self._errors = label(role="badge-error")
        self._warnings = label(role="badge-warning")
        head = frame("bar")
        self.only_here = button("只看本页", self._narrow, "tab", "只列出当前这一部分的核对结果")
        self.only_here.setCheckable(True)
        head.setLayout(row(self._verdict, 1, self._errors, self._warnings, margin=3 * STEP, gap=STEP))
        fold = button("收起 ›", self.fold_wanted.emit, "quiet", "收起核对结果，页面更宽；F9 再显示")
        filter_row = row(self.only_here, 1, fold)
        filter_row.setContentsMargins(3 * STEP, STEP, 3 * STEP, STEP)
        self.reason = ReasonBox()
        self.repairs = RepairSearch(open_report)
        self.model = FindingsModel(open_report, self.repairs)
        self.list = FindingsList(self.model)
        self.setLayout(column(head, filter_row, self.list, self.reason, gap=0))
        self.list.chosen.connect(self._do)
        self.list.hovered.connect(self._point)
        self.reason.given.connect(self._take_reason)
        self.reason.closed.connect(self._take_keys)
        open_report.open_matters_changed.connect(self._tell)
        self._tell()

    def show_section(self, section: str) -> None:
        self.model.show_section(section)

    def show_finding(self, finding: Finding) -> None:
        """Makes its entry the current one and brings it into sight; the keys stay where they are."""
        for index in map(self.model.index, range(self.model.rowCount())):
            if index.data(ITEM).finding == finding:
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
                return

    def _take_keys(self) -> None:
        """Back in the list, at the entry that stood there or has come to stand there."""
        behind = map(self.model.index, range(self.list.currentIndex().row(), self.model.rowCount()))
        if at := next((each for each in behind if each.flags() & Qt.ItemFlag.ItemIsSelectable), None):
            self.list.setCurrentIndex(at)
        self.list.setFocus()

    def _tell(self) -> None:
        standing = self._open_report.standing()
        self._errors.setVisible(bool(standing.errors))
        self._warnings.setVisible(bool(standing.warnings))
        self._errors.setText(f"✕ {standing.errors}")
        self._warnings.setText(f"△ {standing.warnings}")
        self._errors.setAccessibleName(f"必改 {standing.errors} 处")
        self._warnings.setAccessibleName(f"须核实 {standing.warnings} 处")
        if standing.errors:
            verdict = f"还有 {standing.errors} 处必改"
        elif standing.warnings:
            verdict = f"还有 {standing.warnings} 处须核实"
        elif blanks := blank_cells(self._open_report.open_findings()):
            verdict = f"还有 {blanks} 格未填"
        elif waiting := len(self._open_report.to_check()) + len(self._open_report.report.flagged):
            verdict = f"还有 {waiting} 处待核实"
        else:
            verdict = "✓ 可以送签"
        self._verdict.setText(verdict)

    def _do(self, item: Item, action: str) -> None:
        report = self._open_report
        if action in ("fold", "unfold"):
            self.model.unfold(action == "unfold")
        elif action == "other_repairs":
            self._show_other_repairs()
        elif item.repair is not None:
            self._do_repair(item.repair, action)
        elif item.cell is not None:
            self._do_remark(item.cell, action)
        elif action == "go" and item.mark_key:
            self.mark_chosen.emit(item.mark_key)
        elif action == "go" and item.finding is not None:
            self.finding_chosen.emit(item.finding)
        elif action == "settle":
            self._confirm(item)
        elif action == "years":
            self.years_wanted.emit()
        elif action == "settle_all":
            report.settle(self.model.marks_of_section())
        elif action == "explain" and item.finding is not None:
            self.reason.ask(item.finding, earlier_reason(item.finding, report.report.reasons))
        elif action == "keep_reason" and item.finding is not None:
            self._keep_reason(item.finding)
        elif action == "withdraw" and item.finding is not None:
            held = reason_key(item.finding, report.report.reasons)
            report.edit(Edit("撤回核实说明", reasons={held: None} if held else {}))
        elif action == "take_last_year" and item.finding is not None:
            self._take_last_year(item.finding)
        elif action == "take_offer" and item.finding is not None:
            found = {cell: each for cell, each in suggestions(report.checked).items() if cell in item.finding.cells}
            report.edit(taking(report.report, report.edition, found))
        elif action == "take_words" and item.finding is not None:
            report.edit(taking_table_value(report.report, item.finding))
        elif action == "unrelated" and item.finding is not None:
            report.edit(dismissing_finding(report.report, item.finding))
        elif action == "let_totals_follow" and item.finding is not None:
            self._let_totals_follow(item.finding)
        elif action == "fill" and item.finding is not None:
            self._fill(item.finding)

    def _confirm(self, item: Item) -> None:
        """已核实, and on to the next of the section."""
        keys = self.model.marks_of_section()
        here = keys.index(item.mark_key) if item.mark_key in keys else 0
        if self._open_report.edit(confirming(self._open_report.report, item.finding, item.mark_key)):
            left = [key for key in (*keys[here:], *keys[:here]) if key in self.model.marks_of_section()]
            if left:
                self.mark_chosen.emit(left[0])

    def _do_remark(self, cell: Cell, action: str) -> None:
        report = self._open_report
        if action == "go":
            self.cell_chosen.emit(cell)
        elif (held := report.report.remarks.get(cell)) is not None:
            left = Remark(held.text) if held.text else None
            report.edit(Edit(f"已核实 {report.edition.name_of(cell)}", remarks={cell: left}))

    def _do_repair(self, repair: Repair, action: str) -> None:
        if action == "repair":
            if self.repairs.take(repair):
                self._status.show_status(f"已改正：{repair.says}（Ctrl+Z 撤销）")
            self.cell_chosen.emit(repair.changes[0][0])
        elif action == "go":
            self.cell_chosen.emit(repair.changes[0][0])

    def _show_other_repairs(self) -> None:
        if others := self.repairs.others:
            self.show_other_repairs(others)

    def show_other_repairs(self, repairs: Sequence[Repair]) -> QMenu:
        """Repairs as a menu, by what tells them apart; choosing one takes it."""
        menu = QMenu(self)
        shared, said = distinguished(repairs, self._open_report.edition)
        if shared:
            add_menu_action(menu, f"{shared}：", None)  # the style shows no words of a section
        for repair, each in zip(repairs, said, strict=True):
            add_menu_action(menu, each, None if repair.open else partial(self.repairs.take, repair))
        menu.popup(QCursor.pos())
        return menu

    def _narrow(self) -> None:
        self.model.show_only_section(self.only_here.isChecked())

    def _point(self, item: Item | None) -> None:
        cells: tuple[Cell, ...] = ()
        if item is not None and item.finding is not None:
            cells = item.finding.cells
        elif item is not None and item.repair is not None:
            cells = tuple(cell for cell, _ in item.repair.changes)
        elif item is not None and item.kind == "repair" and self.repairs.unclear is not None:
            cells = self.repairs.unclear.first
        self.cells_hovered.emit(frozenset(cells))

    def _take_reason(self, finding: Finding, text: str) -> None:
        reasons = explained(finding, text, self._open_report.report.reasons)
        self._open_report.edit(Edit(f"核实说明 {finding.place}", reasons=reasons))

    def _keep_reason(self, finding: Finding) -> None:
        if earlier := earlier_reason(finding, self._open_report.report.reasons):
            reasons = explained(finding, earlier, self._open_report.report.reasons)
            self._open_report.edit(Edit(f"沿用核实说明 {finding.place}", reasons=reasons))

    def _take_last_year(self, finding: Finding) -> None:
        report = self._open_report
        equation = next(each for each in report.edition.equations if each.id == finding.rule)
        figure = report.checked.context.last_figures[equation.last_year_cells[0]]
        report.edit(setting_figures(report.report, {equation.cells[0]: figure}, f"取上年数 {finding.place}"))

    def _let_totals_follow(self, finding: Finding) -> None:
        report = self._open_report
        totals = self.model.stated_totals(finding)
        if totals and report.edit(letting_follow(report.report, report.edition, totals)):
            self._status.show_status(f"已{report.undo_label}（Ctrl+Z 撤销）")
            self.cell_chosen.emit(totals[0])

    def _fill(self, finding: Finding) -> None:
        report = self._open_report
        report.edit(filling_with_zero(report.report, report.edition, finding.cells))
