"""Converting a report: what the suffix says is written and reads back the same."""

import json
import os
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.export.commands.running import SAMPLE, Run


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".json"])
def test_what_is_converted_reads_back_the_same(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"年报{suffix}"
    done = run("convert", SAMPLE, target)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    first, second = map(json.loads, run("check", SAMPLE, target, "--json").stdout.splitlines())
    for key in ("cells", "sections", "organ", "year", "title"):
        assert first[key] == second[key], key


@pytest.mark.parametrize(
    ("target", "message"),
    [("没有/的文件夹/年报.docx", "文件夹"), ("年报.abc", "年报.abc")],
)
def test_a_target_that_cannot_be_written_is_reported_in_a_sentence(
    run: Run, tmp_path: Path, target: str, message: str
) -> None:
    done = run("convert", SAMPLE, tmp_path / target)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.*"))


def test_a_name_too_long_for_the_disk_is_reported(run: Run, tmp_path: Path) -> None:
    done = run("convert", SAMPLE, tmp_path / f"{'长' * 260}.docx")
    assert done.returncode == 2
    assert "太长" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_is_written_through(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "年报.json", tmp_path / "链接.json"
    target.write_text("", encoding="utf-8")
    link.symlink_to(target)
    assert run("convert", SAMPLE, link).returncode == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["year"] == 2024


def test_a_title_without_end_is_still_exported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "年报.json"
    run("convert", SAMPLE, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["title"] = "很长的标题" * 400
    path.write_text(json.dumps(data), encoding="utf-8")
    done = run("convert", path, tmp_path / "年报.docx")
    assert "Traceback" not in done.stderr


def test_the_layout_of_the_settings_is_that_of_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "全县.toml").write_text('[layout]\nbody_font = "仿宋"\nline_pt = 28\n', encoding="utf-8")
    fonts = []
    for arguments in ((), ("--settings", tmp_path / "全县.toml")):
        target = tmp_path / "年报.docx"
        assert run("convert", SAMPLE, target, *arguments).returncode == 0
        style = docx.Document(str(target)).styles["Normal"]
        fonts.append(style.element.rPr.rFonts.get(qn("w:eastAsia")))
        pitch = style.paragraph_format.line_spacing
    assert fonts == ["仿宋_GB2312", "仿宋"]
    assert getattr(pitch, "pt", 0) == 28
