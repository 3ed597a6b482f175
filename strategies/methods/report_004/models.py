"""Language models in numbers: price against R1, how much of a model works on a token, the labour it may replace."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers

PRICE = "USD a million tokens"


def price_ratio(price: float, reference: float) -> Numbers:
    """How many times the reference price a model costs."""
    return {"ratio": price / reference}


def activation(activated: float, parameters: float, tokens: float, gpu_hours: float) -> Numbers:
    """Share of parameters (billion) that work on a token, and tokens (trillion) a GPU hour (million) in training."""
    return {"activated_share": 100 * activated / parameters, "tokens_per_gpu_hour": tokens * 1e12 / (gpu_hours * 1e6)}


def labour_market(world_product: float, labour_share: float) -> Numbers:
    """The part of the world's product (trillion USD) that is pay for labour."""
    return {"labour": world_product * labour_share / 100}


PRICE_RATIO = Method(
    name="api_price_ratio",
    report="004",
    title="Price of a model against DeepSeek R1",
    formula="price of the model / price of R1",
    source="lines 226-245; the price table has no date",
    inputs=(
        Input("price", 4.4, PRICE, "o3-mini, output", "lines 226, 234"),
        Input("reference", 2.19, PRICE, "R1, output", "line 232"),
    ),
    compute=price_ratio,
    outputs={"ratio": "times"},
    checks=(
        Check("o3-mini, output", 2.0091, 0.00005, "derived", "4.4 / 2.19", "ratio"),
        Check(
            "o3-mini, input not cached", 2.0, 1e-9, "derived", "1.1 / 0.55", "ratio", {"price": 1.1, "reference": 0.55}
        ),
        Check("o1, output", 27.3973, 0.00005, "derived", "60 / 2.19", "ratio", {"price": 60}),
        Check(
            "o1, input not cached", 27.2727, 0.00005, "derived", "15 / 0.55", "ratio", {"price": 15, "reference": 0.55}
        ),
        Check("DeepSeek-V3, output", 0.1279, 0.00005, "derived", "0.28 / 2.19", "ratio", {"price": 0.28}),
        Check("GPT-4o, output", 4.5662, 0.00005, "derived", "10 / 2.19", "ratio", {"price": 10}),
    ),
)

ACTIVATION = Method(
    name="moe_activation",
    report="004",
    title="Share of parameters at work, and training speed",
    formula="activated / all parameters; tokens / GPU hours (ours: the report prints the four numbers)",
    source="line 45",
    inputs=(
        Input("activated", 37, "billion parameters", "at work on one token, DeepSeek-V3", "line 45"),
        Input("parameters", 671, "billion parameters", "of the whole model", "line 45"),
        Input("tokens", 14.8, "trillion tokens", "read in pre-training", "line 45"),
        Input("gpu_hours", 2.664, "million H800 hours", "of pre-training", "line 45"),
    ),
    compute=activation,
    outputs={"activated_share": "percent", "tokens_per_gpu_hour": "tokens an H800 hour"},
    checks=(
        Check("activated_share", 5.51, 0.005, kind="derived", note="37 / 671"),
        Check("tokens_per_gpu_hour", 5_555_556, 1, kind="derived", note="14.8 trillion / 2.664 million"),
    ),
)

LABOUR = Method(
    name="labour_tam",
    report="004",
    title="Labour that AI may replace",
    formula="world product x labour's share",
    source="line 303",
    inputs=(
        Input("world_product", 84, "trillion USD a year", "implied: 42 trillion are half of it", "line 303, implied"),
        Input("labour_share", 50, "percent", "labour's share of the world's product", "line 303", high=100),
    ),
    compute=labour_market,
    outputs={"labour": "trillion USD a year"},
    checks=(Check("labour", 42, 0, note="84 is backed out of this number, so it checks the units only"),),
)

METHODS = (PRICE_RATIO, ACTIVATION, LABOUR)
