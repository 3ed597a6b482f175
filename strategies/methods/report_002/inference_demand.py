"""Users, prices and the compute they ask for (report 002, lines 244-296 and 603)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def app_user_growth(first: float, last: float, months: float) -> Numbers:
    """Growth between two counts of monthly users, and the same as a compound rate a month (ours)."""
    return {"growth": 100 * (last / first - 1), "monthly": 100 * ((last / first) ** (1 / months) - 1)}


def implied_users(users: float, growth: float) -> Numbers:
    """The count before the printed growth: users / (1 + growth)."""
    return {"users_before": users / (1 + growth / 100)}


def rebound_demand(user_growth: float, tokens_growth: float, price_change: float) -> Numbers:
    """Whether more tokens outweigh a lower price; the whole formula is ours.

    The report argues in words that a lower unit cost raises the demand for compute. Tokens grow with users and tokens
    a user; spending grows with tokens and the price. Below the break-even growth of tokens spending falls.
    """
    tokens = (1 + user_growth / 100) * (1 + tokens_growth / 100)
    kept = 1 + price_change / 100
    return {
        "tokens": 100 * (tokens - 1),
        "spending": 100 * (tokens * kept - 1),
        "break_even_tokens": 100 * (1 / kept - 1),
    }


SYSTEMS = ("lightweight_rebound_demand",)

METHODS = (
    Method(
        name="app_user_growth",
        report="002",
        title="Growth of an AI app's monthly users",
        formula="growth = last / first - 1; a month = (last / first) ^ (1 / months) - 1 (ours)",
        source="002 line 603 (Doubao, June to November 2024)",
        inputs=(
            Input("first", 27.51, "million users", "Doubao, June 2024", "line 603"),
            Input("last", 56.0, "million users", "Doubao, November 2024", "line 603"),
            Input("months", 5, "months", "from the first count to the last", "line 603"),
        ),
        compute=app_user_growth,
        outputs={"growth": "%, over the whole time", "monthly": "% a month, compound"},
        checks=(Check("growth", 103.56, 0.005, "derived"), Check("monthly", 15.28, 0.005, "derived")),
        systems=SYSTEMS,
        steers="demand signal: users against unit price",
    ),
    Method(
        name="implied_app_users",
        report="002",
        title="Monthly users of native AI apps before the printed growth",
        formula="users / (1 + growth)",
        source="002 line 296 (QuestMobile, end of February 2025)",
        inputs=(
            Input("users", 240, "million users", "February 2025", "line 296"),
            Input("growth", 88.9, "%", "against January", "line 296", low=-99.999),
        ),
        compute=implied_users,
        outputs={"users_before": "million users in January 2025"},
        checks=(Check("users_before", 127.05, 0.005, "derived"),),
        systems=SYSTEMS,
    ),
    Method(
        name="rebound_demand",
        report="002",
        title="Does volume outrun the fall of the price",
        formula="spending = (1 + users) x (1 + tokens a user) x (1 + price) - 1 (ours)",
        source="002 lines 244, 281, 294, 603 give the chain of causes in words, no equation and no elasticity",
        inputs=(
            Input("user_growth", 88.9, "%", "growth of users", "line 296", low=-99.999),
            Input("tokens_growth", 0, "%", "growth of tokens a user", low=-99.999),
            Input("price_change", -90, "%", "change of the unit price, V3 against GPT-4o", "line 251", low=-99.999),
        ),
        compute=rebound_demand,
        outputs={
            "tokens": "%, growth of tokens",
            "spending": "%, growth of spending on tokens",
            "break_even_tokens": "%, growth of tokens at which spending stays",
        },
        checks=(
            # 1.889 x 0.1 = 0.1889; 1 / 0.1 = 10
            Check("tokens", 88.9, 0.0005, "derived"),
            Check("spending", -81.11, 0.0005, "derived"),
            Check("break_even_tokens", 900, 0.0005, "derived"),
        ),
        systems=SYSTEMS,
        steers="demand signal: off when volume lags the fall of the unit cost",
    ),
)
