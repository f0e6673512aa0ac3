"""A topic's text as HTML: paragraphs, lists, bold, links to topics and pictures of the help; all else is escaped."""

import html
import re
from collections.abc import Iterator

_PICTURE = re.compile(r"!\[([^\[\]]{0,200})\]\(([a-z0-9-]{1,60}\.png)\)")
_LINK = re.compile(r"\[([^\[\]]{1,80})\]\((topic:[A-Za-z0-9_.:-]{1,80})\)")
_BOLD = re.compile(r"\*\*([^*]{1,200})\*\*")
_NUMBERED = re.compile(r"^\d{1,3}\. ")


def page_html(title: str, text: str, picture_width: int) -> str:
    """The body of the page; pictures are at most ``picture_width`` px wide."""
    return f"<h1>{html.escape(title)}</h1>" + "".join(_blocks(text, picture_width))


def _blocks(text: str, width: int) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        at = 0
        while at < len(lines):
            kind = _kind(lines[at])
            end = at + 1
            while end < len(lines) and kind and _kind(lines[end]) == kind:
                end += 1
            if kind:
                items = "".join(f"<li>{_inline(_item(line), width)}</li>" for line in lines[at:end])
                yield f"<{kind}>{items}</{kind}>"
            else:
                yield f"<p>{_inline(lines[at], width)}</p>"
            at = end


def _kind(line: str) -> str:
    if line.startswith("- "):
        return "ul"
    return "ol" if _NUMBERED.match(line) else ""


def _item(line: str) -> str:
    return line[2:] if line.startswith("- ") else _NUMBERED.sub("", line, count=1)


def _inline(text: str, width: int) -> str:
    made = html.escape(text, quote=False)
    made = _PICTURE.sub(rf'<img src="\2" alt="\1" width="{width}"><br><span class="caption">\1</span>', made)
    made = _LINK.sub(r'<a href="\2">\1</a>', made)
    return _BOLD.sub(r"<b>\1</b>", made)
