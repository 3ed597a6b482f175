"""Huawei's supernodes (超节点): compute, bandwidth and cabinets by the number of cards."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def supernode(cards: float, compute: float, link: float, compute_cabinets: float, link_cabinets: float) -> Numbers:
    """Compute (EFLOPS), bandwidth (PB/s) and cabinets, from a card's ``compute`` (PFLOPS) and ``link`` (TB/s)."""
    return {
        "compute": cards * compute / 1e3,
        "bandwidth": cards * link / 1e3,
        "cabinets": compute_cabinets + link_cabinets,
        "cards_per_cabinet": cards / compute_cabinets,
    }


def multiple(old: float, new: float) -> Numbers:
    """How many times the old value the new one is."""
    return {"multiple": new / old}


METHODS = (
    Method(
        name="supernode_compute",
        report="003",
        title="Compute, bandwidth and cabinets of a supernode",
        formula="cards x compute a card; cards x link a card; compute cabinets + link cabinets",
        source="lines 1749-1770, table 22",
        inputs=(
            Input("cards", 8_192, "cards", "Atlas 950", "line 1764"),
            Input("compute", 2, "PFLOPS of FP4 a card", "Ascend 950", "lines 1754-1760"),
            Input("link", 2, "TB/s a card", "interconnect of Ascend 950", "lines 1754-1760"),
            Input("compute_cabinets", 128, "cabinets", "cabinets with cards", "line 1766"),
            Input("link_cabinets", 32, "cabinets", "cabinets that connect", "line 1766"),
        ),
        compute=supernode,
        outputs={
            "compute": "EFLOPS",
            "bandwidth": "PB/s",
            "cabinets": "cabinets",
            "cards_per_cabinet": "cards a compute cabinet",
        },
        checks=(
            Check("compute", 16, 0.5),
            Check("bandwidth", 16.3, 0.1, note="16.384; printed cut to one digit"),
            Check("cabinets", 160, 0),
            Check("cards_per_cabinet", 64, 0, "derived", "8,192 / 128"),
            Check(
                "Atlas 960", 61.95, 0.005, "derived", "15,488 x 4 PFLOPS", "compute", {"cards": 15_488, "compute": 4}
            ),
        ),
    ),
    Method(
        name="supernode_scaling",
        report="003",
        title="A new generation against the old one",
        formula="new / old (ours)",
        source="lines 1749, 1764",
        inputs=(
            Input("old", 784, "GB/s a card (any unit, the same as the new)", "Ascend 910C", "line 1749", low=1e-9),
            Input("new", 2_000, "GB/s a card", "Ascend 950", "line 1749"),
        ),
        compute=multiple,
        outputs={"multiple": "times"},
        checks=(
            Check("interconnect of a card", 2.55, 0.005, "derived", "2,000 / 784", "multiple"),
            Check(
                "cards, Atlas 960 against 950",
                1.89,
                0.005,
                "derived",
                "15,488 / 8,192",
                "multiple",
                {"old": 8_192, "new": 15_488},
            ),
        ),
        systems=("supernode_compute",),
    ),
)
