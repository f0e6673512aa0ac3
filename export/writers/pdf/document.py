"""A :class:`Document` as PDF/UA-1: headings, paragraphs and tables are tagged for screen readers and archives."""

import json
import re
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from export.document.charts import Chart
from export.document.document import Document
from export.document.fonts import SUBSTITUTE_FONTS
from export.document.layout import Layout
from export.writers.pdf.template_data import template_data
from model.errors import UserFacingError

if TYPE_CHECKING:
    import typst

TEMPLATE = Path("templates", "report.typ")
"""Within the resources."""
_INSTEAD = "也可以先导出 Word，再用 Word 或 WPS 另存为 PDF"
_NO_FONT = f"这台电脑没有中文字体，PDF 没有写。请安装仿宋、宋体、黑体、楷体，或者思源宋体、思源黑体；{_INSTEAD}"
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_CHINESE_FONTS = frozenset(
    font for name, others in SUBSTITUTE_FONTS.items() if not name.isascii() for font in (name, *others)
)


class PdfError(UserFacingError):
    """The PDF could not be made on this machine, or of this text."""


def write_pdf(document: Document, layout: Layout, template: Path, path: Path, charts: Sequence[Chart] = ()) -> None:
    """Write ``document`` to ``path``, with a 图解 on a page after it if given. The output is deterministic: equal
    input gives equal bytes with the same fonts.

    Raises:
        PdfError: typst is missing, or no installed font has a character of the text.
    """
    (made,) = _compiled(document, layout, template, charts, "pdf")
    path.write_bytes(made)


def svg_pages(document: Document, layout: Layout, template: Path) -> tuple[bytes, ...]:
    """The pages of the PDF as SVG, one each, for the screen and the printer.

    Raises:
        PdfError: as :func:`write_pdf`.
    """
    # only the PDF is refused for a character without a glyph; the layout is computed once for both
    _compiled(document, layout, template, (), "pdf")
    return _compiled(document, layout, template, (), "svg")


def _compiled(
    document: Document, layout: Layout, template: Path, charts: Sequence[Chart], kind: Literal["pdf", "svg"]
) -> tuple[bytes, ...]:
    """The PDF, or an SVG for each page."""
    fonts = _fonts()
    import typst

    if not fonts.families():  # typst would set empty pages
        _fonts.cache_clear()
        raise PdfError(_NO_FONT)
    data = json.dumps(template_data(document, layout, charts), ensure_ascii=False)
    with tempfile.TemporaryDirectory(prefix="nianbao-pdf-") as empty:
        # with an empty root and no packages the template reads nothing but its data
        compiler = typst.Compiler(
            template.read_bytes(),
            root=empty,
            font_paths=fonts,
            sys_inputs={"data": data},
            package_path=empty,
            package_cache_path=empty,
        )
        try:
            # a fixed time: equal reports give equal files. The warnings name fonts that are not installed: these have
            # substitutes
            made, _ = compiler.compile_with_warnings(
                format=kind, pdf_standards="ua-1" if kind == "pdf" else [], timestamp=0
            )
        except typst.TypstError as error:
            _fonts.cache_clear()  # the user may install a font and try again
            raise PdfError(_explained(error.message, fonts)) from error
    assert made is not None  # as no file is named for the output
    return (made,) if isinstance(made, bytes) else tuple(made)


def _explained(message: str, fonts: "typst.Fonts") -> str:
    """PDF/UA forbids characters without a glyph, so typst refuses what would be printed as an empty box."""
    missing, closed, _ = message.partition('text `"')[2].partition('"` could not be displayed')
    if not closed:
        return f"PDF 没有写成（{message}）。{_INSTEAD}"
    if _CHINESE_FONTS.isdisjoint(fonts.families()):
        return _NO_FONT
    text = _ESCAPED.sub(lambda code: f"（编码 U+{int(code[1], 16):04X}）", missing)[:20]
    return f"这台电脑的字体里没有“{text}”，印出来会是空框，PDF 没有写。请换一个字，或者安装带这个字的字体；{_INSTEAD}"


@lru_cache(maxsize=1)  # searching the fonts of a machine takes longer than setting a report
def _fonts() -> "typst.Fonts":
    """The fonts that are installed.

    Raises:
        PdfError: typst is missing.
    """
    try:
        import typst
    except ImportError as error:
        raise PdfError(f"写 PDF 的组件 typst 在这台电脑上没有装好或不能用，PDF 没有写。{_INSTEAD}") from error
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
