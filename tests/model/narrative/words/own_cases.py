"""Variations of the cases that came from outside, in several regions' habits: each right once and wrong once."""

from tests.model.narrative.words.cases import Case
from tests.model.narrative.words.reports import disputes, requests

FIGURES = {
    **requests("received", 36, 4),
    **requests("carried_in", 5),
    **requests("results.granted", 18, 2),
    **requests("results.granted_in_part", 6),
    **requests("results.denied.deliberative", 4),
    **requests("results.unavailable.not_held", 9),
    **requests("results.not_processed.petition", 2),
    **requests("results.otherwise.not_corrected", 1),
    **requests("results.total", 40, 2),
    **requests("carried_out", 1, 2),
    **disputes("reconsideration", upheld=2, corrected=1, pending=1),
    **disputes("suit_direct", upheld=2),
    **disputes("suit_after_reconsideration", pending=1),
    "disclosure.government_rules.issued": 1,
    "disclosure.government_rules.in_force": 7,
    "disclosure.normative_documents.issued": 3,
    "disclosure.normative_documents.repealed": 2,
    "disclosure.normative_documents.in_force": 20,
    "disclosure.licences.decisions": 30,
    "disclosure.penalties.decisions": 12,
}
NOTHING: dict[str, int] = {}
ALL_DONE = {**requests("received", 40), **requests("results.granted", 40), **requests("results.total", 40)}
LOUD = "words. at 须核实"
QUIET = "clean, no hint"


def _numbers(kind: str, text: str, right: int, wrong: int, organ: str = "清远县教育局") -> tuple[Case, Case]:
    """``text`` with 〇 for the number that is right and wrong."""
    return (
        Case(kind, text.replace("〇", str(right)), FIGURES, QUIET, organ),
        Case(kind, text.replace("〇", str(wrong)), FIGURES, LOUD, organ),
    )


def _none(text: str, organ: str = "清远县教育局") -> tuple[Case, Case]:
    return Case("none", text, NOTHING, QUIET, organ), Case("none", text, FIGURES, "words.none at 须核实", organ)


def _done(text: str, expect: str = "words.done") -> tuple[Case, Case]:
    return Case("all done", text, ALL_DONE, QUIET), Case(
        "all done", text, {**ALL_DONE, **requests("carried_out", 3)}, expect
    )


def _quiet(kind: str, text: str, organ: str = "清远县教育局") -> tuple[Case]:
    return (Case(kind, text, FIGURES, QUIET, organ),)


_GROUPS = (
    # 1. whose numbers
    _numbers("own place", "全县共收到政府信息公开申请〇件。", 40, 41, "清远县人民政府"),
    _numbers("own place", "2024年，全市各级行政机关共新收依申请公开〇件。", 40, 44, "清远市人民政府"),
    _numbers("own place", "全街道共受理政府信息公开申请〇件。", 40, 4, "东城街道办事处"),
    _numbers("own place", "全镇全年收到依申请公开〇宗。", 40, 14, "恩平市沙湖镇人民政府"),
    _numbers("own place", "开发区全年收到政府信息公开申请〇件。", 40, 46, "东海经济技术开发区管理委员会"),
    _numbers("own place", "全州共办结政府信息公开申请〇件。", 42, 24, "云岭自治州人民政府"),
    _numbers("own place", "县本级及县政府办公室共收到政府信息公开申请〇件。", 40, 400, "清远县人民政府办公室"),
    _numbers("own place", "工业园区共受理依申请公开〇件，均登记在册。", 40, 30, "南湾工业园区管理委员会"),
    _numbers("own place", "综合实验区管委会全年收到依申请公开申请〇件。", 40, 43, "平岛综合实验区管理委员会"),
    _numbers("own place", "全县政府系统共收到依申请公开〇件。", 40, 49, "清远县人民政府"),
    _quiet("other organ", "全县共收到政府信息公开申请912件，我局收到40件。"),
    _quiet("other organ", "全年收到依申请公开40件，另代市政府办理依申请公开3件。"),
    _quiet("other organ", "受理依申请公开40件，协助区政府办公室答复依申请公开7件。"),
    _quiet("other organ", "收到申请40件，配合市自然资源局办理依申请公开2件。"),
    _quiet("other organ", "办结依申请公开42件，此外协助兄弟单位处理信息公开申请6件。"),
    _quiet("other organ", "全市共收到政府信息公开申请912件。", "清远市城北区人民政府"),
    _numbers("own place", "区政府本级及区政府办公室全年受理申请〇件。", 40, 41, "清远市城北区人民政府办公室"),
    _numbers("own place", "市政府及市政府办公室共收到依申请公开〇件。", 40, 14, "清远市人民政府办公室"),
    _numbers("own place", "全区各部门、各镇街共收到依申请公开〇件。", 40, 41, "清远市城北区人民政府"),
    _quiet("other organ", "管委会本级收到申请12件。", "东海经济技术开发区管理委员会"),
    _quiet("other organ", "我办代县政府受理政府信息公开申请12件，均已答复。", "清远县人民政府办公室"),
    _quiet("other organ", "我局收到县政府办转来的依申请公开4件，已按要求反馈。"),
    _quiet("other organ", "我县共发生行政复议案件87件，其中因信息公开引起的4件。", "清远县人民政府"),
    _quiet("other organ", "县政府办公室共收到依申请公开12件，其余28件由各部门办理。", "清远县人民政府"),
    _numbers("own place", "县政府办公室共收到依申请公开〇件。", 40, 12, "清远县人民政府办公室"),
    # 2. parts of parts
    _numbers("applicants", "收到申请40件，其中自然人申请〇件。", 36, 35),
    _numbers("applicants", "受理依申请公开40件，其中公民申请36件、企业申请〇件。", 4, 4)[:1],
    # wrong as many as with those of last year (41), or as were answered (40)
    _numbers("applicants", "收到申请40件。其中自然人申请〇件。", 36, 41),
    _numbers("applicants", "全年受理信息公开申请40件。内容涉及征地、规划等。申请人为自然人的〇件、企业的4件。", 36, 40),
    _numbers("applicants", "新收申请40件。新收自然人申请〇件，企业申请4件。", 36, 41),
    _quiet("applicants", "新收申请40件，上年结转5件。其中自然人申请41件、企业申请4件。"),
    _numbers("in progress", "收到依申请公开40件，〇件正在按程序办理。", 3, 5),
    _numbers("in progress", "全年收到政府信息公开申请40件，尚有〇件正在办理。", 3, 2),
    _numbers("in progress", "受理申请40件，〇件未到答复期限，结转2025年办理。", 3, 8),
    _numbers("carried in", "2023年结转依申请公开〇件。", 5, 3),
    _numbers("carried in", "收到依申请公开40件以及2023年转来的依申请公开〇件。", 5, 6),
    _numbers("carried in", "去年转入〇件，今年新收40件。", 5, 7),
    _quiet("of the carried in", "上年结转5件，其中予以公开3件、不予公开2件，均已办结。"),
    _quiet("of the carried in", "办理上年度结转申请5件，其中公开2件，无法提供3件。"),
    _numbers("carried in", "扣除上年结转后，本年新收依申请公开〇件。", 40, 35),
    _quiet("manner", "办结申请42件，其中书面答复39件，电话答复3件。"),
    _quiet("manner", "全年答复42件，当面答复12件，邮寄答复30件。"),
    _quiet("manner", "收到依申请公开40件，口头告知4件，出具答复书36件。"),
    _numbers("ways of asking", "线上、线下共受理依申请公开〇件。", 40, 43),
    _numbers("ways of asking", "通过网络、信函和当面等方式共收到申请〇件。", 40, 43),
    _numbers("ways of asking", "公民、企业通过网上平台及信函提交政府信息公开申请〇件。", 40, 47),
    _quiet("ways of asking", "收到申请40件，其中网络申请28件、信函申请12件。"),
    _quiet("ways of asking", "收到申请40件，通过邮寄收到9件，通过网站收到31件。"),
    # 3. words between
    _numbers("words between", "收到申请40件，其中〇件按期答复。", 42, 30),
    _numbers("words between", "全年依法依规办理答复依申请公开〇件。", 42, 24),
    _numbers("words between", "全年办理答复完毕政府信息公开申请〇件。", 42, 12),
    _numbers("words between", "答复结果：“予以公开”20件，“部分公开”〇件。", 6, 5),
    _numbers("words between", "答复申请42件，其中“不予公开”〇件。", 4, 5),
    _numbers("words between", "答复申请42件，作出不予公开决定的〇件。", 4, 6),
    _numbers("words between", "办结依申请公开42件，本机关不掌握的〇件。", 9, 19),
    _numbers("words between", "作出行政处罚决定书〇份。", 12, 13),
    _numbers("words between", "全年下达行政处罚决定〇件。", 12, 21),
    _numbers("words between", "依法作出行政许可决定共计〇件。", 30, 31),
    _numbers("words between", "收到依申请公开40件，已办结〇件。", 42, 37),
    _numbers("words between", "收到依申请公开40件，完成〇件。", 42, 37),
    _numbers("words between", "收到申请40件，除3件结转下年度外，其余〇件均已答复。", 42, 37)[1:],
    _numbers("words between", "收到依申请公开40件，有〇件已按规定答复申请人。", 42, 36)[:1],
    _numbers("words between", "收到依申请公开40件，全部按时办结〇件。", 42, 40),
    _numbers("words between", "除3件结转下年度外，其余〇件均已在法定期限内办结。", 42, 37),
    _numbers("words between", "答复依申请公开42件，公开20件、信访类〇件、逾期不补正1件。", 2, 3),
    _numbers("measure words", "全年收到依申请公开事项〇个。", 40, 39),
    _numbers("measure words", "收到〇个依申请公开事项。", 40, 39),
    _numbers("measure words", "受理依申请公开〇例。", 40, 38),
    _numbers("measure words", "收到依申请公开信件〇封。", 40, 38),
    _numbers("measure words", "全年制定〇个规范性文件。", 3, 5),
    _numbers("measure words", "本年度受理依申请公开事项〇。", 40, 41),
    _quiet("measure words", "设立依申请公开受理点5个，梳理办事指南20个。"),
    _quiet("measure words", "回复群众来信15封，受理咨询16个。"),
    _numbers("documents", "制发规章1件、规范性文件〇件。", 3, 4, "清远市人民政府"),
    _numbers("documents", "本年度公布制发的政府规章1件、行政规范性文件〇件。", 3, 9, "清远市人民政府"),
    _numbers("documents", "制定（修订）行政规范性文件〇件。", 3, 2),
    _numbers("documents", "印发（含联合印发）规范性文件〇件。", 3, 8),
    _quiet("decisions", "作出行政处罚决定12件，其中不予行政处罚4件。"),
    _quiet("decisions", "作出行政处罚决定12件，免予行政处罚3件，移送司法机关1件。"),
    # 4. none, all done
    _none("全年未收到任何通过来信、网络提出的政府信息公开申请。"),
    _none("我镇本年度没有接到群众的依申请公开请求。")[:1],
    _none("2024年，我局没有收到公民、法人和其他组织提出的政府信息公开申请。"),
    _none("未收到要求公开政府信息的申请。")[:1],
    _none("本年度未接到政府信息公开方面的申请，未收取任何费用。"),
    _none("本年度未收到、办理政府信息公开申请。"),
    _none("没有收到此类申请，依申请公开零报告。")[:1],
    _none("2024年度本机关未收到自然人、法人或其他组织的依申请公开。")[:1],
    _none("全年无政府信息公开申请。"),
    _none("本年度依申请公开数量为零。")[:1],
    _none("未发生因政府信息公开不及时引发的行政复议。"),
    _none("没有因信息公开工作违规引起的行政复议或行政诉讼案件。"),
    _none("全年没有一起因依申请公开答复不当引发的行政复议、行政诉讼。"),
    _none("未出现因政府信息公开而被提起行政复议、行政诉讼的情况。"),
    _none("无针对我局信息公开工作的行政复议、行政诉讼发生。"),
    _none("本机关未因政府信息公开答复被申请行政复议。"),
    _none("没有公民、法人或其他组织因政府信息公开工作申请行政复议、提起行政诉讼。"),
    _none("全年未有因公开不当导致的复议、诉讼。"),
    _none("未出现被申请复议、被起诉的情形。"),
    _none("2024年无行政复议和诉讼情况发生。"),
    _none("本年度未制发行政规范性文件。"),
    _none("2024年没有制定、废止行政规范性文件。"),
    _none("全年未发布和废止规范性文件。"),
    _none("全年未制定出台行政规范性文件。"),
    _none("没有人提出政府信息公开申请。"),
    _none("全年没有群众到我镇申请政府信息公开。"),
    _none("今年以来，没有单位和个人向我局提出政府信息公开申请。"),
    _none("未收到公民、法人或者其他组织提交的政府信息公开申请表。"),
    _none("未出现针对本单位政府信息公开的行政复议、诉讼和申诉案件。"),
    _none("我局未新制发规章和规范性文件。"),
    _none("本年度无一例因信息公开被申请行政复议的情况。"),
    _none("全年无涉及政府信息公开的举报、投诉、行政复议和行政诉讼。"),
    _quiet("none of something else", "未发生因公开不当引发的舆情，未出现失泄密问题。"),
    _quiet("none of something else", "未发生因政府信息公开引发的重大负面舆论。"),
    _quiet("none of something else", "未收到不满意评价，没有一件信件超期。"),
    _quiet("none of something else", "未收取信息处理费，没有申请人要求减免。"),
    _quiet("none of something else", "没有规范性文件被纠正，未发现错误信息。"),
    _done("收到依申请公开40件，均已办结。", "words.done at 须核实"),
    _done("收到依申请公开40件，全部办结完毕。", "words.done at 须核实"),
    _done("收到依申请公开40件，已全部答复申请人。", "words.done at 须核实"),
    _done("收到政府信息公开申请40件，均已答复完毕。", "words.done at 须核实"),
    _done("受理申请40件，均严格按照程序答复。"),
    _done("收到申请40件，已按期答复。"),
    _done("收到申请40件，已按照法定程序办理完毕。"),
    _done("收到申请40件，全部按时限要求予以回复。"),
    _done("收到申请40件，按期办结率100%。"),
    _done("收到申请40件，全部依法依规办理完毕。"),
    _done("收到申请40件，件件按时回复。"),
    _done("收到申请40件，均在20个工作日内予以答复。"),
    _done("收到申请40件，全部办理完结。", "words.done at 须核实"),
    _quiet("not all done", "全年共办理依申请公开42件次，答复率100%，结转3件。"),
    _quiet("not all done", "上年结转5件，均已办结。"),
    _quiet("not all done", "收到申请40件，均在规定时限内办理完毕或按规定结转。"),
    _quiet("not all done", "收到申请40件，结转3件，其余均按期答复。"),
    _quiet("not all done", "收到申请40件，均由办公室统一登记，依法办理。"),
    # 5. sums and rests
    _numbers("sums", "共受理申请45件（本年新收〇件，上年结转5件）。", 40, 41),
    _numbers("sums", "共受理申请45件，其中本年新收40件、上年结转〇件。", 5, 6),
    _numbers("sums", "办理申请45件（含上年结转〇件），办结42件。", 5, 15),
    # 6. near readings
    _numbers("near readings", "全年新收申请〇件，上年结转5件，办结42件。", 40, 45),
    _numbers("near readings", "上年结转5件，本年新收申请〇件。", 40, 45),
    _numbers("near readings", "办理结果：予以公开〇件，部分公开6件，不予公开4件。", 20, 26),
    _numbers("near readings", "答复申请42件，部分公开6件，予以公开〇件。", 20, 26),
    _quiet("near readings", "共收到申请45件，其中上年结转5件。"),
    _quiet("near readings", "答复申请42件，予以公开26件（其中部分公开6件）。"),
    _quiet("near readings", "答复申请42件，26件予以公开，4件不予公开。"),
    # 7. years that are no mistake
    _quiet("years", "公开2024年部门预算和2023年部门决算。"),
    _quiet("years", "发布了2024年财政预算、2023年“三公”经费决算和2023年国有资产管理情况。"),
    _quiet("years", "及时公开2023年度财政专项资金绩效评价结果。"),
    _quiet("years", "公示2024年补贴发放情况、2023年耕地地力补贴资金分配情况。"),
    (Case("years", "2023年，我局共公开信息32条。", NOTHING, "words.year at 须核实"),),
    (Case("years", "（二）依申请公开。2023年度我局收到依申请公开0件。", NOTHING, "words.year at 须核实"),),
    # 9. reconsideration and suits
    _numbers("outcomes", "被申请行政复议4件，其中维持2件、纠正〇件、正在复议1件。", 1, 2),
    _numbers("outcomes", "行政复议4件，维持2件，责令重新作出答复〇件，尚未审结1件。", 1, 3),
    _numbers("outcomes", "行政复议4件，维持2件，纠正1件，〇件正在审理中。", 1, 3),
    _numbers("outcomes", "行政复议4件，责令重作〇件。", 1, 2),
    _numbers("outcomes", "行政复议〇件；起诉案件3件。", 4, 5),
    _numbers("outcomes", "行政复议4件；被起诉〇件。", 3, 5),
    (Case("outcomes", "行政复议4件，均为维持。", FIGURES, LOUD),),
    (Case("outcomes", "政府信息公开行政复议4宗，结果维持。", FIGURES, LOUD),),
    (Case("outcomes", "政府信息公开行政复议4宗，均被维持。", FIGURES, LOUD),),
    (Case("outcomes", "政府信息公开行政诉讼2件，均获维持。", disputes("suit_direct", upheld=2), QUIET),),
    (Case("outcomes", "信息公开行政诉讼1件，正在审理中。", disputes("suit_direct", pending=1), QUIET),),
    _quiet("outcomes", "行政复议4件，其中撤诉1件。"),
)  # fmt: skip
OWN: tuple[Case, ...] = tuple(case for group in _GROUPS for case in group)
