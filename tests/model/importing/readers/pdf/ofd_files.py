"""OFD files for tests: pages of text objects and paths, with whatever more a package may hold."""

import io
import itertools
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(pages: Sequence[str], templates: Sequence[str] = (), more: Mapping[str, str] | None = None) -> bytes:
    """A file whose pages, of 210 by 297 mm, hold these objects; every page uses all templates."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    shared = "".join(f'<ofd:TemplatePage ID="T{n}" BaseLoc="Tpls/Tpl_{n}/Content.xml"/>' for n in range(len(templates)))
    used = "".join(f'<ofd:Template TemplateID="T{n}" ZOrder="Background"/>' for n in range(len(templates)))
    resources = "".join(f"<ofd:PublicRes>{path}</ofd:PublicRes>" for path in more or {} if path == "PublicRes.xml")
    signed = "".join(f"<ofd:Signatures>/Doc_0/{path}</ofd:Signatures>" for path in more or {} if "Signatures" in path)
    notes = "".join(f"<ofd:Annotations>{path}</ofd:Annotations>" for path in more or {} if path == "Annotations.xml")
    parts = {
        "OFD.xml": f'<ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{signed}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{resources}{shared}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{notes}"
        "</ofd:Document>",
    }
    parts |= {f"Doc_0/Pages/Page_{n}/Content.xml": _page(used, page) for n, page in enumerate(pages)}
    parts |= {f"Doc_0/Tpls/Tpl_{n}/Content.xml": _page("", page) for n, page in enumerate(templates)}
    parts |= {f"Doc_0/{path}": text for path, text in (more or {}).items()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in parts.items():
            package.writestr(path, text)
    return held.getvalue()


def annotated(objects: str, about: str = 'Type="Path"', boundary: str = "0 0 210 297") -> dict[str, str]:
    """The parts with one annotation on the first page."""
    listing = '<ofd:Page PageID="0"><ofd:FileLoc>Annots/Page_0.xml</ofd:FileLoc></ofd:Page>'
    appearance = f'<ofd:Appearance Boundary="{boundary}">{objects}</ofd:Appearance>'
    return {
        "Annotations.xml": f"<ofd:Annotations {_NAMESPACE}>{listing}</ofd:Annotations>",
        "Annots/Page_0.xml": f"<ofd:PageAnnot {_NAMESPACE}><ofd:Annot {about}>{appearance}</ofd:Annot></ofd:PageAnnot>",
    }


def sealed(boundary: str, page: str = "0") -> dict[str, str]:
    """The parts with an electronic signature that has a seal on a page. The first part of the package names them."""
    seal = f'<ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="{page}" Boundary="{boundary}"/></ofd:SignedInfo>'
    listed = '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>'
    return {
        "Signs/Signatures.xml": f"<ofd:Signatures {_NAMESPACE}>{listed}</ofd:Signatures>",
        "Signs/Sign_0/Signature.xml": f"<ofd:Signature {_NAMESPACE}>{seal}</ofd:Signature>",
    }


def clipped(*boundaries: str, about: str = "") -> str:
    """A clip of an object, of one area for each boundary, relative to the object."""
    areas = ""
    for boundary in boundaries:
        _, _, wide, high = boundary.split()
        data = f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"
        path_ = f'<ofd:Path ID="8" Boundary="{boundary}"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:Path>'
        areas += f"<ofd:Area {about}>{path_}</ofd:Area>"
    return f"<ofd:Clips><ofd:Clip>{areas}</ofd:Clip></ofd:Clips>"


def resources(inside: str) -> dict[str, str]:
    return {"PublicRes.xml": f"<ofd:Res {_NAMESPACE}>{inside}</ofd:Res>"}


def changed(data: bytes, change: Callable[[str, str], tuple[str, str]]) -> bytes:
    """The file whose parts have other names and texts: ``change`` gets both."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(held, "w") as other:
        for name in package.namelist():
            other.writestr(*change(name, package.read(name).decode()))
    return held.getvalue()


def _page(used: str, objects: str) -> str:
    layer = f'<ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content>'
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {_NAMESPACE}>{used}{layer}</ofd:Page>'


def text(words: str, x: float, y: float, size: float = 3.5, about: str = "", code: str = "", inside: str = "") -> str:
    """``x`` and ``y``: where its base line begins, in millimetres."""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 100 {size * 1.2}" Font="1" Size="{size}" {about}>{inside}'
        f'<ofd:TextCode X="0" Y="{size}" {code}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, about: str = "", boundary: str = "0 0 210 297") -> str:
    return (
        f'<ofd:PathObject ID="1" Boundary="{boundary}" LineWidth="0.2" {about}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def frame(columns: Sequence[float], rows: Sequence[float]) -> str:
    across = "".join(path(f"M {columns[0]} {y} L {columns[-1]} {y}") for y in rows)
    return across + "".join(path(f"M {x} {rows[0]} L {x} {rows[-1]}") for x in columns)


def converted(pdf: Path) -> bytes:
    """The characters and lines of a PDF file as an OFD file."""
    import pypdfium2  # type: ignore[import-untyped]

    from model.importing.readers.pdf.page_characters import runs_of
    from model.importing.readers.pdf.pdfium_page import drawing_of
    from model.importing.readers.pdf.unreadable_glyphs import EmbeddedFonts

    mm = 25.4 / 72
    data = pdf.read_bytes()
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        drawing = drawing_of(page, 0, EmbeddedFonts(data))
        high = page.get_height()
        objects = [
            path(f"M {s.start * mm:.3f} {(high + s.at) * mm:.3f} L {s.end * mm:.3f} {(high + s.at) * mm:.3f}")
            for s in drawing.across
        ]
        objects += [
            path(f"M {s.at * mm:.3f} {(high + s.start) * mm:.3f} L {s.at * mm:.3f} {(high + s.end) * mm:.3f}")
            for s in drawing.down
        ]
        for run in runs_of(page, 0, []):
            size = run.size * mm
            deltas = " ".join(f"{(after - before) * mm:.3f}" for before, after in itertools.pairwise(run.middles))
            words = run.text.replace("&", "&amp;").replace("<", "&lt;")
            base = (high + run.bottom) * mm - 0.14 * size
            left = run.middles[0] * mm - size * (0.25 if run.text[0].isascii() else 0.5)
            objects.append(text(words, left, base, size, code=f'DeltaX="{deltas}"' if deltas else ""))
        pages.append("".join(objects))
        page.close()
    document.close()
    return ofd(pages)
