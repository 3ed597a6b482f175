"""DeepMind's levels of general AI, by the share of skilled adults that a system beats."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers

EMERGING = 1.0


def performance_level(beaten: float, competent: float, expert: float, virtuoso: float, superhuman: float) -> Numbers:
    """Level 1 (emerging) to 5 (superhuman) for a percentile of skilled adults; each bound belongs to the upper level.

    Level 0, no AI at all, is not a matter of percentiles and is never given.
    """
    return {"level": EMERGING + sum(beaten >= bound for bound in (competent, expert, virtuoso, superhuman))}


LEVELS = Method(
    name="agi_levels",
    report="004",
    title="Level of general AI",
    formula="2 from the 50th percentile, 3 from the 90th, 4 from the 99th, 5 at the 100th, else 1",
    source="lines 277-297",
    inputs=(
        Input("beaten", 50, "percentile of skilled adults", "how many skilled adults the system beats", high=100),
        Input("competent", 50, "percentile", "lower bound of level 2", "lines 279-283", high=100),
        Input("expert", 90, "percentile", "lower bound of level 3", "lines 279-283", high=100),
        Input("virtuoso", 99, "percentile", "lower bound of level 4", "lines 279-283", high=100),
        Input("superhuman", 100, "percentile", "lower bound of level 5", "lines 279-283", high=100),
    ),
    compute=performance_level,
    outputs={"level": "1 emerging, 2 competent, 3 expert, 4 virtuoso, 5 superhuman"},
    checks=tuple(
        Check(f"{beaten}th percentile", level, 0, output="level", inputs={"beaten": beaten})
        for beaten, level in ((50, 2), (90, 3), (99, 4), (100, 5))
    ),
    discrepancy="The text speaks of six levels and lists five; the sixth is level 0, no AI, which no percentile gives.",
)

METHODS = (LEVELS,)
