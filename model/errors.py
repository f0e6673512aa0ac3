"""The base class of errors with a message for the user."""


class UserFacingError(Exception):
    """Base of every error whose text is a Chinese message for the user: what, where, what would help."""


def missing_part(error: ModuleNotFoundError) -> str:
    """Which part of the program is not installed, and the remedy."""
    part = (error.name or "").partition(".")[0]
    return f"程序没有装全，缺少部件{f' {part}' if part else ''}。请重新安装本程序，或请管理员补装后再试"
