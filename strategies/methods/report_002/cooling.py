"""The liquid-cooling market back to its base and forward along its growth (report 002, lines 975-978 and 1319)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers

SYSTEMS = ("liquid_cooling_projection",)


def market_path(final: float, growth: float, years: float, years_on: float) -> Numbers:
    """Base behind a final value at a compound rate, and the value some years after the base.

    The report prints the final value and the rate; base and path are derived.
    """
    base = final / (1 + growth / 100) ** years
    return {"base": base, "value": base * (1 + growth / 100) ** years_on}


def price_from_growth(market: float, market_growth: float, shipment_growth: float) -> Numbers:
    """Market a year before, and growth of the average price: market growth over shipment growth."""
    grown = 1 + market_growth / 100
    return {"before": market / grown, "price_growth": 100 * (grown / (1 + shipment_growth / 100) - 1)}


def _idc(years_on: float, expected: float) -> Check:
    name = f"liquid-cooled servers, {2023 + years_on:.0f}"
    inputs = {"final": 10.2, "growth": 47.6, "years": 5, "years_on": years_on}
    return Check(name, expected, 0.0005, "derived", "USD bn, line 1319", "value", inputs)


METHODS = (
    Method(
        name="liquid_cooling_market",
        report="002",
        title="Liquid-cooling market along its growth rate",
        formula="base = final / (1 + growth) ^ years; value = base x (1 + growth) ^ years on",
        source="002 lines 11, 975, 978 (China, CNY), 1319 (IDC, liquid-cooled servers, USD)",
        inputs=(
            Input("final", 100, "CNY bn", "China, 2027, more than", "line 978"),
            Input("growth", 60, "% a year", "compound growth 2023 to 2027", "line 978", low=-99.999),
            Input("years", 4, "years", "2023 to 2027"),
            Input("years_on", 1, "years", "years after the base"),
        ),
        compute=market_path,
        outputs={"base": "CNY bn in 2023", "value": "CNY bn in the asked year"},
        checks=(
            Check("China, 2023", 15.26, 0.005, "derived", output="base"),
            _idc(0, 1.456),
            _idc(1, 2.149),
            _idc(2, 3.172),
            _idc(3, 4.682),
            _idc(4, 6.911),
            _idc(5, 10.2),
        ),
        systems=SYSTEMS,
        steers="cooling demand signal: a market below the path",
    ),
    Method(
        name="liquid_cooling_price",
        report="002",
        title="Liquid-cooled servers: the half-year before and the average price",
        formula="market / (1 + growth); (1 + market growth) / (1 + shipment growth) - 1",
        source="002 line 1319 (IDC, first half of 2024)",
        inputs=(
            Input("market", 1.26, "USD bn", "China, first half of 2024", "line 1319"),
            Input("market_growth", 98.3, "%", "on the year", "line 1319", low=-99.999),
            Input("shipment_growth", 81.8, "%", "on the year", "line 1319", low=-99.999),
        ),
        compute=price_from_growth,
        outputs={"before": "USD bn, first half of 2023", "price_growth": "%, average price"},
        checks=(Check("before", 0.635, 0.0005, "derived"), Check("price_growth", 9.08, 0.005, "derived")),
        systems=SYSTEMS,
    ),
)
