"""Tokens of Rich Text Format: what belongs to a control word, and what is passed over."""

import pytest

from model.importing.readers import rtf_tokens
from model.importing.readers.rtf_tokens import Tokens


def of(data: bytes) -> list[bytes]:
    """Each token's parts, joined."""
    return [b"|".join(part for part in token if part is not None) for token in Tokens(data)]


@pytest.mark.parametrize(
    ("data", "tokens"),
    [
        (rb"\par text", [b"par", b"text"]),
        (rb"\par  text", [b"par", b" text"]),
        (rb"\u-3 ?", [b"u|-3", b"?"]),
        (rb"\fs24 5", [b"fs|24", b"5"]),
        (rb"\'b9\'FA", [b"b9", b"FA"]),
        (rb"\~\*\{", [b"~", b"*", b"{"]),
        (rb"{\b x}", [b"{", b"b", b"x", b"}"]),
    ],
)
def test_a_control_word_ends_with_its_number_and_one_blank(data: bytes, tokens: list[bytes]) -> None:
    assert of(data) == tokens


@pytest.mark.parametrize("inner", [rb"a{b{c}}", rb"a\}b", rb"\bin3 }}}", rb"\bin1 }{\bin2 {{}"])
def test_a_skipped_group_ends_at_its_own_brace(inner: bytes) -> None:
    tokens = Tokens(rb"{\pict " + inner + rb"}5")
    read = []
    for word, *_, brace, text in tokens:
        read.append(word or brace or text)
        if word == b"pict":
            tokens.skip_group()
    assert read == [b"{", b"pict", b"}", b"5"]


def test_a_group_that_does_not_end_is_an_error() -> None:
    tokens = Tokens(rb"{\pict {abc}")
    with pytest.raises(ValueError, match="cut short"):
        tokens.skip_group()


def test_binary_data_are_no_tokens() -> None:
    tokens = Tokens(rb"\bin4 {\}}5")
    texts = []
    for word, number, *_, text in tokens:
        texts.append(text)
        if word:
            tokens.skip_bytes(int(number or 0))
    assert texts == [None, b"5"]


def test_a_file_of_endless_tokens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf_tokens, "MOST_TOKENS", 3)
    assert len(of(b"{{}")) == 3
    with pytest.raises(ValueError, match="too long"):
        of(b"{{}}")
