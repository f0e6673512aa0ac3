"""反馈信息: version, environment and the last lines of the log, for whoever is asked for help; no text of a report."""

import locale
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from gui.home.licences import Licences
from gui.kit.error_report import without_home
from gui.kit.help_topics import offer_help
from gui.kit.program_log import PROGRAM_LOG
from gui.kit.screen_fit import resize_within_screen
from gui.kit.theme import STEP, THEME
from gui.kit.widgets import button, column, label, row

LAST_LINES = 60


def feedback_text(name: str, version: str, licences: Licences, folder: Path | None) -> str:
    """``folder`` of the drafts; ``None`` while unknown."""
    lines = [f"{name} {version}　{datetime.now():%Y-%m-%d %H:%M}", *_environment(folder)]
    lines += [f"{part.name} {found}" for part in licences.parts if (found := licences.version_of(part))]
    logged = PROGRAM_LOG.last_lines(LAST_LINES)
    lines += ["", f"日志（最近 {len(logged)} 行）：" if logged else "日志里还没有内容", *logged]
    return "\n".join(lines)


def _environment(folder: Path | None) -> list[str]:
    screens = "、".join(
        f"{each.size().width()}×{each.size().height()} 缩放 {each.devicePixelRatio():g}"
        for each in QGuiApplication.screens()
    )
    found = [
        f"系统 {platform.system()} {platform.release()} {platform.version()} {platform.machine()}",
        f"Python {platform.python_version()}　编码 {locale.getpreferredencoding(False)}",
        f"窗口 {QGuiApplication.platformName()}　屏幕 {screens}　{'深色' if THEME.is_dark else '浅色'}",
        f"界面字体 {QFontInfo(QApplication.font()).family()}",
        f"输入法 {os.environ.get('QT_IM_MODULE', '') or '系统默认'}",
        f"程序位置 {without_home(str(Path(sys.executable)))}",
    ]
    if folder is not None:
        found.append(f"草稿位置 {without_home(str(folder))}　{_size(folder):.1f} MB")
    return found


def _size(folder: Path) -> float:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total / (1 << 20)


class FeedbackDialog(QDialog):
    """Shows what is copied before it is copied."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("反馈信息")
        offer_help(self, "trouble")
        resize_within_screen(self, 680, 520)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName("反馈信息")
        self.copied = label("", "good")
        copy = button("复制", self.copy, "main")
        copy.setDefault(True)
        note = "请人帮忙时，复制下面的文字一起发去：版本、电脑环境和程序日志，里面没有年报和草稿的内容。"
        self.setLayout(
            column(
                label(note, wrap=True),
                self.text,
                row(self.copied, 1, button("关闭", self.reject), copy),
                margin=4 * STEP,
                gap=3 * STEP,
            )
        )

    def copy(self) -> None:
        """Puts the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText("✓ 已复制")
