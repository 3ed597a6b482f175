"""What it costs to train a large model, from GPU hours and a rental price (report 002, line 251)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def training_cost(
    gpu_hours: float, usd_per_gpu_hour: float, gpus: float, other_gpu_hours: float, other_cost: float
) -> Numbers:
    """Cost and length of a run, and how a second and a third model compare with it.

    Cost is GPU hours times the rental price; the days assume that all cards work all the time (ours). The report
    prints a cost of 5.576 million USD for DeepSeek-V3 and no length.
    """
    cost = gpu_hours * usd_per_gpu_hour
    return {
        "cost": cost,
        "days": gpu_hours / gpus / 24,
        "hours_ratio": other_gpu_hours / gpu_hours,
        "cost_ratio": other_cost / cost,
    }


METHODS = (
    Method(
        name="training_cost",
        report="002",
        title="Training cost from GPU hours",
        formula="cost = GPU hours x rental price; days = GPU hours / cards / 24 (ours); ratios to other models (ours)",
        source="002 lines 108, 251",
        inputs=(
            Input("gpu_hours", 2_788_000, "GPU hours", "H800 hours that DeepSeek-V3 took", "line 251"),
            Input("usd_per_gpu_hour", 2.0, "USD a GPU hour", "assumed rental price of an H800", "line 251"),
            Input("gpus", 2048, "cards", "H800 cards in the cluster", "line 251"),
            Input("other_gpu_hours", 30_800_000, "GPU hours", "hours that Llama 3.1-405B took", "line 251"),
            Input("other_cost", 100_000_000, "USD", "cost of GPT-4o, about", "line 251"),
        ),
        compute=training_cost,
        outputs={
            "cost": "USD, cost of the run",
            "days": "days on the wall clock at full use",
            "hours_ratio": "x, GPU hours of Llama 3.1-405B over those of the run",
            "cost_ratio": "x, cost of GPT-4o over that of the run",
        },
        checks=(
            Check("cost", 5_576_000, 0),
            Check("days", 56.72, 0.005, "derived"),
            Check("hours_ratio", 11.05, 0.005, "derived"),
            Check("cost_ratio", 17.93, 0.005, "derived"),
        ),
    ),
)
