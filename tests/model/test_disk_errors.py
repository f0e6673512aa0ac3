"""What the errors of the file system mean in words."""

import errno

import pytest

from model.disk_errors import is_full, known_reason, reason, windows_code


def windows_error(code: int, number: int = errno.EACCES, words: str = "拒绝访问。") -> OSError:
    """As Python makes it on Windows: most codes that concern a disk become EACCES."""
    error = OSError(number, words)
    error.winerror = code  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (19, "写保护"),
        (21, "U 盘"),
        (32, "Word"),
        (33, "Word"),
        (39, "空间不足"),
        (112, "空间不足"),
        (55, "U 盘"),
        (433, "U 盘"),
        (1117, "读写出错"),
        (64, "网络盘"),
        (225, "杀毒"),
        (206, "太长"),
    ],
)
def test_a_code_of_windows_says_more_than_errno(code: int, word: str) -> None:
    error = windows_error(code)
    assert word in (known_reason(error) or "")
    assert windows_code(error) == code
    assert ("Word" in reason(error)) == (word == "Word"), "only a held file is open in Word"


def test_without_a_code_of_windows_errno_decides() -> None:
    assert "空间不足" in reason(OSError(errno.ENOSPC, "No space left on device"))
    assert windows_code(OSError(errno.ENOSPC, "")) is None


def test_unknown_errors_keep_the_words_of_the_system_without_their_full_stop() -> None:
    assert known_reason(windows_error(5)) is None, "no permission, or held: only the caller can say"
    assert reason(windows_error(9999, errno.EINVAL, "参数错误。\r\n")) == "参数错误"
    assert reason(OSError(errno.EINVAL, "Invalid argument.")) == "Invalid argument"
    assert reason(OSError("nothing but words")) == "nothing but words"


def test_every_sentence_can_be_continued() -> None:
    for code in range(2000):
        assert not (known_reason(windows_error(code)) or "").endswith("。")


def test_a_full_disk_is_known_by_either_code() -> None:
    assert is_full(OSError(errno.ENOSPC, ""))
    assert is_full(OSError(errno.EDQUOT, ""))
    assert is_full(windows_error(39, errno.EINVAL))
    assert not is_full(windows_error(19))
