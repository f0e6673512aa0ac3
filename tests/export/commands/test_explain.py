"""``check --explain``: how each number of the words was read."""

import json

from tests.export.commands.running import SAMPLE, Run


def test_every_number_is_told_the_agreeing_ones_too(run: Run) -> None:
    told = run("check", SAMPLE, "--explain").stdout
    assert "人民政府办公室共受理政府信息公开申请11宗”读作本年新收；一、本年新收 · 总计 = 11；相符" in told
    assert "4：“4宗不予公开”读作不予公开；" in told
    assert "128：“在政府信息公开平台发布政府信息128条”不对应表格" in told
    assert "读作" not in run("check", SAMPLE).stdout


def test_json_holds_the_place_the_cells_and_the_arithmetic_of_each(run: Run) -> None:
    written = json.loads(run("check", SAMPLE, "--explain", "--json").stdout)
    for each in written["words"]:
        assert written["sections"][each["section"]][each["start"] : each["end"]] == each["text"]
    five = next(each for each in written["words"] if each["text"] == "5" and each["state"] != "no_cell")
    assert five["phrases"] == ["予以公开"]
    assert five["cells"] == ["requests.results.granted.total", "requests.results.granted_in_part.total"]
    assert (five["state"], five["arithmetic"][-3:]) == ("agrees", "= 5")
    assert "words" not in json.loads(run("check", SAMPLE, "--json").stdout)
