"""The fields of the layout, in the dialog 版式 and in the settings."""

import pytest
from pytestqt.qtbot import QtBot

from export.document.fonts import SUBSTITUTE_FONTS
from export.document.layout import load_layout
from gui.output.layout_fields import FONTS, LayoutFields
from model.store.settings import Settings
from tests.conftest import EDITIONS_FOLDER


@pytest.fixture
def fields(qtbot: QtBot) -> LayoutFields:
    made = LayoutFields(load_layout(EDITIONS_FOLDER.parent / "layout.toml"))
    qtbot.addWidget(made)
    made.show_settings(Settings())
    return made


def test_what_is_usual_is_shown_and_stored_as_nothing(fields: LayoutFields) -> None:
    assert fields.fonts["title_font"].currentText() == "方正小标宋简体"
    assert fields.line.value() == 28.95
    assert fields.chosen(Settings(zoom=120)) == Settings(zoom=120)


@pytest.mark.parametrize("key", FONTS)
def test_a_font_is_chosen_or_typed(fields: LayoutFields, key: str) -> None:
    fields.fonts[key].setCurrentIndex(1)
    assert getattr(fields.chosen(Settings()), key) == FONTS[key][1][0]
    fields.fonts[key].setCurrentText(" 本地字体 ")
    assert getattr(fields.chosen(Settings()), key) == "本地字体"
    fields.fonts[key].setCurrentText("")
    assert fields.chosen(Settings()) == Settings()


def test_every_font_that_is_offered_has_substitutes() -> None:
    for _, fonts in FONTS.values():
        assert set(fonts) <= SUBSTITUTE_FONTS.keys()
