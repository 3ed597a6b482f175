"""Styles and scripts as a page carries them are to a browser what they are in this repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

import reports.page
from reports import write_report
from reports.lean import lean_script, lean_style
from tests.browser.chromium import opened
from tests.reports.made_results import long_result, made_card

pytestmark = pytest.mark.browser

SOURCES = Path(reports.page.__file__).parent
SCRIPTS = sorted(SOURCES.glob("scripts/*.js"))
STYLES = sorted(SOURCES.glob("styles/*.css"))

# What a browser read, rule by rule, in its own writing; values with variables are kept as they were written.
RULES = """
(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const rules = [...sheet.cssRules];
  const tight = (text) => text.replace(/\\s+/g, " ").replace(/, /g, ",");
  return rules.map(({ cssText }) => tight(cssText).replace(/(?<![\\w.])0\\.(?=\\d)/g, "."));
}
"""
RUNS = "(text) => { try { return JSON.stringify(new Function(text)()); } catch (fault) { return String(fault); } }"
# How every element looks, and what stands before and after it, each as a number.
LOOKS = """
(theme) => {
  document.documentElement.dataset.theme = theme;
  for (const each of document.querySelectorAll("details")) each.open = true;
  return [...document.body.querySelectorAll("*")].map((element) => {
    let sum = 0;
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (part && style.content === "none") continue;
      for (const name of style) {
        if (name.startsWith("--")) continue;
        for (const sign of name + style.getPropertyValue(name)) sum = (sum * 31 + sign.codePointAt(0)) | 0;
      }
    }
    return [element.tagName + "." + (element.getAttribute("class") ?? ""), sum];
  });
}
"""

names = st.sampled_from(["a", "b", "c"])
numbers = st.sampled_from(["0", "1", "0.5", "12", "-3"])
words = st.text(alphabet=" =,;:{}[]()<>!?&|*%+-.az\u4e2d", max_size=8).map(lambda text: f'"{text}"')
signs = st.sampled_from(["+", "-", "*", "%", "<", ">", "<=", ">=", "===", "!==", "&&", "||", "??", "/"])
atoms = st.one_of(names, numbers, words, words.map(lambda word: f"`{word} = ${{ a }}`"))
values = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, signs, inner).map(lambda of: f"({of[0]} {of[1]} {of[2]})"),
        st.lists(inner, max_size=3).map(lambda of: f"[{' , '.join(of)}]"),
        st.tuples(inner, inner, inner).map(lambda of: f"({of[0]} ? {of[1]} : {of[2]})"),
        inner.map(lambda of: f"((x) => ({{ k: {of}, x }}))(! {of})"),
        inner.map(lambda of: f"typeof ({of})"),
    ),
    max_leaves=6,
)
simple = st.one_of(
    st.tuples(names, st.sampled_from(["=", "??="]), values).map(" ".join),
    values.map(lambda of: f"out.push({of})"),
).flatmap(lambda text: st.sampled_from([f"{text};", text, f"{text};\n  // a = b"]))
lines = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.tuples(values, inner).map(lambda of: f"if ({of[0]}) {{\n    {of[1]}\n  }}"),
        st.tuples(values, inner, inner).map(lambda of: f"if ({of[0]}) {{\n{of[1]}\n}} else {{\n{of[2]}\n}}"),
        inner.map(lambda of: f"for (const x of [ 1 , 2 ]) {{\n  {of}\n}}"),
    ),
    max_leaves=4,
)
programs = st.lists(lines, min_size=1, max_size=6).map(
    # A semicolon before a line that begins with a bracket is the writer's to set, lean or not.
    lambda of: "let a = 1, b = 2, c;\nconst out = [];\n" + "\n".join(of) + "\nreturn out;\n"
)


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_of_ours_has_the_same_rules(blank: Page, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rules = blank.evaluate(RULES, text)
    assert rules
    assert blank.evaluate(RULES, lean_style(text)) == rules


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_of_ours_is_read_without_a_fault(blank: Page, path: Path) -> None:
    """Parsed and not run: it wants its page."""
    lean = lean_script(path.read_text(encoding="utf-8"))
    assert blank.evaluate("(text) => { new Function(text); return true; }", lean)
    assert "\n//" not in lean


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs)
def test_whatever_a_script_does_it_does_lean(blank: Page, program: str) -> None:
    assert blank.evaluate(RUNS, lean_script(program)) == blank.evaluate(RUNS, program), lean_script(program)


def test_nothing_on_a_page_looks_otherwise_without_the_rules_that_went(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = long_result(60, 4, hindsight=True)
    write_report(result, tmp_path / "lean.html", made_card(), back="index.html")
    monkeypatch.setattr(reports.page, "lean_page", lambda text: text)
    write_report(result, tmp_path / "whole.html", made_card(), back="index.html")
    for theme in ("light", "dark"):
        looks = []
        for name in ("lean", "whole"):
            with opened(browser, tmp_path / f"{name}.html", settings={"lang": "zh"}) as seen:
                seen.draw_all()
                looks.append(seen.page.evaluate(LOOKS, theme))
        lean, whole = looks
        assert len(lean) == len(whole) > 500
        assert [pair for pair in zip(lean, whole, strict=True) if pair[0] != pair[1]][:1] == []
