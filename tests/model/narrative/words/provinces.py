"""Whole reports after the habits of several provinces, all right, written before the reader was tried on them."""

from decimal import Decimal

from tests.model.narrative.words.reports import Whole, disputes, facts, requests

DISTRICT = Whole(
    "区政府：长三角的写法，全部相符",
    facts(
        "江城市临湖区人民政府",
        2024,
        preface="本报告由临湖区人民政府办公室根据《中华人民共和国政府信息公开条例》《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
        "要求编制。全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、"
        "其他需要报告的事项等六个部分。数据统计时间为2024年1月1日至2024年12月31日。",
        one="""
2024年，我区深入贯彻党的二十届三中全会精神，紧扣《条例》和省、市政务公开年度重点，不断提升公开质效。
（一）主动公开。坚持“应公开尽公开”，全年主动公开政府信息8,426条，其中门户网站6,910条、政务新媒体1,516条；召开新闻发布会4场，发布政策解读材料96篇。全区共制发行政规范性文件7件，废止3件，现行有效62件；作出行政许可41,208件、行政处罚3,915件、行政强制126件，行政事业性收费3,208.56万元。
（二）依申请公开。全区共新收政府信息公开申请312件，较上年增加24件，增长8.3%；上年结转9件。从申请主体看，自然人申请287件，占92.0%，法人或其他组织申请25件，占8.0%。从申请方式看，网络申请268件、信函申请36件、当面申请8件。全年办结311件，其中予以公开104件、部分公开41件、不予公开23件、无法提供118件、不予处理14件、其他处理11件；结转下年度继续办理10件。按时答复率100%。
（三）政府信息管理。落实信息发布“先审查、后公开”制度，全年审查拟公开信息9,100余条，退回修改42条。开展规范性文件清理，清理文件65件。
（四）平台建设。优化区门户网站依申请公开专栏，改版栏目12个，全年访问量超320万次；“临湖发布”微信公众号推送信息1,095条，粉丝11.6万人。
（五）监督保障。将政务公开纳入全区高质量发展考核，占2分；组织培训3次，参训210人次；开展社会评议1次，满意度96.4%，全年未发生责任追究情形。全年因政府信息公开引发行政复议26件，其中维持15件、纠正4件、其他结果3件、尚未审结4件；行政诉讼11件，其中未经复议直接起诉7件、复议后起诉4件。
""",
        five="""
2024年，我区政府信息公开工作仍存在一些不足：一是个别单位答复文书说理不充分，被复议机关纠正4件；二是政策解读形式不够丰富，图文解读占比不到40%。
2025年，我区将着重做好以下工作：一是健全依申请公开会商机制，力争纠错率下降2个百分点以上；二是推行“一件一解读”，全年图文、视频解读比例提高到60%以上。
""",
        six="按照《政府信息公开信息处理费管理办法》规定，2024年全区共发出收费通知1件，收取信息处理费320元。",
    ),
    {
        **requests("received", 287, 14, 2, 1, 5, 3),
        **requests("carried_in", 8, 1),
        **requests("results.granted", 95, 5, 1, 0, 2, 1),
        **requests("results.granted_in_part", 38, 2, 0, 0, 1),
        **requests("results.denied.third_party_rights", 12, 1),
        **requests("results.denied.deliberative", 6, 0, 0, 0, 1),
        **requests("results.denied.enforcement_file", 3),
        **requests("results.unavailable.not_held", 84, 4, 1, 1, 1, 1),
        **requests("results.unavailable.needs_creating", 15, 1),
        **requests("results.unavailable.still_unclear", 9, 1),
        **requests("results.not_processed.petition", 10, 1),
        **requests("results.not_processed.repeated", 3),
        **requests("results.otherwise.not_corrected", 7, 0, 0, 0, 0, 1),
        **requests("results.otherwise.other", 3),
        **requests("results.total", 285, 15, 2, 1, 5, 3),
        **requests("carried_out", 10),
        **disputes("reconsideration", 15, 4, 3, 4),
        **disputes("suit_direct", 5, 0, 1, 1),
        **disputes("suit_after_reconsideration", 2, 0, 1, 1),
        "disclosure.normative_documents.issued": 7,
        "disclosure.normative_documents.repealed": 3,
        "disclosure.normative_documents.in_force": 62,
        "disclosure.licences.decisions": 41208,
        "disclosure.penalties.decisions": 3915,
        "disclosure.coercive_measures.decisions": 126,
        "disclosure.fees.amount": Decimal("3208.56"),
    },
    last_figures={
        **requests("received", 266, 22),
        **requests("carried_out", 8, 1),
        "disclosure.normative_documents.in_force": 58,
    },
)

BUREAU = Whole(
    "市住建局：西南的写法，全部相符",
    facts(
        "安岭市住房和城乡建设局",
        2024,
        preface="现向社会公布安岭市住房和城乡建设局2024年政府信息公开工作年度报告。报告中所列数据的统计期限为2024年1月1日至2024年12月31日。"
        "如对报告有疑问，请与安岭市住房和城乡建设局办公室联系（地址：安岭市朝阳路118号，电话：0838-2301234）。",
        one="""
一年来，我局严格对照《四川省2024年政务公开工作要点》（川办发〔2024〕18号），扎实推进各项工作。
1.主动公开。通过市政府网站、“安岭住建”公众号等渠道公开信息633条，同比增长12.4%。公开建筑业企业资质审批结果58批次。全年办理行政许可2147件，作出行政处罚决定31件。
2.依申请公开。2024年收到群众信息公开申请19件（网上申请14件，信函5件），比去年同期减少6件，下降24%，加上2023年结转的3件，全年应办22件。截至年底已答复20件，2件结转至2025年继续办理，均未超期。答复的20件中：予以公开6件，占比30%；部分公开2件，占比10%；无法提供9件（本机关不掌握8件、没有现成信息需要另行制作1件），占比45%；不予处理2件；其他处理1件。
3.政府信息管理。全面梳理历年文件，确认现行有效规范性文件5件，本年未制发新文件，未废止文件。
4.政府信息公开平台建设。安排专人维护栏目15个，回复网民留言126条，办理12345热线工单2,310件，办结率99.2%。
5.监督保障。召开专题会2次、业务培训1次；全年未因政府信息公开被追究责任，亦未出现失泄密事件。
""",
        five="主要问题：一是房屋征收类信息公开的及时性不强，二是工作人员更换频繁，3名经办人中2名为新手。改进措施：下一步将完善房屋征收信息台账，按月更新；2025年计划开展不少于2次的业务培训，逐件复盘答复文书。",
        six="（一）全年没有收取信息处理费。（二）2024年承办人大代表建议11件、政协提案17件，办复率100%，均已在网站公开。",
    ),
    {
        **requests("received", 17, 1, 0, 0, 1),
        **requests("carried_in", 3),
        **requests("results.granted", 5, 1),
        **requests("results.granted_in_part", 2),
        **requests("results.unavailable.not_held", 7, 0, 0, 0, 1),
        **requests("results.unavailable.needs_creating", 1),
        **requests("results.not_processed.petition", 2),
        **requests("results.otherwise.other", 1),
        **requests("results.total", 18, 1, 0, 0, 1),
        **requests("carried_out", 2),
        "disclosure.normative_documents.in_force": 5,
        "disclosure.licences.decisions": 2147,
        "disclosure.penalties.decisions": 31,
    },
    last_figures={
        **requests("received", 24, 1),
        **requests("carried_out", 3),
        "disclosure.normative_documents.in_force": 5,
    },
)

BANNER = Whole(
    "旗政府办：北方的写法，全部相符",
    facts(
        "乌山旗人民政府办公室",
        2024,
        preface="按照《中华人民共和国政府信息公开条例》规定，编制本报告。本报告电子版可在乌山旗人民政府网站下载。",
        one="""
（一）主动公开情况：2024年，旗政府办公室通过政府门户网站发布各类信息1034条，其中以旗政府及办公室名义印发的文件47份，政府常务会议纪要12期，人事任免8条。行政规范性文件制发2份，废止1份，现行有效23份。
（二）依申请公开情况：全年共接收信息公开申请11宗，全部来自自然人；去年无结转。已办结11宗，分别为：予以公开4宗，不予公开1宗（行政查询事项），无法提供5宗，其他处理1宗。办结率达到100%，未发生因政府信息公开引起的行政诉讼，发生行政复议1宗，复议结果为维持。
（三）政府信息管理情况：共梳理存量信息2600余条，删除错敏信息19条。
（四）平台建设情况：全旗现有政府网站1个、政务新媒体36个，注销4个。
（五）监督保障情况：对全旗14个苏木镇、27个部门开展季度检查4轮，反馈问题66条，已整改66条。
""",
        five="存在问题：公开内容与群众需求还有差距，部分苏木镇专栏更新间隔超过3个月。改进措施：一是按季度通报更新情况；二是制定公开事项清单，细化到26个领域；三是举办业务培训2期，力争2025年底前实现全员轮训。",
        six="2024年度未产生政府信息公开信息处理费。没有其他需要报告的事项。",
    ),
    {
        **requests("received", 11),
        **requests("results.granted", 4),
        **requests("results.denied.inquiry_matter", 1),
        **requests("results.unavailable.not_held", 5),
        **requests("results.otherwise.other", 1),
        **requests("results.total", 11),
        **disputes("reconsideration", 1),
        "disclosure.normative_documents.issued": 2,
        "disclosure.normative_documents.repealed": 1,
        "disclosure.normative_documents.in_force": 23,
    },
)

STREET = Whole(
    "街道办：岭南的写法，全部相符",
    facts(
        "明珠市东湖区翠堤街道办事处",
        2024,
        preface="本年度报告由翠堤街道办事处按照国务院办公厅政府信息与政务公开办公室《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》要求编制。",
        one="""
2024年，翠堤街道坚持以公开为常态、不公开为例外，较好完成全年任务。
（一）主动公开工作情况。街道全年在区政府门户网站主动公开信息216宗，其中部门动态118宗、通知公告64宗、其他34宗；“翠堤发布”公众号推文423篇，总阅读量56.8万人次。实施行政处罚137宗（综合执法类），行政强制2宗，办理行政许可0宗。
（二）依申请公开办理情况。收到依申请公开6宗，同比减少2宗，降幅25%，均为自然人线上提交；另有上年结转1宗，合计应办7宗。办结7宗，其中予以公开1宗，部分公开1宗，无法提供3宗，不予处理（信访举报投诉类）2宗，无结转下年度事项。按时办结率为100%。
（三）政府信息管理。全年召开信息公开工作例会12次，修订制度2项，抽查各社区公开栏14个，整改问题9处。
（四）公开平台建设。建成政务公开体验区1个、查阅点15个，接待查阅230余人次。
（五）监督保障。接受区政府第三方测评1次，得分92.5分，列全区14个街道第3名。
（六）行政复议诉讼。2024年因政府信息公开被申请行政复议2宗，复议机关维持1宗，申请人撤回终止1宗（其他结果）；被提起行政诉讼1宗，尚在一审审理中。
""",
        five="一是工作人员政策理解不够深，部分答复被申请人质疑；二是公开形式较单一。2025年，街道将组织不少于4次业务学习，改进公开方式，增加短视频、漫画等形式，确保依申请公开答复零超期。",
        six="2024年度，街道办理依申请公开件未收取信息处理费。",
    ),
    {
        **requests("received", 6),
        **requests("carried_in", 1),
        **requests("results.granted", 1),
        **requests("results.granted_in_part", 1),
        **requests("results.unavailable.not_held", 2),
        **requests("results.unavailable.still_unclear", 1),
        **requests("results.not_processed.petition", 2),
        **requests("results.total", 7),
        **disputes("reconsideration", 1, 0, 1, 0),
        **disputes("suit_direct", 0, 0, 0, 1),
        "disclosure.penalties.decisions": 137,
        "disclosure.coercive_measures.decisions": 2,
    },
    last_figures={**requests("received", 8), **requests("carried_out", 1)},
)

PROVINCE = Whole(
    "省厅：数字密集的写法，全部相符",
    facts(
        "云岭省自然资源厅",
        2024,
        preface="根据《条例》第五十条，制作本报告。统计时段为2024年1月1日至2024年12月31日。",
        one="""
一年来，省自然资源厅（以下简称省厅）以公开促落实、强监管，全省系统政务公开水平稳步提升。
（一）主动公开情况
厅门户网站全年更新信息12,345条，其中政策文件187件、解读111篇；全年制发行政规范性文件8件，废止6件，截至2024年底现行有效行政规范性文件79件，均集中公开并提供下载。依法作出行政许可决定5,216件、行政处罚决定43件；全年行政事业性收费18.36亿元。
（二）依申请公开情况
2024年，省厅新收政府信息公开申请1,126件，是2023年（938件）的1.2倍；其中互联网申请702件、信函申请401件、当面申请23件。按申请人类型，自然人1,031件，占91.6%；法人或其他组织95件，占8.4%，其中商业企业61件、法律服务机构22件、社会公益组织5件、科研机构4件、其他3件。
上年结转52件，全年应办1,178件，办结1,119件，办结率95.0%，结转下年度59件，均在法定期限内。办结的1,119件中，予以公开341件（30.5%），部分公开96件（8.6%），不予公开44件（3.9%），无法提供512件（45.8%），不予处理71件（6.3%），其他处理55件（4.9%）。
不予公开的44件中，属于三类内部事务信息12件、四类过程性信息21件、行政查询事项11件。
（三）政府信息管理情况
开展全省系统历史文件清理，梳理1990年以来文件2.3万件，公布失效文件目录3批412件。
（四）公开平台建设
厅网站全年总访问量1.03亿次，办理网民留言3,102件，平均办理时长由2023年的4.2天缩短至3.1天。
（五）监督保障
将政务公开纳入全省系统考核，权重由3%提高到5%；举办培训班2期、培训340人；全年通报12家单位。
2024年，因政府信息公开引发行政复议88件，比上年增加11件，其中维持52件、纠正9件、其他结果15件、尚未审结12件；行政诉讼37件，其中直接起诉20件、复议后起诉17件，结果维持24件、纠正2件、其他结果4件、尚未审结7件。
""",
        five="""
（一）存在的主要问题。一是依申请公开数量逐年攀升，2022年、2023年、2024年分别为806件、938件、1,126件，人少事多矛盾突出；二是答复质量有待提高，2024年被复议纠正9件、被法院判决纠正2件。
（二）改进情况。针对2023年度报告提出的“基层公开平台分散”问题，已整合账号27个。2025年将建立疑难申请会商机制，力争纠正率降到5%以下，并培训基层业务骨干500人次。
""",
        six="2024年，省厅依申请提供政府信息收取信息处理费2件，共计860元。",
    ),
    {
        **requests("received", 1031, 61, 4, 5, 22, 3),
        **requests("carried_in", 50, 2),
        **requests("results.granted", 310, 20, 2, 2, 6, 1),
        **requests("results.granted_in_part", 88, 5, 0, 1, 2),
        **requests("results.denied.internal_affairs", 11, 1),
        **requests("results.denied.deliberative", 19, 1, 0, 0, 1),
        **requests("results.denied.inquiry_matter", 11),
        **requests("results.unavailable.not_held", 400, 18, 2, 1, 8, 2),
        **requests("results.unavailable.needs_creating", 50, 4),
        **requests("results.unavailable.still_unclear", 25, 1, 0, 0, 1),
        **requests("results.not_processed.petition", 48, 2),
        **requests("results.not_processed.repeated", 20, 1),
        **requests("results.otherwise.not_corrected", 30, 2),
        **requests("results.otherwise.other", 20, 2, 0, 1),
        **requests("results.total", 1032, 57, 4, 5, 18, 3),
        **requests("carried_out", 49, 6, 0, 0, 4),
        **disputes("reconsideration", 52, 9, 15, 12),
        **disputes("suit_direct", 14, 1, 2, 3),
        **disputes("suit_after_reconsideration", 10, 1, 2, 4),
        "disclosure.normative_documents.issued": 8,
        "disclosure.normative_documents.repealed": 6,
        "disclosure.normative_documents.in_force": 79,
        "disclosure.licences.decisions": 5216,
        "disclosure.penalties.decisions": 43,
        "disclosure.fees.amount": Decimal("183600"),
    },
    last_figures={
        **requests("received", 860, 60, 3, 4, 10, 1),
        **requests("carried_out", 50, 2),
        **disputes("reconsideration", 50, 5, 12, 10),
        "disclosure.normative_documents.in_force": 77,
    },
)

COUNTY_GOVERNMENT = Whole(
    "县政府：各级合并的写法，全部相符",
    facts(
        "青石县人民政府",
        2024,
        preface="青石县人民政府办公室汇总各乡镇、各部门政府信息公开工作情况，编制了2024年度政府信息公开工作年度报告，现予公布。",
        one="""
2024年，县政府认真贯彻落实党中央、国务院和省、市部署，工作考核、社会评议、责任追究各项制度运行有序。
一、主动公开方面。全县累计公开政府信息15632条，同比增加1208条，其中县政府网站9210条，乡镇和部门平台6422条。制定规范性文件12件，宣布失效和废止规范性文件7件，现行有效规范性文件145件。作出行政处罚2083起、行政强制71起，办结行政许可件33216件，收取行政事业性费用1,905.2万元。
二、依申请公开方面。全县收到申请94件，2023年结转下来3件；办结96件，1件转入2025年继续办理。从申请途径看：网上52件、信函35件、当面7件；从申请人看：公民88件、企业4件、律师事务所2件；从办理结果看：全部公开31件，部分公开9件，不予公开6件，因不掌握等原因无法提供42件，不予处理5件，其他情形3件。
三、信息管理方面。严格保密审查，审查信息1.6万余条；对2019年以来1.2万条历史信息开展清查。
四、平台建设方面。关停整合政务新媒体8个，全县现有政务新媒体31个。
五、监督保障方面。开展专项督查2次，通报3个单位，约谈1人；举办培训4期450人次；社会评议满意度95.3%。
""",
        five="问题：一是重点领域公开不够细；二是个别乡镇更新慢，有2个专栏超过两周未更新。改进：已对照问题清单完成整改5项，2025年将继续推进村务公开标准化，计划建成示范点10个。",
        six="本年度无收取信息处理费情况；2024年共收到政务公开方面人大建议0件、政协提案1件，已按期办结。",
    ),
    {
        **requests("received", 88, 4, 0, 0, 2),
        **requests("carried_in", 3),
        **requests("results.granted", 29, 1, 0, 0, 1),
        **requests("results.granted_in_part", 9),
        **requests("results.denied.third_party_rights", 6),
        **requests("results.unavailable.not_held", 36, 2, 0, 0, 1),
        **requests("results.unavailable.needs_creating", 3),
        **requests("results.not_processed.petition", 5),
        **requests("results.otherwise.other", 2, 1),
        **requests("results.total", 90, 4, 0, 0, 2),
        **requests("carried_out", 1),
        "disclosure.normative_documents.issued": 12,
        "disclosure.normative_documents.repealed": 7,
        "disclosure.normative_documents.in_force": 145,
        "disclosure.licences.decisions": 33216,
        "disclosure.penalties.decisions": 2083,
        "disclosure.coercive_measures.decisions": 71,
        "disclosure.fees.amount": Decimal("1905.2"),
    },
    last_figures={
        **requests("received", 80, 3),
        **requests("carried_out", 3),
        "disclosure.normative_documents.in_force": 140,
    },
)


SCHOOLS = Whole(
    "市教育局：条目与问答混写",
    facts(
        "锦川市教育局",
        2024,
        preface="根据《中华人民共和国政府信息公开条例》有关规定，特向社会公布锦川市教育局2024年度政府信息公开工作年度报告。",
        one="""
（一）主动公开。2024年市教育局通过市政府网站教育专栏公开信息528条；微信公众号“锦川教育”发布图文消息986条，用户关注数15.3万；主动公开规范性文件2件（含新制定1件、修订1件），废止2020年以前文件3件；民办学校行政许可17件，行政处罚2件。
（二）依申请公开。全年共收到书面及网络申请17件，其中15件为义务教育招生类、2件为教师招聘类；较2023年增加5件。按时办理17件：予以公开9件，告知主动公开途径（予以公开）其中4件；部分公开1件；无法提供5件，含信息不存在3件、需要另行制作2件；不予处理重复申请2件。上年度无结转，无延期答复，结转下一年度继续办理0件。
（三）政府信息管理。本年度制定行政规范性文件2件，废止3件，现行有效21件，均标注有效性。
（四）平台建设。网站集约化改版，新增“双减”“招生入学”2个专题，全年留言办结率100%，满意率98.7%。
（五）监督保障。科室考核中公开工作占5分，全年开展专题培训1场62人；未发生因信息公开问责情形。
""",
        five="不足：公开目录个别条目超过20个工作日未更新。措施：2025年第一季度前完成目录改进，全年抽查不少于6次。",
        six="本机关2024年度没有收取信息处理费的情况。",
    ),
    {
        **requests("received", 16, 0, 0, 0, 1),
        **requests("results.granted", 8, 0, 0, 0, 1),
        **requests("results.granted_in_part", 1),
        **requests("results.unavailable.not_held", 3),
        **requests("results.unavailable.needs_creating", 2),
        **requests("results.not_processed.repeated", 2),
        **requests("results.total", 16, 0, 0, 0, 1),
        "disclosure.normative_documents.issued": 2,
        "disclosure.normative_documents.repealed": 3,
        "disclosure.normative_documents.in_force": 21,
        "disclosure.licences.decisions": 17,
        "disclosure.penalties.decisions": 2,
    },
    last_figures={**requests("received", 12), "disclosure.normative_documents.in_force": 22},
)
POLICE = Whole(
    "市公安局：大数与复议密集",
    facts(
        "锦川市公安局",
        2024,
        one="""
今年以来，全市公安机关持续深化“阳光警务”。
1.主动公开情况。全年在平安锦川网发布警务信息4,318条，发布警情通报29期，召开新闻通气会11次。作出行政处罚决定52,817件，行政强制措施1,306件，办理户政、出入境、车驾管等行政许可共386,204件，行政事业性收费2,846.13万元。
2.依申请公开情况。受理公开申请129件，与上年的131件基本持平，下降1.5%。其中：自然人120件，占93.0%；企业7件、律师事务所1件、其他1件。加之上年结转6件，共计135件，已办结130件，结转下年5件。答复情况为：公开（含部分公开）24件，不予公开47件（行政执法案卷39件、国家秘密3件、第三方权益5件），无法提供33件，不予处理18件（信访举报投诉16件、重复申请2件），其他8件。
3.复议诉讼情况。2024年，不服信息公开答复的行政复议案件14件：维持11件、确认违法1件（纠正）、尚未审结2件。行政诉讼案件9件（直接诉讼6件、经复议3件），结果维持7件，尚未审结2件。无败诉案件。
4.信息管理、平台与监督保障情况。按季度开展自查4次，整改错链86条；公安政务新媒体账号清理后保留19个，年内未被通报。
""",
        five="当前，个别基层所队公开意识不强，答复文书存在引用法条错误2起。2025年将通过集中培训、案例评析加以改进。",
        six="2024年发出信息处理费收费通知0件，收取金额0元。",
    ),
    {
        **requests("received", 120, 7, 0, 0, 1, 1),
        **requests("carried_in", 6),
        **requests("results.granted", 17, 1),
        **requests("results.granted_in_part", 6),
        **requests("results.denied.enforcement_file", 36, 2, 0, 0, 1),
        **requests("results.denied.state_secret", 3),
        **requests("results.denied.third_party_rights", 4, 1),
        **requests("results.unavailable.not_held", 31, 1, 0, 0, 0, 1),
        **requests("results.not_processed.petition", 15, 1),
        **requests("results.not_processed.repeated", 2),
        **requests("results.otherwise.other", 7, 1),
        **requests("results.total", 121, 7, 0, 0, 1, 1),
        **requests("carried_out", 5),
        **disputes("reconsideration", 11, 1, 0, 2),
        **disputes("suit_direct", 5, 0, 0, 1),
        **disputes("suit_after_reconsideration", 2, 0, 0, 1),
        "disclosure.licences.decisions": 386204,
        "disclosure.penalties.decisions": 52817,
        "disclosure.coercive_measures.decisions": 1306,
        "disclosure.fees.amount": Decimal("2846.13"),
    },
    last_figures={**requests("received", 124, 7), **requests("carried_out", 6)},
)


MARKET = Whole(
    "区市场监管局：表述啰嗦，全部相符",
    facts(
        "滨海市港东区市场监督管理局",
        2024,
        preface="本报告根据《中华人民共和国政府信息公开条例》要求，由港东区市场监督管理局编制。本报告所列数据的统计期限从2024年1月1日起至2024年12月31日止。",
        one="""
2024年，我局始终把政府信息公开作为建设法治机关的重要抓手。
（一）在主动公开方面。我局依托区政府网站、“港东市监”公众号等平台，公开各类信息共计1,187条。其中，行政许可类信息630条、行政处罚类信息402条、抽检类信息155条。从办理数量看，2024年度作出许可决定9,812件，作出行政处罚决定511件，采取行政强制措施38件；行政事业性收费0万元。
（二）在依申请公开方面。2024年度我局新收政府信息公开申请58件，上一年度结转政府信息公开申请4件。在新收的58件申请当中，自然人提出申请51件，法人或其他组织提出申请7件（其中商业企业提出5件，法律服务机构提出2件）。2024年度共计答复申请60件，具体答复情况如下：予以公开的有14件，部分公开的有6件，不予公开的有9件（涉及第三方合法权益4件、属于行政执法案卷5件），无法提供的有22件，不予处理的有8件，其他处理的有1件。结转下年度继续办理的有2件。
（三）在政府信息管理方面。对办公系统产生的2,036件公文逐件确定公开属性，其中主动公开213件、依申请公开648件、不予公开1,175件。
（四）在平台建设方面。完善专栏3个，答复区长信箱来信96件，“12315”平台受理投诉举报8,765件，办结率99.6%。
（五）在监督保障方面。召开政务公开推进会2次，开展交叉检查1次，发现并整改问题17个；未出现因政务公开被问责的情况。
（六）行政复议、行政诉讼方面。2024年度我局因政府信息公开被提起行政复议11件，同比增长57.1%，其中结果维持6件，结果纠正1件，其他结果3件，尚未审结1件；因政府信息公开被提起行政诉讼3件（均为未经复议直接起诉），结果维持2件，其他结果1件。
""",
        five="（一）存在问题：1.投诉举报类申请占比高，2024年达43.1%，挤占行政资源；2.答复文书质量不一，1件被复议机关纠正。（二）改进措施：1.编印答复文书范本3类12种；2.每半年组织1次案例复盘，争取2025年复议纠正为零。",
        six="（一）2024年度我局未收取政府信息公开信息处理费。（二）落实年度工作要点情况：全年公开食品抽检结果52期3,640批次，不合格47批次。",
    ),
    {
        **requests("received", 51, 5, 0, 0, 2),
        **requests("carried_in", 4),
        **requests("results.granted", 12, 1, 0, 0, 1),
        **requests("results.granted_in_part", 5, 1),
        **requests("results.denied.third_party_rights", 3, 1),
        **requests("results.denied.enforcement_file", 5),
        **requests("results.unavailable.not_held", 18, 1, 0, 0, 1),
        **requests("results.unavailable.still_unclear", 2),
        **requests("results.not_processed.petition", 7),
        **requests("results.not_processed.repeated", 1),
        **requests("results.otherwise.other", 0, 1),
        **requests("results.total", 53, 5, 0, 0, 2),
        **requests("carried_out", 2),
        **disputes("reconsideration", 6, 1, 3, 1),
        **disputes("suit_direct", 2, 0, 1, 0),
        "disclosure.licences.decisions": 9812,
        "disclosure.penalties.decisions": 511,
        "disclosure.coercive_measures.decisions": 38,
    },
    last_figures={
        **requests("received", 49, 3),
        **requests("carried_out", 4),
        **disputes("reconsideration", 5, 1, 1, 0),
    },
)
TOWNS = Whole(
    "乡政府：口语化，全部相符",
    facts(
        "云岭县白水乡人民政府",
        2024,
        one="""
2024年，白水乡党委、政府高度重视政务公开工作，全年先后3次召开党委会研究，明确1名副乡长牵头、2名同志具体经办。
主动公开方面，全乡11个村和5个站所共上报信息136条，采用公开103条；村务公开栏每季度更新1次，累计更新44块次。乡政府没有制定规范性文件，也没有实施行政许可和行政强制，办理行政处罚2起（林业）。
依申请公开方面，全年仅收到1件依申请公开申请，是群众通过邮寄方式提出的，要求公开退耕还林补助资料，我乡于第15个工作日作出答复，属于予以公开。没有上年结转，也没有需要结转到下年的。没有人因此提起行政复议或者行政诉讼。
信息管理方面，严格“三审三校”，退回修改21条，未发生泄密事件。平台建设方面，乡公众号粉丝达到3026人，发布信息288条。监督保障方面，将公开工作纳入村级考核，占比3分，对连续2期未更新的1个村进行了约谈。
""",
        five="一年来工作虽有进步，但仍存在2个方面不足：一是公开内容偏少，惠民补贴类信息只有9条；二是经办人员身兼数职。下步改进打算：2025年1月底前补齐惠民信息，年内培训村级信息员22人次以上。",
        six="没有收取信息处理费用。",
    ),
    {
        **requests("received", 1),
        **requests("results.granted", 1),
        **requests("results.total", 1),
        "disclosure.penalties.decisions": 2,
    },
)
DEVELOPMENT = Whole(
    "市发改委：与前几年比较，全部相符",
    facts(
        "金川市发展和改革委员会",
        2024,
        one="""
（一）主动公开。金川市发展改革委2024年在门户网站发布信息1,962条，较2023年增长6.4%、较2022年增长19.8%；公开项目审批结果302项；制发并公开行政规范性文件4件，宣布继续有效37件，废止2件。
（二）依申请公开。近三年申请量分别为88件、104件、97件。2024年收到的97件申请中，网上提交71件，占比73.2%；来函26件，占比26.8%。加上2023年结转的5件，需答复102件，实际答复99件，剩余3件结转2025年办理。答复情况：公开或部分公开40件，占答复总数的40.4%；不予公开8件；无法提供41件，占41.4%；不予处理6件；其他处理4件。
（三）复议诉讼。发生行政复议5件，比2023年减少2件，均维持；行政诉讼由2023年的3件下降到1件，法院驳回原告诉讼请求（结果维持）。
（四）其他。全年审核信息2,210条次；网站改版后栏目由46个精简到39个；参加上级培训3次、自办培训2期。
""",
        five="问题主要是价格类、项目类信息公开的及时性还有差距，2024年有3条信息晚于时限公开。改进方面，将在2025年建立公开时限提醒机制，力争全年零超时。",
        six="2024年度收取信息处理费的总金额为0元。办理建议提案116件（其中建议52件、提案64件），公开率100%。",
    ),
    {
        **requests("received", 90, 5, 0, 1, 1),
        **requests("carried_in", 5),
        **requests("results.granted", 27, 2, 0, 0, 1),
        **requests("results.granted_in_part", 9, 1),
        **requests("results.denied.deliberative", 7, 1),
        **requests("results.unavailable.not_held", 35, 1, 0, 1),
        **requests("results.unavailable.needs_creating", 4),
        **requests("results.not_processed.petition", 6),
        **requests("results.otherwise.other", 4),
        **requests("results.total", 92, 5, 0, 1, 1),
        **requests("carried_out", 3),
        **disputes("reconsideration", 5),
        **disputes("suit_direct", 1),
        "disclosure.normative_documents.issued": 4,
        "disclosure.normative_documents.repealed": 2,
        "disclosure.normative_documents.in_force": 41,
    },
    last_figures={
        **requests("received", 98, 6),
        **requests("carried_out", 5),
        **disputes("reconsideration", 5, 1, 1, 0),
        **disputes("suit_direct", 2, 0, 1, 0),
        "disclosure.normative_documents.in_force": 39,
    },
)


HOSPITALS = Whole(
    "市卫健委：括号和分号多，全部相符",
    facts(
        "汉阳市卫生健康委员会",
        2024,
        one="""
2024年，汉阳市卫生健康委员会（以下简称我委）紧紧围绕中心工作，坚持依法公开、便民利民。
（一）主动公开政府信息情况。我委通过门户网站公开信息1,356条（政务动态802条，法定主动公开内容554条），“健康汉阳”微信公众号发布2,210条，同比分别增长8.2%、15.6%。印发规范性文件5件（同步解读5件），废止1件，年末有效规范性文件26件。实施许可4,417件、处罚283件、强制12件。
（二）依申请公开情况。全年新受理依申请公开36件（其中线上31件、线下5件），比去年增加4件，增长12.5%；上年度结转2件。38件中办结37件，另有1件按规定延期，结转2025年办理。办结的37件，予以公开10件、部分公开3件、无法提供17件、不予处理5件、其他处理2件。申请人均为自然人。
（三）政府信息管理情况。动态调整主动公开目录，新增事项3项、取消事项1项；审查信息3,566条次，零泄密。
（四）平台建设情况。网站无障碍改造通过验收；开设“疫苗接种”等专题4个。
（五）监督保障情况。年内举办培训2期、参训156人次，经考核2个单位被通报，取消1名个人评先资格；社会评议群众满意率达98%以上。
（六）行政复议和行政诉讼情况。复议机关共受理涉我委政府信息公开行政复议案件3件，审结3件，其中维持2件，驳回1件（计入其他结果）；无行政诉讼案件。
""",
        five="1.存在的问题：专业术语多、群众看不懂的现象仍然存在，2024年收到此类反映6条；2.改进情况：组织专家编写健康科普126篇，比上年多40篇；2025年计划再编写150篇，复议案件数量力争不超过2件。",
        six="2024年，我委未向申请人收取信息处理费；承办人大代表建议48件、政协委员提案63件，均已按时答复并公开结果。",
    ),
    {
        **requests("received", 36),
        **requests("carried_in", 2),
        **requests("results.granted", 10),
        **requests("results.granted_in_part", 3),
        **requests("results.unavailable.not_held", 14),
        **requests("results.unavailable.needs_creating", 3),
        **requests("results.not_processed.petition", 5),
        **requests("results.otherwise.other", 2),
        **requests("results.total", 37),
        **requests("carried_out", 1),
        **disputes("reconsideration", 2, 0, 1, 0),
        "disclosure.normative_documents.issued": 5,
        "disclosure.normative_documents.repealed": 1,
        "disclosure.normative_documents.in_force": 26,
        "disclosure.licences.decisions": 4417,
        "disclosure.penalties.decisions": 283,
        "disclosure.coercive_measures.decisions": 12,
    },
    last_figures={
        **requests("received", 32),
        **requests("carried_out", 2),
        "disclosure.normative_documents.in_force": 22,
    },
)
LETTERS = Whole(
    "区信访局：零与无，全部相符",
    facts(
        "云台市南关区信访局",
        2024,
        preface="本报告中的数据统计期限自2024年1月1日至12月31日，电子版可从区政府网站下载，如有疑问请致电0511-8000123。",
        one="""
一、主动公开。全年在区政府网站公开信息31条，其中预决算信息2条、机构职能1条、工作动态28条；制发规范性文件0件，无行政许可、行政处罚、行政强制和行政事业性收费事项。
二、依申请公开。本年度收到政府信息公开申请2件，均系信访人就信访事项办理情况提出，依法认定为信访投诉类申请，不予处理2件，已全部告知；上年结转数为0，结转下年数为0。
三、政府信息管理。办理群众来信412件次、来访1,036批3,215人次，涉及信息全部脱敏后归档。
四、公开平台。无独立网站，无政务新媒体。
五、监督保障。接受上级检查1次，未发现问题；受理群众对政务公开的投诉0件。
六、复议诉讼。未发生行政复议案件；没有行政诉讼案件，上年度的1件案件正在二审。
""",
        five="问题：工作人员2名均为兼职，业务不熟。改进：2025年参加培训2次以上，完善信息公开台账。",
        six="无需收费情形，全年信息处理费0元。",
    ),
    {**requests("received", 2), **requests("results.not_processed.petition", 2), **requests("results.total", 2)},
)
FINANCE = Whole(
    "省财政厅：同比环比混用，全部相符",
    facts(
        "江海省财政厅",
        2024,
        one="""
2024年，省财政厅全年主动公开信息4,006条，同比增长3.9%。
（一）规范性文件与行政执法。2024年共出台行政规范性文件21件，其中与有关部门联合印发9件；清理2023年底前文件312件，废止17件，修改6件；目前现行有效行政规范性文件288件。办理会计师事务所等行政许可161件，实施行政处罚22件。全省非税收入中，省本级行政事业性收费为12,605.7万元。
（二）依申请公开。2024年度新增政府信息公开申请273件，较上年增长21.3%，第四季度环比下降6%。渠道分布为：政务服务网201件，邮寄65件，当面7件。主体分布为：自然人259件，其他均为法人或其他组织。连同上年结转11件，年内办结276件，办结率97.2%，仍有8件转入下一年度。从答复类型看，予以公开73件，占26.4%；部分公开19件，占6.9%；不予公开12件，占4.3%；无法提供138件，占50%；不予处理27件，占9.8%；其他处理7件，占2.5%。
（三）复议诉讼。2024年政府信息公开引起的行政复议共21件，较2023年减少4件。其中：维持15件，占71.4%；纠正2件，占9.5%；其他结果3件；尚未审结1件。行政诉讼共6件，全部为复议后起诉，其中维持4件，尚未审结2件。
（四）信息管理和平台。公文公开属性标注率100%，门户网站全年安全运行365天，日均访问1.2万次。
（五）监督保障。在2023年度省政府部门政务公开评估中列第5位。
""",
        five="一方面，预决算公开检查发现基层单位存在错漏28处；另一方面，答复时效与群众期待有差距，平均答复时间为13.6个工作日。2025年将推动平均答复时间缩短到10个工作日以内，改进预决算公开审核机制。",
        six="按规定收取信息处理费1件，金额100元，已缴入国库。",
    ),
    {
        **requests("received", 259, 9, 0, 1, 3, 1),
        **requests("carried_in", 11),
        **requests("results.granted", 68, 3, 0, 0, 2),
        **requests("results.granted_in_part", 18, 1),
        **requests("results.denied.deliberative", 11, 1),
        **requests("results.unavailable.not_held", 120, 3, 0, 1, 1, 1),
        **requests("results.unavailable.needs_creating", 11, 1),
        **requests("results.not_processed.petition", 25),
        **requests("results.not_processed.repeated", 2),
        **requests("results.otherwise.other", 7),
        **requests("results.total", 262, 9, 0, 1, 3, 1),
        **requests("carried_out", 8),
        **disputes("reconsideration", 15, 2, 3, 1),
        **disputes("suit_after_reconsideration", 4, 0, 0, 2),
        "disclosure.normative_documents.issued": 21,
        "disclosure.normative_documents.repealed": 17,
        "disclosure.normative_documents.in_force": 288,
        "disclosure.licences.decisions": 161,
        "disclosure.penalties.decisions": 22,
        "disclosure.fees.amount": Decimal("12605.7"),
    },
    last_figures={
        **requests("received", 220, 5),
        **requests("carried_out", 11),
        **disputes("reconsideration", 20, 2, 2, 1),
        "disclosure.normative_documents.in_force": 284,
    },
)


TRAFFIC = Whole(
    "市交通运输局：年份与括号，全部相符",
    facts(
        "安河市交通运输局",
        2024,
        one="""
2024年，安河市交通运输局坚持把政务公开融入行业治理全过程。
（一）主动公开情况。截至12月31日，累计主动公开信息1,745条，全文电子化率达100%。其中，概况类5条、法规文件类23条、行政许可和行政处罚等“双公示”信息1,302条、工作动态类415条。全年共作出行政许可6,230件、行政处罚1,911件、行政强制3件。新制定规范性文件1件，无废止文件，存量有效规范性文件9件。
（二）依申请公开办理情况。2024年，我局共收到公民、法人和其他组织的政府信息公开申请47件（自然人42件，占89.4%；法人5件，占10.6%），较2023年的39件增长20.5%；2023年结转2件。到2024年底，共办结46件（予以公开15件、部分公开4件、不予公开3件、无法提供18件、不予处理4件、其他处理2件），3件转至2025年办理。没有收费和减免费用情况。
（三）政府信息管理情况。加强公文源头管理，全年办理公文2,318件，主动公开率由31%提升至35%。
（四）政府信息公开平台建设情况。门户网站发布图文解读12篇，视频解读3部；受理市长信箱531件、网民留言209条，平均办理用时2.6天。
（五）监督保障情况。组织参训60余人次；局机关考核扣分0.5分，涉及2个科室；没有需要追究责任的情形。
（六）复议诉讼情况。2024年新发生政府信息公开行政复议案件4件，已审结3件，均为维持，1件未审结；新发生行政诉讼案件2件，均为直接起诉且尚未审结。
""",
        five="不足：一是行业数据开放不够，现开放数据集14个；二是上年指出的“解读形式单一”问题改进后仍有差距。打算：2025年新增开放数据集6个以上，解读比例达到80%，依申请公开答复一次性满意率提升2个百分点。",
        six="（一）信息处理费：2024年未收取。（二）重点工作：全年公开农村公路建设项目56个，涉及资金3.4亿元。",
    ),
    {
        **requests("received", 42, 4, 0, 0, 1),
        **requests("carried_in", 2),
        **requests("results.granted", 14, 1),
        **requests("results.granted_in_part", 4),
        **requests("results.denied.third_party_rights", 2, 1),
        **requests("results.unavailable.not_held", 15, 2, 0, 0, 1),
        **requests("results.not_processed.petition", 4),
        **requests("results.otherwise.not_corrected", 2),
        **requests("results.total", 41, 4, 0, 0, 1),
        **requests("carried_out", 3),
        **disputes("reconsideration", 3, 0, 0, 1),
        **disputes("suit_direct", 0, 0, 0, 2),
        "disclosure.normative_documents.issued": 1,
        "disclosure.normative_documents.in_force": 9,
        "disclosure.licences.decisions": 6230,
        "disclosure.penalties.decisions": 1911,
        "disclosure.coercive_measures.decisions": 3,
    },
    last_figures={
        **requests("received", 36, 3),
        **requests("carried_out", 2),
        "disclosure.normative_documents.in_force": 8,
    },
)
ZONE = Whole(
    "开发区管委会：短句，全部相符",
    facts(
        "临江经济技术开发区管理委员会",
        2024,
        one="""
一、总体上看，2024年临江经开区管委会共公开政府信息703条，依申请公开受理量为20件，行政复议1件，行政诉讼0件。
二、依申请公开。20件申请中，征地拆迁类13件、工程建设类5件、其他类2件；上年结转1件，本年答复21件，其中：同意公开7件；部分公开2件；信息不存在等无法提供8件；重复申请不予处理1件；经补正逾期不再处理2件、其他1件；无结转。答复中1件被申请复议，复议机关已受理并维持。
三、主动公开。出台行政规范性文件3件，3件全部配发解读；废止0件；现行有效11件。行政审批局办理许可2,016件；综合执法局实施处罚88件、强制拆除（行政强制执行）4件；征收基础设施配套费等行政事业性收费630万元。
四、管理、平台与监督。设公开专栏18个，全年检查12次通报问题26条；评议得分91分；未追责。
""",
        five="存在问题3个：目录更新慢、答复沟通少、培训次数不足。改进情况及下一步：已更新目录62条；拟于2025年3月、9月各培训1次，沟通率要达到100%。",
        six="2024年收取信息处理费0笔0元。",
    ),
    {
        **requests("received", 19, 1),
        **requests("carried_in", 1),
        **requests("results.granted", 7),
        **requests("results.granted_in_part", 2),
        **requests("results.unavailable.not_held", 6, 1),
        **requests("results.unavailable.needs_creating", 1),
        **requests("results.not_processed.repeated", 1),
        **requests("results.otherwise.not_corrected", 2),
        **requests("results.otherwise.other", 1),
        **requests("results.total", 20, 1),
        **disputes("reconsideration", 1),
        "disclosure.normative_documents.issued": 3,
        "disclosure.normative_documents.in_force": 11,
        "disclosure.licences.decisions": 2016,
        "disclosure.penalties.decisions": 88,
        "disclosure.coercive_measures.decisions": 4,
        "disclosure.fees.amount": Decimal("630"),
    },
    last_figures={
        **requests("received", 25, 2),
        **requests("carried_out", 1),
        "disclosure.normative_documents.in_force": 8,
    },
)
AGRI = Whole(
    "县农业农村局：汉字数，全部相符",
    facts(
        "青石县农业农村局",
        2024,
        one="""
2024年，我局主动公开惠农补贴、项目资金等信息386条，比2023年少22条。其中财政涉农资金类119条；农机购置补贴信息12期1,108户。办理渔业捕捞、动物防疫等行政许可312件，查处违法案件并作出处罚29起，没有行政强制和规范性文件制发。
全年受理依申请公开9件，与上年持平，均来自自然人，申请内容多为土地承包经营权确权（6件）和补贴发放（3件）；去年结转过来1件。十件申请已全部答复：予以公开五件，部分公开一件，无法提供三件（均系本机关不掌握），其他处理一件。当年没有结转到下一年度的申请。
有1名申请人对答复不服，申请行政复议1件，复议决定责令重新答复（结果纠正）；没有发生行政诉讼。
局办公室负责信息管理，对2项公开制度作了修订；县政府网站我局页面累计浏览5.2万人次；纳入局年度绩效考核，占2分，全年没有被追究责任的情况。
""",
        five="一是存在答复被纠正的情况，反映出答复前调查不细；二是专业信息解读少，只有4篇。下步将开展1次全员答复规范培训，改进解读工作，2025年解读不少于10篇。",
        six="没有收取信息处理费。",
    ),
    {
        **requests("received", 9),
        **requests("carried_in", 1),
        **requests("results.granted", 5),
        **requests("results.granted_in_part", 1),
        **requests("results.unavailable.not_held", 3),
        **requests("results.otherwise.other", 1),
        **requests("results.total", 10),
        **disputes("reconsideration", 0, 1),
        "disclosure.licences.decisions": 312,
        "disclosure.penalties.decisions": 29,
    },
    last_figures={**requests("received", 9), **requests("carried_out", 1)},
)


CIVIL = Whole(
    "市民政局：数在前，全部相符",
    facts(
        "南屏市民政局",
        2024,
        one="""
2024年，我局公开婚姻登记、社会救助等信息968条次。
（一）主动公开。发布规范性文件2件并解读，1件文件到期废止，有效规范性文件共15件。作出的社会组织登记类行政许可有214件，对违规社会组织给予行政处罚3件。
（二）依申请公开。全年有23人次提出政府信息公开申请25件，其中21件通过网站提交，4件通过信函提交；连同上年的1件结转件，全年共办理26件。从结果看，11件予以公开，2件部分公开，1件不予公开，8件因信息不存在无法提供，2件为信访类不予处理，1件作其他处理，1件结转至下年。申请人中，自然人24件、社会公益组织1件。
（三）信息管理。对85份拟公开文件逐份审查，不予公开的12份均注明理由。
（四）平台建设。“南屏民政”视频号全年更新95条，播放量210万次。
（五）监督保障。局主要领导听取汇报2次，专项培训1次，全局36个处室（单位）全部参加。
（六）收到行政复议答复通知书2件，均为不服信息公开答复，复议结果为1件维持、1件终止（列入其他结果）；未发生诉讼。
""",
        five="主要问题有三：数据类信息少，现仅有7类；公众参与不足，全年征集意见4次仅收到9条；专业力量薄弱。改进举措：增加数据类公开至10类，每次征集意见时间不少于30天，引入专业人员2名。",
        six="收取信息处理费0件、0元；减免0件。",
    ),
    {
        **requests("received", 24, 0, 0, 1),
        **requests("carried_in", 1),
        **requests("results.granted", 10, 0, 0, 1),
        **requests("results.granted_in_part", 2),
        **requests("results.denied.third_party_rights", 1),
        **requests("results.unavailable.not_held", 8),
        **requests("results.not_processed.petition", 2),
        **requests("results.otherwise.other", 1),
        **requests("results.total", 24, 0, 0, 1),
        **requests("carried_out", 1),
        **disputes("reconsideration", 1, 0, 1),
        "disclosure.normative_documents.issued": 2,
        "disclosure.normative_documents.repealed": 1,
        "disclosure.normative_documents.in_force": 15,
        "disclosure.licences.decisions": 214,
        "disclosure.penalties.decisions": 3,
    },
    last_figures={
        **requests("received", 20),
        **requests("carried_out", 1),
        "disclosure.normative_documents.in_force": 14,
    },
)
HOUSING = Whole(
    "区住建局：情况如下，全部相符",
    facts(
        "越城市高桥区住房和城乡建设局",
        2024,
        one="""
一、依申请公开办理情况如下：（1）数量：本年新收106件，上年结转8件；同比新收减少14件，下降11.7%。（2）渠道：网络87件，信函12件，当面7件。（3）申请人：自然人98件，商业企业5件，法律服务机构2件，其他1件。（4）结果：予以公开38件；部分公开9件；不予公开11件，其中涉及第三方权益6件、过程性信息5件；无法提供39件，其中本机关不掌握35件、需另行制作1件、补正后仍不明确3件；不予处理7件，其中重复申请4件、信访举报投诉3件；其他处理4件，其中逾期不补正3件、其他1件；合计108件。（5）结转：6件转下年。（6）时限：平均答复14天，最短1天，最长40天，无逾期。
二、行政复议21件（维持13件、纠正2件、其他5件、未审结1件）；行政诉讼9件（未经复议直接起诉6件：维持4件、未审结2件；复议后起诉3件：维持3件）。
三、主动公开：网站发布784条（房屋征收类201条）；行政规范性文件本年制发1件、废止0件、现行有效4件；行政许可1,330件、行政处罚64件。信息管理：审核845条。平台：公众号1个。监督：培训2次，评议1次。
""",
        five="问题：征收类申请占比达62%，部分申请人一事多申，2024年同一申请人最多提出17件。改进：建立征收档案电子化台账，争取年内完成3个片区。",
        six="收取信息处理费情况：本年度发出收费通知4件，实际收取2件共计1,240元。",
    ),
    {
        **requests("received", 98, 5, 0, 0, 2, 1),
        **requests("carried_in", 8),
        **requests("results.granted", 35, 2, 0, 0, 1),
        **requests("results.granted_in_part", 9),
        **requests("results.denied.third_party_rights", 5, 1),
        **requests("results.denied.deliberative", 5),
        **requests("results.unavailable.not_held", 32, 2, 0, 0, 1),
        **requests("results.unavailable.needs_creating", 1),
        **requests("results.unavailable.still_unclear", 3),
        **requests("results.not_processed.repeated", 4),
        **requests("results.not_processed.petition", 3),
        **requests("results.otherwise.not_corrected", 3),
        **requests("results.otherwise.other", 0, 0, 0, 0, 0, 1),
        **requests("results.total", 100, 5, 0, 0, 2, 1),
        **requests("carried_out", 6),
        **disputes("reconsideration", 13, 2, 5, 1),
        **disputes("suit_direct", 4, 0, 0, 2),
        **disputes("suit_after_reconsideration", 3),
        "disclosure.normative_documents.issued": 1,
        "disclosure.normative_documents.in_force": 4,
        "disclosure.licences.decisions": 1330,
        "disclosure.penalties.decisions": 64,
    },
    last_figures={
        **requests("received", 113, 7),
        **requests("carried_out", 8),
        "disclosure.normative_documents.in_force": 3,
    },
)
WATER = Whole(
    "县水利局：零散叙述，全部相符",
    facts(
        "云岭县水利局",
        2024,
        preface="依照《条例》第四十九条、第五十条规定编制，共六个部分。",
        one="""
本局2024年度政府信息公开工作总体平稳，全年被投诉0次。公开河湖长制、取水许可等信息177条，与2023年169条相比增加8条。
取水许可等行政许可办结96件，水土保持类行政处罚7件，收取水土保持补偿费、水资源费等行政事业性收费共计412.37万元；规范性文件0件。
收到申请4件（2件为招投标类，2件为移民补偿类），均为个人申请。2件信息已主动公开、告知查询途径（按予以公开统计），1件不属于本局职责、告知向县搬迁安置办申请，1件尚在办理期限内，将于2025年1月答复。上年无结转。
县政府网站开设“水利公开”专栏1个，信息审查实行“一事一审”177次。参加县级培训2人次，在县政务公开考评中得89分，排第11名，未受到问责。
没有行政复议、行政诉讼案件。
""",
        five="存在公开内容偏技术、解读仅2篇的问题，较上年提出的目标5篇有差距。2025年改进计划：解读不少于5篇，其中图解3篇。",
        six="未收取信息处理费。本年度承办建议提案11件，已在网站公开9件（2件不宜公开）。",
    ),
    {
        **requests("received", 4),
        **requests("results.granted", 2),
        **requests("results.unavailable.not_held", 1),
        **requests("results.total", 3),
        **requests("carried_out", 1),
        "disclosure.licences.decisions": 96,
        "disclosure.penalties.decisions": 7,
        "disclosure.fees.amount": Decimal("412.37"),
    },
    last_figures={**requests("received", 3)},
)


AUDIT = Whole(
    "市审计局：件次，全部相符",
    facts(
        "浔江市审计局",
        2024,
        preface="现将浔江市审计局2024年度政府信息公开工作年度报告公布如下，报告数据截至2024年12月31日。",
        one="""
（一）主动公开情况
2024年，市审计局在局网站公开审计结果公告6份，机构概况等信息211条，总量较上年度提高7.7%。本年度未制发、未废止行政规范性文件，现行有效行政规范性文件2件。实施行政处罚0件、行政许可0件、行政强制0件，行政事业性收费0元。
（二）依申请公开情况
全年共接收政府信息公开申请8件次，与上年度6件次相比，增加2件次，同比增长33.3%；申请人全部为自然人，当面提交1件次、信函提交2件次、网络提交5件次。全部在法定期限内办结：予以公开2件次、不予公开3件次（均属行政执法案卷）、无法提供2件次、不予处理1件次。上年无结转件，本年无结转件。
（三）政府信息管理情况
修订信息发布审核制度1项，全年审核发布信息217条，无失泄密事件发生。
（四）政府信息公开平台建设情况
局网站全年访问量48万人次，“浔江审计”微信发稿133篇。
（五）监督保障情况
年度考核结果为优秀；组织开展社会评议1次，收回问卷120份，满意率97.5%；责任追究0人次。
""",
        five="存在问题：审计结果公开比例有待提高，2024年应公开审计项目31个、实际公开6个；改进情况：已制定公开计划，2025年公开比例提高到30%以上。",
        six="2024年度未收取政府信息公开信息处理费；当年无其他报告事项。",
    ),
    {
        **requests("received", 8),
        **requests("results.granted", 2),
        **requests("results.denied.enforcement_file", 3),
        **requests("results.unavailable.not_held", 2),
        **requests("results.not_processed.petition", 1),
        **requests("results.total", 8),
        "disclosure.normative_documents.in_force": 2,
    },
    last_figures={**requests("received", 6), "disclosure.normative_documents.in_force": 2},
)
FOREST = Whole(
    "自治区林草局：简称，全部相符",
    facts(
        "北疆自治区林业和草原局",
        2024,
        one="""
2024年，自治区林草局切实抓好政务公开各项任务，主要情况如下。
（一）主动公开。全年公开政务信息2,890条（图文类2,644条、视频类246条）；累计制定现行有效规范性文件33件，2024年新出台4件，废止或宣布失效3件；办结使用林地、草原等行政许可1,024项；本级办理林草行政处罚案件19起，行政强制措施1起；森林植被恢复费等行政事业性收费2.37亿元。
（二）依申请公开。全年收到依申请公开51件，较2023年的57件下降10.5%。其中，个人提出45件，企业提出4件，社会组织提出2件。办结情况：上年度转入的4件和本年度收到的48件已经办结，尚有3件在办理中。具体为：予以公开19件，占办结总数的36.5%；部分公开5件；不予公开4件；无法提供18件，占34.6%；不予处理4件；其他处理2件。
（三）政府信息管理。对2,300份历史文件完成数字化。
（四）平台建设。整合账号5个，保留2个。
（五）监督保障。自治区政务公开第三方评估中排名由第12位上升到第8位；开展培训3次。
本年度发生行政复议7件，已办结6件（维持5件，责令履行1件），1件正在审理；发生行政诉讼4件，其中上年结转1件，已判决3件均驳回诉讼请求（维持），1件未判决。
""",
        five="（一）问题：基层林草信息公开不平衡，12个盟市中有2个年度公开数量不足100条；（二）改进：2025年开展两轮督查，实现季度通报全覆盖，力争行政复议纠错案件减少到0件。",
        six="2024年收取信息处理费1次200元。",
    ),
    {
        **requests("received", 45, 4, 0, 2),
        **requests("carried_in", 4),
        **requests("results.granted", 17, 1, 0, 1),
        **requests("results.granted_in_part", 5),
        **requests("results.denied.third_party_rights", 4),
        **requests("results.unavailable.not_held", 14, 2, 0, 1),
        **requests("results.unavailable.needs_creating", 1),
        **requests("results.not_processed.petition", 4),
        **requests("results.otherwise.other", 1, 1),
        **requests("results.total", 46, 4, 0, 2),
        **requests("carried_out", 3),
        **disputes("reconsideration", 5, 1, 0, 1),
        **disputes("suit_direct", 3, 0, 0, 1),
        "disclosure.normative_documents.issued": 4,
        "disclosure.normative_documents.repealed": 3,
        "disclosure.normative_documents.in_force": 33,
        "disclosure.licences.decisions": 1024,
        "disclosure.penalties.decisions": 19,
        "disclosure.coercive_measures.decisions": 1,
        "disclosure.fees.amount": Decimal("23700"),
    },
    last_figures={
        **requests("received", 55, 2),
        **requests("carried_out", 4),
        "disclosure.normative_documents.in_force": 32,
    },
)
NEWTOWN = Whole(
    "新河镇：简短，全部相符",
    facts(
        "明珠市东湖区新河镇人民政府",
        2024,
        one="""
今年来，我镇扎实推进政务公开，共通过各类渠道公开信息920条次，其中区政府网站85条，“新河发布”612条，村（社区）公开栏223条次。
本年度镇政府作出行政处罚46件，其中综合执法34件、安全生产12件；办理镇级行政许可事项3件；无行政强制；本年制发镇规范性文件1件，现行有效2件。
依申请公开方面，本年受理3件，均为村民申请，涉及宅基地2件、征地补偿1件，其中公开2件，因信息不存在无法提供1件，较去年的5件减少2件，无申请复议和起诉的情况。
落实专人1名，召开专题会议2次，接受区级培训3次；社会评议群众测评满意度95分以上；未有被追责情形。
""",
        five="我镇政府信息公开工作还有2方面差距，一是更新不够及时，二是村级公开不够规范，5个村公开栏内容陈旧。明年将加强改进，对13个村（社区）每季度检查1次。",
        six="我镇2024年无信息公开收费。",
    ),
    {
        **requests("received", 3),
        **requests("results.granted", 2),
        **requests("results.unavailable.not_held", 1),
        **requests("results.total", 3),
        "disclosure.normative_documents.issued": 1,
        "disclosure.normative_documents.in_force": 2,
        "disclosure.licences.decisions": 3,
        "disclosure.penalties.decisions": 46,
    },
    last_figures={**requests("received", 5), "disclosure.normative_documents.in_force": 1},
)


LABOUR = Whole(
    "市人社局：一事多说，全部相符",
    facts(
        "麓山市人力资源和社会保障局",
        2024,
        preface="本年度报告由麓山市人力资源和社会保障局编制，数据起止时间为2024年1月1日—12月31日。",
        one="""
2024年，我局把政务公开作为接受群众监督、提升服务效能的重要抓手，公开就业、社保、人才等领域信息1,512条（次）。
一、主动公开。制定《2024年政务公开工作计划》，分解任务5大类23项；发布招考公告34个、拟聘用人员公示61批；印发行政规范性文件3件，文件解读率100%，经清理保留12件、废止2件；受理人力资源服务许可141件，劳务派遣许可96件，两项行政许可合计237件；劳动监察作出行政处罚决定18件。
二、依申请公开。一年来，我局接到政府信息公开申请62件，其中通过政务网提出的47件，通过邮政寄送的13件，现场递交的2件；与2023年相比多11件，增幅为21.6%。申请主体为自然人的60件，法律服务机构2件。2023年结转申请3件，2024年共办结64件：予以公开21件、部分公开5件、不予公开3件、无法提供24件、不予处理9件、其他处理2件，未超过法定期限的1件结转下一年度。
三、信息管理。建立信息发布台账，全年登记1,512条，抽查152条，发现错别字7处。
四、平台建设。12333热线接听来电26.4万个，满意率98%；“麓山人社”公众号粉丝42万，推文655篇。
五、监督保障。开展政务公开日活动1次，邀请代表、委员和群众35人参加；举办专题培训1次，提升了全局81名信息员能力。
六、争议情况。被申请行政复议6件，审结5件，其中维持3件、确认违法1件、终止1件，另有1件未审结；被提起行政诉讼3件，均未经过复议，判决驳回2件，另有1件未判决。
""",
        five="2024年我局政务公开工作取得一定成效，但还有不足：一是社保类咨询重复问题多，平均每月达300余个；二是个别答复被复议机关确认违法。改进：编制社保常见问答200条；答复前由法制机构审核，2025年审核率达到100%。",
        six="2024年我局未发生信息处理费收取情形。",
    ),
    {
        **requests("received", 60, 0, 0, 0, 2),
        **requests("carried_in", 3),
        **requests("results.granted", 20, 0, 0, 0, 1),
        **requests("results.granted_in_part", 5),
        **requests("results.denied.deliberative", 3),
        **requests("results.unavailable.not_held", 20),
        **requests("results.unavailable.needs_creating", 4),
        **requests("results.not_processed.petition", 9),
        **requests("results.otherwise.other", 1, 0, 0, 0, 1),
        **requests("results.total", 62, 0, 0, 0, 2),
        **requests("carried_out", 1),
        **disputes("reconsideration", 3, 1, 1, 1),
        **disputes("suit_direct", 2, 0, 0, 1),
        "disclosure.normative_documents.issued": 3,
        "disclosure.normative_documents.repealed": 2,
        "disclosure.normative_documents.in_force": 15,
        "disclosure.licences.decisions": 237,
        "disclosure.penalties.decisions": 18,
    },
    last_figures={
        **requests("received", 50, 1),
        **requests("carried_out", 3),
        "disclosure.normative_documents.in_force": 14,
    },
)
TOURISM = Whole(
    "县文旅局：大段，全部相符",
    facts(
        "云岭县文化和旅游局",
        2024,
        one="""
2024年，在县委、县政府坚强领导下，县文旅局围绕景区管理、文物保护、公共文化服务等，全年主动公开信息265条，其中公共文化服务类88条、旅游市场监管类43条、文物类21条、政务动态类113条；策划新闻发布会1场，答复县长信箱37件；审批营业性演出等许可事项28件、对无证经营等违法行为处罚6件，无强制执行；无规范性文件。
县文旅局全年共收到3份政府信息公开申请书，申请公开内容为非遗传承人名单、文物保护经费、景区规划各1件，均为自然人提交的网络申请。经审查，前2件予以公开，第3件因涉及国家秘密不予公开，全部办结，答复率100%；无上年结转件和结转下年件。因不予公开1件，申请人提起行政复议，复议机关维持，因此产生行政复议1件；无诉讼。
落实“三审三校”，退稿30余篇；更新公开指南1次、目录2次；景区智慧导览平台访问56.3万次；年内参训8人次，考核成绩列县直部门第6名，没有追责问责。
""",
        five="一是文物类信息公开少，全年21条；二是一件申请因定密依据写得不清被申请复议。改进措施是完善定密审查、规范文书，2025年文物类信息力争公开40条以上。",
        six="信息处理费收取为0。",
    ),
    {
        **requests("received", 3),
        **requests("results.granted", 2),
        **requests("results.denied.state_secret", 1),
        **requests("results.total", 3),
        **disputes("reconsideration", 1),
        "disclosure.licences.decisions": 28,
        "disclosure.penalties.decisions": 6,
    },
)
CENTRE = Whole(
    "街道：分部门，全部相符",
    facts(
        "江城市临湖区望江街道办事处",
        2024,
        one="""
（一）2024年，望江街道公开信息1,033条，其中党务120条、政务613条、居务300条。
（二）2024年，望江街道受理信息公开申请14件，其中城管科承办6件、拆迁办承办5件、民政科承办2件、办公室承办1件，上年结转0件。办理结果：公开4件、部分公开1件、无法提供6件、重复申请不予处理1件、其他处理（逾期不补正）1件，尚有1件正在办理，结转2025年。2024年与2023年申请量持平。
（三）综合行政执法队办理简易程序处罚1,204件、一般程序处罚96件，合计行政处罚1,300件；代为清除等行政强制7件。
（四）街道共有公众号2个，全年推文866篇；档案室移交文件91件。
（五）复议4件（维持2件、纠正1件、未结1件），行政诉讼1件（复议后起诉，未结）。
（六）年内街道纪工委查处问题线索2件，均与信息公开无关。
""",
        five="申请办理的专业性不够，1件被复议纠正；信息更新有时滞后。2025年，将选派业务骨干4名到区政务公开办跟班学习，改进办理流程。",
        six="全年无信息处理费收入。",
    ),
    {
        **requests("received", 14),
        **requests("results.granted", 4),
        **requests("results.granted_in_part", 1),
        **requests("results.unavailable.not_held", 6),
        **requests("results.not_processed.repeated", 1),
        **requests("results.otherwise.not_corrected", 1),
        **requests("results.total", 13),
        **requests("carried_out", 1),
        **disputes("reconsideration", 2, 1, 0, 1),
        **disputes("suit_after_reconsideration", 0, 0, 0, 1),
        "disclosure.penalties.decisions": 1300,
        "disclosure.coercive_measures.decisions": 7,
    },
    last_figures={**requests("received", 14)},
)


PROVINCES = (
    DISTRICT,
    BUREAU,
    BANNER,
    STREET,
    PROVINCE,
    COUNTY_GOVERNMENT,
    SCHOOLS,
    POLICE,
    MARKET,
    TOWNS,
    DEVELOPMENT,
    HOSPITALS,
    LETTERS,
    FINANCE,
    TRAFFIC,
    ZONE,
    AGRI,
    CIVIL,
    HOUSING,
    WATER,
    AUDIT,
    FOREST,
    NEWTOWN,
    LABOUR,
    TOURISM,
    CENTRE,
)
