"""The fonts of the official layout: what each is called elsewhere, and what is drawn where it is not installed."""

SUBSTITUTE_FONTS = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "STZhongsong", "SimSun", "Noto Serif CJK SC"),
    "仿宋_GB2312": ("FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC"),
    "楷体_GB2312": ("KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "STHeiti", "Source Han Sans SC", "Noto Sans CJK SC"),
    "宋体": ("SimSun", "STSong", "Source Han Serif SC", "Noto Serif CJK SC"),
    "方正小标宋_GBK": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "SimSun", "Noto Serif CJK SC"),
    "华文中宋": ("STZhongsong", "SimSun", "Noto Serif CJK SC"),
    "仿宋": ("FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC"),
    "华文仿宋": ("STFangsong", "FangSong", "Noto Serif CJK SC"),
    "楷体": ("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "Noto Serif CJK SC"),
    "华文楷体": ("STKaiti", "KaiTi", "Noto Serif CJK SC"),
    "华文细黑": ("STXihei", "SimHei", "Source Han Sans SC", "Noto Sans CJK SC"),
    "方正黑体_GBK": ("FZHei-B01", "SimHei", "Source Han Sans SC", "Noto Sans CJK SC"),
    "Times New Roman": ("Liberation Serif", "Nimbus Roman", "DejaVu Serif"),
}
"""Drawn instead of a font that is not installed, the nearest first; the Word file still names the original."""


def font_names(name: str) -> tuple[str, ...]:
    """``name`` and its substitutes."""
    return (name, *SUBSTITUTE_FONTS.get(name, ()))
