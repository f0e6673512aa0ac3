"""Sentences with the claims that a careful reader finds in them."""

from typing import NamedTuple


class Sentence(NamedTuple):
    text: str
    claims: str
    """``11=received 5=granted``: the number as it stands there and a phrase of ``resources/lexicon.toml``, in the order
    of the words. ``growth:20=received`` names another kind than a count; ``none:=received`` has no number. What is not
    named here speaks of no cell."""


SENTENCES = tuple(
    Sentence(*each)
    for each in (
        # one number, before or behind its phrase
        ("2024年，我局共收到政府信息公开申请23件。", "23=received"),
        ("全年新收政府信息公开申请 19 件。", "19=received"),
        ("2024年度受理依申请公开７宗，均由办公室统一登记。", "7=received"),
        ("今年以来共接到群众提出的政府信息公开申请四十二件。", "四十二=received"),
        ("本机关本年度受理政府信息公开申请两件。", "两=received"),
        ("依申请公开方面，全年登记申请36条，其中网络申请30条，信函申请6条。", "36=received"),
        ("2024年收到1,204件政府信息公开申请，数量居全市前列。", "1,204=received"),
        ("2024年，办结政府信息公开申请15件。", "15=handled"),
        ("受理申请30件，答复27件，其余3件顺延至下年度答复。", "30=received 27=handled 3=carried_out"),
        ("收到申请8件，已办结6件，2件延期到次年办理。", "8=received 6=handled 2=carried_out"),
        ("依申请公开政府信息办理答复18件。", "18=handled"),
        ("共办理政府信息公开申请9件。", "9=dealt_with"),
        ("今年共收到依申请公开件31件，按时办结29件。", "31=received 29=handled"),
        ("全年依法答复政府信息公开申请106宗。", "106=handled"),
        ("政府信息公开申请数量为14件。", "14=requests"),
        # several in one sentence
        (
            "共受理政府信息公开申请11宗，5宗予以公开，4宗不予公开，2宗转下年度继续办理。",
            "11=received 5=granted 4=denied 2=carried_out",
        ),
        (
            "2024年新收政府信息公开申请20件，上年结转1件，办结19件，结转下年度2件。",
            "20=received 1=carried_in 19=handled 2=carried_out",
        ),
        (
            "收到申请公开政府信息13件，其中予以公开6件、部分公开2件、不予公开1件、无法提供3件、其他处理1件。",
            "13=received 6=granted 2=granted_in_part 1=denied 3=unavailable 1=otherwise",
        ),
        (
            "本年度共办理政府信息公开申请27件，答复结果为：予以公开8件，部分公开5件，无法提供10件，不予处理4件。",
            "27=dealt_with 8=granted 5=granted_in_part 10=unavailable 4=not_processed",
        ),
        (
            "新收申请16件，其中自然人申请12件，商业企业申请3件，法律服务机构申请1件。",
            "16=received 12=person 3=business 1=legal_service",
        ),
        (
            "按申请人分，自然人提出政府信息公开申请25件，法人或其他组织提出6件。",
            "25=person 6=organisations",
        ),
        (
            "2024年收到政府信息公开申请40件（自然人33件、法人或其他组织7件），已全部按期答复。",
            "40=received 33=person 7=organisations done:=carried_out",
        ),
        (
            "受理信息公开申请58宗，较上年增加6宗，已办结55宗，3宗仍在办理。",
            "58=received change:6=received 55=handled 3=carried_out",
        ),
        (
            "全年处理依申请公开22件，同意公开10件，其余因本机关不掌握答复无法提供12件。",
            "22=dealt_with 10=granted 12=not_held",
        ),
        (
            "政府信息公开申请中，属于信访举报投诉类申请3件，重复申请1件，均不予处理。",
            "3=petition 1=repeated",
        ),
        (
            "共收到申请10件，因没有现成信息需要另行制作无法提供2件，因申请内容仍不明确无法提供1件。",
            "10=received 2=needs_creating 1=still_unclear",
        ),
        ("收到政府信息公开申请8件，其中属于国家秘密不予公开1件。", "8=received 1=state_secret"),
        # ways of asking add up to the whole and have no cell
        ("共受理申请30件，其中线上21件、线下9件。", "30=received"),
        ("收到政府信息公开申请17件，通过网络申请11件，通过信函申请4件，当面申请2件。", "17=received"),
        # none
        ("2024年，本机关未收到政府信息公开申请。", "none:=requests"),
        ("全年没有收到政府信息公开申请，没有发生因政府信息公开引起的行政复议、行政诉讼。", "none:=requests none:=suit"),
        ("未发生政府信息公开行政复议和行政诉讼案件。", "none:=suit"),
        ("本年度政府信息公开申请0件，无结转。", "0=requests none:=left_over"),
        ("信息公开类行政复议2宗，结果维持；信息公开类行政诉讼0宗。", "2=reconsideration 0=suit"),
        ("2024年未因政府信息公开被申请行政复议。", "none:=reconsideration"),
        ("本年度未制发规章和行政规范性文件。", "none:=government_rules"),
        # disputes
        ("因政府信息公开引发行政复议3件，其中维持2件、纠正1件。", "3=reconsideration 2=upheld 1=corrected"),
        ("发生行政诉讼5件，均为未经复议直接起诉，结果维持4件，尚未审结1件。", "5=suit 4=upheld 1=pending"),
        ("涉及政府信息公开的行政复议案件6宗、行政诉讼案件4宗。", "6=reconsideration 4=suit"),
        ("政府信息公开行政诉讼共7件，其中复议后起诉2件。", "7=suit 2=suit_after"),
        # documents, decisions, fees
        (
            "本年制发行政规范性文件5件，废止9件，现行有效20件。",
            "5=issued 9=repealed 20=in_force",
        ),
        (
            "全年作出行政许可决定1203件，行政处罚决定87件，行政强制12件。",
            "1203=licences 87=penalties 12=coercive_measures",
        ),
        ("废止行政规范性文件3件，现行有效的行政规范性文件44件。", "3=repealed 44=in_force"),
        ("行政事业性收费12.5万元。", "amount:12.5=fees"),
        # growth, shares
        ("收到政府信息公开申请24件，同比增长20%。", "24=received growth:20=received"),
        ("受理申请45件，同比下降10.0%，办结44件。", "45=received growth:10.0=received 44=handled"),
        ("新收申请50件，比上年减少5件。", "50=received change:5=received"),
        ("收到申请24件，去年同期为20件。", "24=received 20=received"),
        ("共办结申请40件，其中予以公开18件，占45%。", "40=handled 18=granted share:45=granted"),
        ("收到申请60件，自然人申请54件，占总数的90%。", "60=received 54=person share:90=person"),
        # all done, or left over
        ("全年收到申请12件，均已办结。", "12=received done:=carried_out"),
        ("收到申请12件，办结率100%。", "12=received done:=carried_out"),
        ("收到申请12件，办结11件，其余结转下年度继续办理。", "12=received 11=handled left:=carried_out"),
        # approximate
        ("全年共受理政府信息公开申请超2000件。", "2000=received"),
        ("收到政府信息公开申请100余件。", "100=received"),
        # years, documents, articles, dates are no counts
        ("根据《条例》第三十三条，自2019年5月15日起施行。", ""),
        ("按照国办公开办函〔2021〕30号要求编制年报。", ""),
        ("联系电话：0750-7812345，办公时间8：30至17：30。", ""),
        ("报告统计期限自2024年1月1日起至2024年12月31日止。", ""),
        # published figures of websites have no cell
        ("通过政府门户网站公开政府信息128条，其中文件类57条，政务类57条，其他信息14条。", ""),
        ("“清远发布”微信公众号推送信息256条，微博发布信息198条。", ""),
        ("发布政策解读16篇，召开新闻发布会3场，回应群众关切45件。", ""),
        ("办理人大代表建议12件、政协提案9件，答复率100%。", ""),
        ("12345热线受理群众诉求3021件，办结3000件。", ""),
        ("收到网民留言88条，已全部答复。", ""),
        ("举办政务公开培训2次，参加人员130人次。", ""),
        ("梳理公开重点领域信息340条，更新公开指南1次。", ""),
        ("全市政务服务大厅受理办件1.2万件。", ""),
        ("公开财政预决算信息6条，政府采购信息31条。", ""),
        ("清理规范性文件库，整理政策文件56份。", ""),
        ("政府网站发布信息1560条，同比增长12%。", ""),
        ("开展保密审查210次，删除错误信息4条。", ""),
        # other kinds of talk around requests
        ("对3件涉及第三方的申请书面征求意见。", ""),
        ("平均答复时间为12个工作日。", ""),
        ("设置依申请公开受理点5个，配备工作人员8名。", ""),
        # traps: what looks like a request or a decision and is none
        ("公文起草时同步认定属性，主动公开56件、依申请公开23件、不予公开11件。", ""),
        ("双公示系统归集行政许可230件、行政处罚56件。", "230=licences 56=penalties"),
        ("接收申请9件，其中有效申请7件，无效申请2件。", "9=received"),
        (
            "我县共受理政府信息公开申请215件，其中政府办受理45件，部门受理120件，乡镇受理50件。",
            "215=received 45=received 120=received 50=received",
        ),
        ("对每一件申请都按程序答复。", ""),
        ("当面解答申请人20次，接收补正材料7份。", ""),
        ("收到人大建议12件，涉及政府信息公开的2件，均已答复。", ""),
        (
            "49件已答复申请中，有12件予以公开，5件部分公开，19件无法提供。",
            "49=handled 12=granted 5=granted_in_part 19=unavailable",
        ),
        ("申请公开的信息主要涉及学校建设（21件）、招生（17件）。", ""),
        ("本机关共作出政府信息公开答复49件次，尚有4件在法定期限内办理。", "49=handled 4=dealt_with"),
        ("审查拟公开信息612条，退回修改12条，不予公开3条。", ""),
        ("6件行政复议中，3件维持，1件纠正，1件正在审理。", "6=reconsideration 3=upheld 1=corrected 1=pending"),
        ("50件申请中，40件为自然人提出，占比80%。", "50=requests 40=person share:80=person"),
        ("收到申请50件，申请内容主要为学区划分18件、教师资格12件。", "50=received"),
        ("收到申请50件、上年转接3件。", "50=received 3=carried_in"),
        ("公开告知书共49份，其中补正告知书6份、延期告知书2份。", ""),
        ("信息公开申请窗口接待群众32人次，接听咨询115次，均予以耐心答复。", ""),
        ("收到申请5件，较2023年的8件下降37.5%。", "5=received 8=received growth:37.5=received"),
        ("未收到有关政府信息公开工作的举报投诉。", ""),
        (
            "平台收到依申请公开8份，均为自然人申请，其中本办不掌握相关信息2件。",
            "8=received none:=organisations 2=not_held",
        ),
        # habits of several regions
        ("截至12月31日，我街共收办政府信息公开申请3宗，均已按时答复。", "3=received done:=carried_out"),
        ("全年共受理政府信息公开申请11件次，办结率为100％。", "11=received done:=carried_out"),
        ("（二）依申请公开。共收到依申请公开事项15项，答复15项。", "15=received 15=handled"),
        ("2024年我委受理书面申请4份，均予以公开。", "4=received"),
        (
            "全年办理依申请公开政府信息62件，其中：予以公开31件，占50%；部分公开12件，占19.4%。",
            "62=dealt_with 31=granted share:50=granted 12=granted_in_part share:19.4=granted_in_part",
        ),
        (
            "今年新收到政府信息公开申请数量为17件，其中，自然人申请16件，法人或其他组织1件。",
            "17=received 16=person 1=organisations",
        ),
        (
            "2023年结转2件，2024年新收28件，共办结29件，结转下一年度1件。",
            "2=carried_in 28=received 29=handled 1=carried_out",
        ),
        ("上年结转政府信息公开申请4件，已于本年全部办结。", "4=carried_in"),
        ("依法作出予以公开决定9件、部分公开决定2件、不予公开决定1件。", "9=granted 2=granted_in_part 1=denied"),
        ("收到申请21件，同比增加3件，增长16.7%。", "21=received change:3=received growth:16.7=received"),
        ("收到政府信息公开申请33件，去年为30件，同比上升10%。", "33=received 30=received growth:10=received"),
        ("新收依申请公开8件，与上年持平。", "8=received"),
        ("结转下年度办理的有3件。", "3=carried_out"),
        ("其中：商业企业2件，科研机构1件，其余为自然人申请。", "2=business 1=research"),
        ("全市共收到政府信息公开申请356件，其中市政府本级41件。", "356=received 41=requests"),
        ("本年度被提起行政复议1件，复议机关维持1件。", "1=reconsideration 1=upheld"),
        (
            "因依申请公开被提起行政复议2起（结果维持1起，其他结果1起），未发生行政诉讼。",
            "2=reconsideration 1=upheld 1=other_outcome none:=suit",
        ),
        ("行政诉讼方面，一审案件3件，其中驳回2件，尚未审结1件。", "2=outcome_unsure 1=pending"),
        ("2024年度未收取信息处理费。", ""),
        ("依申请提供政府信息收取信息处理费300元。", ""),
        ("全年制定出台行政规范性文件4件，同步公开解读材料4份。", "4=issued"),
        ("共公开行政许可信息230条、行政处罚信息19条。", ""),
        ("作出行政处罚决定56件。", "56=penalties"),
        ("全年收到申请公开信息件5件，涉及征地补偿3件、规划许可2件。", "5=received"),
        ("按答复方式分，同意公开7件，不予公开2件，不属于本机关掌握3件。", "7=granted 2=denied 3=not_held"),
        ("收到申请6件，已答复6件，答复率100%。", "6=received 6=handled done:=carried_out"),
        ("依申请公开：受理5件，办结5件，无结转。", "5=received 5=handled none:=left_over"),
    )
)
