"""Variations by kind, from ``tests/samples/variations``: some hundred ways to say each thing, and near misses.

A line that begins with ``=`` gives the figures of the lines behind it; ``text | organ`` names another organ. Marks and
figures are written as in ``tests/samples/narratives``.
"""

from collections.abc import Iterator

from tests.conftest import SAMPLES
from tests.model.narrative.words.variations import Variation

PROBLEMS = "problems"
"""The kind that is about section five."""
FOLDER = SAMPLES / "variations"
KINDS = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def listed(kind: str) -> Iterator[Variation]:
    figures = ""
    for line in (FOLDER / f"{kind}.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            figures = line[1:].strip()
        elif line and not line.startswith("#"):
            text, *organ = line.replace("\\n", "\n").split(" | ")
            found = Variation(kind, figures, text, *organ)
            yield found._replace(section="5") if kind == PROBLEMS else found
