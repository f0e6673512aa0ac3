"""What tests of the settings share."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from export.document.layout import Layout, load_layout
from export.office_template import OfficeTemplate
from gui.settings.settings_dialog import SettingsDialog
from model.form.edition import Edition
from model.store.settings import Settings
from tests.conftest import EDITIONS_FOLDER


@pytest.fixture
def usual() -> Layout:
    return load_layout(EDITIONS_FOLDER.parent / "layout.toml")


@pytest.fixture
def office(tmp_path: Path) -> OfficeTemplate:
    return OfficeTemplate(tmp_path, EDITIONS_FOLDER.parent)


@pytest.fixture
def dialogs(
    qtbot: QtBot, editions: Mapping[str, Edition], usual: Layout, office: OfficeTemplate
) -> Callable[..., SettingsDialog]:
    def show(settings: Settings | None = None) -> SettingsDialog:
        made = SettingsDialog(settings or Settings(), list(editions.values()), usual, office)
        qtbot.addWidget(made)
        made.show()
        return made

    return show
