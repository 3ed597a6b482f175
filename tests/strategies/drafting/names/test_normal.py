"""One spelling of a name, whatever the exchange and the page put around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.drafting.names.normal import bare, is_cut, is_marked, plain


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("蓝鲸重工", "蓝鲸重工"),
        ("*ST蓝鲸", "蓝鲸"),
        ("ST蓝鲸", "蓝鲸"),
        ("XD蓝鲸重", "蓝鲸重"),
        ("星鲨智能-U", "星鲨智能"),
        ("星鲨智能-UW", "星鲨智能"),
        ("橡树Ａ", "橡树"),
        ("橡 树 股 份", "橡树股份"),
        ("TCL橡树", "TCL橡树"),
    ],
)
def test_marks_of_the_exchange_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert bare(printed) == name


def test_what_a_mark_may_have_cut() -> None:
    assert is_marked("*ST青梅")
    assert not is_marked("青梅股份")
    assert is_cut("XD蓝鲸重")
    assert not is_cut("XD蓝鲸重工")


@given(st.text(alphabet="蓝鲸重工ＡAB(（ \u3000*-U1１", max_size=12))
def test_the_spelling_of_a_spelling_is_itself(name: str) -> None:
    assert plain(plain(name)) == plain(name)
