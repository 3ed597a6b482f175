"""What DeepSeek-V3 cost to train: GPU hours times the rent of an H800."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def training_cost(pre_training: float, context_extension: float, post_training: float, rent: float) -> Numbers:
    """Cost of three stages given in thousand GPU hours at ``rent`` (USD an hour), in million USD."""
    hours = pre_training + context_extension + post_training
    return {
        "pre_training_cost": pre_training * rent / 1e3,
        "context_extension_cost": context_extension * rent / 1e3,
        "post_training_cost": post_training * rent / 1e3,
        "hours": hours,
        "cost": hours * rent / 1e3,
    }


TRAINING_COST = Method(
    name="v3_training_cost",
    report="001",
    title="Training cost of DeepSeek-V3",
    formula="GPU hours x rent of an H800",
    source="lines 426-439",
    inputs=(
        Input("pre_training", 2_664, "thousand H800 hours", "pre-training", "line 435"),
        Input("context_extension", 119, "thousand H800 hours", "extension of the context window", "line 436"),
        Input("post_training", 5, "thousand H800 hours", "post-training", "line 437"),
        Input("rent", 2, "USD an H800 hour", "rent of one GPU", "line 439"),
    ),
    compute=training_cost,
    outputs={
        "pre_training_cost": "million USD",
        "context_extension_cost": "million USD",
        "post_training_cost": "million USD",
        "hours": "thousand H800 hours",
        "cost": "million USD",
    },
    checks=(
        Check("pre_training_cost", 5.328, 0.0005),
        Check("context_extension_cost", 0.238, 0.0005),
        Check("post_training_cost", 0.01, 0.0005),
        Check("hours", 2_788, 0),
        Check("cost", 5.576, 0.0005),
    ),
)

METHODS = (TRAINING_COST,)
