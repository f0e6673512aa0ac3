"""What a clip of an OFD object cuts off is not shown."""

import pytest

from model.importing.content import Grid
from model.importing.readers.pdf.ofd import read_ofd
from model.importing.readers.zip_package import opened
from tests.model.importing.readers.pdf.ofd_files import clipped, frame, ofd, resources, text

LABELS = text("行政许可一二三四", 22, 57) + text("行政处罚一二三四五六七八九十", 22, 67)
LINES = frame([20, 70, 110], [50, 60, 70])


def figure(of_figure: str, more: dict[str, str] | None = None) -> str:
    content, _ = read_ofd(opened(ofd([LINES + LABELS + of_figure], more=more), "a.ofd"), "a.ofd")
    return next(item for item in content if isinstance(item, Grid)).text_at(0, 1)


def number(clip: str) -> str:
    """143; each digit is 1.75 mm wide, the boundary of the object begins at the first."""
    return text("143", 75, 57, inside=clip)


@pytest.mark.parametrize(
    ("clip", "shown"),
    [
        (clipped("0 0 100 10"), "143"),
        (clipped("-20 -20 200 200"), "143"),
        (clipped("0 0 3.5 10"), "14（裁去3）"),
        (clipped("0 0 4.2 10"), "14（裁去3）"),
        (clipped("90 0 1 1"), "（裁去143）"),
        (clipped("0 0 100 1"), "（裁去143）"),
        (clipped("0 0 3.5 10", "3.5 0 10 10"), "143"),
        (clipped("0 0 100 10") + clipped("0 0 3.5 10"), "14（裁去3）"),
        (clipped("0 0 1.75 10", about='CTM="2 0 0 1 0 0"'), "14（裁去3）"),
        ("<ofd:Clips><ofd:Clip><ofd:Area><ofd:Text/></ofd:Area></ofd:Clip></ofd:Clips>", "143"),
    ],
    ids=["wide", "all around", "the last", "half of it", "elsewhere", "low", "two areas", "two clips", "moved", "text"],
)
def test_digits_that_a_clip_cuts_off_are_asked_for(clip: str, shown: str) -> None:
    assert figure(number(clip)) == shown


def test_the_clip_of_a_drawing_that_is_used_holds_for_its_texts() -> None:
    unit = (
        f'<ofd:CompositeGraphicUnit ID="5"><ofd:Content>{text("3", 78.5, 57)}</ofd:Content></ofd:CompositeGraphicUnit>'
    )
    about = 'ID="6" ResourceID="5" Boundary="0 0 210 297"'
    used = f"<ofd:CompositeObject {about}>{clipped('0 0 10 10')}</ofd:CompositeObject>"
    assert figure(text("14", 75, 57) + used, resources(unit)) == "14（裁去3）"
