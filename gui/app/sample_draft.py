"""The sample to practise on: a fictional organ's draft of the sample that ships with the program, half filled, with one
figure of 表三 that does not add up."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from model.drafting.filling import cells_in
from model.drafting.rollover import roll_over
from model.form.edition import Edition, edition_for
from model.importing import import_data
from model.report.edits import Edit, apply, filling_with_zero
from model.report.report import Report, SignOffField
from model.report.sign_off import Stage

PLACES = (("恩平市", "示例县"), ("恩平", "示例"))
"""What is said in the sample -> the fictional place in its stead."""


def sample_draft(resources: Path, editions: Mapping[str, Edition]) -> tuple[Report, Report]:
    """(the draft, last year's report that it is made of)."""
    folder = resources / "demo"
    text = next(folder.glob("*.txt")).read_text(encoding="utf-8")
    for real, fictional in PLACES:
        text = text.replace(real, fictional)
    last_year = import_data(text.encode("utf-8"), "示例.txt", editions).report
    year = (last_year.year or 0) + 1
    edition = edition_for(year, editions)
    draft = roll_over(last_year, edition, year, editions[last_year.edition])
    figures = cells_in(folder / "figures.json", edition) or {}
    draft, _ = apply(draft, Edit("示例", figures))
    ((fullest, _),) = Counter(cell.table for cell in figures).most_common(1)
    whole = [cell for cell in edition.cells if cell.table == fullest]
    draft, _ = apply(draft, filling_with_zero(draft, edition, whole))
    return draft.with_(sign_off={SignOffField.STAGE: Stage.SAMPLE.value}), last_year
