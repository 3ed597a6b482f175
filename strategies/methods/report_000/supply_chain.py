"""Whom the report names between a card and the tool that makes it: entries by segment, and names counted once."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def named_companies(packaging: float, test: float, front_end: float, named_twice: float) -> Numbers:
    """Entries of the three equipment segments, and distinct names among them."""
    entries = packaging + test + front_end
    return {"entries": entries, "names": entries - named_twice}


NAMED_COMPANIES = Method(
    name="supply_chain_mapping",
    report="000",
    title="Formal names by equipment segment",
    formula="entries = packaging + test + front end; names = entries - those that stand in two segments",
    source="lines 28-29",
    inputs=(
        Input("packaging", 7, "names", "advanced packaging equipment (先进封装)", "lines 28-29"),
        Input("test", 2, "names", "back-end packaging and test (后道封测)", "lines 28-29"),
        Input("front_end", 6, "names", "front-end process equipment (前道制程)", "lines 28-29"),
        Input("named_twice", 1, "names", "拓荆科技 stands in packaging and in front end", "lines 28-29"),
    ),
    compute=named_companies,
    outputs={"entries": "entries of the list", "names": "distinct companies"},
    checks=(
        Check("entries", 15, 0, kind="derived", note="7 + 2 + 6"),
        Check("names", 14, 0, kind="derived", note="15 less one that is named twice"),
    ),
)

METHODS = (NAMED_COMPANIES,)
