"""The charts (图解) as a page of their own."""

from collections.abc import Sequence

from export.document.charts import BARS_MM, HEADING, LABEL_MM, LIGHT, SOLID, Chart
from export.document.layout import PT_PER_MM, Layout
from gui.output.font_pair import FontPair
from gui.output.page_layout import FilledRect, Item, LaidOutPage, LineSegment
from model.form.figures import show_figure


def charts_page(charts: Sequence[Chart], layout: Layout, number: int) -> LaidOutPage:
    """The 图解 as one laid-out page."""
    left, top = layout.page.left_mm * PT_PER_MM, layout.page.top_mm * PT_PER_MM
    label, bars, pitch = LABEL_MM * PT_PER_MM, BARS_MM * PT_PER_MM, 15.0
    head, small = (
        FontPair(layout.headings.fonts[0], layout.latin.font, 14),
        FontPair(layout.tables.font, layout.latin.font, 9),
    )
    title = FontPair(layout.headings.fonts[0], layout.latin.font, 12)
    middle = left + layout.page.text_width_mm * PT_PER_MM / 2
    items: list[Item] = [*head.words(HEADING, middle - head.width(HEADING) / 2, top + 12)]
    y = top + 30
    for chart in charts:
        items += title.words(chart.title, left, y + 12)
        y += 20
        for name, year, figure, is_this in chart.lines():
            items += small.words(name, left + 4, y + 11)
            right = left + label + bars * chart.share(figure)
            if right > left + label:
                items.append(FilledRect(left + label, y + 1, right, y + pitch - 1, f"#{SOLID if is_this else LIGHT}"))
                corners = ((0, 1, 0, 0), (0, 0, 1, 0), (1, 0, 1, 1), (0, 1, 1, 1))
                xs, ys = (left + label, right), (y + 1, y + pitch - 1)
                items += (LineSegment(xs[a], ys[b], xs[c], ys[d]) for a, b, c, d in corners)
            text = f"{year} {show_figure(figure) or '未填'}"
            items += small.words(text, right + 5, y + 11)
            y += pitch
        y += 12
    return LaidOutPage(number, tuple(items))
