"""Lists the tracked changes and comments of a Word document with their authors.

The report itself is read with all changes accepted.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.importing.readers.zip_package import DAMAGED, parsed_part

if TYPE_CHECKING:
    from lxml.etree import _Element

KINDS = {"ins": "插入", "del": "删除", "moveFrom": "移走", "moveTo": "移入"}
REMARK = "批注"


@dataclass(frozen=True)
class TrackedChange:
    """One change or comment. ``at`` is the date and time as the file has it, empty where it has none."""

    kind: str
    """``插入``, ``删除``, ``移走``, ``移入`` or ``批注``."""
    author: str
    at: str
    text: str
    where: str
    """As shown to a person: ``第3段``, ``第2张表第4行第1格``."""

    @property
    def description(self) -> str:
        """Author, time, kind, text and position in one line, for a person."""
        who = "　".join(each for each in (self.author, self.at[:16].replace("T", " ")) if each)
        return f"{who or '（未署名）'}　{self.kind}“{self.text}”（{self.where}）"


def tracked_changes_in(data: bytes) -> tuple[TrackedChange, ...]:
    """All tracked changes and comments of a file; empty where it is not a ``.docx``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "word/document.xml" not in package.namelist():
                return ()
            root = parsed_part(package, "word/document.xml")
            comments = parsed_part(package, "word/comments.xml") if "word/comments.xml" in package.namelist() else None
    except DAMAGED:
        return ()
    return tuple(_changes(root, comments))


def _changes(root: "_Element", comments: "_Element | None") -> Iterator[TrackedChange]:
    namespace = f"{str(root.tag).partition('}')[0]}}}"
    remarks = {
        str(each.get(f"{namespace}id")): each for each in (comments if comments is not None else ()) if len(each)
    }
    paragraphs = tables = rows = cells = 0
    marks = [f"{namespace}{name}" for name in (*KINDS, "p", "tbl", "tr", "tc", "commentReference")]
    for element in root.iter(*marks):
        name = str(element.tag).removeprefix(namespace)
        if name == "tbl":
            tables, rows = tables + 1, 0
        elif name == "tr":
            rows, cells = rows + 1, 0
        elif name == "tc":
            cells += 1
        elif name == "p":
            paragraphs += not _is_in_table(element, namespace)
        else:
            where = f"第{tables}张表第{rows}行第{cells}格" if _is_in_table(element, namespace) else f"第{paragraphs}段"
            if name == "commentReference":
                remark = remarks.get(str(element.get(f"{namespace}id")))
                if remark is not None:
                    yield _named(remark, REMARK, where, namespace)
            elif (change := _named(element, KINDS[name], where, namespace)).text:
                yield change


def _named(element: "_Element", kind: str, where: str, namespace: str) -> TrackedChange:
    parts = [each.text or "" for each in element.iter(f"{namespace}t", f"{namespace}delText")]
    author, at = (str(element.get(f"{namespace}{name}") or "") for name in ("author", "date"))
    return TrackedChange(kind, author, at, "".join(parts).strip(), where)


def _is_in_table(element: "_Element", namespace: str) -> bool:
    return next(element.iterancestors(f"{namespace}tc"), None) is not None
