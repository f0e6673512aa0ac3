"""Sentences after the habits of several provinces, written before the reader was tried on them."""

from tests.model.narrative.words.sentences import Sentence

HABITS = tuple(
    Sentence(*each)
    for each in (
        (
            "2024年，全市各级行政机关共收到政府信息公开申请3215件，同比下降8.4%；其中市政府本级受理142件，均在法定期限内答复。",
            "3215=received growth:8.4=received 142=received done:=carried_out",
        ),
        ("全市各级行政机关共新收政府信息公开申请4.1万件，按时办结率100%。", "4.1万=received done:=carried_out"),
        (
            "全年共登记受理依申请公开事项58件（其中网上申请41件、当面申请5件、信函申请12件），比上年增加9件，增长18.37%。",
            "58=received change:9=received growth:18.37=received",
        ),
        (
            "2024年，我局收到依申请公开政府信息申请16宗，较2023年减少3宗，降幅为15.8%。",
            "16=received change:3=received growth:15.8=received",
        ),
        (
            "本年度新收政府信息公开申请8件，上年度结转政府信息公开申请1件，共计9件，办理结果为：予以公开3件，无法提供4件（本机关不掌握相关政府信息），不予处理1件（信访举报投诉类申请），结转下年度继续办理1件。",
            "8=received 1=carried_in 9=requests 3=granted 4=unavailable 1=not_processed 1=carried_out",
        ),
        (
            "2024年共办理政府信息公开申请26件（含上年结转2件），其中自然人申请23件，企业申请3件。",
            "26=dealt_with 2=carried_in 23=person 3=companies",
        ),
        (
            "因政府信息公开被申请行政复议3起，其中维持2起、撤销1起；被提起行政诉讼0起。",
            "3=reconsideration 2=upheld 1=outcome_unsure 0=suit",
        ),
        ("全年未发生因政府信息公开申请行政复议、提起行政诉讼的情况。", "none:=reconsideration"),
        (
            "2024年，我区新收政府信息公开申请1,862件，其中，自然人申请占93.1%，法人或者其他组织申请占6.9%。",
            "1,862=received share:93.1=person share:6.9=organisations",
        ),
        ("目前，我县现行有效的行政规范性文件共87件，2024年新制定12件，废止6件。", "87=in_force 12=issued 6=repealed"),
        (
            "严格执行规范性文件制定和备案程序，全年共制定出台规范性文件4份，宣布失效2份，全部在政府网站公开。",
            "4=issued 2=lapsed",
        ),
        ("共受理依申请公开件33件，已办结32件，剩余1件正在办理中，未超期。", "33=received 32=handled 1=carried_out"),
        (
            "全年共收到公民、法人和其他组织提交的政府信息公开申请12件，其中通过网络提交10件，现场提交2件，均在规定时限内予以回复。",
            "12=received done:=carried_out",
        ),
        ("2024年度我单位主动公开各类政府信息1356条，其中通过门户网站公开1120条，微信公众号236条。", ""),
        (
            "办理政府信息公开申请行政复议案件2件，复议机关均予以维持；行政诉讼案件1件，法院判决驳回原告诉讼请求。",
            "2=reconsideration 1=suit",
        ),
        ("作出行政许可决定342件、行政处罚决定57件，均在7个工作日内上网公示。", "342=licences 57=penalties"),
        ("受理政府信息公开申请6件，同上年持平，全部为自然人申请。", "6=received none:=organisations"),
        ("本年度政府信息公开申请办件量为45件，去年为52件，减少7件。", "45=requests 52=requests change:7=requests"),
        ("收到书面申请2件、网络申请9件，共11件，已全部按时答复。", "11=requests done:=carried_out"),
        (
            "2024年共收到政府信息公开申请19件，上年结转3件。在22件申请中，予以公开14件，占63.6%；部分公开2件，占9.1%；无法提供6件，占27.3%。",
            "19=received 3=carried_in 22=requests 14=granted share:63.6=granted "
            "2=granted_in_part share:9.1=granted_in_part 6=unavailable share:27.3=unavailable",
        ),
        ("依申请公开数量较上年增长明显，全年共接收申请74件，增幅达32.1%。", "74=received growth:32.1=received"),
        (
            "区政府办公室全年受理申请31件，其中予以公开（含部分公开）18件，不予公开3件，无法提供7件，其他处理3件。",
            "31=received 18=granted_any 3=denied 7=unavailable 3=otherwise",
        ),
        (
            "截至2024年12月31日，收到的15件申请全部办结，办结率100%，未产生行政复议和行政诉讼案件。",
            "15=received done:=carried_out done:=carried_out none:=reconsideration",
        ),
        ("本年度共收取信息处理费0元。", ""),
        ("行政事业性收费金额共计128.6万元。", "amount:128.6=fees"),
        (
            "全省各级行政机关受理政府信息公开申请9876件，省政府办公厅受理申请215件，较上年度增加12.57%。",
            "9876=received 215=received growth:12.57=received",
        ),
        ("一年来，共为群众办理依申请公开11件次，其中涉及征地拆迁6件次、社会保障3件次、其他2件次。", "11=dealt_with"),
        (
            "全年共发生政府信息公开行政诉讼4件，其中未经复议直接起诉3件（结果维持2件、尚未审结1件），复议后起诉1件（结果维持）。",
            "4=suit 3=suit_direct 2=upheld 1=pending 1=suit_after",
        ),
        (
            "政府信息公开申请答复中，属于行政查询事项2件，属于行政执法案卷1件，信息不存在4件。",
            "2=inquiry_matter 1=enforcement_file 4=not_existing",
        ),
        ("2024年我局未收到公民、法人及其他组织的政府信息公开申请，无上年结转事项。", "none:=requests none:=carried_in"),
        (
            "今年街道共受理依申请公开5件，其中1件予以公开，3件属信息不存在，1件经补正后仍不明确。",
            "5=received 1=granted 3=not_existing 1=still_unclear",
        ),
        ("本镇年内无结转下年度继续办理的申请。", "none:=carried_out"),
        (
            "2024年新收依申请公开28件，上年结转2件，年内答复29件，年末结转1件。",
            "28=received 2=carried_in 29=handled 1=carried",
        ),
        ("全年共收到政府信息公开申请35件，与2023年的28件相比增长25%。", "35=received 28=received growth:25=received"),
        ("召开政务公开培训会2次，开展政府信息公开申请办理培训1次，参训86人次。", ""),
        ("法院审结政府信息公开行政诉讼案件5件，均胜诉。", "5=suit"),
        ("本年度行政机关被纠错的行政复议案件0件，行政诉讼败诉案件1件。", "0=corrected 1=corrected"),
        ("申请量居前三位的街道分别为城关街道12件、东山街道9件、南湖街道7件。", "12=requests"),
        (
            "本年度共制定地方政府规章2部，废止规章1部；截至年底现行有效政府规章18部。",
            "2=government_rules 1=repealed 18=in_force",
        ),
        (
            "申请人身份方面，自然人57件、占比87.7%，商业企业6件、科研机构1件、其他1件。",
            "57=person share:87.7=person 6=business 1=research 1=other_kind",
        ),
        ("共收到申请12件，答复率、按时办结率均为100%。", "12=received done:=carried_out"),
        ("2024年，市局机关新收政府信息公开申请63件，下属分局新收申请118件。", "63=received 118=received"),
        ("依申请公开工作：受理9件、办结9件、超期0件。", "9=received 9=handled"),
        (
            "2024年度共收到信息公开申请21件（较2023年下降了16%），无申请提起行政复议。",
            "21=received growth:16=received none:=reconsideration",
        ),
        ("全年行政许可办理1208件，行政处罚45宗，行政强制3宗。", "1208=licences 45=penalties 3=coercive_measures"),
        (
            "2024年，全镇收到依申请公开申请4件，已办结3件，1件因涉及第三方意见征询结转至2025年办理。",
            "4=received 3=handled 1=carried_out",
        ),
        (
            "全年共受理政府信息公开申请52件，较上年的47件增加5件，同比增长10.6%。",
            "52=received 47=received change:5=received growth:10.6=received",
        ),
        ("从申请方式看，网络申请61件，占总数的73.5%；信函申请19件，占22.9%；现场申请3件，占3.6%。", ""),
        (
            "从答复结果看，予以公开46件、部分公开7件、不予公开5件、无法提供18件、不予处理3件、其他处理2件。",
            "46=granted 7=granted_in_part 5=denied 18=unavailable 3=not_processed 2=otherwise",
        ),
        (
            "2024年我委共办结政府信息公开申请17件，其中予以公开9件、占52.9%，因本机关不掌握无法提供6件，涉及第三方合法权益不予公开2件。",
            "17=handled 9=granted share:52.9=granted 6=not_held 2=third_party_rights",
        ),
        (
            "本年度办理行政复议4宗（维持2宗、终止1宗、尚未审结1宗），行政诉讼2宗（驳回1宗、尚未审结1宗）。",
            "4=reconsideration 2=upheld 1=outcome_unsure 1=pending 2=suit 1=outcome_unsure 1=pending",
        ),
        (
            "全年新增政府信息公开类行政复议案件6件，同比减少2件，被复议机关纠错1件，纠错率16.7%。",
            "6=reconsideration change:2=reconsideration 1=corrected",
        ),
        (
            "今年我街道没有收到依申请公开事项，也没有因政府信息公开被申请复议或提起诉讼。",
            "none:=requests none:=reconsideration",
        ),
        (
            "县级政府部门收到申请96件，乡镇（街道）收到申请21件，县政府办公室收到申请15件。",
            "96=received 21=received 15=received",
        ),
        ("2024年共收到市长信箱来信3421件，12345热线工单18230件，办结率99.8%。", ""),
        (
            "2024年，全市新收政府信息公开申请1105件，比2023年多162件。其中，自然人申请1012件，占91.6%；法人或其他组织申请93件，占8.4%。",
            "1105=received change:162=received 1012=person share:91.6=person 93=organisations share:8.4=organisations",
        ),
        (
            "2024年度，我局制发行政规范性文件3件，废止1件，现行有效14件，均按要求在网站公开。",
            "3=issued 1=repealed 14=in_force",
        ),
        (
            "本年度办理行政许可13600余件，实施行政处罚89件、行政强制4件，行政事业性收费2.15万元。",
            "13600=licences 89=penalties 4=coercive_measures amount:2.15=fees",
        ),
        (
            "依申请公开：共接收申请二十三件，上年结转三件，按期答复二十五件，结转下年一件。",
            "二十三=received 三=carried_in 二十五=handled 一=carried_out",
        ),
        (
            "全年收到政府信息公开申请 7 件，均为自然人通过互联网提交，全部按期答复，未收取任何费用。",
            "7=received done:=carried_out",
        ),
        ("收到申请29件，同比上升81.25%，其中农村土地征收类19件，占比65.5%。", "29=received growth:81.25=received"),
        (
            "因政府信息公开工作被提起行政诉讼1件（一审胜诉，二审审理中），未被申请行政复议。",
            "1=suit none:=reconsideration",
        ),
        ("信访、举报、投诉类申请5件，重复申请2件，均告知申请人不予处理。", "5=petition 2=repeated"),
        ("与上年相比，申请量减少12件，降幅21.4%，主要原因是征地项目减少。", "change:12=requests growth:21.4=requests"),
        ("2024年，省厅共受理政府信息公开申请204件，其中省厅机关186件、直属单位18件。", "204=received"),
        (
            "全年依申请公开件中，商业企业2件、科研机构1件、法律服务机构3件、其他2件，其余均为自然人。",
            "2=business 1=research 3=legal_service 2=other_kind",
        ),
        (
            "收到政府信息公开申请3件，其中1件申请人主动撤回，另2件均作出予以公开的答复。",
            "3=received 1=withdrawn 2=granted",
        ),
        (
            "2024年，县政府各部门、各乡镇共收到依申请公开政府信息136件，其中县政府本级收到27件，同比上升12.5%。",
            "136=received 27=received",
        ),
        (
            "共受理公民、法人申请41件，按照法律规定，公开23件、不予公开4件、告知信息不存在11件、其他3件。",
            "41=received 23=granted 4=denied 11=not_existing 3=otherwise",
        ),
        (
            "（二）依申请公开。2024年，本机关新收申请5件，去年结转0件，全部办结，结转下年度0件，无复议诉讼案件。",
            "5=received 0=carried_in done:=carried_out 0=carried_out none:=reconsideration",
        ),
        ("全年受理各类申请事项2360件，其中政府信息公开申请18件，办结18件。", "18=requests 18=handled"),
        ("办理政府信息公开申请83件，较上年度增长近三成，其中网络申请占八成以上。", "83=dealt_with"),
        ("今年以来，共办理政务服务网依申请公开平台申请12件、信函申请3件，按期办结率100%。", "done:=carried_out"),
        ("全市政府信息公开申请总量1.06万件，比上年增长3.2%。", "1.06万=requests growth:3.2=requests"),
        ("截至年底，累计公开现行有效规范性文件156件，其中本年新增14件，废止失效9件。", "156=in_force 9=repealed"),
        ("我局全年未制定规章，制发规范性文件1件，并同步上传解读1件。", "none:=government_rules 1=issued"),
        ("作出不予公开决定2件，均因涉及国家秘密。", "2=denied"),
        ("因申请人补正后仍不明确无法提供3件，逾期未补正视为放弃2件。", "3=still_unclear 2=not_corrected"),
        (
            "信息公开行政复议案件共8件，已审结7件，维持5件，撤销1件，驳回1件，未审结1件。",
            "8=reconsideration 7=decided 5=upheld 1=outcome_unsure 1=outcome_unsure 1=pending",
        ),
        ("本年度政府信息公开行政诉讼一审5件、二审2件，均获法院支持。", "5=suit"),
        ("依法收取行政事业性收费共计36.52万元，行政处罚罚没收入89.1万元。", "amount:36.52=fees"),
        (
            "2024年，我镇共办理行政处罚案件13宗，行政强制0宗，行政许可（备案）56宗。",
            "13=penalties 0=coercive_measures 56=licences",
        ),
        ("与去年相比，我办收到的申请由9件增加到15件，增幅66.7%。", "9=received 15=received growth:66.7=received"),
        ("向申请人出具补正告知书4份、答复书21份。", ""),
        ("全年收到申请0件。", "0=received"),
        ("收到申请共计七十六件次，同比减少百分之五。", "七十六=received"),
        ("依申请公开办理情况：线上受理8件，线下受理2件，共计10件，同比增加1件。", "10=requests change:1=requests"),
        ("主动公开政府信息2145条，依申请公开政府信息9件，不予公开信息0件。", ""),
        (
            "法人或其他组织申请12件（商业企业10件、科研机构0件、社会公益组织0件、法律服务机构2件、其他0件）。",
            "12=organisations 10=business 0=research 0=welfare 2=legal_service 0=other_kind",
        ),
        (
            "2024年全县共受理依申请公开78件，其中乡镇受理11件、县直部门受理52件、县政府办受理15件，答复率100%。",
            "78=received 11=received 52=received 15=received done:=carried_out",
        ),
        (
            "本年度，收到政府信息公开申请13件，上年未办结1件，截至12月31日已答复12件，未到期2件结转下一年度。",
            "13=received 1=carried_in 12=handled 2=carried_out",
        ),
        (
            "依申请公开信息办理。共收到申请24件，办结24件，其中予以公开11件（占45.8%），部分公开3件（占12.5%），无法提供8件（占33.3%），不予处理2件（占8.3%）。",
            "24=received 24=handled 11=granted share:45.8=granted "
            "3=granted_in_part share:12.5=granted_in_part "
            "8=unavailable share:33.3=unavailable 2=not_processed share:8.3=not_processed",
        ),
        ("申请内容主要涉及：土地征收类33件、城市规划类12件、财政预算类5件。", ""),
        ("全年举办新闻发布会6场，发布解读稿件45篇，回应群众留言312条，办理人大建议21件、政协提案34件。", ""),
        (
            "我街道2024年度办理依申请公开0宗，因政府信息公开引发的行政复议0宗、行政诉讼0宗。",
            "0=dealt_with 0=reconsideration 0=suit",
        ),
        (
            "政府信息公开行政复议结果维持3件，结果纠正0件，其他结果1件，尚未审结2件，共计6件。",
            "3=upheld 0=corrected 1=other_outcome 2=pending 6=reconsideration",
        ),
        (
            "本机关全年未制定出台行政规范性文件，未作出行政处罚、行政强制决定，依法收取行政事业性收费5.2万元。",
            "none:=normative_documents none:=penalties amount:5.2=fees",
        ),
        (
            "共接收申请66件，较去年的58件增加8件，其中自然人64件、商业企业2件。",
            "66=received 58=received change:8=received 64=person 2=business",
        ),
        ("当年办结率为97.1%，其余2件因征求第三方意见结转2025年办理。", "2=carried_out"),
        (
            "全年制发政府规范性文件9件、政府办规范性文件14件，清理废止11件，现有有效文件203件。",
            "9=issued 11=repealed 203=in_force",
        ),
        ("通过市政府门户网站公开行政许可1.2万条、行政处罚856条。", "1.2万=licences 856=penalties"),
        (
            "已办结的30件申请中，决定公开12件，部分公开5件，不予公开2件，本机关不掌握相关信息9件，补正后申请内容仍不明确2件。",
            "30=handled 12=granted 5=granted_in_part 2=denied 9=not_held 2=still_unclear",
        ),
        ("收到依申请公开政府信息申请1例，已在法定期限内答复申请人。", "1=received done:=carried_out"),
        ("办理依申请公开答复件42件，被提起行政复议5件，复议纠错率为0。", "42=dealt_with 5=reconsideration"),
        (
            "其中，公民申请19件，占95%；法人申请1件，占5%。",
            "19=person share:95=person 1=organisations share:5=organisations",
        ),
        ("2024年度行政机关败诉0件、被复议纠正0件。", "0=corrected"),
        ("2023年共受理申请31件，2024年共受理申请38件，同比增长22.6%。", "31=received 38=received growth:22.6=received"),
        ("全年共开展政府信息公开保密审查1200余次，审查发布信息3400余条。", ""),
        ("对2件不服答复的申请，申请人提起行政复议，均被维持。", "2=requests"),
        ("信函申请8件，电子邮件申请3件，平台申请20件，三类渠道合计31件。", ""),
        (
            "年内新收41件，加上上年结转4件，共需办理45件，实际办理43件，结转2件至下年度。",
            "41=received 4=carried_in 45=to_be_answered 43=dealt_with 2=carried",
        ),
        ("主动公开规章3件、规范性文件12件，依申请公开答复率100%。", "done:=carried_out"),
        ("行政许可共受理3892件、办结3877件。", "3892=licences"),
    )
)
