"""The pages of the settings but for the rules: the organ, deadlines, layout, folders and window, copies."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QWidget

from export.document.layout import Layout
from gui.kit.fields import ChoiceField
from gui.kit.theme import STEP
from gui.kit.widgets import Elided, button, column, frame, label, row
from gui.output.layout_dialog import NOTE, OWN_NOTE
from gui.output.layout_fields import LayoutFields
from gui.session.file_dialogs import FileDialogs
from gui.settings.small_fields import DayField, FolderField, OptionField, grid_of, line_field, number_field
from model.form.rule_choices import POWERS
from model.report.organ import KINDS, LEVELS, kind_of, level_of
from model.store.setting_values import LINES, RANGES, THEMES
from model.store.settings import Settings

CONTACT = {
    "contact_address": "联系地址",
    "contact_postcode": "邮政编码",
    "contact_phone": "联系电话",
    "contact_email": "电子邮箱",
}


_SECOND_NOTE = "如 U 盘上的文件夹。副本里有全部草稿，请放在只有您能打开的地方。没有插上时照常工作，插上后自动补上。"


class SettingsPage(Protocol):
    """A page of the dialog."""

    def show_settings(self, settings: Settings, /) -> None:
        """Fills the fields."""

    def chosen(self, settings: Settings, /) -> Settings:
        """``settings`` with the values of the fields."""


class OrganPage(QWidget):
    """本机关: name, kind, level, power to make 规章, and how to reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.name = line_field("机关名称", LINES["organ_name"], "规范全称，如 恩平市教育局")
        self.kind = ChoiceField("机关类别", KINDS)
        self.level = ChoiceField("机关层级", LEVELS)
        self.power = OptionField("规章制定权", POWERS)
        self.contact = {key: line_field(name, LINES[key]) for key, name in CONTACT.items()}
        self.name.textChanged.connect(self._show_guesses)
        own, reach = frame("card"), frame("card")
        organ = grid_of(
            ("机关名称", self.name), ("机关类别", self.kind), ("机关层级", self.level), ("规章制定权", self.power)
        )
        note = "新建空白年报时填入；导入本机关的年报时，文件里没有写明的类别、层级按这里。核对按它们取舍规则。"
        own.setLayout(column(label("本机关", "title"), label(note, "muted", wrap=True), organ, margin=4 * STEP))
        lines = grid_of(*((name, self.contact[key]) for key, name in CONTACT.items()))
        note = (
            "新建空白年报时写在前言末尾：“如对本报告有疑问，请与……联系”；"
            "由上年年报生成的草稿沿用上年的，写正文时可以在“插入数字”里一次插入。"
        )
        reach.setLayout(column(label("联系方式", "title"), label(note, "muted", wrap=True), lines, margin=4 * STEP))
        self.setLayout(column(own, reach, 1, gap=3 * STEP))
        self.setFocusProxy(self.name)

    def _show_guesses(self, name: str) -> None:
        self.kind.show_guess(KINDS.get(kind_of(name.strip()), ""))
        self.level.show_guess(LEVELS.get(level_of(name.strip()), ""))

    def show_settings(self, settings: Settings) -> None:
        """See :class:`SettingsPage`."""
        self.name.setText(settings.organ_name)
        self._show_guesses(settings.organ_name)
        self.kind.choose(settings.organ_kind)
        self.level.choose(settings.organ_level)
        self.power.choose(settings.organ_power)
        for key, field in self.contact.items():
            field.setText(getattr(settings, key))

    def chosen(self, settings: Settings) -> Settings:
        """See :class:`SettingsPage`."""
        written = {key: field.text().strip() for key, field in self.contact.items()}
        return replace(
            settings,
            organ_name=self.name.text().strip(),
            organ_kind=self.kind.chosen,
            organ_level=self.level.chosen,
            organ_power=self.power.chosen,
            contact_address=written["contact_address"],
            contact_postcode=written["contact_postcode"],
            contact_phone=written["contact_phone"],
            contact_email=written["contact_email"],
        )


class DeadlinesPage(QWidget):
    """期限: when reports are handed in, and when the government's is published."""

    def __init__(self) -> None:
        super().__init__()
        self.due = DayField("各机关报送截止")
        self.published = DayField("本级政府公布")
        card = frame("card")
        note = (
            "首页按报送截止提示还剩几天；公布那天过后，首页和新建的年报改为下一年度。"
            "《政府信息公开条例》第四十九条：1 月 31 日前；第五十条：3 月 31 日前。"
        )
        lines = grid_of(("各机关报送截止", self.due), ("本级政府公布", self.published))
        card.setLayout(column(label("期限", "title"), label(note, "muted", wrap=True), lines, margin=4 * STEP))
        self.setLayout(column(card, 1))
        self.setFocusProxy(self.due)

    def show_settings(self, settings: Settings) -> None:
        """See :class:`SettingsPage`."""
        self.due.show_day(settings.due)
        self.published.show_day(settings.published)

    def chosen(self, settings: Settings) -> Settings:
        """See :class:`SettingsPage`."""
        return replace(settings, due=self.due.chosen, published=self.published.chosen)


class LayoutPage(QWidget):
    """版式: as in the dialog of that name."""

    def __init__(self, usual: Layout) -> None:
        super().__init__()
        self.fields = LayoutFields(usual)
        self._note = label("", "muted", wrap=True)
        card = frame("card")
        card.setLayout(column(label("版式", "title"), self.fields, self._note, margin=4 * STEP, gap=3 * STEP))
        self.setLayout(column(card, 1))
        self.setFocusProxy(self.fields.line)

    def show_settings(self, settings: Settings) -> None:
        """See :class:`SettingsPage`."""
        self.fields.show_settings(settings)
        self._note.setText(OWN_NOTE if settings.template else NOTE)

    def chosen(self, settings: Settings) -> Settings:
        """See :class:`SettingsPage`."""
        return self.fields.chosen(settings)


class PlacesPage(QWidget):
    """文件夹和窗口: where dialogs begin, light or dark, where Enter goes."""

    def __init__(self, dialogs: FileDialogs) -> None:
        super().__init__()
        self.open_folder = FolderField("选择文件时从这里开始", "上次用过的文件夹", dialogs)
        self.save_folder = FolderField("导出文件时从这里开始", "上次用过的文件夹", dialogs)
        self.theme = OptionField("外观", THEMES)
        self.enter_right = QCheckBox("填表时按回车到右边一格（不勾选则到下面一格）")
        folders, window = frame("card"), frame("card")
        lines = grid_of(("选择文件", self.open_folder), ("导出文件", self.save_folder))
        folders.setLayout(column(label("文件夹", "title"), lines, margin=4 * STEP))
        looks = grid_of(("外观", self.theme), ("回车", self.enter_right))
        window.setLayout(column(label("窗口", "title"), looks, margin=4 * STEP))
        self.setLayout(column(folders, window, 1, gap=3 * STEP))
        self.setFocusProxy(self.open_folder)

    def show_settings(self, settings: Settings) -> None:
        """See :class:`SettingsPage`."""
        self.open_folder.field.setText(settings.open_folder)
        self.save_folder.field.setText(settings.save_folder)
        self.theme.choose(settings.theme)
        self.enter_right.setChecked(settings.enter_goes_right)

    def chosen(self, settings: Settings) -> Settings:
        """See :class:`SettingsPage`."""
        return replace(
            settings,
            open_folder=self.open_folder.chosen,
            save_folder=self.save_folder.chosen,
            theme=self.theme.chosen,
            enter_goes_right=self.enter_right.isChecked(),
        )


class BackupsPage(QWidget):
    """副本: how many daily copies, a second place for them, how long the bin keeps drafts."""

    def __init__(self, folder: str, dialogs: FileDialogs, show_folder: Callable[[], object]) -> None:
        """``folder``: of the drafts, which ``show_folder`` opens."""
        super().__init__()
        self.kept = number_field(RANGES["backups_kept"], " 份", "保留的副本份数")
        self.days = number_field(RANGES["bin_days"], " 天", "回收站保留天数")
        self.second = FolderField("副本另存一份的文件夹", "不另存", dialogs)
        card = frame("card")
        lines = grid_of(
            ("保留最近", _short(self.kept)),
            ("另存一份到", self.second),
            label(_SECOND_NOTE, "muted", wrap=True),
            ("回收站保留", _short(self.days)),
        )
        where = row(
            label("草稿和副本都在本机，只有您本人能打开：", "muted"),
            Elided(folder, "muted"),
            button("打开文件夹", show_folder, "link"),
            1,
        )
        note = label("有修改的日子，每天自动做一份副本。取回草稿在首页的“每日副本”里。", "muted", wrap=True)
        card.setLayout(column(label("每日副本和回收站", "title"), note, lines, where, margin=4 * STEP, gap=3 * STEP))
        self.setLayout(column(card, 1))
        self.setFocusProxy(self.kept)

    def show_settings(self, settings: Settings) -> None:
        """See :class:`SettingsPage`."""
        self.kept.setValue(settings.backups_kept)
        self.days.setValue(settings.bin_days)
        self.second.field.setText(settings.second_folder)

    def chosen(self, settings: Settings) -> Settings:
        """See :class:`SettingsPage`."""
        return replace(
            settings,
            backups_kept=self.kept.value(),
            bin_days=self.days.value(),
            second_folder=self.second.chosen,
        )


def _short(field: QWidget) -> QWidget:
    """The field at its own width."""
    made = QWidget()
    made.setLayout(row(field, 1))
    made.setFocusProxy(field)
    return made
