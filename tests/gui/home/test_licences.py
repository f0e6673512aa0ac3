"""Every part that is shipped is named with its licence, and the licence can be read."""

import re
import tomllib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.home.licences import FOLDER, NOTICE, PARTS, Licences, LicencesDialog
from tests.conftest import EDITIONS_FOLDER

RESOURCES = EDITIONS_FOLDER.parent


@pytest.fixture
def licences() -> Licences:
    return Licences(RESOURCES)


def test_every_package_that_the_program_needs_is_named_with_version_and_text(licences: Licences) -> None:
    project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split("[>=<!]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    named = {each.lower().replace("_", "-") for part in licences.parts for each in part.distributions}
    assert needed <= named
    for part in licences.parts:
        assert part.licence and part.role
        text = licences.text_of(part)
        assert len(text) > 500 and "随这个部分的安装包提供" not in text, part.name
        assert bool(licences.version_of(part)) is bool(part.distributions)


def test_qt_s_licence_is_there_whole_with_the_way_to_replace_it(licences: Licences) -> None:
    qt = next(part for part in licences.parts if "Qt" in part.name)
    text = licences.text_of(qt)
    assert text.startswith("Qt 和 PySide6 按 GNU 宽通用公共许可证第 3 版")
    for wanted in (
        "替换 PySide6 文件夹",
        "反向工程",
        "源代码可从",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
    ):
        assert wanted in text
    assert "END OF TERMS AND CONDITIONS" in text  # the GPL, which the LGPL adds to, to its end


def test_an_installer_s_own_parts_are_told_only_there(tmp_path: Path) -> None:
    resources = tmp_path / "app" / "lib" / "resources"
    (resources / FOLDER).mkdir(parents=True)
    (resources / FOLDER / PARTS).write_text((RESOURCES / FOLDER / PARTS).read_text(encoding="utf-8"), encoding="utf-8")
    assert "Python" not in {part.name for part in Licences(resources).parts}
    brought = tmp_path / "app" / FOLDER
    (brought / "Python-3.12.9").mkdir(parents=True)
    (brought / "Python-3.12.9" / "LICENSE.txt").write_text("PSF", encoding="utf-8")
    (brought / "no_such_part-1.0").mkdir()
    (brought / NOTICE).write_text("", encoding="utf-8")
    found = Licences(resources)
    python = next(part for part in found.parts if part.name == "Python")
    assert (found.bundle, found.text_of(python)) == (brought, "PSF\n")


def test_the_dialog_shows_each_text(qtbot: QtBot, licences: Licences) -> None:
    dialog = LicencesDialog(licences)
    qtbot.addWidget(dialog)
    dialog.show()
    for at, part in enumerate(licences.parts):
        dialog.parts.choose(at)
        assert dialog.text.toPlainText().strip() == licences.text_of(part).strip()
