"""Demand for compute: tokens sold today, users who pay, and tokens beside capex as two gauges."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers

PRICE = "USD a million tokens"
EXPANSION, STRESS, CAUTION, CONTRACTION = 4.0, 3.0, 2.0, 1.0


def token_revenue(input_tokens: float, output_tokens: float, input_price: float, output_price: float) -> Numbers:
    """Revenue in million USD; tokens in million, prices in USD a million tokens."""
    return {"revenue": (input_tokens * input_price + output_tokens * output_price) / 1e6}


def tokens_in_text(characters: float, words: float, per_token: float, words_per_token: float) -> Numbers:
    """Tokens of an English text by its characters (``per_token`` of them a token) and by its words."""
    return {"by_characters": characters / per_token, "by_words": words / words_per_token}


def paying_users(users: float, paying_share: float) -> Numbers:
    """Users who pay, in the unit of ``users``; ``paying_share`` in percent."""
    return {"paying": users * paying_share / 100}


def demand_regime(token_growth: float, capex_growth: float, cash_flow_growth: float) -> Numbers:
    """Today's demand (tokens) beside tomorrow's (capex): 4 expansion, 3 stress, 2 caution, 1 contraction.

    Stress: capex grows while operating cash flow does not. Caution: tokens grow and capex does not.
    """
    if capex_growth > 0:
        healthy = token_growth > 0 and cash_flow_growth > 0
        return {"regime": EXPANSION if healthy else STRESS}
    return {"regime": CAUTION if token_growth > 0 else CONTRACTION}


def _price_checks() -> tuple[Check, ...]:
    prices = (
        ("GPT-4o", 5, 15),
        ("Claude 3 Haiku", 0.25, 1.25),
        ("Claude 3 Sonnet", 3, 15),
        ("Claude 3 Opus", 15, 75),
        ("Gemini 1.5 Pro", 7, 21),
    )
    return tuple(
        Check(
            f"{model}, a trillion tokens {side}",
            price,
            1e-9,
            output="revenue",
            inputs={
                "input_price": read,
                "output_price": written,
                "input_tokens": tokens_in,
                "output_tokens": tokens_out,
            },
            note="a trillion tokens at n USD a million are n million USD",
        )
        for model, read, written in prices
        for side, price, tokens_in, tokens_out in (("read", read, 1e6, 0), ("written", written, 0, 1e6))
    )


METHODS = (
    Method(
        name="token_revenue",
        report="003",
        title="Revenue from tokens",
        formula="tokens read x their price + tokens written x their price",
        source="lines 172-178, table 1 (undated)",
        inputs=(
            Input("input_tokens", 1e6, "million tokens", "tokens read"),
            Input("output_tokens", 1e6, "million tokens", "tokens written"),
            Input("input_price", 5, PRICE, "GPT-4o, read", "line 178"),
            Input("output_price", 15, PRICE, "GPT-4o, written", "line 178"),
        ),
        compute=token_revenue,
        outputs={"revenue": "million USD"},
        checks=_price_checks(),
    ),
    Method(
        name="tokens_in_text",
        report="003",
        title="Tokens of an English text",
        formula="characters / 4; words / 0.75",
        source="line 168",
        inputs=(
            Input("characters", 4_000, "characters", "length of the text"),
            Input("words", 750, "words", "length of the text"),
            Input("per_token", 4, "characters a token", "rule of thumb", "line 168"),
            Input("words_per_token", 0.75, "words a token", "rule of thumb", "line 168"),
        ),
        compute=tokens_in_text,
        outputs={"by_characters": "tokens", "by_words": "tokens"},
        checks=(
            Check("by_characters", 1_000, 0, "derived", "4,000 / 4"),
            Check("by_words", 1_000, 1e-9, "derived", "750 / 0.75"),
        ),
        systems=("token_revenue",),
    ),
    Method(
        name="chatgpt_funnel",
        report="003",
        title="Users who pay for ChatGPT",
        formula="weekly users x share that pays",
        source="line 442",
        inputs=(
            Input("users", 800, "million", "weekly active users, more than", "line 442"),
            Input("paying_share", 5, "percent", "share that pays", "line 442", high=100),
        ),
        compute=paying_users,
        outputs={"paying": "million"},
        checks=(
            Check("now", 40, 0.5, output="paying"),
            Check(
                "2030",
                220,
                5,
                output="paying",
                inputs={"users": 2_600, "paying_share": 8.5},
                note="221; printed to ten million",
            ),
        ),
    ),
    Method(
        name="two_gauge_demand",
        report="003",
        title="Two gauges of compute demand",
        formula="signs of token, capex and cash flow growth (regimes are ours; the report names the two gauges)",
        source="lines 170, 2288",
        inputs=(
            Input("token_growth", 10, "percent", "growth of tokens; the report prints none", low=-100),
            Input("capex_growth", 75, "percent", "five clouds, 2025Q1-Q3 on the year before", "line 226", low=-100),
            Input("cash_flow_growth", 10, "percent", "growth of operating cash flow; the report prints none", low=-1e6),
        ),
        compute=demand_regime,
        outputs={"regime": "4 expansion, 3 stress, 2 caution, 1 contraction"},
        checks=(
            Check("all three grow", EXPANSION, 0, "derived", "both gauges up", "regime"),
            Check(
                "capex without cash flow",
                STRESS,
                0,
                "derived",
                "spending runs ahead",
                "regime",
                {"cash_flow_growth": -5},
            ),
            Check(
                "tokens without capex", CAUTION, 0, "derived", "tomorrow's demand falls", "regime", {"capex_growth": -5}
            ),
        ),
        steers="hyperscaler capex gate, once a token series is imported",
    ),
)
