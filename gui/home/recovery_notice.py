"""Notice that a damaged store was set aside at start: which drafts were recovered, and which were not."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from gui.kit.theme import STEP
from gui.kit.widgets import button, column, label, row
from model.store.recovery import RecoveredDrafts

MOST_NAMED = 5


def sentences(aside: Path, salvaged: RecoveredDrafts) -> tuple[str, ...]:
    """The first sentence states the event, the others the result for each group of drafts."""
    count, lost = salvaged.count, len(salvaged.lost)
    lines = [
        f"△ 有 {count + lost} 份草稿已损坏（多因断电或磁盘出错），其他草稿不受影响。损坏的原样另存为 {aside}"
        if salvaged.only_these
        else f"△ 草稿库已损坏（多因断电或磁盘出错）。原文件没有改动，另存为 {aside}"
    ]
    if not count and not lost and salvaged.batches.is_empty:
        return (*lines, "里面没有找到读得出的草稿。如果应当有草稿，请保留这个文件，交技术人员处理")
    if salvaged.whole:
        lines.append(f"✓ 完整找回 {len(salvaged.whole)} 份，连同修改历史")
    if salvaged.partly:
        lines.append(
            f"△ 部分找回 {len(salvaged.partly)} 份：{_names(salvaged.partly)}。"
            "内容或历史可能缺最近的几步，损坏的字显示为“�”，数字也可能有误，请逐项核实一遍"
        )
    if salvaged.from_backup:
        lines.append(
            f"△ 从每日副本找回 {len(salvaged.from_backup)} 份：{_names(salvaged.from_backup)}。"
            "做副本以后的修改不在里面，请核实一遍"
        )
    if lost:
        lines.append(f"✕ 没能找回 {lost} 份：{_names(salvaged.lost)}。请保留上面的文件，交技术人员处理")
    return (*lines, *salvaged.batches.sentences)


def _names(names: tuple[str, ...]) -> str:
    more = f"等 {len(names)} 份" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


class RecoveryNotice(QFrame):
    """A card above the drafts, until it is dismissed."""

    def __init__(self, aside: Path, salvaged: RecoveredDrafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._folder = aside.parent
        self.sentences = sentences(aside, salvaged)
        shown = [label(each, "error" if each.startswith("✕") else "warning", wrap=True) for each in self.sentences]
        links = row(button("打开所在文件夹", self._show_folder, "link"), button("知道了", self.hide, "link"), 1)
        self.setLayout(column(*shown, links, margin=3 * STEP, gap=STEP))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
