"""The base class of errors with a message for the user."""

REINSTALL = "请重新运行安装程序，免安装版请重新解压；草稿不会丢。文件被杀毒软件隔离的，请先放行"
"""What helps where files of the program are missing or damaged."""


class UserFacingError(Exception):
    """Base of every error whose text is a Chinese message for the user: what, where, what would help."""


def missing_part(error: ModuleNotFoundError) -> str:
    """Which file or folder of the program is not there, and the remedy."""
    part = (error.name or "").replace(".", "/")
    return f"程序文件不全，缺少{f' {part}' if part else '部件'}。{REINSTALL}"
