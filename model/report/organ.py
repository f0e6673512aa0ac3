"""Kind and level of an organ, derived from its name where that is unambiguous."""

import re
from dataclasses import dataclass
from functools import lru_cache

from model.report.report import Fact, Report

KINDS = {"government": "人民政府", "office": "政府办公室", "department": "部门", "agency": "派出机关及其他"}
"""Only a 人民政府 itself is a government: its 办公厅（室） and 街道办事处 are not."""
LEVELS = {
    "state": "国务院部门",
    "province": "省级",
    "prefecture": "设区的市、自治州",
    "county": "县级",
    "town": "乡镇、街道",
}

_MUNICIPALITY = re.compile(r"^(北京|天津|上海|重庆)市")
_STATE = re.compile(
    r"^(中华人民共和国.{2,8}部|国家(?!级)[^省市县区州]{2,14}(局|委员会|委|署|办公室)|(?:外交|国防|教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|"
    r"自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部|中国人民银行|审计署|海关总署)$"
)


@lru_cache(maxsize=256)
def kind_of(organ: str) -> str:
    """A key of ``KINDS``; empty where the name is not conclusive."""
    if organ.endswith("人民政府"):
        return "government"
    if re.search(r"人民政府办公[厅室]$|^.{2,12}(市|县|区|州|旗)政?府?办公[厅室]$", organ):
        return "office"
    if organ.endswith(("街道办事处", "街道办", "管理委员会", "管委会", "行政公署", "区公所")):
        return "agency"
    return "department" if re.search(r"(局|厅|部|委员会|委|署|办公室|院|中心|大队|支队|队|所|处)$", organ) else ""


@lru_cache(maxsize=256)
def level_of(organ: str) -> str:
    """A key of ``LEVELS``; empty where the name is ambiguous: ``X市`` may be a prefecture or a county."""
    if _STATE.match(organ):
        return "state"
    if re.search(r"(镇|乡|街道)(人民政府|办事处)", organ):
        return "town"
    rest = re.sub(r"^.{2,8}?(省|自治区)", "", organ, count=1)
    if _MUNICIPALITY.match(organ):
        rest = _MUNICIPALITY.sub("", organ)
        return "county" if re.match(r"^.{1,6}?(区|县)", rest) else "province"
    if rest != organ and not re.match(r"^.{1,10}?(市|州|盟|县|区|旗)", rest):
        return "province"
    if re.match(r"^.{1,14}?自治州(?!.{0,8}?(市|县))", rest):
        return "prefecture"
    if re.search(r"(?<!自治)(县|旗)(?!.{0,3}级)|(?<!自治)(?<!开发)区", re.sub(r"^.{1,8}?(市|州)", "", rest) or rest):
        return "county"
    return ""


@dataclass(frozen=True)
class Contact:
    """How an organ is reached; empty where unknown."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""

    def sentence(self, organ: str) -> str:
        """The sentence that reports end their first part with; empty where nothing is known."""
        named = (("地址", self.address), ("邮编", self.postcode), ("电话", self.phone), ("电子邮箱", self.email))
        known = "；".join(f"{name}：{value}" for name, value in named if value)
        return f"如对本报告有疑问，请与{organ or '本机关'}联系（{known}）。" if known else ""


@dataclass(frozen=True)
class OrganProfile:
    """What is known of the user's own organ; empty where unknown."""

    name: str = ""
    kind: str = ""
    """A key of ``KINDS``."""
    level: str = ""
    """A key of ``LEVELS``."""

    def complete(self, report: Report) -> Report:
        """``report`` with kind and level of the organ where it is its report and states none."""
        known = {Fact.KIND: self.kind, Fact.LEVEL: self.level}
        added = {key: value for key, value in known.items() if value and not report.facts.get(key)}
        if not self.name or report.organ != self.name or not added:
            return report
        return report.with_(facts={**report.facts, **added})

    def blank_facts(self, year: int) -> dict[Fact, str]:
        """基本信息 of a blank report of the organ on ``year``."""
        known = {Fact.ORGAN: self.name, Fact.KIND: self.kind, Fact.LEVEL: self.level, Fact.YEAR: str(year)}
        return {key: value for key, value in known.items() if value}


UNKNOWN_ORGAN = OrganProfile()


def kind(report: Report) -> str:
    """The kind stated in 基本信息, otherwise the one derived from the name; may be empty."""
    return report.facts.get(Fact.KIND) or kind_of(report.organ)


def level(report: Report) -> str:
    """The level stated in 基本信息, otherwise the one derived from the name; may be empty."""
    return report.facts.get(Fact.LEVEL) or level_of(report.organ)


def possible_levels(report: Report) -> frozenset[str]:
    """The levels that the organ may have: one if known; without ``state`` if its name contains a place."""
    if known := level(report):
        return frozenset({known})
    named_place = re.search(r"[省市县区州旗盟镇乡]", report.organ)
    return frozenset(LEVELS) - ({"state"} if named_place else set())
