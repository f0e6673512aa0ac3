"""Results are computed once for each key, and never more are kept than the limit."""

from hypothesis import given
from hypothesis import strategies as st

from model.memo import Memo


def test_a_result_is_computed_once() -> None:
    requested: list[int] = []

    def square(number: int) -> int:
        requested.append(number)
        return number * number

    memo: Memo[int, int] = Memo(8)
    assert [memo.result(each, square, each) for each in (3, 4, 3, 4)] == [9, 16, 9, 16]
    assert requested == [3, 4]


def test_nothing_is_a_result_like_any_other() -> None:
    requested: list[None] = []
    memo: Memo[str, None] = Memo(8)
    for _ in range(2):
        assert memo.result("a", requested.append, None) is None
    assert requested == [None]


@given(st.lists(st.integers(0, 9)), st.integers(1, 4))
def test_a_full_memo_still_gives_the_right_results_and_never_grows(keys: list[int], limit: int) -> None:
    memo: Memo[int, str] = Memo(limit)
    for key in keys:
        assert memo.result(key, str, key) == str(key)
        assert key in memo
        assert len(memo) <= limit


def test_what_fails_is_not_kept() -> None:
    memo: Memo[str, int] = Memo(8)
    for text, expected in (("x", None), ("7", 7)):
        try:
            found = memo.result("key", int, text)
        except ValueError:
            found = None
        assert found == expected
