"""An office's own .docx as the template of its reports: what is kept of it, what is told, what is refused."""

import copy
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from export.document.document import Document, compose
from export.document.layout import Layout, load_layout
from export.read_back import differences
from export.report_writer import ExportOptions
from export.writers.docx.document import write_word
from export.writers.docx.own_template import TemplateError, TemplateFindings, layout_in, make_ready, opened_own
from export.writers.docx.package import TEMPLATE
from export.writers.docx.styles import HEADINGS, USED
from model.form.edition import Edition
from model.report.report import Report
from tests.conftest import SAMPLES
from tests.export.conftest import RESOURCES
from tests.export.exporting import export_report
from tests.export.writers.docx.schema import faults

HEADER = "恩平市人民政府办公室文件"
Vet = Callable[[WordDocument], TemplateFindings]


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    return tmp_path / "ready.docx"


@pytest.fixture
def vet(template: Path, layout: Layout, ready: Path, tmp_path: Path) -> Vet:
    def run(document: WordDocument) -> TemplateFindings:
        document.save(str(tmp_path / "own.docx"))
        return make_ready(tmp_path / "own.docx", template, ready, layout)

    return run


def _add_header(own: WordDocument) -> None:
    (paragraph,) = own.sections[0].header.paragraphs
    paragraph.text, paragraph.style = HEADER, own.styles["Normal"]


def _written(document: Document, layout: Layout, template: Path, ready: Path) -> WordDocument:
    path = ready.with_name("report.docx")
    write_word(document, layout, template, path, own=ready)
    return docx.Document(str(path))


def test_the_official_template_lacks_nothing_and_gives_the_same_report(
    document: Document, layout: Layout, template: Path, ready: Path, tmp_path: Path
) -> None:
    found = make_ready(template, template, ready, layout)
    assert (found.sentence, found.notes) == ("需要的样式都有。", ())
    assert opened_own(ready, layout)[1] == layout
    write_word(document, layout, template, tmp_path / "own.docx", own=ready)
    write_word(document, layout, template, tmp_path / "official.docx")
    parts = [_parts(tmp_path / name)["word/document.xml"] for name in ("own.docx", "official.docx")]
    assert parts[0] == parts[1]


def test_a_header_with_the_name_of_the_organ_and_a_seal_stays(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    own = docx.Document(str(template))
    _add_header(own)
    run = own.sections[0].header.paragraphs[0].add_run()
    run.add_picture(str(SAMPLES.parents[1] / "resources" / "help" / "editor.png"), width=Mm(20))
    vet(own)
    report = _written(document, layout, template, ready)
    header = report.sections[-1].header
    assert header.paragraphs[0].text.startswith(HEADER)
    (picture,) = header._element.xpath(".//@r:embed")
    assert header.part.related_parts[picture].blob.startswith(b"\x89PNG")
    assert report.sections[-1].footer.paragraphs[0].text == "— 1 —"


def test_a_header_of_an_earlier_section_is_that_of_the_report(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    own = docx.Document(str(template))
    _add_header(own)
    own.add_section()
    assert own.sections[1].header.is_linked_to_previous
    vet(own)
    report = _written(document, layout, template, ready)
    assert len(report.sections) == 1
    assert report.sections[0].header.paragraphs[0].text == HEADER
    assert faults(ready.with_name("report.docx")) == []


def test_fonts_sizes_and_margins_of_the_office_hold(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    own = docx.Document(str(template))
    styles: Any = own.styles
    styles["Normal"].font.size = Pt(15)
    styles["Normal"].paragraph_format.line_spacing = Pt(27)
    styles["Heading 1"].font.bold = True
    styles["表格数字"].font.size = Pt(8)
    own.sections[0].left_margin = own.sections[0].right_margin = Mm(25)
    found = vet(own)
    assert found.notes == (
        "与公文格式（GB/T 9704—2012）不同：页边距上 37、下 35、左 25、右 25 毫米；正文 15 磅（公文为 16 磅）。",
    )
    report = _written(document, layout, template, ready)
    after: Any = report.styles
    assert (after["Normal"].font.size, after["Normal"].paragraph_format.line_spacing) == (Pt(15), Pt(27))
    assert after["Heading 1"].font.bold
    assert report.sections[0].left_margin == pytest.approx(Mm(25), abs=Pt(1) / 20)
    for table in report.tables:
        widths = [int(each) for each in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
        assert sum(widths) == pytest.approx(160 * 72 / 25.4 * 20, abs=3)
        assert set(table._tbl.xpath(".//w:r/w:rPr/w:sz/@w:val")) == {"16"}


def test_missing_styles_are_named_in_one_sentence_and_added(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    own = docx.Document(str(template))
    for name in ("Heading 3", "表格项目", "段首标题 2"):
        own.styles.element.remove(own.styles[name].element)
    found = vet(own)
    assert found.sentence == "缺少样式：标题 3、段首标题 2、表格项目；导出时用自带模板里的。"
    report = _written(document, layout, template, ready)
    styles: Any = report.styles
    assert styles["Heading 3"].base_style.name == "Normal"
    assert styles["Heading 3"].element.xpath("string(w:rPr/w:rFonts/@w:eastAsia)") == "仿宋_GB2312"
    assert faults(ready.with_name("report.docx")) == []


def test_a_document_that_python_docx_or_word_made_anew_is_usable(
    vet: Vet, blank: Report, edition: Edition, layout: Layout, template: Path, ready: Path
) -> None:
    found = vet(docx.Document())
    assert "标题" not in found.lacking and "签名" in found.lacking
    assert any("正文 11 磅" in note for note in found.notes)
    assert "页眉、页脚里没有页码。" in found.notes
    report = _written(compose(blank, edition), layout, template, ready)
    assert {style.name for style in report.styles} >= set(USED)


@pytest.mark.parametrize("name", ["filled-libreoffice.docx", "official-blank-2021-wps.docx", "blank-libreoffice.docx"])
def test_documents_of_libreoffice_and_wps_become_templates_without_their_text(
    name: str,
    report: Report,
    editions: Mapping[str, Edition],
    resources: Path,
    template: Path,
    layout: Layout,
    ready: Path,
    tmp_path: Path,
) -> None:
    make_ready(SAMPLES / name, template, ready, layout)
    assert docx.Document(str(ready)).paragraphs == []
    path = tmp_path / "report.docx"
    export_report(report, editions, path, resources, options=ExportOptions(True, True, template=ready))
    assert differences(report, path, editions) == ()


def test_styles_are_found_by_name_whatever_their_ids(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    """Chinese Word and WPS number the ids of built-in styles: ``1`` is ``heading 1``."""
    own = docx.Document(str(template))
    for number, name in enumerate(HEADINGS, start=1):
        own.styles[name].element.styleId = str(number)
    assert vet(own).lacking == ()
    report = _written(document, layout, template, ready)
    assert report.paragraphs[2].style is not None and report.paragraphs[2].style.name == "Heading 1"
    assert report.paragraphs[2]._p.style == "1"


def test_automatic_numbers_of_headings_are_not_used(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    own = docx.Document(str(template))
    properties = own.styles["Heading 1"].element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 3
    assert vet(own).notes == ("样式“标题 1”的自动编号不用：编号已在文字里。",)
    report = _written(document, layout, template, ready)
    assert report.styles["Heading 1"].element.xpath("w:pPr/w:numPr/w:numId/@w:val") == ["0"]


def test_text_comments_and_authors_of_the_template_are_in_no_report(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    own = docx.Document(str(template))
    paragraph = own.add_paragraph("内部资料")
    own.add_comment(paragraph.runs, "不要外传", "张三", "张")
    paragraph.add_run().add_picture(str(SAMPLES.parents[1] / "resources" / "help" / "editor.png"), width=Mm(20))
    own.core_properties.author, own.core_properties.comments = "张三", "仅供试用"
    vet(own)
    _written(document, layout, template, ready)
    everything = b"".join(_parts(ready.with_name("report.docx")).values())
    for text in ("内部资料", "不要外传", "张三", "仅供试用"):
        assert text.encode() not in everything
    assert not [name for name in _parts(ready) if "media" in name or "comments" in name]


def test_a_protected_template_gives_reports_that_can_be_edited(
    vet: Vet, document: Document, layout: Layout, template: Path, ready: Path
) -> None:
    own = docx.Document(str(template))
    protection = OxmlElement("w:documentProtection", {qn("w:edit"): "readOnly"})
    own.settings.element.insert(1, protection)
    vet(own)
    report = _written(document, layout, template, ready)
    assert report.settings.element.findall(qn("w:documentProtection")) == []


def test_a_ready_template_gives_the_same_bytes_each_time(
    document: Document, layout: Layout, template: Path, ready: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        docx.Document().save(str(tmp_path / "own.docx"))
        make_ready(tmp_path / "own.docx", template, ready, layout)
        write_word(document, layout, template, tmp_path / f"{name}.docx", own=ready)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def _with_parts(template: Path, path: Path, **parts: bytes) -> Path:
    shutil.copy(template, path)
    with zipfile.ZipFile(path, "a") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def _with_relationship(template: Path, path: Path, kind: str) -> Path:
    own = docx.Document(str(template))
    _add_header(own)
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    own.sections[0].header.part.rels.get_or_add_ext_rel(base + kind, "http://evil.example/x.png")
    own.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.get_or_add_ext_rel(
        f"{base}attachedTemplate", "http://evil.example/x.dotm"
    )
    own.save(str(path))
    return path


def _with_many_styles(template: Path, path: Path) -> None:
    own = docx.Document(str(template))
    title = own.styles["Title"].element
    for _ in range(5000):
        title.addnext(copy.copy(title))
    own.save(str(path))


def test_hostile_files_are_refused_with_a_reason(template: Path, layout: Layout, ready: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    doctype = b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
    for make, reason in (
        (lambda: own.write_bytes(b""), "不是 Word 文档"),
        (lambda: own.write_bytes(b"PK\x03\x04" + b"x" * 99), "不是 Word 文档"),
        (lambda: shutil.copy(SAMPLES / "page-libreoffice.odt", own), "不是普通的 Word 文档"),
        (lambda: shutil.copy(SAMPLES / "filled-libreoffice.xlsx", own), "不是普通的 Word 文档"),
        (lambda: _with_parts(template, own, **{"word/vbaProject.bin": b"x"}), "宏"),
        (lambda: _with_parts(template, own, **{"word/embeddings/oleObject1.bin": b"x"}), "嵌入的对象"),
        (lambda: _with_parts(template, own, **{"word/header9.xml": doctype}), "不是普通的 Word 文档"),
        (lambda: _with_parts(template, own, **{"word/media/a.bmp": b"\0" * 21_000_000}), "太大"),
        (lambda: _with_parts(template, own, **{f"word/a{n}.xml": b"<a/>" for n in range(500)}), "太多"),
        (lambda: _with_relationship(template, own, "image"), "链接着别处的文件"),
        (lambda: _with_many_styles(template, own), "样式太多"),
    ):
        make()
        with pytest.raises(TemplateError, match=reason):
            make_ready(own, template, ready, layout)
        assert not ready.exists()


def test_the_template_that_a_document_was_made_from_is_forgotten(
    document: Document, layout: Layout, template: Path, ready: Path, tmp_path: Path
) -> None:
    own = _with_relationship(template, tmp_path / "own.docx", "hyperlink")
    make_ready(own, template, ready, layout)
    assert "evil" not in str([part for name, part in _parts(ready).items() if "settings" in name])


def test_a_page_too_narrow_for_the_tables_is_refused(vet: Vet, template: Path, ready: Path) -> None:
    own = docx.Document(str(template))
    own.sections[0].page_width = Mm(148)
    with pytest.raises(TemplateError, match="版心只有 94 毫米宽，放不下年报的表格（至少 140 毫米）"):
        vet(own)
    assert not ready.exists()


def test_a_page_on_its_side_has_wide_tables(vet: Vet, template: Path, layout: Layout, ready: Path) -> None:
    own = docx.Document(str(template))
    section = own.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    vet(own)
    _, found = opened_own(ready, layout)
    assert found.page.text_width_mm == pytest.approx(243)
    for grid, usual in zip(found.tables.grids, layout.tables.grids, strict=True):
        assert sum(grid.widths_mm) == pytest.approx(sum(usual.widths_mm) * 243 / 156, abs=0.2)


def test_a_style_based_on_itself_ends_nothing(vet: Vet, template: Path, layout: Layout) -> None:
    own = docx.Document(str(template))
    own.styles["Title"].element.xpath("w:rPr/w:sz")[0].getparent().remove(
        own.styles["Title"].element.xpath("w:rPr/w:sz")[0]
    )
    own.styles["Title"].base_style = own.styles["Title"]
    vet(own)
    assert layout_in(own, layout).title.size_pt == 16


def test_a_ready_template_that_is_gone_or_damaged_is_told(layout: Layout, ready: Path) -> None:
    with pytest.raises(TemplateError, match="重新选一次，或改用自带模板"):
        opened_own(ready, layout)
    ready.write_bytes(b"PK")
    with pytest.raises(TemplateError, match="打不开"):
        opened_own(ready, layout)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(damage=st.data())
def test_whatever_is_damaged_in_a_file_it_is_used_or_refused_with_a_reason(damage: st.DataObject) -> None:
    official, layout = RESOURCES / TEMPLATE, load_layout(RESOURCES / "layout.toml")
    parts = _parts(official)
    for name in damage.draw(st.sets(st.sampled_from(sorted(parts)), min_size=1, max_size=3)):
        kind = damage.draw(st.sampled_from(["gone", "cut", "an element less", "another value"]))
        if kind == "gone":
            del parts[name]
        elif kind == "cut":
            parts[name] = parts[name][: damage.draw(st.integers(0, len(parts[name])))]
        else:
            root = etree.fromstring(parts[name])
            element = damage.draw(st.sampled_from(list(root.iter())))
            parent = element.getparent()
            if kind == "an element less" and parent is not None:
                parent.remove(element)
            for key in list(element.attrib) if kind == "another value" else ():
                element.set(key, damage.draw(st.sampled_from(["", "x", "-1", "99999999999"])))
            parts[name] = etree.tostring(root)
    with tempfile.TemporaryDirectory() as folder:
        own, ready = Path(folder, "own.docx"), Path(folder, "ready.docx")
        with zipfile.ZipFile(own, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
        try:
            make_ready(own, official, ready, layout)
        except TemplateError as error:
            assert str(error).startswith("“own.docx”")
            assert not ready.exists()
        else:
            opened_own(ready, layout)
