"""Who belongs to the Ascend chain, and how fast chips took up a model (report 002, lines 306, 354-370, 529-551)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.table import read_table

FLAGS = ("cooperation", "investment", "equity_link", "product")

# Days of February 2025 on which table 6 names vendors; the release was 31 - 20 = 11 days before its first.
DAYS = (1, 2, 4, 5, 6, 7)


def supplier_screen(cooperation: float, investment: float, equity_link: float, product: float) -> Numbers:
    """Whether a supplier passes, 1 or 0: an AI-hardware product and at least one tie to Huawei; the rule is ours."""
    ties = cooperation + investment + equity_link
    return {"ties": ties, "passes": float(ties >= 1 and product >= 1)}


def adaptation_lag(*, release_day: float, **vendors: float) -> Numbers:
    """Vendors that adapted the model, and the days from its release to the first, last and average of them."""
    counts = [vendors[f"february_{day}"] for day in DAYS]
    lags = [31 - release_day + day for day in DAYS]
    seen = [lag for lag, count in zip(lags, counts, strict=True) if count > 0]
    if not seen:
        raise ValueError("no vendor on any day")
    weighted = sum(lag * count for lag, count in zip(lags, counts, strict=True))
    return {"vendors": sum(counts), "first": seen[0], "last": seen[-1], "average": weighted / sum(counts)}


def _supplier_checks() -> tuple[Check, ...]:
    return tuple(
        Check(
            row["company"],
            1,
            0,
            note=f"line {row['line']}",
            output="passes",
            inputs={flag: float(row[flag]) for flag in FLAGS},
        )
        for row in read_table("002", "ascend_suppliers")
    )


def _flag(name: str, default: float, meaning: str, source: str) -> Input:
    return Input(name, default, "1 or 0", meaning, source, high=1)


METHODS = (
    Method(
        name="ascend_supplier_screen",
        report="002",
        title="Selection of Ascend suppliers",
        formula="an AI-hardware product, and one of: long business, strategic investment, equity tie (ours)",
        source="002 lines 354-370, seven companies",
        inputs=(
            _flag("cooperation", 1, "long business with Huawei; Huafeng (华丰科技)", "line 358"),
            _flag("investment", 0, "strategic investment by Huawei's Hubble", "line 360"),
            _flag("equity_link", 0, "tie through shares in a supplier of Huawei", "line 356"),
            _flag("product", 1, "product for AI hardware", "lines 354-370"),
        ),
        compute=supplier_screen,
        outputs={"ties": "ties to Huawei", "passes": "1 when it belongs to the chain, else 0"},
        checks=(
            *_supplier_checks(),
            Check("no tie", 0, 0, "derived", output="passes", inputs={"cooperation": 0}),
            Check("no product", 0, 0, "derived", output="passes", inputs={"product": 0}),
        ),
        steers="universe of the Ascend family",
        discrepancy="line 356 ties 泰嘉股份 to 雅达 through a holding, line 962 directly: held as an equity tie only",
    ),
    Method(
        name="adaptation_lag",
        report="002",
        title="Days until chip vendors had adapted a model",
        formula="day of the vendor - day of the release; counts by day",
        source="002 line 306 and table 6, lines 529-551",
        inputs=(
            Input("release_day", 20, "day of January 2025", "release of DeepSeek-R1", "line 306", high=31),
            *(
                Input(f"february_{day}", count, "vendors", f"vendors on 2025-02-{day:02}", "table 6")
                for day, count in zip(DAYS, (1, 1, 3, 3, 5, 4), strict=True)
            ),
        ),
        compute=adaptation_lag,
        outputs={
            "vendors": "vendors",
            "first": "days to the first vendor",
            "last": "days to the last",
            "average": "days, mean over vendors",
        },
        checks=(
            Check("vendors", 17, 0),
            Check("first", 12, 0, "derived"),
            Check("last", 18, 0, "derived"),
            # (12 + 13 + 3 x 15 + 3 x 16 + 5 x 17 + 4 x 18) / 17 = 275 / 17
            Check("average", 16.18, 0.005, "derived"),
        ),
        steers="ecosystem signal: more vendors and shorter lags",
    ),
)
