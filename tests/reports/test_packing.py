"""Chart scripts and data of a page packed: nothing is lost, what a reader needs at once stays as it is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reports.packing import packed_page
from tests.reports.made_results import long_result, tiny_result
from tests.reports.packed_parts import packed_data, packed_parts, packed_scripts
from tests.reports.test_page import page_of

PAGE = """<html><body>
<p>before</p>
<script packed type="application/json" id="charts">[1]</script>
<p>between</p>
<script>settings()</script>
<script packed>
draw("走势");
</script>
<p>after</p>
</body>
</html>
"""


def test_marked_scripts_move_to_the_end_of_the_body_in_their_order() -> None:
    page = packed_page(PAGE)
    assert packed_parts(page) == [
        ({"type": "application/json", "id": "charts"}, "[1]"),
        ({}, '\ndraw("走势");\n'),
    ]
    # Words and scripts without the mark stay where they were, the packed part follows them all.
    before, after = page.split('<script type="text/plain" id="packed">')
    assert before == "<html><body>\n<p>before</p>\n<p>between</p>\n<script>settings()</script>\n<p>after</p>\n"
    assert after.endswith("</script>\n</body>\n</html>\n")
    assert "DecompressionStream" in after


def test_a_page_without_marked_scripts_is_left_as_it_is() -> None:
    page = "<html><body><script>settings()</script></body></html>"
    assert packed_page(page) == page


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<")), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    marked = "".join(f"<script packed>{text}</script>" for text in texts)
    assert [text for _, text in packed_parts(packed_page(f"<body>{marked}</body>"))] == texts


def test_a_report_holds_its_charts_fills_and_prices_packed_and_its_tables_plain(tmp_path: Path) -> None:
    page = page_of(long_result(90, 6), tmp_path)
    assert isinstance(packed_data(page, "charts"), list)
    assert isinstance(packed_data(page, "prices"), dict)
    assert isinstance(packed_data(page, "fills-data"), dict)
    scripts = packed_scripts(page)
    # The library stands under its licence, which asks for the notice in every copy.
    assert scripts.index("Copyright (c) 2022 Leon Sorokin") < scripts.index("var uPlot=")
    assert "uPlot" not in page.replace("uplot", "")
    assert "const settings=" in page
    assert "const tables=" in page


def test_a_packed_report_is_much_smaller_than_its_parts(tmp_path: Path) -> None:
    page = page_of(tiny_result(), tmp_path)
    held = sum(len(text.encode()) for _, text in packed_parts(page))
    packed = len(page[page.index('id="packed"') :].encode())
    # uPlot's 51 KB deflate to 22 KB; base64 makes four bytes of three: 57%. Our own parts are shorter still.
    assert packed < held * 0.6
