"""The phone subsidy of January 2025: what a buyer gets, and how much extra growth the report's scenario assumes."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def subsidy(price: float, rate: float, most: float, price_limit: float) -> Numbers:
    """Subsidy on a phone in yuan: ``rate`` percent of the price, at most ``most``, none above ``price_limit``."""
    paid = min(price * rate / 100, most) if price <= price_limit else 0.0
    return {"subsidy": paid, "price_at_cap": 100 * most / rate}


def scenario_uplift(growth: float, base: float, weakest_band: float, best_band: float) -> Numbers:
    """The uplift (points, mean over price bands by share) in a scenario's growth, and where it lies among the bands.

    ``place`` is 0 at the weakest band's uplift and 1 at the best band's; below 0 no weights of bands can give it.
    """
    uplift = growth - base
    return {"uplift": uplift, "place": (uplift - weakest_band) / (best_band - weakest_band)}


SUBSIDY = Method(
    name="phone_subsidy_payment",
    report="001",
    title="Subsidy on one phone",
    formula="0 above the price limit, else the smaller of 15% of the price and 500 yuan",
    source="line 848",
    inputs=(
        Input("price", 4_000, "yuan", "price of the phone"),
        Input("rate", 15, "percent", "share of the price that is paid", "line 848", low=0.01, high=100),
        Input("most", 500, "yuan", "most that is paid", "line 848"),
        Input("price_limit", 6_000, "yuan", "highest price that is subsidised", "line 848"),
    ),
    compute=subsidy,
    outputs={"subsidy": "yuan", "price_at_cap": "yuan, the price from which the cap binds"},
    checks=(
        Check("price_at_cap", 3_333.33, 0.005, kind="derived", note="500 / 15%"),
        *(
            Check(f"subsidy at {price} yuan", paid, 0, "derived", "by the printed rule", "subsidy", {"price": price})
            for price, paid in ((2_000, 300), (3_000, 450), (4_000, 500), (6_000, 500), (6_001, 0))
        ),
    ),
)

SCENARIO = Method(
    name="phone_growth_scenario",
    report="001",
    title="Uplift in the phone growth scenario",
    formula="uplift = growth - base; place = (uplift - weakest band) / (best band - weakest band) (ours)",
    source="lines 850-852; the shares of the price bands stand only in a chart, so the scenario is read backwards",
    inputs=(
        Input(
            "growth",
            10.5,
            "percent",
            "expected growth of the half year, lower end of 2025H1",
            "lines 850-852",
            low=-100,
        ),
        Input("base", 5, "percent", "growth without the subsidy", "lines 850-852", low=-100),
        Input("weakest_band", 4, "percentage points", "uplift above 6,000 yuan, lower end", "lines 850-852"),
        Input("best_band", 10, "percentage points", "uplift at 3,000 to 4,000 yuan, upper end", "lines 850-852"),
    ),
    compute=scenario_uplift,
    outputs={"uplift": "percentage points", "place": "0 at the weakest band, 1 at the best"},
    checks=(
        Check("2025H1, lower end", 5.5, 0, "derived", "10.5 - 5", "uplift"),
        Check("2025H1, upper end", 6.7, 1e-6, "derived", "11.7 - 5", "uplift", {"growth": 11.7}),
        Check("2025H2, lower end", 0.5, 1e-6, "derived", "5.5 - 5: below every band", "uplift", {"growth": 5.5}),
        Check("2025H2, upper end", 3.2, 1e-6, "derived", "8.2 - 5: below every band", "uplift", {"growth": 8.2}),
    ),
    discrepancy=(
        "Every band's uplift is 4 points or more, yet the second half assumes 0.5 to 3.2: the effect must fade, by how "
        "much is not said. The scenario cannot be recomputed forwards."
    ),
)

METHODS = (SUBSIDY, SCENARIO)
