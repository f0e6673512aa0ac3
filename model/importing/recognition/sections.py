"""Recognises the texts of a report in paragraphs: title, organ, year, preface, sections and signature."""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from model.form.edition import PREFACE, Edition
from model.form.labels import simple
from model.form.section_headings import Headings, SectionHeading, headings_of
from model.importing.content import Content, Grid
from model.importing.notes import Note
from model.report.report import Fact

_LONGEST_HEADING = 40
_LONGEST_TITLE_LINE = 120
_MOST_TITLE_LINES = 5
_MOST_BEFORE_TITLE = 300
_MOST_AFTER_DATE, _LONGEST_AFTER_DATE = 12, 80
"""Limits for what may follow organ and date: attachments and page footers do, whole paragraphs do not."""

_HAN_DIGITS = {"〇": 0, "○": 0, "零": 0, "Ｏ": 0, "O": 0, "o": 0} | {
    n: i for i, n in enumerate("一二三四五六七八九", 1)
}
_YEAR = r"(?P<year>(?<!\d)20\d\d|二[〇○零ＯOo][一二三四五六七八九〇○零ＯOo]{2})"
_ORGAN = r"(?P<organ>[^，。；：！？,;:!?>|＞]*?)"
_REPORT = r"政(?:府信息|务)公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)"
_ABOUT = r"(?:关于)?"
_TITLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ABOUT}{_YEAR}年?度?{_ORGAN}{_REPORT}",
        rf"{_ABOUT}{_ORGAN}{_ABOUT}{_YEAR}年?度?的?{_REPORT}",
        rf"{_ABOUT}{_ORGAN}{_REPORT}[（(]?{_YEAR}年?度?[）)]?",
        rf"{_ABOUT}{_ORGAN}{_REPORT}(?:格式模板|格式|模板)?",
    )
)
_IN_EVERY_TITLE = re.compile("公[开開]")
_TITLE_NAMES = r"(?:标\s*+题|题\s*+目|(?:信息|文件|公文)?(?:标题|题\s*+名|名\s*+称))"
_TITLE_LABEL = re.compile(rf"\s*+(?:[【\[]\s*+{_TITLE_NAMES}\s*+[】\]]\s*+[:：]?|{_TITLE_NAMES}\s*+[:：])\s*+(?=\S)")
"""``标题：`` before a title, as in the list of facts that a web page shows above a document."""
_IN_EVERY_TITLE_LABEL = ("题", "称")
"""One of them."""
_ORGAN_LIKE = re.compile(
    r"(?=\S{3})(?:[^\s\d，。；：！？,;:!?<>《》|\"＞]|\d{1,5}(?![\d年月日])){1,70}"
    r"(?:府|局|委|办|室|会|院|厅|部|署|处|队|所|站|心|镇|乡|道|区|市|县|省|州|盟|旗|校|学|司|社|行|团|馆|台|组|联|库|庭)"
)
_WORD = re.compile(r"[^\W\d_]")
_HAS_PLACE = re.compile(r"[省市县区州盟旗镇乡]|街道|国|大学|学院|公司")
_PLACEHOLDER = re.compile(
    r"[X×xＸ*＊]{2,}|[○〇●◯□]{2,}|\{\{|_{2,}|\ufffd|[\[【<]|^[X×Ｘ](?=[省市县区镇乡局委办厅部街单])|(单位|机关|部门)名称"
)
_A_YEAR = re.compile(_YEAR)
_YEARS_AROUND = re.compile(
    rf"(?P<before>(?:{_YEAR.replace('?P<year>', '?:')}|[年度])*+)(?P<organ>.*?)"
    rf"(?P<after>(?:{_YEAR.replace('?P<year>', '?:')}年?度?|年度?)*+)"
)
"""``某局2024年度年度``, ``2024年2023年某局``: duplicated years."""
_NO_ORGAN = re.compile(
    r"20\d\d年|^[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|^(现|将|公布|发布|附件?|关于|印发|根据|按照|报送|本|我|以下|如下|填写)"
    r"|(政务|信息)公开(?!办|领导|工作|中心|局|科|处)|(网站?|专栏|页|栏目|目录|系统|平台)$|、$|^、"
)
_BEGINS_WITH_PLACE = re.compile(r"(?!驻).{1,6}?[省市县区州盟旗镇乡]")
_IS_WHOLE_ORGAN = re.compile(r"(府|局|委|办|会|院|厅|部|署|处)$")
_PAIRS = ("（）", "()", "“”", "《》", "‘’", "〔〕")
_IN_DATES = r"[\d一二三四五六七八九十]{1,3}"
_DATE = rf"(?:20\d\d|二[〇○零ＯOo][一二三四五六七八九〇○零ＯOo]{{2}})年{_IN_DATES}月{_IN_DATES}日"
_DATE_LINE = re.compile(_DATE)
_SIGNED_ON_ONE_LINE = re.compile(rf"({_ORGAN_LIKE.pattern})({_DATE})")
_REPORT_IN_WORDS = re.compile(
    rf"(?:公布|发布|公开|编制(?:完成|了)?|形成|现将|报告)(?P<organ>[^，。；：、,;:\d]{{0,40}}?){_YEAR}年度?"
    r"(?P<after>[^，。；：、,;:\d]{0,40}?)政府信息公开(?:工作)?(?:年度报告|年报|报告)"
)
_PERIOD = re.compile(r"(?<!\d)(20\d\d)年1月1日起?(?:至|到|—|-|－)+(?:\1年|当年|同年)?12月31日")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)\s*年")
_FURNITURE = re.compile(
    r"(索引号|发布日期|发布时间|发文日期|发布机构|发布单位|公开日期|公开时间|生成日期|成文日期|信息来源|来源[:：]|作者[:：]|责任编辑|编辑[:：]|"
    r"字体|字号|【?打印|【?关闭|分享|浏览|阅读|点击|访问量|视力保护|当前位置|您(现在|当前)?(的位置|所在)|首页|文号|"
    r"主题词|主题分类|体裁|有效性|上一[篇条]|下一[篇条]|版权所有|主办|承办|网站地图|网站标识|扫一扫|.{0,8}ICP备|.{0,6}公网安备|信息名称|名称[:：])"
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


class SourceLine(NamedTuple):
    """One line of text and its position in the document, as shown to a person."""

    text: str
    where: str


@dataclass
class Words:
    """The recognised texts of a document. ``sections`` maps the index of each grid in the content to its section;
    blank for a grid before every heading."""

    facts: dict[Fact, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    sections: dict[int, str] = field(default_factory=dict)
    doubtful: tuple[Fact, ...] = ()
    """Facts that are ambiguous in the title: they get a note for the user and are not searched for elsewhere."""
    notes: list[Note] = field(default_factory=list)
    begin_again: bool = False
    """Most headings of the form stand once more behind its last section: there is a second report."""

    def put(self, key: str, lines: Sequence[SourceLine]) -> None:
        """Appends the lines to the text ``key``; does nothing without lines."""
        if lines:
            before = [self.texts[key]] if key in self.texts else []
            self.texts[key] = "\n".join([*before, *(line.text for line in lines)])

    def leave_out(self, why: str, lines: Sequence[SourceLine]) -> None:
        """Records unassigned lines as one note with the reason ``why``; does nothing without lines."""
        if lines:
            text = "\n".join(line.text for line in lines)
            self.notes.append(Note(f"{why}：{_short(text)}", lines[0].where, raw=text))


_HEADINGS_OF_A_REPORT = 4
"""Of six; a list of some that is spoken of is shorter."""


@dataclass(frozen=True)
class _Title:
    text: str
    organ: str
    year: str
    start: int
    end: int
    doubtful: tuple[Fact, ...] = ()
    """Ambiguous statements of the title about ``organ`` or ``year``."""
    is_labelled: bool = False
    """It stands behind ``标题：``: in a list of facts, where another one is the document's own."""

    @property
    def grade(self) -> int:
        return 2 * bool(self.year) + bool(self.organ)


def read_words(content: Content, edition: Edition, file_stem: str) -> Words:
    """The texts of a report in the paragraphs of ``content``; everything that cannot be assigned becomes a note."""
    words = Words()
    parts = _parts(content, edition, words)
    _before_the_sections(parts.pop(0)[2], content, words)
    words.headings = tuple(heading for _, heading, _ in parts)
    last = len(parts) - 1
    for number, (key, _, under) in enumerate(parts):
        lines = _without_signature(under, words) if number == last else under
        section = edition.section(key)
        if section.kind == "text":
            words.put(key, lines)
        else:
            words.leave_out(f"“{section.bare_title}”部分的文字未归入表格", lines)
    _organ_and_year(words, file_stem)
    return words


_Part = tuple[str, str, list[SourceLine]]
"""(section, its heading, the lines under it)."""


def _parts(content: Content, edition: Edition, words: Words) -> list[_Part]:
    """The lines under each section heading; first those before any heading."""
    flow = list(_flow(content))
    headings = _headings(flow, edition, words)
    listed: list[SourceLine] = []
    parts: list[_Part] = [("", "", [])]
    for place, item in enumerate(flow):
        if isinstance(item, int):
            words.sections[item] = parts[-1][0]
        elif place not in headings:
            parts[-1][2].append(item)
        elif heading := headings[place]:
            parts.append((heading.key, item.text, []))
            if heading.rest:
                parts[-1][2].append(SourceLine(heading.rest, item.where))
        else:
            above = parts[-1][2]
            if not listed and above and without_spaces(above[-1].text) in ("目录", "目次"):
                listed.append(above.pop())
            listed.append(item)
    words.leave_out("像是目录，没有归入", listed)
    return parts


def _flow(content: Content) -> Iterator[SourceLine | int]:
    """Lines, and for each grid its index in the content."""
    for index, item in enumerate(content):
        if isinstance(item, Grid):
            yield index
        else:
            for text in item.lines:
                yield SourceLine(text, item.where)


def _headings(flow: Sequence[SourceLine | int], edition: Edition, words: Words) -> dict[int, SectionHeading | None]:
    """Position in ``flow`` -> the heading there; ``None`` for a line of a table of contents.

    A line without the right numeral is a heading only if its section has no other one and it lies between the
    neighbouring sections: text that merely mentions a section's title must not start a section.
    """
    known = headings_of(edition.sections)
    read = {place: known.read(item.text) for place, item in enumerate(flow) if isinstance(item, SourceLine)}
    found = {place: heading for place, heading in read.items() if heading}
    order = [section.key for section in edition.sections]
    if [heading.key for heading in found.values()] == order and all(each.is_numbered for each in found.values()):
        _note_doubts(flow, found, found, edition, known, words)
        return dict(found)  # as in the form: each section once, in its order, with its numeral
    listed = _listed(found)
    left = {place: heading for place, heading in found.items() if place not in listed}
    chosen = _certain_headings(left, order)
    for number, section in enumerate(edition.sections):
        if section.key in {heading.key for heading in chosen.values()}:
            continue
        begin, end = _window(chosen, set(order[:number]), set(order[number + 1 :]), len(flow))
        for place in range(begin, end):
            item = flow[place]
            heading = left.get(place)
            if (
                heading is None
                and isinstance(item, SourceLine)
                and place not in found
                and known.like(item.text, section)
            ):
                heading = SectionHeading(section.key, section.numeral, True)
            if heading and heading.key == section.key:
                chosen[place] = heading
                break
    _note_doubts(flow, left, chosen, edition, known, words)
    return {**dict.fromkeys(listed), **chosen}


def _listed(found: Mapping[int, SectionHeading]) -> set[int]:
    """Headings without text below them that occur again later: entries of a table of contents or a menu."""
    places = sorted(found)
    last_of = {found[place].key: place for place in places}
    lines_after = {here: following - here - 1 for here, following in itertools.pairwise(places)}
    listed = {
        place
        for place in places
        if not lines_after.get(place) and not found[place].rest and last_of[found[place].key] != place
    }
    return listed | {place for place in places if place - 1 in listed and last_of[found[place].key] != place}


def _certain_headings(found: Mapping[int, SectionHeading], order: Sequence[str]) -> dict[int, SectionHeading]:
    """The headings with the numeral of their section. If a title occurs several times, the occurrence is chosen with
    which most sections are in the order of the form: text may quote a title (六、其他需要报告的事项) long before its
    section. A heading repeated after a later section starts nothing; the text below it stays in that later section."""
    numbered = {place: found[place] for place in sorted(found) if found[place].is_numbered}
    in_order = _longest_in_order(numbered, order)
    settled = {numbered[place].key for place in in_order}
    chosen: dict[int, SectionHeading] = {}
    latest = ""
    for place, heading in numbered.items():
        if heading.key in settled and place not in in_order and heading.key != latest:
            continue
        chosen[place] = heading
        settled.add(heading.key)
        latest = heading.key
    return chosen


def _longest_in_order(numbered: Mapping[int, SectionHeading], order: Sequence[str]) -> frozenset[int]:
    """The positions of the longest sequence of sections in the order of the form; the first of equally long ones."""
    best: list[tuple[int, ...]] = [()] * len(order)
    for place, heading in numbered.items():
        rank = order.index(heading.key)
        before: tuple[int, ...] = max(((), *best[:rank]), key=len)
        if len(before) >= len(best[rank]):
            best[rank] = (*before, place)
    longest = max(best, key=len)
    return frozenset(longest)


def _window(chosen: Mapping[int, SectionHeading], earlier: Set[str], later: Set[str], end: int) -> tuple[int, int]:
    """The range in which the heading of a section is expected: after earlier sections and before later ones."""
    begin = max((place for place, heading in chosen.items() if heading.key in earlier), default=-1) + 1
    return begin, min((place for place, each in chosen.items() if place >= begin and each.key in later), default=end)


def _note_doubts(
    flow: Sequence[SourceLine | int],
    found: Mapping[int, SectionHeading],
    chosen: Mapping[int, SectionHeading],
    edition: Edition,
    known: Headings,
    words: Words,
) -> None:
    """Adds notes on lines that look like headings but were read as text."""
    under = ""
    seen: set[str] = set()
    strange: dict[str, list[SourceLine]] = {}
    for place, item in enumerate(flow):
        if isinstance(item, int):
            continue
        heading = chosen.get(place)
        if heading and heading.key in seen:
            title = edition.section(heading.key).bare_title
            words.notes.append(
                Note(f"“{title}”的标题出现了不止一次，文字都归入了这一部分，请核实", item.where, raw=item.text)
            )
        elif heading:
            seen.add(heading.key)
            under = heading.key
        elif under and (place in found or known.is_numbered_line(item.text)):
            strange.setdefault(under, []).append(item)
    begins = {heading.key: place for place, heading in sorted(chosen.items(), reverse=True)}
    last = max(begins.values(), default=len(flow))
    again = {heading.key for place, heading in found.items() if place > last}
    words.begin_again = len(again) >= _HEADINGS_OF_A_REPORT
    for key, lines in strange.items():
        what = f"像标题的行没有另起一部分，连同下面的文字留在“{edition.section(key).bare_title}”里，请核实"
        words.leave_out(what, lines)


def _before_the_sections(lines: list[SourceLine], content: Content, words: Words) -> None:
    title = _title(lines) or _title_in_a_list(content)
    if title is None:
        if lines:
            words.notes.append(Note("没有认出标题", lines[0].where))
        _put_preface(lines, words)
        return
    words.facts[Fact.TITLE] = title.text
    before = [line for line in lines[: title.start] if without_spaces(line.text) != without_spaces(title.text)]
    words.leave_out("标题之前的文字未归入", before)
    where = lines[title.start].where if lines else "标题"
    words.doubtful = title.doubtful
    if Fact.YEAR in title.doubtful:
        words.notes.append(Note(f"标题“{title.text}”里有两个年份，没有读入，请填写年度", where))
    if title.organ and _PLACEHOLDER.search(title.organ):
        words.notes.append(Note(f"标题里的机关名称“{title.organ}”是待填的样式，没有读入", where))
    elif Fact.ORGAN in title.doubtful:
        words.notes.append(Note(f"标题“{title.text}”里的机关名称不能确定，没有读入，请填写机关名称", where))
    elif title.organ:
        words.facts[Fact.ORGAN] = title.organ
    if title.year:
        words.facts[Fact.YEAR] = title.year
    _put_preface(lines[title.end :], words)


def _put_preface(lines: Sequence[SourceLine], words: Words) -> None:
    furniture = [line for line in lines if len(line.text) <= 80 and _FURNITURE.match(without_spaces(line.text))]
    words.leave_out("网页上的说明文字未归入", furniture)
    words.put(PREFACE, [line for line in lines if line not in furniture])


def _title(lines: Sequence[SourceLine]) -> _Title | None:
    """The best candidate for the title. Organ and year on one line, or in one paragraph with manual line breaks, are
    preferred to several lines; among equals the last one, because a web page shows its own title above that of the
    document."""
    found = list(_titles(lines))
    broken = [title for title, is_paragraph in found if is_paragraph and title.grade == 3]
    best: _Title | None = None
    best_rank = (-1, False, 0)
    for title, is_paragraph in found:
        if any(title is not each and each.start <= title.start and title.end <= each.end for each in broken):
            continue
        rank = (title.grade, not title.is_labelled, -1 if is_paragraph else title.start - title.end)
        if rank >= best_rank:
            best, best_rank = title, rank
    return _with_line_above(best, lines) if best else None


def _title_in_a_list(content: Content) -> _Title | None:
    """The title in a table that lists facts about the document, as web pages show above it."""
    for grid in (item for item in content if isinstance(item, Grid)):
        may_have_one = any(part in text for text in grid.words for part in _IN_EVERY_TITLE_LABEL)
        for row in grid.rows if may_have_one else ():
            for label, value in itertools.pairwise(box.text for box in row):
                named = f"{label.strip().rstrip(':：')}：{value}"
                if _TITLE_LABEL.match(named) and (title := _as_title(named, 0, 0)) and title.grade:
                    return title
    return None


def _titles(lines: Sequence[SourceLine]) -> Iterator[tuple[_Title, bool]]:
    """Those in one paragraph with manual line breaks, and all others that are not a part of one; whether it is one."""
    inside = 0
    """The line behind the last one of such a paragraph."""
    for start in range(min(len(lines), _MOST_BEFORE_TITLE)):
        text = ""
        for end in range(start + 1, min(start + _MOST_TITLE_LINES, len(lines)) + 1):
            if len(lines[end - 1].text) > _LONGEST_TITLE_LINE:
                break
            text += lines[end - 1].text
            title = _as_title(text, start, end) if end > inside else None
            if title is None:
                continue
            is_paragraph = False
            if end > start + 1:
                is_paragraph = title.grade == 3 and _is_paragraph(title, lines)
                if title.grade != 3 or not (is_paragraph or _ORGAN_LIKE.fullmatch(simple(title.organ))):
                    continue
                if is_paragraph:
                    inside = end
                title = _doubted_under_letterhead(title, lines)
            yield title, is_paragraph


def _is_paragraph(title: _Title, lines: Sequence[SourceLine]) -> bool:
    """Whether the title is exactly one paragraph with manual line breaks."""
    locations = [line.where for line in lines[max(title.start - 1, 0) : title.end + 1]]
    own = lines[title.start].where
    return title.end > title.start + 1 and locations.count(own) == title.end - title.start == _count(own, lines)


def _count(where: str, lines: Sequence[SourceLine]) -> int:
    return sum(line.where == where for line in lines)


def _doubted_under_letterhead(title: _Title, lines: Sequence[SourceLine]) -> _Title:
    """``某省人民政府`` above ``某市水务局2024年…``: one organ or two, so ``organ`` is marked as doubtful."""
    if not _IS_WHOLE_ORGAN.search(without_spaces(lines[title.end - 2].text)):
        return title
    last = _as_title(lines[title.end - 1].text, title.end - 1, title.end)
    if last and last.organ and _BEGINS_WITH_PLACE.match(last.organ):
        return dataclasses.replace(title, doubtful=(Fact.ORGAN, *title.doubtful))
    return title


def _with_line_above(title: _Title, lines: Sequence[SourceLine]) -> _Title:
    """The title, extended by the line above it if only that line names the place (办公室2024年…)."""
    above = lines[title.start - 1].text if title.start else ""
    if not title.year or not title.organ or _HAS_PLACE.search(title.organ) or not _HAS_PLACE.search(above):
        return title
    if len(above) > _LONGEST_HEADING or not _ORGAN_LIKE.fullmatch(without_spaces(above)):
        return title
    return _as_title(above + title.text, title.start - 1, title.end) or title


def _as_title(text: str, start: int, end: int) -> _Title | None:
    label = _TITLE_LABEL.match(text)
    if label:
        text = text[label.end() :]
    squeezed = _SPACES.sub("", text)
    if not _IN_EVERY_TITLE.search(squeezed):
        return None
    plain = squeezed.translate(_DIGITS)
    simplified = simple(plain)
    for pattern in _TITLES:
        match = pattern.fullmatch(simplified)
        if match:
            found = match.groupdict()
            written = plain[slice(*match.span("organ"))]
            around = _YEARS_AROUND.fullmatch(written)
            organ = re.sub(r"^[关關][于於]|[关關][于於]$|的$", "", around["organ"] if around else written)
            again = (around["before"] + around["after"]) if around else ""
            years = {_year(each) for each in (found.get("year") or "", *_A_YEAR.findall(again)) if each}
            doubtful = []
            if organ and not _is_certain(organ):
                doubtful.append(Fact.ORGAN)
            if len(years) > 1:
                doubtful.append(Fact.YEAR)
            year = years.pop() if len(years) == 1 else ""
            return _Title(text, organ, year, start, end, tuple(doubtful), label is not None)
    return None


def _is_certain(organ: str) -> bool:
    if not _WORD.search(organ):
        return False
    if _NO_ORGAN.search(organ):
        return False
    return all(organ.count(pair[0]) == organ.count(pair[1]) for pair in _PAIRS)


def without_spaces(text: str) -> str:
    """``text`` without white space and with half-width digits, otherwise unchanged."""
    return _SPACES.sub("", text).translate(_DIGITS)


def _year(text: str) -> str:
    """A year as four Arabic digits, from Arabic or Chinese numerals."""
    return "".join(str(_HAN_DIGITS[ch]) if ch in _HAN_DIGITS else ch for ch in text)


def year_of(facts: Mapping[Fact, str]) -> int | None:
    """The recognised year; ``None`` where the document states none."""
    return int(facts[Fact.YEAR]) if Fact.YEAR in facts else None


def _without_signature(lines: list[SourceLine], words: Words) -> list[SourceLine]:
    """The last section without the organ and date at its end; lines after these are recorded as unassigned."""
    for place in range(len(lines) - 1, -1, -1):
        if len(lines) - place > _MOST_AFTER_DATE or len(lines[place].text) > _LONGEST_AFTER_DATE:
            break
        plain = without_spaces(lines[place].text)
        ends_in_a_date = plain.endswith("日")
        if ends_in_a_date and _DATE_LINE.fullmatch(plain):
            words.facts[Fact.DATE] = lines[place].text
            first = place
            if place and _is_organ(lines[place - 1].text, words):
                words.facts[Fact.SIGNATURE] = lines[place - 1].text
                first = place - 1
        elif ends_in_a_date and (match := _SIGNED_ON_ONE_LINE.fullmatch(plain)):
            words.facts[Fact.SIGNATURE], words.facts[Fact.DATE] = match[1], match[2]
            first = place
        elif place == len(lines) - 1 and plain == without_spaces(words.facts.get(Fact.ORGAN, "")):
            words.facts[Fact.SIGNATURE] = lines[place].text
            first = place
        else:
            continue
        words.leave_out("落款之后的文字未归入", lines[place + 1 :])
        return lines[:first]
    end = len(lines)
    while end and len(lines[end - 1].text) <= 80 and _FURNITURE.match(without_spaces(lines[end - 1].text)):
        end -= 1
    words.leave_out("网页上的说明文字未归入", lines[end:])
    return lines[:end]


def _is_organ(text: str, words: Words) -> bool:
    plain = without_spaces(text)
    return plain == without_spaces(words.facts.get(Fact.ORGAN, "")) or bool(_ORGAN_LIKE.fullmatch(plain))


def _organ_and_year(words: Words, file_stem: str) -> None:
    """Organ and year where the title lacks them, from preface, signature or file name; otherwise adds a note."""
    needed = {Fact.ORGAN, Fact.YEAR}.difference(words.facts, words.doubtful)
    if not needed:
        return
    preface = without_spaces(words.texts.get(PREFACE, ""))
    in_words = _REPORT_IN_WORDS.search(preface)
    if Fact.YEAR in needed:
        period = _PERIOD.search(preface)
        named = {match[1] for match in _YEAR_IN_NAME.finditer(file_stem)}
        if in_words:
            words.facts[Fact.YEAR] = _year(in_words["year"])
        elif period:
            words.facts[Fact.YEAR] = period[1]
        elif len(named) == 1:
            words.facts[Fact.YEAR] = named.pop()
            words.notes.append(Note(f"正文里没有写明年度，“{words.facts[Fact.YEAR]}年”取自文件名，请核实", "文件名"))
        else:
            words.notes.append(Note("没有认出是哪一年度的报告，请填写年度", "标题"))
    if Fact.ORGAN in needed:
        organ = (in_words["organ"] or in_words["after"]) if in_words else ""
        if _ORGAN_LIKE.fullmatch(organ) and not _PLACEHOLDER.search(organ):
            words.facts[Fact.ORGAN] = organ
        elif (signed := words.facts.get(Fact.SIGNATURE)) and not _PLACEHOLDER.search(signed):
            words.facts[Fact.ORGAN] = signed
            words.notes.append(Note(f"标题里没有机关名称，“{signed}”取自落款，请核实", "落款"))
        else:
            words.notes.append(Note("没有认出是哪个机关的报告，请填写机关名称", "标题"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def cover_facts(labels: Mapping[str, str]) -> dict[Fact, str]:
    """Facts of the report from the labels and values of a cover sheet."""
    names = {
        "机关名称": Fact.ORGAN,
        "年度": Fact.YEAR,
        "标题": Fact.TITLE,
        "机关类别": Fact.KIND,
        "机关层级": Fact.LEVEL,
        "落款": Fact.SIGNATURE,
        "成文日期": Fact.DATE,
    }
    return {names[label]: value for label, value in labels.items() if label in names and value}
