"""Elements of SVG as markup; words in both languages become two spans of which the page shows one."""

from __future__ import annotations

from markupsafe import Markup, escape

from data_sources.language.text import Text, same
from data_sources.plain_text import visible


def element(tag: str, *children: Markup, **attributes: object) -> Markup:
    """Return an element; an underscore in an attribute's name is a dash, one at its end is dropped (``class_``).

    Numbers are written with at most one digit behind the point. An attribute that is None is left out.
    """
    written = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    inside = Markup("").join(children)
    return Markup(f"<{tag}{written}>{inside}</{tag}>" if children else f"<{tag}{written}/>")  # noqa: S704 - escaped above


def words(text: str, **attributes: object) -> Markup:
    """Return a text element in both languages."""
    return element("text", *spoken(text, "tspan"), **attributes)


def hint(text: str) -> Markup:
    """Return the title of an element, which a pointer that rests on it shows; one language after the other."""
    said = same(text)
    both = said if said.zh == said else f"{said} / {said.zh}"
    return element("title", escape(visible(both)))


def spoken(text: str, tag: str = "span") -> tuple[Markup, ...]:
    """Return words as elements of both languages; as they stand where both are written alike, none for no words."""
    seen = Text(visible(str(same(text))), visible(same(text).zh))
    if seen.zh == seen:
        return (escape(str(seen)),)
    both = (("en", str(seen)), ("zh", seen.zh))
    # Put together as text: to format a Markup takes several times as long, and a page has thousands of these.
    return tuple(Markup(f"<{tag} lang={lang}>{escape(said)}</{tag}>") for lang, said in both if said)  # noqa: S704


def short(value: float) -> str:
    """Return a number with at most one digit behind the point, which is a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def _name(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")


def _value(value: object) -> str:
    if isinstance(value, float):
        return short(value)
    return str(escape(str(value)))
