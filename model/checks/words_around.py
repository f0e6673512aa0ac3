"""What the words around a number say of whose it is, whatever the figures are."""

import re
from dataclasses import dataclass
from functools import cached_property

from model.narrative.claims import UNDECIDED, Claim
from model.narrative.lexicon import the_lexicon
from model.narrative.phrase_groups import CARRIED_OVER, OUTCOMES, WHOLE

_FAR = 64
"""How far before a number the words are that say whose it is."""
_WHOLE_YEAR = re.compile(r"全年|本年度?|20\d\d年")
_YEAR_BEFORE = re.compile(r"(?:全年|本年度?|20\d\d年)[,，][^,，;；。\d]{0,14}共[^,，;；。\d]{0,16}$")
"""2024 年，我局共作出行政许可决定 164 件."""
_NEXT_YEAR = re.compile(r"[下次明]|20\d\d")
_OURS_HERE = re.compile(r"公开(?:的[,，]|(?:的|类|方面)*[:：]?)[^,，;；:：。\n]{0,40}$")
_SAME = re.compile(r"(?:上述|以上|这|该)[^,，;；:：。\n]{0,6}$")
_OF_THOSE = re.compile(r"\s*[件宗起例](?:申请|案件)?中")
_THE_REST = re.compile(r"(?:其余|其他|余下|剩余)[^,，;；:：。\n]{0,12}$")


@dataclass(eq=False)
class WordsAround:
    """The words around a claim of a paragraph, each question asked once. Treat as immutable."""

    claim: Claim
    paragraph: str
    at: int
    """Where the claim's number or phrase begins in the paragraph."""
    stop: int
    """Where it ends."""

    @cached_property
    def of_disputes(self) -> bool:
        """Whether it is of the table of disputes."""
        return self.claim.table == the_lexicon().roles.disputes

    @cached_property
    def of_requests(self) -> bool:
        """Whether it is of the table of requests."""
        return self.claim.table == the_lexicon().roles.requests

    @cached_property
    def is_sure(self) -> bool:
        """Whether the words leave its number no other sense, so that it tells what its cells are."""
        return not self.claim.hedges & UNDECIDED

    @cached_property
    def is_outcome(self) -> bool:
        """Whether it counts how disputes ended, whose kind was named before: 纠正 11 件."""
        phrases = the_lexicon().phrases
        known = [phrases[each] for each in self.claim.phrase_ids if each in phrases]
        return self.of_disputes and all(each.group == OUTCOMES for each in known)

    @cached_property
    def is_of_all(self) -> bool:
        """Whether it counts requests of any applicant and answer: received, dealt with, carried over."""
        phrases = the_lexicon().phrases
        known = [phrases[each] for each in self.claim.phrase_ids if each in phrases]
        return (
            self.of_requests and not self.claim.columns and all(each.group in (WHOLE, CARRIED_OVER) for each in known)
        )

    @cached_property
    def is_of_the_year(self) -> bool:
        """2024 年共作出行政处罚 9 件: all of the year, so that it is meant to be the cell's number."""
        begin = max(self._begin, *(self.paragraph.rfind(sign, 0, self.at) for sign in ",，;；。\n"))
        return self._before(_YEAR_BEFORE) or _WHOLE_YEAR.search(self.paragraph, begin, self.at) is not None

    @cached_property
    def says_ours(self) -> bool:
        """Whether the clause of a number of disputes says that they are about disclosure: 涉及信息公开的，复议 6 件."""
        return self.of_disputes and self._before(_OURS_HERE)

    @cached_property
    def is_of_the_same(self) -> bool:
        """上述 6 件复议."""
        return self._before(_SAME)

    @cached_property
    def is_of_the_rest(self) -> bool:
        """除 1 件结转外，其余 25 件均已答复."""
        return self._before(_THE_REST)

    @cached_property
    def is_of_those(self) -> bool:
        """Whether more is said of a part of them: 不予公开的 6 件中."""
        return _OF_THOSE.match(self.paragraph, self.stop) is not None

    @cached_property
    def names_next_year(self) -> bool:
        """无结转下年度的申请: surely of what is carried out."""
        return _NEXT_YEAR.search(self.paragraph, self.at, self.stop) is not None

    @property
    def _begin(self) -> int:
        return max(0, self.at - _FAR)

    def _before(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.paragraph, self._begin, self.at) is not None
