"""Writes a chart of years or units with its table of figures as a Word file, and reads the file back."""

from pathlib import Path

from export.document.layout import load_layout
from export.document.year_charts import YearChart
from export.read_back_check_list import missing_among
from export.report_writer import ExportError
from model.atomic_write import replacing

MOST_UNITS_DRAWN = 40
"""Of a picture on one page; the table has all."""


def write_chart(chart: YearChart, picture: bytes, ratio: float, path: Path, resources: Path) -> None:
    """Write ``chart`` as ``.docx``. ``picture``: a .png file of it; ``ratio``: its height divided by its width.

    Raises:
        ExportError: not the name of a Word file, or the file lacks what it should hold; ``path`` is as it was.
        FileWriteError: the file could not be written.
    """
    from export.writers.docx.package import TEMPLATE
    from export.writers.docx.year_chart import write_year_chart

    if path.suffix.lower() != ".docx":
        raise ExportError(f"“{path.name}”：图表存为 Word 文件，文件名应以 .docx 结尾")
    layout = load_layout(resources / "layout.toml")
    with replacing(path) as temporary:
        write_year_chart(chart, picture, ratio, layout, resources / TEMPLATE, temporary)
        texts = [text for row in chart.table() for text in row]
        if missing := missing_among([*texts, *chart.notes], temporary):
            raise ExportError(f"“{path.name}”没有写成：写出后读回，缺少“{missing[0][:60]}”等 {len(missing)} 处")
