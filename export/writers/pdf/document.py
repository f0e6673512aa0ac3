"""A :class:`Document` as PDF/UA-1: headings, paragraphs and tables are tagged for screen readers and archives."""

import json
import re
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

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
STANDARD = "ua-1"
_MISSING_GLYPH = re.compile(r'text `"(.*?)"` could not be displayed')
_CHINESE = "年报"
"""Characters that every Chinese font has."""


class PdfError(UserFacingError):
    """The PDF could not be made on this machine, or of this text."""


def write_pdf(
    document: Document, layout: Layout, template: Path, path: Path, charts: Sequence[Chart] = ()
) -> None:
    """Write ``document`` to ``path``, with a 图解 on a page after it if given. The output is deterministic: equal
    input gives equal bytes with the same fonts.

    Raises:
        PdfError: typst or a Chinese font is missing, or no font has a character of the text.
    """
    fonts = _fonts()
    data = json.dumps(template_data(document, layout, charts), ensure_ascii=False)
    path.write_bytes(_compiled(template.read_bytes(), data, fonts))


def _compiled(source: bytes, data: str, fonts: "typst.Fonts") -> bytes:
    import typst

    with tempfile.TemporaryDirectory(prefix="nianbao-pdf-") as empty:
        # in a root without files and packages the template can read its data only, and fetches nothing
        compiler = typst.Compiler(
            source, root=empty, font_paths=fonts, package_path=empty, package_cache_path=empty, sys_inputs={"data": data}
        )
        try:
            # the time is fixed, so that equal reports give equal files; warnings name missing fonts, which have
            # substitutes
            made, _ = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARD, timestamp=0)
        except typst.TypstError as error:
            raise PdfError(_explained(error.message)) from error
    assert isinstance(made, bytes)
    return made


def _explained(message: str) -> str:
    missing = _MISSING_GLYPH.search(message)
    if missing is None:
        return f"写不成 PDF（{message}）。可以先导出 Word，再用 Word 或 WPS 另存为 PDF"
    text = missing[1]
    return (
        f"本机的字体里没有“{text}”这个字，PDF 里会是空框，所以没有写。请安装带这个字的字体，或者换一个字；"
        "也可以先导出 Word，再在有这种字体的电脑上另存为 PDF"
    )


@lru_cache(maxsize=1)  # searching the fonts of a machine takes longer than setting the pages
def _fonts() -> "typst.Fonts":
    """The installed fonts.

    Raises:
        PdfError: typst is not installed, or no Chinese font is.
    """
    try:
        import typst
    except ImportError as error:
        raise PdfError(
            "写 PDF 要用组件 typst，这里没有装或这种电脑上不能用。可以先导出 Word，再用 Word 或 WPS 另存为 PDF"
        ) from error
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    return fonts
