"""What a county office need not say again."""

from dataclasses import replace
from pathlib import Path

import pytest

from gui.batch.unit_memory import UnitMemory
from model.batch.unit_list import key_of_file
from model.errors import UserFacingError
from model.store.settings import update_settings


def test_organ_list_and_names_are_kept_between_runs(tmp_path: Path) -> None:
    list_file = tmp_path / "名单.txt"
    list_file.write_text("恩平市教育局\n恩平市民政局", encoding="utf-8")
    memory = UnitMemory(tmp_path)
    assert (memory.organ, memory.units().units) == ("", ())
    memory.remember_organ("恩平市人民政府")
    units = memory.take_list(list_file)
    memory.remember_names(replace(units, remembered={"教体局": "恩平市教育局", "外地": ""}))
    of_a_file = {**units.remembered, "教体局": "恩平市教育局", "外地": "", key_of_file("年报.docx"): "恩平市民政局"}
    memory.remember_names(replace(units, remembered=of_a_file))  # next year another unit may call its file so
    again = UnitMemory(tmp_path)
    assert again.organ == "恩平市人民政府"
    assert [unit.name for unit in again.units().units] == ["恩平市教育局", "恩平市民政局"]
    found = again.units().match("教体局")
    assert found.unit is not None and found.unit.name == "恩平市教育局"
    assert again.units().match("外地").is_settled and again.units().match_file("年报.docx").unit is None


def test_a_list_that_is_gone_is_none_and_a_wrong_one_is_not_remembered(tmp_path: Path) -> None:
    list_file = tmp_path / "名单.txt"
    list_file.write_text("恩平市教育局", encoding="utf-8")
    memory = UnitMemory(tmp_path)
    memory.take_list(list_file)
    with pytest.raises(UserFacingError):
        memory.take_list(tmp_path / "没有.txt")
    assert len(memory.units().units) == 1
    list_file.unlink()
    assert memory.units().units == ()


def test_the_government_of_this_computers_office_is_proposed(tmp_path: Path) -> None:
    update_settings(tmp_path, lambda settings: replace(settings, organ_name="恩平市人民政府办公室"))
    assert UnitMemory(tmp_path).organ == "恩平市人民政府"
    update_settings(tmp_path, lambda settings: replace(settings, organ_name="恩平市教育局"))
    assert UnitMemory(tmp_path).organ == "恩平市教育局"
