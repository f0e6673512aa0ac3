"""A :class:`Document` as one web page for a site's editor: without scripts and external resources.

Borders and alignment of the tables are also inline styles, because many editors drop a page's style sheet.
"""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from export.document.charts import HEADING, LIGHT, SOLID, Chart, _number
from export.document.document import Block, Document, Heading, Paragraph, PrintedTable, UnitTable
from model.form.tables import Place

_STYLE = """
body { max-width: 50em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff;
  font: 1.125rem/1.8 FangSong, STFangsong, "Noto Serif CJK SC", serif; }
h1 { font: 1.75rem/1.5 SimSun, STZhongsong, "Noto Serif CJK SC", serif; text-align: center; }
h2, h3, h4, h5 { font-size: 1em; font-weight: normal; margin: 0; text-indent: 2em; }
h2 { font-family: SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; margin-top: 1em; }
h3 { font-family: KaiTi, STKaiti, serif; }
p { margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
p.closing { text-align: right; margin-right: 4em; }
table { font: 0.875rem/1.4 SimSun, "Noto Serif CJK SC", serif; margin: 0.5em 0; }
th { font-weight: normal; }
th[scope="rowgroup"] { min-width: 4em; }
"""
_TABLE = '<table border="1" cellspacing="0" cellpadding="4"{} style="border-collapse:collapse;width:100%">'
_HEAD = '<th scope="col" style="text-align:center">{}</th>'


def write_web(document: Document, path: Path, charts: Sequence[Chart] = ()) -> None:
    """Write ``document`` to ``path`` as ``.html`` in UTF-8, with a 图解 after it if there is one."""
    path.write_text("\n".join(_page(document, charts)) + "\n", encoding="utf-8", newline="\n")


def _page(document: Document, charts: Sequence[Chart]) -> Iterator[str]:
    title = escape(document.title)
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{title or '政府信息公开工作年度报告'}</title>"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    if document.organ:
        yield f'<meta name="author" content="{escape(document.organ)}">'
    if document.year is not None:
        yield f'<meta name="keywords" content="{document.year}">'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    if title:
        yield f"<h1>{title}</h1>"
    yield from (_block(block) for block in document.preface)
    for number, section in enumerate(document.sections, start=1):
        yield f'<h2 id="section-{number}">{escape(section.heading.text)}</h2>'
        yield from (_block(block, f"section-{number}") for block in section.blocks)
    yield from (f'<p class="closing">{escape(text)}</p>' for text in (document.signature, document.date) if text)
    if charts:
        yield charts_html(charts)
    yield "</main>\n</body>\n</html>"


def _block(block: Block, section_id: str = "") -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    return "\n".join(_unit_table(block) if isinstance(block, UnitTable) else _table(block, section_id))


def _unit_table(units: UnitTable) -> Iterator[str]:
    yield _TABLE.format("")
    head, *rows = units.rows
    yield f"<thead>\n<tr>{''.join(_HEAD.format(escape(text)) for text in head)}</tr>\n</thead>\n<tbody>"
    for row in rows:
        cells = (
            f'<td style="text-align:{"center" if column in units.figure_columns else "left"}">{escape(text)}</td>'
            for column, text in enumerate(row[1:], start=1)
        )
        yield f'<tr><th scope="row" style="text-align:left">{escape(row[0])}</th>{"".join(cells)}</tr>'
    yield "</tbody>\n</table>"


def _table(printed: PrintedTable, section_id: str) -> Iterator[str]:
    yield _TABLE.format(f' aria-labelledby="{section_id}"')
    for top, row in enumerate(printed.rows):
        if top == 0 and printed.head_rows:
            yield "<thead>"
        elif top == printed.head_rows:
            yield "<tbody>"
        yield f"<tr>{''.join(_cell(printed, place) for place in row)}</tr>"
        if top + 1 == printed.head_rows:
            yield "</thead>"
    yield "</tbody>\n</table>"


def _cell(printed: PrintedTable, place: Place) -> str:
    spans = f' colspan="{place.wide}"' * (place.wide > 1) + f' rowspan="{place.high}"' * (place.high > 1)
    text = escape(printed.text_at(place))
    if place.role == "figure":
        return f'<td{spans} style="text-align:center">{text}</td>'
    if place.role == "note":
        return f"<td{spans}>{text}</td>"
    if place.role == "label":
        scope, align = ("rowgroup" if place.high > 1 else "row"), "left"
    else:
        scope, align = ("colgroup" if place.wide > 1 else "col"), ("left" if place.role == "block" else "center")
    shade = ";background:#C6D9F1" if place.role == "block" else ""
    return f'<th{spans} scope="{scope}" style="text-align:{align}{shade}">{text}</th>'


def charts_svg(chart: Chart) -> str:
    """The chart as ``<svg>`` with its alternative text, for a web page."""
    lines = list(chart.lines())
    width, label, bars, pitch = 640, 140, 360, 22
    height = pitch * len(lines) + 8
    drawn = []
    for number, (name, year, figure, is_this) in enumerate(lines):
        top = pitch * number + 6
        length = bars * chart.share(figure)
        fill = f"#{SOLID}" if is_this else f"#{LIGHT}"
        drawn.append(
            f'<text x="{label - 8}" y="{top + 12}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{label}" y="{top}" width="{length:.1f}" height="15" fill="{fill}" stroke="#000"/>'
            f'<text x="{label + length + 6:.1f}" y="{top + 12}">{escape(year)} {_number(figure)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-size="13" aria-label="{escape(chart.description)}">'
        f"<title>{escape(chart.title)}</title>{''.join(drawn)}</svg>"
    )


def charts_html(charts: Sequence[Chart]) -> str:
    """The heading and the charts."""
    parts = [f"<h2>{HEADING}</h2>"]
    parts += [f"<h3>{escape(chart.title)}</h3>\n<figure>{charts_svg(chart)}</figure>" for chart in charts]
    return "\n".join(parts)
