"""When two names mean the same unit, when perhaps, and when not."""

import pytest

from model.batch.unit_names import Likeness, bare, likeness, readings

SAME, SHORT, PERHAPS, NONE = Likeness.SAME, Likeness.SHORT, Likeness.PERHAPS, Likeness.NONE


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("恩平市教育局", "恩平市教育局", SAME),
        ("恩平市教育局", "恩平市 教育局", SAME),
        ("恩平市教育局", "江门市恩平市教育局", SAME),
        ("恩平市教育局", "教育局", SAME),
        ("恩平市教育局", "市教育局", SAME),
        ("恩平市教育局（挂牌）", "恩平市教育局", SAME),
        ("恩平市发展和改革局", "市发改局", SHORT),
        ("恩平市卫生健康局", "恩平市卫健委", SHORT),
        ("恩平市市场监督管理局", "恩平市市监局", SHORT),
        ("恩平市城市管理和综合执法局", "恩平市城管局", SHORT),
        ("恩平市人力资源和社会保障局", "人社局", SHORT),
        ("恩平市文化广电旅游体育局", "文广旅体局", SHORT),
        ("恩平市教育局", "恩平市教育委员会", SHORT),
        ("恩平市大槐镇人民政府", "大槐镇政府", SHORT),
        ("恩平市大槐镇人民政府", "大槐镇", SHORT),
        ("恩平市恩城街道办事处", "恩城街道", SHORT),
        ("恩平市恩城街道办事处", "恩城街道办", SHORT),
        ("恩平市人民政府办公室", "恩平市政府办", SHORT),
        ("恩平市教育局", "江门市教育局", NONE),
        ("恩平市教育局", "恩平市体育局", NONE),
        ("恩平市林业局", "恩平市农业局", NONE),
        ("恩平市水利局", "恩平市水务局", NONE),
        ("恩平市平石镇人民政府", "恩平市平石街道办事处", PERHAPS),
        ("恩平市大槐镇人民政府", "恩平市大田镇人民政府", NONE),
        ("恩平市人民政府", "恩平市人民政府办公室", NONE),
        ("恩平市政务服务和数据管理局", "恩平市政务服务数据局", SHORT),
        ("恩平市科学技术局", "恩平市科技局", SHORT),
        ("恩平市工业信息化和商务局", "恩平市工业信息化局", SHORT),
        ("恩平市农业农村水利局", "恩平市农业农村林业局", PERHAPS),
        ("江门市生态环境局恩平分局", "江门市生态环境局", NONE),
        ("恩平市人力资源和社会保障局", "恩平市人力资源与社会保障局", SHORT),
        ("恩平市住房和城乡建设局", "住房及城乡建设局", SHORT),
        ("恩平市市场监督管理局", "市场监管局", SHORT),
        ("恩平市市场监督管理局", "恩平市市场监管局", SHORT),
        ("江门市市场监督管理局", "恩平市市场监管局", NONE),
        ("恩平市国有资产监督管理委员会", "国资委", SHORT),
        ("恩平市国有资产监督管理局", "国资委", SHORT),
        ("恩平市自然资源和规划局", "资规局", SHORT),
        ("恩平市文化广电旅游体育局", "文体旅局", SHORT),
        ("恩平市城市管理和综合执法局", "综合执法局", SHORT),
        ("恩平市行政审批服务局", "审批局", SHORT),
        ("恩平市地方金融监督管理局", "金融局", SHORT),
        ("恩平市自然资源局", "国土局", NONE),
        ("恩平市人民政府办公室", "政府办", SHORT),
        ("恩平市人民政府办公室", "市府办", SHORT),
        ("恩平市人民政府办公室", "市政府办公室", SHORT),
        ("江门恩平市人民政府办公室", "恩平市府办", SHORT),
        ("恩平市人民政府办公室", "县政府办", NONE),
        ("恩平市人民政府办公室", "开平市政府办", NONE),
        ("恩平市人民政府办公室", "恩平市大槐镇人民政府办公室", NONE),
        ("恩平市恩城街道办事处", "恩城办事处", SHORT),
        ("国家税务总局恩平市税务局", "恩平市税务局", SAME),
        ("国家税务总局恩平市税务局", "税务局", SAME),
        ("国家税务总局恩平市税务局", "国家税务总局开平市税务局", NONE),
    ],
)
def test_likeness(one: str, other: str, how: Likeness) -> None:
    assert likeness(one, other) == how
    assert likeness(other, one) == how


def test_a_name_is_read_without_the_places_before_it_but_not_without_itself() -> None:
    assert readings("广东省江门市教育局") == ("广东省江门市教育局", "江门市教育局", "教育局")
    assert readings("恩平市人民政府") == ("恩平市人民政府",)
    assert readings("红旗街道") == ("红旗街道",)
    assert readings("城市管理局") == ("城市管理局",)
    assert bare("（恩平市）　教育局。") == "教育局"
