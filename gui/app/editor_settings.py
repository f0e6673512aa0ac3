"""The settings as far as they concern the open draft: applied when it opens, stored while and after it is open."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from gui.editor.editor_page import EditorPage
from model.store.settings import Settings, read_settings, remember_in_settings


def connect_settings(editor: EditorPage, folder: Path) -> None:
    """Applies the settings of ``folder`` to the page, and stores there what is changed in it."""
    settings = read_settings(folder)
    editor.exporter.settings = settings
    editor.sign_off.hide_notices(settings.dismissed_notices)
    editor.exporter.settings_changed.connect(partial(_store_choices, folder))
    editor.pages.set_zoom(settings.zoom / 100)
    editor.pages.set_enter_goes_right(settings.enter_goes_right)
    editor.splitter.set_state(settings.panel_width, wanted=not settings.panel_folded)


def remember_view(editor: EditorPage, folder: Path) -> None:
    """Stores zoom and panel of the page that is being closed."""
    zoom, splitter = round(editor.pages.zoom * 100), editor.splitter
    remember_in_settings(
        folder,
        lambda stored: replace(
            stored, zoom=zoom, panel_width=splitter.panel_width, panel_folded=not splitter.is_wanted
        ),
    )


def _store_choices(folder: Path, chosen: Settings) -> None:
    remember_in_settings(folder, lambda stored: stored.with_choices_of(chosen))
