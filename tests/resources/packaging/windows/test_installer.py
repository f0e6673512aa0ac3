"""The installer's script: what it registers, what it removes, and that it stands by what the program says."""

import re
import shutil
import struct
from pathlib import Path

import pytest

import main
from gui.app.application import TASKBAR_ID
from model.importing.file_types import OPENED_AS
from resources.packaging.errors import PackagingError
from resources.packaging.windows.installer import LONGEST, SCRIPT, build_installer, offered_types, removal, types

TEXT = SCRIPT.read_text(encoding="utf-8")


def section(heading: str) -> str:
    return TEXT.partition(f"Section{heading}")[2].partition("SectionEnd")[0]


def test_the_program_is_offered_for_office_documents_and_for_no_page_or_text() -> None:
    assert {".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".pdf", ".ofd"} <= set(offered_types())
    assert set(offered_types()) <= {suffix for suffixes in OPENED_AS.values() for suffix in suffixes}
    assert not {".txt", ".html", ".json", ".xml"} & set(offered_types())


def test_every_type_is_named_to_the_installer_once() -> None:
    lines = types(offered_types()).splitlines()
    assert lines[0] == "!macro EachType DO"
    assert [line.split()[-1] for line in lines[1:-1]] == list(offered_types())


def test_no_default_of_another_program_is_written() -> None:
    offer = TEXT.partition("!macro Offer")[2].partition("!macroend")[0]
    assert "OpenWithProgids" in offer
    assert not re.search(r'\$\{SUFFIX\}" ""\s+"', offer)


def test_what_is_installed_is_removed_and_nothing_else() -> None:
    lines = removal(["年报.exe", "app/main.py", "app/gui/a$b.py"]).splitlines()
    assert lines == [
        "!macro RemoveFiles",
        '  Delete "$INSTDIR\\app\\gui\\a$$b.py"',
        '  Delete "$INSTDIR\\app\\main.py"',
        '  Delete "$INSTDIR\\年报.exe"',
        '  RMDir "$INSTDIR\\app\\gui"',
        '  RMDir "$INSTDIR\\app"',
        "!macroend",
    ]
    assert "RMDir /r" not in TEXT


def test_a_path_that_windows_could_not_write_is_refused() -> None:
    with pytest.raises(PackagingError, match="too long"):
        removal(["a" * (LONGEST + 1)])


def test_every_key_that_is_written_is_deleted() -> None:
    written = set(re.findall(r'Write\w+ HKCU "([^"\\]+(?:\\\$\{\w+\})?)', section("\n")))
    deleted = section(' "Uninstall"')
    for key in written:
        assert key in deleted or "CLASSES" in key, key
    for name in ("${DRAFT}", "${REPORT}", "Applications\\${WINDOW}", "${DRAFT_SUFFIX}"):
        assert f'DeleteRegKey HKCU "${{CLASSES}}\\{name}"' in deleted


def test_nothing_needs_an_administrator() -> None:
    assert "RequestExecutionLevel user" in TEXT
    assert "HKLM" not in TEXT and "HKCR" not in TEXT


def test_the_shortcut_has_the_id_that_the_window_tells_the_task_bar() -> None:
    assert TASKBAR_ID == main.APP_FOLDER
    assert 'System::Call \'*(&w${NSIS_MAX_STRLEN} "${ID}")' in TEXT


def test_the_uninstaller_says_where_the_drafts_are_and_leaves_them() -> None:
    removing = section(' "Uninstall"')
    assert "草稿和设置没有删除" in removing
    assert not re.search(r"(Delete|RMDir)[^\n]*LOCALAPPDATA", removing)


@pytest.mark.skipif(not shutil.which("makensis"), reason="needs the package nsis")
def test_the_script_compiles_without_a_warning(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "app").mkdir(parents=True)
    (tree / "年报.exe").write_bytes(b"MZ")
    (tree / "app" / "main.py").touch()
    icon = Path(shutil.which("makensis") or "").parent.parent / "share/nsis/Contrib/Graphics/Icons/modern-install.ico"
    build_installer(tree, icon, tmp_path / "nianbao-setup.exe", tmp_path / "scratch")
    build_installer(tree, icon, tmp_path / "nianbao-again.exe", tmp_path / "scratch")
    assert (tmp_path / "nianbao-setup.exe").read_bytes() == (tmp_path / "nianbao-again.exe").read_bytes()
    machine = struct.unpack_from("<H", (tmp_path / "nianbao-setup.exe").read_bytes(), _pe_header(tmp_path) + 4)
    assert machine == (0x8664,)


def _pe_header(folder: Path) -> int:
    (offset,) = struct.unpack_from("<I", (folder / "nianbao-setup.exe").read_bytes(), 0x3C)
    assert isinstance(offset, int)
    return offset
