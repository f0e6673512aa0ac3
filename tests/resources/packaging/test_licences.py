"""Licences: every part is named, has its text, and Qt's says how it is replaced."""

import re
import tomllib
from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import normalized, read_inputs
from resources.packaging.licences import LICENCES, NOTICE, collect, read_parts

ROOT = Path(__file__).parents[3]


def distribution(site: Path, name: str, licence: str | None) -> None:
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "RECORD").touch()
    if licence:
        (info / "licenses").mkdir()
        (info / "licenses" / licence).write_text("may be used", encoding="utf-8")


def test_every_dependency_is_in_the_list_and_nothing_else_is() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    listed = {each for part in read_parts() for each in part.distributions}
    assert {normalized(re.split(r"[<>=!~]", each)[0]) for each in named} <= listed
    assert listed == {wheel.project for system in read_inputs().systems.values() for wheel in system.wheels}


def test_named_texts_are_there() -> None:
    texts = {text for part in read_parts() for text in part.texts}
    assert texts and {path.name for path in LICENCES.glob("*.txt")} == texts


def test_licences_are_collected_with_a_notice(tmp_path: Path) -> None:
    distribution(tmp_path / "site", "lxml", "LICENSE.txt")
    distribution(tmp_path / "site", "PySide6_Essentials", None)
    (tmp_path / "LICENSE.txt").write_text("PSF", encoding="utf-8")
    collect(tmp_path / "site", tmp_path / "out", tmp_path / "LICENSE.txt", "3.13.2", "runtime\\site\\PySide6")
    found = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.txt")}
    assert found == {
        NOTICE,
        "Python-3.13.2/LICENSE.txt",
        "lxml-1.0/licenses/LICENSE.txt",
        "PySide6_Essentials-1.0/LGPL-3.0.txt",
        "PySide6_Essentials-1.0/GPL-3.0.txt",
    }
    notice = (tmp_path / "out" / NOTICE).read_text(encoding="utf-8-sig")
    assert "lxml、libxml2、libxslt 1.0：BSD-3-Clause、MIT" in notice
    assert "用同一版本系列（6.8）的库文件替换程序文件夹里 runtime\\site\\PySide6 下的同名文件" in notice


@pytest.mark.parametrize(("name", "said"), [("lxml", "holds no licence"), ("unheard-of", "does not name unheard-of")])
def test_a_part_without_a_licence_or_an_entry_is_refused(name: str, said: str, tmp_path: Path) -> None:
    distribution(tmp_path / "site", name, None)
    with pytest.raises(PackagingError, match=said):
        collect(tmp_path / "site", tmp_path / "out", tmp_path, "3.13", "")
