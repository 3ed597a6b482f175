"""Why new models are cheap to run: smaller caches, few active parameters, two tokens a step (002, lines 108-212)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def kv_cache_size(
    *, heads: float, head_dimension: float, groups: float, latent: float, rope_dimension: float, layers: float
) -> Numbers:
    """Elements cached for a token by four kinds of attention.

    The report prints 2 x heads x dimension x layers for multi-head attention, groups or one in place of heads for the
    grouped and the multi-query kind, and (latent + decoupled key) x layers, about 4.5 x dimension x layers, for the
    latent kind (MLA).
    """
    multi_head = 2 * heads * head_dimension * layers
    multi_latent = (latent + rope_dimension) * layers
    return {
        "multi_head": multi_head,
        "grouped_query": 2 * groups * head_dimension * layers,
        "multi_query": 2 * head_dimension * layers,
        "multi_latent": multi_latent,
        "latent_in_dimensions": multi_latent / (head_dimension * layers),
        "latent_to_multi_head": multi_latent / multi_head,
    }


def moe_sparsity(total: float, active: float) -> Numbers:
    """Share of the parameters that work on a token, and its inverse."""
    return {"active_share": 100 * active / total, "leverage": total / active}


def mtp_speedup(acceptance: float, measured: float) -> Numbers:
    """Tokens a step when one more token is predicted (1 + acceptance, ours), and what the printed speed loses of it."""
    tokens = 1 + acceptance / 100
    return {"tokens_a_step": tokens, "overhead": 100 * (1 - measured / tokens)}


KV_CACHE = Method(
    name="kv_cache_size",
    report="002",
    title="Size of the key-value cache by kind of attention",
    formula="MHA 2 x heads x dimension x layers; GQA groups, MQA one, in place of heads; MLA (latent + key) x layers",
    source="002 lines 166-170 (DeepSeek-V2's technical report)",
    inputs=(
        Input("heads", 128, "heads", "attention heads; our example"),
        Input("head_dimension", 128, "elements", "dimension of a head; our example"),
        Input("groups", 8, "groups", "key-value groups of the grouped kind; our example"),
        Input("latent", 512, "elements", "compressed dimension, four heads' worth; our example"),
        Input("rope_dimension", 64, "elements", "decoupled key, half a head's worth; our example"),
        Input("layers", 1, "layers", "layers of the model; our example"),
    ),
    compute=kv_cache_size,
    outputs={
        "multi_head": "elements a token (MHA)",
        "grouped_query": "elements a token (GQA)",
        "multi_query": "elements a token (MQA)",
        "multi_latent": "elements a token (MLA)",
        "latent_in_dimensions": "MLA in head dimensions a layer",
        "latent_to_multi_head": "MLA over MHA",
    },
    checks=(
        Check("latent_in_dimensions", 4.5, 0, note="line 170 prints 9/2"),
        Check("latent_to_multi_head", 0.01758, 0.000005, "derived"),
        Check("multi_head", 32_768, 0, "derived"),
        Check("grouped_query", 2_048, 0, "derived"),
        Check("multi_query", 256, 0, "derived"),
        Check("multi_latent", 576, 0, "derived"),
    ),
)

SPARSITY = Method(
    name="moe_sparsity",
    report="002",
    title="Active share of a mixture-of-experts model",
    formula="active parameters / all parameters",
    source="002 lines 108, 209, 212",
    inputs=(
        Input("total", 671, "billion parameters", "DeepSeek-V3 and R1", "line 108"),
        Input("active", 37, "billion parameters", "at work on one token", "line 108"),
    ),
    compute=moe_sparsity,
    outputs={"active_share": "% of the parameters", "leverage": "x, all over active"},
    checks=(
        Check("V3 and R1", 5.51, 0.005, "derived", output="active_share"),
        Check(
            "Doubao-1.5-pro",
            7,
            0,
            note="line 209 prints one seventh active and a leverage of 7",
            output="leverage",
            inputs={"total": 7, "active": 1},
        ),
        Check("QwQ-32B to R1", 4.77, 0.005, "derived", output="active_share", inputs={"active": 32}),
    ),
)

SPEED = Method(
    name="mtp_speedup",
    report="002",
    title="Speed from predicting one more token",
    formula="tokens a step = 1 + acceptance (ours); overhead = 1 - printed speed / tokens a step (ours)",
    source="002 line 175",
    inputs=(
        Input("acceptance", 85, "%", "second tokens that are kept, 85 to 90", "line 175", high=100),
        Input("measured", 1.8, "x", "printed speed against one token a step", "line 175"),
    ),
    compute=mtp_speedup,
    outputs={"tokens_a_step": "tokens a step", "overhead": "%, speed lost to the second head"},
    checks=(
        Check(
            "printed speed at 85%",
            1.8,
            0.04,
            "not_reproduced",
            "1.85, on the edge of what rounds to 1.8",
            "tokens_a_step",
        ),
        Check("printed speed at 90%", 1.8, 0.04, "not_reproduced", "1.90", "tokens_a_step", inputs={"acceptance": 90}),
        Check("tokens_a_step", 1.85, 0, "derived"),
        Check("tokens_a_step", 1.9, 0, "derived", inputs={"acceptance": 90}),
        # 1 - 1.8 / 1.85 and 1 - 1.8 / 1.9
        Check("overhead", 2.70, 0.005, "derived"),
        Check("overhead", 5.26, 0.005, "derived", inputs={"acceptance": 90}),
    ),
    discrepancy="85% to 90% acceptance gives 1.85 to 1.90 tokens a step, 1.8 is printed: we hold 1.8 right, as a "
    "measured speed that pays for the second head",
)

METHODS = (KV_CACHE, SPARSITY, SPEED)
