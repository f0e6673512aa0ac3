"""Changes tracked in a Word document, and remarks: accepted when read, and named."""

import zipfile
from pathlib import Path

import pytest

from model.form.edition import Edition
from model.form.tables import Cell
from model.importing import import_report, tracked_changes
from model.importing.readers.docx_revisions import TrackedChange
from model.report.report import Fact, Report
from tests.export.exporting import write_report

RESOURCES = Path(__file__).parent.parent.parent.parent.parent / "resources"
WHO = 'w:id="1" w:author="王局长" w:date="2025-01-10T09:30:00Z"'
PERSON = Cell("requests", "received", "person")
COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
    f'2006/main"><w:comment {WHO}><w:p><w:r><w:t>这里再核一下</w:t></w:r></w:p></w:comment></w:comments>'
)


@pytest.fixture
def changed(edition: Edition, tmp_path: Path) -> Path:
    """The draft as exported, with 5 made 8 in a cell, a word struck out, another put in, and a remark."""
    report = Report(
        edition.id,
        {PERSON: 54321},
        facts={Fact.ORGAN: "恩平市财政局", Fact.YEAR: "2024"},
        texts={"1": "全年工作平稳。\n（一）主动公开。公开12条。"},
    )
    draft, target = tmp_path / "draft.docx", tmp_path / "changed.docx"
    write_report(report, edition, draft, RESOURCES)
    with zipfile.ZipFile(draft) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            data = before.read(name).decode()
            if name == "word/document.xml":
                run = "<w:r><w:t>全年工作平稳。</w:t></w:r>"
                assert run in data
                data = data.replace(
                    run,
                    "<w:r><w:t>全年工作</w:t></w:r>"
                    f"<w:del {WHO}><w:r><w:delText>平稳</w:delText></w:r></w:del>"
                    f"<w:ins {WHO}><w:r><w:t>稳中有进</w:t></w:r></w:ins>"
                    '<w:r><w:t>。</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r>',
                )
                figure = "<w:t>54321</w:t>"
                assert figure in data
                first, _, rest = data.partition(figure)
                at = first.rindex("<w:r>")
                data = (
                    f"{first[:at]}<w:del {WHO}><w:r><w:delText>54321</w:delText></w:r></w:del>"
                    f"<w:ins {WHO}>{first[at:]}<w:t>8</w:t></w:r></w:ins>{rest.removeprefix('</w:r>')}"
                )
            after.writestr(name, data)
        after.writestr("word/comments.xml", COMMENTS)
    return target


def test_the_accepted_view_is_read(changed: Path, edition: Edition) -> None:
    report = import_report(changed, {edition.id: edition}).report
    assert report.figures[PERSON] == 8
    assert report.texts["1"].splitlines()[0] == "全年工作稳中有进。"


def test_every_change_and_remark_is_named(changed: Path) -> None:
    at = "2025-01-10T09:30:00Z"
    assert tracked_changes(changed) == (
        TrackedChange("删除", "王局长", at, "平稳", "第3段"),
        TrackedChange("插入", "王局长", at, "稳中有进", "第3段"),
        TrackedChange("批注", "王局长", at, "这里再核一下", "第3段"),
        TrackedChange("删除", "王局长", at, "54321", "第2张表第4行第2格"),
        TrackedChange("插入", "王局长", at, "8", "第2张表第4行第2格"),
    )
    assert tracked_changes(changed)[0].description == "王局长　2025-01-10 09:30　删除“平稳”（第3段）"


def test_a_file_that_is_no_word_document_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("无", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as package:
        package.writestr("word/document.xml", "<broken")
    assert tracked_changes(tmp_path / "a.txt") == tracked_changes(tmp_path / "b.zip") == ()
