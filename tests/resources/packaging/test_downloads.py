"""Downloads: through pip, and refused where the hash is another. The index is a folder."""

import base64
import hashlib
import zipfile
from pathlib import Path

import pytest

from resources.packaging.downloads import fetch_wheels, resolve
from resources.packaging.errors import PackagingError
from resources.packaging.inputs import PinnedFile, System, sha256_of
from resources.packaging.wheel_folder import check_resolves


def wheel(folder: Path, name: str, *needs: str) -> PinnedFile:
    """A wheel of one module, in a folder that pip takes for an index."""
    project, version = name.split("-")[:2]
    required = "".join(f"Requires-Dist: {each}\n" for each in needs)
    info = f"{project}-{version}.dist-info"
    files = {
        f"{project}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n{required}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for inner, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{inner},sha256={digest},{len(text)}\n"
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / name, "w") as opened:
        for inner, text in {**files, f"{info}/RECORD": record}.items():
            opened.writestr(inner, text)
    return PinnedFile(name, sha256_of(folder / name))


def system(*wheels: PinnedFile) -> System:
    return System("windows", ("win_amd64",), "3.13", ("3.13",), wheels)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    return tmp_path / "index"


def test_pinned_wheels_are_downloaded_once(index: Path, tmp_path: Path) -> None:
    pinned = wheel(index, "some_part-1.0-py3-none-any.whl", "needed")
    assert fetch_wheels(system(pinned), tmp_path / "downloads") == (tmp_path / "downloads" / pinned.name,)
    (index / pinned.name).unlink()
    assert fetch_wheels(system(pinned), tmp_path / "downloads") == (tmp_path / "downloads" / pinned.name,)


def test_a_file_with_another_hash_is_refused(index: Path, tmp_path: Path) -> None:
    pinned = wheel(index, "some_part-1.0-py3-none-any.whl")
    with pytest.raises(PackagingError, match=r"(?i)hash"):
        fetch_wheels(system(PinnedFile(pinned.name, "0" * 64)), tmp_path / "downloads")


def test_what_is_needed_too_is_found_for_pinning(index: Path, tmp_path: Path) -> None:
    pinned = [wheel(index, "some_part-1.0-py3-none-any.whl", "other"), wheel(index, "other-2.0-py3-none-any.whl")]
    (tmp_path / "constraints.txt").write_text("other==2.0\n", encoding="utf-8")
    found = resolve(["some-part"], tmp_path / "constraints.txt", system(), tmp_path / "downloads")
    assert found == {each.name: each.sha256 for each in pinned}


def test_a_folder_of_wheels_that_does_not_suffice_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path / "wheels", "zfxxgk_nianbao-0.1.0-py3-none-any.whl", "other")
    with pytest.raises(PackagingError, match=r"does not suffice for Python 3\.13"):
        check_resolves(tmp_path / "wheels", system())
    wheel(tmp_path / "wheels", "other-2.0-py3-none-any.whl")
    check_resolves(tmp_path / "wheels", system())
