"""Every Word file that this program writes keeps to ECMA-376, for every option.

Word refuses a file, or drops what it says, where LibreOffice does not, so no rendering shows it.
"""

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from export.report_writer import ExportOptions, export_check_list
from export.template_fill import write_into_own_file
from model.checks.engine import check
from model.form.edition import Edition
from model.form.tables import Cell
from model.report.report import Report
from tests.export.exporting import write_report
from tests.export.writers.docx.schema import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("which", "sheet", "picture"),
    [("report", False, False), ("report", True, True), ("blank", True, False), ("awkward", True, True)],
)
def test_every_part_of_a_report_keeps_to_the_standard(
    which: str,
    sheet: bool,
    picture: bool,
    request: pytest.FixtureRequest,
    edition: Edition,
    resources: Path,
    tmp_path: Path,
) -> None:
    report: Report = request.getfixturevalue(which)
    path = tmp_path / "report.docx"
    write_report(report, edition, path, resources, options=ExportOptions(sheet, picture))
    assert faults(path) == []


def test_the_template_keeps_to_it(template: Path) -> None:
    assert faults(template) == []


def test_a_report_of_the_edition_of_2019_keeps_to_it(
    editions: Mapping[str, Edition], resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    write_report(Report("2019", texts={"1": "（一）甲。\n\t乙"}), editions["2019"], path, resources)
    assert faults(path) == []


def test_a_check_list_with_remarks_and_reasons_keeps_to_it(
    report: Report, edition: Edition, resources: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.docx"
    export_check_list(check(report, edition), path, resources)
    assert faults(path) == []


def test_a_copy_of_an_own_file_keeps_to_it(
    report: Report, edition: Edition, editions: Mapping[str, Edition], resources: Path, tmp_path: Path
) -> None:
    own, target = tmp_path / "own.docx", tmp_path / "target.docx"
    write_report(report, edition, own, resources)
    changed = report.with_(
        figures={**report.figures, Cell("requests", "received", "legal_service"): 7},
        texts={**report.texts, "1": "新的一段。\n（一）主动公开情况\n2.另一段。", "6": ""},
    )
    write_into_own_file(changed, editions, own, target)
    assert faults(target) == []


@pytest.mark.parametrize(
    ("part", "parent", "message"),
    [
        ("word/document.xml", "pPr", "Unexpected element 'pStyle'"),
        ("word/document.xml", "tcPr", "Unexpected element 'tcW'"),
        ("word/document.xml", "tblPr", "Unexpected element 'tblStyle'"),
        ("word/document.xml", "sectPr", "Unexpected element 'footerReference'"),
        ("word/document.xml", "tc", "Unexpected element 'tcPr'"),
        ("word/styles.xml", "rPr", "Unexpected element 'rFonts'"),
        ("word/styles.xml", "style", "Unexpected element 'name'"),
        ("word/settings.xml", "settings", "Unexpected element 'zoom'"),
        ("word/settings.xml", "compat", "Unexpected element 'spaceForUL'"),
    ],
)
def test_two_children_that_changed_places_are_found(
    part: str, parent: str, message: str, template: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(template, tmp_path / "template.docx"))

    def swap(root: etree._Element) -> None:
        element = next(each for each in root.iter(f"{W}{parent}") if len(each) > 1)
        element.append(element[0])

    _change(path, part, swap)
    assert [each for each in faults(path) if message in each]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda root: etree.SubElement(root[0][-1], f"{W}smartTag"), "Unexpected element 'smartTag'"),
        (lambda root: root.find(f".//{W}jc").set(f"{W}val", "middle"), "'middle' is not in allowed values"),
        (lambda root: root.find(f".//{W}pStyle").set(f"{W}val", "Nobody"), "Style 'Nobody' referenced but not defined"),
        (
            lambda root: root.find(f".//{W}footerReference").set(
                "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rId99"
            ),
            "relationship 'rId99' not found",
        ),
    ],
    ids=["element", "value", "style", "link"],
)
def test_what_the_standard_does_not_know_is_found(change: object, message: str, template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(template, tmp_path / "template.docx"))
    _change(path, "word/document.xml", change)
    assert [each for each in faults(path) if message in each]


def _change(path: Path, part: str, change: object) -> None:
    assert callable(change)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
