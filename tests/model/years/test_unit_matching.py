"""Renamed units are the same row, by the aliases of any list; units that are gone keep a row of their own."""

from model.batch.unit_list import Unit, UnitList
from model.store.kept_batch import KeptUnit
from model.years.unit_matching import UnitMatcher, former_names, list_of, listed_units
from tests.model.years.kept_years import batch, kept

LIST = UnitList((Unit("恩平市教育局"), Unit("恩平市工业和信息化局", ("恩平市科工商务局",)), Unit("恩平市水务局")))


def test_a_unit_is_found_by_its_name_and_by_an_alias() -> None:
    matcher = UnitMatcher(LIST)
    old = batch(2022)
    assert matcher.unit_of(kept("恩平市教育局", 2022), old) == "恩平市教育局"
    assert matcher.unit_of(kept("恩平市科工商务局", 2022), old) == "恩平市工业和信息化局"


def test_the_organ_in_the_file_and_the_aliases_of_then_help() -> None:
    matcher = UnitMatcher(LIST)
    assert matcher.unit_of(kept("科工局", 2022, organ="恩平市科工商务局"), batch(2022)) == "恩平市工业和信息化局"
    then = batch(2022, units=(KeptUnit("恩平市水利事业局", ("恩平市水务局",)),))
    assert matcher.unit_of(kept("恩平市水利事业局", 2022, organ="事业单位"), then) == "恩平市水务局"
    assert matcher.unit_named(then.units[0]) == "恩平市水务局"


def test_a_unit_that_is_gone_keeps_its_name() -> None:
    assert UnitMatcher(LIST).unit_of(kept("恩平市粮食局", 2020), batch(2020)) == "恩平市粮食局"
    assert UnitMatcher(LIST).unit_named(KeptUnit("恩平市粮食局")) == "恩平市粮食局"
    assert UnitMatcher(UnitList()).unit_of(kept("", 2020, organ="恩平市粮食局"), batch(2020)) == "恩平市粮食局"


def test_without_a_list_today_the_newest_kept_one_counts() -> None:
    old, new = batch(2021, units=("甲局",)), batch(2023, units=("乙局",))
    assert [each.name for each in list_of((old, new, batch(2024)), UnitList()).units] == ["乙局"]
    assert list_of((old, new), LIST) is LIST
    assert listed_units(LIST)[1] == KeptUnit("恩平市工业和信息化局", ("恩平市科工商务局",))


def test_former_names_are_told_oldest_first() -> None:
    entries = {
        2023: [kept("恩平市工业和信息化局", 2023)],
        2021: [kept("恩平市经信局", 2021), kept("恩平市科工商务局", 2021)],
    }
    assert former_names("恩平市工业和信息化局", entries) == ("恩平市经信局", "恩平市科工商务局")
