"""Entries of the command palette for an open draft: sections, commands and cells."""

from collections.abc import Callable
from functools import partial

from gui.editor.documents_menu import DocumentsMenu
from gui.editor.report_navigation import ReportNavigation
from gui.editor.section_list import SectionList
from gui.editor.tools_menu import ToolsMenu
from gui.kit.command_palette import PaletteChoice
from gui.kit.commands import choices_of
from gui.output.export_controller import ExportController
from model.form.edition import Edition


class EditorPalette:
    """Collects the palette entries; ``leave`` returns to the list of drafts."""

    def __init__(
        self,
        edition: Edition,
        sections: SectionList,
        places: ReportNavigation,
        tools: ToolsMenu,
        documents: DocumentsMenu,
        exporter: ExportController,
        leave: Callable[[], None],
    ) -> None:
        self._edition = edition
        self._sections = sections
        self._places = places
        self._tools = tools
        self._documents = documents
        self._exporter = exporter
        self._leave = leave

    def choices(self) -> list[PaletteChoice]:
        """Sections to go to, and the menu commands that are available now."""
        titles = self._sections.titles
        found = [PaletteChoice(f"转到 {title}", partial(self._sections.choose, key)) for key, title in titles]
        found += choices_of(self._tools.commands())
        found += [
            PaletteChoice("导出 Word 送签", partial(self._exporter.export_report, ".docx")),
            PaletteChoice("导出 Excel", partial(self._exporter.export_report, ".xlsx")),
            PaletteChoice("回到草稿列表", self._leave),
        ]
        found += [PaletteChoice(name, command) for name, command in self._documents.actions() if command is not None]
        return found

    def cell_choices(self) -> list[PaletteChoice]:
        """An entry for every cell, by its name."""
        return [
            PaletteChoice(self._edition.name_of(cell), partial(self._places.go_to_cell, cell), table.name)
            for table in self._edition.tables
            for cell in table.cells
        ]
