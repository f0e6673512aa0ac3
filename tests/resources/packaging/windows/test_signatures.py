"""Signatures: the pinned roots, who signs what, and that a changed file is refused."""

import stat
from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.windows import signatures
from resources.packaging.windows.signatures import roots, signers_of, verify_roots, verify_signatures

SIGNED = "Signer #0:\n\t\tSubject: /C=US/ST=Oregon/O=Python Software Foundation/CN=Python Software Foundation\n"


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands for osslsigncode: prints what the file holds, and fails where it holds "changed"."""
    path = tmp_path / "tools" / "osslsigncode"
    path.parent.mkdir()
    path.write_text(
        '#!/bin/sh\nfor last; do :; done\n/bin/cat "$last"\n! /bin/grep -q changed "$last"\n', encoding="utf-8"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(path.parent))
    return path


def tree(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / "tree" / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "tree"


def test_the_roots_are_those_that_are_pinned() -> None:
    verify_roots()
    assert len(roots()) == 6


def test_other_roots_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "roots", lambda: {"Somebody": "0" * 64})
    with pytest.raises(PackagingError, match="other certificates"):
        verify_roots()


@pytest.mark.parametrize(
    ("name", "signer"),
    [
        ("runtime/python313.dll", "Python Software Foundation"),
        ("runtime/site/PySide6/Qt6Core.dll", "The Qt Company Oy"),
        ("runtime/site/typst/_typst.pyd", None),
        ("年报.exe", None),
    ],
)
def test_who_signs_what(name: str, signer: str | None) -> None:
    assert (signers_of(name) or (None,))[0] == signer


def test_signed_files_are_counted(tool: Path, tmp_path: Path) -> None:
    folder = tree(tmp_path, runtime__python313_dot_dll=SIGNED, 年报_dot_exe="ours", runtime__a_dot_txt="changed")
    assert verify_signatures(folder) == {"Python Software Foundation": 1, "": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{SIGNED}changed", r"runtime/python313\.dll: the signature does not hold \(Python Software Foundation\)"),
        (SIGNED.replace("Python Software Foundation", "Somebody"), "signed by Somebody, expected Python"),
        ("", "signed by , expected"),
    ],
)
def test_a_file_that_somebody_changed_or_signed_anew_is_refused(
    text: str, said: str, tool: Path, tmp_path: Path
) -> None:
    with pytest.raises(PackagingError, match=said):
        verify_signatures(tree(tmp_path, runtime__python313_dot_dll=text))


def test_without_the_tool_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackagingError, match="no osslsigncode"):
        verify_signatures(tmp_path)
