"""Near copies of texts: the planted one is found, standard phrases and names do not make one."""

from collections.abc import Mapping

from model.batch.copies import ALIKE, near_copies, pieces_of
from model.batch.results import BatchResults
from model.form.edition import Edition
from tests.model.batch.county import UNITS, YEAR, correct_report


def test_the_planted_copy_of_the_county_is_the_only_one(results: BatchResults) -> None:
    texts = ((number, results.checked(number).report) for number, row in results.rows.items() if row.edition)
    found = near_copies(texts)
    organs = [{results.rows[each.one].organ, results.rows[each.other].organ} for each in found]
    # the files of one unit handed in twice are alike, too
    assert {frozenset(each) for each in organs} == {
        frozenset({"恩平市林业局", "恩平市统计局"}),
        frozenset({"恩平市民政局"}),
        frozenset({"恩平市司法局"}),
    }
    assert all(each.share > 0.95 for each in found)


def test_a_unit_that_repeats_its_last_year_is_named(edition: Edition) -> None:
    reports = {number: correct_report(unit, edition) for number, unit in enumerate(UNITS[:8])}
    last = {number: correct_report(unit, edition, YEAR - 1) for number, unit in enumerate(UNITS[:8])}
    last[3] = reports[3].with_(texts={key: text.replace("2024", "2023") for key, text in reports[3].texts.items()})
    [found] = near_copies(reports.items(), last)
    assert (found.one, found.other, found.share) == (3, 3, 1.0)


def test_a_half_copied_text_is_told_by_its_share(edition: Edition) -> None:
    reports = {number: correct_report(unit, edition) for number, unit in enumerate(UNITS[1:13])}
    lines = reports[1].texts["1"].split("\n")
    other = reports[0].texts["1"].split("\n")
    mixed = "\n".join((*other[:3], *lines[3:])).replace(UNITS[1], UNITS[2])
    reports[1] = reports[1].with_(texts={**reports[1].texts, "1": mixed})
    assert not [each for each in near_copies(reports.items()) if each.share >= 0.9]


def test_own_names_figures_and_the_preface_say_nothing(edition: Edition) -> None:
    one, other = (correct_report(UNITS[1], edition) for _ in range(2))
    named = {key: text.replace(UNITS[1], UNITS[2]) + "12" for key, text in one.texts.items()}
    renamed = other.with_(texts={**named, "preface": "别的"}, facts=correct_report(UNITS[2], edition).facts)
    assert pieces_of(one) == pieces_of(renamed)
    assert ALIKE <= 1


def test_with_very_many_texts_a_sample_of_the_pieces_gives_the_same_shares(
    edition: Edition, editions: Mapping[str, Edition]
) -> None:
    reports = {number: correct_report(unit, edition) for number, unit in enumerate(UNITS)}
    reports[5] = reports[4]
    [found] = near_copies(reports.items(), count=2000)
    assert (found.one, found.other, found.share) == (4, 5, 1.0)
