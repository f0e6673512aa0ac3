"""In which encoding the commands write."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from export.commands.printing import print_text
from export.commands.standard_streams import encoding_of, is_closed_pipe, prepare_streams
from tests.export.commands.running import SAMPLE

ROOT = Path(__file__).parent.parent.parent.parent


def redirected(encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


class Console(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_elsewhere_output_is_utf8() -> None:
    assert encoding_of(redirected("ascii"), {}, None) == "utf-8"


def test_redirected_on_windows_it_is_in_the_code_page_of_the_console() -> None:
    assert encoding_of(redirected(), {}, 936) == "gbk"
    assert encoding_of(redirected(), {}, 65001) == "utf-8"
    assert encoding_of(redirected(), {}, 54936) == "gb18030"
    assert encoding_of(redirected(), {}, 4711) == "utf-8", "a code page that Python lacks"


def test_a_console_of_windows_shows_everything() -> None:
    assert encoding_of(Console(io.BytesIO(), encoding="utf-8"), {}, 936) == "utf-8"


def test_the_wish_of_the_user_wins() -> None:
    assert encoding_of(redirected("gb18030"), {"PYTHONIOENCODING": "gb18030"}, 936) == "gb18030"


@pytest.mark.parametrize(
    ("wish", "encoding"), [("gbk", "gbk"), ("GBK:replace", "gbk"), (":replace", "gb18030"), ("no such", "gb18030")]
)
def test_it_wins_where_python_itself_reads_no_variables(wish: str, encoding: str) -> None:
    """As in the bundles; it may name how errors are handled as well, or nothing that there is."""
    assert encoding_of(redirected("utf-8"), {"PYTHONIOENCODING": wish}, 54936) == encoding


def test_a_missing_stream_has_an_encoding_all_the_same() -> None:
    assert encoding_of(None, {"PYTHONIOENCODING": "gbk"}, 936) == "utf-8"


@pytest.mark.parametrize(
    ("encoding", "text", "written"),
    [
        ("gbk", "✕ 合计 △ 缺一 ✓ 甲 ↔ 乙 😀", "× 合计 △ 缺一 √ 甲 <-> 乙 \\U0001f600"),
        # what would be another figure without its sign, such as a power, keeps its code
        ("gbk", "¥12\xa0元，\u22123，A\u2011B，买买提•艾力，10²", "￥12 元，-3，A-B，买买提·艾力，10\\xb2"),
        # as on a Windows in English: what is similar may be missing there too
        ("cp1252", "✕甲〓✓", "×\\u7532\\u3013\\u2713"),
    ],
    ids=["marks", "signs of documents", "no Chinese"],
)
def test_what_an_encoding_lacks_becomes_what_means_the_same_or_its_code(
    monkeypatch: pytest.MonkeyPatch, encoding: str, text: str, written: str
) -> None:
    stream = redirected(encoding)
    assert isinstance(stream.buffer, io.BytesIO)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    prepare_streams()
    print_text(text)
    assert stream.buffer.getvalue().decode(encoding).strip() == written


@pytest.mark.parametrize("options", [(), ("-E",)], ids=["environment", "as in a bundle"])
def test_text_follows_pythonioencoding_and_json_is_utf8_all_the_same(options: tuple[str, ...]) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "gbk"}
    command = [sys.executable, *options, str(ROOT / "main.py"), "check", str(SAMPLE)]
    text = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, env=environment, timeout=60)
    assert "恩平市人民政府办公室 2024 年度" in text.stdout.decode("gbk")
    json = subprocess.run([*command, "--json"], check=False, capture_output=True, cwd=ROOT, env=environment, timeout=60)
    assert "恩平市人民政府办公室" in json.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_failure_to_write() -> None:
    assert is_closed_pipe(BrokenPipeError(errno.EPIPE, ""), windows=False)
    assert is_closed_pipe(OSError(errno.EINVAL, "Invalid argument"), windows=True)
    assert not is_closed_pipe(OSError(errno.EINVAL, "Invalid argument"), windows=False)
    assert not is_closed_pipe(OSError(errno.ENOSPC, ""), windows=True)
