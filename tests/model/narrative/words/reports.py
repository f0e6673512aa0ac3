"""Whole reports in our own words around realistic figures; half of them are right everywhere."""

from collections.abc import Mapping
from typing import NamedTuple

from model.form.edition import Edition
from model.form.figures import Figure
from model.report.report import Fact, Report


class Whole(NamedTuple):
    name: str
    texts: "Texts"
    figures: Mapping[str, Figure]
    """Rows and columns by address; the rest is 0."""
    wrong: tuple[str, ...] = ()
    """``words.number 23``: the rule, and what its passage says. Everything else that is 须核实 is a false alarm."""
    last_figures: Mapping[str, Figure] | None = None
    last_texts: "Texts | None" = None

    def report(self, edition: Edition) -> Report:
        return _report(edition, self.texts, self.figures)

    def last_year(self, edition: Edition) -> Report | None:
        if self.last_figures is None:
            return None
        return _report(edition, self.last_texts or Texts({}, {}), self.last_figures)


def _report(edition: Edition, texts: "Texts", given: Mapping[str, Figure]) -> Report:
    figures = {**dict.fromkeys(edition.cells, 0), **{edition.cell(at): figure for at, figure in given.items()}}
    return Report(edition.id, figures, facts=texts.facts, texts=texts.sections)


def requests(row: str, *by_applicant: int) -> dict[str, int]:
    """One line of table three: six kinds of applicant and their total."""
    columns = ("person", "business", "research", "welfare", "legal_service", "other")
    line = dict(zip(columns, (*by_applicant, *[0] * (6 - len(by_applicant))), strict=True))
    return {f"requests.{row}.{column}": figure for column, figure in {**line, "total": sum(by_applicant)}.items()}


def disputes(row: str, upheld: int = 0, corrected: int = 0, other: int = 0, pending: int = 0) -> dict[str, int]:
    line = {"upheld": upheld, "corrected": corrected, "other": other, "pending": pending}
    return {f"disputes.{row}.{key}": n for key, n in {**line, "total": sum(line.values())}.items()}


class Texts(NamedTuple):
    facts: dict[Fact, str]
    sections: dict[str, str]


def facts(organ: str, year: int, **sections: str) -> Texts:
    named = {"preface": "preface", "one": "1", "five": "5", "six": "6"}
    return Texts(
        {Fact.ORGAN: organ, Fact.YEAR: str(year)}, {named[key]: text.strip() for key, text in sections.items()}
    )


BUREAU = Whole(
    "县自然资源局：条目式，全部相符",
    facts(
        "清远县自然资源局",
        2024,
        preface="根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条的规定，现公布清远县自然资源局2024年政府信息公开"
        "工作年度报告。所列数据的统计期限自2024年1月1日起至12月31日止。如有疑问，请与本局办公室联系（电话：0763-5781234）。",
        one="""
2024年，我局按照《2024年政务公开工作要点》的部署，把公开贯穿用地审批、规划许可、不动产登记全过程。
（一）主动公开
全年在县政府门户网站公开政府信息412条，比上年多36条，其中征地信息208条，规划信息117条，其他信息87条。公开行政许可结果1033条。
（二）依申请公开
全年新收政府信息公开申请46件，上年结转2件，合计48件。申请人以自然人为主，共41件，占新收总数的89.1%；商业企业4件，法律服务机构1件。
已办结45件：予以公开12件，部分公开7件，不予公开5件，无法提供17件，不予处理3件，其他处理1件。结转下年度继续办理3件。
因政府信息公开被申请行政复议4件，其中结果维持2件、结果纠正1件、尚未审结1件；行政诉讼2件，均为未经复议直接起诉，结果维持1件，尚未审结1件。
（三）政府信息管理
落实“三审三校”，全年开展保密审查430次。清理失效文件5份，本年废止行政规范性文件1件，现行有效行政规范性文件6件。
（四）平台建设
局网站专栏调整为9个栏目；微信公众号推送信息167条，阅读量12.3万次。
（五）监督保障
召开专题会议3次，培训2场、参加85人次，年度考核为优秀等次。
""",
        five="""
一是征地公开不够及时，2023年有2个批次的公告晚于规定时间。二是答复说理不充分，行政复议被纠正1件。
下一步，我局将从两个方面改进：2025年起征地公告统一由专人审核；每季度抽查答复书10份以上。
""",
        six="本年度依申请提供政府信息未收取信息处理费。",
    ),
    {
        **requests("received", 41, 4, 0, 0, 1),
        **requests("carried_in", 2),
        **requests("results.granted", 11, 1),
        **requests("results.granted_in_part", 6, 1),
        **requests("results.denied.third_party_rights", 3),
        **requests("results.denied.deliberative", 2),
        **requests("results.unavailable.not_held", 12, 1, 0, 0, 1),
        **requests("results.unavailable.needs_creating", 3),
        **requests("results.not_processed.petition", 2),
        **requests("results.not_processed.repeated", 1),
        **requests("results.otherwise.other", 1),
        **requests("results.total", 41, 3, 0, 0, 1),
        **requests("carried_out", 2, 1),
        **disputes("reconsideration", 2, 1, 0, 1),
        **disputes("suit_direct", 1, 0, 0, 1),
        "disclosure.normative_documents.repealed": 1,
        "disclosure.normative_documents.in_force": 6,
        "disclosure.licences.decisions": 1033,
    },
    last_figures={**requests("received", 30, 4), **requests("carried_out", 2)},
)

TOWN = Whole(
    "镇：零申请，全部相符",
    facts(
        "清远县石角镇人民政府",
        2024,
        one="""
一、主动公开情况。2024年我镇通过县政府门户网站公开信息89条，其中机构信息3条，工作动态61条，财政信息12条，其他13条；村务公开栏更新240次。
二、依申请公开情况。2024年，我镇未收到政府信息公开申请，没有发生因政府信息公开引起的行政复议、行政诉讼。
三、政府信息管理情况。明确1名分管领导、2名工作人员负责信息审核，全年纠正表述错误4处。
四、平台建设情况。公众号“石角发布”发布信息311条，粉丝7200人。
五、监督保障情况。把政务公开纳入镇绩效考核，占3分；社会评议未收到意见；没有责任追究情形。
""",
        five="存在的问题是公开内容单一，解读较少。2025年将增加图表解读，每季度不少于1期，改进群众反映的难找、难看问题。",
        six="本年度没有收取信息处理费。无其他需要报告的事项。",
    ),
    {},
)

CITY = Whole(
    "市政府：全市口径，全部相符",
    facts(
        "云城市人民政府",
        2024,
        one="""
2024年，全市各级行政机关认真落实党的二十届三中全会精神，公开工作稳步推进。
一是主动公开。市政府门户网站全年发布信息2.6万条，制发行政规范性文件11件，废止4件，现行有效93件；全市作出行政许可决定20.4万件、行政处罚决定18231件。
二是依申请公开。全市共收到政府信息公开申请1,268件，同比增长5.7%，上年结转37件，办结1,259件，结转下年度46件。自然人申请1,102件，占86.9%；法人或其他组织申请166件，占13.1%。予以公开和部分公开共548件。
三是信息管理。组织保密审查培训，修订公开属性源头认定办法，梳理现行规章7件。
四是平台建设。归并政务新媒体账号23个，无障碍浏览功能覆盖31个网站。
五是监督保障。对48个单位开展第三方评估，通报问题132个，整改率100%；信息公开类行政复议51件，其中纠正6件；行政诉讼29件。
""",
        five="一些单位答复时限意识不强，个别答复书引用条款有误。针对2023年报告提出的解读形式单一问题，已通过发布图解、视频等加以改进。",
        six="2024年，全市共收取信息处理费1260元。",
    ),
    {
        **requests("received", 1102, 121, 2, 3, 22, 18),
        **requests("carried_in", 37),
        **requests("results.granted", 380, 31),
        **requests("results.granted_in_part", 120, 17),
        **requests("results.unavailable.not_held", 600, 70, 2, 3, 20, 16),
        **requests("results.total", 1100, 118, 2, 3, 20, 16),
        **requests("carried_out", 39, 3, 0, 0, 2, 2),
        **disputes("reconsideration", 30, 6, 10, 5),
        **disputes("suit_direct", 12, 1, 2, 3),
        **disputes("suit_after_reconsideration", 9, 0, 1, 1),
        "disclosure.government_rules.in_force": 7,
        "disclosure.normative_documents.issued": 11,
        "disclosure.normative_documents.repealed": 4,
        "disclosure.normative_documents.in_force": 93,
        "disclosure.licences.decisions": 204113,
        "disclosure.penalties.decisions": 18231,
    },
    last_figures={**requests("received", 1200), **requests("carried_out", 37)},
)

OFFICE = Whole(
    "街道：分号长句，全部相符",
    facts(
        "穗东市和平区人民政府北站街道办事处",
        2025,
        one="""
（一）主动公开情况
2025年共发布各类信息146条，较2024年增加21条。
（二）依申请公开情况
受理申请9宗，其中当面申请2宗、信函申请3宗、网络申请4宗；答复9宗，均在法定期限内答复；按结果分，予以公开3宗，无法提供5宗（本机关不掌握相关信息4宗、补正后申请内容仍不明确1宗），不予处理1宗（重复申请）；没有结转到下一年度的申请。
（三）政府信息管理情况
制定信息发布审核单，全年审核146条次。
（四）平台建设情况
线下设置查阅点2个、接待查阅15人次；线上专栏更新19次。
（五）监督保障情况
开展培训1次；未发生政府信息公开行政复议、行政诉讼案件；没有因公开工作不力被追责的情况。
""",
        five="主要问题：人手少，公开专员由1人兼任。改进情况：已增配1人，2026年将继续开展业务轮训。",
        six="没有收取信息处理费。",
    ),
    {
        **requests("received", 8, 1),
        **requests("results.granted", 3),
        **requests("results.unavailable.not_held", 3, 1),
        **requests("results.unavailable.still_unclear", 1),
        **requests("results.not_processed.repeated", 1),
        **requests("results.total", 8, 1),
    },
)

DEPARTMENT = Whole(
    "省厅：逐项百分比，全部相符",
    facts(
        "江右省水利厅",
        2024,
        one="""
2024年，省水利厅坚决贯彻党中央、国务院决策部署，围绕水安全保障主动公开信息。
2024年共收到依申请公开75件，较2023年的60件增长25%，其中通过平台提交58件、邮寄14件、现场3件。全年答复76件（含上年结转4件），结转2025年3件。
答复的76件中，予以公开30件，占39.5%；部分公开8件，占10.5%；不予公开6件，占7.9%；无法提供24件，占31.6%；不予处理5件，其他处理3件。
办理涉及政府信息公开的行政复议案件3件，维持2件，其他结果1件；行政诉讼案件1件，尚未审结。
办理全国人大代表建议14件、政协委员提案22件，答复率100%；厅长信箱收到来信233件，办结230件。
制发行政规范性文件3件，文件解读率100%。
""",
        five="公开内容与公众期待仍有差距。一年来，针对2022年评估指出的检索不便，完成网站改版，改进明显。",
        six="2024年，本机关未收取信息处理费。",
    ),
    {
        **requests("received", 60, 10, 1, 0, 3, 1),
        **requests("carried_in", 4),
        **requests("results.granted", 26, 3, 0, 0, 1),
        **requests("results.granted_in_part", 6, 2),
        **requests("results.denied.deliberative", 5, 1),
        **requests("results.unavailable.not_held", 19, 3, 1, 0, 1),
        **requests("results.not_processed.petition", 5),
        **requests("results.otherwise.not_corrected", 2, 1),
        **requests("results.total", 63, 10, 1, 0, 2),
        **requests("carried_out", 1, 0, 0, 0, 1, 1),
        **disputes("reconsideration", 2, 0, 1),
        **disputes("suit_direct", 0, 0, 0, 1),
        "disclosure.normative_documents.issued": 3,
        "disclosure.normative_documents.in_force": 40,
    },
    last_figures={**requests("received", 50, 10), **requests("carried_out", 4)},
)

# ---------------------------------------------------------------- wrong somewhere

STALE_BUREAU = Whole(
    "区教育局：沿用上年数字和年份",
    facts(
        "穗东市和平区教育局",
        2025,
        one="""
2024年，我局坚持应公开尽公开，全年主动公开信息233条。
依申请公开方面，2025年共受理政府信息公开申请21件，予以公开11件，部分公开4件，无法提供6件，均已按期答复。
信息公开类行政复议1件，结果维持；行政诉讼0件。
""",
        five="问题：公开时效有待提高。下一步，2025年将继续完善台账，改进流程。",
        six="未收取信息处理费。",
    ),
    {
        **requests("received", 24),
        **requests("results.granted", 13),
        **requests("results.granted_in_part", 4),
        **requests("results.unavailable.not_held", 7),
        **requests("results.total", 24),
        **disputes("reconsideration", 1),
    },
    ("words.year 2024", "words.number 21", "words.number 11", "words.number 6", "words.year 2025"),
)

CONTRADICTING = Whole(
    "县公安局：未收到而有数，全部办结而有结转",
    facts(
        "清远县公安局",
        2024,
        one="""
（二）依申请公开情况。2024年收到政府信息公开申请14件，已全部办结。
（五）监督保障情况。本年度未发生因政府信息公开引起的行政复议。全年作出行政处罚决定5120件。
""",
        five="问题是解读不够，改进情况是增加了图解。",
        six="未收取信息处理费，XX。",
    ),
    {
        **requests("received", 14),
        **requests("results.granted", 12),
        **requests("results.total", 12),
        **requests("carried_out", 2),
        **disputes("reconsideration", 0, 1),
        "disclosure.penalties.decisions": 5210,
    },
    ("words.done 全部办结", "words.none 行政复议", "words.number 5120", "words.placeholder XX"),
)

PERCENTAGES = Whole(
    "市卫健委：同比和占比算错，分项加不起来",
    facts(
        "云城市卫生健康委员会",
        2024,
        one="""
全年新收政府信息公开申请60件，同比增长25%；其中自然人51件、法人或其他组织8件，自然人申请占总数的88%。
办结58件，比上年增加10件，3件结转下年度。予以公开25件，不予公开9件。
""",
        five="存在答复口径不一的问题，已通过印发答复文书样式加以改进。",
        six="收取信息处理费0元。",
    ),
    {
        **requests("received", 51, 9),
        **requests("carried_in", 1),
        **requests("results.granted", 25),
        **requests("results.unavailable.not_held", 20, 4),
        **requests("results.not_processed.petition", 9),
        **requests("results.total", 54, 4),
        **requests("carried_out", 2, 1),
    },
    (
        "words.percent 25",
        "words.number 8",
        "words.percent 88",
        "words.kind 9",
    ),
    last_figures={**requests("received", 50), **requests("results.total", 48)},
)

BORROWED = Whole(
    "乡：借用别处的年报",
    facts(
        "清远县大湾乡人民政府",
        2024,
        preface="现公布清远县小湾镇人民政府2024年政府信息公开工作年度报告。",
        one="""
2024年，大湾乡坚持以公开促落实，发布信息77条。
全年收到政府信息公开申请2件，均为自然人申请，办结1件，其余结转下年度继续办理。
""",
        five="公开队伍力量薄弱。2025年，计划组织培训2次，改进薄弱环节。",
        six="未收取信息处理费。",
    ),
    {
        **requests("received", 2),
        **requests("results.granted", 2),
        **requests("results.total", 2),
    },
    ("words.other_organ 小湾镇", "words.number 1", "words.done 结转下年度"),
)

DOCUMENTS = Whole(
    "市司法局：文件、诉讼数与表不符",
    facts(
        "云城市司法局",
        2024,
        one="""
制发行政规范性文件4件，废止2件，现行有效31件。全年作出行政许可决定860件。
收到政府信息公开申请18件，上年结转1件，答复18件，结转下年度1件。按申请人分，自然人15件，商业企业2件，其他1件。
政府信息公开行政诉讼3件，其中维持2件、尚未审结1件。
""",
        five="个别答复超期，已改进登记办法。",
        six="未收取信息处理费。",
    ),
    {
        **requests("received", 15, 2, 0, 0, 0, 1),
        **requests("carried_in", 1),
        **requests("results.granted", 14, 2, 0, 0, 0, 2),
        **requests("results.total", 14, 2, 0, 0, 0, 2),
        **requests("carried_out", 1),
        **disputes("suit_direct", 1, 0, 1),
        "disclosure.normative_documents.issued": 4,
        "disclosure.normative_documents.repealed": 1,
        "disclosure.normative_documents.in_force": 31,
        "disclosure.licences.decisions": 806,
    },
    ("words.number 2", "words.number 860", "words.number 3", "words.number 2", "words.number 1"),
)

REPORTS = (
    BUREAU, TOWN, CITY, OFFICE, DEPARTMENT, STALE_BUREAU, CONTRADICTING, PERCENTAGES, BORROWED, DOCUMENTS
)  # fmt: skip
