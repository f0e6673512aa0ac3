"""What is said where a document has no table of the form: the reason as far as it is known, and what would help."""

from collections.abc import Set

from model.importing.content import NotText

CELLS_RUN_TOGETHER = "有表格的格子连成了一串，分不开，没有读入；请向原单位要网页、Word 或 Excel 文件"


def why_nothing_was_found(source: str, beside: Set[NotText]) -> str:
    """The sentence for a file without any table or section of a report, with what would help."""
    if NotText.HIDDEN_TABLES in beside:
        return (
            f"“{source}”里的表格是隐藏的，网页上看不见，没有读入。"
            "请在浏览器里把它显示出来（点开标签或折叠的部分），全选、复制后在首页按 Ctrl+V"
        )
    if NotText.SCRIPTED in beside:
        return (
            f"“{source}”里没有找到年报的表格：网页上的内容由脚本显示，存下来的文件里没有。"
            "请在浏览器里打开网页，等表格显示出来后全选、复制，在首页按 Ctrl+V"
        )
    if NotText.FRAMES in beside:
        return (
            f"“{source}”的正文在框架里，是另一个文件，这个文件里没有。请在旁边与它同名、以“_files”或“.files”结尾的文件夹里"
            "选正文的网页，或在浏览器里单独打开正文，另存后再导入"
        )
    if NotText.ATTACHMENTS in beside:
        return (
            f"“{source}”里没有找到年报的表格，网页上有附件的链接，年报多半在附件里。"
            "请在浏览器里打开网页，把附件下载下来，再导入附件"
        )
    if NotText.OBJECTS in beside:
        return (
            f"“{source}”里没有找到年报的表格，只有嵌入的对象，不能读取。"
            "请在 Word 或 WPS 里双击打开嵌入的对象，另存为 .xlsx 或 .docx 后再导入"
        )
    if NotText.PICTURES in beside:
        return (
            f"“{source}”里没有找到政府信息公开工作年度报告的表格，只有图片或别的内容，图片里的字不能读取。"
            "请向原单位要可以编辑的电子文件（Word、Excel）"
        )
    return f"“{source}”里没有找到政府信息公开工作年度报告的表格。请确认选对了文件"


def why_no_table_was_found(beside: Set[NotText]) -> str:
    """What may be the reason where the words of a report are there."""
    if NotText.HIDDEN_TABLES in beside:
        return "网页里的表格是隐藏的，请在浏览器里显示出来，全选、复制后在首页按 Ctrl+V"
    if NotText.SCRIPTED in beside:
        return "网页上有内容由脚本显示，文件里没有，请在浏览器里等表格显示出来，全选、复制后在首页按 Ctrl+V"
    if NotText.OBJECTS in beside:
        return "文件里有嵌入的对象，表可能在里面，请双击打开，另存为 .xlsx 后再导入"
    if NotText.ATTACHMENTS in beside:
        return "网页上有附件的链接，表可能在附件里，请把附件下载下来，再导入附件"
    if NotText.PICTURES in beside:
        return "文件里有图片，表可能是图片，请向原单位要可以编辑的电子文件"
    if NotText.FRAMES in beside:
        return "网页里有框架，表可能在框架的文件里"
    return "表格线可能已经丢失"
