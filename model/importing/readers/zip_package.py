"""Zip packages from untrusted sources (``.docx``, ``.xlsx``): size limits, and XML parsed without entities."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from model.importing.notes import ImportedDocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 200_000_000
"""Unpacked, over all parts."""
_MOST_TIMES = 200
_SMALL = 10_000_000
"""Bytes; parts up to this size may have any compression ratio."""

DAMAGED = (ValueError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)
"""The exceptions that reading a damaged package may raise."""


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The opened package, after its central directory was checked against the size limits.

    Raises:
        ImportedDocumentError: cut short, encrypted, or unpacking to more than any report.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ImportedDocumentError(
            f"“{name}”已损坏或不完整，可能没有下载或拷贝完。请重新取得这个文件，或在 Word、WPS 里修复后另存"
        ) from error
    if sum(entry.file_size for entry in entries) > MOST_BYTES or any(
        entry.file_size > _SMALL and entry.file_size > _MOST_TIMES * entry.compress_size for entry in entries
    ):
        raise ImportedDocumentError(f"“{name}”解压后大得不正常，为安全起见没有打开。请向原单位重新要一份文件")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise ImportedDocumentError(
            f"“{name}”用的压缩方法不是 Office 文件的压缩方法，不能读取。请在 Word、Excel 或 WPS 里打开后另存一份再导入"
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ImportedDocumentError(f"“{name}”带有密码，不能读取。请先去掉密码再导入")
    return package


def parsed_part(package: zipfile.ZipFile, part: str) -> "_Element":
    """The root of an XML part.

    Raises:
        KeyError: there is no such part.
        ValueError: as ``parsed_xml``.
    """
    return parsed_xml(package.read(part))


def parsed_xml(data: bytes) -> "_Element":
    """
    Raises:
        ValueError: it is no XML, or it declares a document type, which office files never do.
    """
    from lxml import etree

    refuse_document_type(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def refuse_document_type(data: bytes) -> None:
    """Raises: ValueError: the XML declares a document type."""
    if b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
        raise ValueError("document type")
