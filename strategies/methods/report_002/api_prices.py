"""What a workload costs at the clouds' list prices, and what a discount says about the dearer model (002, table 7)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.table import read_table

# CNY for one million tokens in and one million out, added up by hand from table 7.
COST_BY_CLOUD = {
    ("Volcano Engine", "DeepSeek-V3"): 10.0,
    ("Volcano Engine", "DeepSeek-R1"): 20.0,
    ("Tencent Cloud", "DeepSeek-V3"): 10.0,
    ("Tencent Cloud", "DeepSeek-R1"): 20.0,
    ("Alibaba Cloud", "DeepSeek-V3"): 10.0,
    ("Alibaba Cloud", "DeepSeek-R1"): 20.0,
    ("Baidu Cloud", "DeepSeek-V3"): 2.4,
    ("Baidu Cloud", "DeepSeek-R1"): 10.0,
}


def api_request_cost(input_tokens: float, output_tokens: float, input_price: float, output_price: float) -> Numbers:
    """Cost of tokens at list prices in CNY a million tokens, and the price of an average token (ours)."""
    cost = (input_tokens * input_price + output_tokens * output_price) / 1e6
    return {"cost": cost, "average_price": 1e6 * cost / (input_tokens + output_tokens)}


def api_discount(new_price: float, discount: float) -> Numbers:
    """What "cheaper by at least this much" says about the other price: the least it can be, and the price ratio.

    The report prints the discounts (V3 against GPT-4o above 90%, R1 against o1 above 96%) but none of the Western
    prices, which are in images: the formula 1 - new / old is solved for the old price.
    """
    return {"old_price": new_price / (1 - discount / 100), "price_ratio": 1 / (1 - discount / 100)}


def _cost_checks() -> tuple[Check, ...]:
    rows = [row for row in read_table("002", "api_prices") if row["input_price"]]
    return tuple(
        Check(
            f"{row['model']} at {row['cloud']}",
            COST_BY_CLOUD[row["cloud"], row["model"]],
            0,
            "derived",
            f"line {row['line']}",
            "cost",
            {"input_price": float(row["input_price"]), "output_price": float(row["output_price"])},
        )
        for row in rows
    )


METHODS = (
    Method(
        name="api_request_cost",
        report="002",
        title="Cost of a workload at API list prices",
        formula="(input tokens x input price + output tokens x output price) / 1,000,000",
        source="002 table 7, lines 627-639 (list prices of February 2025, Huawei Cloud prints none)",
        inputs=(
            Input("input_tokens", 1_000_000, "tokens", "tokens read"),
            Input("output_tokens", 1_000_000, "tokens", "tokens written"),
            Input("input_price", 4.0, "CNY a million tokens", "DeepSeek-R1 at Volcano Engine", "line 631"),
            Input("output_price", 16.0, "CNY a million tokens", "DeepSeek-R1 at Volcano Engine", "line 631"),
        ),
        compute=api_request_cost,
        outputs={"cost": "CNY, cost of the workload", "average_price": "CNY a million tokens, both kinds together"},
        checks=_cost_checks(),
        steers="price side of the cloud price-volume rule",
    ),
    Method(
        name="api_discount",
        report="002",
        title="What a printed API discount implies for the dearer model",
        formula="discount = 1 - new price / old price, solved for the old price (ours)",
        source="002 line 251 (discounts), lines 630-631 (prices)",
        inputs=(
            Input("new_price", 8.0, "CNY a million tokens", "DeepSeek-V3, output", "line 630"),
            Input("discount", 90, "%", "V3 against GPT-4o, at least", "line 251", high=99.999),
        ),
        compute=api_discount,
        outputs={
            "old_price": "CNY a million tokens, least price of the dearer model",
            "price_ratio": "x, least ratio of the dearer price to the new one",
        },
        checks=(
            Check("GPT-4o over V3", 10, 0.0005, "derived", output="price_ratio"),
            Check("o1 over R1", 25, 0.0005, "derived", output="price_ratio", inputs={"discount": 96}),
            Check("GPT-4o output, least", 80, 0.0005, "derived", output="old_price"),
            Check(
                "o1 output, least",
                400,
                0.0005,
                "derived",
                output="old_price",
                inputs={"new_price": 16, "discount": 96},
            ),
        ),
    ),
)
