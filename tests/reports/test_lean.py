"""What a page carries of styles and scripts, by hand; that a browser reads the same of it is in ``tests/browser``."""

from __future__ import annotations

import pytest

from reports.lean import lean_page, lean_script, lean_style, used_style


@pytest.mark.parametrize(
    ("source", "lean"),
    [
        ("a { color : red ; }", "a{color :red}"),
        ("a > b,\n  a b { margin: 0 1px; }", "a>b,a b{margin:0 1px}"),
        # A space before a colon says "within", a space in a string is of the string.
        ('li :hover { content: "a ; {b}"; }', 'li :hover{content:"a ; {b}"}'),
        ("i { opacity: 0.5; margin: -0.25em 10.5px }", "i{opacity:.5;margin:-.25em 10.5px }"),
        ("/* why */ p { top: calc(1px + 2px); } /* * */", "p{top:calc(1px + 2px)}"),
    ],
)
def test_a_style_loses_comments_and_spaces_that_say_nothing(source: str, lean: str) -> None:
    assert lean_style(source).replace(" }", "}") == lean.replace(" }", "}")


@pytest.mark.parametrize(
    ("source", "lean"),
    [
        ("// why\n  const a = [1, 2];\n  b = a;", "const a=[1,2];b=a;"),
        # Lines without a sign at their end keep it: what follows may be another statement.
        ("let a = 1\nlet b = 2\n", "let a=1\nlet b=2"),
        # Strings, templates, regular expressions and divisions stay as they are.
        ('say("a = b , c");', 'say("a = b , c");'),
        ("const t = `a = ${ b } c`;", "const t = `a = ${ b } c`;"),
        ("const r = / = /.test(x);", "const r = / = /.test(x);"),
        ("const s = 'a = b';", "const s = 'a = b';"),
        ("return a + +b - -c;", "return a + +b - -c;"),
    ],
)
def test_a_script_loses_indents_and_lines_of_comment(source: str, lean: str) -> None:
    assert lean_script(source) == lean


def test_a_style_keeps_what_elements_or_scripts_name() -> None:
    style = ".a{--x:1;--y:2;top:var(--x)}.b,p{left:0}.c.a{top:0}td[data-low]{top:1}"
    style += "[data-for-sale] a{top:2}@page{margin:0}"
    # "a" is a class, "p" an element, forSale what a script sets; nothing is called b, c or low, nothing reads y.
    kept = used_style(style, {"a", "p", "forSale"})
    assert kept == ".a{--x:1;top:var(--x)}p{left:0}[data-for-sale] a{top:2}@page{margin:0}"


def test_a_rule_within_a_condition_goes_and_so_does_a_condition_without_one() -> None:
    style = "@media print{.a{top:0}.b{top:1}}@media screen{.b{top:1}}"
    assert used_style(style, {"a"}) == "@media print{.a{top:0}}"


def test_a_page_keeps_the_rules_of_its_own_words_alone() -> None:
    page = '<style>.a { top: 0; }\n.b { top: 0; }</style><p class="a">b c</p><script>d.className = "e";</script>'
    assert lean_page(page).startswith("<style>.a{top:0}.b{top:0}</style>")
    assert lean_page(page.replace("b c", "")).startswith("<style>.a{top:0}</style>")


def test_cells_and_rows_lose_the_end_tags_that_html_does_without() -> None:
    head = "<table><thead><tr>\n<th>a</th>\n<th>b</th></tr>\n</thead>"
    table = f"{head}<tbody>\n<tr><td>1</td><td>2</td></tr>\n<tr><td>3</td></tr></tbody></table>"
    # The last cell of a row keeps none either, nor does the last row of its part; table and parts are closed.
    assert lean_page(table) == "<table><thead><tr>\n<th>a<th>b</thead><tbody>\n<tr><td>1<td>2<tr><td>3</tbody></table>"
    # What is not followed by a cell, a row or the end of its part stays: the parser would take it into the cell.
    assert lean_page("<tr><td>1</td></tr><p>below</p>") == "<tr><td>1</tr><p>below</p>"
