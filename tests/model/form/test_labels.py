"""Labels are numeral and words, however they are typed."""

import pytest

from model.form.labels import LabelWords, folded, letters, simple, worded


@pytest.mark.parametrize(
    ("text", "numeral", "words"),
    [
        ("（三）不予公开", "(三)", "不予公开"),
        ("( 三 ) 不予公开", "(三)", "不予公开"),
        ("[三]不予公开", "(三)", "不予公开"),
        ("（三不予公开", "(三)", "不予公开"),
        ("三、本年度办理结果", "三、", "本年度办理结果"),
        ("三.本年度办理结果", "三、", "本年度办理结果"),
        ("5.属于三类内部事务信息", "5.", "属于三类内部事务信息"),
        ("５．属于三类内部事务信息", "5.", "属于三类内部事务信息"),
        ("5、属于三类内部事务信息", "5.", "属于三类内部事务信息"),
        ("5属于三类内部事务信息", "5.", "属于三类内部事务信息"),
        ("(12)其他", "12.", "其他"),
        ("總計", "", "总计"),
        ("十一、其他", "十一、", "其他"),
        ("（三）", "", "三"),
        ("5.", "", "5"),
        ("2024年", "", "2024年"),
        ("", "", ""),
    ],
)
def test_a_label_is_split_into_numeral_and_words(text: str, numeral: str, words: str) -> None:
    assert worded(text) == LabelWords(numeral, words)


@pytest.mark.parametrize(("numeral", "kind"), [("(三)", "("), ("三、", "、"), ("5.", "."), ("", "")])
def test_a_numeral_has_a_style(numeral: str, kind: str) -> None:
    assert LabelWords(numeral, "其他").kind == kind


@pytest.mark.parametrize(
    ("text", "printed", "agrees"),
    [
        ("（三）不予公开", "（三）不予公开", True),
        ("不予公开", "（三）不予公开", True),
        ("（三）不予公开", "不予公开", True),
        ("（四）不予公开", "（三）不予公开", True),  # four characters tell the label although the numeral is another
        ("3.不予公开", "（三）不予公开", False),
        ("1.其他", "3.其他", False),  # 其他 is there in many places
        ("3.其他", "3.其他", True),
    ],
)
def test_numerals_of_one_style_agree_before_words_that_are_long_enough(text: str, printed: str, agrees: bool) -> None:
    assert worded(text).agrees(worded(printed)) is agrees


def test_characters_of_other_widths_and_scripts_are_folded() -> None:
    assert folded("　（三）不 予\n公\u200b开⼀") == "(三)不予公开一"
    assert simple("業務處理") == "业务处理"
    assert letters("《Abc》，一 2。") == "abc一2"
