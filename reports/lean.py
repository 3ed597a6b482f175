"""What a page carries of our styles and scripts: no comment, no indent, and of the styles no rule that nothing meets.

A page has a budget of bytes, and its source is read in this repository, not in the page.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

_STRING = re.compile(r'("[^"]*")')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
_NAMED = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_ATTRIBUTE = re.compile(r"\[(?:data-)?([\w-]+)[^\]]*\]")
_PSEUDO = re.compile(r"::?[\w-]+(?:\([^()]*\))?")
_TAG = re.compile(r"(?<![\w.#-])[a-z][a-z0-9]*")
_PROPERTY = re.compile(r"--([\w-]+):[^;{}]*;?")
_USE = re.compile(r"var\(--([\w-]+)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_CELL_END = re.compile(r"\s*</t[dh]>\s*(?=</?t[dhr]\b)")
_ROW_END = re.compile(r"\s*</tr>\s*(?=<tr\b|</t(?:head|body|foot)>)")
_AROUND = re.compile(r" ?([=*<>(){}\[\],;:?&|!%]) ?")


@lru_cache(maxsize=4)  # a page that is written once to be measured has the same style in both
def lean_style(text: str) -> str:
    """Return a style without comments and the spaces that it does without; strings in it stay as they are."""
    parts = _STRING.split(_COMMENT.sub("", text))
    return "".join(part if k % 2 else _tight(part) for k, part in enumerate(parts)).strip()


def _tight(text: str) -> str:
    """A colon keeps the space before it, which in a selector says "within"."""
    narrow = re.sub(r" ?([{};,>]) ?", r"\1", re.sub(r"\s+", " ", text)).replace(": ", ":").replace(";}", "}")
    return re.sub(r"(?<![\w.])0\.(?=\d)", ".", narrow)


def lean_script(text: str) -> str:
    """Return a script without indents, lines of comment, and the spaces around signs that it does without.

    A line that holds a template, a regular expression, a division or a comment behind it is left as it is.
    """
    lines = (line.strip() for line in text.splitlines())
    kept = [line for line in lines if line and not line.startswith("//")]
    return "".join(_narrow(line) for line in kept).strip()


def _narrow(line: str) -> str:
    if "`" in line or "/" in line or "'" in line or "\\" in line:
        return f"{line}\n"
    parts = _STRING.split(line)
    tight = "".join(part if k % 2 else _AROUND.sub(r"\1", part) for k, part in enumerate(parts))
    return tight if tight.endswith(("{", ";", ",", "(", "[")) else f"{tight}\n"


def lean_page(text: str) -> str:
    """Return a page whose style has only what its elements and scripts name, each as a whole word.

    That goes for tags, classes, ids, attributes and variables: a script that makes one must write its name in full.
    Cells and rows lose the end tags that HTML does without (section 13.1.2.4 of its standard).
    """
    words = frozenset(_WORD.findall(_STYLE.sub("", text)))
    tight = _ROW_END.sub("", _CELL_END.sub("", text))
    return _STYLE.sub(lambda found: f"<style>{used_style(lean_style(found[1]), words)}</style>", tight)


def used_style(style: str, words: AbstractSet[str]) -> str:
    """Return a lean style without the selectors and variables that name something which is none of the words."""
    rules = _used_rules(style, words)
    while (kept := _used_variables(rules, words)) != rules:
        rules = kept
    return rules


def _used_variables(style: str, words: AbstractSet[str]) -> str:
    used = words | set(_USE.findall(style))
    return _PROPERTY.sub(lambda found: found[0] if found[1] in used else "", style)


def _used_rules(style: str, words: AbstractSet[str]) -> str:
    return _RULE.sub(lambda rule: _used(rule[1], rule[2], words), style)


def _used(head: str, body: str, words: AbstractSet[str]) -> str:
    if head.startswith("@page"):
        return f"{head}{{{body}}}"
    if head.startswith("@"):
        inside = _used_rules(body, words)
        return f"{head}{{{inside}}}" if inside else ""
    met = [each for each, names in _selectors(head) if names <= words]
    return f"{','.join(met)}{{{body}}}" if met else ""


def _names(selector: str) -> frozenset[str]:
    """What an element must have that a selector meets; a script sets `data-long-name` as `longName`."""
    plain = _PSEUDO.sub("", selector)
    attributes = (_camel(each) for each in _ATTRIBUTE.findall(plain))
    return frozenset({*_NAMED.findall(plain), *attributes, *_TAG.findall(_ATTRIBUTE.sub("", plain))})


def _camel(name: str) -> str:
    if name.startswith("aria-"):
        return name
    first, *others = name.split("-")
    return first + "".join(each.capitalize() for each in others)


@lru_cache(maxsize=4096)  # a style is held against its page twice, and most of a style is that of every page
def _selectors(head: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the selectors of a rule, each with what it needs; a comma within brackets belongs to its selector."""
    return tuple((each, _names(each)) for each in re.split(r",(?![^()]*\))", head))
