"""What was found in words stands as long as the words do; a look behind any edit says what a first look says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from model.checks.engine import CheckResult, check
from model.form.edition import Edition, load_editions
from model.linking.link_targets import linkable_number_at
from model.narrative import claim_extraction, paragraphs
from model.narrative.paragraphs import SENTENCES, Paragraphs
from model.report.report import Fact, NumberLink, Reason, Report
from tests.conftest import EDITIONS_FOLDER
from tests.model.narrative.words.corpus import REPORTS

PIECES = (
    "共收到政府信息公开申请3件，",
    "其中自然人申请2件、商业企业1件。",
    "同比增长20%，",
    "2023年，",
    "2026年将继续公开。",
    "（三）依申请公开\n",
    "\n",
    "《关于公开工作的通知。第三版》",
    "“",
    "（",
    "12",
    "。",
    "，，",
    "XX",
    "去年同期",
    "办结",
    "石角镇人民政府2023年",
    "全部办结",
    "主动公开公开",
)
CELLS = ("requests.received.person", "requests.results.granted.person", "requests.carried_out.total")
edits = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(["1", "5"]), st.integers(0, 2000), st.sampled_from(PIECES)),
    st.tuples(st.just("strike"), st.sampled_from(["1", "5"]), st.integers(0, 2000), st.integers(1, 60)),
    st.tuples(st.just("figure"), st.sampled_from(CELLS), st.sampled_from([None, 0, 3, 41]), st.just(0)),
    st.tuples(
        st.just("fact"), st.sampled_from([Fact.ORGAN, Fact.YEAR]), st.sampled_from(["2023", "清远县教育局"]), st.just(0)
    ),
    st.tuples(st.just("link"), st.sampled_from(["1", "5"]), st.integers(0, 2000), st.just(0)),
    st.tuples(st.just("unrelated"), st.just(""), st.just(0), st.just(0)),
)


def edited(report: Report, edition: Edition, checked: CheckResult, edit: tuple[str, str, object, object]) -> Report:
    kind, key, one, other = edit
    text = report.texts.get(key, "")
    if kind == "write":
        at = int(str(one)) % (len(text) + 1)
        return report.with_(texts={**report.texts, key: f"{text[:at]}{other}{text[at:]}"})
    if kind == "strike":
        at = int(str(one)) % (len(text) + 1)
        return report.with_(texts={**report.texts, key: text[:at] + text[at + int(str(other)) :]})
    if kind == "figure":
        figures = {**report.figures, edition.cell(key): one}
        return report.with_(figures={cell: figure for cell, figure in figures.items() if figure is not None})
    if kind == "link":
        found = linkable_number_at(text, int(str(one)) % (len(text) + 1))
        cells = (edition.cell("requests.received.total"),)
        links = {**report.links, str(one): NumberLink(key, *found, cells)} if found else report.links
        return report.with_(links=links)
    if kind == "fact":
        return report.with_(facts={**report.facts, Fact(key): str(one)})
    keys = [each.passage.dismissal_key for each in checked.findings if each.passage and each.passage.dismissal_key]
    return report.with_(dismissed={**report.dismissed, **{key: Reason("", "与表格无关") for key in keys[:1]}})


def all_said(checked: CheckResult) -> object:
    words = checked.context.words
    evaluations = [
        (
            key,
            placed.start,
            placed.end,
            placed.edition_claim.claim,
            found.state,
            found.says,
            found.replacement,
        )
        for key in words.by_section
        for placed, found in words.section(key)
    ]
    return checked.findings, checked.not_evaluated, evaluations


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(REPORTS), st.lists(edits, min_size=1, max_size=6))
def test_a_check_behind_any_edits_says_what_a_first_check_says(
    whole: object, some: list[tuple[str, str, object, object]]
) -> None:
    edition, fresh = (load_editions(EDITIONS_FOLDER)["2021"] for _ in range(2))
    report, last = whole.report(edition), whole.last_year(edition)  # type: ignore[attr-defined]
    checked = check(report, edition, last)
    for each in some:
        report = edited(report, edition, checked, each)
        checked = check(report, edition, last, before=checked)
    claim_extraction._sentence_read.cache_clear()
    paragraphs._paragraph.cache_clear()
    assert all_said(checked) == all_said(check(report, fresh, last))


@given(
    st.lists(st.sampled_from(["a", "b", "", "cc"]), max_size=6), st.lists(st.sampled_from(["a", "b", ""]), max_size=6)
)
def test_only_paragraphs_that_changed_are_looked_at(before: list[str], now: list[str]) -> None:
    requested: list[str] = []

    def context(text: str) -> tuple[str, ...]:
        requested.append(text)
        return (text, text) if text else ()

    paragraphs._paragraph.cache_clear()
    stood = Paragraphs("\n".join(before))
    stood.found(context)
    requested.clear()
    text = "\n".join(now)
    found = Paragraphs(text, stood).found(context)
    assert found == Paragraphs(text).found(context)
    assert all(text[start : start + len(each)] == each for start, each in found)
    assert not {*requested} & {*before}


def test_a_title_in_its_marks_is_one_thing_whatever_stands_in_it() -> None:
    (claim,) = claim_extraction.claims_in("按照《办法。第12件》，共收到政府信息公开申请7件。")
    assert (claim.text, claim.phrase_ids) == ("7", ("received",))


def test_a_half_width_stop_between_chinese_ends_a_sentence_but_not_behind_a_number() -> None:
    text = "三.监督保障.成立领导小组,没有诉讼. 4.平台.网站www.gov.cn访问1.5万次,www.a.cn"
    found = [match[0].strip(" .") for match in SENTENCES.finditer(text)]
    assert found == ["三.监督保障", "成立领导小组,没有诉讼", "4.平台", "网站www.gov.cn访问1.5万次,www.a.cn"]


def test_an_overlong_sentence_is_not_searched_and_everything_around_it_is() -> None:
    overlong = "收到政府信息公开申请12件，" * 400
    text = f"共收到政府信息公开申请3件。{overlong}。办结3件。"
    assert paragraphs.searchable(text) == f"共收到政府信息公开申请3件。{'▒' * len(overlong)}。办结3件。"
    assert paragraphs.searchable(overlong[: paragraphs.LONGEST_SENTENCE]) == overlong[: paragraphs.LONGEST_SENTENCE]
    assert [claim.value for claim in claim_extraction.claims_in(text)] == [3, 3]
