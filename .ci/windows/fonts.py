"""Stand-ins under the names of Windows' Chinese fonts, for wine: `fonts.py DEBIAN'S_FONTS TARGET`, with fonttools.
fonts.reg registers them, without which DirectWrite, and so Qt, does not see them."""

import sys
from pathlib import Path

from fontTools.ttLib import TTCollection

STAND_INS = (
    ("SimSun", "宋体", "simsun.ttf", "arphic/uming.ttc", "AR PL UMing CN"),
    ("FangSong", "仿宋", "simfang.ttf", "arphic/uming.ttc", "AR PL UMing CN"),
    ("KaiTi", "楷体", "simkai.ttf", "arphic/ukai.ttc", "AR PL UKai CN"),
    ("SimHei", "黑体", "simhei.ttf", "wqy/wqy-microhei.ttc", "WenQuanYi Micro Hei"),
    ("Microsoft YaHei UI", "Microsoft YaHei UI", "msyhui.ttf", "wqy/wqy-microhei.ttc", "WenQuanYi Micro Hei"),
    ("Microsoft YaHei", "微软雅黑", "msyh.ttf", "wqy/wqy-microhei.ttc", "WenQuanYi Micro Hei"),
)
"""English and Chinese name, file; and what stands for it: a collection, and the font in it."""
NAMES = (1, 2, 3, 4, 6, 16, 17)
ENGLISH, CHINESE = 0x409, 0x804
REGISTERED = "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Fonts]\n"

source, target = map(Path, sys.argv[1:])
target.mkdir(parents=True, exist_ok=True)
for english, chinese, file, collection, wanted in STAND_INS:
    font = next(each for each in TTCollection(source / collection).fonts if each["name"].getDebugName(1) == wanted)
    names = font["name"]
    names.names = [each for each in names.names if each.nameID not in NAMES]
    for language, family in ((ENGLISH, english), (CHINESE, chinese)):
        postscript = english.replace(" ", "")
        for kind, text in ((1, family), (2, "Regular"), (3, f"{family} test"), (4, family), (6, postscript)):
            names.setName(text, kind, 3, 1, language)
    font.save(target / file)
entries = "".join(f'"{english} (TrueType)"="{file}"\n' for english, _, file, _, _ in STAND_INS)
(target / "fonts.reg").write_text(REGISTERED + entries, encoding="ascii")
