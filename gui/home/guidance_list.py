"""All 填报口径 in the help, with a search field."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from gui.grid.guidance_dialog import guidance_card
from gui.kit.pinyin_initials import matches
from gui.kit.theme import STEP
from gui.kit.widgets import column, label, scroll_area
from model.form.edition import Edition
from model.form.guidance import Guidance

MOST_NAMED = 3


def scope_of(entry: Guidance, edition: Edition) -> str:
    """The table, rows and columns of the entry, by their names in ``edition``."""
    table = edition.table(entry.table)
    rows = [each.name for each in table.rows if each.id in entry.rows]
    columns = [each.name for each in table.columns if each.id in entry.columns]
    named = [*rows, *(f"“{name}”列" for name in columns)]
    more = f"等 {len(named)} 项" if len(named) > MOST_NAMED else ""
    form = f"（{edition.name}）" if entry.editions else ""
    return f"{table.name}　{'、'.join(named[:MOST_NAMED]) or '全表'}{more}{form}"


class GuidanceList(QWidget):
    """Entries of ``editions`` below a fixed search field. The cards are created when first shown, so that the help
    opens quickly."""

    def __init__(self, entries: Sequence[Guidance], editions: Sequence[Edition]) -> None:
        super().__init__()
        of = {each: next((edition for edition in editions if each.is_for(edition)), None) for each in entries}
        self.scopes: Mapping[Guidance, str] = {
            each: scope_of(each, edition) for each, edition in of.items() if edition is not None
        }
        """Entry -> the rows and columns that it is about."""
        self._cards: dict[Guidance, QFrame] = {}
        self.field = QLineEdit()
        self.field.setPlaceholderText("输入要找的词，如 撤回、共同被告、万元，或拼音首字母")
        self.field.setAccessibleName("查找填报口径")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.narrow)
        self.nothing = label("", "muted", wrap=True)
        self.nothing.hide()
        note = label("标“△ 实践做法”的不是法律和格式的规定，以本级主管部门口径为准。", "small", wrap=True)
        self._list = column(gap=2 * STEP)
        inside = QWidget()
        inside.setLayout(column(self._list, 1))
        whole = column(self.field, note, self.nothing, scroll_area(inside), gap=2 * STEP)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    @property
    def found(self) -> tuple[Guidance, ...]:
        """The entries that are shown."""
        return tuple(each for each in self.scopes if self._fits(each))

    def showEvent(self, event: QShowEvent) -> None:
        if not self._cards:
            for entry, scope in self.scopes.items():
                self._cards[entry] = guidance_card(entry, scope)
                self._list.addWidget(self._cards[entry])
            self.narrow()
        super().showEvent(event)

    def narrow(self, _text: str = "") -> None:
        """Shows the entries that match the text of the search field."""
        found = set(self.found)
        for entry, card in self._cards.items():
            card.setVisible(entry in found)
        self.nothing.setHidden(bool(found))
        self.nothing.setText("" if found else f"没有找到“{self.field.text().strip()}”")

    def _fits(self, entry: Guidance) -> bool:
        wanted = self.field.text().strip()
        words = f"{self.scopes[entry]} {entry.title} {entry.text} {entry.source}".lower()
        return all(word in words for word in wanted.lower().split()) or matches(
            wanted, f"{self.scopes[entry]} {entry.title}"
        )
