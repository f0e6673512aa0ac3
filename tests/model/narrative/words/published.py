"""Sentences of our own, each of a pattern met in reports that were published and read wrongly or not at all before."""

from tests.model.narrative.words.sentences import Sentence

PUBLISHED = tuple(
    Sentence(*each)
    for each in (
        # what counts both, or one of two
        (
            "2023年，我委新收政府信息公开申请71件，上年结转5件，共计76件，已办结70件，结转下年度6件。",
            "71=received 5=carried_in 76=requests 70=handled 6=carried_out",
        ),
        ("全年收到网上申请23件，快递4件，合计27件政府信息公开申请。", "27=requests"),
        (
            "全年收到依申请公开16件，上年度转接1件，其中网络申请10件，信函申请7件。",
            "16=received 1=carried_in",
        ),
        (
            "全年办理政府信息公开申请39件，含2023年转至今年办理的2件，办结38件，剩余1件结转下一年度办理。",
            "39=dealt_with 2=carried_in 38=handled 1=carried_out",
        ),
        # 公开 by itself in a list of answers
        (
            "我局共收到公开申请18件，答复18件。其中公开4件，不予公开3件，无法提供11件。",
            "18=received 18=handled 4=granted 3=denied 11=unavailable",
        ),
        ("全年收到依申请公开0件，公开0件，不予公开0件。", "0=received 0=granted 0=denied"),
        ("全年公开政府信息318条，其中公开动态210条、公告108条。", ""),
        # an answer's own words behind what it was about
        (
            "共受理公开申请5件，申请内容涉及办公用房、现行有效规范性文件目录等，其中予以公开3件、部分公开2件。",
            "5=received 3=granted 2=granted_in_part",
        ),
        # what is asked for has no cell, nor how a request was answered in other words
        ("本年度受理政府信息公开申请25件，其中20件为申请公开学区划分信息。", "25=received"),
        (
            "街道收到政府信息公开申请9件，其中3件办理结果为主动公开，2件办理结果为依申请公开，4件本机关不掌握。",
            "9=received 4=not_held",
        ),
        (
            "21件申请中，8件予以公开，5件信息不存在，4件不属于本行政机关公开，3件本机关不掌握，1件不再重复处理。",
            "21=requests 8=granted 5=not_existing 4=not_existing 3=not_held 1=repeated",
        ),
        # withdrawn
        (
            "受理政府信息公开申请14件，其中予以公开9件，无法提供4件，撤销申请1件。",
            "14=received 9=granted 4=unavailable 1=withdrawn",
        ),
        ("受理政府信息公开申请6件，申请人主动撤回2件，其余4件主动撤件。", "6=received 2=withdrawn 4=withdrawn"),
        # ways of asking that only say how it came
        (
            "累计办理群众通过政府网站、邮寄等途径提出的政府信息公开申请13件，办结率100%。",
            "13=requests done:=carried_out",
        ),
        # none
        ("2023年，本街道未接到任何形式的信息公开申请。", "none:=requests"),
        ("本局2023年未收到依申请公开信息。", "none:=requests"),
        ("2023年度没有受理政府公开申请情况。", "none:=requests"),
        ("街道未发生政府信息公开工作的举报、投诉、行政复议或提起行政诉讼等情况。", "none:=reconsideration"),
        ("全年公开各类信息210条，已公开的信息未涉及国家秘密、商业秘密和个人隐私。", ""),
        ("全年未收取依申请公开信息处理费。", ""),
        # those that were answered, were answered in time
        ("新收到政府信息公开申请42件，答复39件，均在法定期限内答复。", "42=received 39=handled"),
        ("新收到政府信息公开申请42件，均在法定期限内答复。", "42=received done:=carried_out"),
        (
            "新收42件政府信息公开申请，答复44件（含上年结转5件，另有3件顺延），均在法定期限内答复。",
            "42=received_now 44=handled 5=carried_in",
        ),
        (
            "收到依申请公开51件，48件均在规定时间内完成答复，3件结转下年度继续办理。",
            "51=received 48=handled 3=carried_out",
        ),
        ("全年受理依申请公开21件，邮箱受理2件。", "21=received"),
        ("收到申请21件，其中信函申请3件、来访申请9件、热线转来申请2件、网上申请7件。", "21=received"),
        ("收到书面申请3件、网上申请4件、热线转来申请2件，共计9件申请。", "9=requests"),
        # kinds that are counted as one
        ("全年收到自然人和法人政府信息公开申请共17件。", "17=received"),
        ("涉行政复议、行政诉讼案件43件，结果维持31件。", "43=suit 31=upheld"),
        # another year, as far as the comma
        (
            "受理政府信息公开申请58件，申请数量较2023年下降19.4%，答复55件。",
            "58=received growth:19.4=received 55=handled",
        ),
        (
            "受理申请31件，含2023年转至今年办理的3件，办结30件。发生行政复议2件（其中1件为2023年信息公开件），结果维持1件。",
            "31=received 3=carried_in 30=handled 2=reconsideration 1=upheld",
        ),
        # carried in by other names, and in the letters' own
        ("共收到政府信息公开申请804件，上一年度转办15件。", "804=received 15=carried_in"),
        (
            "全年收到政府信息公开申请62件，上年结转信件5件，共办结66件。",
            "62=received 5=carried_in 66=handled",
        ),
        # what was received is named behind its number
        ("本年度受理公开申请8件。收到3件区政府的信息公开征询单，均按时回复。", "8=received"),
        ("2024年，我局未收到有关依申请公开内容。", "none:=requests"),
        # documents that are no decisions
        ("公开机关信息61条、行政复议决定书20份、部门文件5件。", ""),
        ("全年公开文件120件，其中通知类文件99件，行政处罚类文件3件。", ""),
    )
)
