"""A page for a mail: every link in it works, or is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import write_report
from reports.standalone import standalone
from tests.reports.links import links_of
from tests.reports.made_results import tiny_result


def test_a_link_to_another_file_becomes_its_words() -> None:
    seen = standalone('<p>See <a class="x" href="../index.html">all <b>strategies</b></a>.</p>')
    assert seen.text == "<p>See all <b>strategies</b>.</p>"
    assert seen.removed == ("../index.html",)


def test_a_link_that_others_name_stays_the_place_that_it_was() -> None:
    """A box is labelled by the link beside it, and the page's script looks there for its words."""
    seen = standalone('<input aria-labelledby="of-1"><a id="of-1" href="run/report.html">Grids</a>')
    assert seen.text == '<input aria-labelledby="of-1"><span id="of-1">Grids</span>'


def test_links_that_work_from_a_mail_stay_as_they_are() -> None:
    page = (
        '<h2 id="numbers">Numbers</h2><A HREF="#numbers">there</A> <a href="#">up</a> <a href="#top">up</a> '
        '<a href="https://example.org/a.html">web</a> <a href="mailto:a@example.org">mail</a> '
        '<a download="t.csv" href="data:text/csv,a,b">CSV</a> <a id="here">no link</a>'
    )
    assert standalone(page).text == page
    assert standalone(page).removed == ()


def test_an_anchor_without_its_place_leads_nowhere() -> None:
    seen = standalone('<a href="#gone">there</a>')
    assert (seen.text, seen.removed) == ("there", ("#gone",))


def test_an_anchor_whose_place_goes_with_a_list_goes_too() -> None:
    seen = standalone('<a href="#tabs">tabs</a><nav id="tabs"><a href="a.html">A</a></nav>')
    assert (seen.text, seen.removed) == ("tabs", ("a.html", "#tabs"))


def test_each_address_is_named_once_in_its_order() -> None:
    seen = standalone('<a href="b.html">b</a><a href="a.html">a</a><a href="b.html">b again</a>')
    assert seen.removed == ("b.html", "a.html")


def test_in_a_list_of_links_they_go_with_their_words() -> None:
    seen = standalone('<nav><a href="index.html">All</a>\n<a href="#end">End</a></nav><p id="end">')
    assert seen.text == '<nav>\n<a href="#end">End</a></nav><p id="end">'


def test_a_list_goes_with_the_last_of_its_links() -> None:
    tabs = '<ul><li><a href="a.html">A</a></li><li><a href="b.html">B</a></li></ul>'
    seen = standalone(f'<header>\n<nav class="tabs">\n{tabs}\n</nav>\n</header>')
    assert seen.text == "<header>\n\n</header>"
    assert seen.removed == ("a.html", "b.html")


def test_a_line_that_is_one_link_goes_and_so_does_a_way_back() -> None:
    seen = standalone(
        '<p class="quiet"><a href="../">All strategies</a></p><a class="big back" href="../">Back</a><p>x</p>'
    )
    assert (seen.text, seen.removed) == ("<p>x</p>", ("../",))


def test_a_file_that_is_taken_along_becomes_a_download() -> None:
    page = '<p>Tables: <a href="calls.csv" title="a &amp; b">calls</a>, <a href="big.csv">big</a>.</p>'
    seen = standalone(page, lambda address: "data:text/csv,a" if address == "calls.csv" else None)
    assert seen.text == (
        '<p>Tables: <a download="calls.csv" href="data:text/csv,a" title="a &amp; b">calls</a>, big.</p>'
    )
    assert seen.removed == ("big.csv",)


def test_a_line_whose_one_link_is_taken_along_stays() -> None:
    seen = standalone('<p><a href="t.csv">t</a></p>', lambda _: "data:,1")
    assert seen.text == '<p><a download="t.csv" href="data:,1">t</a></p>'


def test_what_else_a_list_says_stays() -> None:
    seen = standalone('<nav>Data of 2025-05-06 <a href="a.html">A</a></nav>')
    assert seen.text == "<nav>Data of 2025-05-06 </nav>"


def test_a_list_that_is_no_navigation_keeps_its_words() -> None:
    seen = standalone('<ul><li><a href="rate_power/report.html">rate_power</a> ahead</li></ul>')
    assert seen.text == "<ul><li>rate_power ahead</li></ul>"


def test_scripts_styles_and_comments_are_not_read_for_links() -> None:
    script = "<script>const row = \"<a href='x.html'>x</a>\";</script>"
    page = f'{script}<style>a[href="y"] {{}}</style><!-- <a href="z">z</a> -->'
    assert standalone(page).text == page


def test_chinese_and_lines_do_not_move_the_cut() -> None:
    seen = standalone('<p>回测\n对比：</p>\n<p>见<a\n href="首页.html">首页</a>。</p>')
    assert seen.text == "<p>回测\n对比：</p>\n<p>见首页。</p>"


@pytest.mark.parametrize(
    "drawn", ['<img src="a.png">', '<script src="a.js"></script>', '<link rel="stylesheet" href="a.css">']
)
def test_a_page_that_is_not_one_file_is_refused(drawn: str) -> None:
    with pytest.raises(ValueError, match=r"the page draws in a\.\w+ \(<\w+>\), so it is not one file"):
        standalone(drawn)


def test_pictures_within_the_file_are_none_outside() -> None:
    page = '<link rel="icon" href="data:,"><img src="data:image/png;base64,"><svg><use href="#a"/></svg><i id="a"></i>'
    assert standalone(page).text == page


def unstyled(page: str) -> str:
    return re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)


def test_the_page_of_a_run_is_one_file_already_and_that_of_a_site_becomes_one(tmp_path: Path) -> None:
    write_report(tiny_result(), tmp_path / "run.html")
    alone = (tmp_path / "run.html").read_text(encoding="utf-8")
    assert standalone(alone).text == alone
    write_report(tiny_result(), tmp_path / "site.html", back="../index.html")
    seen = standalone((tmp_path / "site.html").read_text(encoding="utf-8"))
    assert seen.removed == ("../index.html",)
    # The way back goes with its words, and nothing else; the style that it had stays.
    assert "".join(unstyled(seen.text).split()) == "".join(unstyled(alone).split())


ADDRESSES = st.sampled_from(["#a", "#b", "x.html", "../y/z.html", "/root.html", "https://example.org/", "data:,1", ""])
PIECES = st.one_of(
    st.builds('<a href="{}">{}</a>'.format, ADDRESSES, st.sampled_from(["w", "字", "<b>w</b>"])),
    st.sampled_from(["<p>text</p>", "\n", '<i id="a"></i>', "<nav>", "</nav>", "<li>", "</li>", "&amp;", "</a>"]),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_the_page_no_link_is_left_that_leads_out_of_it(page: str) -> None:
    seen = standalone(page)
    inside = {"#a"} if 'id="a"' in seen.text else set()
    assert set(links_of(seen.text)) <= inside | {"https://example.org/", "data:,1", ""}
    # What is alone already stays as it is.
    assert standalone(seen.text) == type(seen)(seen.text, ())
