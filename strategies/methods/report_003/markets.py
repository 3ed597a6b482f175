"""Markets and their growth as printed: circuit boards, packaging, China's GPU market, phones with generative AI."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import compound_growth, growth

CNY = "100 million CNY"


def _market_growth(start: float, end: float, years: float) -> Numbers:
    return {"growth": compound_growth(start, end, years)}


def gpu_market(data_centre: float, other: float, desktop: float) -> Numbers:
    """AI compute is data-centre plus other, the whole GPU market is AI compute plus desktop; one unit for all."""
    ai_compute = data_centre + other
    return {"ai_compute": ai_compute, "total": ai_compute + desktop}


def _share(part: float, whole: float) -> Numbers:
    return {"share": 100 * part / whole}


def _first_day(issue_price: float, close: float) -> Numbers:
    return {"gain": growth(issue_price, close)}


def _growth_check(name: str, printed: float, tolerance: float, values: tuple[float, float, float]) -> Check:
    return Check(name, printed, tolerance, output="growth", inputs=_ends(values))


def _not_reproduced(name: str, printed: float, values: tuple[float, float, float], note: str) -> Check:
    return Check(name, printed, 0.5, "not_reproduced", note, "growth", _ends(values))


def _ends(values: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip(("start", "end", "years"), values, strict=True))


METHODS = (
    Method(
        name="cagr_checks",
        report="003",
        title="Compound growth of the printed markets",
        formula="(end / start)^(1 / years) - 1",
        source="lines 977, 1195, 1666, 1708, 1717",
        inputs=(
            Input(
                "start", 695, "100 million USD", "circuit boards in 2023 (any unit, the same as the end)", "line 977"
            ),
            Input("end", 904, "100 million USD", "circuit boards expected for 2028", "line 977"),
            Input("years", 5, "years", "from start to end", "line 977", low=0.25),
        ),
        compute=_market_growth,
        outputs={"growth": "percent a year"},
        checks=(
            _growth_check("circuit boards 2023-28", 5.4, 0.05, (695, 904, 5)),
            _growth_check("advanced packaging 2024-28", 11, 0.5, (519, 786, 4)),
            _growth_check("China AI compute GPU 2020-24", 62.5, 0.05, (142.86, 996.72, 4)),
            _growth_check("China data-centre GPU 2020-24", 70.1, 0.05, (82.0, 687.22, 4)),
            _not_reproduced("China AI compute GPU to 2029", 56.7, (996.72, 10_333.4, 5), "59.6 from 2024"),
            _not_reproduced("China data-centre GPU to 2029", 55.7, (687.22, 6_639.16, 5), "57.4 from 2024"),
            _not_reproduced("other AI compute to 2029", 58.8, (309.5, 3_694.24, 5), "64.2 from 2024"),
            _not_reproduced("drilling machines to 2031", 5.9, (92.5, 157, 8), "6.8 from 2023, the printed base"),
        ),
        discrepancy=(
            "The growth printed for GPUs to 2029 and for drilling machines to 2031 does not lead from the printed base "
            "to the printed end: it is probably counted from 2025, of which no value is printed. We hold the values."
        ),
    ),
    Method(
        name="gpu_market_identity",
        report="003",
        title="Parts of China's GPU market",
        formula="AI compute = data-centre + other; total = AI compute + desktop",
        source="lines 1706-1717",
        inputs=(
            Input("data_centre", 6_639.16, CNY, "data-centre GPUs expected for 2029", "line 1717"),
            Input("other", 3_694.24, CNY, "other AI compute, edge and cloud, expected for 2029", "line 1717"),
            Input("desktop", 3_302.38, CNY, "desktop GPUs expected for 2029", "line 1708"),
        ),
        compute=gpu_market,
        outputs={"ai_compute": CNY, "total": CNY},
        checks=(
            Check("AI compute 2029", 10_333.4, 0.005, output="ai_compute"),
            Check("total 2029", 13_635.78, 0.005, output="total"),
            Check(
                "total 2024",
                1_638.17,
                0.005,
                output="total",
                note="other is 996.72 less 687.22",
                inputs={"data_centre": 687.22, "other": 309.5, "desktop": 641.45},
            ),
            Check(
                "total 2020",
                384.77,
                0.005,
                output="total",
                note="other is 142.86 less 82.0",
                inputs={"data_centre": 82.0, "other": 60.86, "desktop": 241.91},
            ),
        ),
    ),
    Method(
        name="genai_phone_share_identity",
        report="003",
        title="Share of phones with generative AI",
        formula="phones with generative AI / all phones",
        source="lines 2092, 2119",
        inputs=(
            Input("part", 3.7, "100 million units", "phones with generative AI, 2025", "line 2119"),
            Input("whole", 12.4, "100 million units", "smartphones, 2025", "line 2092"),
        ),
        compute=_share,
        outputs={"share": "percent"},
        checks=(Check("share", 30, 0.5),),
        discrepancy="34% of line 2081 counts AI phones by another definition; it is no misprint of the 30%.",
    ),
    Method(
        name="minimax_first_day",
        report="003",
        title="First day of MiniMax in Hong Kong",
        formula="close / issue price - 1",
        source="line 1495",
        inputs=(
            Input("issue_price", 165, "HKD", "issue price", "line 1495"),
            Input("close", 345, "HKD", "close of 2026-01-09, its first day", "line 1495"),
        ),
        compute=_first_day,
        outputs={"gain": "percent"},
        checks=(Check("gain", 110, 1, note="109.1, printed as about 110"),),
    ),
)
